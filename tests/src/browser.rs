//! A running browser: what all engines do, and what only Chromium's driver can.

use crate::engine::{Driver, Engine};
use crate::webdriver::Session;
use serde_json::{Value, json};
use std::cell::{Cell, RefCell};

/// Keeps what the console is told, for drivers that do not pass it on.
const LISTEN: &str = "{
    const said = (window.saidInConsole = []);
    for (const level of ['error', 'warn']) {
        const real = console[level];
        console[level] = (...words) => {
            said.push(`${level}: ${words.map(String).join(' ')}`);
            real.apply(console, words);
        };
    }
    addEventListener('error', (event) => {
        // Not the figures' own event of this name.
        if (event instanceof CustomEvent) return;
        const { message, error, target } = event;
        said.push(`error: ${message ?? `failed to load ${target.src ?? target.href}`} ${error?.stack ?? ''}`);
    }, true);
    addEventListener('unhandledrejection', ({ reason }) => said.push(`error: unhandled ${reason?.stack ?? reason}`));
    addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => said.push(`error: ${violatedDirective} forbids ${blockedURI}`));
}";

/// What a test throws where the engine's driver has no means for what it asks: the test is skipped with this reason.
#[derive(Debug)]
pub struct Lacking(pub String);

/// A running browser.
#[derive(Debug)]
pub struct Browser {
    // Dropped before the driver that would end it.
    /// What every browser can do.
    pub session: Session,
    /// Whose it is.
    pub engine: Engine,
    before: RefCell<String>,
    /// Whether the tab has the screen or the colours of another device.
    emulates: Cell<bool>,
    /// Whether the tab has been changed in a way that is not taken back.
    is_used_up: Cell<bool>,
    _driver: Driver,
}

impl Browser {
    /// Starts one.
    pub fn start(engine: Engine) -> Self {
        Self::start_with(engine, &[])
    }

    /// Starts one with more flags than usual.
    pub fn start_with(engine: Engine, flags: &[&str]) -> Self {
        let driver = Driver::start(engine);
        let session = Session::open(&driver.address, &engine.capabilities(flags));
        let is_used_up = Cell::new(true);
        Self { session, engine, before: RefCell::default(), emulates: Cell::default(), is_used_up, _driver: driver }
    }

    /// An empty tab, which carries nothing over: no emulated screen, no script, no word in the console. The one that was used
    /// before where that left nothing in it: a new one costs a third of what opening a figure does.
    #[track_caller]
    pub fn start_anew(&self) {
        if self.is_used_up.get() || self.session.tabs().len() > 1 {
            let tab = self.session.new_tab();
            self.session.close_all_but(&tab);
            if self.engine == Engine::Chromium {
                // What a test saves and does not ask for would lie about in the folder that the tests run in.
                self.command("Browser.setDownloadBehavior", &json!({ "behavior": "deny" }));
            }
        } else {
            // Nothing is held down, and the mouse is out of the way.
            self.session.release();
            self.session.navigate("about:blank");
            if self.emulates.get() {
                self.command("Emulation.clearDeviceMetricsOverride", &json!({}));
                self.command("Emulation.setTouchEmulationEnabled", &json!({ "enabled": false }));
                self.command("Emulation.setEmulatedMedia", &json!({ "media": "", "features": [] }));
            }
            self.session.point_at([0, 0]);
        }
        self.is_used_up.set(false);
        self.emulates.set(false);
        self.before.borrow_mut().clear();
        if self.engine != Engine::Chromium {
            self.screen(1280, 900, 1.0);
        }
        self.console();
    }

    /// Ends the test under way, without failing it, when this engine's driver can't do `what`.
    pub fn only_chromium(&self, what: &str) {
        if self.engine != Engine::Chromium {
            self.lack(what);
        }
    }

    /// Ends the test under way without failing it.
    pub fn lack(&self, what: &str) -> ! {
        // Not a panic, which would print a message of its own.
        std::panic::resume_unwind(Box::new(Lacking(format!("{} {what}", self.engine.name()))))
    }

    /// A command of the `DevTools` protocol, <https://chromedevtools.github.io/devtools-protocol/>, to the present tab.
    #[track_caller]
    pub fn devtools(&self, command: &str, parameters: &Value) -> Value {
        self.is_used_up.set(true);
        self.command(command, parameters)
    }

    /// One that [`Browser::start_anew`] knows how to take back.
    #[track_caller]
    fn emulate(&self, command: &str, parameters: &Value) {
        self.emulates.set(true);
        self.command(command, parameters);
    }

    #[track_caller]
    fn command(&self, command: &str, parameters: &Value) -> Value {
        self.only_chromium(&format!("lacks {command}"));
        self.session.post("goog/cdp/execute", &json!({ "cmd": command, "params": parameters }))
    }

    /// What the console has been told since this was last asked: errors, exceptions, failed requests.
    #[track_caller]
    pub fn console(&self) -> Vec<String> {
        if self.engine != Engine::Chromium {
            let said = self.session.run("return window.saidInConsole?.splice(0) ?? []", &[]);
            return said.as_array().into_iter().flatten().map(|line| text(line).to_owned()).collect();
        }
        let entries = self.session.post("se/log", &json!({ "type": "browser" }));
        let line = |entry: &Value| format!("{}: {}", text(&entry["level"]), text(&entry["message"]));
        entries.as_array().into_iter().flatten().map(line).collect()
    }

    /// Runs `script` in every document of the tab before its own scripts.
    #[track_caller]
    pub fn before_load(&self, script: &str) {
        if self.engine == Engine::Chromium {
            self.devtools("Page.addScriptToEvaluateOnNewDocument", &json!({ "source": script }));
        } else {
            self.before.borrow_mut().push_str(&format!("(() => {{ {script} }})();"));
        }
    }

    /// What the server has to put before everything else in a document, where the driver can't.
    pub(crate) fn prelude(&self) -> Option<String> {
        (self.engine != Engine::Chromium).then(|| format!("{LISTEN}{}", self.before.borrow()))
    }

    /// Gives the tab the screen of another device: width and height in CSS pixels, device pixels to each.
    #[track_caller]
    pub fn screen(&self, width: u32, height: u32, scale: f64) {
        if self.engine != Engine::Chromium {
            return self.window(width, height, scale);
        }
        let screen = json!({ "width": width, "height": height, "deviceScaleFactor": scale, "mobile": false });
        self.emulate("Emulation.setDeviceMetricsOverride", &screen);
    }

    /// Makes the window so large that the page in it has these CSS pixels.
    #[track_caller]
    fn window(&self, width: u32, height: u32, scale: f64) {
        if scale != 1.0 {
            self.lack("can't change the device's pixels");
        }
        let inner = || self.session.run("return [innerWidth, innerHeight]", &[]);
        let (wanted, mut outer) = (json!([width, height]), [i64::from(width), i64::from(height)]);
        for _ in 0..40 {
            let now = inner();
            if now == wanted {
                return;
            }
            let rect = self.session.get("window/rect");
            for (i, side) in ["width", "height"].into_iter().enumerate() {
                let (is, shows) = (rect[side].as_i64().unwrap_or_default(), now[i].as_i64().unwrap_or_default());
                outer[i] = is + wanted[i].as_i64().unwrap_or_default() - shows;
            }
            self.session.post("window/rect", &json!({ "x": 0, "y": 0, "width": outer[0], "height": outer[1] }));
            std::thread::sleep(std::time::Duration::from_millis(25));
        }
        self.lack(&format!("can't give its page {wanted} pixels, but {}", inner()));
    }

    /// Turns the tab into a phone's: fingers, and a viewport as phones have it.
    #[track_caller]
    pub fn phone(&self, width: u32, height: u32) {
        self.only_chromium("emulates no phone");
        let screen = json!({ "width": width, "height": height, "deviceScaleFactor": 2, "mobile": true });
        self.emulate("Emulation.setDeviceMetricsOverride", &screen);
        self.emulate("Emulation.setTouchEmulationEnabled", &json!({ "enabled": true, "maxTouchPoints": 1 }));
    }

    /// Answers the page's media queries with `features`, such as `[("prefers-color-scheme", "dark")]`, as a screen or,
    /// with the medium `print`, as paper.
    #[track_caller]
    pub fn media(&self, medium: &str, features: &[(&str, &str)]) {
        self.only_chromium("answers no media queries for a test");
        let features = features.iter().map(|(name, value)| json!({ "name": name, "value": value })).collect::<Vec<_>>();
        self.emulate("Emulation.setEmulatedMedia", &json!({ "media": medium, "features": features }));
    }

    /// Switches the page's scripts off.
    #[track_caller]
    pub fn without_scripts(&self) {
        self.only_chromium("can't switch scripts off");
        self.devtools("Emulation.setScriptExecutionDisabled", &json!({ "value": true }));
    }

    /// Makes `navigator.language` and its kin say `language`.
    #[track_caller]
    pub fn speak(&self, language: &str) {
        self.only_chromium("speaks one language");
        let agent = self.session.run("return navigator.userAgent", &[]);
        self.devtools("Emulation.setUserAgentOverride", &json!({ "userAgent": agent, "acceptLanguage": language }));
    }

    /// Puts files that the page saves into `folder` instead of asking.
    #[track_caller]
    pub fn save_into(&self, folder: &std::path::Path) {
        self.only_chromium("does not say where it saves");
        let behaviour = json!({ "behavior": "allow", "downloadPath": folder.to_string_lossy() });
        self.devtools("Browser.setDownloadBehavior", &behaviour);
    }

    /// Lets pages read and write the clipboard.
    #[track_caller]
    pub fn allow_clipboard(&self) {
        self.only_chromium("has no clipboard for a test");
        let permissions = json!({ "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"] });
        self.devtools("Browser.grantPermissions", &permissions);
    }
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}
