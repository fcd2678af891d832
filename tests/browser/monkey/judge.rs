//! What must hold after each action of a walk, and at random stops.

use super::random::Random;
use crate::element::axe;
use playground_tests::page::key;
use playground_tests::{Engine, Page, Value, json};
use std::collections::HashMap;

/// How much JavaScript's heap may grow after the first quarter of a walk, in bytes.
const GROWTH: f64 = 12e6;

/// The places of a plate, which never move while a question is asked in a language with the same controls, and how high all of it
/// is; what a note in the figure says, if it says anything.
const PLACES: &str = "
    const root = document.querySelector('perceptron-playground').shadowRoot, plate = root.querySelector('.plate').getBoundingClientRect();
    const places = ['.head', '.coach', '.picture-place', '.readout', '.rail', '.foot'].map((css) => {
        const { top, left, width, height } = root.querySelector(css).getBoundingClientRect();
        return [css, Math.round(top - plate.top), Math.round(left - plate.left), Math.round(width), Math.round(height)].join(' ');
    });
    const question = [...root.querySelectorAll('.dot')].findIndex((dot) => dot.getAttribute('aria-checked') === 'true');
    const name = root.querySelector('.plate').getAttribute('aria-label');
    const controls = [...root.querySelectorAll('.rail-controls > *')].filter((control) => control.checkVisibility()).map(({ dataset }) => dataset.field);
    return { places, question: [question, name, ...controls].join(' '), height: plate.height, innerHeight, innerWidth,
             told: root.querySelector('.notice').hidden ? '' : root.querySelector('.notice .lines').textContent };
";

/// What a learner's own hands can't bring about: sentences on what a link or a page has got wrong, and on what there is not.
const CAUSELESS: &str = "
    return Promise.all(['en', 'ko'].map((lang) => import(`${location.origin}/www/texts/kit.${lang}.js`))).then((modules) =>
        modules.flatMap(({ default: { kit, say } }) => [kit.badLink, say['no-such-command'], say['no-such-file'], kit.failed, kit.noWasm]))
";

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
    causeless: Vec<String>,
    places: HashMap<String, Value>,
}

impl<'p> Judge<'p> {
    pub fn new(page: &'p Page<'p>) -> Self {
        // Once before memory is measured: it stays in the page.
        axe::assert_no_violation(page, "as it opens");
        let path = page.text("return location.pathname");
        let causeless = texts(&page.run(CAUSELESS, &[]));
        Self { page, path, warm: None, last: (0.0, 0.0), looks: 0, causeless, places: HashMap::new() }
    }

    /// What is wrong now.
    #[track_caller]
    pub fn after_action(&mut self, random: &mut Random, step: u64, length: u64) -> Vec<String> {
        let mut wrong = texts(&self.page.run(BAD_WORDS, &[]));
        wrong.extend(self.plate());
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

    /// What is wrong with the plate as a whole.
    fn plate(&mut self) -> Vec<String> {
        let seen = self.page.run(PLACES, &[]);
        let mut wrong = Vec::new();
        let number = |name: &str| seen[name].as_f64().unwrap_or(f64::NAN);
        let most = if number("innerWidth") >= 900.0 { 680.0 } else { 780.0 };
        if number("height") > f64::min(most, number("innerHeight").max(600.0)) + 0.5 {
            wrong.push(format!("the plate is {} high", seen["height"]));
        }
        let question = seen["question"].as_str().unwrap_or_default().to_owned();
        let places = self.places.entry(question).or_insert_with(|| seen["places"].clone());
        if *places != seen["places"] {
            wrong.push(format!("a place has moved: {places}, then {}", seen["places"]));
        }
        let told = seen["told"].as_str().unwrap_or_default();
        if self.causeless.iter().any(|text| told.contains(text)) {
            wrong.push(format!("told without a cause: {told}"));
        }
        wrong
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
