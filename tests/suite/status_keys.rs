//! Status keys of every sort.

use crate::support::cases::run_all;
use crate::support::workspace::{FIELDS, Workspace};

#[test]
fn cases_come_out_as_accepted() {
    run_all("status-keys");
}

fn office(percentages: &str, statuses: &[&str]) -> Workspace {
    let board = format!(
        "[organisation]\nname = \"Northmarch\"\n\n[status-key.rag]\npercentages = \"{percentages}\"\nsteps = [\n  {{ code = \"G\", label = \"Green\" }},\n  {{ code = \"A\", label = \"Amber\" }},\n  {{ code = \"R\", label = \"Red\" }},\n  {{ code = \"S\", label = \"Stopped\", counted = false }},\n]\n"
    );
    let rows: String = statuses
        .iter()
        .zip(1..)
        .map(|(status, i)| format!("\n[[deliverables]]\nref = \"{i}\"\ntitle = \"Patrol\"\nstatus = \"{status}\"\nupdate = \"Yes.\"\n"))
        .collect();
    Workspace::office()
        .file("data/board.toml", board)
        .file("data/paper.toml", format!("{FIELDS}{rows}"))
}

fn percentages(office: Workspace) -> Vec<u32> {
    let reading = office.built_pdf().reading();
    let shares = regex::Regex::new(r"(\d+)%").expect("a pattern");
    shares
        .captures_iter(&reading)
        .map(|share| share[1].parse().expect("digits"))
        .collect()
}

#[test]
fn plain_percentages_are_each_rounded_and_largest_remainder_makes_them_total_100() {
    assert_eq!(percentages(office("plain", &["G", "A", "R"])), [33, 33, 33]);
    let shared = percentages(office("largest-remainder", &["G", "A", "R"]));
    assert_eq!(shared.iter().sum::<u32>(), 100);
}

#[test]
fn a_step_that_is_not_counted_stays_out_of_the_base() {
    assert_eq!(
        percentages(office("plain", &["G", "A", "S", "S"])),
        [50, 50, 0]
    );
}

#[test]
fn a_status_is_read_however_it_is_typed() {
    let pdf = office("plain", &["g", " G ", "Green", "GREEN"]).built_pdf();
    assert!(pdf.reading().contains("4 of 4"), "{}", pdf.reading());
}
