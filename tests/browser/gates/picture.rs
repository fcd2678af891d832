//! The picture: what it shows, and the line and the arrow that can be dragged in it.

use crate::model::{assert_agrees, canvas_offset, frame_of, gates_of};
use perceptron_playground::model::decimal::Decimal;
use perceptron_playground::panel::gates::Gates;
use playground_tests::page::{Pointer, key};
use playground_tests::{Engine, Figure, Page, Test, json, tests};

pub fn tests() -> Vec<Test> {
    tests![
        the_side_of_the_ones_is_shaded,
        the_picture_has_a_pixel_for_each_of_the_devices,
        the_line_follows_the_mouse_by_its_handle,
        the_line_follows_the_mouse_from_any_place_on_it,
        the_line_follows_a_finger_by_its_handle,
        the_line_follows_a_pen_by_its_handle,
        the_pointer_stays_with_what_it_has_taken,
        a_finger_elsewhere_scrolls_and_moves_nothing,
        the_arrow_follows_the_mouse,
        the_arrow_follows_a_finger,
        the_arrow_follows_a_pen,
        the_line_moves_by_keys,
        the_arrow_moves_by_keys,
        a_drag_ends_when_the_browser_takes_the_pointer_away,
        a_drag_can_be_taken_back_in_one_step,
        no_line_no_handles,
    ]
}

/// AND as the book has it.
const AND: &str = "gate=and&w1=0.5&w2=0.5&b=-0.7&row=11&goal=none";
const LINE: &str = ".handle.line";
const TIP: &str = ".handle.tip";

/// The picture's colour at a point of the plane.
#[track_caller]
fn color_at(figure: &Figure<'_>, x1: f64, x2: f64) -> [u8; 3] {
    let place = frame_of(figure).to_pixels([x1, x2].into());
    figure.pixel(place.x, place.y)
}

/// The middle of a handle in the plane.
#[track_caller]
fn place_of(figure: &Figure<'_>, handle: &str) -> [f64; 2] {
    let place = figure.run(
        "const canvas = $('canvas').getBoundingClientRect(), handle = $(args[0]).getBoundingClientRect();
         return [handle.x + handle.width / 2 - canvas.x, handle.y + handle.height / 2 - canvas.y]",
        &[json!(handle)],
    );
    let [x, y] = [&place[0], &place[1]].map(|length| length.as_f64().unwrap_or_default());
    let point = frame_of(figure).from_pixels([x, y].into());
    [point.x, point.y]
}

/// How far the point (x1, x2) is from lying on the line, in units of the weighted sum.
fn off_the_line(gates: &Gates, [x1, x2]: [f64; 2]) -> f64 {
    let perceptron = gates.perceptron();
    let [w1, w2] = perceptron.weights.map(Decimal::to_f64);
    (w1 * x1 + w2 * x2 + perceptron.bias.to_f64()).abs()
}

fn the_side_of_the_ones_is_shaded(page: &Page<'_>) {
    let figure = page.open_panel("gates", AND);
    let corners = |figure: &Figure<'_>| [color_at(figure, 1.3, 1.3), color_at(figure, -0.3, -0.3)];
    let [ones, zeros] = corners(&figure);
    assert_eq!(zeros, [255, 255, 255]);
    assert!(ones[0] < 240 && ones[2] > ones[0], "a tint of blue, not {ones:?}");
    let figure = page.open_panel("gates", "gate=nand&w1=-0.5&w2=-0.5&b=0.7");
    assert_eq!(corners(&figure), [zeros, ones]);
}

fn the_picture_has_a_pixel_for_each_of_the_devices(page: &Page<'_>) {
    let figure = page.open_panel("gates", AND);
    for scale in [1.0, 2.0, 1.5, 3.0, 1.0] {
        page.browser.screen(1280, 900, scale);
        // The size is told between frames and painted in the next one, whenever a busy machine comes to it.
        page.wait_for(
            &format!("a pixel for each of the device's, {scale} to a CSS pixel"),
            &format!(
                "const canvas = document.querySelector('perceptron-playground').shadowRoot.querySelector('canvas');
                 const box = canvas.getBoundingClientRect();
                 const fits = (pixels, length) => Math.abs(pixels - length * {scale}) <= 1;
                 return devicePixelRatio === {scale} && fits(canvas.width, box.width) && fits(canvas.height, box.height)"
            ),
        );
        // A point's middle is where the frame says, at any scale: it has been drawn for this size.
        page.eventually("the picture in its new size", || color_at(&figure, 1.3, 1.3) != color_at(&figure, -0.3, -0.3));
    }
}

/// Drags the line's handle and checks that the line goes where the pointer went.
#[track_caller]
fn assert_line_follows(page: &Page<'_>, pointer: Pointer) {
    let figure = page.figure();
    let picture = figure.picture();
    figure.reveal(LINE);
    let from = place_of(&figure, LINE);
    figure.drag(pointer, LINE, &[(-20, 5), (-20, 35)]);
    assert_agrees(&figure);
    let gates = gates_of(&figure);
    assert_ne!(figure.picture(), picture);
    let unit = frame_of(&figure).to_pixels([1.0, 0.0].into()).x - frame_of(&figure).to_pixels([0.0, 0.0].into()).x;
    let to = [from[0] - 40.0 / unit, from[1] - 40.0 / unit];
    assert!(off_the_line(&gates, to) < 0.02, "{to:?} {}", figure.state());
    assert!(off_the_line(&gates, from) > 0.1, "{from:?} {}", figure.state());
}

fn the_line_follows_the_mouse_by_its_handle(page: &Page<'_>) {
    page.open_panel("gates", AND);
    assert_line_follows(page, Pointer::Mouse);
}

fn the_line_follows_a_finger_by_its_handle(page: &Page<'_>) {
    page.browser.phone(390, 844);
    page.open_panel("gates", AND);
    assert_line_follows(page, Pointer::Touch);
}

fn the_line_follows_a_pen_by_its_handle(page: &Page<'_>) {
    page.open_panel("gates", AND);
    assert_line_follows(page, Pointer::Pen);
}

fn the_pointer_stays_with_what_it_has_taken(page: &Page<'_>) {
    let pointers =
        if page.browser.engine == Engine::Chromium { vec![Pointer::Mouse, Pointer::Pen] } else { vec![Pointer::Mouse] };
    for pointer in pointers {
        let figure = page.open_panel("gates", AND);
        figure.reveal(LINE);
        let before = figure.state();
        // Far off the picture and back: captured, it still moves the line, and nothing that it comes over.
        page.hold(pointer, &figure.element(LINE), (0, 0), &[(-20, 20), (600, 0)]);
        let far = figure.state();
        assert_ne!(far, before, "{pointer:?}");
        page.let_go(pointer);
        assert_eq!(figure.state(), far, "{pointer:?}");
        assert_agrees(&figure);
        // Let go, it moves nothing any more.
        page.drag(pointer, &figure.element(".sentence"), (0, 0), &[(0, -30)]);
        assert_eq!(figure.state(), far, "{pointer:?}");
    }
}

fn the_line_follows_the_mouse_from_any_place_on_it(page: &Page<'_>) {
    let figure = page.open_panel("gates", AND);
    figure.reveal("canvas");
    // x1 + x2 = 1.4 on the line of 0.5, 0.5, θ = 0.7.
    let at = canvas_offset(&figure, 0.2, 1.2);
    page.drag(Pointer::Mouse, &figure.element("canvas"), at, &[(-10, 10), (-20, 20)]);
    assert_agrees(&figure);
    let gates = gates_of(&figure);
    let unit = frame_of(&figure).to_pixels([1.0, 0.0].into()).x - frame_of(&figure).to_pixels([0.0, 0.0].into()).x;
    assert!(off_the_line(&gates, [0.2 - 30.0 / unit, 1.2 - 30.0 / unit]) < 0.02, "{}", figure.state());
    assert_eq!(figure.value("#w1-box"), "0.50");
}

fn a_finger_elsewhere_scrolls_and_moves_nothing(page: &Page<'_>) {
    page.browser.phone(390, 844);
    let figure = page.open_panel("gates", AND);
    figure.reveal("canvas");
    let state = figure.state();
    let at = canvas_offset(&figure, 0.2, 1.2);
    page.drag(Pointer::Touch, &figure.element("canvas"), at, &[(-10, 10), (-20, 20)]);
    assert_eq!(figure.state(), state);
}

#[track_caller]
fn assert_arrow_follows(page: &Page<'_>, pointer: Pointer) {
    let figure = page.figure();
    figure.reveal(TIP);
    let (from, foot) = (place_of(&figure, TIP), place_of(&figure, LINE));
    figure.drag(pointer, TIP, &[(12, -3), (3, -37)]);
    assert_agrees(&figure);
    let gates = gates_of(&figure);
    let unit = frame_of(&figure).to_pixels([1.0, 0.0].into()).x - frame_of(&figure).to_pixels([0.0, 0.0].into()).x;
    let tip = [from[0] + 15.0 / unit - foot[0], from[1] + 40.0 / unit - foot[1]];
    let [w1, w2] = gates.perceptron().weights.map(Decimal::to_f64);
    // The arrow points where the pointer went, and the line still goes through its foot.
    let turned = (w1 * tip[1] - w2 * tip[0]) / (w1.hypot(w2) * tip[0].hypot(tip[1]));
    assert!(turned.abs() < 0.03, "({w1}, {w2}) should point like {tip:?}");
    assert!(off_the_line(&gates, foot) < 0.02, "{foot:?} {}", figure.state());
    assert!(w2 > w1 + 0.1, "the tip went upwards: ({w1}, {w2})");
}

fn the_arrow_follows_the_mouse(page: &Page<'_>) {
    page.open_panel("gates", AND);
    assert_arrow_follows(page, Pointer::Mouse);
}

fn the_arrow_follows_a_finger(page: &Page<'_>) {
    page.browser.phone(390, 844);
    page.open_panel("gates", AND);
    assert_arrow_follows(page, Pointer::Touch);
}

fn the_arrow_follows_a_pen(page: &Page<'_>) {
    page.open_panel("gates", AND);
    assert_arrow_follows(page, Pointer::Pen);
}

fn the_line_moves_by_keys(page: &Page<'_>) {
    let figure = page.open_panel("gates", AND);
    figure.focus(LINE);
    // Right and up are towards the ones, so the threshold grows.
    for (keys, theta) in [
        (&[key::RIGHT][..], "0.71"),
        (&[key::UP], "0.72"),
        (&[key::LEFT], "0.71"),
        (&[key::DOWN], "0.70"),
        (&[key::SHIFT, key::DOWN], "0.63"),
    ] {
        let picture = figure.picture();
        page.press(keys);
        assert_eq!(figure.value("#theta-box"), theta, "{keys:?}");
        assert_ne!(figure.picture(), picture, "{keys:?}");
        let told = figure.attribute(LINE, "aria-valuenow").parse::<f64>();
        assert_eq!(told, theta.parse(), "{keys:?}");
        assert_agrees(&figure);
    }
}

fn the_arrow_moves_by_keys(page: &Page<'_>) {
    let figure = page.open_panel("gates", AND);
    figure.focus(TIP);
    let before = gates_of(&figure).perceptron();
    page.press(&[key::SHIFT, key::UP]);
    assert_agrees(&figure);
    let gates = gates_of(&figure);
    let after = gates.perceptron();
    assert!(after.weights[1] > before.weights[1], "{}", figure.state());
    let picture = figure.picture();
    page.press(&[key::LEFT]);
    assert!(gates_of(&figure).perceptron().weights[0] < after.weights[0], "{}", figure.state());
    assert_ne!(figure.picture(), picture);
}

fn a_drag_ends_when_the_browser_takes_the_pointer_away(page: &Page<'_>) {
    page.browser.phone(390, 844);
    let figure = page.open_panel("gates", AND);
    figure.reveal(LINE);
    let place =
        figure.run("const box = $(args[0]).getBoundingClientRect(); return [box.x + 14, box.y + 14]", &[json!(LINE)]);
    let [x, y] = [&place[0], &place[1]].map(|length| length.as_f64().unwrap_or_default());
    let touch = |kind: &str, points: playground_tests::Value| {
        page.browser.devtools("Input.dispatchTouchEvent", &json!({ "type": kind, "touchPoints": points }));
        page.settle();
    };
    let opening = figure.state();
    touch("touchStart", json!([{ "x": x, "y": y }]));
    touch("touchMove", json!([{ "x": x - 20.0, "y": y + 20.0 }]));
    let dragged = figure.state();
    assert_ne!(dragged, opening);
    touch("touchCancel", json!([]));
    assert_eq!(figure.state(), dragged);
    // Nothing follows a pointer that only passes by, and the next drag is a new one.
    page.drag(Pointer::Mouse, &figure.element(".sentence"), (0, 0), &[(0, -40)]);
    assert_eq!(figure.state(), dragged);
    figure.drag(Pointer::Touch, LINE, &[(-20, 4), (-6, 16)]);
    assert_ne!(figure.state(), dragged);
    assert_agrees(&figure);
}

fn a_drag_can_be_taken_back_in_one_step(page: &Page<'_>) {
    let figure = page.open_panel("gates", AND);
    let state = figure.state();
    figure.drag(Pointer::Mouse, LINE, &[(-10, 10), (-10, 10), (-10, 10)]);
    assert_ne!(figure.state(), state);
    page.press(&[key::CONTROL, "z"]);
    assert_eq!(figure.state(), state);
    assert_agrees(&figure);
}

fn no_line_no_handles(page: &Page<'_>) {
    let figure = page.open_panel("gates", "w1=0&w2=0&b=0&goal=none");
    assert!(!figure.shows(LINE) && !figure.shows(TIP));
    assert!(figure.text(".sentence").contains("No line"), "{}", figure.text(".sentence"));
    figure.enter("#w1-box", "1");
    assert!(figure.shows(LINE) && figure.shows(TIP));
    assert_agrees(&figure);
}
