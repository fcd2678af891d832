//! What only the panel `layers` has: a number of a tensor chosen, networks to begin with, a kernel changed and moved, a picture
//! drawn, and the way to the panel in which a recurrent layer learns.

use crate::model::session_of;
use crate::plate::drawers::show_drawer;
use perceptron_playground::panel::layers::Layers;
use playground_tests::page::{Pointer, key};
use playground_tests::{Figure, Page, Test, json, tests};

pub fn tests() -> Vec<Test> {
    tests![
        a_number_of_a_tensor_is_chosen_by_mouse_and_by_finger,
        dense_layers_are_counted_and_summed_up,
        the_kernel_moves_by_mouse_by_finger_and_by_keys,
        a_weight_of_the_kernel_is_chosen_in_the_picture_and_by_keys,
        the_kernel_changes_by_typing_by_keys_and_by_presets,
        a_picture_is_drawn_by_mouse_and_by_keys,
        the_recurrent_layer_leads_to_the_panel_where_it_learns,
    ]
}

const MAIN: &str = ".canvas.main canvas";
const WINDOW: &str = ".handle.window";
const WEIGHT: &str = ".handle.weight";

#[track_caller]
fn open<'p>(page: &'p Page<'p>, state: &str) -> Figure<'p> {
    page.open_panel("layers", state)
}

/// The panel in an engine of our own, in the state that a figure tells.
#[track_caller]
fn panel_of(figure: &Figure<'_>) -> Layers {
    session_of::<Layers>(figure).panel().clone()
}

fn a_number_of_a_tensor_is_chosen_by_mouse_and_by_finger(page: &Page<'_>) {
    page.browser.phone(400, 800);
    let figure = open(page, "part=tensor");
    assert!(figure.text(".sentence").starts_with("Rank 2, a matrix"));
    for (pointer, path) in [(Pointer::Mouse, [(30, -40), (60, -40)]), (Pointer::Touch, [(-30, -40), (-60, -40)])] {
        let (before, picture) = (figure.state(), figure.picture());
        figure.drag(pointer, MAIN, &path);
        assert_ne!(figure.state(), before);
        assert_ne!(figure.picture(), picture);
        assert!(figure.text(".sum").ends_with(&panel_of(&figure).offset().to_string()), "{}", figure.text(".sum"));
    }
}

fn dense_layers_are_counted_and_summed_up(page: &Page<'_>) {
    let figure = open(page, "part=dense");
    show_drawer(&figure, "numbers");
    assert!(figure.text(".summary").contains("Total params: 8 (32.00 B)"));
    show_drawer(&figure, "settings");
    figure.click(".content.settings .presets button:nth-of-type(1)");
    assert!(figure.text(".sentence").contains("2 parameters"), "{}", figure.text(".sentence"));
    assert_eq!(figure.text(".sum"), "1×1 + 1 = 2");
    figure.click(".content.settings .presets button:nth-of-type(4)");
    assert_eq!(panel_of(&figure).settings().sizes(), [64, 32, 10]);
    assert_eq!(figure.text(".sum"), "2,080 + 330 = 2,410");
}

fn the_kernel_moves_by_mouse_by_finger_and_by_keys(page: &Page<'_>) {
    page.browser.phone(400, 900);
    let figure = open(page, "part=conv");
    for (pointer, path) in [(Pointer::Mouse, [(20, 20), (40, 20)]), (Pointer::Touch, [(-30, 0), (-60, 0)])] {
        let (before, picture) = (figure.state(), figure.picture());
        figure.drag(pointer, WINDOW, &path);
        assert_ne!(figure.state(), before, "{path:?}");
        assert_ne!(figure.picture(), picture);
    }
    figure.focus(WINDOW);
    page.press(&[key::SHIFT, key::RIGHT]);
    page.press(&[key::SHIFT, key::DOWN]);
    assert_eq!(panel_of(&figure).place(), [5, 5]);
    page.press(&[key::LEFT]);
    page.press(&[key::UP]);
    assert_eq!(panel_of(&figure).place(), [4, 4]);
    assert_eq!(figure.attribute(WINDOW, "title"), "output row 4, column 4");
}

fn a_weight_of_the_kernel_is_chosen_in_the_picture_and_by_keys(page: &Page<'_>) {
    let figure = open(page, "part=conv");
    assert!(figure.shows("#k22-box") && !figure.shows("#k11-box"));
    figure.focus(WEIGHT);
    page.press(&[key::LEFT]);
    page.press(&[key::UP]);
    assert!(figure.shows("#k11-box") && !figure.shows("#k22-box"));
    figure.enter("#k11-box", "2.5");
    assert_eq!(panel_of(&figure).settings().k11.to_string(), "2.5");
    figure.drag(Pointer::Mouse, WEIGHT, &[(2, 2), (30, 2)]);
    assert!(figure.shows("#k12-box") && !figure.shows("#k11-box"));
}

fn the_kernel_changes_by_typing_by_keys_and_by_presets(page: &Page<'_>) {
    let figure = open(page, "goal=unchanged");
    show_drawer(&figure, "kernel");
    let blur = ".kernel-place .presets button:nth-of-type(4)";
    figure.click(blur);
    assert_eq!(
        (figure.value("#k11-cell"), figure.attribute(blur, "aria-pressed")),
        ("0.11".to_owned(), "true".to_owned())
    );
    for name in ["k11", "k12", "k13", "k21", "k23", "k31", "k32", "k33"] {
        figure.enter(&format!("#{name}-cell"), "0");
    }
    assert_eq!(figure.attribute(".coach", "data-phase"), "do");
    figure.enter("#k22-cell", "0.9");
    for (text, says) in [("99", "out of range"), ("1,5", "decimal point"), ("abc", "can’t be read"), ("", "no value")]
    {
        figure.enter("#k22-cell", text);
        assert!(figure.text("#kernel-problem").contains(says), "{text}: {}", figure.text("#kernel-problem"));
        assert_eq!(figure.value("#k22-cell"), "0.90");
    }
    figure.focus("#k22-cell");
    page.press(&[key::UP]);
    assert_eq!(figure.value("#k22-cell"), "1.00");
    assert_eq!(figure.attribute(".coach", "data-phase"), "why");
}

fn a_picture_is_drawn_by_mouse_and_by_keys(page: &Page<'_>) {
    let figure = open(page, "part=conv");
    show_drawer(&figure, "settings");
    figure.click(".drawing button:nth-of-type(1)");
    assert!(figure.text(".sentence").contains("the same everywhere"), "{}", figure.text(".sentence"));
    figure.click(".drawing button:nth-of-type(2)");
    assert_eq!(panel_of(&figure).settings().drawing().at(3, 3), 16);
    figure.click(".drawing button:nth-of-type(2)");
    assert_eq!(panel_of(&figure).settings().drawing().at(3, 3), 0);
    let figure = open(page, "part=conv&hand=draw");
    let (before, place) = (figure.state(), panel_of(&figure).place());
    figure.drag(Pointer::Mouse, MAIN, &[(-120, 0), (-120, 40)]);
    assert_ne!(figure.state(), before, "the pen leaves ink");
    assert_eq!(panel_of(&figure).place(), place, "and the kernel stays");
}

fn the_recurrent_layer_leads_to_the_panel_where_it_learns(page: &Page<'_>) {
    let figure = open(page, "part=recurrent");
    assert_eq!(figure.text(".transport .place"), "moment 79/79");
    figure.click(".readout button");
    page.eventually("the other panel", || figure.run("return figure.table?.panel", &[]) == json!("sequences"));
    // What learned here before does so there.
    page.make("/old.html", r#"<perceptron-playground panel="layers" part="recurrent" units="3" epochs="25" lang="en"></perceptron-playground>"#);
    page.load("/old.html");
    page.wait_until_ready();
    let figure = page.figure();
    assert_eq!(figure.run("return figure.table.panel", &[]), json!("sequences"));
    page.eventually("what the link asks for", || figure.state() == "units=3&steps=25");
}
