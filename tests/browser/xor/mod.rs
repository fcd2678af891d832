//! The panel `xor`: built by hand, broken and mended, learned, tried a hundred times, searched, and collapsed.

mod hand;
mod learned;
mod limit;

use perceptron_playground::panel::xor::Xor;
use playground_tests::page::key;
use playground_tests::{Figure, Page, Test};

pub fn tests() -> Vec<Test> {
    [hand::tests(), learned::tests(), limit::tests()].concat()
}

/// The state of an `xor` figure, in an engine of our own.
#[track_caller]
pub fn model_of(figure: &Figure<'_>) -> Xor {
    let mut xor = Xor::default();
    let state = figure.state();
    assert_eq!(xor.load(&state), [], "the state that a figure tells is one that can be loaded: {state}");
    xor
}

/// Checks that table, diagram and worked sums show one and the same state.
#[track_caller]
pub fn assert_agrees(figure: &Figure<'_>) -> Xor {
    let xor = model_of(figure);
    let row = xor.settings().row;
    let sums: Vec<_> = (0..3).map(|unit| xor.sum_text(row, unit)).collect();
    assert_eq!(figure.texts(".explained .worked .sum")[..3], sums);
    for row in 0..4 {
        let shown = figure.texts(&format!(".truth tbody tr:nth-child({}) strong:not(.bare)", row + 1));
        let expected: Vec<_> = (0..3).map(|unit| xor.output_text(row, unit)).collect();
        assert!(expected.ends_with(&shown) && !shown.is_empty(), "row {row}: {shown:?}, not {expected:?}");
        let mark = figure.text(&format!(".truth tbody tr:nth-child({}) .result", row + 1));
        assert_eq!(mark, if xor.row_right(row) { "✓" } else { "✗" }, "row {row}");
    }
    xor
}

#[track_caller]
pub fn open<'p>(page: &'p Page<'p>, state: &str) -> Figure<'p> {
    page.open_panel("xor", state)
}

/// Types into a box that has been reached without a pointer.
#[track_caller]
pub fn type_into(figure: &Figure<'_>, css: &str, text: &str) {
    figure.focus(css);
    figure.page.press(&[key::CONTROL, "a"]);
    figure.page.type_text(text);
    figure.page.press(&[key::ENTER]);
}
