//! What must hold after each action of a walk, and at random stops.

use super::random::Random;
use crate::element::axe;
use playground_tests::page::key;
use playground_tests::{Engine, Page, Value, json};

/// How much JavaScript's heap may grow after the first quarter of a walk, in bytes.
const GROWTH: f64 = 12e6;

/// Numbers that went wrong, in what can be read or heard. What a reader has typed and code to take along are theirs, and
/// so is what a message quotes: `(given: …)`.
const BAD_WORDS: &str = r"
    const root = document.querySelector('perceptron-playground')?.shadowRoot;
    if (!root) return ['the figure is gone'];
    const bad = /(^|[^\p{L}\p{N}_.])(NaN|Infinity|undefined|null|\[object)(?![\p{L}\p{N}_])/u;
    const found = [];
    if (bad.test(root.textContent)) {
        const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
        while (texts.nextNode()) {
            const { data, parentElement } = texts.currentNode;
            const isTheirs = !parentElement || parentElement.closest('style, pre, code, textarea, .notice, .problem');
            const said = data.replace(/\((?:given|받은 값): [^)]*\)/gu, '');
            if (!isTheirs && bad.test(said) && parentElement.checkVisibility()) found.push(`${parentElement.localName}.${parentElement.className}: ${data}`);
        }
    }
    for (const element of root.querySelectorAll('[aria-label], [aria-valuetext]'))
        for (const name of ['aria-label', 'aria-valuetext'])
            if (bad.test(element.getAttribute(name) ?? '')) found.push(`${name}: ${element.getAttribute(name)}`);
    return found;
";

/// Whoever watches a walk.
#[derive(Debug)]
pub struct Judge<'p> {
    page: &'p Page<'p>,
    path: String,
    warm: Option<(f64, f64)>,
    last: (f64, f64),
    looks: u32,
}

impl<'p> Judge<'p> {
    pub fn new(page: &'p Page<'p>) -> Self {
        // Once before memory is measured: it stays in the page.
        axe::assert_no_violation(page, "as it opens");
        let path = page.text("return location.pathname");
        Self { page, path, warm: None, last: (0.0, 0.0), looks: 0 }
    }

    /// What is wrong now.
    #[track_caller]
    pub fn after_action(&mut self, random: &mut Random, step: u64, length: u64) -> Vec<String> {
        let mut wrong = texts(&self.page.run(BAD_WORDS, &[]));
        if step.is_multiple_of(10) || step == length {
            wrong.extend(self.page.surprises());
        }
        if random.below(40) == 0 {
            wrong.extend(self.focus());
        }
        if random.below(150) == 0 || step == length {
            self.looks += 1;
            axe::assert_no_violation(self.page, &format!("at action {step}: {}", self.page.figure().state()));
        }
        if self.page.text("return location.pathname") != self.path {
            wrong.push("the page has been left".to_owned());
        }
        if step == length.div_ceil(4) {
            self.warm = Some(self.memory());
        }
        if let (true, Some((heap, nodes))) = (step == length, self.warm) {
            self.last = self.memory();
            if self.last.0 - heap > GROWTH {
                wrong.push(format!("the heap grew from {heap} to {} bytes", self.last.0));
            }
            if self.last.1 > 3.0 * nodes + 2000.0 {
                wrong.push(format!("the document grew from {nodes} to {} nodes", self.last.1));
            }
        }
        wrong
    }

    /// What was measured.
    pub fn summary(&self) -> String {
        let warm = self.warm.unwrap_or_default();
        format!(
            "heap {:.1} → {:.1} MB, {} → {} nodes, axe-core looked {} times",
            warm.0 / 1e6,
            self.last.0 / 1e6,
            warm.1,
            self.last.1,
            self.looks
        )
    }

    /// Tab must go on from wherever the focus is, and come to something.
    fn focus(&self) -> Vec<String> {
        let mark = "let e = document.activeElement; while (e?.shadowRoot?.activeElement) e = e.shadowRoot.activeElement;
                    const was = window.focusBefore; window.focusBefore = e;
                    return [e !== null && e !== document.body && e !== document.documentElement, e !== was, `${e?.localName}#${e?.id}.${e?.className}`]";
        self.page.run(mark, &[]);
        let mut seen = Vec::new();
        for _ in 0..4 {
            self.page.press(&[key::TAB]);
            let now = self.page.run(mark, &[]);
            if now[0] == true && now[1] == true {
                return Vec::new();
            }
            seen.push(now);
        }
        vec![format!("Tab finds no control: {}", json!(seen))]
    }

    /// The bytes of JavaScript's heap after a collection where the driver tells them, and the nodes in the figure.
    fn memory(&self) -> (f64, f64) {
        let nodes = self.page.number(
            "return document.querySelectorAll('*').length + document.querySelector('perceptron-playground').shadowRoot.querySelectorAll('*').length",
        );
        if self.page.browser.engine != Engine::Chromium {
            return (0.0, nodes);
        }
        self.page.browser.devtools("HeapProfiler.collectGarbage", &json!({}));
        let heap = self.page.browser.devtools("Runtime.getHeapUsage", &json!({}));
        (heap["usedSize"].as_f64().unwrap_or_default(), nodes)
    }
}

fn texts(value: &Value) -> Vec<String> {
    playground_tests::runner::texts(value).into_iter().map(str::to_owned).collect()
}
