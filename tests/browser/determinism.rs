//! The same panel, settings and seed: after a long training in this browser every weight has the bits that it has natively, and
//! so in every other browser.

use crate::model::{open_natively, view_of};
use crate::plate::drawers::show_drawer;
use crate::plate::wait_until_worked_out;
use playground_tests::{Page, Test, Value, tests};

pub fn tests() -> Vec<Test> {
    tests![
        a_thousand_epochs_of_gradient_descent,
        a_thousand_epochs_of_adam,
        a_thousand_epochs_of_classes_by_relu,
        ten_thousand_iterations_of_two_networks,
        ten_thousand_steps_of_a_recurrent_network,
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

/// Their links have no weights, since they follow from the settings. Losses and gradients in four digits tell: the two networks chase each
/// other, and one bit that is another one is multiplied from step to step.
fn ten_thousand_iterations_of_two_networks(page: &Page<'_>) {
    assert_numbers_as_natively(page, "generate", "data=spiral&g-units=8&d-units=8&iterations=10000");
}

/// What the network writes, letter by letter, has the same random numbers and the same probabilities behind it.
fn ten_thousand_steps_of_a_recurrent_network(page: &Page<'_>) {
    let query = "data=weather-en&units=8&rate=0.01&window=10&clip=1&steps=10000&unit=3";
    assert_numbers_as_natively(page, "sequences", query);
    let natively = view_of(&*open_natively("sequences", query));
    let (written, shown) = (natively["own"]["written"].as_str().expect("a text"), page.figure().text(".written .text"));
    assert!(shown.len() > 40 && written.trim().starts_with(&shown), "{shown}: {written}");
}

/// Each number of the drawer is the one that the engine works out natively.
#[track_caller]
fn assert_numbers_as_natively(page: &Page<'_>, panel: &str, query: &str) {
    let figure = page.open_panel(panel, &format!("{query}&goal=none"));
    wait_until_worked_out(&figure);
    show_drawer(&figure, "numbers");
    let view = &view_of(&*open_natively(panel, query))["view"];
    let lines = view["lines"].as_array().expect("lines").iter().filter_map(|line| line["values"].as_object());
    let in_lines = lines.flatten().map(|(_, value)| value);
    let rows = view["tables"].as_array().expect("tables").iter().filter_map(|table| table["rows"].as_array());
    let in_tables = rows.flatten().filter_map(Value::as_array).flatten();
    // A word has a text of its own in the page.
    let values: Vec<_> = in_lines.chain(in_tables).filter(|value| !value.is_object()).collect();
    assert!(values.len() > 10, "{view}");
    let text = figure.text(".content.numbers");
    for value in values {
        let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        assert!(text.contains(value.trim()), "{value} in {text}");
    }
}
