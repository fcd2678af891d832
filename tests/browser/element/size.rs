//! Narrow screens, large texts, and figures that have no size for a while.

use crate::model::assert_agrees;
use playground_tests::page::Pointer;
use playground_tests::{Page, Test, json, tests};

pub fn tests() -> Vec<Test> {
    tests![
        a_page_in_large_letters_does_not_scroll_sideways,
        targets_are_large_enough_for_a_mouse,
        targets_are_large_enough_for_a_finger,
        a_figure_that_starts_hidden_opens_when_it_is_shown,
        a_figure_that_loses_its_size_paints_again_when_it_has_one,
    ]
}

/// States that make the figure as wide as it gets.
const STATES: [&str; 3] = [
    "",
    "#panel=gates&gate=x1-implies-x2&form=bias&tie=ge&w1=-9.99&w2=-9.98&b=-9.97&goal=nand-by-sign",
    "#panel=gates&gate=xor&w1=-1.23&w2=-3.45&b=5.67&steps=40&goal=can-it-xor&w9=1",
];

#[track_caller]
fn assert_no_sideways_scroll(page: &Page<'_>, what: &str) {
    page.run("for (const d of document.querySelector('perceptron-playground').shadowRoot.querySelectorAll('details')) d.open = true", &[]);
    page.settle();
    let widths = page.run("return [document.documentElement.scrollWidth, innerWidth]", &[]);
    assert!(widths[0].as_u64() <= widths[1].as_u64(), "{what}: {widths}");
}

fn a_page_in_large_letters_does_not_scroll_sideways(page: &Page<'_>) {
    for lang in ["ko", "en"] {
        page.open(&format!("/?lang={lang}{}", STATES[2]));
        // Letters twice as large, on half a usual screen.
        page.browser.screen(700, 900, 1.0);
        page.run("document.documentElement.style.fontSize = '200%'", &[]);
        page.settle();
        assert_no_sideways_scroll(page, lang);
        assert_agrees(&page.figure());
    }
}

/// All controls smaller than `least` CSS pixels either way, by what a pointer can hit.
#[track_caller]
pub fn small_targets(page: &Page<'_>, least: u32) -> playground_tests::Value {
    page.figure().run("root.querySelectorAll('details').forEach((e) => { e.open = true })", &[]);
    page.settle();
    page.figure().run(
        "const targets = [...root.querySelectorAll('button, input, select, summary')].filter(isShown);
         const size = (e) => {
             const box = e.getBoundingClientRect(), more = getComputedStyle(e, '::after');
             const grown = more.content !== 'none' && more.position === 'absolute' ? -2 * parseFloat(more.top) : 0;
             // A label enlarges the target of its radio button, and a row that can be clicked does so too.
             const label = e.type === 'radio' ? e.closest('label, tr')?.getBoundingClientRect() : undefined;
             return [Math.max(box.width + grown, label?.width ?? 0), Math.max(box.height + grown, label?.height ?? 0)];
         };
         return targets.filter((e) => Math.min(...size(e)) < args[0] - 0.01).map((e) => `${e.tagName}#${e.id}.${e.className} ${e.textContent}: ${size(e)}`)",
        &[json!(least)],
    )
}

fn targets_are_large_enough_for_a_mouse(page: &Page<'_>) {
    for state in STATES {
        page.open(&format!("/?lang=ko{state}"));
        assert_eq!(small_targets(page, 24), json!([]), "{state}");
    }
}

fn targets_are_large_enough_for_a_finger(page: &Page<'_>) {
    for width in [320, 360, 390] {
        page.browser.phone(width, 844);
        for state in STATES {
            page.open(&format!("/?lang=ko{state}"));
            assert_eq!(page.run("return matchMedia('(pointer: coarse)').matches", &[]), true);
            assert_eq!(small_targets(page, 44), json!([]), "{state} on {width} px");
        }
    }
}

fn a_figure_that_starts_hidden_opens_when_it_is_shown(page: &Page<'_>) {
    page.make(
        "/made.html",
        "<details id=\"section\"><summary>A section</summary><perceptron-playground gate=\"or\"></perceptron-playground></details>
         <perceptron-playground gate=\"or\"></perceptron-playground>",
    );
    page.load("/made.html");
    page.wait_for(
        "the figure in view",
        "return document.querySelectorAll('perceptron-playground')[1]?.shadowRoot?.querySelector('.voice')",
    );
    assert_eq!(page.run("return document.querySelector('perceptron-playground').query", &[]), "");
    let hidden = page.nth_figure(0);
    page.run("document.querySelector('#section').open = true", &[]);
    page.wait_until_ready();
    assert!(hidden.shows("canvas"));
    assert_eq!(hidden.picture(), page.nth_figure(1).picture());
    assert_agrees(&hidden);
    hidden.drag(Pointer::Mouse, ".handle.line", &[(-10, 10), (-10, 10)]);
    assert_ne!(hidden.picture(), page.nth_figure(1).picture());
}

fn a_figure_that_loses_its_size_paints_again_when_it_has_one(page: &Page<'_>) {
    page.open("/");
    let figure = page.figure();
    let picture = figure.picture();
    for style in ["display: none", "width: 0; overflow: hidden", "height: 0; overflow: hidden; width: 1px"] {
        page.run("document.querySelector('perceptron-playground').style.cssText = arguments[0]", &[json!(style)]);
        page.settle();
        // It can be used while nobody sees it.
        page.run("document.querySelector('perceptron-playground').setAttribute('w1', '0.75')", &[]);
        page.settle();
        page.run("document.querySelector('perceptron-playground').style.cssText = ''", &[]);
        page.settle();
        assert_eq!(figure.value("#w1-box"), "0.75", "{style}");
        assert_ne!(figure.picture(), picture, "{style}");
        page.run("document.querySelector('perceptron-playground').setAttribute('w1', '0.5')", &[]);
        page.settle();
        assert_eq!(figure.picture(), picture, "{style}");
        assert_agrees(&figure);
    }
}
