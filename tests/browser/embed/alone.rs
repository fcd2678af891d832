//! A page that shows one figure and says what it is, for links that are sent around.

use crate::plate::panels;
use playground_tests::{Page, Test, json, tests};

pub fn tests() -> Vec<Test> {
    tests![each_figure_has_a_page_in_each_language, a_link_to_that_page_sets_the_figure_up]
}

fn each_figure_has_a_page_in_each_language(page: &Page<'_>) {
    for panel in panels() {
        for lang in ["ko", "en"] {
            page.open(&format!("/figure/{panel}.{lang}.html"));
            let seen = page.run(
                "const figure = document.querySelector('perceptron-playground');
                 return [figure.table.panel, document.documentElement.lang, document.title.startsWith(figure.table.title),
                         document.documentElement.scrollHeight <= innerHeight, figure.shadowRoot.querySelector('.notice').hidden]",
                &[],
            );
            assert_eq!(seen, json!([panel, lang, true, true, true]), "{panel} {lang}");
        }
    }
}

fn a_link_to_that_page_sets_the_figure_up(page: &Page<'_>) {
    page.open("/figure/gates.en.html#panel=gates&gate=or&w1=0.25&hide=transport");
    assert_eq!(page.figure().state(), "gate=or&w1=0.25");
    assert!(!page.figure().shows(".foot"));
}
