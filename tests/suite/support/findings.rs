//! An office whose papers have something wrong of every sort: in a cell, in a field of a CSV file, in a line of TOML, in a
//! whole sheet, and in what all papers share.

use super::workbook::xlsx;
use super::workspace::{BOARD, FIELDS, Workspace};

const TRACKER: &str = "
Ref | Lead Officer      | Deliverable     | RAG | Update                            | Telephone
1   | Head of Policy    | Patrol the port | G   | Patrols began in the the harbour. | -
2   | Head of Wardens   | Light the wall  | G   | The lamps are on.                 | -
3   | Head of Wardens   | Mend <the> gate | G   | The gate & lock was was mended.   | -
";
const CSV: &str = "Ref,Lead Officer,Deliverable,RAG,Update\n1,Head of Policy,Open a club,G,The club opened in in May.\n";
const IN_TOML: &str = "\n[[deliverables]]\nref = \"1\"\ntitle = \"Open a club\"\nstatus = \"GRN\"\nupdate = \"It opened.\"\n";

/// Makes the office.
pub fn office() -> Workspace {
    let paper = |number: u8, rest: &str| {
        let theme = format!("number = {number}");
        format!("{}{rest}", FIELDS.replace("number = 1", &theme))
    };
    Workspace::empty()
        .file("data/board.toml", BOARD)
        .file(
            "data/book.toml",
            paper(1, "[deliverables]\nworkbook = \"the tracker.xlsx\"\n"),
        )
        .file("data/the tracker.xlsx", xlsx(&[("Theme 1", TRACKER)]))
        .file(
            "data/csv.toml",
            paper(2, "[deliverables]\nworkbook = \"tracker.csv\"\n"),
        )
        .file("data/tracker.csv", CSV)
        .file("data/text.toml", paper(3, IN_TOML))
}
