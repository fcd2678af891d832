//! What only the panel `sequences` has: a series or a text of the learner's own, a series drawn, a letter chosen, what the network writes.

use crate::model::session_of;
use crate::plate::drawers::show_drawer;
use perceptron_playground::panel::sequences::Sequences;
use playground_tests::page::Pointer;
use playground_tests::{Figure, Page, Test, json, tests};

pub fn tests() -> Vec<Test> {
    tests![
        a_series_of_ones_own_is_taken_and_bad_ones_are_refused,
        a_text_of_ones_own_is_taken_and_bad_ones_are_refused,
        a_series_is_drawn_by_mouse_and_by_finger,
        the_next_letter_is_learned_and_told,
        it_writes_on_from_the_letter_chosen,
    ]
}

const MAIN: &str = ".canvas.main canvas";
const TEXT: &str = "data=weather-en&units=32&rate=0.005&window=25&clip=5";

#[track_caller]
fn open<'p>(page: &'p Page<'p>, state: &str) -> Figure<'p> {
    page.open_panel("sequences", state)
}

/// Fills a box of the drawer and takes what is in it.
fn give(figure: &Figure<'_>, kind: &str, text: &str) {
    figure.run(&format!("root.querySelector('#own-{kind}').value = args[0]"), &[json!(text)]);
    figure.run(&format!("root.querySelector('#own-{kind}').closest('.own').querySelector('button').click()"), &[]);
}

fn a_series_of_ones_own_is_taken_and_bad_ones_are_refused(page: &Page<'_>) {
    let figure = open(page, "steps=20");
    show_drawer(&figure, "data");
    for (text, says) in [
        ("", "There is no number"),
        ("1 2 3", "Only 3 numbers"),
        ("1 2 NaN 4", "Number 3 can’t be read"),
        ("1e30", "Number 1 is too large"),
        (&"1 ".repeat(2001), "More than 2000"),
    ] {
        give(&figure, "series", text);
        assert!(figure.text(".notice").contains(says), "{text}: {}", figure.text(".notice"));
        assert_eq!(figure.state(), "steps=20", "nothing is lost");
        assert_eq!(figure.value("#own-series").trim(), text.trim(), "what was typed stays");
    }
    give(&figure, "series", &"5 ".repeat(20));
    page.eventually("what is said of it", || figure.text(".sentence").starts_with("This series never changes"));
    assert_eq!(session_of::<Sequences>(&figure).panel().settings().own.0.len(), 20);
    let again = open(page, &figure.state());
    show_drawer(&again, "data");
    assert!(again.value("#own-series").starts_with("5, 5, 5"));
}

fn a_text_of_ones_own_is_taken_and_bad_ones_are_refused(page: &Page<'_>) {
    let figure = open(page, TEXT);
    show_drawer(&figure, "data");
    for (text, says) in [
        ("short", "Only 5 letters"),
        (&"ab ".repeat(2000), "5,999 letters"),
        (&"a".repeat(30), "All letters are the same"),
    ] {
        give(&figure, "text", text);
        assert!(figure.text(".notice").contains(says), "{text}: {}", figure.text(".notice"));
        assert_eq!(figure.state(), TEXT, "nothing is lost");
    }
    give(&figure, "text", "나는 <b>굵은</b> 글을 읽어요. 나는 글을 써요.");
    assert!(figure.state().starts_with("data=text&text="), "{}", figure.state());
    assert_eq!(
        session_of::<Sequences>(&figure).panel().text().as_deref(),
        Some("나는 <b>굵은</b> 글을 읽어요. 나는 글을 써요.")
    );
    assert_eq!(figure.run("return root.querySelectorAll('.written b').length", &[]), json!(0), "a text is no markup");
}

fn a_series_is_drawn_by_mouse_and_by_finger(page: &Page<'_>) {
    page.browser.phone(400, 800);
    for pointer in [Pointer::Mouse, Pointer::Touch] {
        let figure = open(page, "draw=on");
        let picture = figure.picture();
        figure.drag(pointer, MAIN, &[(40, 30), (80, -20)]);
        assert!(figure.state().contains("data=own&own="), "{}", figure.state());
        assert_ne!(figure.picture(), picture);
    }
}

fn the_next_letter_is_learned_and_told(page: &Page<'_>) {
    let figure = open(page, "goal=letter");
    figure.click(".coach .guesses button:nth-of-type(2)");
    figure.click(".transport button:first-child");
    page.eventually("the answer", || figure.attribute(".coach", "data-phase") == "why");
    let chance = session_of::<Sequences>(&figure).panel().chance_of_next().expect("letters");
    assert!(chance >= 0.8, "{chance}");
}

fn it_writes_on_from_the_letter_chosen(page: &Page<'_>) {
    let figure = open(page, &format!("{TEXT}&steps=400"));
    page.eventually("what is learned", || figure.text(".transport").contains("step 400"));
    show_drawer(&figure, "writing");
    let before = figure.text(".written .text");
    figure.click(".first button:nth-of-type(20)");
    let written = figure.text(".written .text");
    assert_ne!(written, before);
    let natively = session_of::<Sequences>(&figure).panel().written().expect("a text");
    assert!(written.len() > 40 && natively.trim().starts_with(&written), "{written}: {natively}");
    assert_eq!(figure.attribute(".first button:nth-of-type(20)", "aria-pressed"), "true");
    let letter = figure.text(".first button:nth-of-type(20)");
    assert!(written.starts_with(&letter), "{letter}: {written}");
}
