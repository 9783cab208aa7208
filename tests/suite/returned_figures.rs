//! Figures of a quarter, asked for in returns and put into the cell of their quarter.

use std::fs;
use std::io::Read;

use boardpaper::diagnostic::Diagnostics;
use boardpaper::load::{self, Limits};

use crate::support::model::Model;
use crate::support::workbook::xlsx;
use crate::support::workspace::{Ran, Workspace};

const BOARD: &str = r##"[organisation]
name = "Northmarch Police and Crime Commissioner"

[status-key.target]
steps = [
  { code = "B", label = "On target", colour = "#00703c", shape = "star", when = "met" },
  { code = "W", label = "Off target", colour = "#942514", shape = "cross", when = "missed", attention = true },
  { code = "X", label = "No data", shape = "outline", when = "no-data", counted = false },
]
"##;
const PAPER: &str = "document = \"performance-annex\"\nquarter = \"2026-27 Q2\"\n\n[measures]\nworkbook = \"t.xlsx\"\n";
const TRACKER: &str = "
Ref | Indicator      | Lead            | Good to be | Target | Q1 2026-27 | Q2 2026-27 | Commentary
M1  | Calls answered | Head of Contact | Higher     | 45%    | 41%        |            |
M2  | Visits         | Head of Contact | Higher     | 20     | 17         |            |
M3  | Days to answer | Head of Records | Low        | 10     | 12         | 11         |
";
const ANSWER: &str = "Ref,Indicator,Actual Q1 2026-27,Actual Q2 2026-27,Comment\nM1,Calls answered,41%,44%,New rota.\nM2,Visits,18,19,\n";

fn office(settings: &str) -> Workspace {
    let office = Workspace::empty()
        .file("data/board.toml", format!("{BOARD}{settings}"))
        .file("data/m.toml", PAPER)
        .file("data/t.xlsx", xlsx(&[("Measures", TRACKER)]))
        .file("back/contact.csv", ANSWER);
    office.returns(&["make", "--deadline", "2026-10-16"]);
    office
}

fn collect(office: &Workspace) -> Ran {
    office.returns(&["collect", "back", "--date", "2026-10-14"])
}

/// What the paper says of the figures, all of them.
fn shown(office: &Workspace) -> String {
    let ran = office.run(&["build", "--keep-sources"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let model = Model::beside(&office.path("output/m.pdf"));
    model.at("/tables/measures/rows").to_string()
}

#[test]
fn the_cell_of_the_quarter_is_open_and_those_before_are_locked() {
    let office = office("");
    let path = office.path("output/returns/2026-27-q2/Head of Contact.xlsx");
    let mut problems = Diagnostics::default();
    let book = load::workbook(&path, "return", &Limits::default(), &mut problems);
    let book = book.expect("a workbook");
    let sheet = &book.sheets[1];
    let headings: Vec<String> = sheet.rows[&2].values().map(|cell| cell.text()).collect();
    let at = |heading: &str| headings.iter().position(|known| known == heading);
    let (earlier, own) = (at("Actual Q1 2026-27"), at("Actual Q2 2026-27"));
    assert!(earlier.is_some() && own.is_some(), "{headings:?}");
    let mut zip = zip::ZipArchive::new(fs::File::open(&path).expect("a file")).expect("a zip");
    let mut part = |name: &str| {
        let mut text = String::new();
        let mut part = zip.by_name(name).expect("a part");
        part.read_to_string(&mut text).expect("text");
        text
    };
    let (xml, styles) = (part("xl/worksheets/sheet2.xml"), part("xl/styles.xml"));
    let looks: Vec<&str> = styles
        .split("<cellXfs")
        .nth(1)
        .expect("looks")
        .split("<xf ")
        .collect();
    let is_open = |column: Option<usize>| {
        let letter = char::from(b'A' + u8::try_from(column.expect("there")).expect("few"));
        let cell = xml
            .split(&format!("r=\"{letter}4\" s=\""))
            .nth(1)
            .expect("a cell");
        let look: usize = cell
            .split('"')
            .next()
            .expect("a number")
            .parse()
            .expect("a number");
        looks[look + 1].contains("locked=\"0\"")
    };
    assert!(is_open(own) && !is_open(earlier), "{headings:?}");
    let said: Vec<String> = book.sheets[0]
        .rows
        .values()
        .flat_map(|row| row.values())
        .map(|cell| cell.text())
        .collect();
    assert!(
        said.iter().any(|text| text.starts_with("Type a figure")),
        "{said:?}"
    );
}

#[test]
fn a_figure_comes_into_the_cell_of_its_quarter() {
    for settings in ["", "\n[returns]\ninto = \"trackers\"\n"] {
        let office = office(settings);
        let before = fs::read(office.path("data/t.xlsx")).expect("a tracker");
        let open = office.returns(&["status", "--date", "2026-10-12"]);
        // Figures of the quarter before are no answer.
        assert!(
            open.stdout.contains("0 of 2 have answered"),
            "{}",
            open.stdout
        );
        let ran = collect(&office);
        assert!(ran.stdout.contains("nothing -> 44%"), "{}", ran.stdout);
        // The quarter before was changed as well, and nobody asked for that.
        assert!(
            ran.stderr.contains("BP2126") && ran.stderr.contains("`18`"),
            "{}",
            ran.stderr
        );
        let again = collect(&office);
        assert!(again.stdout.contains("0 changed"), "{}", again.stdout);
        let now = office.returns(&["status", "--date", "2026-10-15"]);
        assert!(
            now.stdout.contains("1 of 2 have answered"),
            "{}",
            now.stdout
        );
        let model = shown(&office);
        assert!(model.contains("44%") && model.contains("19"), "{model}");
        assert!(model.contains("17") && !model.contains("18"), "{model}");
        office.returns(&["undo"]);
        assert_eq!(
            fs::read(office.path("data/t.xlsx")).expect("a tracker"),
            before
        );
        assert!(!shown(&office).contains("44%"));
    }
}
