//! The truth table's rows, the wanted outputs, and the ways to other gates: tabs, presets, the strip of θ, the sixteen.

use crate::model::{assert_agrees, canvas_offset};
use perceptron_playground::data::gates::GATE_NAMES;
use playground_tests::page::{Pointer, key};
use playground_tests::{Page, Test, tests};

pub fn tests() -> Vec<Test> {
    tests![
        a_row_chosen_by_mouse_shows_in_table_picture_and_diagram,
        a_row_chosen_by_keys_shows_in_table_picture_and_diagram,
        a_point_clicked_in_the_picture_chooses_its_row,
        a_wanted_output_can_be_turned_over,
        the_tabs_choose_a_gate,
        a_gate_without_a_tab_gets_one_while_it_is_chosen,
        the_presets_are_the_numbers_of_notes_and_book,
        the_strip_of_thresholds_goes_to_each_gate,
        all_sixteen_functions_can_be_chosen,
        two_of_sixteen_say_that_no_line_can_do_them,
    ]
}

#[track_caller]
fn assert_row(page: &Page<'_>, row: usize) {
    let figure = page.figure();
    let inputs = ["0, 0", "0, 1", "1, 0", "1, 1"][row];
    assert!(figure.is_on(&format!(".truth tbody tr:nth-child({}) input", row + 1)), "row {row}");
    assert!(figure.attribute(".truth tbody tr.chosen input", "aria-label").contains(inputs), "row {row}");
    assert!(figure.attribute(".diagram", "aria-label").contains(&format!("({inputs})")), "row {row}");
    assert_agrees(&figure);
}

fn a_row_chosen_by_mouse_shows_in_table_picture_and_diagram(page: &Page<'_>) {
    page.open("/");
    let figure = page.figure();
    assert_row(page, 3);
    for row in [1, 0, 2] {
        let (picture, diagram) = (figure.picture(), figure.attribute(".diagram", "aria-label"));
        // Any place of the row will do.
        figure.click(&format!(".truth tbody tr:nth-child({}) .sum", row + 1));
        assert_row(page, row);
        assert_ne!(figure.picture(), picture, "row {row}");
        assert_ne!(figure.attribute(".diagram", "aria-label"), diagram, "row {row}");
    }
    page.wait_for("the link", "return location.hash.includes('row=10')");
}

fn a_row_chosen_by_keys_shows_in_table_picture_and_diagram(page: &Page<'_>) {
    page.open("/");
    let figure = page.figure();
    figure.focus(".truth tbody tr:nth-child(4) input");
    for (key, row) in [(key::UP, 2), (key::UP, 1), (key::DOWN, 2), (key::DOWN, 3)] {
        let picture = figure.picture();
        page.press(&[key]);
        assert_row(page, row);
        assert_ne!(figure.picture(), picture, "row {row}");
    }
}

fn a_point_clicked_in_the_picture_chooses_its_row(page: &Page<'_>) {
    page.open("/");
    let figure = page.figure();
    figure.reveal("canvas");
    for (row, x1, x2) in [(0, 0.0, 0.0), (1, 0.0, 1.0), (2, 1.0, 0.0), (3, 1.0, 1.0)] {
        page.drag(Pointer::Mouse, &figure.element("canvas"), canvas_offset(&figure, x1, x2), &[]);
        assert_row(page, row);
    }
}

fn a_wanted_output_can_be_turned_over(page: &Page<'_>) {
    page.open("/?lang=en");
    let figure = page.figure();
    let flip = ".truth tbody tr:nth-child(2) .flip";
    let picture = figure.picture();
    figure.click(flip);
    assert_eq!(figure.text(flip), "1");
    assert!(figure.text(".truth tbody tr:nth-child(2) .result").starts_with('✗'));
    assert!(figure.text(".sentence").contains("3 of 4 rows right"));
    assert_ne!(figure.picture(), picture);
    assert_agrees(&figure);
    figure.click(flip);
    assert_eq!(figure.picture(), picture);
}

fn the_tabs_choose_a_gate(page: &Page<'_>) {
    page.open("/");
    let figure = page.figure();
    for (gate, targets) in
        [("or", "0111"), ("nand", "1110"), ("xor", "0110"), ("nor", "1000"), ("xnor", "1001"), ("and", "0001")]
    {
        figure.click(&format!(".choice.gate input[value={gate}]"));
        assert_eq!(figure.texts(".flip").concat(), targets, "{gate}");
        assert_agrees(&figure);
    }
}

fn a_gate_without_a_tab_gets_one_while_it_is_chosen(page: &Page<'_>) {
    page.open("/#panel=gates&gate=x1-implies-x2");
    let figure = page.figure();
    assert!(figure.shows(".choice.gate label:has(input[value='x1-implies-x2'])"));
    figure.click(".choice.gate input[value=and]");
    assert!(!figure.shows(".choice.gate label:has(input[value='x1-implies-x2'])"));
}

fn the_presets_are_the_numbers_of_notes_and_book(page: &Page<'_>) {
    page.open("/");
    let figure = page.figure();
    let cases = [
        ("and", ["1.00", "1.00", "−1.50"], ["0.50", "0.50", "−0.70"]),
        ("or", ["1.00", "1.00", "−0.50"], ["0.50", "0.50", "−0.20"]),
        ("nand", ["−1.00", "−1.00", "1.50"], ["−0.50", "−0.50", "0.70"]),
    ];
    for (gate, notes, book) in cases {
        figure.click(&format!(".choice.gate input[value={gate}]"));
        for (nth, numbers) in [(1, notes), (2, book)] {
            figure.click(&format!(".presets button:nth-of-type({nth})"));
            assert_eq!(["w1", "w2", "b"].map(|name| figure.value(&format!("#{name}-box"))), numbers, "{gate}");
            assert_eq!(assert_agrees(&figure).rows_right(), 4, "{gate}");
        }
    }
    figure.click(".choice.gate input[value=xor]");
    assert!(!figure.shows(".presets"), "nobody has numbers for XOR");
}

fn the_strip_of_thresholds_goes_to_each_gate(page: &Page<'_>) {
    page.open("/#panel=gates&w1=1&w2=1&b=-1.5");
    let figure = page.figure();
    // With the sums 0, 1, 1, 2: below 0 always 1, then OR, AND, and nothing passes from 2 on.
    assert_eq!(figure.texts(".strip .gate"), ["always 1", "OR", "AND", "always 0"]);
    assert!(figure.is_on(".strip button:nth-child(3)"));
    for (nth, outputs) in [(1, "→ 1→ 1→ 1→ 1"), (2, "→ 0→ 1→ 1→ 1"), (4, "→ 0→ 0→ 0→ 0"), (3, "→ 0→ 0→ 0→ 1")]
    {
        let picture = figure.picture();
        figure.click(&format!(".strip button:nth-child({nth})"));
        assert_eq!(figure.texts(".truth .output:not(th)").concat(), outputs);
        assert!(figure.is_on(&format!(".strip button:nth-child({nth})")));
        assert_eq!(figure.value("#w1-box"), "1.00");
        assert_ne!(figure.picture(), picture);
        assert_agrees(&figure);
    }
}

fn all_sixteen_functions_can_be_chosen(page: &Page<'_>) {
    page.open("/");
    let figure = page.figure();
    figure.click(".functions summary");
    assert_eq!(figure.texts(".functions .grid button").len(), 16);
    let mut seen = std::collections::BTreeSet::new();
    for (nth, name) in (1..).zip(GATE_NAMES) {
        let button = format!(".functions .grid button:nth-child({nth})");
        figure.click(&button);
        assert!(figure.is_on(&button), "{name}");
        let gates = assert_agrees(&figure);
        assert_eq!(gates.settings().gate.name(), name);
        let targets = gates.settings().gate.outputs().map(|on| if on { '1' } else { '0' });
        assert_eq!(figure.texts(".flip").concat(), String::from_iter(targets), "{name}");
        seen.insert(targets);
    }
    assert_eq!(seen.len(), 16);
}

fn two_of_sixteen_say_that_no_line_can_do_them(page: &Page<'_>) {
    page.open("/?lang=en");
    let figure = page.figure();
    figure.click(".functions summary");
    assert_eq!(figure.text(".functions .hint"), "A line can separate 14 of them.");
    let marked = figure.texts(".functions button:has(.note:not(:empty)) .gate");
    assert_eq!(marked, ["XOR", "XNOR"]);
}
