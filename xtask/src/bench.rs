//! `cargo xtask bench`: measurements, apart from the tests because a busy machine must not fail them.

use crate::report::Failure;

pub fn run(_arguments: &[String]) -> Result<(), Failure> {
    Err(Failure::new("There is nothing to measure yet."))
}
