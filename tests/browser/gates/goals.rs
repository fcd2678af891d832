//! Questions to try notice their answers, in the page and as events.

use super::learning::PLAY;
use crate::model::assert_agrees;
use playground_tests::page::Pointer;
use playground_tests::{Figure, Page, Test, tests};

pub fn tests() -> Vec<Test> {
    tests![
        and_by_hand_is_noticed,
        nand_by_signs_alone_is_noticed,
        nand_by_other_numbers_is_not_the_answer,
        or_by_the_threshold_alone_is_noticed,
        xor_is_answered_by_saying_no,
        learning_answers_a_question_too,
        a_question_can_be_put_away,
    ]
}

/// Collects the goals that figures say are reached.
const LISTEN: &str =
    "window.reached = []; document.addEventListener('goal-reached', ({ detail }) => reached.push(detail.goal))";

#[track_caller]
fn begin<'p>(page: &'p Page<'p>, nth: usize, asked: &str) -> Figure<'p> {
    page.browser.before_load(LISTEN);
    page.open("/?lang=en");
    let figure = page.figure();
    assert!(!figure.shows(".asked"));
    let button = format!(".goals > .buttons button:nth-child({nth})");
    figure.click(&button);
    assert!(figure.is_on(&button) && figure.shows(".asked"));
    assert!(figure.text(".asked p").contains(asked), "{}", figure.text(".asked p"));
    assert!(!figure.shows(".reached"));
    figure
}

#[track_caller]
fn assert_reached(figure: &Figure<'_>, goal: &str, said: &str) {
    assert!(figure.text(".reached").contains(said), "{}", figure.text(".reached"));
    assert_eq!(figure.text(".voice"), figure.text(".reached"));
    assert_eq!(figure.page.text("return reached.join()"), goal, "told once");
    assert_agrees(figure);
}

fn and_by_hand_is_noticed(page: &Page<'_>) {
    let figure = begin(page, 1, "until only (1, 1) lies on the side of the ones");
    figure.enter("#w1-box", "1");
    figure.enter("#w2-box", "1");
    assert!(!figure.shows(".reached"));
    figure.enter("#theta-box", "1.5");
    assert_reached(&figure, "make-and", "That’s AND");
    // It stays noticed, and is not told again.
    figure.enter("#theta-box", "0.5");
    figure.enter("#theta-box", "1.5");
    assert_reached(&figure, "make-and", "That’s AND");
}

fn nand_by_signs_alone_is_noticed(page: &Page<'_>) {
    let figure = begin(page, 2, "change nothing but signs");
    assert_eq!(figure.value("#w1-box"), "0.50");
    figure.enter("#w1-box", "-0.5");
    figure.enter("#w2-box", "−0.5");
    figure.enter("#theta-box", "－０．７");
    assert_reached(&figure, "nand-by-sign", "all signs turned");
}

fn nand_by_other_numbers_is_not_the_answer(page: &Page<'_>) {
    let figure = begin(page, 2, "change nothing but signs");
    for (name, value) in [("w1", "-1"), ("w2", "-1"), ("theta", "-1.5")] {
        figure.enter(&format!("#{name}-box"), value);
    }
    assert_eq!(assert_agrees(&figure).rows_right(), 4);
    assert!(!figure.shows(".reached"));
    assert_eq!(page.text("return reached.join()"), "");
}

fn or_by_the_threshold_alone_is_noticed(page: &Page<'_>) {
    let figure = begin(page, 3, "Leave both weights alone");
    figure.drag(Pointer::Mouse, ".handle.line", &[(-20, 20), (-30, 30), (-20, 20)]);
    if !figure.shows(".reached") {
        figure.enter("#theta-box", "0.5");
    }
    assert_reached(&figure, "or-same-weights", "That’s OR");
}

fn xor_is_answered_by_saying_no(page: &Page<'_>) {
    let figure = begin(page, 4, "What do you think?");
    figure.click(".asked .buttons button:nth-child(1)");
    assert!(figure.text(".reached").starts_with("Then show it!"), "{}", figure.text(".reached"));
    assert_eq!(page.text("return reached.join()"), "");
    figure.click(".asked .buttons button:nth-child(2)");
    assert_reached(&figure, "can-it-xor", "Right: no line can.");
    assert!(!figure.shows(".asked .buttons"));
}

fn learning_answers_a_question_too(page: &Page<'_>) {
    let figure = begin(page, 1, "until only (1, 1)");
    figure.click(".player .buttons button:nth-child(4)");
    assert_reached(&figure, "make-and", "That’s AND");
    assert_eq!(figure.text(PLAY), "Play");
}

fn a_question_can_be_put_away(page: &Page<'_>) {
    let figure = begin(page, 4, "What do you think?");
    figure.click(".asked > button");
    assert!(!figure.shows(".asked"));
    assert!(!figure.state().contains("goal="), "{}", figure.state());
}
