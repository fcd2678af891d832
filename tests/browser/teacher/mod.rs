//! What teachers decide: parts that are shown, hidden and locked, the goal that counts, the page where they choose, and the
//! packages for learning management systems that it makes.

mod lesson;
mod page;
mod scorm;

use playground_tests::Test;

pub fn tests() -> Vec<Test> {
    [lesson::tests(), page::tests(), scorm::tests()].concat()
}
