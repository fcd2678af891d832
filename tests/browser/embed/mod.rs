//! The ways into a course page: the element's properties, methods and events, iframes, pages of one file, and the policy
//! that all of them run under.

pub mod element;
pub mod file;
pub mod frame;
mod guide;
pub mod policy;

use playground_tests::Test;

/// Panels that have something that runs.
pub const RUNNING: [&str; 4] = ["gates", "xor", "network", "regression"];

/// Runs a figure a little; those that have nothing that runs stay as they are.
pub const STEP_IF_IT_CAN: &str =
    "try { figure.step(2) } catch (error) { if (error.name !== 'NotSupportedError') throw error }";

pub fn tests() -> Vec<Test> {
    [element::tests(), frame::tests(), guide::tests(), file::tests(), policy::tests()].concat()
}
