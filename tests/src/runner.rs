//! Takes each test to a browser with a fresh page, and fails it when the console has something to say.

use crate::chromium::{Chromium, Driver};
use crate::page::Page;
use crate::server::Server;
use libtest_mimic::{Arguments, Failed, Trial};
use serde_json::Value;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// What a test does with a page.
pub type Body = fn(&Page<'_>);

/// A test and its name.
#[derive(Clone, Copy, Debug)]
pub struct Test {
    /// Its path, without the name of the binary.
    pub name: &'static str,
    /// What it does.
    pub body: Body,
}

/// The functions named, as tests under the path of the module they stand in.
#[macro_export]
macro_rules! tests {
    ($($name:ident),+ $(,)?) => {
        vec![$($crate::Test { name: concat!(module_path!(), "::", stringify!($name)), body: $name }),+]
    };
}

/// The folder of the built page.
pub fn dist() -> PathBuf {
    let usual = || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../dist"));
    let dist = std::env::var_os("PLAYGROUND_DIST").map_or_else(usual, PathBuf::from);
    assert!(dist.join("index.html").is_file(), "there is no page in {}: `cargo xtask dist` builds it", dist.display());
    dist
}

/// Browsers that are started as tests ask for them, one for each test that runs at the same time.
#[derive(Debug, Default)]
struct Pool {
    // Dropped before the driver that starts and ends them.
    idle: Mutex<Vec<Chromium>>,
    driver: OnceLock<Driver>,
}

impl Pool {
    fn take(&self) -> Chromium {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let browser = idle.unwrap_or_else(|| Chromium::start(self.driver.get_or_init(Driver::start)));
        // A tab of its own carries nothing over: no emulated screen, no script, no history.
        let tab = browser.session.new_tab();
        browser.session.close_all_but(&tab);
        browser.console();
        browser
    }

    fn give_back(&self, browser: Chromium) {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(browser);
    }

    fn run(&self, test: Test) -> Result<(), Failed> {
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
                Ok(())
            }
            Ok(surprises) => Err(format!("in the console:\n{}", surprises.join("\n")).into()),
            Err(panic) => {
                // Whatever went wrong, the browser may be in any state: it is ended, and seen once more before.
                let _ = catch_unwind(AssertUnwindSafe(|| keep_screenshot(&browser, test.name)));
                drop(page);
                drop(browser);
                resume_unwind(panic)
            }
        }
    }
}

/// Leaves what the page looked like in target/screenshots.
fn keep_screenshot(browser: &Chromium, name: &str) {
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
    let pool = Arc::new(Pool::default());
    let trial = |test: Test| {
        let pool = Arc::clone(&pool);
        // The first part of a path is the binary's name.
        let name = test.name.split_once("::").map_or(test.name, |(_, name)| name);
        Trial::test(name, move || pool.run(Test { name, ..test }))
    };
    let conclusion = libtest_mimic::run(&arguments, tests.into_iter().map(trial).collect());
    // All that was started ends here, with the last handle of the pool.
    drop(pool);
    conclusion.exit_code()
}

/// A value as a list of texts.
pub fn texts(value: &Value) -> Vec<&str> {
    value.as_array().into_iter().flatten().filter_map(Value::as_str).collect()
}
