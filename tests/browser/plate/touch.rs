//! Fingers: up and down they scroll the page, sideways they move what they touch.

use super::{Promise, begin, open_empty_page, questions, to_the_top};
use playground_tests::page::Pointer;
use playground_tests::{Figure, Page, json};

pub const PROMISES: &[(&str, Promise)] = &[
    ("a_swipe_that_scrolls_changes_nothing", a_swipe_that_scrolls_changes_nothing),
    ("a_finger_moves_a_slider_sideways", a_finger_moves_a_slider_sideways),
    ("a_finger_that_rests_on_a_handle_moves_it_up_and_down", a_finger_that_rests_on_a_handle_moves_it_up_and_down),
    ("whatever_is_touched_is_as_large_as_a_finger", whatever_is_touched_is_as_large_as_a_finger),
];

/// How long a finger rests, in milliseconds, that takes hold of a handle: longer than the page asks for.
const REST: u32 = 400;

/// The middles of the elements that fit a selector and are seen.
#[track_caller]
fn middles(figure: &Figure<'_>, css: &str) -> Vec<[i32; 2]> {
    let found = figure.run(
        "return [...root.querySelectorAll(args[0])].filter(isShown).map((e) => e.getBoundingClientRect()).filter(({ width, height }) => width * height > 0)
             .map(({ x, y, width, height }) => [Math.round(x + width / 2), Math.round(y + height / 2)])
             .filter(([x, y]) => x >= 0 && y >= 0 && x < innerWidth && y < innerHeight)",
        &[json!(css)],
    );
    let number =
        |value: &playground_tests::Value| i32::try_from(value.as_i64().unwrap_or_default()).unwrap_or_default();
    found.as_array().into_iter().flatten().map(|place| [number(&place[0]), number(&place[1])]).collect()
}

fn a_swipe_that_scrolls_changes_nothing(page: &Page<'_>, panel: &'static str) {
    page.browser.phone(390, 844);
    open_empty_page(page);
    for question in questions(panel) {
        let figure = begin(page, panel, "ko", question);
        let before = figure.state();
        // What is drawn on is drawn on up and down, too.
        for [x, y] in middles(
            &figure,
            ".rail-controls input[type=range], .history, .picture-place .canvas:not([data-draws]), .handle",
        ) {
            let up = if y > 400 { -1 } else { 1 };
            page.stroke(
                Pointer::Touch,
                [x, y],
                &[[x, y + 12 * up], [x + 2, y + 40 * up], [x + 3, y + 90 * up], [x + 3, y + 160 * up]],
            );
            assert_eq!(figure.state(), before, "{panel} {question}: a swipe from {x}, {y}");
            to_the_top(&figure);
        }
    }
}

fn a_finger_moves_a_slider_sideways(page: &Page<'_>, panel: &'static str) {
    page.browser.phone(390, 844);
    open_empty_page(page);
    let mut moved = 0;
    for question in questions(panel) {
        let figure = begin(page, panel, "ko", question);
        let Some([x, y]) = middles(&figure, ".rail-controls input[type=range]").first().copied() else { continue };
        let before = figure.state();
        page.stroke(Pointer::Touch, [x, y], &[[x + 12, y], [x + 30, y + 1], [x + 45, y]]);
        assert_ne!(figure.state(), before, "{panel} {question}");
        moved += 1;
    }
    eprintln!("{panel}: {moved} sliders");
}

fn a_finger_that_rests_on_a_handle_moves_it_up_and_down(page: &Page<'_>, panel: &'static str) {
    page.browser.phone(390, 844);
    open_empty_page(page);
    let (mut held, mut moved) = (0, 0);
    for question in questions(panel) {
        let figure = begin(page, panel, "ko", question);
        for [x, y] in middles(&figure, ".handle") {
            // It may lie under another one, or under a button.
            if figure.run("return root.elementFromPoint(...args)?.matches('.handle')", &[json!(x), json!(y)]) != true {
                continue;
            }
            let before = (figure.state(), figure.run("return scrollY", &[]));
            let up = if y > 400 { -1 } else { 1 };
            page.stroke_after(REST, Pointer::Touch, [x, y], &[[x, y + 12 * up], [x, y + 40 * up], [x, y + 60 * up]]);
            held += 1;
            moved += u32::from(figure.state() != before.0);
            assert_eq!(figure.run("return scrollY", &[]), before.1, "{panel} {question}: the page scrolled");
        }
    }
    // In these all that can be taken hold of moves sideways only.
    assert!(held == 0 || moved > 0 || ["activations", "sequences"].contains(&panel), "{panel}: none of {held} moved");
    eprintln!("{panel}: {moved} of {held} handles");
}

fn whatever_is_touched_is_as_large_as_a_finger(page: &Page<'_>, panel: &'static str) {
    for (width, least) in [(360, 44.0), (1280, 24.0)] {
        if width < 800 {
            page.browser.phone(width, 740);
        } else {
            page.browser.screen(width, 720, 1.0);
        }
        open_empty_page(page);
        let figure = begin(page, panel, "ko", "none");
        let mut drawers = super::drawers::drawers_of(&figure);
        drawers.insert(0, String::new());
        for drawer in drawers {
            if !drawer.is_empty() {
                super::drawers::show_drawer(&figure, &drawer);
            }
            let small = figure.run(
                "const targets = [...root.querySelectorAll('button, input, select, textarea, summary')].filter(isShown);
                 const size = (e) => {
                     const box = e.getBoundingClientRect(), more = getComputedStyle(e, '::after');
                     const grown = more.content !== 'none' && more.position === 'absolute' ? -2 * parseFloat(more.top) : 0;
                     const label = ['radio', 'checkbox'].includes(e.type) ? e.closest('label, tr')?.getBoundingClientRect() : undefined;
                     return [Math.max(box.width + grown, label?.width ?? 0), Math.max(box.height + grown, label?.height ?? 0)];
                 };
                 // Steps along the top of a phone and sliders are as long as they are thin: one way is enough.
                 const isThin = (e) => e.matches('.dot, input[type=range]');
                 return targets.filter((e) => (isThin(e) ? Math.max(...size(e)) : Math.min(...size(e))) < args[0] - 0.01)
                     .map((e) => `${e.localName}#${e.id}.${e.className} ${e.textContent}: ${size(e)}`)",
                &[json!(least)],
            );
            assert_eq!(small, json!([]), "{panel}, drawer “{drawer}”, on {width}");
        }
    }
}
