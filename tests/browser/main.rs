//! The page in a real browser: each promise is a test with a name. `cargo xtask test browser NAME` runs those whose name has NAME in it.

mod along;
mod backward;
mod course;
mod determinism;
mod digits;
mod element;
mod embed;
mod gates;
mod layers;
mod many_runs;
mod model;
mod monkey;
mod network;
mod plate;
mod regression;
mod sequences;
mod tasks;
mod teacher;
mod xor;

use playground_tests::Test;
use playground_tests::runner::{part, run};
use std::process::ExitCode;

/// What stands for the whole in a second and a third engine.
fn core() -> Vec<Test> {
    [core_as_served(), embed::frame::tests()].concat()
}

/// What does not ask for the files that the site's own build puts together, such as those of frames.
fn core_as_served() -> Vec<Test> {
    [gates::picture::tests(), determinism::tests()].concat()
}

/// What stands for the whole in the finished page, which differs from the one that all tests look at in its modules: the
/// small one of the first panel, each as the optimizer left it, and the files they are packed into.
fn core_of_the_finished_page() -> Vec<Test> {
    [core(), gates::learning::tests(), embed::element::tests(), embed::file::tests(), embed::policy::tests()].concat()
}

/// What takes longest and what a smaller test stands for: asked where everything is, or by name.
const LONG: [&str; 8] = [
    "element::island::two_hundred_figures_on_a_page_open_as_they_come_near",
    "embed::guide::every_figure_that_is_named_opens_without_a_complaint",
    "embed::policy::nothing_is_stored_and_nobody_else_is_asked",
    "embed::policy::the_site_keeps_its_policy_whatever_is_done",
    "plate::life::two_hundred_panels_leave_nothing_behind",
    "teacher::cmi5::opened_and_left_it_is_begun_and_ended",
    "teacher::page::no_violation_in_both_languages",
    "teacher::scorm::opened_and_left_it_is_neither_completed_nor_failed",
];

/// Leaves out what is long.
fn usual(mut all: Vec<Test>) -> Vec<Test> {
    let count = all.len();
    all.retain(|test| !LONG.iter().any(|name| test.name.ends_with(name)));
    assert_eq!(count - all.len(), LONG.len(), "each name stands for one test");
    all
}

fn main() -> ExitCode {
    if std::env::var_os("PLAYGROUND_DIST").is_none() {
        eprintln!("No browser and no page were named: the tests in them are run by `cargo xtask test browser`.");
        return ExitCode::SUCCESS;
    }
    // These bring the cores along.
    let all = [
        determinism::tests(),
        monkey::tests(),
        plate::tests(),
        course::tests(),
        element::tests(),
        gates::tests(),
        layers::tests(),
        sequences::tests(),
        digits::tests(),
        embed::tests(),
        xor::tests(),
        backward::tests(),
        network::tests(),
        many_runs::tests(),
        regression::tests(),
        along::tests(),
        tasks::tests(),
        teacher::tests(),
    ];
    let all = all.concat();
    run(match part().as_deref() {
        None => all,
        Some("usual") => usual(all),
        Some("engine") => core(),
        Some("served") => core_as_served(),
        Some("finished") => core_of_the_finished_page(),
        Some(other) => panic!("there is no part {other}"),
    })
}
