//! The whole panel by keys alone: no pointer touches the page here.

use crate::model::assert_agrees;
use playground_tests::page::key;
use playground_tests::{Page, Test, json, tests};

/// A page on which the keys do not go through many figures.
const ONE_FIGURE: &str = "<perceptron-playground linked></perceptron-playground>";

pub fn tests() -> Vec<Test> {
    tests![and_is_made_by_keys_alone, nand_is_made_from_and_by_keys_alone, xor_is_tried_by_keys_alone]
}

/// Goes by Tab, or back by Shift and Tab, until the focus is on the first control that fits a selector. At the page's ends the
/// keys would leave it for the browser's own controls, so the way there is the direct one.
#[track_caller]
fn tab_to(page: &Page<'_>, css: &str) {
    let figure = page.figure();
    let is_behind = "const now = root.activeElement;
         return now !== null && Boolean(now.compareDocumentPosition($(args[0])) & Node.DOCUMENT_POSITION_PRECEDING)";
    let back = figure.run(is_behind, &[json!(css)]) == true;
    for _ in 0..80 {
        if figure.run("return root.activeElement?.matches(args[0]) ?? false", &[json!(css)]) == true {
            return;
        }
        page.press(if back { &[key::SHIFT, key::TAB] } else { &[key::TAB] });
    }
    panic!("the Tab key does not come to {css}");
}

fn and_is_made_by_keys_alone(page: &Page<'_>) {
    page.open_with(ONE_FIGURE);
    let figure = page.figure();
    tab_to(page, ".goals .buttons button:nth-child(1)");
    page.press(&[key::ENTER]);
    assert!(figure.shows(".asked"));
    // From w1 = 0.8, w2 = −0.4: a slider by its keys, a box by typing, the threshold by the line in the picture.
    tab_to(page, "#w2-range");
    page.press_times(key::PAGE_UP, 3);
    tab_to(page, "#w1-box");
    page.press(&[key::CONTROL, "a"]);
    page.type_text("0.5");
    page.press(&[key::ENTER]);
    assert_eq!(figure.value("#w1-box"), "0.50");
    tab_to(page, "#w2-box");
    page.press(&[key::CONTROL, "a"]);
    page.type_text("0.5");
    page.press(&[key::TAB]);
    assert_eq!(figure.value("#w2-box"), "0.50");
    tab_to(page, ".handle.line");
    for _ in 0..30 {
        if figure.shows(".reached") {
            break;
        }
        page.press(&[key::SHIFT, key::RIGHT]);
    }
    assert!(figure.text(".reached").starts_with("That’s AND"));
    assert_eq!(crate::model::gates_of(&figure).rows_right(), 4);
}

fn nand_is_made_from_and_by_keys_alone(page: &Page<'_>) {
    page.open_with(ONE_FIGURE);
    let figure = page.figure();
    tab_to(page, ".goals .buttons button:nth-child(2)");
    page.press(&[key::SPACE]);
    for (name, value) in [("w1", "-0.5"), ("w2", "-0.5"), ("theta", "-0.7")] {
        tab_to(page, &format!("#{name}-box"));
        page.press(&[key::CONTROL, "a"]);
        page.type_text(value);
        page.press(&[key::ENTER]);
    }
    assert!(figure.text(".reached").contains("all signs turned"), "{}", figure.text(".reached"));
    assert_eq!(crate::model::gates_of(&figure).rows_right(), 4);
}

fn xor_is_tried_by_keys_alone(page: &Page<'_>) {
    page.open_with(ONE_FIGURE);
    let figure = page.figure();
    // Tabs are radio buttons: Tab comes to the chosen one, arrows choose.
    tab_to(page, ".choice.gate input");
    page.press_times(key::RIGHT, 3);
    assert!(figure.is_on(".choice.gate input[value=xor]"));
    tab_to(page, ".player button:nth-child(4)");
    page.press(&[key::ENTER]);
    assert!(figure.text(".verdict").starts_with("It never settles"));
    tab_to(page, ".truth input");
    page.press(&[key::UP]);
    tab_to(page, ".functions summary");
    page.press(&[key::ENTER]);
    tab_to(page, ".functions .grid button:nth-child(2)");
    page.press(&[key::SPACE]);
    assert!(figure.is_on(".functions .grid button:nth-child(2)"));
    tab_to(page, ".goals .buttons button:nth-child(4)");
    page.press(&[key::ENTER]);
    tab_to(page, ".asked .buttons button:nth-child(2)");
    page.press(&[key::ENTER]);
    assert!(figure.text(".reached").starts_with("Right: no line can."));
    assert_agrees(&figure);
}
