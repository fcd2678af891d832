//! What stands in the drawers of `gates`: the truth table, the strip of θ, the sixteen functions, the numbers to begin with.

use crate::model::{assert_agrees, canvas_offset, gates_of};
use crate::plate::drawers::show_drawer;
use perceptron_playground::data::gates::GATE_NAMES;
use playground_tests::page::{Pointer, key};
use playground_tests::{Page, Test, tests};

pub fn tests() -> Vec<Test> {
    tests![
        a_row_chosen_in_the_table_shows_in_picture_and_neuron,
        a_point_clicked_in_the_picture_chooses_its_row,
        a_target_can_be_turned_over,
        the_presets_are_the_numbers_of_notes_and_book,
        the_strip_of_thresholds_goes_to_each_gate,
        all_sixteen_functions_can_be_chosen,
        two_of_sixteen_say_that_no_line_can_do_them,
    ]
}

const FREE: &str = "gate=and&w1=0.5&w2=0.5&b=-0.7&row=11&goal=none";

#[track_caller]
fn assert_row(page: &Page<'_>, row: usize) {
    let figure = page.figure();
    let inputs = [["0.5×0", "0.5×0"], ["0.5×0", "0.5×1"], ["0.5×1", "0.5×0"], ["0.5×1", "0.5×1"]][row];
    assert_eq!(gates_of(&figure).settings().row.0, row);
    let sum = figure.text(".sum");
    assert!(figure.attribute(".diagram", "aria-label").contains(&sum), "row {row}");
    assert!(inputs.iter().all(|input| sum.contains(input)), "row {row}: {sum}");
    assert_agrees(&figure);
}

fn a_row_chosen_in_the_table_shows_in_picture_and_neuron(page: &Page<'_>) {
    let figure = page.open_panel("gates", FREE);
    show_drawer(&figure, "numbers");
    assert_row(page, 3);
    for row in [1, 0, 2] {
        let (picture, sum) = (figure.picture(), figure.text(".sum"));
        let button = format!(".truth tbody tr:nth-child({}) .look", row + 1);
        if row == 0 {
            figure.focus(&button);
            page.press(&[key::ENTER]);
        } else {
            figure.click(&button);
        }
        assert!(figure.is_on(&button));
        assert_row(page, row);
        assert_ne!(figure.picture(), picture, "row {row}");
        assert_ne!(figure.text(".sum"), sum, "row {row}");
    }
    page.wait_for("the link", "return location.hash.includes('row=10')");
}

fn a_point_clicked_in_the_picture_chooses_its_row(page: &Page<'_>) {
    let figure = page.open_panel("gates", FREE);
    for (row, x1, x2) in [(0, 0.0, 0.0), (1, 0.0, 1.0), (2, 1.0, 0.0), (3, 1.0, 1.0)] {
        page.drag(Pointer::Mouse, &figure.element("canvas"), canvas_offset(&figure, x1, x2), &[]);
        assert_row(page, row);
    }
}

fn a_target_can_be_turned_over(page: &Page<'_>) {
    let figure = page.open_panel("gates", FREE);
    show_drawer(&figure, "numbers");
    let flip = ".truth tbody tr:nth-child(2) .flip";
    let picture = figure.picture();
    figure.click(flip);
    assert_eq!(figure.text(flip), "1");
    assert!(figure.text(".truth tbody tr:nth-child(2) .result").starts_with('✗'));
    assert_eq!(gates_of(&figure).rows_right(), 3);
    assert_ne!(figure.picture(), picture);
    assert_agrees(&figure);
    figure.click(flip);
    assert_eq!(figure.picture(), picture);
}

fn the_presets_are_the_numbers_of_notes_and_book(page: &Page<'_>) {
    let cases = [
        ("and", ["1.00", "1.00", "1.50"], ["0.50", "0.50", "0.70"]),
        ("or", ["1.00", "1.00", "0.50"], ["0.50", "0.50", "0.20"]),
        ("nand", ["−1.00", "−1.00", "−1.50"], ["−0.50", "−0.50", "−0.70"]),
    ];
    for (gate, notes, book) in cases {
        let figure = page.open_panel("gates", &format!("gate={gate}&goal=none"));
        show_drawer(&figure, "settings");
        for (nth, numbers) in [(1, notes), (2, book)] {
            figure.click(&format!(".presets button:nth-of-type({nth})"));
            assert_eq!(["w1", "w2", "theta"].map(|name| figure.value(&format!("#{name}-box"))), numbers, "{gate}");
            assert_eq!(gates_of(&figure).rows_right(), 4, "{gate}");
        }
    }
    let figure = page.open_panel("gates", "gate=or&goal=none");
    show_drawer(&figure, "settings");
    figure.click(".presets button:nth-of-type(3)");
    assert_eq!(gates_of(&figure).rows_right(), 4);
    assert!(figure.text("#sentence").contains("x2 = −x1 + 2/3"), "{}", figure.text("#sentence"));
    let figure = page.open_panel("gates", "gate=xor&goal=none");
    show_drawer(&figure, "settings");
    assert!(!figure.shows(".presets"), "nobody has numbers for XOR");
}

fn the_strip_of_thresholds_goes_to_each_gate(page: &Page<'_>) {
    let figure = page.open_panel("gates", "w1=1&w2=1&b=-1.5&goal=none");
    show_drawer(&figure, "thresholds");
    // With the sums 0, 1, 1, 2: below 0 always 1, then OR, AND, and nothing passes from 2 on.
    assert_eq!(figure.texts(".strip .gate"), ["always 1", "OR", "AND", "always 0"]);
    assert!(figure.is_on(".strip button:nth-child(3)"));
    for (nth, outputs) in
        [(1, [true; 4]), (2, [false, true, true, true]), (4, [false; 4]), (3, [false, false, false, true])]
    {
        let picture = figure.picture();
        figure.click(&format!(".strip button:nth-child({nth})"));
        let gates = gates_of(&figure);
        assert_eq!([0, 1, 2, 3].map(|row| gates.output(row)), outputs);
        assert!(figure.is_on(&format!(".strip button:nth-child({nth})")));
        assert_eq!(figure.value("#w1-box"), "1.00");
        assert_ne!(figure.picture(), picture);
        assert_agrees(&figure);
    }
}

fn all_sixteen_functions_can_be_chosen(page: &Page<'_>) {
    let figure = page.open_panel("gates", FREE);
    show_drawer(&figure, "functions");
    assert_eq!(figure.texts(".functions .grid button").len(), 16);
    let mut seen = std::collections::BTreeSet::new();
    for (nth, name) in (1..).zip(GATE_NAMES) {
        let button = format!(".functions .grid button:nth-child({nth})");
        figure.click(&button);
        assert!(figure.is_on(&button), "{name}");
        let gate = gates_of(&figure).settings().gate;
        assert_eq!(gate.name(), name);
        seen.insert(gate.outputs());
        assert_agrees(&figure);
    }
    assert_eq!(seen.len(), 16);
}

fn two_of_sixteen_say_that_no_line_can_do_them(page: &Page<'_>) {
    let figure = page.open_panel("gates", FREE);
    show_drawer(&figure, "functions");
    assert!(figure.text(".functions .hint").contains("14"), "{}", figure.text(".functions .hint"));
    let marked = figure.texts(".functions button:has(.note:not(:empty)) .gate");
    assert_eq!(marked, ["XOR", "XNOR"]);
}
