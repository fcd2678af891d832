//! A figure is an island in its page: what is typed in it stays in it, and nothing of the page's looks comes in. A page may hold
//! hundreds.

use crate::model::assert_agrees;
use crate::plate::{panels, wait_until_worked_out};
use playground_tests::page::{Pointer, key};
use playground_tests::runner::is_full;
use playground_tests::{Figure, Page, Test, Value, json, tests};

pub fn tests() -> Vec<Test> {
    tests![
        keys_never_reach_the_page,
        sizes_follow_the_readers_letters_and_not_the_pages,
        a_page_passes_no_style_of_its_texts_on,
        a_figure_that_starts_hidden_opens_when_it_is_shown,
        a_figure_has_its_height_before_it_opens,
        two_hundred_figures_on_a_page_open_as_they_come_near,
    ]
}

fn a_figure_has_its_height_before_it_opens(page: &Page<'_>) {
    let figures: Vec<_> =
        panels().map(|panel| format!("<perceptron-playground panel=\"{panel}\"></perceptron-playground>")).collect();
    let sizes = [(1280, 720), (390, 844), (820, 1180), (360, 640)];
    for (width, height) in sizes.into_iter().take(if is_full() { 4 } else { 2 }) {
        page.browser.screen(width, height, 1.0);
        page.open_with(&figures.concat());
        let heights = || {
            page.run(
                "return [...document.querySelectorAll('perceptron-playground')].map((figure) => figure.offsetHeight)",
                &[],
            )
        };
        let at_first = heights();
        let last = "document.querySelector('perceptron-playground:last-of-type')";
        assert_eq!(page.run(&format!("return {last}.table"), &[]), Value::Null, "the last is not open yet");
        assert_eq!(at_first[7], at_first[0], "{width} x {height}");
        for nth in 0..panels().count() {
            page.run(
                "document.querySelectorAll('perceptron-playground')[arguments[0]].scrollIntoView()",
                &[json!(nth)],
            );
            page.wait_until_ready();
        }
        assert_ne!(page.run(&format!("return {last}.table.panel"), &[]), Value::Null);
        assert_eq!(heights(), at_first, "{width} x {height}");
    }
}

fn keys_never_reach_the_page(page: &Page<'_>) {
    page.open_with(
        "<script>
             window.heard = [];
             for (const type of ['keydown', 'keypress', 'keyup'])
                 document.addEventListener(type, ({ key, ctrlKey }) => { if (!ctrlKey) heard.push(`${type} ${key}`); });
         </script><button id=\"outside\">outside</button><perceptron-playground goal=\"make-and\"></perceptron-playground>",
    );
    let figure = page.figure();
    // A box, a slider, a handle of the picture, the steps, the menu, a drawer: each is used by keys.
    for css in
        ["#w1-box", "#w1-range", ".handle.line", ".dot[aria-checked=true]", ".menu-button", ".drawer-buttons button"]
    {
        figure.focus(css);
        for pressed in ["1", "j", key::RIGHT, key::DOWN, key::SPACE, key::ENTER, key::HOME, "\u{E00C}"] {
            page.press(&[pressed]);
        }
        assert_eq!(page.run("return heard", &[]), json!([]), "{css}");
    }
    // Outside of the figure they are the page's, and so are combinations and the tabulator everywhere.
    page.run("document.querySelector('#outside').focus()", &[]);
    page.press(&["j"]);
    assert_eq!(page.run("return heard", &[]), json!(["keydown j", "keypress j", "keyup j"]));
    figure.focus("#w1-box");
    page.press(&[key::TAB]);
    assert_eq!(page.run("return heard.slice(3)", &[]), json!(["keydown Tab", "keyup Tab"]));
}

/// How high the plate and how large its letters are.
#[track_caller]
fn sizes(figure: &Figure<'_>) -> Value {
    figure.page.settle();
    figure.run(
        "const px = (css) => parseFloat(getComputedStyle($(css)).fontSize);
         return [$('.plate').offsetHeight, $('.foot').offsetHeight, px('.sentence'), px('.question'), px('.play'), px('.box')]",
        &[],
    )
}

fn sizes_follow_the_readers_letters_and_not_the_pages(page: &Page<'_>) {
    page.browser.screen(1280, 1400, 1.0);
    let figure = page.open_panel("gates", "");
    let usual = sizes(&figure);
    assert_eq!(usual[3], json!(24), "{usual}");
    for size in ["62.5%", "10px", "24px"] {
        page.run(
            "document.documentElement.style.fontSize = document.querySelector('main').style.fontSize = arguments[0]",
            &[json!(size)],
        );
        assert_eq!(sizes(&figure), usual, "{size}");
    }
    // All of it grows with the size that a teacher gives it.
    page.run("document.querySelector('perceptron-playground').style.setProperty('--pp-font-size', '20px')", &[]);
    let large = sizes(&figure);
    for i in 0..6 {
        let ratio = large[i].as_f64().unwrap_or_default() / usual[i].as_f64().unwrap_or(1.0);
        assert!((ratio - 1.25).abs() < 0.02, "{large}, usually {usual}");
    }
}

/// What texts look like, in each element that is seen.
#[track_caller]
fn looks(figure: &Figure<'_>) -> Value {
    wait_until_worked_out(figure);
    figure.run(
        "const names = ['color', 'fontFamily', 'fontSize', 'fontStyle', 'fontVariant', 'fontWeight', 'letterSpacing', 'lineHeight', 'textAlign', 'textIndent',
                        'textShadow', 'textTransform', 'whiteSpace', 'wordBreak', 'wordSpacing', 'borderTopWidth', 'backgroundColor', 'paddingTop', 'marginTop', 'width'];
         for (const change of root.getAnimations()) change.finish();
         return [...root.querySelectorAll('*')].filter((e) => !e.closest('.probes') && isShown(e)).map((e) => {
             const style = getComputedStyle(e);
             return `${e.localName}.${e.className.baseVal ?? e.className}: ${names.map((name) => style[name]).join(' | ')}`;
         })",
        &[],
    )
}

fn a_page_passes_no_style_of_its_texts_on(page: &Page<'_>) {
    let loud = "main { color: #c0c; font: italic small-caps 900 29px/3 cursive; letter-spacing: 4px; text-align: right; text-indent: 3em; text-shadow: 2px 2px red;
                       text-transform: uppercase; white-space: pre; word-break: break-all; word-spacing: 1em; }
                p, h2, ul, li, button, input, label, div, span, table, td, th, output, header { margin: 31px; padding: 17px; border: 9px solid lime; background: lime; color: red; font-size: 33px; }
                button { all: unset; } input { width: 7px; }";
    let [plain, loud] = ["", loud].map(|style| {
        page.open_with(&format!("<style>main {{ width: 1000px; margin: 0 }} {style}</style>"));
        panels().map(|panel| looks(&page.put(panel, "en", ""))).collect::<Vec<_>>()
    });
    let lines = |looks: &Value| looks.as_array().cloned().unwrap_or_default();
    for ((panel, plain), loud) in panels().zip(&plain).zip(&loud) {
        assert!(lines(plain).len() > 30, "{panel}");
        assert_eq!(lines(plain).len(), lines(loud).len(), "{panel}");
        let differ = lines(plain).into_iter().zip(lines(loud)).find(|(plain, loud)| plain != loud);
        assert_eq!(differ, None, "{panel}");
    }
}

fn a_figure_that_starts_hidden_opens_when_it_is_shown(page: &Page<'_>) {
    page.browser.screen(1280, 1600, 1.0);
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

fn two_hundred_figures_on_a_page_open_as_they_come_near(page: &Page<'_>) {
    let names: Vec<_> = panels().collect();
    let figures = (0..200)
        .map(|nth| format!("<perceptron-playground panel=\"{}\"></perceptron-playground>", names[nth % names.len()]));
    page.browser.screen(1200, 900, 1.0);
    page.open_with(&format!(
        "<style>main {{ display: grid; grid-template-columns: repeat(3, 360px) }} h1 {{ grid-column: 1 / -1 }}</style>{}",
        figures.collect::<String>()
    ));
    let opened = || {
        page.number("return [...document.querySelectorAll('perceptron-playground')].filter(({ table }) => table !== undefined).length")
    };
    assert!((3.0..=12.0).contains(&opened()), "{} are open at first", opened());
    // Down the page by leaps, so that all have come near in the end.
    page.browser.screen(1200, 6000, 1.0);
    let mut top = 0.0;
    loop {
        page.run("scrollTo(0, arguments[0])", &[json!(top)]);
        page.wait_until_ready();
        if page.run("return scrollY + innerHeight >= document.documentElement.scrollHeight - 1", &[]) == true {
            break;
        }
        top += 6000.0;
    }
    assert!((opened() - 200.0).abs() < 0.5, "{} of 200", opened());
    // The first one is as quick to use as if it were alone.
    page.browser.screen(1200, 900, 1.0);
    page.run("scrollTo(0, 0)", &[]);
    let first = page.figure();
    first.click(".dot:last-child");
    first.drag(Pointer::Mouse, ".handle.line", &[(-10, 10), (-10, 10)]);
    assert_agrees(&first);
}
