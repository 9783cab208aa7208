//! `boardpaper check`: the same problems as `build`, and nothing written.

use crate::support::workspace::Workspace;

const ROW: &str = "\n[[deliverables]]\nref = \"1\"\ntitle = \"Patrol the port\"\nstatus = \"G\"\nupdate = \"Patrols began.\"\n";

#[test]
fn checking_writes_nothing() {
    let office = Workspace::paper(ROW);
    let before = office.files("");
    let ran = office.run(&["check"]);
    assert_eq!(
        (ran.code, ran.stdout.as_str(), ran.stderr.as_str()),
        (0, "1 of 1 paper sound\n", "")
    );
    assert_eq!(office.files(""), before);
}

#[test]
fn checking_finds_what_building_finds() {
    let faults = [
        Workspace::paper(&ROW.replace("\"G\"", "\"GRN\"")),
        Workspace::paper(ROW).file(
            "data/templates/components/masthead.typ",
            "#let masthead(paper) = paper.nobody\n",
        ),
        Workspace::paper(&format!("{ROW}\n[footnotes]\nport = \"The port.\"\n")),
    ];
    for office in faults {
        let (checked, built) = (office.run(&["check"]), office.run(&["build"]));
        assert!(!checked.stderr.is_empty());
        assert_eq!((checked.code, checked.stderr), (built.code, built.stderr));
    }
}
