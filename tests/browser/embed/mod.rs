//! The ways into a course page: the element's properties, methods and events, iframes, pages of one file, and the policy
//! that all of them run under.

mod alone;
pub mod element;
pub mod file;
pub mod frame;
mod guide;
mod hosts;
pub mod policy;

use perceptron_playground::panel::open;
use playground_tests::{Test, Value};

/// Whether something runs in a panel as it opens.
pub fn runs(panel: &str) -> bool {
    let figure = open(panel).expect("the registry opens what it lists");
    let view: Value = serde_json::from_str(&figure.view(false)).expect("a view is JSON");
    !view["view"]["player"].is_null()
}

/// Runs a figure a little; those that have nothing that runs stay as they are.
pub const STEP_IF_IT_CAN: &str =
    "try { figure.step(2) } catch (error) { if (error.name !== 'NotSupportedError') throw error }";

pub fn tests() -> Vec<Test> {
    [alone::tests(), element::tests(), frame::tests(), guide::tests(), file::tests(), hosts::tests(), policy::tests()]
        .concat()
}
