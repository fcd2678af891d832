//! The panel `xor`: what only it has. Lines of three perceptrons, a network that learns and a hundred of its kind, the search over
//! all settings of one perceptron.

use crate::model::{assert_agrees, settle};
use crate::plate::drawers::show_drawer;
use perceptron_playground::export::library::Library;
use perceptron_playground::panel::export::Export as _;
use perceptron_playground::panel::session::{Figure as _, Session};
use perceptron_playground::panel::xor::Xor;
use playground_tests::downloads::Folder;
use playground_tests::page::{Pointer, key};
use playground_tests::{Figure, Page, Test, json, tests};

pub fn tests() -> Vec<Test> {
    tests![
        h2_becomes_nand_by_keys_alone,
        every_preset_is_xor,
        the_lines_are_moved_and_turned_by_mouse_by_finger_and_by_keys,
        a_row_is_chosen_in_the_table,
        a_network_finds_xor_and_its_history_goes_back,
        a_hundred_seeds_are_tried_and_a_stuck_one_is_opened_by_keys,
        a_weight_set_by_keys_begins_a_run_that_a_link_repeats_to_the_bit,
        every_setting_is_tried_and_none_does_xor,
        the_square_sets_out_when_it_is_played,
        code_and_a_model_are_saved_and_the_model_opens_again,
    ]
}

/// The panel in a figure's state.
#[track_caller]
fn xor_of(figure: &Figure<'_>) -> Xor {
    let mut engine = Session::<Xor>::default();
    let state = figure.state();
    assert!(engine.open(&state).is_empty(), "the state that a figure tells is one that can be loaded: {state}");
    settle(&mut engine);
    engine.panel().clone()
}

fn bits(xor: &Xor) -> Vec<u32> {
    xor.learned().network().parameters().iter().map(|weight| weight.to_bits()).collect()
}

fn h2_becomes_nand_by_keys_alone(page: &Page<'_>) {
    let figure = page.open_panel("xor", "goal=build-xor");
    figure.focus(".guesses button:nth-child(2)");
    page.press(&[key::ENTER]);
    for (name, value) in [("h2w1", "-0.5"), ("h2w2", "−0.5"), ("h2b", "0.7")] {
        assert_eq!(figure.attribute(".coach", "data-phase"), "do");
        figure.focus(&format!("#{name}-box"));
        page.press(&[key::CONTROL, "a"]);
        page.type_text(value);
        page.press(&[key::ENTER]);
    }
    assert_eq!(figure.attribute(".coach", "data-phase"), "why");
    assert_eq!(xor_of(&figure).rows_right(), 4);
    assert_agrees(&figure);
}

fn every_preset_is_xor(page: &Page<'_>) {
    let figure = page.open_panel("xor", "part=hand&h1w1=0&h1w2=0&h1b=0&goal=none");
    assert!(xor_of(&figure).rows_right() < 4);
    show_drawer(&figure, "settings");
    for nth in 1..=4 {
        let preset = format!(".presets button:nth-child({nth})");
        let picture = figure.picture();
        figure.click(&preset);
        assert!(figure.is_on(&preset));
        assert_ne!(figure.picture(), picture);
        assert_eq!(xor_of(&figure).rows_right(), 4);
        assert_agrees(&figure);
    }
}

fn the_lines_are_moved_and_turned_by_mouse_by_finger_and_by_keys(page: &Page<'_>) {
    page.browser.phone(390, 844);
    let figure = page.open_panel("xor", "part=hand&goal=none");
    for (pointer, nth, unit) in [(Pointer::Mouse, 1, 0), (Pointer::Touch, 2, 1)] {
        figure.click(&format!(".plane.inputs .unit:nth-child({nth})"));
        let before = xor_of(&figure).parameter(unit, 2);
        // A finger that goes up or down scrolls the page: it takes the line by going sideways first.
        figure.drag(pointer, ".plane.inputs .handle.line", &[(20, -5), (10, -25)]);
        assert!((xor_of(&figure).parameter(unit, 2) - before).abs() > 0.01, "the line of unit {unit} has moved");
        let weights = |xor: &Xor| [0, 1].map(|which| xor.parameter(unit, which));
        let before = weights(&xor_of(&figure));
        figure.drag(pointer, ".plane.inputs .handle.tip", &[(20, 5), (20, 15)]);
        let after = weights(&xor_of(&figure));
        assert_ne!(after, before, "the line of unit {unit} has turned");
        let length = |[w1, w2]: [f64; 2]| w1.hypot(w2);
        assert!((length(before) - length(after)).abs() < 0.015, "and its weights are as long: {before:?} {after:?}");
        assert_agrees(&figure);
    }
    let figure = page.open_panel("xor", "part=hand&unit=y&goal=none");
    figure.focus(".plane.hidden .handle.tip");
    let turn = |key_pressed: &str| (0..9).for_each(|_| page.press(&[key::SHIFT, key_pressed]));
    turn(key::UP);
    assert_eq!(xor_of(&figure).line_degrees(2), Some(135));
    assert!(xor_of(&figure).rows_right() < 4);
    turn(key::DOWN);
    assert_eq!(xor_of(&figure).rows_right(), 4);
}

fn a_row_is_chosen_in_the_table(page: &Page<'_>) {
    let figure = page.open_panel("xor", "part=hand&goal=none");
    show_drawer(&figure, "numbers");
    figure.focus("[data-row='truth-1']");
    page.press(&[key::ENTER]);
    assert!(figure.state().contains("row=01"), "{}", figure.state());
    assert!(figure.is_on("[data-row='truth-1']"));
    assert!(figure.texts(".content.numbers .lines li")[0].contains("(0, 1)"));
    assert_agrees(&figure);
}

fn a_network_finds_xor_and_its_history_goes_back(page: &Page<'_>) {
    let figure = page.open_panel("xor", "part=learn&speed=4000&goal=none");
    let start = figure.picture();
    figure.click(".play");
    page.wait_for(
        "the end of the run",
        "const { shadowRoot } = document.querySelector('perceptron-playground');
         return shadowRoot.querySelector('.play').getAttribute('aria-label') === 'Play' && /steps=/.test(document.querySelector('perceptron-playground').query)",
    );
    let xor = xor_of(&figure);
    assert_eq!((xor.rows_right(), xor.past_verdict()), (4, true));
    assert_agrees(&figure);
    let (end, state) = (figure.picture(), figure.state());
    figure.focus(".history");
    page.press(&[key::HOME]);
    figure.assert_looks_like(&start);
    assert_agrees(&figure);
    page.press(&[key::END]);
    figure.assert_looks_like(&end);
    assert_eq!(figure.state(), state);
    figure.click(".reset");
    figure.click(".move");
    figure.click(".move + .move");
    assert!(figure.state().contains("steps=4"), "one step, and the rest of the four rows: {}", figure.state());
    assert_agrees(&figure);
}

fn a_hundred_seeds_are_tried_and_a_stuck_one_is_opened_by_keys(page: &Page<'_>) {
    let figure = page.open_panel("xor", "part=seeds&goal=none");
    figure.click(".finish");
    page.wait_for(
        "a hundred seeds",
        "return document.querySelector('perceptron-playground').shadowRoot.querySelectorAll('.tile:not(.waiting)').length === 100",
    );
    page.settle();
    let first = figure
        .run("return [...root.querySelectorAll('.tile')].findIndex((tile) => tile.classList.contains('stuck'))", &[]);
    let first = usize::try_from(first.as_i64().unwrap_or(-1)).expect("some are stuck");
    // From the first picture on, the arrow keys go to the first that is stuck.
    figure.focus(".tile:nth-child(1)");
    page.press_times(key::RIGHT, first);
    page.press(&[key::ENTER]);
    page.wait_for(
        "the run of that seed",
        "return document.querySelector('perceptron-playground').shadowRoot.querySelector('.stop').hidden",
    );
    page.settle();
    let xor = xor_of(&figure);
    assert!(figure.state().contains(&format!("seed={}", first + 1)), "{}", figure.state());
    assert_eq!((xor.past_verdict(), xor.learned().solved()), (true, None));
    figure.click(".readout button");
    assert!(figure.state().contains("part=seeds") && figure.shows(".tile-grid"), "{}", figure.state());
}

fn a_weight_set_by_keys_begins_a_run_that_a_link_repeats_to_the_bit(page: &Page<'_>) {
    let figure = page.open_panel("xor", "part=learn&activation=tanh&seed=3&steps=40&goal=none");
    show_drawer(&figure, "weights");
    figure.enter("#learned-h1w2", "−1.25");
    assert!(!figure.state().contains("steps="), "{}", figure.state());
    figure.focus("#learned-yb");
    page.press(&[key::UP]);
    assert_eq!(xor_of(&figure).parameter_text(0, 1), "−1.25");
    figure.click(".finish");
    page.settle();
    let trained = xor_of(&figure);
    let (state, picture) = (figure.state(), figure.picture());
    assert!(state.contains("start=") && state.contains("steps="), "{state}");

    let figure = page.open_panel("xor", &state);
    page.wait_for(
        "the run of the link",
        "return document.querySelector('perceptron-playground').shadowRoot.querySelector('.stop').hidden",
    );
    page.settle();
    figure.assert_looks_like(&picture);
    assert_eq!(figure.state(), state);
    show_drawer(&figure, "weights");
    figure.enter("#learned-h1w2", "1,25");
    assert_eq!(figure.attribute("#learned-h1w2", "aria-invalid"), "true");
    assert_eq!(bits(&xor_of(&figure)), bits(&trained), "nothing is lost");
    figure.click(".content.weights p button");
    assert!(figure.state().contains("seed=3") && !figure.state().contains("start="), "{}", figure.state());
}

fn every_setting_is_tried_and_none_does_xor(page: &Page<'_>) {
    let figure = page.open_panel("xor", "part=limit&goal=none");
    figure.click(".finish");
    page.wait_for(
        "the search",
        "return document.querySelector('perceptron-playground').shadowRoot.querySelector('.meter .never') !== null",
    );
    page.settle();
    let counts = figure.texts(".meter .count");
    let sum: u64 = counts.iter().map(|count| count.replace(',', "").parse::<u64>().unwrap_or_default()).sum();
    // 401 values of each of three sliders; the first of the bars is that of four rows right.
    assert_eq!((sum, counts[0].as_str()), (64_481_201, "0"));
    figure.click(".meter li:nth-child(4) button");
    assert_eq!(xor_of(&figure).rows_right(), 1);
    assert_agrees(&figure);
}

fn the_square_sets_out_when_it_is_played(page: &Page<'_>) {
    let figure = page.open_panel("xor", "goal=without-step");
    let hidden = || {
        let drawn = figure.run("return pixelsOf($('.plane.hidden canvas'))", &[]);
        drawn.as_str().unwrap_or_default().to_owned()
    };
    let start = hidden();
    figure.click(".guesses button:nth-child(2)");
    assert_eq!(hidden(), start, "a guess shows nothing yet");
    figure.click(".finish");
    page.settle();
    assert_ne!(hidden(), start);
    assert_eq!(figure.attribute(".coach", "data-phase"), "why");
    show_drawer(&figure, "matrices");
    let matrices = xor_of(&figure).matrices();
    let worked = figure.texts(".content.matrices .lines li");
    assert_eq!(worked.len(), 3);
    assert!(worked[2].ends_with(&matrices.bias_worked), "{worked:?}");
}

fn code_and_a_model_are_saved_and_the_model_opens_again(page: &Page<'_>) {
    let figure = page.open_panel("xor", "part=learn&steps=41&seed=3&goal=none");
    page.settle();
    show_drawer(&figure, "export");
    let (folder, xor, state) = (Folder::new("xor"), xor_of(&figure), figure.state());
    let saved = |file: &str| {
        let content = folder.saved_by(&figure, &format!("[data-save='{file}']"), file);
        String::from_utf8(content).expect("text")
    };
    assert_eq!(saved("xor_keras.py"), xor.script(Library::Keras).text());
    assert_eq!(saved("xor_history.csv"), xor.history_csv());
    let model = saved("xor.json");
    assert_eq!(model, xor.model_file());

    let figure = page.open_panel("xor", "part=learn&seed=9&goal=none");
    show_drawer(&figure, "export");
    figure.run(
        "const box = $('.file-input textarea'); box.closest('details').open = true; box.value = args[0]; box.closest('details').querySelector('button').click()",
        &[json!(model)],
    );
    page.wait_for("the model", "return document.querySelector('perceptron-playground').query.includes('steps=41')");
    page.settle();
    assert_eq!((figure.state(), bits(&xor_of(&figure))), (state, bits(&xor)));
}
