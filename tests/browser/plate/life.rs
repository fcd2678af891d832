//! A figure's life: many panels one after the other, sizes that come and go, and nothing left behind.

use super::{Promise, begin, open_empty_page, panels};
use playground_tests::{Engine, Page, Test, Value, json, tests};

pub const PROMISES: &[(&str, Promise)] = &[
    ("a_figure_that_loses_its_size_paints_again", a_figure_that_loses_its_size_paints_again),
    ("nothing_happens_in_a_figure_that_is_gone", nothing_happens_in_a_figure_that_is_gone),
];

pub fn tests() -> Vec<Test> {
    tests![two_hundred_panels_leave_nothing_behind]
}

fn a_figure_that_loses_its_size_paints_again(page: &Page<'_>, panel: &'static str) {
    open_empty_page(page);
    let figure = begin(page, panel, "en", "none");
    if !figure.shows("canvas") {
        return;
    }
    let picture = figure.picture();
    for style in ["display: none", "width: 0; overflow: hidden", "height: 0; overflow: hidden; width: 1px"] {
        for now in [style, ""] {
            page.run("document.querySelector('perceptron-playground').style.cssText = arguments[0]", &[json!(now)]);
            page.settle();
        }
        page.settle();
        assert!(figure.picture() == picture, "{panel} after {style}");
    }
}

fn nothing_happens_in_a_figure_that_is_gone(page: &Page<'_>, panel: &'static str) {
    page.watch();
    open_empty_page(page);
    let figure = begin(page, panel, "en", "none");
    figure.run("if (isShown($('.play'))) $('.play').click(); figure.remove()", &[]);
    page.wait_until_quiet();
}

/// Keeps hold of the engine's memory, whose size only the engine's side knows.
const MEMORY: &str = "
    window.engines = [];
    for (const name of ['instantiateStreaming', 'instantiate']) {
        const real = WebAssembly[name];
        WebAssembly[name] = async (...given) => {
            const made = await real.apply(WebAssembly, given);
            engines.push((made.instance ?? made).exports.memory);
            return made;
        };
    }
";

/// What there is in a page that has been used, with how much of it may be there by chance.
const HELD: [(&str, f64); 5] = [
    ("nodes", 200.0),
    ("listeners", 200.0),
    ("bytes of scripts", 2e6),
    ("bytes of the engine", 2e6),
    ("elements", 20.0),
];

/// Counts it. Only one engine counts what scripts hold.
#[track_caller]
fn held(page: &Page<'_>) -> [f64; 5] {
    let engine = page.number("return engines.reduce((sum, { buffer }) => sum + buffer.byteLength, 0)");
    let elements = page.number(
        "const count = (root) => [...root.querySelectorAll('*')].reduce((sum, { shadowRoot }) => sum + 1 + (shadowRoot ? count(shadowRoot) : 0), 0);
         return count(document)",
    );
    if page.browser.engine != Engine::Chromium {
        return [0.0, 0.0, 0.0, engine, elements];
    }
    page.browser.devtools("HeapProfiler.collectGarbage", &json!({}));
    let counted = page.browser.devtools("Memory.getDOMCounters", &json!({}));
    let heap = page.browser.devtools("Runtime.getHeapUsage", &json!({}));
    let number = |value: &Value| value.as_f64().unwrap_or(f64::NAN);
    [number(&counted["nodes"]), number(&counted["jsEventListeners"]), number(&heap["usedSize"]), engine, elements]
}

fn two_hundred_panels_leave_nothing_behind(page: &Page<'_>) {
    page.browser.before_load(MEMORY);
    open_empty_page(page);
    let names: Vec<_> = panels().collect();
    let figure = begin(page, names[0], "en", "none");
    let go_round = |times: usize| {
        for _ in 0..times {
            for name in &names {
                figure.run(
                    "return new Promise((done) => {
                         figure.addEventListener('ready', () => requestAnimationFrame(() => done(true)), { once: true });
                         figure.setAttribute('panel', args[0] === figure.getAttribute('panel') ? '' : args[0]);
                         if (figure.getAttribute('panel') === '') figure.setAttribute('panel', args[0]);
                     })",
                    &[json!(name)],
                );
            }
        }
        held(page)
    };
    let warm = go_round(2);
    assert!(warm[3] > 1e6, "the engine tells its memory: {warm:?}");
    let end = go_round(200 / names.len());
    // What the browser keeps for itself may differ by a few.
    for ((what, chance), (warm, end)) in HELD.into_iter().zip(warm.into_iter().zip(end)) {
        eprintln!("{what}: {warm}, then {end}");
        assert!(end < 1.2 * warm + chance, "{what}: {warm} grew to {end}");
    }
}
