//! The same panel, settings and seed: after a long training in this browser every weight has the bits that it has natively, and
//! so in every other browser.

use crate::model::{open_natively, view_of};
use crate::plate::drawers::show_drawer;
use crate::plate::wait_until_worked_out;
use playground_tests::{Page, Test, tests};

pub fn tests() -> Vec<Test> {
    tests![
        a_thousand_epochs_of_gradient_descent,
        a_thousand_epochs_of_adam,
        a_thousand_epochs_of_classes_by_relu,
        ten_thousand_iterations_of_two_networks,
    ]
}

#[track_caller]
fn assert_bits_as_natively(page: &Page<'_>, settings: &str) {
    let query = format!("{settings}&epochs=1000");
    let figure = page.open_panel("network", &query);
    wait_until_worked_out(&figure);
    // A link writes each weight so that reading it gives the same bits.
    let link = open_natively("network", &query).link();
    assert!(link.contains("weights=") && link.contains("epochs=1000"), "trained, and told: {link}");
    assert_eq!(figure.state(), link);
}

fn a_thousand_epochs_of_gradient_descent(page: &Page<'_>) {
    assert_bits_as_natively(page, "data=moons&noise=0.3&layers=tanh4.sigmoid3");
}

fn a_thousand_epochs_of_adam(page: &Page<'_>) {
    assert_bits_as_natively(page, "data=spiral&layers=tanh8.tanh4&inputs=x1.x2.sinx1.sinx2&optimizer=adam&rate=0.01");
}

fn a_thousand_epochs_of_classes_by_relu(page: &Page<'_>) {
    assert_bits_as_natively(page, "data=circle&layers=relu6&output=softmax-ce&rate=0.01");
}

/// Its link has no weights, since they follow from the settings. Losses and gradients in four digits tell: the two networks chase each
/// other, and one bit that is another one is multiplied from step to step.
fn ten_thousand_iterations_of_two_networks(page: &Page<'_>) {
    let query = "data=spiral&g-units=8&d-units=8&iterations=10000";
    let figure = page.open_panel("generate", &format!("{query}&goal=none"));
    wait_until_worked_out(&figure);
    show_drawer(&figure, "numbers");
    let natively = view_of(&*open_natively("generate", query));
    let lines = natively["view"]["lines"].as_array().expect("lines");
    let values: Vec<_> = lines.iter().filter_map(|line| line["values"].as_object()).flatten().collect();
    assert!(values.len() > 10, "{natively}");
    let text = figure.text(".content.numbers .lines");
    for (name, value) in values {
        let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        assert!(text.contains(&value), "{name} is {value}: {text}");
    }
}
