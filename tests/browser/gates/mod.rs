//! The panel `gates`: what only it has, and, by its example, what the kit does for all panels.

mod controls;
mod drawers;
pub mod learning;
mod link;
pub mod picture;
mod questions;
mod saved;

use playground_tests::Test;

pub fn tests() -> Vec<Test> {
    [
        controls::tests(),
        picture::tests(),
        questions::tests(),
        learning::tests(),
        drawers::tests(),
        link::tests(),
        saved::tests(),
    ]
    .concat()
}
