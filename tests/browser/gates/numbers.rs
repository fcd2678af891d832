//! Numbers as people type them into the boxes, and the settings that change what a number means.

use crate::model::assert_agrees;
use playground_tests::page::key;
use playground_tests::{Page, Test, tests};

pub fn tests() -> Vec<Test> {
    tests![
        a_box_reads_numbers_as_people_write_them,
        a_box_keeps_the_last_good_value_and_says_in_english_what_was_wrong,
        a_box_keeps_the_last_good_value_and_says_in_korean_what_was_wrong,
        a_message_at_a_box_goes_when_a_good_value_comes,
        the_arrow_keys_step_a_box,
        a_box_stops_at_its_limits,
        a_value_beyond_the_slider_makes_the_slider_reach_it,
        theta_and_b_are_two_views_of_one_number,
        the_tie_rule_decides_the_points_on_the_line,
    ]
}

fn a_box_reads_numbers_as_people_write_them(page: &Page<'_>) {
    page.open("/");
    let figure = page.figure();
    let cases =
        [("1.5", "1.50"), ("１．５", "1.50"), ("−0.5", "−0.50"), ("-0.5", "−0.50"), (".25", "0.25"), ("+2", "2.00")];
    for (typed, shown) in cases {
        figure.enter("#w1-box", "0");
        let picture = figure.picture();
        figure.enter("#w1-box", typed);
        assert_eq!(figure.value("#w1-box"), shown, "{typed}");
        assert_eq!(figure.text("#w1-problem"), "", "{typed}");
        assert_ne!(figure.picture(), picture, "{typed}");
        assert_agrees(&figure);
    }
}

/// Each text, and a part of the sentence about it.
fn assert_refused(page: &Page<'_>, cases: &[(&str, &str)]) {
    let figure = page.figure();
    figure.enter("#w1-box", "0.25");
    let (state, picture) = (figure.state(), figure.picture());
    for (typed, complaint) in cases {
        figure.enter("#w1-box", typed);
        let said = figure.text("#w1-problem");
        assert!(said.contains(complaint), "{typed}: {said}");
        assert!(figure.shows("#w1-problem"), "{typed}");
        assert_eq!(figure.attribute("#w1-box", "aria-invalid"), "true", "{typed}");
        assert_eq!(figure.value("#w1-box"), "0.25", "{typed}");
        assert_eq!((figure.state(), figure.picture()), (state.clone(), picture.clone()), "{typed}");
    }
}

fn a_box_keeps_the_last_good_value_and_says_in_english_what_was_wrong(page: &Page<'_>) {
    page.open("/?lang=en");
    assert_refused(
        page,
        &[
            ("1,5", "w1: write the decimal point as a point, not a comma (given: 1,5)."),
            ("", "w1: no value given. Allowed: −10 … 10."),
            ("11", "w1: out of range (given: 11). Allowed: −10 … 10."),
            ("-10.01", "w1: out of range"),
            ("abc", "w1: this can’t be read as a number (given: abc)."),
            ("1e999", "can’t be read as a number"),
            ("NaN", "can’t be read as a number"),
            ("<b>1</b>", "can’t be read as a number (given: <b>1</b>)"),
        ],
    );
}

fn a_box_keeps_the_last_good_value_and_says_in_korean_what_was_wrong(page: &Page<'_>) {
    page.open("/?lang=ko");
    assert_refused(
        page,
        &[
            ("1,5", "w1: 소수점은 쉼표가 아니라 마침표로 씁니다(받은 값: 1,5)."),
            ("", "w1: 값이 비어 있습니다."),
            ("11", "w1: 범위를 벗어났습니다(받은 값: 11)."),
            ("하나", "w1: 숫자로 읽을 수 없습니다(받은 값: 하나)."),
        ],
    );
}

fn a_message_at_a_box_goes_when_a_good_value_comes(page: &Page<'_>) {
    page.open("/");
    let figure = page.figure();
    figure.enter("#w2-box", "1,5");
    assert!(figure.shows("#w2-problem"));
    figure.enter("#w2-box", "1.5");
    assert!(!figure.shows("#w2-problem"));
    assert_eq!(figure.attribute("#w2-box", "aria-invalid"), "false");
    // More digits than are kept are a note, not a refusal.
    figure.enter("#w2-box", "0.667");
    assert_eq!(figure.value("#w2-box"), "0.67");
    assert!(figure.text("#w2-problem").contains("rounded to two decimal places (given: 0.667)"));
}

fn the_arrow_keys_step_a_box(page: &Page<'_>) {
    page.open("/");
    let figure = page.figure();
    figure.focus("#w1-box");
    for (keys, value) in [
        (&[key::UP][..], "0.51"),
        (&[key::DOWN], "0.50"),
        (&[key::SHIFT, key::UP], "0.60"),
        (&[key::PAGE_DOWN], "0.50"),
        (&[key::PAGE_UP], "0.60"),
    ] {
        page.press(keys);
        assert_eq!(figure.value("#w1-box"), value, "{keys:?}");
        assert_agrees(&figure);
    }
}

fn a_box_stops_at_its_limits(page: &Page<'_>) {
    page.open("/#panel=gates&w1=9.95");
    let figure = page.figure();
    figure.focus("#w1-box");
    page.press(&[key::PAGE_UP]);
    assert_eq!(figure.value("#w1-box"), "10.00");
    page.press(&[key::UP]);
    assert_eq!(figure.value("#w1-box"), "10.00");
    assert_eq!(figure.text("#w1-problem"), "");
}

fn a_value_beyond_the_slider_makes_the_slider_reach_it(page: &Page<'_>) {
    page.open("/");
    let figure = page.figure();
    figure.enter("#w1-box", "-7.5");
    assert_eq!(figure.value("#w1-range"), "-7.5");
    assert_agrees(&figure);
}

fn theta_and_b_are_two_views_of_one_number(page: &Page<'_>) {
    page.open("/");
    let figure = page.figure();
    assert_eq!(figure.text(".rule"), "y = 1 ⇔ w1·x1 + w2·x2 > θ");
    assert!(figure.shows("#theta-range") && !figure.shows("#b-range"));
    let picture = figure.picture();

    figure.click(".choice.form input[value=bias]");
    assert_eq!(figure.text(".rule"), "y = 1 ⇔ w1·x1 + w2·x2 + b > 0");
    assert!(figure.shows("#b-range") && !figure.shows("#theta-range"));
    assert_eq!(figure.value("#b-box"), "−0.70");
    assert_eq!(figure.text(".truth tbody tr:nth-child(2) .sum"), "0.5×0 + 0.5×1 − 0.7 = −0.2");
    assert_eq!(figure.picture(), picture, "another way to write the rule moves nothing");

    figure.enter("#b-box", "-1.2");
    assert_agrees(&figure);
    figure.click(".choice.form input[value=threshold]");
    assert_eq!(figure.value("#theta-box"), "1.20");
    figure.focus("#theta-range");
    page.press(&[key::LEFT]);
    figure.click(".choice.form input[value=bias]");
    assert_eq!(figure.value("#b-box"), "−1.19");
    assert_agrees(&figure);
}

fn the_tie_rule_decides_the_points_on_the_line(page: &Page<'_>) {
    page.open("/?lang=en#panel=gates&w1=0.1&w2=0.2&b=-0.3");
    let figure = page.figure();
    let last = ".truth tbody tr:nth-child(4)";
    // 0.1 + 0.2 is 0.3 to a learner, whatever binary fractions say.
    assert_eq!(figure.text(&format!("{last} .sum")), "0.1×1 + 0.2×1 = 0.3 ≤ 0.3");
    assert_eq!(figure.text(&format!("{last} .output")), "→ 0");
    assert!(figure.text(&format!("{last} .result")).contains("on the line"));
    assert!(figure.text(".sentence").contains("Exactly on the line: (1, 1)."));
    let picture = figure.picture();
    figure.click(".choice.tie input[value=ge]");
    assert_eq!(figure.text(&format!("{last} .sum")), "0.1×1 + 0.2×1 = 0.3 ≥ 0.3");
    assert_eq!(figure.text(&format!("{last} .output")), "→ 1");
    assert_eq!(figure.text(".rule"), "y = 1 ⇔ w1·x1 + w2·x2 ≥ θ");
    assert_ne!(figure.picture(), picture, "the point is right now");
    assert_agrees(&figure);
}
