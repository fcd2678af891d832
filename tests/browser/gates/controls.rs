//! Sliders, boxes and tabs: by mouse and by keys, with numbers as people type them.

use crate::model::assert_agrees;
use crate::plate::drawers::show_drawer;
use playground_tests::page::{Pointer, key};
use playground_tests::{Page, Test, json, tests};

pub fn tests() -> Vec<Test> {
    tests![
        a_slider_moved_by_mouse_changes_picture_sum_and_link,
        a_slider_moved_by_keys_changes_picture_and_sum,
        home_and_end_reach_the_ends_of_a_slider_and_a_page_is_ten_steps,
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

/// AND as the book has it, with the controls of the first question.
const AND: &str = "goal=make-and&gate=and&w1=0.5&w2=0.5&b=-0.7&row=11";

fn a_slider_moved_by_mouse_changes_picture_sum_and_link(page: &Page<'_>) {
    let figure = page.open_panel("gates", AND);
    for (name, wanted) in [("w1", "w1="), ("w2", "w2="), ("theta", "b=")] {
        let (picture, sum) = (figure.picture(), figure.text(".sum"));
        figure.drag(Pointer::Mouse, &format!("#{name}-range"), &[(10, 0), (25, 0), (-5, 0)]);
        assert_agrees(&figure);
        assert_ne!(figure.picture(), picture, "{name}");
        assert_ne!(figure.text(".sum"), sum, "{name}");
        // The link follows a while after the last move.
        let link = format!("#panel=gates&{}", figure.state());
        assert!(link.contains(wanted), "{link}");
        page.wait_for("the link", &format!("return location.hash === {link:?}"));
    }
}

fn a_slider_moved_by_keys_changes_picture_and_sum(page: &Page<'_>) {
    let figure = page.open_panel("gates", AND);
    let picture = figure.picture();
    figure.focus("#w1-range");
    page.press_times(key::RIGHT, 3);
    page.press(&[key::UP]);
    page.press(&[key::LEFT]);
    assert_eq!(figure.value("#w1-box"), "0.53");
    assert_eq!(figure.text(".sum"), "0.53×1 + 0.5×1 = 1.03 > 0.7");
    assert_agrees(&figure);
    assert_ne!(figure.picture(), picture);
    page.wait_for("the link", "return location.hash.includes('w1=0.53')");
}

fn home_and_end_reach_the_ends_of_a_slider_and_a_page_is_ten_steps(page: &Page<'_>) {
    let figure = page.open_panel("gates", AND);
    figure.focus("#w2-range");
    page.press(&[key::HOME]);
    assert_eq!(figure.value("#w2-box"), "−2.00");
    page.press(&[key::END]);
    assert_eq!(figure.value("#w2-box"), "2.00");
    page.press(&[key::PAGE_DOWN]);
    assert_eq!(figure.value("#w2-box"), "1.90");
    page.press(&[key::PAGE_UP]);
    assert_eq!(figure.value("#w2-box"), "2.00");
    assert_agrees(&figure);
}

fn a_box_reads_numbers_as_people_write_them(page: &Page<'_>) {
    let figure = page.open_panel("gates", AND);
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
        assert_eq!(figure.text(".voice"), said, "{typed}");
        assert_eq!(figure.attribute("#w1-box", "aria-invalid"), "true", "{typed}");
        assert_eq!(figure.value("#w1-box"), "0.25", "{typed}");
        assert_eq!((figure.state(), figure.picture()), (state.clone(), picture.clone()), "{typed}");
    }
}

fn a_box_keeps_the_last_good_value_and_says_in_english_what_was_wrong(page: &Page<'_>) {
    page.open_panel("gates", AND);
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
    let figure = page.open_panel("gates", AND);
    figure.run("figure.setAttribute('lang', 'ko')", &[]);
    figure.wait_for_language("ko");
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
    let figure = page.open_panel("gates", AND);
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
    let figure = page.open_panel("gates", AND);
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
    let figure = page.open_panel("gates", "goal=make-and&w1=9.95&w2=0.5&b=-0.7");
    figure.focus("#w1-box");
    page.press(&[key::PAGE_UP]);
    assert_eq!(figure.value("#w1-box"), "10.00");
    page.press(&[key::UP]);
    assert_eq!(figure.value("#w1-box"), "10.00");
    assert_eq!(figure.text("#w1-problem"), "");
}

fn a_value_beyond_the_slider_makes_the_slider_reach_it(page: &Page<'_>) {
    let figure = page.open_panel("gates", AND);
    figure.enter("#w1-box", "-7.5");
    assert_eq!(figure.value("#w1-range"), "-7.5");
    assert_agrees(&figure);
}

/// A value of tabs in the drawer, chosen with the mouse.
fn choose(page: &Page<'_>, setting: &str, nth: usize) {
    let figure = page.figure();
    show_drawer(&figure, "settings");
    let tab = format!("[data-field='{setting}'] .tabs button:nth-child({nth})");
    figure.click(&tab);
    assert_eq!(figure.attribute(&tab, "aria-checked"), "true");
    figure.click(".drawer .close");
}

fn theta_and_b_are_two_views_of_one_number(page: &Page<'_>) {
    let figure = page.open_panel("gates", "gate=and&w1=0.5&w2=0.5&b=-0.7&row=01&goal=none");
    let rule = || {
        show_drawer(&figure, "numbers");
        let text = figure.text(".content.numbers .lines li");
        figure.click(".drawer .close");
        text
    };
    assert!(rule().ends_with("y = 1 ⇔ w1·x1 + w2·x2 > θ"), "{}", rule());
    assert!(figure.shows("#theta-range") && !figure.shows("#b-range"));
    let picture = figure.picture();

    choose(page, "form", 2);
    assert!(rule().ends_with("y = 1 ⇔ w1·x1 + w2·x2 + b > 0"), "{}", rule());
    assert!(figure.shows("#b-range") && !figure.shows("#theta-range"));
    assert_eq!(figure.value("#b-box"), "−0.70");
    assert_eq!(figure.text(".sum"), "0.5×0 + 0.5×1 − 0.7 = −0.2");
    assert_eq!(figure.picture(), picture, "another way to write the rule moves nothing");

    figure.enter("#b-box", "-1.2");
    assert_agrees(&figure);
    choose(page, "form", 1);
    assert_eq!(figure.value("#theta-box"), "1.20");
    figure.focus("#theta-range");
    page.press(&[key::LEFT]);
    choose(page, "form", 2);
    assert_eq!(figure.value("#b-box"), "−1.19");
    assert_agrees(&figure);
}

fn the_tie_rule_decides_the_points_on_the_line(page: &Page<'_>) {
    let figure = page.open_panel("gates", "gate=and&w1=0.1&w2=0.2&b=-0.3&row=11&goal=none");
    // 0.1 + 0.2 is 0.3 to a learner, whatever binary fractions say.
    assert_eq!(figure.text(".sum"), "0.1×1 + 0.2×1 = 0.3 ≤ 0.3");
    assert_eq!(figure.text(".diagram .node.output + .value"), "0");
    assert!(figure.text(".sentence").contains("(1, 1)"), "{}", figure.text(".sentence"));
    let picture = figure.picture();
    choose(page, "tie", 2);
    assert_eq!(figure.text(".sum"), "0.1×1 + 0.2×1 = 0.3 ≥ 0.3");
    assert_eq!(figure.text(".diagram .node.output + .value"), "1");
    assert_ne!(figure.picture(), picture, "the point is right now");
    assert_eq!(assert_agrees(&figure)["own"]["output"], json!(1));
}
