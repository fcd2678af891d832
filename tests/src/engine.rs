//! The three engines, and the programs that start their browsers and pass on what those are to do.

use serde_json::{Value, json};
use std::io::{BufRead, BufReader};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// What shows the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Blink, in Chromium.
    Chromium,
    /// Gecko, in Firefox.
    Firefox,
    /// `WebKit`, in the small browser that `WebKitGTK` brings for tests.
    WebKit,
}

/// How a Chromium is started that talks to nobody but us, with a profile of its own that its driver deletes.
const CHROMIUM_FLAGS: [&str; 10] = [
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

impl Engine {
    /// The one that the environment asks for: `PLAYGROUND_ENGINE` is `chromium` (or unset), `firefox` or `webkit`.
    pub fn from_environment() -> Self {
        match std::env::var("PLAYGROUND_ENGINE").as_deref() {
            Err(_) | Ok("" | "chromium") => Self::Chromium,
            Ok("firefox") => Self::Firefox,
            Ok("webkit") => Self::WebKit,
            Ok(other) => panic!("PLAYGROUND_ENGINE is chromium, firefox or webkit, not {other}"),
        }
    }

    /// Its browser's name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Chromium => "Chromium",
            Self::Firefox => "Firefox",
            Self::WebKit => "WebKit",
        }
    }

    /// What a new session asks its driver for.
    pub(crate) fn capabilities(self, more_flags: &[&str]) -> Value {
        match self {
            Self::Chromium => {
                let arguments = CHROMIUM_FLAGS.iter().chain(more_flags).collect::<Vec<_>>();
                json!({
                    "browserName": "chrome",
                    "goog:chromeOptions": with_binary(json!({ "args": arguments }), "CHROMIUM"),
                    "goog:loggingPrefs": { "browser": "ALL" },
                })
            }
            Self::Firefox => {
                let arguments = ["-headless", "--width=1280", "--height=985"].iter().chain(more_flags);
                let preferences = json!({ "intl.accept_languages": "en-US, en", "intl.locale.requested": "en-US" });
                let options = json!({ "args": arguments.collect::<Vec<_>>(), "prefs": preferences });
                json!({ "browserName": "firefox", "moz:firefoxOptions": with_binary(options, "FIREFOX") })
            }
            Self::WebKit => {
                let arguments = ["--automation"].iter().chain(more_flags).collect::<Vec<_>>();
                json!({ "webkitgtk:browserOptions": with_binary(json!({ "args": arguments }), "MINIBROWSER") })
            }
        }
    }
}

fn with_binary(mut options: Value, variable: &str) -> Value {
    if let Some(program) = std::env::var_os(variable) {
        options["binary"] = json!(program.to_string_lossy());
    }
    options
}

/// A driver that runs. Two of the three serve one browser only, so each browser has one to itself.
#[derive(Debug)]
pub(crate) struct Driver {
    pub address: String,
    process: Program,
    _screen: Option<Program>,
}

/// A program that ends with its handle.
#[derive(Debug)]
struct Program(Child);

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Driver {
    /// Starts one on a port that the system gives.
    pub fn start(engine: Engine) -> Self {
        match engine {
            Engine::Chromium => {
                // "ChromeDriver was started successfully on port 41234."
                let mut command = Command::new(program("CHROMEDRIVER", "chromedriver"));
                let (process, port) = start_and_read(command.arg("--port=0"), "successfully on port ");
                Self { address: format!("http://127.0.0.1:{port}"), process, _screen: None }
            }
            Engine::Firefox => {
                // "1700000000000  geckodriver  INFO  Listening on 127.0.0.1:41234"
                let mut command = Command::new(program("GECKODRIVER", "geckodriver"));
                let (process, port) = start_and_read(command.args(["--port", "0"]), "Listening on 127.0.0.1:");
                Self { address: format!("http://127.0.0.1:{port}"), process, _screen: None }
            }
            Engine::WebKit => Self::start_webkit(),
        }
    }

    /// This browser has no mode without a window, so it gets a screen that nobody sees; and its driver wants to be told a port.
    fn start_webkit() -> Self {
        let mut command = Command::new(program("XVFB", "Xvfb"));
        command.args(["-displayfd", "1", "-nolisten", "tcp", "-screen", "0", "2000x6500x24"]);
        let (screen, display) = start_and_read(&mut command, "");
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).and_then(|socket| socket.local_addr());
        let port = port.expect("loopback has a free port").port();
        let mut command = Command::new(program("WEBKITDRIVER", "WebKitWebDriver"));
        command.arg(format!("--port={port}")).env("DISPLAY", format!(":{display}")).env("GDK_BACKEND", "x11");
        command.env("LANG", "C.UTF-8").env("LANGUAGE", "en_US").stdin(Stdio::null()).stdout(Stdio::null());
        let process = Program(command.stderr(Stdio::null()).spawn().unwrap_or_else(|error| missing(&command, &error)));
        let start = Instant::now();
        while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
            assert!(start.elapsed() < Duration::from_secs(30), "WebKitWebDriver does not listen on its port");
            std::thread::sleep(Duration::from_millis(20));
        }
        Self { address: format!("http://127.0.0.1:{port}"), process, _screen: Some(screen) }
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // Sessions close their browsers before this. One that broke leaves its own behind, which a driver that is asked to end
        // takes along and one that is killed does not.
        let id = self.process.0.id().to_string();
        let start = Instant::now();
        let asked = Command::new("kill").args(["-TERM", &id]).stderr(Stdio::null()).status();
        while asked.as_ref().is_ok_and(std::process::ExitStatus::success)
            && start.elapsed() < Duration::from_secs(3)
            && matches!(self.process.0.try_wait(), Ok(None))
        {
            std::thread::sleep(Duration::from_millis(10));
        }
    }
}

fn program(variable: &str, usual: &str) -> PathBuf {
    std::env::var_os(variable).map_or_else(|| PathBuf::from(usual), PathBuf::from)
}

fn missing(command: &Command, error: &std::io::Error) -> ! {
    panic!("can't start {}: {error}; `cargo xtask test browser` sees to it", command.get_program().display())
}

/// Starts a program and waits for the number that it prints after `before`.
fn start_and_read(command: &mut Command, before: &str) -> (Program, u16) {
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut process = Program(command.spawn().unwrap_or_else(|error| missing(command, &error)));
    let mut said = BufReader::new(process.0.stdout.take().expect("its output is a pipe"));
    let mut line = String::new();
    while said.read_line(&mut line).is_ok_and(|length| length > 0) {
        let number = line.trim().split_once(before).or(before.is_empty().then_some(("", line.trim())));
        if let Some(number) = number.and_then(|(_, rest)| rest.trim_end_matches('.').parse().ok()) {
            // What it prints later must not stop it for want of a reader.
            std::thread::spawn(move || std::io::copy(&mut said, &mut std::io::sink()));
            return (process, number);
        }
        line.clear();
    }
    panic!("{} ended without naming its port", command.get_program().display())
}
