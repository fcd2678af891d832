//! XOR built by hand: sliders, presets, lines that are moved and turned, rows that are chosen.

use perceptron_playground::model::decimal::Decimal;
use perceptron_playground::panel::xor::Xor;
use playground_tests::page::{Pointer, key};
use playground_tests::{Page, Test, tests};

use super::{assert_agrees, model_of, open, type_into};

pub fn tests() -> Vec<Test> {
    tests![
        xor_is_built_by_keys_alone,
        a_broken_network_says_what_breaks_and_undo_mends_it,
        every_preset_is_xor,
        a_line_is_moved_by_mouse_and_by_finger,
        a_row_is_chosen_by_mouse_and_by_keys,
        a_line_is_turned_by_mouse_by_finger_and_by_keys,
        the_one_line_is_moved_and_turned_under_its_own_name,
    ]
}

fn xor_is_built_by_keys_alone(page: &Page<'_>) {
    let figure = open(page, "");
    figure.focus(".goals > .buttons button:nth-child(1)");
    page.press(&[key::ENTER]);
    assert!(figure.text(".asked p").starts_with("h1 is OR"), "{}", figure.text(".asked p"));
    assert!(figure.text(".sentence").contains("h2 = AND") && !figure.shows(".reached"));
    for (name, value) in [("h2w1", "-0.5"), ("h2w2", "−0.5"), ("h2b", "0.7")] {
        type_into(&figure, &format!("#{name}-box"), value);
    }
    assert!(figure.text(".reached").starts_with("That’s XOR"), "{}", figure.text(".reached"));
    assert_eq!(figure.text(".voice"), figure.text(".reached"));
    assert!(figure.text(".sentence").ends_with("all 4 rows right. This is XOR."), "{}", figure.text(".sentence"));
    assert_eq!(assert_agrees(&figure).rows_right(), 4);
}

fn a_broken_network_says_what_breaks_and_undo_mends_it(page: &Page<'_>) {
    let figure = open(page, "");
    figure.enter("#yb-box", "-0.2");
    assert!(figure.text(".sentence").contains("the line of y does not yet"), "{}", figure.text(".sentence"));
    figure.enter("#h2w1-box", "0.5");
    figure.enter("#h2w2-box", "0.5");
    figure.enter("#h2b-box", "-0.2");
    let said = figure.text(".sentence");
    assert!(said.contains("(0, 1) and (1, 1) fall onto the same place but want different outputs"), "{said}");
    assert!(assert_agrees(&figure).rows_right() < 4);
    for _ in 0..4 {
        figure.click(".takeaway button:nth-child(1)");
    }
    assert!(figure.text(".sentence").contains("This is XOR"));
    assert_eq!(figure.state(), "");
    assert!(!figure.is_enabled(".takeaway button:nth-child(1)"));
}

fn every_preset_is_xor(page: &Page<'_>) {
    let figure = open(page, "h1w1=0&h1w2=0&h1b=0");
    assert!(!figure.text(".sentence").contains("This is XOR"));
    for nth in 1..=4 {
        let preset = format!(".presets button:nth-of-type({nth})");
        let picture = figure.picture();
        figure.click(&preset);
        assert!(figure.is_on(&preset) && figure.text(".sentence").contains("fall onto 3 places"));
        assert_ne!(figure.picture(), picture);
        assert_eq!(assert_agrees(&figure).rows_right(), 4);
    }
}

fn a_line_is_moved_by_mouse_and_by_finger(page: &Page<'_>) {
    page.browser.phone(400, 800);
    let figure = open(page, "");
    for (pointer, nth, bias) in [(Pointer::Mouse, 1, "h1b"), (Pointer::Touch, 3, "h2b")] {
        let handle = format!(".plane.inputs .handle:nth-of-type({nth})");
        let before = figure.value(&format!("#{bias}-box"));
        figure.drag(pointer, &handle, &[(10, -10), (20, -20)]);
        let after = figure.value(&format!("#{bias}-box"));
        assert_ne!(after, before, "{bias}");
        assert!(figure.attribute(&handle, "aria-valuetext").contains(&format!("b = {after}")));
        assert_agrees(&figure);
    }
    let handle = ".plane.hidden .handle";
    figure.focus(handle);
    page.press(&[key::UP]);
    page.press(&[key::SHIFT, key::LEFT]);
    assert_eq!(figure.value("#yb-box"), "−0.79");
}

fn a_row_is_chosen_by_mouse_and_by_keys(page: &Page<'_>) {
    let figure = open(page, "");
    figure.click(".truth tbody tr:nth-child(2) .y");
    assert!(figure.text(".explained h2").contains("(0, 1)"));
    assert_agrees(&figure);
    figure.focus(".truth tbody tr:nth-child(2) input");
    page.press(&[key::UP]);
    assert!(figure.text(".explained h2").contains("(0, 0)"));
    assert_agrees(&figure);
    page.wait_for("the link", "return location.hash.includes('row=00')");
}

fn a_line_is_turned_by_mouse_by_finger_and_by_keys(page: &Page<'_>) {
    page.browser.phone(400, 800);
    let figure = open(page, "");
    for (pointer, nth, unit) in [(Pointer::Mouse, 2, 0), (Pointer::Touch, 4, 1)] {
        let handle = format!(".plane.inputs .handle:nth-of-type({nth})");
        let before = assert_agrees(&figure);
        figure.drag(pointer, &handle, &[(15, 5), (30, 12), (44, 24)]);
        let after = assert_agrees(&figure);
        let [then, now] = [&before, &after].map(|xor| xor.settings().hand.hidden[unit]);
        assert!(then.weights != now.weights, "unit {unit} turns");
        let length = |weights: [f64; 2]| weights[0].hypot(weights[1]);
        let [then, now] = [then, now].map(|unit| length(unit.weights.map(Decimal::to_f64)));
        assert!((then - now).abs() < 0.015, "and keeps the length of its weights: {then}, {now}");
        let degrees = after.line_degrees(unit).unwrap_or_default();
        assert_eq!(figure.attribute(&handle, "aria-valuenow"), degrees.to_string());
    }

    // y is AND over OR and NAND. Turned about by keys alone it is something else, and back again XOR.
    let figure = open(page, "");
    figure.focus(".plane.hidden .handle:nth-of-type(2)");
    for _ in 0..9 {
        page.press(&[key::SHIFT, key::UP]);
    }
    let turned = assert_agrees(&figure);
    assert_eq!(turned.line_degrees(2), Some(135));
    assert!(figure.text(".sentence").contains("the line of y does not yet"), "{}", figure.text(".sentence"));
    for _ in 0..9 {
        page.press(&[key::SHIFT, key::DOWN]);
    }
    assert!(figure.text(".sentence").contains("This is XOR"), "{}", figure.text(".sentence"));
}

fn the_one_line_is_moved_and_turned_under_its_own_name(page: &Page<'_>) {
    let figure = open(page, "part=limit");
    assert!(figure.attribute(".handle.line", "aria-label").contains("line of y"));
    figure.drag(Pointer::Mouse, ".handle.tip", &[(-20, 10), (-60, 30)]);
    let xor = model_of(&figure);
    assert_ne!(xor.settings().single, Xor::default().settings().single);
    assert_eq!(figure.value("#w1-box"), xor.value("w1").unwrap_or_default());
}
