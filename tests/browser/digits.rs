//! The panel `digits`: drawn by mouse, finger and keys, learned, looked into, and without its data.

use perceptron_playground::panel::digits::DigitsPanel;
use playground_tests::page::{Pointer, key};
use playground_tests::{Figure, Page, Test, tests};

const FILE: &[u8] = include_bytes!("../../www/data/digits.bin");
const PLAY: &str = ".player .buttons button:nth-child(1)";
const EPOCH: &str = ".player .buttons button:nth-child(3)";

pub fn tests() -> Vec<Test> {
    tests![
        a_digit_is_drawn_by_mouse_and_by_finger,
        a_digit_is_drawn_by_keys_alone,
        rubbing_out_clearing_and_undo,
        it_learns_to_read_in_the_page,
        a_link_trains_as_far_as_it_says,
        is_it_a_five_beside_who_always_says_no,
        the_pictures_behind_a_mistake_go_onto_the_pad,
        letters_noise_and_nothing_are_answered,
        a_node_is_worked_out,
        one_digit_alone_is_explained,
        without_its_data_the_pad_works_and_it_can_be_tried_again,
        a_damaged_file_is_not_used,
    ]
}

/// The panel with its data in the state of a link, as far trained as the state asks for.
#[track_caller]
pub fn panel_in(state: &str) -> DigitsPanel {
    let mut panel = DigitsPanel::default();
    panel.give(FILE).expect("the file is good");
    assert_eq!(panel.load(state), [], "{state}");
    while panel.is_behind() {
        panel.catch_up();
    }
    panel
}

/// The state of the figure, in an engine of our own.
#[track_caller]
fn model_of(figure: &Figure<'_>) -> DigitsPanel {
    panel_in(&figure.state())
}

/// Checks that cells, answer and matrix are those of one and the same state.
#[track_caller]
fn assert_agrees(figure: &Figure<'_>) -> DigitsPanel {
    figure.page.settle();
    let panel = model_of(figure);
    let cells: Vec<_> = panel.cells().iter().map(u8::to_string).collect();
    assert_eq!(figure.texts(".cells.shaded td"), cells);
    let rows = panel.answer().rows();
    let shown: Vec<_> = figure.texts(".answers .share").into_iter().take(rows.len()).collect();
    assert_eq!(shown, rows.iter().map(|row| row.share.clone()).collect::<Vec<_>>());
    let [right, all] = panel.right();
    assert!(
        figure.text(".digits-training .sentence").contains(&format!("({right} of {all} held-out digits)")),
        "{right}"
    );
    panel
}

/// Opens the state and waits until its data are there and its epochs done.
#[track_caller]
fn open<'p>(page: &'p Page<'p>, state: &str) -> Figure<'p> {
    let figure = page.open_panel("digits", state);
    ready(page);
    figure
}

/// Waits until the data are there and the epochs done.
#[track_caller]
pub fn ready(page: &Page<'_>) {
    page.wait_for(
        "the data and the epochs",
        "const root = document.querySelector('perceptron-playground').shadowRoot;
         return root.querySelector('.digits-data')?.hidden && !/…/.test(root.querySelector('.position').textContent)",
    );
}

fn a_digit_is_drawn_by_mouse_and_by_finger(page: &Page<'_>) {
    page.browser.phone(400, 800);
    let figure = open(page, "pad=blank");
    assert_eq!(model_of(&figure).settings().pad.black_pixels(), 0);
    let mut before = 0;
    for (pointer, path) in [(Pointer::Mouse, [(40, 0), (40, 60)]), (Pointer::Touch, [(-40, 0), (-40, -60)])] {
        figure.drag(pointer, ".pad", &path);
        let after = assert_agrees(&figure).settings().pad.black_pixels();
        assert!(after > before + 20, "{after} after {before}");
        before = after;
    }
    assert_eq!(page.number("return scrollX"), 0.0);
}

fn a_digit_is_drawn_by_keys_alone(page: &Page<'_>) {
    let figure = open(page, "pad=blank&width=1");
    figure.focus(".pad");
    page.press(&[key::RIGHT]);
    page.press(&[key::SPACE]);
    page.press(&[key::SHIFT, key::DOWN]);
    page.press(&[key::DOWN]);
    page.press(&[key::SPACE]);
    page.press(&[key::RIGHT]);
    let pad = assert_agrees(&figure).settings().pad;
    assert_eq!(pad.black_pixels(), 6);
    assert!((16..22).all(|row| pad.is_black(17, row)));
    assert!(figure.text(".voice").starts_with("It says: "), "{}", figure.text(".voice"));
    page.press(&["\u{E017}"]);
    assert_eq!(assert_agrees(&figure).settings().pad.black_pixels(), 0);
    figure.click(".takeaway button:first-child");
    assert_eq!(assert_agrees(&figure).settings().pad, pad);
}

fn rubbing_out_clearing_and_undo(page: &Page<'_>) {
    let figure = open(page, "");
    let first = model_of(&figure).settings().pad.black_pixels();
    figure.click(".choice.ink label:nth-of-type(2)");
    figure.drag(Pointer::Mouse, ".pad", &[(0, -120), (0, 120)]);
    let rubbed = assert_agrees(&figure).settings().pad.black_pixels();
    assert!(rubbed < first);
    figure.click(".pad-tools button");
    assert_eq!(assert_agrees(&figure).settings().pad.black_pixels(), 0);
    assert!(!figure.is_enabled(".pad-tools button"));
    figure.click(".takeaway button:nth-child(1)");
    assert_eq!(model_of(&figure).settings().pad.black_pixels(), rubbed);
    figure.click(".takeaway button:nth-child(1)");
    assert_eq!(model_of(&figure).settings().pad.black_pixels(), first);
    figure.click(".takeaway button:nth-child(2)");
    assert_eq!(model_of(&figure).settings().pad.black_pixels(), rubbed);
}

fn it_learns_to_read_in_the_page(page: &Page<'_>) {
    let figure = open(page, "speed=100000&goal=ninety-seven");
    assert!(figure.text(".remarks").contains("press Play"));
    figure.click(PLAY);
    page.wait_for(
        "97 %",
        "return document.querySelector('perceptron-playground').shadowRoot.querySelector('.reached').textContent !== ''",
    );
    page.settle();
    let panel = assert_agrees(&figure);
    assert!(panel.accuracy() >= 0.97 && panel.epochs() > 0);
    assert_eq!(panel.answer().decided, 5, "the drawing that it opens with");
    let epochs = panel.epochs();
    figure.click(EPOCH);
    assert_eq!(assert_agrees(&figure).epochs(), epochs + 1);
    figure.focus(".history");
    page.press(&[key::HOME]);
    assert_eq!(assert_agrees(&figure).epochs(), 0);
    page.press(&[key::END]);
    assert_eq!(assert_agrees(&figure).epochs(), epochs + 1);
    figure.click(".player .buttons button:last-child");
    assert_eq!(assert_agrees(&figure).epochs(), 0);
    figure.click(".player .buttons button:nth-child(2)");
    assert_eq!(assert_agrees(&figure).run().expect("a run").place(), [0, 1]);
}

fn a_link_trains_as_far_as_it_says(page: &Page<'_>) {
    let query = "hidden1=16&activation=tanh&seed=4&epochs=6&batches=5";
    let figure = open(page, query);
    assert_eq!(figure.state(), query);
    let panel = assert_agrees(&figure);
    assert_eq!(panel.run().expect("a run").place(), [6, 5]);
    figure.run("$('.digits-training details').open = true", &[]);
    figure.enter("#hidden1-number", "1.5");
    assert!(figure.shows("#hidden1-wrong") && figure.state() == query);
    figure.click(".digits-training .presets button:nth-of-type(1)");
    let panel = assert_agrees(&figure);
    assert_eq!((panel.epochs(), panel.network().parameters().len()), (0, 650));
}

fn is_it_a_five_beside_who_always_says_no(page: &Page<'_>) {
    let figure = open(page, "task=five&hidden1=0&epochs=40");
    let panel = assert_agrees(&figure);
    let [_, right] = panel.baseline().expect("data");
    assert!(
        figure.text(".baseline").contains(&format!("“not a 5” gets {}", percent(right))),
        "{}",
        figure.text(".baseline")
    );
    let shown =
        figure.texts(".matrix tbody td").into_iter().filter(|text| !text.is_empty()).take(2).collect::<Vec<_>>();
    assert_eq!(shown, panel.confusion()[..2].iter().map(usize::to_string).collect::<Vec<_>>());
    assert!(panel.accuracy() > right as f64 / 360.0);
}

fn percent(right: usize) -> String {
    perceptron_playground::panel::digits::answer::percent(right as f64 / 360.0)
}

fn the_pictures_behind_a_mistake_go_onto_the_pad(page: &Page<'_>) {
    let figure = open(page, "hidden1=0&epochs=3");
    figure.focus("#cell-pick");
    page.press(&[key::DOWN]);
    page.settle();
    let panel = model_of(&figure);
    let cell: usize = figure.value("#cell-pick").parse().expect("a number");
    let (label, answer) = ((cell - 1) / 10, (cell - 1) % 10);
    assert_ne!(label, answer, "mistakes come first");
    let places = panel.pictures_of(label, answer);
    assert_eq!(figure.texts(".held button").len(), places.len());
    figure.click(".held button:first-child");
    let after = assert_agrees(&figure);
    assert_eq!(after.cells(), after.run().expect("a run").material().held.pictures[places[0]]);
    assert!(figure.text(".said").starts_with(&format!("It says: {answer} (")));
    // A cell of the matrix does the same for a pointer.
    figure.click(".matrix tbody tr:nth-child(1) td:nth-child(2)");
    assert_eq!(figure.value("#cell-pick"), "1");
}

fn letters_noise_and_nothing_are_answered(page: &Page<'_>) {
    let figure = open(page, "epochs=5");
    for nth in 1..=5 {
        let before = figure.state();
        figure.click(&format!(".pad-more .buttons button:nth-child({nth})"));
        assert_ne!(figure.state(), before);
        assert_agrees(&figure);
        assert!(figure.text(".voice").starts_with("It says: "));
    }
    figure.click(".pad-tools button");
    assert!(figure.text(".remarks").contains("only the biases speak"));
    assert_agrees(&figure);
    figure.click(".pad-more .check input");
    assert_eq!(assert_agrees(&figure).settings().choice("fit"), "on");
}

fn a_node_is_worked_out(page: &Page<'_>) {
    let figure = open(page, "hidden1=0&epochs=2&node=4");
    let panel = assert_agrees(&figure);
    assert_eq!(figure.texts(".weight-tiles button").len(), 10);
    assert_eq!(figure.text(".weights-part > .formula"), panel.node(3).expect("a node").text());
    figure.focus(".weight-tiles button:nth-child(4)");
    page.press(&[key::RIGHT]);
    assert_eq!(figure.text(".weights-part > .formula"), assert_agrees(&figure).node(4).expect("a node").text());
    let colors = figure.run(
        "return [...root.querySelectorAll('.weight-tiles canvas, .pad canvas, .chart canvas')].map((canvas) => {
             const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
             return new Set(new Uint32Array(data.buffer)).size;
         })",
        &[],
    );
    let colors: Vec<_> = colors.as_array().into_iter().flatten().filter_map(playground_tests::Value::as_u64).collect();
    assert!(colors.len() == 12 && colors.iter().all(|count| *count > 2), "{colors:?}");
}

fn one_digit_alone_is_explained(page: &Page<'_>) {
    let figure = open(page, "classes=8&epochs=3");
    assert!(figure.text(".remarks").contains("one digit alone"));
    figure.run("$('.digits-training details').open = true", &[]);
    let state = figure.state();
    figure.click(".taught label:nth-of-type(4) input");
    assert_eq!(figure.state(), state, "the last digit stays");
    assert!(figure.is_on(".taught label:nth-of-type(4) input"));
    assert!(figure.text(".voice").starts_with("One digit must be left"));
    figure.click(".taught label:nth-of-type(5) input");
    assert_eq!(assert_agrees(&figure).settings().count("classes"), 24);
    for lessons in ["shuffled", "constant"] {
        let figure = open(page, &format!("lessons={lessons}&epochs=1"));
        assert!(figure.shows(".remarks p"), "{lessons}");
    }
}

fn without_its_data_the_pad_works_and_it_can_be_tried_again(page: &Page<'_>) {
    page.browser.before_load(
        "const real = fetch;
         window.fetch = (what, ...rest) => String(what).endsWith('digits.bin') && !window.online ? Promise.reject(new TypeError('offline')) : real(what, ...rest);",
    );
    page.open("/?lang=en#panel=digits&pad=blank&epochs=2");
    let figure = page.figure();
    assert!(figure.text(".digits-data").contains("could not be loaded"), "{}", figure.text(".digits-data"));
    figure.drag(Pointer::Mouse, ".pad", &[(0, 60)]);
    assert!(figure.text(".said").starts_with("It says: ") && !figure.is_enabled(PLAY));
    let state = figure.state();
    page.run("window.online = true", &[]);
    figure.click(".digits-data button");
    ready(page);
    assert_eq!(figure.state(), state, "nothing is lost");
    assert_eq!(assert_agrees(&figure).epochs(), 2);
}

fn a_damaged_file_is_not_used(page: &Page<'_>) {
    page.server.make("/www/data/digits.bin", "digits1\nnot quite");
    page.open("/?lang=ko#panel=digits");
    let figure = page.figure();
    assert!(figure.text(".digits-data").contains("손상되어"), "{}", figure.text(".digits-data"));
    assert!(figure.is_enabled(".digits-data button"));
}
