//! Browsers and pages that lack something: WebAssembly, scripts, the network; and a site in a sub-folder.

use crate::model::assert_agrees;
use playground_tests::page::key;
use playground_tests::server::SUBFOLDER;
use playground_tests::{Page, Test, Value, json, tests};

pub fn tests() -> Vec<Test> {
    tests![
        without_web_assembly_a_sentence_and_a_picture,
        without_web_assembly_the_sentence_is_in_korean_too,
        without_scripts_a_sentence_and_a_picture,
        without_the_engine_a_sentence_and_a_picture,
        the_site_works_from_a_sub_folder,
    ]
}

/// The figure's stand-in: a sentence that holds `said`, and a picture that has arrived.
#[track_caller]
fn assert_stands_in(page: &Page<'_>, said: &str) {
    page.wait_for(
        "the sentence",
        "return document.querySelector('perceptron-playground').shadowRoot.querySelector('[role=alert]')",
    );
    page.settle();
    let figure = page.figure();
    assert!(figure.text("[role=alert]").contains(said), "{}", figure.text("[role=alert]"));
    page.wait_for(
        "the picture",
        "const figure = document.querySelector('perceptron-playground');
         const picture = figure.querySelector('img') ?? figure.shadowRoot.querySelector('img');
         return picture.checkVisibility() && picture.complete && picture.naturalWidth > 100 && picture.getBoundingClientRect().width > 100",
    );
}

fn without_web_assembly_a_sentence_and_a_picture(page: &Page<'_>) {
    page.browser.before_load("delete window.WebAssembly");
    page.load("/?lang=en");
    assert_stands_in(page, "This figure needs WebAssembly");
    // An author who brings no picture gets the figure's own.
    page.make("/made.html", "<perceptron-playground></perceptron-playground>");
    page.load("/made.html");
    assert_stands_in(page, "This figure needs WebAssembly");
}

fn without_web_assembly_the_sentence_is_in_korean_too(page: &Page<'_>) {
    page.browser.before_load("delete window.WebAssembly");
    page.load("/?lang=ko");
    assert_stands_in(page, "이 그림에는 WebAssembly가 필요한데");
}

/// The texts of all nodes that assistive technology is told of, by role.
fn accessible(tree: &Value, role: &str) -> Vec<String> {
    let nodes = tree["nodes"].as_array().into_iter().flatten();
    let named = nodes.filter(|node| node["role"]["value"] == role && node["ignored"] != true);
    named.filter_map(|node| node["name"]["value"].as_str()).map(str::to_owned).collect()
}

fn without_scripts_a_sentence_and_a_picture(page: &Page<'_>) {
    page.browser.without_scripts();
    page.load("/");
    // Nothing can be asked by script here: the browser tells what it shows by other ways, and when it has come to it.
    page.eventually("the sentences", || {
        let tree = page.browser.devtools("Accessibility.getFullAXTree", &json!({}));
        let texts = accessible(&tree, "StaticText").join(" ");
        ["스크립트를 허용해 주세요", "needs scripts, which are switched off here"]
            .iter()
            .all(|said| texts.contains(said))
    });
    let document = page.browser.devtools("DOM.getDocument", &json!({}));
    let find = json!({ "nodeId": document["root"]["nodeId"], "selector": "perceptron-playground img" });
    let picture = page.browser.devtools("DOM.querySelector", &find);
    page.eventually("the picture", || {
        let shape = page.browser.devtools("DOM.getBoxModel", &json!({ "nodeId": picture["nodeId"] }));
        shape["model"]["width"].as_u64().is_some_and(|width| width > 100)
            && page.server.sent().iter().any(|file| file.path.ends_with("gates.svg"))
    });
}

fn without_the_engine_a_sentence_and_a_picture(page: &Page<'_>) {
    page.browser.devtools("Network.enable", &json!({}));
    page.browser.devtools("Network.setBlockedURLs", &json!({ "urls": ["*.wasm"] }));
    page.expect_error("TypeError");
    page.load("/?lang=en");
    assert_stands_in(page, "This figure could not be loaded.");
}

fn the_site_works_from_a_sub_folder(page: &Page<'_>) {
    page.open(&format!("{SUBFOLDER}?lang=en#panel=gates&goal=make-and"));
    for chapter in ["", "course/neuron.html"] {
        if !chapter.is_empty() {
            page.open(&format!("{SUBFOLDER}{chapter}?lang=en"));
        }
        let figure = page.figure();
        figure.focus("#w1-range");
        page.press(&[key::RIGHT]);
        assert_eq!(figure.value("#w1-box"), "0.51");
        assert_agrees(&figure);
    }
    for file in page.server.sent() {
        assert!(file.path.starts_with(SUBFOLDER), "{} is outside of the folder", file.path);
        assert_ne!(file.body, b"not here", "{}", file.path);
    }
}
