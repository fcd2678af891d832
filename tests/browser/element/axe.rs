//! axe-core finds nothing to object to: in both languages, both themes, several states.

use playground_tests::{Page, Test, json, tests};

pub fn tests() -> Vec<Test> {
    tests![
        no_violation_in_korean_and_light,
        no_violation_in_korean_and_dark,
        no_violation_in_english_and_light,
        no_violation_in_english_and_dark,
        no_violation_on_a_phone,
        no_violation_without_web_assembly,
        axe_sees_into_the_figure,
    ]
}

/// Puts axe-core into the page; `cargo xtask test` installs it.
#[track_caller]
fn bring_axe(page: &Page<'_>) {
    let file = std::env::var_os("PLAYGROUND_AXE")
        .expect("PLAYGROUND_AXE names axe.min.js: `cargo xtask test browser` sees to it");
    let source = std::fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    page.run(&source, &[]);
}

/// Checks that axe-core finds nothing wrong in the page as it is.
#[track_caller]
pub fn assert_no_violation(page: &Page<'_>, what: &str) {
    bring_axe(page);
    let violations = page.run(
        "return axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
             violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id} at ${target.flat().join(' ')}: ${failureSummary}`)))",
        &[],
    );
    assert_eq!(violations, json!([]), "{what}");
}

/// States with every part of the panel in view: messages, questions, verdicts, all functions.
fn assert_none_in_all_states(page: &Page<'_>, lang: &str, scheme: &str) {
    page.browser.media("", &[("prefers-color-scheme", scheme)]);
    page.open(&format!("/?lang={lang}"));
    assert_no_violation(page, "as it opens");
    page.open(&format!(
        "/?lang={lang}#panel=gates&gate=xor&form=bias&w1=0.1&w2=0.2&b=-0.3&tie=ge&goal=can-it-xor&w9=1"
    ));
    let figure = page.figure();
    figure.click(".functions summary");
    figure.click(".player button:nth-child(4)");
    figure.enter("#w1-box", "1,5");
    figure.click(".asked .buttons button:nth-child(2)");
    assert!(figure.shows(".notice") && figure.shows(".why") && figure.shows("#w1-problem") && figure.shows(".reached"));
    assert_no_violation(page, "with all there is");
    page.open(&format!("/?lang={lang}#panel=gates&gate=x1&w1=0&w2=0&b=0"));
    page.figure().click(".player button:nth-child(2)");
    assert_no_violation(page, "without a line");
}

fn no_violation_in_korean_and_light(page: &Page<'_>) {
    assert_none_in_all_states(page, "ko", "light");
}

fn no_violation_in_korean_and_dark(page: &Page<'_>) {
    assert_none_in_all_states(page, "ko", "dark");
}

fn no_violation_in_english_and_light(page: &Page<'_>) {
    assert_none_in_all_states(page, "en", "light");
}

fn no_violation_in_english_and_dark(page: &Page<'_>) {
    assert_none_in_all_states(page, "en", "dark");
}

fn no_violation_on_a_phone(page: &Page<'_>) {
    page.browser.phone(360, 740);
    page.open("/?lang=ko#panel=gates&gate=xor&goal=can-it-xor&steps=12");
    assert_no_violation(page, "360 px");
}

fn no_violation_without_web_assembly(page: &Page<'_>) {
    page.browser.before_load("delete window.WebAssembly");
    page.tolerate("preloaded using link preload but not used");
    page.load("/?lang=en");
    page.wait_for(
        "the sentence",
        "const notice = document.querySelector('perceptron-playground').shadowRoot.querySelector('.notice'); return notice && !notice.hidden",
    );
    assert_no_violation(page, "without WebAssembly");
}

fn axe_sees_into_the_figure(page: &Page<'_>) {
    page.open("/?lang=en");
    page.figure().run("$('#w1-box').removeAttribute('aria-label'); $('.sentence').style.color = '#ddd'", &[]);
    bring_axe(page);
    let found =
        page.run("return axe.run(document).then(({ violations }) => violations.map(({ id }) => id).sort())", &[]);
    let found = playground_tests::runner::texts(&found);
    assert!(found.contains(&"color-contrast") && found.len() >= 2, "{found:?}");
}
