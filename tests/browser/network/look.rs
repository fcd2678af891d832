//! What everyone can see and reach.

use super::{SHAPES, open};
use playground_tests::page::key;
use playground_tests::{Page, Test, tests};

pub fn tests() -> Vec<Test> {
    tests![
        tiles_are_large_enough_for_fingers_and_a_wide_network_scrolls_in_its_place,
        every_tile_and_the_field_are_painted,
        no_sideways_scroll_on_a_phone,
        both_languages_say_everything,
        axe_finds_nothing,
        axe_finds_nothing_on_a_phone,
    ]
}

fn tiles_are_large_enough_for_fingers_and_a_wide_network_scrolls_in_its_place(page: &Page<'_>) {
    page.browser.phone(360, 800);
    for shape in SHAPES {
        let figure = open(page, shape.trim_start_matches('&'));
        let least =
            figure.run("return Math.min(...[...root.querySelectorAll('.tile')].map((tile) => tile.offsetWidth))", &[]);
        assert!(least.as_f64() >= Some(44.0), "{shape}: {least}");
        assert!(page.number("return document.documentElement.scrollWidth") <= 360.0);
        let scrolls = figure
            .run("const view = $('.net-view'); return [view.scrollWidth > view.clientWidth + 1, view.tabIndex]", &[]);
        assert_eq!(scrolls[0] == true, scrolls[1] == 0, "{shape}: what scrolls can have the focus: {scrolls}");
    }
}

fn every_tile_and_the_field_are_painted(page: &Page<'_>) {
    for shape in SHAPES {
        let figure = open(page, &format!("data=circle&epochs=3{shape}"));
        let colors = figure.run(
            "return [...root.querySelectorAll('.picture .map, .net canvas')].map((canvas) => {
                 const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
                 return new Set(new Uint32Array(data.buffer)).size;
             })",
            &[],
        );
        let many = |at: usize| colors[at].as_u64().unwrap_or(0) > 20;
        assert!(many(0) && colors[1].as_u64() > Some(3), "{shape}: {colors}");
    }
}

fn no_sideways_scroll_on_a_phone(page: &Page<'_>) {
    page.browser.phone(360, 800);
    for lang in ["ko", "en"] {
        for shape in SHAPES {
            page.open(&format!("/?lang={lang}#panel=network&testpoints=on&goal=overfit{shape}"));
            let wide = page.number("return document.documentElement.scrollWidth");
            assert!(wide <= 360.0, "{lang}{shape}: {wide}");
        }
    }
}

fn both_languages_say_everything(page: &Page<'_>) {
    let figure = open(page, "data=xor&epochs=3&validation=0.2");
    let english = figure.texts("h2, label, button, legend, th, .sentence");
    let state = figure.state();
    figure.click(".takeaway button:last-of-type");
    let korean = figure.texts("h2, label, button, legend, th, .sentence");
    assert_eq!(english.len(), korean.len());
    assert_eq!(figure.state(), state);
    for text in english.iter().chain(&korean) {
        assert!(!text.contains('{') && !text.contains("undefined"), "{text}");
    }
    let same =
        english.iter().zip(&korean).filter(|(a, b)| a == b && a.chars().filter(char::is_ascii_alphabetic).count() > 4);
    assert_eq!(same.map(|(a, _)| a.as_str()).collect::<Vec<_>>(), Vec::<&str>::new());
}

const AXE_STATES: [&str; 3] =
    ["", "data=gate-xor&goal=xor-two&layers=step2&testpoints=on", "rate=10&layers=relu4&output=identity-mse&epochs=50"];

/// Puts the figure into its states, an open editor among them, and asks axe about each.
fn assert_no_violation(page: &Page<'_>, lang: &str) {
    for query in AXE_STATES {
        page.open(&format!("/?lang={lang}#panel=network&{query}"));
        let figure = page.figure();
        figure.click(".choice.tool label:nth-of-type(2)");
        crate::element::axe::assert_no_violation(page, query);
        figure.focus(".tile[tabindex='0']");
        page.press(&[key::ENTER]);
        assert!(figure.shows(".editor"));
        crate::element::axe::assert_no_violation(page, &format!("{query}, a bias open"));
    }
}

fn axe_finds_nothing(page: &Page<'_>) {
    for lang in ["ko", "en"] {
        for scheme in ["light", "dark"] {
            page.browser.media("", &[("prefers-color-scheme", scheme)]);
            assert_no_violation(page, lang);
        }
    }
}

fn axe_finds_nothing_on_a_phone(page: &Page<'_>) {
    page.browser.phone(360, 800);
    assert_no_violation(page, "ko");
    page.open(&format!("/?lang=en#panel=network{}", SHAPES[1]));
    crate::element::axe::assert_no_violation(page, "a network wider than the page");
}
