//! The panel on a phone.

use playground_tests::{Page, Test, json, tests};

use super::PARTS;
use crate::element::size::small_targets;

pub fn tests() -> Vec<Test> {
    tests![targets_are_large_enough_for_a_finger]
}

fn targets_are_large_enough_for_a_finger(page: &Page<'_>) {
    page.browser.phone(360, 740);
    for lang in ["en", "ko"] {
        for part in PARTS {
            page.open(&format!("/?lang={lang}#panel=xor&part={part}&steps=40"));
            assert_eq!(small_targets(page, 44), json!([]), "{part} in {lang}");
        }
    }
}
