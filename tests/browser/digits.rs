//! The panel `digits`: drawn on by mouse, by finger and by keys, and what the trained network makes of it.

use playground_tests::page::{Pointer, key};
use playground_tests::{Figure, Page, Test, json, tests};

pub fn tests() -> Vec<Test> {
    tests![
        of_thirty_drawn_digits_nearly_all_are_read,
        a_finger_draws_and_a_stroke_can_be_undone,
        a_digit_is_drawn_and_rubbed_out_by_keys,
    ]
}

pub const PAD: &str = ".pad-part .canvas";
pub const CLEAR: &str = ".pad-tools button:first-child";

pub type Stroke = &'static [[f64; 2]];

/// Each digit as a hand draws it: places from the upper left corner of a square as large as 1.
pub const DIGITS: [&[Stroke]; 10] = [
    &[&[
        [0.5, 0.05],
        [0.25, 0.2],
        [0.18, 0.5],
        [0.25, 0.8],
        [0.5, 0.95],
        [0.75, 0.8],
        [0.82, 0.5],
        [0.75, 0.2],
        [0.5, 0.05],
    ]],
    &[&[[0.35, 0.2], [0.52, 0.05], [0.52, 0.95]]],
    &[&[[0.2, 0.25], [0.35, 0.08], [0.6, 0.06], [0.78, 0.22], [0.72, 0.45], [0.2, 0.93], [0.82, 0.93]]],
    &[&[
        [0.22, 0.12],
        [0.55, 0.05],
        [0.75, 0.2],
        [0.68, 0.4],
        [0.42, 0.48],
        [0.72, 0.58],
        [0.8, 0.78],
        [0.55, 0.95],
        [0.2, 0.88],
    ]],
    &[&[[0.62, 0.05], [0.18, 0.65], [0.85, 0.65]], &[[0.65, 0.35], [0.65, 0.97]]],
    &[&[[0.78, 0.06], [0.28, 0.06], [0.25, 0.45], [0.55, 0.4], [0.78, 0.55], [0.76, 0.82], [0.5, 0.95], [0.2, 0.88]]],
    &[&[[0.68, 0.06], [0.35, 0.3], [0.22, 0.65], [0.35, 0.92], [0.65, 0.93], [0.78, 0.72], [0.62, 0.53], [0.3, 0.6]]],
    &[&[[0.18, 0.08], [0.82, 0.08], [0.45, 0.95]]],
    &[&[
        [0.5, 0.5],
        [0.28, 0.32],
        [0.35, 0.1],
        [0.65, 0.1],
        [0.72, 0.32],
        [0.5, 0.5],
        [0.25, 0.7],
        [0.32, 0.93],
        [0.68, 0.93],
        [0.75, 0.7],
        [0.5, 0.5],
    ]],
    &[&[[0.75, 0.3], [0.55, 0.48], [0.28, 0.4], [0.27, 0.15], [0.5, 0.05], [0.73, 0.12], [0.75, 0.3], [0.7, 0.95]]],
];

/// The network trained beforehand that a reader meets first, and nothing on its pad.
#[track_caller]
fn open<'p>(page: &'p Page<'p>) -> Figure<'p> {
    let figure = page.open_panel("digits", "reader=ready&fit=on&goal=none");
    figure.click(CLEAR);
    assert_eq!(figure.text(".decided"), "–", "an empty pad has no answer");
    figure
}

/// Draws in the middle of the pad; `size` is a share of its side.
#[track_caller]
pub fn draw(figure: &Figure<'_>, pointer: Pointer, strokes: &[Stroke], size: f64) {
    figure.reveal(PAD);
    let pad =
        figure.run("const { x, y, width } = $(args[0]).getBoundingClientRect(); return [x, y, width]", &[json!(PAD)]);
    let [x, y, side] = [&pad[0], &pad[1], &pad[2]].map(|length| length.as_f64().unwrap_or_default());
    #[allow(clippy::cast_possible_truncation)] // places in a window
    let place = |[right, down]: [f64; 2]| {
        let at = |from: f64, share: f64| (from + side * (0.5 + (share - 0.5) * size)).round() as i32;
        [at(x, right), at(y, down)]
    };
    for stroke in strokes {
        let places: Vec<_> = stroke.iter().copied().map(place).collect();
        figure.page.stroke(pointer, places[0], &places[1..]);
    }
    figure.page.settle();
}

fn of_thirty_drawn_digits_nearly_all_are_read(page: &Page<'_>) {
    let figure = open(page);
    let mut misread = Vec::new();
    for size in [0.5, 0.7, 0.9] {
        for (digit, strokes) in DIGITS.iter().enumerate() {
            draw(&figure, Pointer::Mouse, strokes, size);
            let read = figure.text(".decided");
            if read != digit.to_string() {
                misread.push(format!("{digit} at {size} as {read}"));
            }
            figure.click(CLEAR);
        }
    }
    assert!(misread.len() <= 3, "{misread:?}");
}

fn a_finger_draws_and_a_stroke_can_be_undone(page: &Page<'_>) {
    page.browser.phone(390, 844);
    let figure = open(page);
    let scrolled = page.number("return scrollY");
    draw(&figure, Pointer::Touch, DIGITS[4], 0.8);
    assert_eq!(figure.text(".decided"), "4");
    assert_eq!(page.number("return scrollY"), scrolled, "the page stays where it is");
    let drawn = figure.state();
    figure.choose_in_menu("undo");
    assert_ne!(figure.state(), drawn);
    assert_ne!(figure.text(".decided"), "–", "one stroke of two is left");
    figure.choose_in_menu("undo");
    assert_eq!(figure.text(".decided"), "–");
    figure.choose_in_menu("redo");
    figure.choose_in_menu("redo");
    assert_eq!(figure.state(), drawn);
}

fn a_digit_is_drawn_and_rubbed_out_by_keys(page: &Page<'_>) {
    let figure = open(page);
    figure.focus(PAD);
    // From the middle up, then down with the pen on the pad.
    page.press_times(key::UP, 13);
    page.press(&[key::SPACE]);
    page.press_times(key::DOWN, 26);
    page.press(&[key::SPACE]);
    page.settle();
    assert_eq!(figure.text(".decided"), "1");
    page.press(&[key::DELETE]);
    page.settle();
    assert_eq!(figure.text(".decided"), "–");
}
