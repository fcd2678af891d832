//! What teachers decide: parts that are shown, hidden and locked, the goal that counts, the page where they choose, and the
//! packages for learning management systems that it makes.

mod page;
mod scorm;
mod visibility;

use playground_tests::Test;

pub fn tests() -> Vec<Test> {
    [visibility::tests(), page::tests(), scorm::tests()].concat()
}
