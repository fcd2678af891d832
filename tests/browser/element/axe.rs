//! axe-core finds nothing to object to in the site's own page; what it says of each panel is asked in `panels.rs`.

use playground_tests::{Page, Test, json, tests};

pub fn tests() -> Vec<Test> {
    tests![no_violation_in_the_sites_page, no_violation_without_web_assembly, axe_sees_into_the_figure]
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

fn no_violation_in_the_sites_page(page: &Page<'_>) {
    for lang in ["ko", "en"] {
        page.open(&format!("/?lang={lang}"));
        for scheme in ["light", "dark"] {
            page.browser.media("", &[("prefers-color-scheme", scheme)]);
            page.settle();
            assert_no_violation(page, &format!("{lang}, {scheme}"));
        }
    }
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
