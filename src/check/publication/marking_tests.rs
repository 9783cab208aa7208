//! What is found of vehicles and of protective markings.

use super::tests::{each, none, shown};
use super::*;

fn marks(text: &str) -> Vec<String> {
    shown(|found| vehicle::find(text, &Digits::of(text), &|letters| letters == "ASB", found))
}

fn markings(text: &str) -> Vec<String> {
    shown(|found| marking::find(text, &|| false, found))
}

#[test]
fn vehicles_are_told_by_their_shape_or_by_the_words_beside_it() {
    each(
        marks,
        &[
            ("a blue car, NG12 ABC, was", "NG12 …"),
            ("XH21 SMR was seized", "XH21 …"),
            ("FX71SMR was seized", "FX71…"),
            ("the van BD21 SMR", "BD21 …"),
            ("registration A123 BCD", "A…"),
            ("reg. ABC 123A", "A…"),
            ("VRM BXZ 1234", "B…"),
            ("index A 1", "A…"),
        ],
    );
    none(
        marks,
        &[
            "in NG12 ABC patrols",
            "NG12 3AB",
            "in FX12 ASB fell",
            "5C01",
            "A614 NGT",
            "the A52 and the M1",
            "AB30 CDE",
            "AI12 CDE",
            "AB12 CIE",
            "ab12 cde",
            "PCC18 ABC",
            "ref FX12 SMR",
            "FX12-SMR-01",
            "BP1402",
            "COVID19 ABC",
            "Q4 2018 ABC",
            "registered charity 1234",
            "regional A123 BCD",
        ],
    );
}

#[test]
fn markings_are_capitals_of_their_own() {
    each(
        markings,
        &[
            ("OFFICIAL-SENSITIVE", "OFFICIAL-SENSITIVE"),
            ("OFFICIAL: SENSITIVE", "OFFICIAL: SENSITIVE"),
            ("Official Sensitive", "Official Sensitive"),
            ("[OFFICIAL-SENSITIVE]", "OFFICIAL-SENSITIVE"),
            (
                "Update [OFFICIAL-SENSITIVE] on theme 3",
                "OFFICIAL-SENSITIVE",
            ),
            ("Theme 3 update – OFFICIAL-SENSITIVE", "OFFICIAL-SENSITIVE"),
            ("Theme 3 update (OFFICIAL-SENSITIVE)", "OFFICIAL-SENSITIVE"),
            (
                "OFFICIAL-SENSITIVE - COMMERCIAL",
                "OFFICIAL-SENSITIVE - COMMERCIAL",
            ),
            ("OFFICIAL-SENSITIVE: Theme 3 update", "OFFICIAL-SENSITIVE"),
            (
                "Protective marking: OFFICIAL-SENSITIVE",
                "OFFICIAL-SENSITIVE",
            ),
            (
                "It fell. OFFICIAL-SENSITIVE: not for circulation. It rose.",
                "OFFICIAL-SENSITIVE",
            ),
            (
                "Adopted 30 June 2026. OFFICIAL-SENSITIVE",
                "OFFICIAL-SENSITIVE",
            ),
            (
                "Adopted (in part.) Marking: OFFICIAL-SENSITIVE.",
                "OFFICIAL-SENSITIVE",
            ),
            ("It fell. SECRET\nIt rose.", "SECRET"),
            ("SECRET", "SECRET"),
            ("TOP SECRET", "TOP SECRET"),
            ("SECRET – UK EYES ONLY", "SECRET – UK EYES ONLY"),
            ("RESTRICTED", "RESTRICTED"),
            ("CONFIDENTIAL", "CONFIDENTIAL"),
            ("[RESTRICTED]", "RESTRICTED"),
            ("PROTECT - PERSONAL", "PROTECT - PERSONAL"),
            ("PROTECT", "PROTECT"),
            ("First line\nRESTRICTED\nlast", "RESTRICTED"),
        ],
    );
    none(
        markings,
        &[
            "OFFICIAL",
            "NOT PROTECTIVELY MARKED",
            "Not protectively marked",
            "secret",
            "Secret",
            "the Official Secrets Act",
            "Papers marked OFFICIAL-SENSITIVE are kept apart",
            "OFFICIAL-SENSITIVE papers are kept apart",
            "It is settled. OFFICIAL-SENSITIVE papers are kept apart",
            "It is marked OFFICIAL-SENSITIVE",
            "It is settled. Official sensitive",
            "The SECRET of good policing",
            "a CONFIDENTIAL helpline",
            "RESTRICTED access to the site",
            "Confidential",
            "Restricted",
            "Protect",
            "PROTECT vulnerable people",
            "official: sensitive handling of complaints",
            "an official-sensitive matter",
        ],
    );
}
