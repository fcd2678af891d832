//! What ten figures on a page cost beside one: `cargo xtask bench page figures`.

use playground_tests::browser::Browser;
use playground_tests::json;

use crate::{Times, compressed, fresh};

/// How often each page is loaded.
const LOADS: usize = 11;

/// The panels that pages begin with: the one that has a module of its own, and one that needs the whole engine.
const FIRST: [&str; 2] = ["network", "gates"];

/// The panels, in the order of the lesson.
const PANELS: [&str; 10] =
    ["gates", "activations", "xor", "network", "classes", "digits", "layers", "sequences", "regression", "generate"];

/// Notes when the first figure of the page is ready and painted.
const WATCH: &str = "addEventListener('ready', () => requestAnimationFrame(() => setTimeout(() => {
    window.works ??= performance.now();
})), { once: true });";

/// Loads pages with one figure, with ten of its panel, and with one of each panel; prints when the first works, and what all ask for.
pub fn figures(browser: &Browser) {
    println!("{:<44} {:>10} {:>10} {:>24}", "", "median", "p95", "ratio of the medians");
    for first in FIRST {
        let rest = PANELS.into_iter().filter(|panel| *panel != first);
        let pages = [
            (format!("one figure, {first}"), vec![first]),
            (format!("ten figures, {first}"), vec![first; 10]),
            (format!("ten figures, {first} and all others"), std::iter::once(first).chain(rest).collect()),
        ];
        let mut times = vec![Vec::new(); pages.len()];
        // In turn, so that what slows the machine slows all of them.
        for _ in 0..LOADS {
            for ((_, panels), times) in pages.iter().zip(&mut times) {
                times.push(first_works(browser, panels));
            }
        }
        let times: Vec<_> = times.into_iter().map(Times::from).collect();
        let sizes: Vec<_> = pages.iter().map(|(_, panels)| all_sent(browser, panels)).collect();
        for (((what, _), time), (requests, bytes)) in pages.iter().zip(&times).zip(&sizes) {
            println!("{}", time.line(&format!("{what}: it works (ms)"), &times[0], "of one"));
            let ratio = *bytes as f64 / sizes[0].1 as f64;
            println!(
                "{:<44} {bytes:>10} {:>10} {ratio:>17.2} of one",
                format!("  bytes in brotli, {requests} requests"),
                ""
            );
        }
    }
}

fn page(panels: &[&str]) -> String {
    let figure =
        |panel: &&str| format!("<perceptron-playground panel=\"{panel}\" theme=\"light\"></perceptron-playground>");
    panels.iter().map(figure).collect::<Vec<_>>().concat()
}

/// The time from the navigation to a first figure that is painted, in milliseconds.
fn first_works(browser: &Browser, panels: &[&str]) -> f64 {
    let tab = fresh(browser);
    tab.browser.before_load(WATCH);
    tab.make("/made.html", &page(panels));
    tab.load("/made.html");
    tab.wait_for("a figure that works", "return window.works");
    tab.number("return window.works")
}

/// The requests and bytes of a page whose figures have all been looked at.
fn all_sent(browser: &Browser, panels: &[&str]) -> (usize, usize) {
    let tab = fresh(browser);
    tab.open_with(&page(panels));
    for nth in 0..panels.len() {
        tab.run("document.querySelectorAll('perceptron-playground')[arguments[0]].scrollIntoView()", &[json!(nth)]);
        tab.wait_until_ready();
    }
    let sent = tab.server.sent();
    (sent.len(), sent.iter().map(|file| compressed(&file.body)).sum())
}
