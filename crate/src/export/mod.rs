//! What a learner takes along: code that runs as it is and gives the page's own numbers.

pub mod keras;
pub mod notebook;
