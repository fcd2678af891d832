//! The same panel, settings and seed: after a long training in this browser every weight has the bits that it has natively, and
//! so in every other browser.

use crate::model::open_natively;
use crate::plate::wait_until_worked_out;
use playground_tests::{Page, Test, tests};

pub fn tests() -> Vec<Test> {
    tests![a_thousand_epochs_of_gradient_descent, a_thousand_epochs_of_adam, a_thousand_epochs_of_classes_by_relu]
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
