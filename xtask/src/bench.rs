//! `cargo xtask bench`: measurements, apart from the tests because a busy machine must not fail them.

use crate::page::{self, Quality};
use crate::project::{BROWSER_TESTS_PACKAGE, MODEL_PACKAGE, Project, WASM_TARGET};
use crate::report::{self, Failure};
use crate::setup::{self, Found, Need};
use crate::{npm, process, python, steps, toolchain};
use std::path::{Path, PathBuf};
use std::process::Command;

const HELP: &str = "\
cargo xtask bench <suite>

  engine [ROUNDS] [PART OF A NAME]
                    the learning engine beside JavaScript libraries, plain JavaScript and a reference with fixed sizes,
                    in Node.js and in Chromium: medians of so many rounds (21); beside it Keras's own time for the lab,
                    and PyTorch's rate for the digits where it is installed. With a part of a name only the works that
                    have it
  page              what the page costs in a browser
  page figures      ten figures on a page beside one: when the first works, and what all ask for
  page many         how often a hundred networks are drawn while they train
  page play [MINUTES]
                    what a network costs that plays so long (10): memory by the minute, an epoch's time early and late
  page worst [PANEL]
                    the longest task that the limits of each panel allow, at an opening and after a change
";

/// Runs the suite that the first argument names.
pub fn run(arguments: &[String]) -> Result<(), Failure> {
    match arguments.first().map(String::as_str) {
        None | Some("help" | "--help" | "-h") => {
            print!("{HELP}");
            Ok(())
        }
        Some("engine") => engine(&arguments[1..]),
        Some("page") => page(&arguments[1..]),
        Some(unknown) => Err(Failure::new(format!("There is no benchmark `{unknown}`: choose engine or page."))),
    }
}

/// The page in a real browser: a slider's movement and the first load, or one of the other parts.
fn page(arguments: &[String]) -> Result<(), Failure> {
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] | ["figures" | "many" | "play" | "worst"] | ["worst", _] => {}
        ["play", minutes] if minutes.parse().is_ok_and(|minutes| (0.0..1e4).contains(&minutes)) => {}
        _ => {
            return Err(Failure::new(
                "`cargo xtask bench page` takes nothing, `figures`, `many`, `play` and a number of minutes, or `worst` and a panel.",
            ));
        }
    }
    let project = Project::locate();
    let found = setup::ensure(&project, &[Need::Page, Need::Node, Need::Browser]);
    report::step("building dist/", || page::ensure(&project, &found, Quality::Finished))?;
    // In the tests' own profile: what is measured is the page, not the program that drives it.
    let mut words = vec!["bench", "--profile", "dev", "--package", BROWSER_TESTS_PACKAGE, "--bench", "page", "--"];
    words.extend(arguments.iter().map(String::as_str));
    let node = found.node.as_ref().map_err(Clone::clone)?;
    let mut cargo = toolchain::cargo(&project, &words);
    cargo.env("PLAYGROUND_DIST", project.dist()).env("PLAYGROUND_AXE", node.axe());
    process::pass(steps::in_chromium(&found, &mut cargo)?)
}

/// The works in bench/engine.
fn engine(arguments: &[String]) -> Result<(), Failure> {
    let (rounds, only) = match arguments {
        [] => ("21", ""),
        [rounds] => (rounds.as_str(), ""),
        [rounds, only] => (rounds.as_str(), only.as_str()),
        _ => return Err(Failure::new("`cargo xtask bench engine` takes a number of rounds and a part of a name.")),
    };
    if !rounds.parse::<u16>().is_ok_and(|rounds| rounds > 0) {
        return Err(Failure::new(format!("The number of rounds must be from 1 to 65535, but is `{rounds}`.")));
    }
    let project = Project::locate();
    let found = setup::ensure(&project, &[Need::Page, Need::Node, Need::Browser]);
    let suite = project.root.join("bench/engine");
    let peers = npm::install(&project, &suite, "bench", "ConvNetJS, synaptic, TensorFlow.js, jax-js")?;
    let reference = report::step("the reference", || build_reference(&project, &found))?;
    // The very module that the page loads.
    report::step("building dist/", || page::ensure(&project, &found, Quality::Finished))?;
    let browser = found.browser.as_ref().map_err(Clone::clone)?;
    let mut node = Command::new("node");
    node.arg(suite.join("main.mjs"))
        .env("BENCH_PKG", project.dist().join("pkg"))
        .env("BENCH_REFERENCE", reference)
        .env("BENCH_MODULES", peers)
        .env("BENCH_ROUNDS", rounds)
        .env("BENCH_ONLY", only)
        .env("CHROMIUM", &browser.chromium);
    let status = process::run(&mut node)?;
    if !status.success() {
        return Err(Failure::new("The benchmark ended early; it says why above."));
    }
    if !only.is_empty() {
        return Ok(());
    }
    let keras = python::keras(&project)?;
    beside(&project, &keras, "keras_lab.py")?;
    match python::pytorch_if_installed(&project) {
        Some(pytorch) => beside(&project, &pytorch, "pytorch_digits.py"),
        None => {
            println!("\nPyTorch is not installed: `cargo xtask parity` installs it.");
            Ok(())
        }
    }
}

/// What a library in Python takes for one of these works, to stand beside.
fn beside(project: &Project, python: &Path, script: &str) -> Result<(), Failure> {
    let mut command = Command::new(python);
    python::bare(&mut command).arg(project.root.join("bench/engine").join(script));
    let status = process::run(&mut command)?;
    if status.success() { Ok(()) } else { Err(Failure::new(format!("{script} ended early; it says why above."))) }
}

/// The networks with fixed sizes, compiled for release.
fn build_reference(project: &Project, found: &Found) -> Result<PathBuf, Failure> {
    let toolchain = found.toolchain.as_ref().map_err(Clone::clone)?;
    let mut command = Command::new(toolchain.cargo());
    toolchain.apply(project, &mut command);
    command.current_dir(&project.root).args(["build", "--release", "--package", MODEL_PACKAGE]);
    command.args(["--example", "reference", "--target", WASM_TARGET]);
    process::run_logged(&mut command, &project.log("reference"))?;
    Ok(project.page_target().join(WASM_TARGET).join("release/examples/reference.wasm"))
}
