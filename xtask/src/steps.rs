//! The steps of `cargo xtask test`: what each checks, what it needs, and whose result it uses. A new check is an entry here.

use crate::page::{self, Quality};
use crate::process::{self, pass};
use crate::project::{MODEL_PACKAGE, PAGE_PACKAGE, Project, WASM_TARGET};
use crate::report::{self, Failure};
use crate::schedule::{Lane, Task};
use crate::setup::{Found, Need};
use crate::{bundle, fuzz, parity, serve, toolchain, wheel};
use std::path::Path;
use std::process::Command;

/// One check.
pub struct Step {
    pub task: Task,
    /// What it checks, for people.
    pub what: &'static str,
    /// The tools without which it can't run.
    pub needs: &'static [Need],
    /// Whether it runs only when everything is asked for, or when it is named.
    pub is_only_in_full: bool,
    run: fn(&Context<'_>) -> Result<(), Failure>,
}

/// What a step may look at while it runs.
pub struct Context<'a> {
    pub project: &'a Project,
    pub found: &'a Found,
    pub request: &'a Request,
}

/// What was asked of the tests.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Request {
    /// The usual ones when empty.
    pub steps: Vec<&'static str>,
    /// For the tests themselves: parts of names, above all.
    pub filters: Vec<String>,
    /// Everything instead of the core where the whole takes long.
    pub full: bool,
    /// How far the random walks go, and from which seed.
    pub actions: Option<u64>,
    pub seed: Option<u64>,
}

impl Request {
    /// Whether what the tests look at is looked at as a whole: all is asked for, or some by name.
    const fn is_whole(&self) -> bool {
        self.full || !self.filters.is_empty()
    }

    /// The words that ask for the same.
    pub fn words(&self) -> Vec<String> {
        let mut words: Vec<String> = self.steps.iter().map(ToString::to_string).collect();
        words.extend(self.full.then(|| "--full".to_owned()));
        for (option, number) in [("--actions", self.actions), ("--seed", self.seed)] {
            words.extend(number.into_iter().flat_map(|number| [option.to_owned(), number.to_string()]));
        }
        if !self.filters.is_empty() {
            words.push("--".to_owned());
            words.extend_from_slice(&self.filters);
        }
        words
    }
}

/// How far each random walk in Chromium goes when everything is asked for. Elsewhere it goes as far as usual: where a walk leads is the
/// page's doing, and another engine takes several times as long for it.
const LONG_WALK: u64 = 1000;
/// How many runs of each kind two networks make against each other then; see `crate/tests/library/gan_diagnosis.rs`.
const LONG_SERIES: usize = 200;
/// How long the tests in WebAssembly may take, in seconds.
const WASM_SECONDS: u64 = 600;

/// All steps, in the order in which they start where several could.
pub const STEPS: [Step; 20] = [
    step("tools", &[], Lane::Free, "what the other steps need, found or installed", |_| Ok(())),
    step("fmt", &[], Lane::Free, "format of the Rust code", fmt),
    step("page", &["tools"], Lane::Wasm, "the page for the tests, quickly compiled", page)
        .needing(&[Need::Page, Need::Node]),
    step("build", &[], Lane::Native, "all that runs natively, compiled once", build),
    step("browser", &["tools", "page", "build"], Lane::Browser, "the page in Chromium", browser)
        .needing(&[Need::Node, Need::Browser]),
    step("clippy", &[], Lane::Native, "lints of the Rust code", clippy),
    step("native", &["build"], Lane::Native, "native tests", native),
    step("ts", &["tools", "page"], Lane::Free, "types of the JavaScript", type_script).needing(&[Need::Node]),
    step("parity", &["build"], Lane::Free, "exported code in real Keras and PyTorch", parity),
    step("wasm", &["tools"], Lane::Wasm, "wasm tests in Chromium", wasm).needing(&[Need::WasmTests, Need::Browser]),
    step("node", &["tools", "page"], Lane::Free, "the engine driven from Node.js, and how frames are shared", node)
        .needing(&[Need::Node]),
    step("package", &["tools", "page"], Lane::Free, "the npm package, installed and used", package)
        .needing(&[Need::Node, Need::Browser]),
    step("links", &["tools", "page"], Lane::Free, "what pasted links unfold to, read by libraries of others", links)
        .needing(&[Need::Node]),
    step("python", &["tools", "page"], Lane::Free, "the Python package, installed and used", python)
        .needing(&[Need::Node, Need::Browser]),
    step("webkit", &["tools", "page", "build"], Lane::Browser, "the page in WebKit", webkit)
        .needing(&[Need::Node, Need::WebKit]),
    // Its modules are optimised as a whole, which takes minutes; what they are compiled from is the tested page's.
    step("dist", &["tools"], Lane::Wasm, "the finished page in dist/", dist)
        .needing(&[Need::Page, Need::Node])
        .only_in_full(),
    step("finished", &["tools", "dist", "build"], Lane::Browser, "the finished page in Chromium", finished)
        .needing(&[Need::Node, Need::Browser])
        .only_in_full(),
    // Its driver takes longer to compile than all of its tests to run.
    step("firefox", &["tools", "page", "build"], Lane::Browser, "the page in Firefox", firefox)
        .needing(&[Need::Node, Need::Firefox])
        .only_in_full(),
    // Trunk takes longer to compile than anything else that is installed.
    step("serve", &["tools", "build"], Lane::Browser, "the page as `serve` shows it, in Chromium", served)
        .needing(&[Need::Page, Need::Trunk, Need::Node, Need::Browser])
        .only_in_full(),
    step("fuzz", &[], Lane::Free, "what comes from outside, made up", |_| fuzz::run(None, fuzz::USUAL_SECONDS))
        .only_in_full(),
];

const fn step(
    name: &'static str,
    uses: &'static [&'static str],
    lane: Lane,
    what: &'static str,
    run: fn(&Context<'_>) -> Result<(), Failure>,
) -> Step {
    Step { task: Task { name, uses, lane }, what, needs: &[], is_only_in_full: false, run }
}

impl Step {
    const fn needing(self, needs: &'static [Need]) -> Self {
        Self { needs, ..self }
    }

    const fn only_in_full(self) -> Self {
        Self { is_only_in_full: true, ..self }
    }

    pub fn named(name: &str) -> Option<&'static Self> {
        STEPS.iter().find(|step| step.task.name == name)
    }

    pub fn run(&self, context: &Context<'_>) -> Result<(), Failure> {
        (self.run)(context)
    }
}

fn fmt(context: &Context<'_>) -> Result<(), Failure> {
    has_component(context.project, "rustfmt", "fmt")?;
    pass(toolchain::cargo(context.project, &["fmt", "--all", "--check"]))?;
    fuzz::check_format(context.project)
}

fn clippy(context: &Context<'_>) -> Result<(), Failure> {
    has_component(context.project, "clippy", "clippy")?;
    let lint = |part: &[&str]| {
        let options = [&["clippy"], part, &["--", "-D", "warnings"]].concat();
        pass(toolchain::cargo(context.project, &options))
    };
    lint(&["--workspace", "--all-targets"])?;
    // The module of the first panel, which else is compiled for the finished page alone.
    lint(&["--package", PAGE_PACKAGE, "--no-default-features"])?;
    fuzz::lint(context.project)
}

fn page(context: &Context<'_>) -> Result<(), Failure> {
    page::ensure(context.project, context.found, Quality::Quick)
}

fn dist(context: &Context<'_>) -> Result<(), Failure> {
    page::ensure(context.project, context.found, Quality::Finished)
}

/// The whole workspace each time, because cargo compiles a shared dependency anew for other features.
fn build(context: &Context<'_>) -> Result<(), Failure> {
    pass(toolchain::cargo(context.project, &["test", "--workspace", "--no-run"]))
}

fn native(context: &Context<'_>) -> Result<(), Failure> {
    let mut cargo = toolchain::cargo(context.project, &["test", "--workspace"]);
    // Property tests make up the same cases each time: only a change can make them fail. A seed asks for others.
    cargo.env("PROPTEST_RNG_SEED", context.request.seed.unwrap_or(1).to_string());
    if context.request.full {
        cargo.env("PLAYGROUND_RUNS", LONG_SERIES.to_string());
    }
    pass(with_filters(&mut cargo, context.request))
}

fn parity(context: &Context<'_>) -> Result<(), Failure> {
    parity::compare_runs(context.project, context.request.full)
}

fn type_script(context: &Context<'_>) -> Result<(), Failure> {
    let Context { project, found, .. } = context;
    let node = found.node.as_ref().map_err(Clone::clone)?;
    // The folder of what is built may be anywhere.
    let config = project.target.join("tsconfig.json");
    let quoted = |path: &Path| format!("{:?}", path.display().to_string());
    let text = format!(
        "{{ \"extends\": {}, \"compilerOptions\": {{ \"rootDirs\": [{}, {}] }} }}",
        quoted(&project.root.join("tsconfig.json")),
        quoted(&project.root),
        quoted(&project.tested_site()),
    );
    write(&config, &text)?;
    pass(Command::new(node.tsc()).current_dir(&project.root).args(["--noEmit", "--project"]).arg(config))
}

/// Tests compiled for WebAssembly, which wasm-bindgen's runner takes to the browser.
fn wasm(context: &Context<'_>) -> Result<(), Failure> {
    let Context { project, found, request } = context;
    // The unit tests are a program of their own that takes minutes to compile, and the others use what they test.
    let programs: &[&str] = if request.is_whole() { &["--lib", "--tests"] } else { &["--test", "*"] };
    let toolchain = found.toolchain.as_ref().map_err(Clone::clone)?;
    let runner = found.test_runner.as_ref().map_err(Clone::clone)?;
    let browser = found.browser.as_ref().map_err(Clone::clone)?;
    // The tests run without a pause, and the browser answers nobody before they end: its driver would give up after 30 s.
    let limits = project.target.join("webdriver.json");
    write(&limits, &format!("{{ \"timeouts\": {{ \"script\": {} }} }}", 1000 * WASM_SECONDS))?;
    let mut command = Command::new(toolchain.cargo());
    toolchain.apply(project, &mut command);
    command
        .current_dir(&project.root)
        // Examples in the documentation run natively, where starting one costs no browser.
        .args(["test", "--package", PAGE_PACKAGE, "--package", MODEL_PACKAGE, "--target", WASM_TARGET])
        .args(programs)
        // As the page is compiled for the tests, so that what both depend on is compiled once.
        .args(["--profile", page::QUICK])
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", runner)
        .env("CHROMEDRIVER", &browser.driver)
        .env("WASM_BINDGEN_USE_BROWSER", "1")
        // The runner's own limits are short for a machine that does something else meanwhile.
        .env("WASM_BINDGEN_TEST_TIMEOUT", WASM_SECONDS.to_string())
        .env("WASM_BINDGEN_TEST_DRIVER_TIMEOUT", WASM_SECONDS.to_string())
        .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", &limits);
    pass(with_filters(&mut command, request))
}

fn node(context: &Context<'_>) -> Result<(), Failure> {
    let tests = ["engine", "frame"].map(|name| context.project.root.join(format!("tests/node/{name}.test.mjs")));
    pass(Command::new("node").arg("--test").args(tests).env("PLAYGROUND_DIST", context.project.tested_site()))
}

/// The npm package in a project of its own; see xtask/node/try-package.mjs.
fn package(context: &Context<'_>) -> Result<(), Failure> {
    let Context { project, found, .. } = context;
    let node = found.node.as_ref().map_err(Clone::clone)?;
    let browser = found.browser.as_ref().map_err(Clone::clone)?;
    let mut command = Command::new("node");
    command
        .arg(project.root.join("xtask/node/try-package.mjs"))
        .arg(project.tested_site().join("npm"))
        .arg(project.target.join("package"))
        .arg(node.modules())
        .arg(&browser.chromium);
    pass(&mut command)
}

fn links(context: &Context<'_>) -> Result<(), Failure> {
    bundle::try_unfold(context.project, &context.project.tested_site())
}

/// The wheel in a Python of its own; see python/tests.
fn python(context: &Context<'_>) -> Result<(), Failure> {
    let Context { project, found, request } = context;
    let browser = found.browser.as_ref().map_err(Clone::clone)?;
    wheel::test(project, &project.tested_site(), &browser.chromium, &request.filters, request.full)
}

fn browser(context: &Context<'_>) -> Result<(), Failure> {
    let mut tests = browser_tests(context, &context.project.tested_site(), part_unless_whole(context, "usual"))?;
    if context.request.full && context.request.actions.is_none() {
        tests.env("PLAYGROUND_ACTIONS", LONG_WALK.to_string());
    }
    pass(in_chromium(context.found, &mut tests)?)
}

fn finished(context: &Context<'_>) -> Result<(), Failure> {
    let mut tests = browser_tests(context, &context.project.dist(), part_unless_named(context, "finished"))?;
    pass(in_chromium(context.found, &mut tests)?)
}

fn served(context: &Context<'_>) -> Result<(), Failure> {
    // Not where somebody may look at the page meanwhile.
    let site = context.project.target.join("serve-tested");
    pass(serve::trunk(context.project, context.found, "build", &site)?)?;
    let mut tests = browser_tests(context, &site, part_unless_named(context, "served"))?;
    pass(in_chromium(context.found, &mut tests)?)
}

fn firefox(context: &Context<'_>) -> Result<(), Failure> {
    let firefox = context.found.firefox.as_ref().map_err(Clone::clone)?;
    let mut tests = browser_tests(context, &context.project.tested_site(), part_unless_whole(context, "engine"))?;
    tests.env("PLAYGROUND_ENGINE", "firefox").env("FIREFOX", &firefox.program).env("GECKODRIVER", &firefox.driver);
    pass(&mut tests)
}

fn webkit(context: &Context<'_>) -> Result<(), Failure> {
    let webkit = context.found.webkit.as_ref().map_err(Clone::clone)?;
    let mut tests = browser_tests(context, &context.project.tested_site(), part_unless_whole(context, "engine"))?;
    tests.env("PLAYGROUND_ENGINE", "webkit").env("MINIBROWSER", &webkit.program);
    tests.env("WEBKITDRIVER", &webkit.driver).env("XVFB", &webkit.screen);
    pass(&mut tests)
}

/// The part that stands for the whole, unless everything is asked for. Names are looked for among all.
fn part_unless_whole(context: &Context<'_>, part: &'static str) -> Option<&'static str> {
    (!context.request.is_whole()).then_some(part)
}

/// The part, whatever is asked for: it has all in which a site differs from the one that is looked at whole.
fn part_unless_named(context: &Context<'_>, part: &'static str) -> Option<&'static str> {
    context.request.filters.is_empty().then_some(part)
}

/// The tests of the site in a folder: a part of them, or all.
fn browser_tests(context: &Context<'_>, site: &Path, part: Option<&str>) -> Result<Command, Failure> {
    let Context { project, found, request } = context;
    let node = found.node.as_ref().map_err(Clone::clone)?;
    let mut cargo = toolchain::cargo(project, &["test", "--workspace", "--test", "browser"]);
    cargo.env("PLAYGROUND_DIST", site).env("PLAYGROUND_AXE", node.axe()).env("PLAYGROUND_SCORM", node.scorm());
    if let Some(part) = part {
        cargo.env("PLAYGROUND_PART", part);
    }
    for (variable, number) in [("PLAYGROUND_ACTIONS", request.actions), ("PLAYGROUND_SEED", request.seed)] {
        if let Some(number) = number {
            cargo.env(variable, number.to_string());
        }
    }
    with_filters(&mut cargo, request);
    Ok(cargo)
}

/// Says where Chromium and its driver are.
pub fn in_chromium<'a>(found: &Found, command: &'a mut Command) -> Result<&'a mut Command, Failure> {
    let browser = found.browser.as_ref().map_err(Clone::clone)?;
    Ok(command.env("CHROMIUM", &browser.chromium).env("CHROMEDRIVER", &browser.driver))
}

fn with_filters<'a>(command: &'a mut Command, request: &Request) -> &'a mut Command {
    if request.filters.is_empty() { command } else { command.arg("--").args(&request.filters) }
}

/// Writes a file that tells another program how to work.
fn write(file: &Path, text: &str) -> Result<(), Failure> {
    std::fs::write(file, text).map_err(|error| Failure::new(format!("Can't write {}: {error}.", file.display())))
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
    fn every_result_that_is_used_is_that_of_a_step_before() {
        for (at, step) in STEPS.iter().enumerate() {
            for used in step.task.uses {
                assert!(STEPS[..at].iter().any(|other| other.task.name == *used), "{} uses {used}", step.task.name);
            }
        }
    }

    #[test]
    fn what_needs_a_tool_comes_after_the_tools() {
        for step in &STEPS {
            assert_eq!(!step.needs.is_empty(), step.task.uses.contains(&"tools"), "{}", step.task.name);
        }
    }
}
