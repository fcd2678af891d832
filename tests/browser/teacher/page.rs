//! The teachers' page.

use crate::element::axe::assert_no_violation;
use perceptron_playground::panel::figure::PANELS;
use perceptron_playground::panel::{self, table::Table};
use playground_tests::page::key;
use playground_tests::runner::dist;
use playground_tests::{Page, Test, json, tests};

pub fn tests() -> Vec<Test> {
    tests![
        what_is_copied_opens_the_same_figure,
        a_goal_is_begun_and_locked,
        the_reference_is_that_of_the_tables,
        every_part_has_a_korean_name,
        the_file_opens_as_it_was_set_up,
        no_violation_in_both_languages,
        it_fits_a_phone_and_works_by_keys,
    ]
}

#[track_caller]
pub fn open(page: &Page<'_>, lang: &str) {
    page.load(&format!("/teacher.html?lang={lang}"));
    page.wait_for("the page", "return document.querySelectorAll('#parts tbody tr').length > 0");
    page.settle();
}

/// Chooses a value of a native list, as its `change` event tells it.
#[track_caller]
pub fn choose(page: &Page<'_>, css: &str, value: &str) {
    page.run(
        "const list = document.querySelector(arguments[0]);
         list.value = arguments[1];
         list.dispatchEvent(new Event('change'))",
        &[json!(css), json!(value)],
    );
    page.settle();
}

#[track_caller]
pub fn choose_panel(page: &Page<'_>, panel: &str) {
    choose(page, "#panel-choice", panel);
    page.wait_for("the panel", &format!("return document.querySelector('#figure perceptron-playground').table?.panel === '{panel}' && document.querySelector('#reference code')"));
    page.settle();
}

fn tick(page: &Page<'_>, name: &str) {
    page.browser.session.click(&page.element(&format!("[data-name={name}]")));
    page.settle();
}

fn what_is_copied_opens_the_same_figure(page: &Page<'_>) {
    open(page, "en");
    tick(page, "hidden-learning");
    tick(page, "locked-gate");
    page.figure().run("figure.state = { w1: 0.75 }", &[]);
    page.settle();
    assert!(!page.figure().shows(".learning"), "the figure is as students see it");
    let text = |css: &str| page.text(&format!("return document.querySelector('{css}').value"));
    let (link, frame, element) = (text("#out-link"), text("#out-frame"), text("#out-element"));
    assert!(link.ends_with("#panel=gates&w1=0.75&hide=learning&lock=gate"), "{link}");
    page.browser.session.navigate("about:blank");
    page.browser.session.navigate(&link);
    page.wait_until_ready();
    assert_eq!(page.figure().state(), "w1=0.75");
    assert!(!page.figure().shows(".learning") && !page.figure().is_enabled(".choice.gate input"));
    page.make("/copied.html", element.split('\n').nth(1).unwrap_or_default());
    page.open("/copied.html");
    assert_eq!(page.figure().state(), "w1=0.75");
    assert!(!page.figure().shows(".learning") && !page.figure().is_enabled(".choice.gate input"));
    page.server.make(
        "/framed.html",
        &format!("<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Frame</title><link rel=\"icon\" href=\"data:,\"><script>addEventListener('ready', () => document.body.dataset.ready = '', true)</script><body>{frame}</body></html>"),
    );
    page.load("/framed.html");
    page.wait_for("the frame", "return document.body.dataset.ready === ''");
}

fn a_goal_is_begun_and_locked(page: &Page<'_>) {
    open(page, "en");
    choose_panel(page, "regression");
    choose(page, "#goal-choice", "diverge");
    let link = page.text("return document.querySelector('#out-link').value");
    assert!(link.contains("goal=diverge") && link.ends_with("lock=goal"), "{link}");
    assert!(page.text("return document.querySelector('.ask').textContent").len() > 20);
    choose(page, "#goal-choice", "none");
    let link = page.text("return document.querySelector('#out-link').value");
    assert!(!link.contains("goal"), "{link}");
}

fn the_reference_is_that_of_the_tables(page: &Page<'_>) {
    let tables: [(&str, &Table); 3] =
        [("activations", &panel::activations::TABLE), ("xor", &panel::xor::TABLE), ("classes", &panel::classes::TABLE)];
    open(page, "en");
    for name in PANELS {
        choose_panel(page, name);
        let names = page.run("return Object.keys(document.querySelector('#figure perceptron-playground').state)", &[]);
        let names = playground_tests::runner::texts(&names);
        if let Some((_, table)) = tables.iter().find(|(panel, _)| *panel == name) {
            let fields = table.0.iter().filter(|field| field.in_link).map(|field| field.name);
            assert_eq!(names, fields.collect::<Vec<_>>(), "{name}");
        }
        let seen = page.run(
            "return [...[...document.querySelectorAll('#reference .wide')][1].querySelectorAll('tbody th')].map((e) => e.textContent)",
            &[],
        );
        assert_eq!(seen, json!(names), "{name}");
        assert!(
            !names.iter().any(|field| ["show", "hide", "lock", "panel", "lang", "theme"].contains(field)),
            "{name}"
        );
    }
    // The events that the element's types promise.
    let types = std::fs::read_to_string(dist().join("www/embed.d.ts")).expect("the types are there");
    let promised = types
        .lines()
        .filter_map(|line| line.trim().split_once(": CustomEvent<"))
        .map(|(name, _)| name.trim_matches('\''));
    let seen = page.run(
        "return [...document.querySelectorAll('#reference .wide:last-of-type tbody th')].map((e) => e.textContent)",
        &[],
    );
    assert_eq!(seen, json!(promised.collect::<Vec<_>>()));
}

fn every_part_has_a_korean_name(page: &Page<'_>) {
    open(page, "ko");
    for panel in PANELS {
        choose_panel(page, panel);
        let nameless = page.run(
            "const { places } = document.querySelector('#figure perceptron-playground').table;
             return [...document.querySelectorAll('#parts tbody tr')].slice(0, places.length)
                 .filter((row) => row.querySelector('code') === null).map((row) => row.textContent)",
            &[],
        );
        assert_eq!(nameless, json!([]), "{panel}");
    }
}

fn the_file_opens_as_it_was_set_up(page: &Page<'_>) {
    open(page, "en");
    tick(page, "hidden-strip");
    let html = super::scorm::saved(page, "#save-file");
    let html = String::from_utf8(html).expect("a page is text");
    assert!(html.contains("hide=\"strip\"") && html.contains("Content-Security-Policy"));
    page.server.make("/saved.html", &html);
    page.open("/saved.html");
    assert!(!page.figure().shows(".strip") && page.figure().shows(".learning"));
}

fn no_violation_in_both_languages(page: &Page<'_>) {
    for (lang, scheme) in [("ko", "light"), ("en", "dark")] {
        page.browser.media("", &[("prefers-color-scheme", scheme)]);
        open(page, lang);
        assert_no_violation(page, lang);
        tick(page, "locked-learning");
        tick(page, "hidden-table");
        assert_no_violation(page, "with something locked and hidden");
    }
}

fn it_fits_a_phone_and_works_by_keys(page: &Page<'_>) {
    page.browser.phone(320, 700);
    open(page, "ko");
    assert_eq!(page.run("return document.documentElement.scrollWidth <= innerWidth", &[]), json!(true));
    page.run("document.querySelector('[data-name=hidden-learning]').focus()", &[]);
    page.press(&[key::SPACE]);
    assert!(!page.figure().shows(".learning"));
    page.run("document.querySelector('#out-link').focus()", &[]);
    page.browser.allow_clipboard();
    page.press(&[key::TAB]);
    page.press(&[key::ENTER]);
    page.wait_for("the answer", "return document.querySelector('[role=status]').textContent !== ''");
}
