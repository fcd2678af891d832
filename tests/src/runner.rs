//! Takes each test to a browser with a fresh page, and fails it when the console has something to say.

use crate::browser::{Browser, Lacking};
use crate::engine::Engine;
use crate::page::Page;
use crate::server::Server;
use libtest_mimic::{Arguments, Completion, Failed, Trial};
use serde_json::Value;
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// What a test does with a page.
pub type Body = Arc<dyn Fn(&Page<'_>) + Send + Sync>;

/// A test and its name.
#[derive(Clone)]
pub struct Test {
    /// Its path, with the name of the binary.
    pub name: String,
    /// What it does.
    pub body: Body,
}

impl Test {
    /// One of this name.
    pub fn new(name: &str, body: impl Fn(&Page<'_>) + Send + Sync + 'static) -> Self {
        Self { name: name.to_owned(), body: Arc::new(body) }
    }
}

impl std::fmt::Debug for Test {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.name)
    }
}

/// The functions named, as tests under the path of the module they stand in.
#[macro_export]
macro_rules! tests {
    ($($name:ident),+ $(,)?) => {
        vec![$($crate::Test::new(concat!(module_path!(), "::", stringify!($name)), $name)),+]
    };
}

/// The folder of the built page.
pub fn dist() -> PathBuf {
    let usual = || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../dist"));
    let dist = std::env::var_os("PLAYGROUND_DIST").map_or_else(usual, PathBuf::from);
    assert!(dist.join("index.html").is_file(), "there is no page in {}: `cargo xtask dist` builds it", dist.display());
    dist
}

/// How many tests of a usual run may fail once and pass at the second try: a browser on a machine that does something else
/// as well is now and then late. Where everything is asked for, each test has one try.
const FORGIVEN: usize = 3;

/// Which part of the tests is asked for, by the name that xtask gives it: nothing is said where everything is.
pub fn part() -> Option<String> {
    std::env::var("PLAYGROUND_PART").ok()
}

/// Whether everything is looked at, and not only what stands for it.
pub fn is_full() -> bool {
    part().is_none()
}

/// Browsers that are started as tests ask for them, one for each test that runs at the same time.
#[derive(Debug)]
struct Pool {
    engine: Engine,
    idle: Mutex<Vec<Browser>>,
    times: Mutex<Vec<(Duration, String)>>,
    unsteady: Mutex<Vec<String>>,
}

impl Pool {
    fn take(&self) -> Browser {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        // One that has been used may have broken in a way that only its next command shows.
        let used = idle.filter(|browser| catch_unwind(AssertUnwindSafe(|| browser.start_anew())).is_ok());
        used.unwrap_or_else(|| {
            let browser = Browser::start(self.engine);
            browser.start_anew();
            browser
        })
    }

    fn give_back(&self, browser: Browser) {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(browser);
    }

    fn run(&self, test: &Test) -> Result<Completion, Failed> {
        let start = Instant::now();
        let first = catch_unwind(AssertUnwindSafe(|| self.run_in_browser(test)));
        let result = match first {
            Ok(Ok(completion)) => Ok(completion),
            failed if self.forgives(&test.name) => {
                if let Ok(Err(failure)) = &failed {
                    eprintln!("{}: {}", test.name, failure.message().unwrap_or_default());
                }
                eprintln!("{} is tried once more.", test.name);
                self.run_in_browser(test)
            }
            Ok(failed) => failed,
            Err(panic) => resume_unwind(panic),
        };
        let mut times = self.times.lock().unwrap_or_else(PoisonError::into_inner);
        times.push((start.elapsed(), test.name.clone()));
        result
    }

    /// Whether a test that failed is tried once more; its name is noted.
    fn forgives(&self, name: &str) -> bool {
        let mut unsteady = self.unsteady.lock().unwrap_or_else(PoisonError::into_inner);
        let is_usual = matches!(part().as_deref(), Some("usual" | "engine"));
        let forgives = is_usual && unsteady.len() < FORGIVEN;
        if forgives {
            unsteady.push(name.to_owned());
        }
        forgives
    }

    fn tell_unsteady(&self) {
        let unsteady = self.unsteady.lock().unwrap_or_else(PoisonError::into_inner);
        if !unsteady.is_empty() {
            println!("tried twice: {}", unsteady.join(", "));
        }
    }

    /// Says which modules and which tests took longest, where there were many.
    fn tell_slowest(&self) {
        let mut times = self.times.lock().unwrap_or_else(PoisonError::into_inner);
        if times.len() < 20 {
            return;
        }
        times.sort();
        let mut modules: BTreeMap<&str, Duration> = BTreeMap::new();
        for (time, name) in times.iter() {
            *modules.entry(name.split("::").next().unwrap_or_default()).or_default() += *time;
        }
        let modules: Vec<_> =
            modules.iter().map(|(name, time)| format!("{name} {:.0} s", time.as_secs_f64())).collect();
        println!("what each module took: {}; the slowest:", modules.join(", "));
        for (time, name) in times.iter().rev().take(10) {
            println!("{:6.1} s  {name}", time.as_secs_f64());
        }
    }

    fn run_in_browser(&self, test: &Test) -> Result<Completion, Failed> {
        let browser = self.take();
        let page = Page::new(&browser, Server::start(&dist()));
        let result = catch_unwind(AssertUnwindSafe(|| {
            (test.body)(&page);
            page.surprises()
        }));
        match result {
            Ok(surprises) if surprises.is_empty() => {
                drop(page);
                self.give_back(browser);
                Ok(Completion::Completed)
            }
            Ok(surprises) => Err(format!("in the console:\n{}", surprises.join("\n")).into()),
            Err(panic) if panic.is::<Lacking>() => {
                drop(page);
                self.give_back(browser);
                let reason = panic.downcast::<Lacking>().map(|lacking| lacking.0).unwrap_or_default();
                Ok(Completion::ignored_with(reason))
            }
            Err(panic) => {
                // Whatever went wrong, the browser may be in any state: it is ended, and seen once more before.
                let _ = catch_unwind(AssertUnwindSafe(|| keep_screenshot(&browser, &test.name)));
                drop(page);
                drop(browser);
                resume_unwind(panic)
            }
        }
    }
}

/// Leaves what the page looked like in target/screenshots.
fn keep_screenshot(browser: &Browser, name: &str) {
    use base64::Engine;
    let screenshot = browser.session.get("screenshot");
    let bytes = screenshot.as_str().and_then(|text| base64::prelude::BASE64_STANDARD.decode(text).ok());
    // This program is <target>/debug/deps/….
    let target = std::env::current_exe().ok().and_then(|program| program.ancestors().nth(3).map(PathBuf::from));
    if let (Some(bytes), Some(target)) = (bytes, target) {
        let file = target.join("screenshots").join(format!("{}.png", name.replace("::", "-")));
        let _ = std::fs::create_dir_all(target.join("screenshots"));
        if std::fs::write(&file, bytes).is_ok() {
            eprintln!("{name}: {} shows the page as it failed; the console:", file.display());
        }
    }
    let errors = browser.console();
    eprintln!("{}", if errors.is_empty() { "(empty)".to_owned() } else { errors.join("\n") });
}

/// Runs the tests that the command line asks for, as `cargo test` does.
pub fn run(tests: Vec<Test>) -> ExitCode {
    let arguments = Arguments::from_args();
    let pool = Arc::new(Pool {
        engine: Engine::from_environment(),
        idle: Mutex::default(),
        times: Mutex::default(),
        unsteady: Mutex::default(),
    });
    let trial = |test: Test| {
        let pool = Arc::clone(&pool);
        // The first part of a path is the binary's name.
        let name = test.name.split_once("::").map_or(test.name.as_str(), |(_, name)| name).to_owned();
        Trial::ignorable_test(name.clone(), move || pool.run(&Test { name, ..test }))
    };
    let conclusion = libtest_mimic::run(&arguments, tests.into_iter().map(trial).collect());
    pool.tell_slowest();
    pool.tell_unsteady();
    // All that was started ends here, with the last handle of the pool.
    drop(pool);
    let ran = conclusion.num_passed + conclusion.num_failed + conclusion.num_ignored;
    if let (Some(name), 0, false) = (&arguments.filter, ran, arguments.list) {
        eprintln!("No test has `{name}` in its name; `--list` lists them.");
        return ExitCode::FAILURE;
    }
    conclusion.exit_code()
}

/// A value as a list of texts.
pub fn texts(value: &Value) -> Vec<&str> {
    value.as_array().into_iter().flatten().filter_map(Value::as_str).collect()
}
