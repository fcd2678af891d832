//! Questions notice their answers, in the page and as events.

use crate::model::{assert_agrees, gates_of};
use playground_tests::page::Pointer;
use playground_tests::{Figure, Page, Test, json, tests};

pub fn tests() -> Vec<Test> {
    tests![
        and_by_hand_is_noticed,
        nand_by_signs_alone_is_noticed,
        nand_by_other_numbers_is_not_the_answer,
        or_by_the_threshold_alone_is_noticed,
        a_guess_is_held_against_what_comes_out,
        learning_answers_a_question,
        dots_go_to_any_question_and_remember_which_are_done,
    ]
}

/// Collects the goals that figures say are reached.
const LISTEN: &str =
    "if (!window.reached) document.addEventListener('goal-reached', ({ detail }) => reached.push(detail.goal));
     window.reached = []";

/// Begins a question and commits to a guess, where one is asked for.
#[track_caller]
fn begin<'p>(page: &'p Page<'p>, question: &str, guess: usize) -> Figure<'p> {
    page.browser.before_load(LISTEN);
    let figure = page.open_panel("gates", &format!("goal={question}"));
    assert_eq!(figure.attribute(".coach", "data-phase"), if guess > 0 { "predict" } else { "do" });
    if guess > 0 {
        let asked = figure.text(".line");
        figure.click(&format!(".guesses button:nth-child({guess})"));
        assert_ne!(figure.text(".line"), asked, "after the guess comes what to do");
    }
    assert_eq!(figure.attribute(".coach", "data-phase"), "do");
    figure
}

#[track_caller]
fn assert_reached(figure: &Figure<'_>, question: &str) {
    assert_eq!(figure.attribute(".coach", "data-phase"), "why", "{}", figure.text(".line"));
    assert_eq!(figure.text(".voice"), figure.text(".line"));
    assert!(figure.shows(".next"));
    assert_eq!(figure.page.text("return reached.join()"), question, "told once");
    assert_agrees(figure);
}

fn and_by_hand_is_noticed(page: &Page<'_>) {
    let figure = begin(page, "make-and", 1);
    figure.enter("#w1-box", "1");
    figure.enter("#w2-box", "1");
    assert_eq!(figure.attribute(".coach", "data-phase"), "do");
    figure.enter("#theta-box", "1.5");
    assert_reached(&figure, "make-and");
    // It stays noticed, and is not told again.
    figure.enter("#theta-box", "0.5");
    figure.enter("#theta-box", "1.5");
    assert_reached(&figure, "make-and");
}

fn nand_by_signs_alone_is_noticed(page: &Page<'_>) {
    let figure = begin(page, "nand-by-sign", 0);
    assert_eq!(figure.value("#w1-box"), "0.50");
    figure.enter("#w1-box", "-0.5");
    figure.enter("#w2-box", "−0.5");
    figure.enter("#theta-box", "－０．７");
    assert_reached(&figure, "nand-by-sign");
}

fn nand_by_other_numbers_is_not_the_answer(page: &Page<'_>) {
    let figure = begin(page, "nand-by-sign", 0);
    for (name, value) in [("w1", "-1"), ("w2", "-1"), ("theta", "-1.5")] {
        figure.enter(&format!("#{name}-box"), value);
    }
    assert_eq!(gates_of(&figure).rows_right(), 4);
    assert_eq!(figure.attribute(".coach", "data-phase"), "do");
    assert_eq!(page.text("return reached.join()"), "");
}

fn or_by_the_threshold_alone_is_noticed(page: &Page<'_>) {
    let figure = begin(page, "or-same-weights", 2);
    for _ in 0..12 {
        if figure.shows(".next") {
            break;
        }
        figure.drag(Pointer::Mouse, ".handle.line", &[(-8, 8)]);
    }
    assert_reached(&figure, "or-same-weights");
}

fn a_guess_is_held_against_what_comes_out(page: &Page<'_>) {
    let mut lines = Vec::new();
    for guess in [1, 2] {
        let figure = begin(page, "can-it-xor", guess);
        figure.click(".finish");
        assert_reached(&figure, "can-it-xor");
        lines.push(figure.text(".line"));
    }
    let [yes, no] = [&lines[0], &lines[1]];
    assert_ne!(yes, no);
    // The reason is the same whatever was guessed.
    let reason = |line: &str| line.chars().rev().take(60).collect::<String>();
    assert_eq!(reason(yes), reason(no));
}

fn learning_answers_a_question(page: &Page<'_>) {
    let figure = begin(page, "learn-nand", 1);
    figure.click(".finish");
    assert_reached(&figure, "learn-nand");
    figure.click(".next");
    assert!(figure.state().starts_with("goal=can-it-xor"), "{}", figure.state());
}

fn dots_go_to_any_question_and_remember_which_are_done(page: &Page<'_>) {
    let figure = begin(page, "nand-by-sign", 0);
    for (name, value) in [("w1", "-0.5"), ("w2", "-0.5"), ("theta", "-0.7")] {
        figure.enter(&format!("#{name}-box"), value);
    }
    let title = figure.text(".question");
    figure.click(".dot:last-child");
    assert_ne!(figure.text(".question"), title);
    assert_eq!(figure.attribute(".coach", "data-phase"), "free");
    let done =
        figure.run("return [...root.querySelectorAll('.dot')].map((dot) => dot.classList.contains('done'))", &[]);
    assert_eq!(done, json!([false, false, true, false, false, false]));
    // Free play goes on from what was there.
    assert_eq!(figure.value("#w1-box"), "−0.50");
    figure.click(".dot:nth-child(3)");
    assert_eq!(figure.text(".question"), title);
    assert_eq!(figure.value("#w1-box"), "0.50", "a question begins anew");
}
