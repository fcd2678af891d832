//! The page in a real browser: each promise is a test with a name. `cargo xtask test browser -- FILTER` runs some of them.

mod digits;
mod element;
mod gates;
mod model;
mod network;
mod regression;
mod xor;

use std::process::ExitCode;

fn main() -> ExitCode {
    let all = [gates::tests(), element::tests(), xor::tests(), network::tests(), regression::tests(), digits::tests()];
    playground_tests::runner::run(all.concat())
}
