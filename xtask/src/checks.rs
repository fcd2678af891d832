//! `cargo xtask test`: every check, one after another, each with its time, and a table at the end.

use crate::process::{self, pass};
use crate::project::{BROWSER_TESTS_PACKAGE, PAGE_PACKAGE, Project, WASM_TARGET};
use crate::report::{self, Failure};
use crate::setup::{self, Found, Need};
use crate::{fuzz, page, parity, toolchain};
use std::process::Command;
use std::time::{Duration, Instant};

/// One check.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    Fmt,
    Clippy,
    Native,
    Parity,
    Page,
    TypeScript,
    Node,
    Package,
    Wasm,
    Browser,
    Firefox,
    WebKit,
}

/// All checks in the order they run: what fails soonest comes first.
const STEPS: [Step; 12] = [
    Step::Fmt,
    Step::Clippy,
    Step::Native,
    Step::Parity,
    Step::Page,
    Step::TypeScript,
    Step::Node,
    Step::Package,
    Step::Wasm,
    Step::Browser,
    Step::Firefox,
    Step::WebKit,
];

impl Step {
    /// The word typed for it.
    fn name(self) -> &'static str {
        match self {
            Self::Fmt => "fmt",
            Self::Clippy => "clippy",
            Self::Native => "native",
            Self::Parity => "parity",
            Self::Page => "page",
            Self::TypeScript => "ts",
            Self::Node => "node",
            Self::Package => "package",
            Self::Wasm => "wasm",
            Self::Browser => "browser",
            Self::Firefox => "firefox",
            Self::WebKit => "webkit",
        }
    }

    pub fn from_name(name: &str) -> Option<Self> {
        STEPS.into_iter().find(|step| step.name() == name)
    }

    fn describe(self) -> &'static str {
        match self {
            Self::Fmt => "format of the Rust code",
            Self::Clippy => "lints of the Rust code",
            Self::Native => "native tests",
            Self::Parity => "exported code in real Keras and PyTorch",
            Self::Page => "the page, built for release into dist/",
            Self::TypeScript => "types of the JavaScript",
            Self::Node => "the engine driven from Node.js",
            Self::Package => "the npm package, installed and used",
            Self::Wasm => "wasm tests in a headless browser",
            Self::Browser => "the page in a headless browser",
            Self::Firefox => "the page in Firefox",
            Self::WebKit => "the page in WebKit",
        }
    }

    fn needs(self) -> &'static [Need] {
        match self {
            Self::Fmt | Self::Clippy | Self::Native | Self::Parity => &[],
            Self::Page => &[Need::Page, Need::Node],
            Self::TypeScript | Self::Node => &[Need::Node],
            Self::Wasm => &[Need::WasmTests, Need::Browser],
            Self::Package | Self::Browser => &[Need::Node, Need::Browser],
            Self::Firefox | Self::WebKit => &[Need::Node, Need::OtherEngines],
        }
    }

    /// Whether this step looks at the page in dist/.
    fn reads_the_page(self) -> bool {
        matches!(self, Self::TypeScript | Self::Node | Self::Package | Self::Browser | Self::Firefox | Self::WebKit)
    }
}

pub fn step_names() -> String {
    STEPS.map(Step::name).join(", ")
}

/// How one step ended.
struct Outcome {
    step: Step,
    time: Duration,
    result: Result<(), Failure>,
}

/// What was asked of the tests.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// All steps when empty.
    pub steps: Vec<Step>,
    /// For the tests themselves.
    pub filters: Vec<String>,
    /// All browser tests in all engines, not only the core in those after the first.
    pub engines: bool,
    /// How far the random walks go, and from which seed.
    pub actions: Option<u64>,
    pub seed: Option<u64>,
}

/// Runs the steps asked for.
pub fn run(request: &Request) -> Result<(), Failure> {
    let project = Project::locate();
    let mut wanted = request.steps.clone();
    if request.engines {
        // With no step named, the engines are what is asked for.
        wanted.extend([Step::Browser, Step::Firefox, Step::WebKit]);
    }
    let steps = with_what_they_read(&wanted);
    let needs = steps.iter().flat_map(|step| step.needs()).copied().collect::<Vec<_>>();
    let found = setup::ensure(&project, &needs);

    let mut outcomes: Vec<Outcome> = Vec::new();
    for step in steps {
        eprintln!("\n=== {}: {}", step.name(), step.describe());
        let start = Instant::now();
        let page_failed = outcomes.iter().any(|outcome| outcome.step == Step::Page && outcome.result.is_err());
        let result = if page_failed && step.reads_the_page() {
            Err(Failure::new("Not run, because the page did not build."))
        } else {
            run_step(step, &project, &found, request)
        };
        let outcome = Outcome { step, time: start.elapsed(), result };
        eprintln!("=== {}", outcome.line());
        outcomes.push(outcome);
    }
    summarize(&outcomes)
}

/// The steps in order, with the page before those that read it.
fn with_what_they_read(wanted: &[Step]) -> Vec<Step> {
    let is_wanted = |step: &Step| {
        wanted.is_empty()
            || wanted.contains(step)
            || (*step == Step::Page && wanted.iter().any(|wanted| wanted.reads_the_page()))
    };
    STEPS.into_iter().filter(is_wanted).collect()
}

impl Outcome {
    fn line(&self) -> String {
        let time = report::seconds(self.time);
        match &self.result {
            Ok(()) => format!("{:<8} ok      {time:>7}", self.step.name()),
            Err(failure) => format!("{:<8} FAILED  {time:>7}  {failure}", self.step.name()),
        }
    }
}

fn summarize(outcomes: &[Outcome]) -> Result<(), Failure> {
    eprintln!();
    for outcome in outcomes {
        eprintln!("{}", outcome.line());
    }
    let failed = outcomes.iter().filter(|outcome| outcome.result.is_err());
    let names = failed.map(|outcome| outcome.step.name()).collect::<Vec<_>>();
    if names.is_empty() { Ok(()) } else { Err(Failure::new(format!("Failed: {}.", names.join(", ")))) }
}

fn run_step(step: Step, project: &Project, found: &Found, request: &Request) -> Result<(), Failure> {
    let filters = &request.filters;
    match step {
        Step::Fmt => {
            has_component(project, "rustfmt", "fmt")?;
            pass(toolchain::cargo(project, &["fmt", "--all", "--check"]))?;
            fuzz::check_format(project)
        }
        Step::Clippy => {
            has_component(project, "clippy", "clippy")?;
            pass(toolchain::cargo(project, &["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]))?;
            fuzz::lint(project)
        }
        Step::Native => {
            let mut cargo = toolchain::cargo(project, &["test", "--workspace", "--exclude", BROWSER_TESTS_PACKAGE]);
            // Property tests make up the same cases each time: only a change can make them fail. A seed asks for others.
            cargo.env("PROPTEST_RNG_SEED", request.seed.unwrap_or(1).to_string());
            pass(with_filters(&mut cargo, filters))
        }
        Step::Parity => parity::run(),
        Step::Page => page::build(project, found),
        Step::TypeScript => {
            let node = found.node.as_ref().map_err(Clone::clone)?;
            pass(Command::new(node.tsc()).current_dir(&project.root).args(["--noEmit", "--project", "tsconfig.json"]))
        }
        Step::Node => {
            let test = project.root.join("tests/node/engine.test.mjs");
            pass(Command::new("node").arg("--test").arg(test).env("PLAYGROUND_DIST", project.dist()))
        }
        Step::Package => pass(try_package(project, found)?),
        Step::Wasm => pass(with_filters(&mut wasm_tests(project, found)?, filters)),
        Step::Browser => {
            let mut cargo = with_browser(project, found, &["test", "--package", BROWSER_TESTS_PACKAGE])?;
            walk_as_asked(&mut cargo, request);
            pass(with_filters(&mut cargo, filters))
        }
        Step::Firefox | Step::WebKit => {
            let mut cargo = with_other_engine(step, project, found)?;
            walk_as_asked(&mut cargo, request);
            if !request.engines {
                cargo.env("PLAYGROUND_CORE", "1");
            }
            pass(with_filters(&mut cargo, filters))
        }
    }
}

fn walk_as_asked(cargo: &mut Command, request: &Request) {
    for (variable, number) in [("PLAYGROUND_ACTIONS", request.actions), ("PLAYGROUND_SEED", request.seed)] {
        if let Some(number) = number {
            cargo.env(variable, number.to_string());
        }
    }
}

/// The tests of the page in Firefox or `WebKit`.
fn with_other_engine(step: Step, project: &Project, found: &Found) -> Result<Command, Failure> {
    let node = found.node.as_ref().map_err(Clone::clone)?;
    let others = found.others.as_ref().map_err(Clone::clone)?;
    let mut command = toolchain::cargo(project, &["test", "--package", BROWSER_TESTS_PACKAGE]);
    command
        .env("PLAYGROUND_DIST", project.dist())
        .env("PLAYGROUND_AXE", node.axe())
        .env("PLAYGROUND_ENGINE", step.name());
    if step == Step::Firefox {
        let firefox = others.firefox.as_ref().map_err(Clone::clone)?;
        command.env("FIREFOX", &firefox.program).env("GECKODRIVER", &firefox.driver);
    } else {
        let webkit = others.webkit.as_ref().map_err(Clone::clone)?;
        command.env("MINIBROWSER", &webkit.program).env("WEBKITDRIVER", &webkit.driver).env("XVFB", &webkit.screen);
    }
    Ok(command)
}

/// The npm package in a project of its own; see xtask/node/try-package.mjs.
fn try_package(project: &Project, found: &Found) -> Result<Command, Failure> {
    let node = found.node.as_ref().map_err(Clone::clone)?;
    let browser = found.browser.as_ref().map_err(Clone::clone)?;
    let mut command = Command::new("node");
    command
        .arg(project.root.join("xtask/node/try-package.mjs"))
        .arg(project.dist().join("npm"))
        .arg(project.target.join("package"))
        .arg(node.modules())
        .arg(&browser.chromium);
    Ok(command)
}

/// Tests compiled for WebAssembly, which wasm-bindgen's runner takes to the browser.
fn wasm_tests(project: &Project, found: &Found) -> Result<Command, Failure> {
    let toolchain = found.toolchain.as_ref().map_err(Clone::clone)?;
    let runner = found.test_runner.as_ref().map_err(Clone::clone)?;
    let browser = found.browser.as_ref().map_err(Clone::clone)?;
    let mut command = Command::new(toolchain.cargo());
    toolchain.apply(project, &mut command);
    command
        .current_dir(&project.root)
        // Examples in the documentation run natively, where starting one costs no browser.
        .args(["test", "--package", PAGE_PACKAGE, "--lib", "--tests", "--target", WASM_TARGET])
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", runner)
        .env("CHROMEDRIVER", &browser.driver)
        .env("WASM_BINDGEN_USE_BROWSER", "1")
        // The runner's own limit of 20 s is short for a machine that compiles something else meanwhile.
        .env("WASM_BINDGEN_TEST_TIMEOUT", "120");
    Ok(command)
}

/// Cargo for programs that drive a browser which has the built page open.
pub fn with_browser(project: &Project, found: &Found, words: &[&str]) -> Result<Command, Failure> {
    let node = found.node.as_ref().map_err(Clone::clone)?;
    let browser = found.browser.as_ref().map_err(Clone::clone)?;
    let mut command = toolchain::cargo(project, words);
    command
        .env("PLAYGROUND_DIST", project.dist())
        .env("PLAYGROUND_AXE", node.axe())
        .env("CHROMIUM", &browser.chromium)
        .env("CHROMEDRIVER", &browser.driver);
    Ok(command)
}

fn with_filters<'a>(command: &'a mut Command, filters: &[String]) -> &'a mut Command {
    if filters.is_empty() { command } else { command.arg("--").args(filters) }
}

/// A minimal rustup toolchain comes without the formatter and the linter.
fn has_component(project: &Project, component: &str, subcommand: &str) -> Result<(), Failure> {
    let is_there =
        || process::answer(toolchain::cargo(project, &[subcommand, "--version"]).env("RUSTUP_AUTO_INSTALL", "0"));
    if is_there().is_some() {
        return Ok(());
    }
    let mut rustup = Command::new("rustup");
    rustup.args(["component", "add", component]);
    report::step(&format!("rustup component add {component}"), || {
        process::run_logged(&mut rustup, &project.log("rustup"))
    })
    .map_err(|_| {
        Failure::new(format!("`cargo {subcommand}` is missing: please type `rustup component add {component}`."))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_means_all_steps_and_order_does_not_depend_on_what_was_typed() {
        assert_eq!(with_what_they_read(&[]), STEPS);
        assert_eq!(with_what_they_read(&[Step::Native, Step::Fmt]), [Step::Fmt, Step::Native]);
    }

    #[test]
    fn the_page_is_built_before_what_reads_it() {
        assert_eq!(with_what_they_read(&[Step::Browser]), [Step::Page, Step::Browser]);
        assert_eq!(with_what_they_read(&[Step::Wasm]), [Step::Wasm]);
    }

    #[test]
    fn every_step_is_found_by_its_name() {
        assert!(STEPS.into_iter().all(|step| Step::from_name(step.name()) == Some(step)));
    }
}
