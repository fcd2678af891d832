//! Terms: the first use of each in what is read opens what it means, by mouse, keys and touch.

use super::{Promise, open_empty_page, to_the_top, wait_until_worked_out};
use playground_tests::page::{Pointer, key};
use playground_tests::runner::texts;
use playground_tests::{Figure, Page};

pub const PROMISES: &[(&str, Promise)] =
    &[("the_first_use_of_a_term_opens_its_sentence", the_first_use_of_a_term_opens_its_sentence)];

/// What is shown of a term, and whether all of it is in the window.
#[track_caller]
fn meaning(figure: &Figure<'_>) -> (String, bool) {
    figure.page.settle();
    let seen = figure.run(
        "const meaning = root.querySelector('.meaning:popover-open');
         if (!meaning) return ['', true];
         const { left, right, top, bottom } = meaning.getBoundingClientRect();
         return [meaning.innerText, left >= 0 && right <= innerWidth && top >= 0 && bottom <= innerHeight]",
        &[],
    );
    (seen[0].as_str().unwrap_or_default().to_owned(), seen[1] == true)
}

fn the_first_use_of_a_term_opens_its_sentence(page: &Page<'_>, panel: &'static str) {
    open_empty_page(page);
    for lang in ["ko", "en"] {
        page.browser.screen(1280, 720, 1.0);
        // In free play and a run away from its start there is most to read.
        let figure = page.put(panel, lang, "goal=none");
        wait_until_worked_out(&figure);
        to_the_top(&figure);
        figure.run("root.querySelector('.drawer-buttons button, .more')?.click()", &[]);
        page.wait_for(
            "terms",
            "return document.querySelector('perceptron-playground').shadowRoot.querySelector('.term') !== null",
        );
        let keys = figure.run("return [...root.querySelectorAll('.term')].map((term) => term.dataset.term)", &[]);
        let mut keys = texts(&keys);
        let count = keys.len();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), count, "{panel} in {lang}: each is marked once");
        let css = format!(".term[data-term={}]", keys[0]);
        let word = figure.text(&css);
        figure.focus(&css);
        page.press(&[key::ENTER]);
        let (by_key, is_whole) = meaning(&figure);
        assert!(by_key.chars().count() > word.chars().count() + 8 && is_whole, "{panel} in {lang}, {word}: {by_key}");
        assert_eq!(by_key.chars().any(|c| ('가'..='힣').contains(&c)), lang == "ko", "{by_key}");
        page.press(&["\u{E00C}"]); // Escape
        assert_eq!(meaning(&figure).0, "", "{panel} in {lang}");
        // On a phone the drawer would lie over what is read.
        figure.run("root.querySelector('.drawer .close').click()", &[]);
        page.browser.phone(390, 844);
        page.wait_for("the phone", "return document.documentElement.clientWidth === 390");
        to_the_top(&figure);
        let place = figure.run(
            "const term = [...root.querySelectorAll('.coach .term, .readout .term')].find(isShown);
             if (!term) return null;
             const { x, y, width, height } = term.getClientRects()[0];
             return [Math.round(x + width / 2), Math.round(y + height / 2)]",
            &[],
        );
        let Some([x, y]) =
            place.as_array().map(|place| [0, 1].map(|at| i32::try_from(place[at].as_i64().unwrap()).unwrap()))
        else {
            continue;
        };
        page.stroke(Pointer::Touch, [x, y], &[]);
        let (by_touch, is_whole) = meaning(&figure);
        assert!(!by_touch.is_empty() && is_whole, "{panel} in {lang}: {by_touch}");
        page.press(&["\u{E00C}"]);
    }
}
