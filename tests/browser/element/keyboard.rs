//! The whole figure by keys alone: no pointer touches the page here.

use crate::model::{assert_agrees, gates_of};
use playground_tests::page::key;
use playground_tests::{Page, Test, json, tests};

pub fn tests() -> Vec<Test> {
    tests![and_is_made_by_keys_alone, nand_is_made_from_and_by_keys_alone, xor_is_tried_by_keys_alone]
}

const ESCAPE: &str = "\u{E00C}";

/// Goes by Tab, or back by Shift and Tab, until the focus is on the first control that fits a selector. At the page's ends the
/// keys would leave it for the browser's own controls, so the way there is the direct one.
#[track_caller]
fn tab_to(page: &Page<'_>, css: &str) {
    let figure = page.figure();
    let is_behind = "const now = root.activeElement;
         return now !== null && Boolean(now.compareDocumentPosition($(args[0])) & Node.DOCUMENT_POSITION_PRECEDING)";
    let back = figure.run(is_behind, &[json!(css)]) == true;
    for _ in 0..60 {
        if figure.run("return root.activeElement?.matches(args[0]) ?? false", &[json!(css)]) == true {
            return;
        }
        page.press(if back { &[key::SHIFT, key::TAB] } else { &[key::TAB] });
    }
    panic!("the Tab key does not come to {css}");
}

/// Types a number into a box.
#[track_caller]
fn type_into(page: &Page<'_>, css: &str, text: &str) {
    tab_to(page, css);
    page.press(&[key::CONTROL, "a"]);
    page.type_text(text);
    page.press(&[key::ENTER]);
}

fn and_is_made_by_keys_alone(page: &Page<'_>) {
    let figure = page.open_panel("gates", "");
    tab_to(page, ".guesses button:nth-child(1)");
    page.press(&[key::ENTER]);
    assert_eq!(figure.attribute(".coach", "data-phase"), "do");
    // A slider by its keys, a box by typing, the threshold by the line in the picture.
    tab_to(page, "#w2-range");
    page.press_times(key::PAGE_UP, 2);
    type_into(page, "#w2-box", "0.5");
    assert_eq!(figure.value("#w2-box"), "0.50");
    tab_to(page, ".handle.line");
    for _ in 0..30 {
        if figure.shows(".next") {
            break;
        }
        page.press(&[key::SHIFT, key::RIGHT]);
    }
    assert_eq!(figure.attribute(".coach", "data-phase"), "why", "{}", figure.text(".line"));
    assert_eq!(gates_of(&figure).rows_right(), 4);
    let question = figure.text(".question");
    tab_to(page, ".next");
    page.press(&[key::ENTER]);
    assert_ne!(figure.text(".question"), question);
}

fn nand_is_made_from_and_by_keys_alone(page: &Page<'_>) {
    let figure = page.open_panel("gates", "");
    // The steps are radio buttons: Tab comes to the chosen one, arrows go on.
    tab_to(page, ".dot[aria-checked=true]");
    page.press_times(key::RIGHT, 2);
    assert_eq!(figure.state(), "goal=nand-by-sign");
    for (name, value) in [("w1", "-0.5"), ("w2", "-0.5"), ("theta", "-0.7")] {
        type_into(page, &format!("#{name}-box"), value);
    }
    assert_eq!(figure.attribute(".coach", "data-phase"), "why", "{}", figure.text(".line"));
    assert_eq!(gates_of(&figure).rows_right(), 4);
}

fn xor_is_tried_by_keys_alone(page: &Page<'_>) {
    let figure = page.open_panel("gates", "goal=can-it-xor");
    tab_to(page, ".guesses button:nth-child(2)");
    page.press(&[key::SPACE]);
    tab_to(page, ".finish");
    page.press(&[key::ENTER]);
    assert_eq!(figure.attribute(".coach", "data-phase"), "why", "{}", figure.text(".line"));
    // A drawer: opened, its neighbour's tab, a control in it, and back.
    tab_to(page, ".drawer-buttons button");
    page.press(&[key::ENTER]);
    tab_to(page, ".drawer-tabs button:nth-child(3)");
    page.press(&[key::SPACE]);
    let other = ".content.functions .grid button:nth-child(2)";
    let gate = figure.run("return figure.state.gate", &[]);
    tab_to(page, other);
    page.press(&[key::SPACE]);
    assert_ne!(figure.run("return figure.state.gate", &[]), gate);
    page.press(&[ESCAPE]);
    assert!(!figure.shows(".drawer"));
    // The menu: opened, gone through by arrows, left by Escape; undo in it.
    tab_to(page, ".menu-button");
    page.press(&[key::ENTER]);
    assert_eq!(figure.run("return root.activeElement.className", &[]), "undo");
    page.press(&[key::DOWN]);
    page.press(&[ESCAPE]);
    assert_eq!(figure.run("return root.activeElement.className", &[]), "menu-button quiet");
    page.press(&[key::ENTER]);
    page.press(&[key::ENTER]);
    assert_eq!(figure.run("return figure.state.gate", &[]), gate, "undone");
    assert_agrees(&figure);
}
