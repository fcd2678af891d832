//! The page in a real browser: each promise is a test with a name. `cargo xtask test browser -- FILTER` runs some of them.

mod activations;
mod along;
mod classes;
mod digits;
mod element;
mod embed;
mod gates;
mod layers;
mod model;
mod network;
mod regression;
mod xor;

use std::process::ExitCode;

fn main() -> ExitCode {
    let all = [
        activations::tests(),
        classes::tests(),
        digits::tests(),
        gates::tests(),
        layers::tests(),
        element::tests(),
        embed::tests(),
        xor::tests(),
        network::tests(),
        regression::tests(),
        along::tests(),
    ];
    playground_tests::runner::run(all.concat())
}
