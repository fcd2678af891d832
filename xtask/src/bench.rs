//! `cargo xtask bench`: measurements, apart from the tests because a busy machine must not fail them.

use crate::project::{BROWSER_TESTS_PACKAGE, Project};
use crate::report::{self, Failure};
use crate::setup::{self, Need};
use crate::{checks, page, process};

pub fn run(arguments: &[String]) -> Result<(), Failure> {
    match arguments.first().map(String::as_str) {
        Some("page") => page(),
        _ => Err(Failure::new("Say what to measure: `cargo xtask bench page`, what the page costs in a browser.")),
    }
}

/// The page in a real browser: a slider's movement, the first load.
fn page() -> Result<(), Failure> {
    let project = Project::locate();
    let found = setup::ensure(&project, &[Need::Page, Need::Node, Need::Browser]);
    report::step("building dist/", || page::build(&project, &found))?;
    // In the tests' own profile: what is measured is the page, not the program that drives it.
    let words = ["bench", "--profile", "dev", "--package", BROWSER_TESTS_PACKAGE, "--bench", "page"];
    let status = process::run(&mut checks::with_browser(&project, &found, &words)?)?;
    if status.success() { Ok(()) } else { Err(Failure::new("Its output above says why.")) }
}
