//! Chromium: how it is started and ended, and what it can do beyond the common protocol.

use crate::webdriver::Session;
use serde_json::{Value, json};
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

/// How a Chromium is started that talks to nobody but us, with a profile of its own that its driver deletes.
const FLAGS: [&str; 10] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-search-engine-choice-screen",
    "--window-size=1280,900",
    "--lang=en-US",
];

/// The program that starts Chromiums and passes on what they are to do.
#[derive(Debug)]
pub struct Driver {
    process: Child,
    address: String,
}

impl Driver {
    /// Starts it on a port that the system gives.
    pub fn start() -> Self {
        let program = std::env::var_os("CHROMEDRIVER").map_or_else(|| PathBuf::from("chromedriver"), PathBuf::from);
        let mut process = Command::new(&program)
            .arg("--port=0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| {
                panic!("can't start {}: {error}; `cargo xtask test browser` sees to it", program.display())
            });
        let said = BufReader::new(process.stdout.take().expect("its output is a pipe"));
        // "ChromeDriver was started successfully on port 41234."
        let port = said.lines().map_while(Result::ok).find_map(|line| {
            let number = line.split_once("successfully on port ")?.1.trim_end_matches('.');
            number.parse::<u16>().ok()
        });
        let Some(port) = port else {
            let _ = process.kill();
            panic!("{} ended without naming its port", program.display());
        };
        Self { process, address: format!("http://127.0.0.1:{port}") }
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // Sessions close their browsers before this; what is left belongs to a session that broke, and is ended on request.
        let agent = ureq::Agent::new_with_defaults();
        let _ = agent.get(format!("{}/shutdown", self.address)).call();
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// A running Chromium.
#[derive(Debug)]
pub struct Chromium {
    /// What every browser can do.
    pub session: Session,
}

impl Chromium {
    /// Starts one.
    pub fn start(driver: &Driver) -> Self {
        Self::start_with(driver, &[])
    }

    /// Starts one with more flags than usual.
    pub fn start_with(driver: &Driver, flags: &[&str]) -> Self {
        let arguments = FLAGS.iter().chain(flags).collect::<Vec<_>>();
        let mut options = json!({ "args": arguments });
        if let Some(program) = std::env::var_os("CHROMIUM") {
            options["binary"] = json!(program.to_string_lossy());
        }
        let capabilities = json!({
            "browserName": "chrome",
            "goog:chromeOptions": options,
            "goog:loggingPrefs": { "browser": "ALL" },
        });
        Self { session: Session::open(&driver.address, &capabilities) }
    }

    /// A command of the `DevTools` protocol, <https://chromedevtools.github.io/devtools-protocol/>, to the present tab.
    #[track_caller]
    pub fn devtools(&self, command: &str, parameters: &Value) -> Value {
        self.session.post("goog/cdp/execute", &json!({ "cmd": command, "params": parameters }))
    }

    /// What the console has been told since this was last asked: errors, exceptions, failed requests.
    #[track_caller]
    pub fn console(&self) -> Vec<String> {
        let entries = self.session.post("se/log", &json!({ "type": "browser" }));
        let line = |entry: &Value| format!("{}: {}", text(&entry["level"]), text(&entry["message"]));
        entries.as_array().into_iter().flatten().map(line).collect()
    }

    /// Runs `script` in every document of the tab before its own scripts.
    #[track_caller]
    pub fn before_load(&self, script: &str) {
        self.devtools("Page.addScriptToEvaluateOnNewDocument", &json!({ "source": script }));
    }

    /// Gives the tab the screen of another device: width and height in CSS pixels, device pixels to each.
    #[track_caller]
    pub fn screen(&self, width: u32, height: u32, scale: f64) {
        let screen = json!({ "width": width, "height": height, "deviceScaleFactor": scale, "mobile": false });
        self.devtools("Emulation.setDeviceMetricsOverride", &screen);
    }

    /// Turns the tab into a phone's: fingers, and a viewport as phones have it.
    #[track_caller]
    pub fn phone(&self, width: u32, height: u32) {
        let screen = json!({ "width": width, "height": height, "deviceScaleFactor": 2, "mobile": true });
        self.devtools("Emulation.setDeviceMetricsOverride", &screen);
        self.devtools("Emulation.setTouchEmulationEnabled", &json!({ "enabled": true, "maxTouchPoints": 1 }));
    }

    /// Answers the page's media queries with `features`, such as `[("prefers-color-scheme", "dark")]`, as a screen or,
    /// with the medium `print`, as paper.
    #[track_caller]
    pub fn media(&self, medium: &str, features: &[(&str, &str)]) {
        let features = features.iter().map(|(name, value)| json!({ "name": name, "value": value })).collect::<Vec<_>>();
        self.devtools("Emulation.setEmulatedMedia", &json!({ "media": medium, "features": features }));
    }

    /// Switches the page's scripts off.
    #[track_caller]
    pub fn without_scripts(&self) {
        self.devtools("Emulation.setScriptExecutionDisabled", &json!({ "value": true }));
    }

    /// Makes `navigator.language` and its kin say `language`.
    #[track_caller]
    pub fn speak(&self, language: &str) {
        let agent = self.session.run("return navigator.userAgent", &[]);
        self.devtools("Emulation.setUserAgentOverride", &json!({ "userAgent": agent, "acceptLanguage": language }));
    }

    /// Puts files that the page saves into `folder` instead of asking.
    #[track_caller]
    pub fn save_into(&self, folder: &std::path::Path) {
        let behaviour = json!({ "behavior": "allow", "downloadPath": folder.to_string_lossy() });
        self.devtools("Browser.setDownloadBehavior", &behaviour);
    }

    /// Lets pages read and write the clipboard.
    #[track_caller]
    pub fn allow_clipboard(&self) {
        let permissions = json!({ "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"] });
        self.devtools("Browser.grantPermissions", &permissions);
    }
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}
