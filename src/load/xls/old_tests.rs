//! A workbook as programs before Excel 97 wrote it, made here: nothing saves them any more.

use super::*;
use crate::load::limits::Limits;

const BOF: u16 = 0x0809;
const EOF: u16 = 0x000a;
const BOUNDSHEET: u16 = 0x0085;
const COLUMN: u16 = 0x007d;
const ROW: u16 = 0x0208;
const LABEL: u16 = 0x0204;

fn record(kind: u16, parts: &[&[u8]]) -> Vec<u8> {
    let bytes = parts.concat();
    let length = u16::try_from(bytes.len()).expect("short");
    [&kind.to_le_bytes(), &length.to_le_bytes(), &bytes[..]].concat()
}

fn numbers(numbers: &[u16]) -> Vec<u8> {
    numbers.iter().flat_map(|n| n.to_le_bytes()).collect()
}

fn begin(kind: u16) -> Vec<u8> {
    record(BOF, &[&numbers(&[0x0500, kind, 0, 0])])
}

fn label(row: u16, column: u16, text: &str) -> Vec<u8> {
    let length = u16::try_from(text.len()).expect("short");
    let place = numbers(&[row, column, 0, length]);
    record(LABEL, &[&place, text.as_bytes()])
}

/// A sheet whose second row and second column are hidden.
fn stream() -> Vec<u8> {
    let head = |start: u32| {
        let list = record(BOUNDSHEET, &[&start.to_le_bytes(), &[0, 0, 4], b"Plan"]);
        [begin(0x0005), list, record(EOF, &[])].concat()
    };
    let start = u32::try_from(head(0).len()).expect("short");
    let sheet = [
        begin(0x0010),
        record(COLUMN, &[&numbers(&[1, 1, 0, 0, 1, 0])]),
        record(ROW, &[&numbers(&[1, 0, 2, 0, 0, 0, 0x20, 0])]),
        label(0, 0, "Title"),
        label(0, 1, "Secret column"),
        label(1, 0, "Secret row"),
        label(2, 0, "Boat"),
        record(EOF, &[]),
    ];
    let mut stream = [head(start), sheet.concat()].concat();
    // Shorter ones are kept in another place of the file.
    stream.resize(4096, 0);
    stream
}

/// Puts a stream into a file: its head, a table of sectors, a list of streams, and the sectors of the stream.
fn file(stream: &[u8]) -> Vec<u8> {
    let (free, end, table) = (0xffff_ffff_u32, 0xffff_fffe_u32, 0xffff_fffd_u32);
    let longs = |longs: &[u32]| -> Vec<u8> { longs.iter().flat_map(|n| n.to_le_bytes()).collect() };
    let mut head = vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
    head.resize(24, 0);
    head.extend(numbers(&[0x3e, 3, 0xfffe, 9, 6, 0, 0, 0]));
    head.extend(longs(&[0, 1, 1, 0, 4096, end, 0, end, 0, 0]));
    head.resize(512, 0xff);
    let count = u32::try_from(stream.len() / 512).expect("short");
    let mut sectors = longs(&[table, end]);
    let next = |at| if at + 1 == count { end } else { at + 3 };
    sectors.extend((0..count).flat_map(|at| next(at).to_le_bytes()));
    sectors.resize(512, 0xff);
    let entry = |name: &str, kind: u8, child: u32, start: u32, length: usize| {
        let mut entry: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        entry.resize(64, 0);
        let bytes = u16::try_from(2 * name.len() + 2).expect("short");
        entry.extend(bytes.to_le_bytes());
        entry.extend([kind, 1]);
        entry.extend(longs(&[free, free, child]));
        entry.resize(116, 0);
        let length = u32::try_from(length).expect("short");
        entry.extend(longs(&[start, length, 0]));
        entry
    };
    let mut list = entry("Root Entry", 5, 1, end, 0);
    list.extend(entry("Book", 2, free, 2, stream.len()));
    list.resize(512, 0);
    [head, sectors, list, stream.to_vec()].concat()
}

#[test]
fn what_is_hidden_in_a_workbook_from_before_excel_97_is_left_out() {
    let (shown, mut out) = ("old.xls".into(), Diagnostics::default());
    let mut budget = Budget::new(&Limits::default());
    let workbook = read(&file(&stream()), &shown, &mut budget, &mut out).expect("is read");
    let sheet = &workbook.sheets[0];
    let cells = sheet.rows.values().flat_map(|cells| cells.values());
    let texts: Vec<String> = cells.map(|cell| cell.text()).collect();
    assert_eq!(texts, ["Title", "Boat"]);
    assert_eq!(
        (&sheet.hidden_rows[..], &sheet.hidden_columns[..]),
        (&[1][..], &[1][..])
    );
    let codes: Vec<u16> = out.iter().map(|problem| problem.code.number()).collect();
    assert_eq!(codes, [110]);
}
