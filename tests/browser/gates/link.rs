//! Links: the whole state in an address, followed, copied, and gone back to.

use crate::model::assert_agrees;
use crate::plate::drawers::show_drawer;
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
    (figure.state(), figure.picture(), figure.texts(".question, .line, .sentence, .notes, .sum, .place"))
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
    let figure = page.open_panel("gates", "goal=none");
    figure.enter("#w1-box", "-3.33");
    figure.drag(Pointer::Mouse, ".handle.tip", &[(-30, 10), (-7, 3)]);
    show_drawer(&figure, "numbers");
    figure.click(".truth tbody tr:nth-child(2) .look");
    show_drawer(&figure, "settings");
    figure.click("[data-field='form'] .tabs button:nth-child(2)");
    figure.click("[data-field='tie'] .tabs button:nth-child(2)");
    figure.enter("#rate-box", "0.37");
    assert_restored(page);
}

fn a_link_restores_the_exact_state_after_training(page: &Page<'_>) {
    let figure = page.open_panel("gates", "gate=xor&w1=0.31&w2=-0.07&b=0.11&rate=0.13&goal=can-it-xor");
    for _ in 0..3 {
        figure.click(".move + .move");
    }
    figure.click(".move");
    assert!(figure.state().contains("steps=13"), "{}", figure.state());
    assert_restored(page);
    // And it goes on from there as the first one would have.
    figure.click(".move");
    assert_agrees(&figure);
}

fn the_address_follows_without_filling_the_history(page: &Page<'_>) {
    let figure = page.open_panel("gates", "w1=0.5&goal=none");
    let before = page.number("return history.length");
    figure.focus("#w1-range");
    page.press_times(key::RIGHT, 12);
    page.wait_for("the link", "return location.hash.includes('w1=0.62')");
    assert!((page.number("return history.length") - before).abs() < 0.5);
}

fn a_link_followed_in_the_page_changes_the_figure(page: &Page<'_>) {
    let figure = page.open_panel("gates", "");
    page.run("location.hash = '#panel=gates&gate=or&w1=1&w2=1&b=-0.5'", &[]);
    page.wait_for(
        "the figure to follow",
        "return document.querySelector('perceptron-playground').query.includes('gate=or')",
    );
    page.settle();
    assert_eq!(figure.value("#theta-box"), "0.50");
    assert_agrees(&figure);
}

fn back_and_forward_go_between_links(page: &Page<'_>) {
    let figure = page.open_panel("gates", "gate=or&w1=1&w2=1&b=-0.5");
    page.run("location.hash = '#panel=gates&gate=nand&w1=-1&w2=-1&b=1.5'", &[]);
    let state = |part: &str| {
        page.wait_for(
            part,
            &format!("return document.querySelector('perceptron-playground').query.includes('{part}')"),
        );
        page.settle();
        assert_agrees(&figure);
    };
    state("gate=nand");
    page.run("history.back()", &[]);
    state("gate=or");
    page.run("history.forward()", &[]);
    state("gate=nand");
}

fn a_link_to_a_place_in_the_page_is_not_for_the_figure(page: &Page<'_>) {
    let figure = page.open_panel("gates", "w1=0.25");
    let state = figure.state();
    page.run("location.hash = '#some-heading'", &[]);
    page.settle();
    assert_eq!(figure.state(), state);
    assert!(!figure.shows(".notice"));
    page.open("/made.html#some-heading");
    assert!(!figure.shows(".notice"));
    assert_agrees(&figure);
}

fn copy_link_copies_the_whole_state(page: &Page<'_>) {
    page.browser.allow_clipboard();
    let figure = page.open_panel("gates", "gate=xor&w1=1&b=-0.25&goal=none");
    figure.click(".move");
    figure.click(".menu-button");
    figure.click(".menu .copyLink");
    page.wait_for(
        "the word that it is copied",
        "return document.querySelector('perceptron-playground').shadowRoot.querySelector('.notice p').textContent",
    );
    let copied = page.text("return navigator.clipboard.readText()");
    assert!(copied.ends_with(&format!("#panel=gates&{}", figure.state())), "{copied}");
    let expected = seen(&figure);
    page.open(copied.trim_start_matches(&page.server.address_of("")));
    assert_eq!(seen(&figure), expected);
}

fn a_link_that_cannot_be_copied_is_shown(page: &Page<'_>) {
    page.browser.before_load(
        "if (navigator.clipboard) navigator.clipboard.writeText = () => Promise.reject(new Error('not allowed'))",
    );
    let figure = page.open_panel("gates", "w1=0.25&goal=none");
    let state = figure.state();
    figure.click(".menu-button");
    figure.click(".menu .copyLink");
    assert!(figure.shows(".notice"));
    let notice = figure.texts(".notice p");
    assert!(notice[1].ends_with(&format!("#panel=gates&{state}")), "{notice:?}");
    figure.click(".notice .close");
    assert!(!figure.shows(".notice"));
}

fn undo_and_redo_go_through_all_changes(page: &Page<'_>) {
    let figure = page.open_panel("gates", "gate=and&w1=0.5&w2=0.5&b=-0.7&goal=none");
    let can = |item: &str| figure.is_enabled(&format!(".menu .{item}"));
    assert!(!can("undo") && !can("redo"));
    let mut states = vec![figure.state()];
    for (drawer, act) in [
        ("functions", ".functions .grid button:nth-child(2)"),
        ("settings", ".presets button:nth-of-type(1)"),
        ("numbers", ".truth tbody tr:nth-child(1) .flip"),
        ("thresholds", ".strip button:nth-child(1)"),
    ] {
        show_drawer(&figure, drawer);
        figure.click(act);
        states.push(figure.state());
    }
    figure.click(".drawer .close");
    for state in states.iter().rev().skip(1) {
        figure.click(".menu-button");
        figure.click(".menu .undo");
        assert_eq!(figure.state(), *state);
        assert_agrees(&figure);
    }
    assert!(!can("undo") && can("redo"));
    figure.focus("#w1-range");
    for state in states.iter().skip(1) {
        page.press(&[key::CONTROL, key::SHIFT, "Z"]);
        assert_eq!(figure.state(), *state);
    }
    page.press(&[key::CONTROL, "z"]);
    assert_eq!(figure.state(), states[states.len() - 2]);
    // A new change leaves nothing to do again.
    figure.enter("#w1-box", "1.25");
    assert!(!can("redo"));
}

fn undo_takes_back_a_whole_drag_of_a_slider(page: &Page<'_>) {
    let figure = page.open_panel("gates", "w2=0.5&goal=none");
    let state = figure.state();
    figure.drag(Pointer::Mouse, "#w2-range", &[(12, 0), (12, 0), (12, 0), (-50, 0)]);
    assert_ne!(figure.state(), state);
    page.press(&[key::CONTROL, "z"]);
    assert_eq!(figure.state(), state);
    assert!(!figure.is_enabled(".menu .undo"));
}
