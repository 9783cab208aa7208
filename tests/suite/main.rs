//! The integration tests: the real program, run in offices that are made for each test.

mod support;

#[test]
fn smoke() {
    let pdf = support::workspace::Workspace::paper("[[deliverables]]\nref = \"1\"\ntitle = \"Open a station\"\nstatus = \"G\"\nupdate = \"It is open.\"\n").built_pdf();
    println!(
        "{}\n{}\n{:?}\n{:?}",
        pdf.text_layer(),
        pdf.tags().outline(),
        pdf.bookmarks(),
        pdf.links()
    );
    let t = support::workbook::xlsx(&[("A", "x")]);
    let t = support::workbook::ods(&[("A", "x")]);
    println!(
        "{:?} {:?} {}",
        pdf.property("Title"),
        pdf.language(),
        pdf.metadata()
    );
}
