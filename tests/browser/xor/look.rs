//! The panel in both languages, both themes, and on a phone.

use playground_tests::{Page, Test, json, tests};

use super::{PARTS, open};
use crate::element::axe::assert_no_violation;
use crate::element::size::small_targets;

pub fn tests() -> Vec<Test> {
    tests![
        the_language_changes_in_place,
        nothing_sticks_out_on_a_phone,
        targets_are_large_enough_for_a_finger,
        axe_has_nothing_to_object_to,
        axe_has_nothing_to_object_to_on_a_phone,
    ]
}

fn the_language_changes_in_place(page: &Page<'_>) {
    for part in PARTS {
        let figure = open(page, &format!("part={part}&h1b=-0.6&w1=1.5&seed=3&steps=40"));
        let state = figure.state();
        figure.click(".takeaway button:nth-child(6)");
        assert!(figure.text(".sentence").contains("네 행 가운데"), "{}", figure.text(".sentence"));
        assert_eq!(figure.state(), state);
        figure.click(".takeaway button:nth-child(6)");
        assert!(figure.text(".sentence").contains("of 4 rows right"), "{}", figure.text(".sentence"));
    }
}

fn nothing_sticks_out_on_a_phone(page: &Page<'_>) {
    for width in [320, 360] {
        page.browser.phone(width, 740);
        for lang in ["en", "ko"] {
            for part in PARTS {
                page.open(&format!("/?lang={lang}#panel=xor&part={part}&yw1=-1.23&h1w1=-1.55&w1=-1.11&steps=400"));
                let wide = page.number("return document.documentElement.scrollWidth");
                assert!(wide <= f64::from(width), "{part} in {lang}: {wide} px wide on {width}");
            }
        }
    }
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

/// Axe looks at every part with something under way in it.
#[track_caller]
fn assert_axe_is_content(page: &Page<'_>, lang: &str, what: &str) {
    for part in PARTS {
        page.open(&format!("/?lang={lang}#panel=xor&part={part}&goal=build-xor&h1w1=0.2&steps=40"));
        let figure = page.figure();
        for button in [".seeds .buttons button", ".limit .primary"] {
            if figure.shows(button) {
                figure.click(button);
                page.wait_for(
                    "something to look at",
                    "return new Promise((done) => setTimeout(() => done(true), 300))",
                );
            }
        }
        assert_no_violation(page, &format!("{part} in {lang}, {what}"));
    }
}

fn axe_has_nothing_to_object_to(page: &Page<'_>) {
    for scheme in ["light", "dark"] {
        page.browser.media("", &[("prefers-color-scheme", scheme)]);
        for lang in ["en", "ko"] {
            assert_axe_is_content(page, lang, scheme);
        }
    }
}

fn axe_has_nothing_to_object_to_on_a_phone(page: &Page<'_>) {
    page.browser.phone(360, 740);
    page.browser.media("", &[("prefers-color-scheme", "dark")]);
    assert_axe_is_content(page, "ko", "360 px");
}
