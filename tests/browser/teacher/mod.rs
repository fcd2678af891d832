//! What teachers decide: parts that are shown, hidden and locked, the goal that counts, the page where they choose, and the
//! packages for learning management systems that it makes.

mod cmi5;
mod package;
mod page;
mod rules;
mod scorm;
mod store;
mod visibility;

use playground_tests::Test;

pub fn tests() -> Vec<Test> {
    [visibility::tests(), page::tests(), package::tests(), scorm::tests(), cmi5::tests()].concat()
}
