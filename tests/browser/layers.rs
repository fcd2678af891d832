//! The panel `layers`: a number of a tensor chosen, dense layers counted, a kernel moved and changed, a layer trained on a series,
//! and its questions.

use perceptron_playground::panel::layers::Layers;
use playground_tests::figure::plain;
use playground_tests::page::{Pointer, key};
use playground_tests::{Figure, Page, Test, json, tests};

pub fn tests() -> Vec<Test> {
    tests![
        a_number_of_a_tensor_is_chosen_by_mouse_by_finger_and_by_keys,
        dense_layers_are_counted_and_summed_up,
        the_kernel_moves_by_mouse_by_finger_and_by_keys,
        the_kernel_changes_by_typing_by_keys_and_by_presets,
        a_picture_is_drawn_by_mouse_and_by_keys,
        the_recurrent_layer_learns_by_keys_alone,
        a_series_of_ones_own_is_taken_and_bad_ones_are_refused,
        bad_input_is_answered_and_nothing_is_lost,
        undo_reset_and_link_bring_back_the_state,
        the_table_says_what_the_picture_shows,
        the_picture_can_be_taken_along,
    ]
}

const HANDLE: &str = ".pictures .handle";
const CANVAS: &str = ".pictures canvas";
const UNROLLED: &str = ".unrolled canvas";

#[track_caller]
fn open<'p>(page: &'p Page<'p>, state: &str) -> Figure<'p> {
    page.open_panel("layers", state)
}

/// The state of the figure in an engine of our own, after a check that the numbers shown are those of that state.
#[track_caller]
fn assert_agrees(figure: &Figure<'_>) -> Layers {
    let mut panel = Layers::default();
    let state = figure.state();
    assert_eq!(panel.load(&state), [], "the state that a figure tells is one that can be loaded: {state}");
    let worked: Vec<_> = panel.worked().iter().map(|line| plain(line)).collect();
    assert_eq!(figure.texts(".numbers .lines li"), worked, "{state}");
    let table: Vec<_> = panel.table().cells;
    let heads = panel.table().heads.len();
    let shown = figure.texts(".numbers .values tbody :is(th, td)");
    assert_eq!(shown.len(), table.len());
    for (at, (cell, expected)) in shown.iter().zip(&table).enumerate() {
        // A row's first cell may be a name for which the page has a word.
        assert!(at % heads == 0 || *cell == plain(expected), "{cell} {expected}");
    }
    panel
}

fn a_number_of_a_tensor_is_chosen_by_mouse_by_finger_and_by_keys(page: &Page<'_>) {
    page.browser.phone(400, 800);
    let figure = open(page, "");
    assert!(figure.text(".sentence").starts_with("Rank 2, a matrix"));
    for (pointer, path) in [(Pointer::Mouse, [(30, 30), (60, 30)]), (Pointer::Touch, [(-40, 40), (-60, 60)])] {
        let (before, picture) = (figure.state(), figure.picture());
        figure.drag(pointer, CANVAS, &path);
        assert_ne!(figure.state(), before);
        assert_ne!(figure.picture(), picture);
        assert_agrees(&figure);
    }
    figure.click(".goals > .buttons button:nth-child(1)");
    assert_eq!(assert_agrees(&figure).offset(), 0);
    for (slider, times) in [("#row-range", 4), ("#column-range", 1)] {
        figure.focus(slider);
        page.press_times(key::RIGHT, times);
        assert!(!figure.shows(".reached"));
    }
    figure.enter("#channel-box", "1");
    assert_eq!(assert_agrees(&figure).offset(), 100);
    assert!(figure.text(".reached").starts_with("Yes: its index"));
    assert_eq!(figure.text(".voice"), figure.text(".reached"));
    figure.click(".order label:nth-of-type(2) input");
    assert_eq!(assert_agrees(&figure).offset(), 64 + 4 * 8 + 1);
}

fn dense_layers_are_counted_and_summed_up(page: &Page<'_>) {
    let figure = open(page, "part=dense");
    assert!(figure.text(".summary").contains("Total params: 8 (32.00 B)"));
    figure.click(".presets button:nth-of-type(1)");
    assert!(figure.text(".sentence").contains("together 2 parameters"), "{}", figure.text(".sentence"));
    assert_agrees(&figure);
    figure.click(".goals > .buttons button:nth-child(2)");
    for (units, reached) in [("14", false), ("12", false), ("13", true)] {
        figure.focus("#units1-box");
        page.press(&[key::CONTROL, "a"]);
        page.type_text(units);
        page.press(&[key::ENTER]);
        assert_agrees(&figure);
        assert_eq!(figure.shows(".reached"), reached, "{units} units");
    }
    assert!(figure.text(".summary").contains("Total params: 985"));
}

fn the_kernel_moves_by_mouse_by_finger_and_by_keys(page: &Page<'_>) {
    page.browser.phone(400, 900);
    let figure = open(page, "part=conv");
    for (pointer, path) in [(Pointer::Mouse, [(20, 20), (40, 20)]), (Pointer::Touch, [(-40, -20), (-60, -40)])] {
        let (before, picture) = (figure.state(), figure.picture());
        figure.drag(pointer, HANDLE, &path);
        assert_ne!(figure.state(), before, "{path:?}");
        assert_ne!(figure.picture(), picture);
        assert_agrees(&figure);
    }
    figure.focus(HANDLE);
    page.press(&[key::SHIFT, key::RIGHT]);
    page.press(&[key::SHIFT, key::DOWN]);
    assert_eq!(assert_agrees(&figure).place(), [5, 5]);
    page.press(&[key::LEFT]);
    page.press(&[key::UP]);
    assert_eq!(assert_agrees(&figure).place(), [4, 4]);
    assert!(figure.attribute(HANDLE, "aria-label").contains("row 4, column 4"));
    figure.click(".padding label:nth-of-type(2) input");
    figure.click(".pool label:nth-of-type(3) input");
    figure.enter("#stride-box", "2");
    let panel = assert_agrees(&figure);
    assert_eq!((panel.convolved().shape, panel.place()), ([4, 4], [3, 3]), "no further than the output reaches");
}

fn the_kernel_changes_by_typing_by_keys_and_by_presets(page: &Page<'_>) {
    let figure = open(page, "part=conv");
    figure.click(".conv .presets button:nth-of-type(4)");
    assert_eq!(
        (figure.value("#k11-box"), figure.attribute(".conv .presets button:nth-of-type(4)", "aria-pressed")),
        ("0.11".to_owned(), "true".to_owned())
    );
    assert_agrees(&figure);
    figure.click(".goals > .buttons button:nth-child(3)");
    for name in ["k11", "k12", "k13", "k21", "k23", "k31", "k32", "k33"] {
        figure.enter(&format!("#{name}-box"), "0");
    }
    assert!(!figure.shows(".reached"));
    figure.enter("#k22-box", "0.9");
    figure.focus("#k22-box");
    page.press(&[key::UP]);
    assert_eq!(figure.value("#k22-box"), "1.00");
    assert!(figure.text(".reached").starts_with("Yes: 1 in the middle"));
    assert_agrees(&figure);
}

fn a_picture_is_drawn_by_mouse_and_by_keys(page: &Page<'_>) {
    let figure = open(page, "part=conv");
    figure.click(".drawing > button");
    assert!(figure.text(".sentence").contains("one and the same value"), "{}", figure.text(".sentence"));
    figure.click(".hand label:nth-of-type(2) input");
    figure.focus(HANDLE);
    page.press(&[" "]);
    assert_eq!(assert_agrees(&figure).settings().drawing().at(3, 3), 16);
    page.press(&[key::RIGHT]);
    page.press(&[" "]);
    assert_eq!(assert_agrees(&figure).settings().drawing().at(3, 4), 16);
    page.press(&[" "]);
    assert_eq!(assert_agrees(&figure).settings().drawing().at(3, 4), 0);
    let before = figure.state();
    figure.drag(Pointer::Mouse, HANDLE, &[(0, 30), (0, 60)]);
    assert_ne!(figure.state(), before, "the pen leaves ink");
    assert_eq!(assert_agrees(&figure).place(), [2, 3], "and the kernel stays");
}

fn the_recurrent_layer_learns_by_keys_alone(page: &Page<'_>) {
    let figure = open(page, "part=recurrent");
    figure.focus(".goals > .buttons button:nth-child(4)");
    page.press(&[key::ENTER]);
    assert!(figure.text(".sentence").starts_with("The layer has not learned yet"));
    figure.focus(".player .buttons button:nth-child(2)");
    page.press(&[key::ENTER]);
    assert_eq!(assert_agrees(&figure).epoch_shown(), 1);
    figure.focus(".player .buttons button:nth-child(3)");
    page.press(&[key::ENTER]);
    assert_eq!(assert_agrees(&figure).epoch_shown(), 500);
    assert!(figure.text(".sentence").starts_with("After 500 epochs the layer beats"), "{}", figure.text(".sentence"));
    assert!(figure.text(".reached").starts_with("Yes: with its state"));
    // Pictures out of sight are not drawn.
    let drawn = |css: &str| {
        figure.reveal(css);
        figure.run("return root.querySelector(args[0]).toDataURL()", &[json!(css)])
    };
    let before = drawn(UNROLLED);
    figure.focus(HANDLE);
    page.press(&[key::SHIFT, key::RIGHT]);
    assert!(drawn(UNROLLED) != before, "the moments unrolled are those up to the one chosen");
    assert_eq!(
        (assert_agrees(&figure).moment(), figure.attribute(HANDLE, "aria-valuetext")),
        (30, "t = 30".to_owned())
    );
    let picture = drawn(CANVAS);
    figure.focus(".player .buttons button:nth-child(4)");
    page.press(&[key::ENTER]);
    assert_eq!(assert_agrees(&figure).epoch_shown(), 0);
    assert!(drawn(CANVAS) != picture, "without what was learned the forecasts are others");
    figure.click(".player .buttons button:nth-child(1)");
    page.wait_for(
        "epochs that play by themselves",
        "return Number(document.querySelector('perceptron-playground').shadowRoot.querySelector('.history').value) > 5",
    );
    figure.click(".player .buttons button:nth-child(1)");
    assert!(assert_agrees(&figure).epoch_shown() > 5);
}

fn a_series_of_ones_own_is_taken_and_bad_ones_are_refused(page: &Page<'_>) {
    let figure = open(page, "part=recurrent&epochs=20");
    figure.click(".series label:nth-of-type(2) input");
    let fill = |text: &str| {
        figure.run("root.querySelector('#own-text').value = args[0]", &[text.into()]);
        figure.click(".own .buttons button:nth-of-type(1)");
    };
    for (text, says) in [
        ("", "no number in the box"),
        ("1 2 3", "Only 3 numbers"),
        ("1 2 NaN 4", "Number 3 can’t be read"),
        ("1e30", "Number 1 is too large"),
        (&"1 ".repeat(301), "More than 300"),
    ] {
        fill(text);
        assert!(figure.text("#own-problem").contains(says), "{text}: {}", figure.text("#own-problem"));
        assert!(!figure.state().contains("own="), "{}", figure.state());
    }
    fill(&"5 ".repeat(20));
    assert_eq!(figure.text("#own-problem"), "");
    assert!(figure.text(".sentence").starts_with("This series never changes"));
    assert_eq!(assert_agrees(&figure).settings().own().0.len(), 20);
    figure.click(".own .buttons button:nth-of-type(2)");
    figure.click(".own .buttons button:nth-of-type(1)");
    figure.click(".player .buttons button:nth-child(3)");
    assert!(figure.text(".sentence").contains("the layer"), "{}", figure.text(".sentence"));
    let again = open(page, &figure.state());
    assert!(again.value("#own-text").starts_with("3, 5, 8"));
    assert_agrees(&again);
}

fn bad_input_is_answered_and_nothing_is_lost(page: &Page<'_>) {
    let figure = open(page, "part=conv&k22=2");
    for (text, says) in [("99", "out of range"), ("1,5", "decimal point"), ("abc", "can’t be read"), ("", "no value")]
    {
        figure.enter("#k22-box", text);
        assert!(figure.text("#kernel-problem").contains(says), "{text}: {}", figure.text("#kernel-problem"));
        assert_eq!(figure.value("#k22-box"), "2.00");
    }
    let figure = open(page, "part=dense&inputs=0&cells=zz");
    assert!(figure.shows(".notice"));
    assert_eq!(figure.state(), "part=dense");
    figure.enter("#inputs-box", "1.5");
    assert!(!figure.text("#inputs-problem").is_empty());
    assert_eq!(figure.state(), "part=dense");
}

fn undo_reset_and_link_bring_back_the_state(page: &Page<'_>) {
    let figure = open(page, "part=conv&k22=5&stride=2&digit=8");
    let (state, picture) = (figure.state(), figure.picture());
    figure.click(".top > button");
    assert_eq!(figure.state(), "part=conv");
    figure.click(".takeaway button:nth-child(1)");
    // A picture out of sight is not painted.
    figure.reveal("canvas");
    assert_eq!((figure.state(), figure.picture()), (state.clone(), picture.clone()));
    figure.click(".takeaway button:nth-child(2)");
    assert_eq!(figure.state(), "part=conv");
    let figure = open(page, &state);
    assert_eq!((figure.state(), figure.picture()), (state, picture));
    assert_agrees(&figure);
}

fn the_table_says_what_the_picture_shows(page: &Page<'_>) {
    for part in ["tensor", "conv", "recurrent"] {
        let figure = open(page, &format!("part={part}"));
        figure.click(".fold summary");
        let mut panel = Layers::default();
        panel.load(&figure.state());
        assert_eq!(figure.texts(".fold .values tbody :is(th, td)"), panel.values().cells, "{part}");
    }
}

fn the_picture_can_be_taken_along(page: &Page<'_>) {
    let figure = open(page, "part=conv&pool=max");
    for (nth, file) in [(4, "layers.png"), (5, "layers.svg")] {
        figure.click(&format!(".takeaway button:nth-child({nth})"));
        page.wait_for(
            "the file",
            &format!(
                "return document.querySelector('perceptron-playground').shadowRoot.querySelector('.voice').textContent.includes('{file}')"
            ),
        );
    }
}
