//! The panel `network`: a network built, trained, looked into and taken along, in a real browser.

mod learning;
mod link;
mod look;
mod points;
mod weights;

use perceptron_playground::panel::network::NetworkPanel;
use playground_tests::page::key;
use playground_tests::{Figure, Page, Test, json};

pub fn tests() -> Vec<Test> {
    [learning::tests(), link::tests(), weights::tests(), points::tests(), look::tests()].concat()
}

const SHAPES: [&str; 3] =
    ["", "&layers=tanh16.relu16.sigmoid8.tanh8.tanh4.tanh2&inputs=x1.x2.x1x1.x2x2.x1x2.sinx1.sinx2", "&layers=none"];

fn open<'p>(page: &'p Page<'p>, query: &str) -> Figure<'p> {
    page.open_panel("network", query)
}

/// The library's panel in the state that the figure tells.
#[track_caller]
fn model_of(figure: &Figure<'_>) -> NetworkPanel {
    let mut panel = NetworkPanel::default();
    assert_eq!(panel.load(&figure.state()), []);
    panel
}

/// Presses Tab until the focus is on what `css` finds.
#[track_caller]
fn tab_to(figure: &Figure<'_>, css: &str) {
    tab_by(figure, &[key::TAB], css);
}

/// Goes the same way back.
#[track_caller]
fn tab_to_back(figure: &Figure<'_>, css: &str) {
    tab_by(figure, &[key::SHIFT, key::TAB], css);
}

#[track_caller]
fn tab_by(figure: &Figure<'_>, keys: &[&str], css: &str) {
    for _ in 0..120 {
        if figure.run("return root.activeElement?.matches(args[0]) ?? false", &[json!(css)]) == true {
            return;
        }
        figure.page.press(keys);
    }
    panic!("{keys:?} does not come to {css}");
}
