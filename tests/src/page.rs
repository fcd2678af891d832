//! A fresh page in a browser, and what a person does to it with keys and pointers.

use crate::browser::Browser;
use crate::engine::Engine;
use crate::figure::Figure;
use crate::server::Server;
use crate::webdriver::Element;
use serde_json::{Value, json};
use std::cell::{Cell, RefCell};
use std::time::{Duration, Instant};

/// How long the page may take for what a test waits for. Far more than it needs, for machines that are busy.
const PATIENCE: Duration = Duration::from_mins(1);

/// Counts frames asked for and what is put off, but not what is put off by more than two seconds, such as taking a message away.
const UNDER_WAY: &str = "(() => {
    const underWay = (window.underWay = new Set());
    const [set, clear] = [setTimeout.bind(window), clearTimeout.bind(window)];
    window.setTimeout = (work, pause = 0, ...given) => {
        const id = set((...given) => (underWay.delete(`timer ${id}`), work(...given)), pause, ...given);
        if (pause <= 2000) underWay.add(`timer ${id}`);
        return id;
    };
    window.clearTimeout = (id) => (underWay.delete(`timer ${id}`), clear(id));
    const [ask, cancel] = [requestAnimationFrame.bind(window), cancelAnimationFrame.bind(window)];
    window.requestAnimationFrame = (paint) => {
        const id = ask((now) => (underWay.delete(`frame ${id}`), paint(now)));
        underWay.add(`frame ${id}`);
        return id;
    };
    window.cancelAnimationFrame = (id) => (underWay.delete(`frame ${id}`), cancel(id));
})();";

/// The keys that are no letters, as the protocol writes them.
#[allow(missing_docs)] // their names say it
pub mod key {
    pub const TAB: &str = "\u{E004}";
    pub const ENTER: &str = "\u{E007}";
    pub const SHIFT: &str = "\u{E008}";
    pub const CONTROL: &str = "\u{E009}";
    pub const SPACE: &str = " ";
    pub const PAGE_UP: &str = "\u{E00E}";
    pub const PAGE_DOWN: &str = "\u{E00F}";
    pub const END: &str = "\u{E010}";
    pub const HOME: &str = "\u{E011}";
    pub const LEFT: &str = "\u{E012}";
    pub const UP: &str = "\u{E013}";
    pub const RIGHT: &str = "\u{E014}";
    pub const DOWN: &str = "\u{E015}";
    pub const DELETE: &str = "\u{E017}";
}

/// What points at the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pointer {
    /// A mouse with its first button.
    Mouse,
    /// One finger.
    Touch,
    /// A pen's tip.
    Pen,
}

/// A tab of a browser with a server of its own.
#[derive(Debug)]
pub struct Page<'b> {
    /// The browser, for what only its kind can do.
    pub browser: &'b Browser,
    /// Where its pages come from.
    pub server: Server,
    has_loaded: Cell<bool>,
    expected: RefCell<Vec<String>>,
    tolerated: RefCell<Vec<String>>,
    heard: RefCell<Vec<String>>,
}

impl<'b> Page<'b> {
    /// A page that shows nothing yet.
    pub fn new(browser: &'b Browser, server: Server) -> Self {
        Self {
            browser,
            server,
            has_loaded: Cell::default(),
            expected: RefCell::default(),
            tolerated: RefCell::default(),
            heard: RefCell::default(),
        }
    }

    /// Opens an address of the site anew, such as `/index.html#gate=xor`, and waits until its figures are ready.
    #[track_caller]
    pub fn open(&self, path: &str) {
        self.load(path);
        self.wait_until_ready();
    }

    /// Opens a page in English with one figure that follows the address: a panel in a state, which is a link's query and may be empty.
    #[track_caller]
    pub fn open_panel(&self, panel: &str, state: &str) -> Figure<'_> {
        self.make("/made.html", "<perceptron-playground linked></perceptron-playground>");
        self.open(&format!("/made.html#panel={panel}{}{state}", if state.is_empty() { "" } else { "&" }));
        self.figure()
    }

    /// Opens an address of the site anew.
    #[track_caller]
    pub fn load(&self, path: &str) {
        if let Some(prelude) = self.browser.prelude() {
            // What has been said goes with its document.
            self.heard.borrow_mut().extend(self.browser.console());
            self.server.put_before(&prelude);
        }
        // Another address first: from one # to another the document would stay.
        if self.has_loaded.replace(true) {
            self.browser.session.navigate("about:blank");
        }
        self.browser.session.navigate(&self.server.address_of(path));
    }

    /// Opens a page in English that has `body` and, like any course page, the figures' script.
    #[track_caller]
    pub fn open_with(&self, body: &str) {
        self.make("/made.html", body);
        self.open("/made.html");
    }

    /// Puts a figure into the page at hand, in the place of those that are in it, in a state that a link could ask for.
    /// Much quicker than opening a page: for tests that look at many states.
    #[track_caller]
    pub fn put(&self, panel: &str, lang: &str, state: &str) -> Figure<'_> {
        self.run(
            "const [panel, lang, state] = arguments;
             const figure = document.createElement('perceptron-playground');
             for (const [name, value] of [['panel', panel], ['lang', lang], ...new URLSearchParams(state)]) figure.setAttribute(name, value);
             document.querySelectorAll('perceptron-playground').forEach((old) => old.remove());
             document.querySelector('main').append(figure);
             scrollTo(0, 0)",
            &[json!(panel), json!(lang), json!(state)],
        );
        self.wait_until_ready();
        self.figure()
    }

    /// Makes a page for [`Page::open`].
    pub fn make(&self, path: &str, body: &str) {
        let html = format!(
            "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>A course page</title>\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><link rel=\"icon\" href=\"data:,\">\
             <script type=\"module\" src=\"./www/embed.js\"></script></head><body><main><h1>A course page</h1>{body}</main></body></html>"
        );
        self.server.make(path, &html);
    }

    /// Waits until every figure in reach of what is seen has its panel, and has painted it. Browsers come back from navigating
    /// now and then while the old document stands there still.
    #[track_caller]
    pub fn wait_until_ready(&self) {
        self.wait_for(
            "figures that are ready",
            "const isFar = (figure) => {
                 const { top, bottom } = figure.getBoundingClientRect();
                 return !figure.checkVisibility() || top > 1.2 * innerHeight || bottom < -0.2 * innerHeight;
             };
             const isReady = (figure) => figure.shadowRoot?.querySelector('.voice');
             const isThere = document.readyState === 'complete' && location.href !== 'about:blank';
             return isThere && [...document.querySelectorAll('perceptron-playground')].every((figure) => isReady(figure) || isFar(figure))",
        );
        self.settle();
    }

    /// Waits until `script` returns something true. What it looks into may not be there yet, so an error in it is a no too.
    #[track_caller]
    pub fn wait_for(&self, what: &str, script: &str) {
        // The page asks itself, so that waiting costs next to nothing; now and then it answers with a no, for the limit's sake.
        let waiting = format!(
            "const ask = async () => {{ {script} }};
             const end = performance.now() + 1000;
             return new Promise((done) => {{
                 const look = async () => {{
                     let answer;
                     try {{ answer = await ask() }} catch (error) {{ answer = {{ error: String(error) }} }}
                     const isNo = !answer || (typeof answer === 'object' && 'error' in answer);
                     if (isNo && performance.now() < end) setTimeout(look, 15);
                     else done([!isNo, isNo ? answer ?? null : true]);
                 }};
                 look();
             }})"
        );
        let start = Instant::now();
        loop {
            // A document that is left while it waits is an error too.
            let answer = self.browser.session.try_run(&waiting, &[]);
            if answer.as_ref().is_ok_and(|answer| answer[0] == true) {
                return;
            }
            assert!(start.elapsed() < PATIENCE, "waited {PATIENCE:?} for {what}; the last answer was {answer:?}");
            if answer.is_err() {
                std::thread::sleep(Duration::from_millis(15));
            }
        }
    }

    /// Waits until something seen from outside the page holds.
    #[track_caller]
    pub fn eventually(&self, what: &str, holds: impl Fn() -> bool) {
        let start = Instant::now();
        while !holds() {
            assert!(start.elapsed() < PATIENCE, "waited {PATIENCE:?} for {what}");
            std::thread::sleep(Duration::from_millis(15));
        }
    }

    /// From the next document on, keeps track of what is still to come: see [`Page::wait_until_quiet`].
    pub fn watch(&self) {
        if self.browser.engine == Engine::Chromium {
            // In frames as well, which a script of the tab's own does not reach where they are sandboxed.
            self.server.put_before(UNDER_WAY);
        } else {
            self.browser.before_load(UNDER_WAY);
        }
    }

    /// Waits until nothing is under way in the document at hand: no frame is asked for, nothing is put off to a little later.
    /// From then on nothing happens by itself. Asks for [`Page::watch`] before the document is opened.
    #[track_caller]
    pub fn wait_until_quiet(&self) {
        self.wait_for("the page to be quiet", "return window.underWay.size === 0");
    }

    /// Waits until what has been asked for is painted.
    #[track_caller]
    pub fn settle(&self) {
        self.run(
            "return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))",
            &[],
        );
    }

    /// Runs the body of a function in the page.
    #[track_caller]
    pub fn run(&self, body: &str, arguments: &[Value]) -> Value {
        self.browser.session.run(body, arguments)
    }

    /// The same, for what is a text.
    #[track_caller]
    pub fn text(&self, body: &str) -> String {
        let value = self.run(body, &[]);
        value.as_str().unwrap_or_else(|| panic!("a text was expected, not {value}: {body}")).to_owned()
    }

    /// The same, for what is a number.
    #[track_caller]
    pub fn number(&self, body: &str) -> f64 {
        let value = self.run(body, &[]);
        value.as_f64().unwrap_or_else(|| panic!("a number was expected, not {value}: {body}"))
    }

    /// The only figure, or the first.
    pub fn figure(&self) -> Figure<'_> {
        self.nth_figure(0)
    }

    /// A figure by its place in the document, from 0.
    pub fn nth_figure(&self, nth: usize) -> Figure<'_> {
        Figure::new(self, nth)
    }

    /// The first element in the document, outside of figures, that fits a selector.
    #[track_caller]
    pub fn element(&self, css: &str) -> Element {
        let found = self.run("return document.querySelector(arguments[0])", &[json!(css)]);
        Element::from_value(&found).unwrap_or_else(|| panic!("nothing in the page fits {css}"))
    }

    /// Presses keys together, the last one while the others are held, and lets go.
    #[track_caller]
    pub fn press(&self, keys: &[&str]) {
        let down = keys.iter().map(|key| json!({ "type": "keyDown", "value": key }));
        let up = keys.iter().rev().map(|key| json!({ "type": "keyUp", "value": key }));
        self.keyboard(&down.chain(up).collect::<Vec<_>>());
    }

    /// Presses one key several times.
    #[track_caller]
    pub fn press_times(&self, key: &str, times: usize) {
        let once = [json!({ "type": "keyDown", "value": key }), json!({ "type": "keyUp", "value": key })];
        self.keyboard(&std::iter::repeat_n(once, times).flatten().collect::<Vec<_>>());
    }

    /// Types a text, one key after the other.
    #[track_caller]
    pub fn type_text(&self, text: &str) {
        let keys = text.chars().flat_map(|letter| {
            let letter = letter.to_string();
            [json!({ "type": "keyDown", "value": letter }), json!({ "type": "keyUp", "value": letter })]
        });
        self.keyboard(&keys.collect::<Vec<_>>());
    }

    #[track_caller]
    fn keyboard(&self, actions: &[Value]) {
        self.browser.session.perform(&json!([{ "type": "key", "id": "keyboard", "actions": actions }]));
        self.settle();
    }

    /// Presses a pointer down on the middle of `element`, or `at` so many CSS pixels from it, moves by each of `path`,
    /// and lets go.
    #[track_caller]
    pub fn drag(&self, pointer: Pointer, element: &Element, at: (i32, i32), path: &[(i32, i32)]) {
        // In one command: a finger is not lifted by a later one.
        let up = json!({ "type": "pointerUp", "button": 0 });
        let actions = grasp(element, at, path).chain([up]);
        self.point(pointer, &actions.collect::<Vec<_>>());
    }

    /// Lifts a pointer that is held down.
    #[track_caller]
    pub fn let_go(&self, pointer: Pointer) {
        self.point(pointer, &[json!({ "type": "pointerUp", "button": 0 })]);
    }

    /// As [`Page::drag`], without letting go.
    #[track_caller]
    pub fn hold(&self, pointer: Pointer, element: &Element, at: (i32, i32), path: &[(i32, i32)]) {
        self.point(pointer, &grasp(element, at, path).collect::<Vec<_>>());
    }

    /// Presses a pointer down at a place in the window, in CSS pixels, moves from place to place, and lets go.
    #[track_caller]
    pub fn stroke(&self, pointer: Pointer, from: [i32; 2], to: &[[i32; 2]]) {
        self.stroke_after(0, pointer, from, to);
    }

    /// As [`Page::stroke`], after a rest of so many milliseconds at the first place.
    #[track_caller]
    pub fn stroke_after(&self, rest: u32, pointer: Pointer, from: [i32; 2], to: &[[i32; 2]]) {
        let go =
            |[x, y]: [i32; 2], duration: u32| json!({ "type": "pointerMove", "x": x, "y": y, "duration": duration });
        let pause = json!({ "type": "pause", "duration": rest });
        let mut actions = vec![go(from, 0), json!({ "type": "pointerDown", "button": 0 }), pause];
        actions.extend(to.iter().map(|place| go(*place, 20)));
        actions.push(json!({ "type": "pointerUp", "button": 0 }));
        self.point(pointer, &actions);
    }

    #[track_caller]
    fn point(&self, pointer: Pointer, actions: &[Value]) {
        let kind = match pointer {
            Pointer::Mouse => "mouse",
            Pointer::Touch => "touch",
            Pointer::Pen => "pen",
        };
        if pointer != Pointer::Mouse && self.browser.engine != Engine::Chromium {
            // Their drivers refuse one, or take it and do nothing.
            self.browser.lack(&format!("has no {kind} for a test"));
        }
        let source =
            json!({ "type": "pointer", "id": kind, "parameters": { "pointerType": kind }, "actions": actions });
        self.browser.session.perform(&json!([source]));
        self.settle();
    }

    /// Says that the console will hold a line with `part`. Every other error in it fails the test.
    pub fn expect_error(&self, part: &str) {
        self.expected.borrow_mut().push(part.to_owned());
    }

    /// Says that the console may hold a line with `part`.
    pub fn tolerate(&self, part: &str) {
        self.tolerated.borrow_mut().push(part.to_owned());
    }

    /// What stands in the console and should not, or does not and should.
    #[track_caller]
    pub fn surprises(&self) -> Vec<String> {
        let console = self.heard.take().into_iter().chain(self.browser.console()).collect::<Vec<_>>();
        let (expected, tolerated) = (self.expected.borrow(), self.tolerated.borrow());
        let is_known =
            |line: &&String| expected.iter().chain(tolerated.iter()).any(|part| line.contains(part.as_str()));
        let unexpected = console.iter().filter(|line| !is_known(line));
        let missing = expected.iter().filter(|part| !console.iter().any(|line| line.contains(part.as_str())));
        // Elsewhere a page hears neither of failed requests nor of what the browser itself advises.
        let missing = missing.filter(|_| self.browser.engine == Engine::Chromium);
        unexpected.cloned().chain(missing.map(|part| format!("the console lacks: {part}"))).collect()
    }
}

/// A pointer goes down at a place from an element's middle, and along a path.
fn grasp(element: &Element, at: (i32, i32), path: &[(i32, i32)]) -> impl Iterator<Item = Value> {
    let start = json!({ "type": "pointerMove", "origin": element.reference(), "x": at.0, "y": at.1, "duration": 0 });
    let moves =
        path.iter().map(|(x, y)| json!({ "type": "pointerMove", "origin": "pointer", "x": x, "y": y, "duration": 20 }));
    [start, json!({ "type": "pointerDown", "button": 0 })].into_iter().chain(moves)
}
