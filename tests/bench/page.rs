//! What the page costs in a real Chromium: a slider's movement, a step of the lab, the bytes of the first load, the time
//! until it can be used, the time in which digits are learned.
//! `cargo xtask bench page`.
//!
//! Each time stands beside a plain thing measured in the same run, a canvas redrawn or an empty page loaded: a machine that
//! is busy slows both, so their ratio says more than either.

mod figures;
mod many;
mod play;
mod worst;

use playground_tests::Engine;
use playground_tests::browser::Browser;
use playground_tests::runner::dist;
use playground_tests::server::{Sent, Server};
use playground_tests::{Page, Value, json};

/// How often a slider is moved, after as many movements that are not counted.
const MOVES: u32 = 400;
/// How often the page is loaded.
const LOADS: usize = 21;

/// States of panels whose steps are timed.
const STEPPED: [(&str, &str, &str); 5] = [
    ("an epoch of the network", "network", "epochs=40"),
    ("a step of the lab: line", "regression", "steps=40"),
    ("a step of the lab: degree 5", "regression", "degree=5&rate=0.1&steps=40"),
    ("a step of the lab: probability", "regression", "task=logistic&optimizer=adam&rate=0.1&steps=40"),
    ("a step of the lab: n = 100,000", "regression", "n=100000&batch=1000&steps=4"),
];

/// Counts the time spent in animation frames.
const COUNT_FRAMES: &str = "const real = requestAnimationFrame.bind(window);
    window.inFrames = 0;
    window.requestAnimationFrame = (paint) => real((now) => {
        const start = performance.now();
        paint(now);
        window.inFrames += performance.now() - start;
    });";

/// As many strokes as a chart of a canvas's size has, by hand: a ground, a grid, letters, points, a line. `plain` is its
/// context.
const REDRAW: &str = "const redraw = (slope) => {
    const { width, height } = plain.canvas;
    plain.fillStyle = '#fff';
    plain.fillRect(0, 0, width, height);
    plain.font = '12px sans-serif';
    plain.fillStyle = plain.strokeStyle = '#000';
    const line = (...ends) => { plain.beginPath(); plain.moveTo(ends[0], ends[1]); plain.lineTo(ends[2], ends[3]); plain.stroke(); };
    for (let i = 0; i < 5; i += 1) {
        line(i * width / 5, 0, i * width / 5, height);
        line(0, i * height / 5, width, i * height / 5);
        plain.fillText('0.5', i * width / 5, height - 4);
        plain.fillText('0.5', 4, i * height / 5);
    }
    for (let i = 0; i < 4; i += 1) { plain.beginPath(); plain.arc(width / 4 * i, height / 4 * i, 9, 0, 7); plain.fill(); }
    line(0, 0, width, height * slope);
};";

fn main() {
    let browser = Browser::start(Engine::Chromium);
    let words: Vec<_> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    match words.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["play"] => return play::play(&browser, 10.0),
        ["play", minutes] => return play::play(&browser, minutes.parse().expect("a number of minutes")),
        ["figures"] => return figures::figures(&browser),
        ["many"] => return many::many(&browser),
        ["worst"] => return worst::worst(&browser, None),
        ["worst", panel] => return worst::worst(&browser, Some(panel)),
        [] => {}
        _ => panic!("the parts are: figures, many, play [MINUTES], worst [PANEL]"),
    }
    println!("{:<44} {:>10} {:>10} {:>24}", "", "median", "p95", "ratio of the medians");
    for scale in [1.0, 2.0] {
        movement(&browser, scale);
    }
    for (what, panel, state) in STEPPED {
        step(&browser, what, panel, state);
    }
    loading(&browser);
    digits(&browser);
    size(&first_load(&browser));
}

/// A server and a tab that know nothing yet: another origin has neither files nor compiled code in any cache.
fn fresh(browser: &Browser) -> Page<'_> {
    let tab = browser.session.new_tab();
    browser.session.close_all_but(&tab);
    Page::new(browser, Server::start_isolated(&dist()))
}

/// Scripting time from a slider's input event to the canvas it has changed: the event's listeners and the frame they ask for.
fn movement(browser: &Browser, scale: f64) {
    let page = fresh(browser);
    page.browser.screen(1280, 900, scale);
    page.browser.before_load(COUNT_FRAMES);
    page.open("/?lang=en");
    let script =
        "const range = $('#w1-range'), canvas = $('canvas'), plain = document.createElement('canvas').getContext('2d');
         Object.assign(plain.canvas, { width: canvas.width, height: canvas.height });
         {REDRAW}
         const [figureTimes, plainTimes] = [[], []];
         return new Promise((done) => {
             let count = 0;
             const next = () => setTimeout(() => {
                 if (count === 2 * args[0]) return done([canvas.width, figureTimes, plainTimes]);
                 count += 1;
                 window.inFrames = 0;
                 const start = performance.now();
                 range.value = String(((count * 37) % 400 - 200) / 100);
                 range.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
                 const inEvent = performance.now() - start;
                 requestAnimationFrame(() => setTimeout(() => {
                     const between = performance.now();
                     redraw((count % 100) / 100);
                     const plainTime = performance.now() - between;
                     if (count > args[0]) { figureTimes.push(inEvent + window.inFrames); plainTimes.push(plainTime); }
                     next();
                 }));
             });
             next();
         })"
        .replace("{REDRAW}", REDRAW);
    let measured = page.figure().run(&script, &[json!(MOVES)]);
    let width = &measured[0];
    let (figure, plain) = (Times::of(&measured[1]), Times::of(&measured[2]));
    println!(
        "{}",
        figure.line(&format!("slider to canvas, dpr {scale}, {width} px wide (ms)"), &plain, "plain redraws")
    );
    println!("{}", plain.line("  a plain redraw of that size (ms)", &plain, ""));
}

/// Scripting time from a step of a run to the frame that shows it, everything in its figure redrawn, at two device pixels to a
/// CSS pixel.
fn step(browser: &Browser, what: &str, panel: &str, state: &str) {
    let page = fresh(browser);
    page.browser.screen(1280, 900, 2.0);
    page.browser.before_load(COUNT_FRAMES);
    let opened = page.open_panel(panel, state);
    let script = "const panel = document.querySelector('perceptron-playground'), canvas = $('canvas');
         const plain = document.createElement('canvas').getContext('2d');
         Object.assign(plain.canvas, { width: canvas.width, height: canvas.height });
         {REDRAW}
         const [figureTimes, plainTimes] = [[], []];
         return new Promise((done) => {
             let count = 0;
             const next = () => setTimeout(() => {
                 if (count === args[0]) return done([figureTimes, plainTimes]);
                 count += 1;
                 window.inFrames = 0;
                 const start = performance.now();
                 panel.step();
                 const inStep = performance.now() - start;
                 requestAnimationFrame(() => setTimeout(() => {
                     const between = performance.now();
                     redraw((count % 100) / 100);
                     const plainTime = performance.now() - between;
                     if (count > 40) { figureTimes.push(inStep + window.inFrames); plainTimes.push(plainTime); }
                     next();
                 }));
             });
             next();
         })"
    .replace("{REDRAW}", REDRAW);
    let measured = opened.run(&script, &[json!(240)]);
    let (figure, plain) = (Times::of(&measured[0]), Times::of(&measured[1]));
    println!("{}", figure.line(&format!("{what}, redrawn (ms)"), &plain, "plain redraws"));
}

/// Time from the start of the navigation to a slider whose first movement has changed the canvas.
fn loading(browser: &Browser) {
    let (mut figures, mut empties) = (Vec::new(), Vec::new());
    for _ in 0..LOADS {
        let page = fresh(browser);
        page.browser.before_load(
            "const look = () => {
                 const root = document.querySelector('perceptron-playground')?.shadowRoot;
                 const range = root?.querySelector('#w1-range'), box = root?.querySelector('#w1-box');
                 // Its box is written by the frame that paints the picture.
                 if (!range || !box.value) return setTimeout(look);
                 range.value = '1.5';
                 range.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
                 const wait = () => (box.value === '1.50' ? window.works = performance.now() : requestAnimationFrame(wait));
                 requestAnimationFrame(wait);
             };
             look();",
        );
        page.load("/?lang=en");
        page.wait_for("a slider that works", "return window.works");
        figures.push(page.number("return window.works"));
        assert!(page.figure().state().contains("w1=1.5"));

        let page = fresh(browser);
        page.server.make(
            "/empty.html",
            "<!doctype html><link rel=\"icon\" href=\"data:,\"><canvas></canvas><script>
             document.querySelector('canvas').getContext('2d').fillRect(0, 0, 9, 9);
             requestAnimationFrame(() => { window.works = performance.now() })</script>",
        );
        page.load("/empty.html");
        page.wait_for("its first frame", "return window.works");
        empties.push(page.number("return window.works"));
    }
    let (figure, empty) = (Times::from(figures), Times::from(empties));
    println!("{}", figure.line("navigation to a slider that works (ms)", &empty, "empty pages"));
    println!("{}", empty.line("  navigation to an empty page's first frame (ms)", &empty, ""));
}

/// Training time of the panel `digits` (64-32-10) until 97 % of the validation images are read right, and what it took: for
/// five seeds, each for split and weights alike, three times over. Counting the right ones after each epoch is part of it.
fn digits(browser: &Browser) {
    let page = fresh(browser);
    page.load("/?lang=en");
    let runs = page.run(
        "return (async () => {
             const engine = await import('/pkg/perceptron-playground.js');
             await engine.default();
             const file = new Uint8Array(await (await fetch('/www/data/digits.bin')).arrayBuffer());
             const times = [], epochs = [];
             for (let run = 0; run < 15; run += 1) {
                 const digits = engine.Panel.open('digits');
                 digits.take('digits', file);
                 digits.openLink(`seed=${1 + run % 5}&dataseed=${1 + run % 5}`);
                 const start = performance.now();
                 let own, epoch = 0;
                 do {
                     digits.makeMove('epoch');
                     while (digits.advance(performance.now(), 1000));
                     ({ own } = JSON.parse(digits.view(false)));
                     epoch += 1;
                 } while (own.accuracy < 0.97 && epoch < 200);
                 times.push(performance.now() - start);
                 epochs.push(epoch);
                 digits.free();
             }
             return [times, epochs];
         })()",
        &[],
    );
    let (times, epochs) = (Times::of(&runs[0]), Times::of(&runs[1]));
    println!("{}", times.line("digits, 64-32-10 to 97 % of the validation images (ms)", &times, ""));
    println!("{}", epochs.line("  epochs of 1437 digits that it took", &epochs, ""));
}

/// Everything that a first visit fetches.
fn first_load(browser: &Browser) -> Vec<Sent> {
    let page = fresh(browser);
    page.open("/?lang=en");
    std::thread::sleep(std::time::Duration::from_millis(500));
    page.server.sent()
}

fn size(files: &[Sent]) {
    println!("\n{:<44} {:>10} {:>10}", "the first load, bytes", "raw", "brotli");
    let (mut raw, mut small) = (0, 0);
    for file in files {
        let brotli = compressed(&file.body);
        println!("  {:<42} {:>10} {brotli:>10}", file.path, file.body.len());
        raw += file.body.len();
        small += brotli;
    }
    println!("{:<44} {raw:>10} {small:>10}", format!("{} requests", files.len()));
}

/// The length after brotli at its best, which is how hosts keep files that do not change.
fn compressed(body: &[u8]) -> usize {
    let mut small = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    brotli::BrotliCompress(&mut &*body, &mut small, &parameters).expect("memory takes what is written");
    small.len()
}

/// Times in milliseconds, in order.
struct Times(Vec<f64>);

impl From<Vec<f64>> for Times {
    fn from(mut times: Vec<f64>) -> Self {
        times.sort_by(f64::total_cmp);
        Self(times)
    }
}

impl Times {
    fn of(list: &Value) -> Self {
        Self::from(list.as_array().into_iter().flatten().filter_map(Value::as_f64).collect::<Vec<_>>())
    }

    /// The value that so many percent of all are not above.
    fn at(&self, percent: usize) -> f64 {
        self.0[(self.0.len() - 1) * percent / 100]
    }

    fn line(&self, what: &str, other: &Self, unit: &str) -> String {
        let ratio = if unit.is_empty() { String::new() } else { format!("{:.1} {unit}", self.at(50) / other.at(50)) };
        format!("{what:<44} {:>10.2} {:>10.2} {ratio:>24}", self.at(50), self.at(95))
    }
}
