//! The element `<perceptron-playground>` and what it promises whatever panel it shows, tried with the panel `gates`.

mod access;
pub mod axe;
mod fallback;
mod hostile;
mod keyboard;
mod language;
mod life;
mod look;
mod paper;
pub mod size;

use playground_tests::Test;

pub fn tests() -> Vec<Test> {
    [
        language::tests(),
        look::tests(),
        paper::tests(),
        size::tests(),
        life::tests(),
        hostile::tests(),
        fallback::tests(),
        access::tests(),
        axe::tests(),
        keyboard::tests(),
    ]
    .concat()
}
