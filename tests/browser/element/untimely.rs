//! What comes at the wrong time: another panel while one loads, a change in the midst of typing, a file for a figure that goes,
//! a picture of what is hidden, a wish for stillness while something plays.

use crate::model::assert_agrees;
use crate::plate::drawers::show_drawer;
use playground_tests::page::key;
use playground_tests::{Figure, Page, Test, json, tests};

pub fn tests() -> Vec<Test> {
    tests![
        what_is_asked_for_last_while_another_loads_is_shown,
        a_link_of_the_course_is_followed_though_the_element_comes_later,
        another_panel_in_the_midst_of_typing_does_no_harm,
        a_figure_removed_in_the_midst_of_typing_does_no_harm,
        a_file_that_is_too_large_is_not_read,
        a_file_for_a_figure_that_goes_is_forgotten,
        a_state_that_is_none_does_not_keep_the_figure_from_opening,
        a_picture_of_a_hidden_figure_is_not_saved_and_says_so,
        a_long_way_to_the_state_of_a_link_can_be_stopped,
        stillness_wished_for_while_playing_leaves_a_way_to_pause,
        marks_that_turn_the_text_are_taken_out_of_messages,
    ]
}

/// Waits until the figure shows a panel and nothing more is to come, and looks that it still does.
#[track_caller]
fn assert_ends_with(page: &Page<'_>, panel: &str) {
    let is_shown =
        format!("return document.querySelector('perceptron-playground').shadowRoot.querySelector('.plate.{panel}')");
    page.wait_for(panel, &is_shown);
    page.wait_until_quiet();
    page.wait_for(panel, &is_shown);
}

fn what_is_asked_for_last_while_another_loads_is_shown(page: &Page<'_>) {
    page.watch();
    page.open_with("<perceptron-playground panel=\"gates\"></perceptron-playground>");
    page.run(
        "const figure = document.querySelector('perceptron-playground');
         figure.setAttribute('panel', 'xor');
         return new Promise((done) => setTimeout(() => { figure.setAttribute('panel', 'gates'); done(true); }))",
        &[],
    );
    assert_ends_with(page, "gates");
    // Two links within the time that one takes to load.
    page.run(
        "const figure = document.querySelector('perceptron-playground');
         figure.open('panel=activations');
         return new Promise((done) => setTimeout(() => { figure.open('panel=layers'); figure.open('panel=classes'); done(true); }, 20))",
        &[],
    );
    assert_ends_with(page, "classes");
}

fn a_link_of_the_course_is_followed_though_the_element_comes_later(page: &Page<'_>) {
    page.browser.before_load(
        "const real = customElements.define.bind(customElements);
         customElements.define = (...given) => { window.define = () => real(...given) };",
    );
    page.load("/course/neuron.html?lang=en");
    page.wait_for("the element's script", "return window.define");
    let hash = page.text(
        "const link = document.querySelector('.scene a[href^=\"#panel=\"]');
         link.click();
         define();
         return link.hash",
    );
    assert!(hash.starts_with("#panel=gates&"), "{hash}");
    page.wait_until_ready();
    page.wait_for(
        &format!("the state of the link {hash}"),
        "const { state } = document.querySelector('.scene perceptron-playground');
         return location.hash.split('&').slice(1).every((pair) => String(state[pair.split('=')[0]]) === pair.split('=')[1])",
    );
}

/// Types into a box and does not leave it.
fn type_into_a_box(page: &Page<'_>, figure: &Figure<'_>) {
    figure.focus("#w1-box");
    page.press(&[key::CONTROL, "a"]);
    page.press(&["7"]);
}

fn another_panel_in_the_midst_of_typing_does_no_harm(page: &Page<'_>) {
    page.watch();
    let figure = page.open_panel("gates", "goal=none");
    type_into_a_box(page, &figure);
    figure.run("figure.open('panel=xor')", &[]);
    assert_ends_with(page, "xor");
}

fn a_figure_removed_in_the_midst_of_typing_does_no_harm(page: &Page<'_>) {
    page.watch();
    let figure = page.open_panel("gates", "goal=none");
    type_into_a_box(page, &figure);
    page.run("document.querySelector('perceptron-playground').remove()", &[]);
    page.wait_until_quiet();
}

/// Where the panel `network` takes points.
const POINTS: &str = "[data-file] input[type=file]";

fn a_file_that_is_too_large_is_not_read(page: &Page<'_>) {
    page.browser.before_load(
        "window.read = 0;
         const real = Blob.prototype.arrayBuffer;
         Blob.prototype.arrayBuffer = function () { window.read += this.size; return real.call(this); };",
    );
    let figure = page.open_panel("network", "goal=none");
    show_drawer(&figure, "data");
    let before = figure.state();
    figure.choose_file(POINTS, "points.csv", "1", 64 << 20);
    page.settle();
    let said = figure.text(".said-of-file");
    assert!(said.contains("too large"), "{said}");
    assert_eq!(page.run("return read", &[]), 0);
    assert_eq!(figure.state(), before);
}

fn a_file_for_a_figure_that_goes_is_forgotten(page: &Page<'_>) {
    page.watch();
    let figure = page.open_panel("network", "goal=none");
    show_drawer(&figure, "data");
    // After the figure's own listener, which begins to read.
    figure.run("$(args[0]).addEventListener('change', () => figure.remove())", &[json!(POINTS)]);
    figure.choose_file(POINTS, "points.csv", "1", 1 << 20);
    page.wait_until_quiet();
}

fn a_state_that_is_none_does_not_keep_the_figure_from_opening(page: &Page<'_>) {
    page.expect_error("Error: none");
    page.make("/made.html", "");
    page.open("/made.html");
    page.run(
        "const figure = document.createElement('perceptron-playground');
         window.told = [];
         for (const type of ['ready', 'error']) figure.addEventListener(type, () => told.push(type));
         figure.state = { w1: Symbol('w1'), w2: { toString() { throw new Error('none') } } };
         document.body.append(figure)",
        &[],
    );
    page.wait_for("the figure", "return told.includes('ready')");
    assert_agrees(&page.figure());
}

fn a_picture_of_a_hidden_figure_is_not_saved_and_says_so(page: &Page<'_>) {
    let figure = page.open_panel("xor", "goal=none");
    figure.run("figure.style.cssText = 'display: block; width: 0; overflow: hidden'", &[]);
    page.settle();
    figure.run("$('.menu-button').click(); root.querySelector('.menu .savePng').click()", &[]);
    page.wait_for(
        "a word about it",
        "return document.querySelector('perceptron-playground').shadowRoot.querySelector('.notice').textContent.includes('no picture to save')",
    );
}

fn a_long_way_to_the_state_of_a_link_can_be_stopped(page: &Page<'_>) {
    page.make("/made.html", "<perceptron-playground linked></perceptron-playground>");
    page.load("/made.html#panel=network&data=gate-and&inputs=x1&layers=none&epochs=4294967295");
    page.wait_for(
        "a sign of work",
        "return document.querySelector('perceptron-playground').shadowRoot.querySelector('.stop')?.checkVisibility()",
    );
    let figure = page.figure();
    let place = figure.text(".place");
    assert!(place.starts_with("Working… ") && place.contains("% · epoch"), "{place}");
    figure.click(".stop");
    assert!(!figure.shows(".stop"));
    let epochs = figure.state();
    page.settle();
    assert_eq!(figure.state(), epochs, "nothing goes on");
    assert!(!epochs.contains("epochs=4294967295"), "{epochs}");
}

fn stillness_wished_for_while_playing_leaves_a_way_to_pause(page: &Page<'_>) {
    let figure = page.open_panel("gates", "gate=xor&w1=0&w2=0&b=0&speed=5");
    figure.click(".play");
    page.browser.media("", &[("prefers-reduced-motion", "reduce")]);
    page.settle();
    assert_eq!(figure.attribute(".play", "aria-label"), "Pause");
    figure.click(".play");
    page.settle();
    assert!(!figure.shows(".play") && figure.shows(".move"));
}

fn marks_that_turn_the_text_are_taken_out_of_messages(page: &Page<'_>) {
    let figure = page.open_panel("gates", "w1=%E2%80%AEabc%E2%81%A6");
    let notice = figure.text(".notice");
    assert!(notice.contains("abc"), "{notice}");
    assert!(!notice.contains(['\u{202e}', '\u{2066}']), "{notice:?}");
}
