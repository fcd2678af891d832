//! The panel `gates`.

mod goals;
pub mod learning;
mod link;
mod numbers;
pub mod picture;
mod rows;
mod sliders;
mod takeaway;

use playground_tests::Test;

pub fn tests() -> Vec<Test> {
    [
        sliders::tests(),
        numbers::tests(),
        picture::tests(),
        rows::tests(),
        learning::tests(),
        goals::tests(),
        link::tests(),
        takeaway::tests(),
    ]
    .concat()
}
