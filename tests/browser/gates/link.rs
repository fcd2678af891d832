//! Links: the whole state in an address, followed, copied, and gone back to.

use crate::model::assert_agrees;
use playground_tests::page::{Pointer, key};
use playground_tests::{Figure, Page, Test, tests};

pub fn tests() -> Vec<Test> {
    tests![
        a_link_restores_the_exact_state,
        a_link_restores_the_exact_state_after_training,
        the_address_follows_without_filling_the_history,
        a_link_followed_in_the_page_changes_the_figure,
        back_and_forward_go_between_links,
        a_link_to_a_place_in_the_page_is_not_for_the_figure,
        copy_link_copies_the_whole_state,
        a_link_that_cannot_be_copied_is_shown,
        undo_and_redo_go_through_all_changes,
        undo_takes_back_a_whole_drag_of_a_slider,
    ]
}

/// Everything that a figure shows.
#[track_caller]
fn seen(figure: &Figure<'_>) -> (String, String, Vec<String>) {
    let names = ["w1", "w2", "theta", "b", "rate"];
    let numbers = names.map(|name| figure.value(&format!("#{name}-box")));
    let texts = figure.texts(".truth, .sentence, .rule, .report, .asked, .position, .strip, input:checked + span");
    (figure.state(), figure.picture(), [numbers.to_vec(), texts].concat())
}

#[track_caller]
fn assert_restored(page: &Page<'_>) {
    let figure = page.figure();
    let expected = seen(&figure);
    page.wait_for(
        "the link",
        "return location.hash === '#panel=gates&' + document.querySelector('perceptron-playground').query",
    );
    let path = page.text("return location.pathname + location.search + location.hash");
    page.open(&path);
    assert_eq!(seen(&figure), expected);
    assert!(!figure.shows(".notice"));
    assert_agrees(&figure);
}

fn a_link_restores_the_exact_state(page: &Page<'_>) {
    page.open("/");
    let figure = page.figure();
    figure.click(".choice.gate input[value=nand]");
    figure.click(".choice.form input[value=bias]");
    figure.click(".choice.tie input[value=ge]");
    figure.enter("#w1-box", "-3.33");
    figure.enter("#rate-box", "0.37");
    figure.drag(Pointer::Mouse, ".handle.tip", &[(-30, 10), (-7, 3)]);
    figure.click(".truth tbody tr:nth-child(2) .sum");
    assert_restored(page);
}

fn a_link_restores_the_exact_state_after_training(page: &Page<'_>) {
    page.open("/#panel=gates&gate=xnor&w1=0.31&w2=-0.07&b=0.11&rate=0.13&goal=can-it-xor");
    let figure = page.figure();
    figure.click(".choice.gate input[value=xor]");
    for _ in 0..3 {
        figure.click(".player .buttons button:nth-child(3)");
    }
    figure.click(".player .buttons button:nth-child(2)");
    assert!(figure.state().contains("steps=13"), "{}", figure.state());
    assert_restored(page);
    // And it goes on from there as the first one would have.
    figure.click(".player .buttons button:nth-child(2)");
    assert_agrees(&figure);
}

fn the_address_follows_without_filling_the_history(page: &Page<'_>) {
    page.open("/");
    let figure = page.figure();
    let before = page.number("return history.length");
    figure.focus("#w1-range");
    page.press_times(key::RIGHT, 12);
    page.wait_for("the link", "return location.hash.includes('w1=0.62')");
    assert!((page.number("return history.length") - before).abs() < 0.5);
}

fn a_link_followed_in_the_page_changes_the_figure(page: &Page<'_>) {
    page.open("/?lang=en");
    let figure = page.figure();
    page.run("location.hash = '#panel=gates&gate=or&w1=1&w2=1&b=-0.5'", &[]);
    page.wait_for(
        "the figure to follow",
        "return document.querySelector('perceptron-playground').query.includes('gate=or')",
    );
    page.settle();
    assert_eq!(figure.value("#theta-box"), "0.50");
    assert!(figure.text(".sentence").ends_with("This perceptron computes OR."));
    assert_agrees(&figure);
}

fn back_and_forward_go_between_links(page: &Page<'_>) {
    page.open("/?lang=en#panel=gates&gate=or&w1=1&w2=1&b=-0.5");
    let figure = page.figure();
    let link = page.element("a[href*='gate=nand&w1=-1']:not(:lang(ko))");
    page.run("arguments[0].scrollIntoView({ block: 'center' })", &[link.reference()]);
    page.browser.session.click(&link);
    page.wait_for(
        "the link to be followed",
        "return document.querySelector('perceptron-playground').query.includes('gate=nand')",
    );
    let state = |part: &str| {
        page.wait_for(
            part,
            &format!("return document.querySelector('perceptron-playground').query.includes('{part}')"),
        );
        page.settle();
        assert_agrees(&figure);
    };
    page.run("history.back()", &[]);
    state("gate=or");
    page.run("history.forward()", &[]);
    state("gate=nand");
}

fn a_link_to_a_place_in_the_page_is_not_for_the_figure(page: &Page<'_>) {
    page.open("/?lang=en#panel=gates&w1=0.25");
    let figure = page.figure();
    let state = figure.state();
    page.run("location.hash = '#some-heading'", &[]);
    page.settle();
    assert_eq!(figure.state(), state);
    assert!(!figure.shows(".notice"));
    page.open("/?lang=en#some-heading");
    assert!(!figure.shows(".notice"));
    assert_agrees(&figure);
}

fn copy_link_copies_the_whole_state(page: &Page<'_>) {
    page.browser.allow_clipboard();
    page.open("/?lang=en#panel=gates&gate=xor&w1=1&b=-0.25");
    let figure = page.figure();
    figure.click(".player .buttons button:nth-child(2)");
    figure.click(".takeaway button:nth-child(3)");
    page.wait_for(
        "the word that it is copied",
        "return document.querySelector('perceptron-playground').shadowRoot.querySelector('.confirmation').textContent",
    );
    assert!(figure.text(".voice").starts_with("Link copied"));
    let copied = page.text("return navigator.clipboard.readText()");
    assert_eq!(copied, page.server.address_of(&format!("/?lang=en#panel=gates&{}", figure.state())));
    let expected = seen(&figure);
    page.open(copied.trim_start_matches(&page.server.address_of("")));
    assert_eq!(seen(&figure), expected);
}

fn a_link_that_cannot_be_copied_is_shown(page: &Page<'_>) {
    page.browser.before_load(
        "if (navigator.clipboard) navigator.clipboard.writeText = () => Promise.reject(new Error('not allowed'))",
    );
    page.open("/?lang=en#panel=gates&w1=0.25");
    let figure = page.figure();
    figure.click(".takeaway button:nth-child(3)");
    assert!(figure.shows(".notice"));
    let notice = figure.texts(".notice p");
    assert!(notice[1].ends_with("#panel=gates&w1=0.25"), "{notice:?}");
    figure.click(".notice .close");
    assert!(!figure.shows(".notice"));
}

fn undo_and_redo_go_through_all_changes(page: &Page<'_>) {
    page.open("/");
    let figure = page.figure();
    let (undo, redo) = (".takeaway button:nth-child(1)", ".takeaway button:nth-child(2)");
    assert!(!figure.is_enabled(undo) && !figure.is_enabled(redo));
    let mut states = vec![figure.state()];
    for act in [
        ".choice.gate input[value=or]",
        ".presets button:nth-of-type(1)",
        ".truth tbody tr:nth-child(1) .flip",
        ".player .buttons button:nth-child(3)",
        ".strip button:nth-child(1)",
        ".goals button:nth-child(1)",
    ] {
        figure.click(act);
        states.push(figure.state());
    }
    for state in states.iter().rev().skip(1) {
        figure.click(undo);
        assert_eq!(figure.state(), *state);
        assert_agrees(&figure);
    }
    assert!(!figure.is_enabled(undo) && figure.is_enabled(redo));
    figure.focus("#w1-range");
    for state in states.iter().skip(1) {
        page.press(&[key::CONTROL, key::SHIFT, "Z"]);
        assert_eq!(figure.state(), *state);
    }
    page.press(&[key::CONTROL, "z"]);
    assert_eq!(figure.state(), states[states.len() - 2]);
    // A new change leaves nothing to do again.
    figure.click(".choice.gate input[value=nor]");
    assert!(!figure.is_enabled(redo));
}

fn undo_takes_back_a_whole_drag_of_a_slider(page: &Page<'_>) {
    page.open("/");
    let figure = page.figure();
    let state = figure.state();
    figure.drag(Pointer::Mouse, "#w2-range", &[(12, 0), (12, 0), (12, 0), (-50, 0)]);
    assert_ne!(figure.state(), state);
    figure.click(".takeaway button:nth-child(1)");
    assert_eq!(figure.state(), state);
    assert!(!figure.is_enabled(".takeaway button:nth-child(1)"));
}
