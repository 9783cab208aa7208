//! Performance measures, judged by a key of their own.

use crate::support::cases::run_all;
use crate::support::workspace::Workspace;

#[test]
fn cases_come_out_as_accepted() {
    run_all("measures");
}

#[test]
fn measures_are_a_data_table_with_header_cells() {
    let measures = "\n[[deliverables]]\nref = \"1\"\ntitle = \"Patrol\"\nstatus = \"G\"\nupdate = \"Done.\"\n\n[[measures]]\nnumber = \"1\"\nmeasure = \"Calls answered\"\ntarget = \"90%\"\nperformance = \"84%\"\n";
    let tags = Workspace::paper(measures).built_pdf().tags();
    let tables = tags.all("Table");
    let table = tables
        .iter()
        .find(|table| table.text().contains("Calls answered"))
        .expect("a table");
    let headers: Vec<String> = table
        .all("TH")
        .iter()
        .map(|header| header.text().trim().to_owned())
        .collect();
    assert!(headers.contains(&"Target".to_owned()), "{headers:?}");
    assert!(
        table
            .all("TD")
            .iter()
            .any(|cell| cell.text().contains("84%"))
    );
}
