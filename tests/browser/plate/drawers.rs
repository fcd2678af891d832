//! Drawers: what does not fit a screen, beside the picture and never instead of it.

use super::{Promise, begin, open_empty_page, screens, show_on, speak};
use playground_tests::page::key;
use playground_tests::runner::texts;
use playground_tests::{Figure, Page, Value, json};

pub const PROMISES: &[(&str, Promise)] = &[
    ("a_drawer_leaves_half_of_the_picture", a_drawer_leaves_half_of_the_picture),
    ("a_drawer_opens_and_closes_by_keys", a_drawer_opens_and_closes_by_keys),
];

/// The names of a figure's drawers that are not empty now.
#[track_caller]
pub fn drawers_of(figure: &Figure<'_>) -> Vec<String> {
    let found = figure.run(
        "return [...root.querySelectorAll('.drawer-tabs button')].map((tab, at) => [tab.hidden, root.querySelectorAll('.drawer > .content')[at].dataset.region])
             .filter(([isHidden]) => !isHidden).map(([, name]) => name)",
        &[],
    );
    texts(&found).into_iter().map(str::to_owned).collect()
}

/// Opens a drawer as a click on its tab does.
#[track_caller]
pub fn show_drawer(figure: &Figure<'_>, name: &str) {
    figure.run(
        "const at = [...root.querySelectorAll('.drawer > .content')].findIndex((box) => box.dataset.region === args[0]);
         root.querySelectorAll('.drawer-tabs button')[at].click()",
        &[json!(name)],
    );
    figure.page.settle();
}

fn a_drawer_leaves_half_of_the_picture(page: &Page<'_>, panel: &'static str) {
    open_empty_page(page);
    let figure = begin(page, panel, "ko", "none");
    let names = drawers_of(&figure);
    assert!(names.iter().any(|name| name == "numbers") && names.iter().any(|name| name == "settings"), "{names:?}");
    for lang in ["ko", "en"] {
        speak(&figure, lang);
        for screen in screens().iter().copied() {
            show_on(&figure, screen);
            for name in &names {
                show_drawer(&figure, name);
                let found = figure.run(
                    "const [picture, drawer, plate] = ['.picture-place', '.drawer', '.plate'].map((css) => $(css).getBoundingClientRect());
                     const across = Math.max(0, Math.min(picture.right, drawer.right) - Math.max(picture.left, drawer.left));
                     const down = Math.max(0, Math.min(picture.bottom, drawer.bottom) - Math.max(picture.top, drawer.top));
                     const wrong = [];
                     const left = 1 - across * down / picture.width / picture.height;
                     if (left < 0.5) wrong.push(`${(100 * left).toFixed(1)} % of the picture is left`);
                     if (drawer.left < plate.left - 1 || drawer.right > plate.right + 1 || drawer.top < plate.top - 1 || drawer.bottom > plate.bottom + 1) wrong.push('the drawer leaves the plate');
                     if ($('.drawer').scrollWidth > $('.drawer').clientWidth + 1) wrong.push(`the drawer scrolls sideways: ${$('.drawer').scrollWidth} in ${$('.drawer').clientWidth}`);
                     if ($(`.content[data-region='${args[0]}']`).getBoundingClientRect().height < 20) wrong.push('the drawer is empty');
                     if (innerWidth < 600 && drawer.height > 0.45 * plate.height + 1) wrong.push(`the sheet has ${(100 * drawer.height / plate.height).toFixed(1)} % of the plate`);
                     return wrong",
                    &[json!(name)],
                );
                assert_eq!(found, json!([]), "{panel}, drawer {name} in {lang} on {screen:?}");
            }
            figure.run("$('.close').click()", &[]);
        }
    }
}

fn a_drawer_opens_and_closes_by_keys(page: &Page<'_>, panel: &'static str) {
    open_empty_page(page);
    let figure = begin(page, panel, "en", "none");
    for [width, height] in [[1280, 720], [390, 844]] {
        show_on(&figure, [width, height]);
        let button = if width > 800 { ".drawer-buttons button:not([hidden])" } else { ".foot > .more" };
        figure.focus(button);
        page.press(&[key::ENTER]);
        assert!(figure.shows(".drawer"), "{panel} on {width}");
        assert_eq!(figure.attribute(button, "aria-expanded"), "true");
        page.press(&["\u{E00C}"]); // Escape
        assert!(!figure.shows(".drawer"), "{panel} on {width}");
        let is_back = figure.run("return root.activeElement === $(args[0])", &[json!(button)]);
        assert_eq!(is_back, Value::Bool(true), "{panel} on {width}: the focus goes back to what opened the drawer");
    }
}
