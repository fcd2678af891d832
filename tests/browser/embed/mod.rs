//! The ways into a course page: the element's properties, methods and events, iframes, pages of one file, and the policy
//! that all of them run under.

mod element;
mod file;
mod frame;
mod guide;
mod policy;

use playground_tests::Test;

/// The panels, by the names in the page's table.
pub const PANELS: [&str; 8] = ["gates", "activations", "xor", "network", "classes", "digits", "layers", "regression"];
/// Those that have something that runs.
pub const RUNNING: [&str; 4] = ["gates", "xor", "network", "regression"];

pub fn tests() -> Vec<Test> {
    [element::tests(), frame::tests(), guide::tests(), file::tests(), policy::tests()].concat()
}
