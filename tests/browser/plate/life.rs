//! A figure's life: many panels one after the other, sizes that come and go, and nothing left behind.

use super::{Promise, begin, open_empty_page, panels};
use playground_tests::{Page, Test, json, tests};

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

fn two_hundred_panels_leave_nothing_behind(page: &Page<'_>) {
    page.browser.only_chromium("does not count what is left");
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
        page.browser.devtools("HeapProfiler.collectGarbage", &json!({}));
        let counted = page.browser.devtools("Memory.getDOMCounters", &json!({}));
        ["nodes", "jsEventListeners"].map(|what| counted[what].as_f64().unwrap_or(f64::NAN))
    };
    let warm = go_round(2);
    let end = go_round(200 / names.len());
    // What the browser keeps for itself may differ by a few.
    for (what, warm, end) in [("nodes", warm[0], end[0]), ("listeners", warm[1], end[1])] {
        assert!(end < 1.2 * warm + 200.0, "{what}: {warm} grew to {end}");
    }
}
