//! The page in a real browser: each promise is a test with a name. `cargo xtask test browser -- FILTER` runs some of them.

mod element;
mod gates;
mod model;
mod regression;
mod xor;

use std::process::ExitCode;

fn main() -> ExitCode {
    playground_tests::runner::run([gates::tests(), element::tests(), xor::tests(), regression::tests()].concat())
}
