//! The page in a real browser: each promise is a test with a name. `cargo xtask test browser NAME` runs those whose name has NAME in it.

mod along;
mod course;
mod determinism;
mod digits;
mod element;
mod embed;
mod gates;
mod layers;
mod model;
mod monkey;
mod network;
mod plate;
mod regression;
mod tasks;
mod teacher;
mod xor;

use playground_tests::Test;
use playground_tests::runner::run;
use std::collections::BTreeSet;
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

fn main() -> ExitCode {
    if std::env::var_os("PLAYGROUND_DIST").is_none() {
        eprintln!("No browser and no page were named: the tests in them are run by `cargo xtask test browser`.");
        return ExitCode::SUCCESS;
    }
    let part = std::env::var("PLAYGROUND_CORE");
    match part.as_deref() {
        Ok("engine") => return run(core()),
        Ok("served") => return run(core_as_served()),
        Ok("finished") => return run(core_of_the_finished_page()),
        _ => {}
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
        digits::tests(),
        embed::tests(),
        xor::tests(),
        network::tests(),
        regression::tests(),
        along::tests(),
        tasks::tests(),
        teacher::tests(),
    ];
    let mut all = all.concat();
    if part.as_deref() == Ok("others") {
        let core: BTreeSet<_> = core_of_the_finished_page().into_iter().map(|test| test.name).collect();
        all.retain(|test| !core.contains(&test.name));
    }
    run(all)
}
