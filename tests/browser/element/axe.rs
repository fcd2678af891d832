//! axe-core, which finds what assistive technology would stumble over. It is asked of each panel in `plate/looks.rs` and of the
//! site's pages in `course.rs`.

use playground_tests::{Page, Test, json, tests};

pub fn tests() -> Vec<Test> {
    tests![no_violation_without_web_assembly, axe_sees_into_the_figure]
}

/// Puts axe-core into the page, unless it is there; `cargo xtask test` installs it.
#[track_caller]
fn bring_axe(page: &Page<'_>) {
    if page.run("return window.axe !== undefined", &[]) == true {
        return;
    }
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

fn no_violation_without_web_assembly(page: &Page<'_>) {
    page.browser.before_load("delete window.WebAssembly");
    page.load("/?lang=en");
    page.wait_for(
        "the sentence",
        "return document.querySelector('perceptron-playground').shadowRoot.querySelector('[role=alert]')",
    );
    assert_no_violation(page, "without WebAssembly");
}

fn axe_sees_into_the_figure(page: &Page<'_>) {
    let figure = page.open_panel("gates", "");
    figure.run("$('#w1-box').removeAttribute('aria-label'); $('.sentence').style.color = '#ddd'", &[]);
    bring_axe(page);
    let found =
        page.run("return axe.run(document).then(({ violations }) => violations.map(({ id }) => id).sort())", &[]);
    let found = playground_tests::runner::texts(&found);
    assert!(found.contains(&"color-contrast") && found.len() >= 2, "{found:?}");
}
