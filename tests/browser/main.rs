//! The page in a real browser: each promise is a test with a name. `cargo xtask test browser -- FILTER` runs some of them.

mod activations;
mod along;
mod classes;
mod determinism;
mod digits;
mod element;
mod embed;
mod gates;
mod layers;
mod model;
mod monkey;
mod network;
mod regression;
mod teacher;
mod xor;

use playground_tests::Test;
use std::process::ExitCode;

/// What stands for the whole where the whole would take too long, as in a second and a third engine.
fn core() -> Vec<Test> {
    [gates::picture::tests(), determinism::tests(), embed::frame::tests()].concat()
}

fn main() -> ExitCode {
    if std::env::var_os("PLAYGROUND_CORE").is_some() {
        return playground_tests::runner::run(core());
    }
    // These bring the core along.
    let all = [
        determinism::tests(),
        monkey::tests(),
        element::tests(),
        gates::tests(),
        activations::tests(),
        classes::tests(),
        digits::tests(),
        layers::tests(),
        embed::tests(),
        xor::tests(),
        network::tests(),
        regression::tests(),
        along::tests(),
        teacher::tests(),
    ];
    playground_tests::runner::run(all.concat())
}
