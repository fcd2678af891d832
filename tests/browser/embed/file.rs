//! Pages of one file, opened from disk.

use super::STEP_IF_IT_CAN;
use crate::plate::panels;
use playground_tests::runner::dist;
use playground_tests::{Page, Test, json, tests};

pub fn tests() -> Vec<Test> {
    tests![
        a_panel_in_one_file_works_from_disk,
        the_whole_site_in_one_file_works_from_disk,
        a_file_takes_its_state_from_the_hash_and_writes_it,
        a_file_holds_all_that_it_needs,
    ]
}

/// Opens a file as a double click does.
fn open(page: &Page<'_>, name: &str) {
    page.browser.session.navigate("about:blank");
    page.browser
        .session
        .navigate(&format!("file://{}/files/{name}", dist().canonicalize().expect("dist/ is there").display()));
    page.wait_until_ready();
}

fn a_panel_in_one_file_works_from_disk(page: &Page<'_>) {
    for panel in panels() {
        open(page, &format!("{panel}.html"));
        let figure = page.figure();
        let start = figure.picture();
        figure.run(STEP_IF_IT_CAN, &[]);
        page.settle();
        assert_eq!(figure.run("return performance.getEntriesByType('resource').length", &[]), json!(0), "{panel}");
        assert!(figure.shows(".menu-button") && start.len() > 1000, "{panel}");
    }
}

fn the_whole_site_in_one_file_works_from_disk(page: &Page<'_>) {
    page.browser.screen(1280, 900, 1.0);
    open(page, "playground.html");
    let count = page.number("return document.querySelectorAll('perceptron-playground').length");
    assert!(count >= 10.0, "the cover and its chapters, not {count} figures");
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a small whole number
    for nth in 0..count as usize {
        let panel = page.run(
            "return document.querySelectorAll('perceptron-playground')[arguments[0]].getAttribute('panel')",
            &[json!(nth)],
        );
        if !panels().any(|name| panel == name) {
            continue;
        }
        page.run("document.querySelectorAll('perceptron-playground')[arguments[0]].scrollIntoView()", &[json!(nth)]);
        page.wait_for(
            "the figure in sight",
            &format!(
                "return document.querySelectorAll('perceptron-playground')[{nth}].shadowRoot.querySelector('.voice')"
            ),
        );
    }
    let links = page.run(
        "return [...document.querySelectorAll('.contents a')].map((link) => document.querySelector(link.getAttribute('href')) !== null)",
        &[],
    );
    assert!(
        links.as_array().is_some_and(|links| links.len() == 11 && links.iter().all(|leads| *leads == json!(true))),
        "{links}"
    );
    assert_eq!(page.run("return performance.getEntriesByType('resource').length", &[]), json!(0));
    let title = page.text("return document.title");
    page.run("document.querySelectorAll('header button')[1].click()", &[]);
    assert_ne!(page.text("return document.title"), title, "the page's own script runs too");
    assert_eq!(
        page.run(
            "return [...document.querySelectorAll('.contents img')].every(({ src }) => src.startsWith('data:'))",
            &[]
        ),
        json!(true)
    );
}

fn a_file_takes_its_state_from_the_hash_and_writes_it(page: &Page<'_>) {
    open(page, "gates.html#gate=xor&w1=0.25");
    assert_eq!(page.figure().state(), "gate=xor&w1=0.25");
    page.figure().run("figure.state = { w2: 1 }", &[]);
    page.wait_for("the address", "return location.hash === '#panel=gates&gate=xor&w1=0.25&w2=1'");
}

fn a_file_holds_all_that_it_needs(page: &Page<'_>) {
    for name in panels().chain(["playground"]) {
        let html = std::fs::read_to_string(dist().join(format!("files/{name}.html"))).expect("the file is there");
        let document = page.run(
            "const document = new DOMParser().parseFromString(arguments[0], 'text/html');
             const policy = document.querySelector('meta[http-equiv=Content-Security-Policy]');
             const outside = [...document.querySelectorAll('[src], link[href]')].map((e) => e.getAttribute('src') ?? e.getAttribute('href'));
             return [policy.content.includes(\"default-src 'none'\"), /unsafe-(inline|eval)/.test(policy.content.replace('wasm-unsafe-eval', '')),
                     outside.filter((address) => !address.startsWith('data:'))]",
            &[json!(html)],
        );
        assert_eq!(document, json!([true, false, []]), "{name}");
    }
}
