//! The element `<perceptron-playground>` and what it promises whatever panel it shows; what it takes a panel for is tried with `gates`.

mod access;
pub mod axe;
mod fallback;
mod follow;
mod hostile;
mod island;
mod keyboard;
mod language;
mod life;
pub mod look;
mod paper;
mod untimely;

use playground_tests::Test;

pub fn tests() -> Vec<Test> {
    [
        language::tests(),
        look::tests(),
        paper::tests(),
        untimely::tests(),
        island::tests(),
        life::tests(),
        follow::tests(),
        hostile::tests(),
        fallback::tests(),
        access::tests(),
        axe::tests(),
        keyboard::tests(),
    ]
    .concat()
}
