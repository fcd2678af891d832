//! The doors to JavaScript, in a real browser: panels made, set, drawn and freed as the page does it.

#![cfg(target_arch = "wasm32")]

use js_sys::{Array, Function, Reflect};
use perceptron_playground::web::canvas::PictureCanvas;
use perceptron_playground::web::gates::GatesDoor;
use perceptron_playground::web::network_panel::NetworkDoor;
use perceptron_playground::web::regression::RegressionDoor;
use wasm_bindgen::{Clamped, JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

const PAPER: [u8; 3] = [0xff, 0xff, 0xff];
const INK: [u8; 3] = [0x1d, 0x21, 0x26];

/// A canvas that stands in no document, as one in a panel not yet shown.
fn canvas() -> HtmlCanvasElement {
    let document = web_sys::window().unwrap().document().unwrap();
    document.create_element("canvas").unwrap().unchecked_into()
}

/// A picture of `gates` on a canvas of this size in CSS pixels, with `scale` device pixels to each.
fn drawn(gates: &GatesDoor, width: f64, height: f64, scale: f64) -> (HtmlCanvasElement, PictureCanvas) {
    let canvas = canvas();
    let mut plane = PictureCanvas::new(canvas.clone());
    plane.resize(width, height, scale);
    gates.draw(&plane);
    (canvas, plane)
}

/// The colours of the canvas about a place in CSS pixels: all that differ by less than two device pixels.
fn colors_about(canvas: &HtmlCanvasElement, place: &[f64], scale: f64) -> Vec<[u8; 3]> {
    let context: CanvasRenderingContext2d = canvas.get_context("2d").unwrap().unwrap().unchecked_into();
    let Clamped(pixels) =
        context.get_image_data(place[0] * scale - 2.0, place[1] * scale - 2.0, 5.0, 5.0).unwrap().data();
    pixels.chunks(4).filter(|pixel| pixel[3] == 255).map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect()
}

fn set(gates: &mut GatesDoor, pairs: &[(&str, &str)]) {
    for (name, text) in pairs {
        assert!(gates.set(name, text).is_none(), "{name} = {text}");
    }
}

/// The line x2 = −x1 + 1.5 of AND with the notes' numbers.
fn and() -> GatesDoor {
    let mut gates = GatesDoor::new();
    assert!(gates.preset("notes"));
    gates
}

/// Calls a method of an object of JavaScript.
fn call(object: &JsValue, method: &str, arguments: &[JsValue]) -> Result<JsValue, JsValue> {
    let function: Function = Reflect::get(object, &method.into())?.dyn_into()?;
    function.apply(object, &arguments.iter().collect::<Array>())
}

fn text(object: &JsValue, method: &str, arguments: &[JsValue]) -> String {
    call(object, method, arguments).unwrap().as_string().unwrap()
}

#[wasm_bindgen_test]
fn the_line_is_drawn_where_the_line_is_at_every_size_and_resolution() {
    for (width, height) in [(432.0, 432.0), (320.0, 240.0), (199.5, 300.25)] {
        for scale in [1.0, 1.25, 1.5, 2.0, 3.0] {
            let (canvas, plane) = drawn(&and(), width, height, scale);
            for (device, css) in [(canvas.width(), width), (canvas.height(), height)] {
                assert!((f64::from(device) - css * scale).abs() <= 0.5);
            }
            let about = |x1, x2| colors_about(&canvas, &plane.to_pixels(x1, x2), scale);
            for x1 in [0.1, 0.3, 1.2, 1.4] {
                assert!(about(x1, 1.5 - x1).contains(&INK), "no line at x1 = {x1}, {width}×{height} at {scale}");
            }
            // Blue, at 16 % on white, on the side of the ones; white on the other.
            assert!(about(1.25, 1.3).iter().all(|[r, g, b]| r < g && g < b && *r > 200), "{:?}", about(1.25, 1.3));
            assert!(about(0.25, -0.25).iter().all(|color| *color == PAPER));
        }
    }
}

#[wasm_bindgen_test]
fn moving_the_threshold_moves_the_line_drawn() {
    let mut gates = and();
    let (canvas, plane) = drawn(&gates, 400.0, 400.0, 2.0);
    let has_line = |x1, x2| colors_about(&canvas, &plane.to_pixels(x1, x2), 2.0).contains(&INK);
    assert!(has_line(0.25, 1.25) && !has_line(0.2, 0.3));
    set(&mut gates, &[("theta", "0.5")]);
    gates.draw(&plane);
    assert!(!has_line(0.25, 1.25) && has_line(0.2, 0.3));
}

#[wasm_bindgen_test]
fn the_page_chooses_the_colours() {
    let gates = and();
    let (canvas, mut plane) = drawn(&gates, 300.0, 300.0, 1.0);
    plane.set_colors(&[0x10_10_10, 0xfa_fb_fc, 0, 0, 0x20_80_e0, 0, 0, 0]);
    gates.draw(&plane);
    assert!(colors_about(&canvas, &plane.to_pixels(0.1, 1.4), 1.0).contains(&[0xfa, 0xfb, 0xfc]));
    assert!(colors_about(&canvas, &plane.to_pixels(0.25, -0.25), 1.0).iter().all(|color| *color == [0x10; 3]));
    // Seven colours are not a palette; the old one stays.
    plane.set_colors(&[0; 7]);
    gates.draw(&plane);
    assert!(colors_about(&canvas, &plane.to_pixels(0.1, 1.4), 1.0).contains(&[0xfa, 0xfb, 0xfc]));
}

#[wasm_bindgen_test]
fn a_collapsed_or_tiny_canvas_is_no_trouble_and_grows_into_a_picture() {
    let gates = and();
    let canvas = canvas();
    let mut plane = PictureCanvas::new(canvas.clone());
    let sizes = [(0.0, 0.0), (0.0, 300.0), (1.0, 1.0), (41.0, 42.0), (60.0, 60.0), (-5.0, 10.0), (f64::NAN, 10.0)];
    for (width, height) in sizes {
        for scale in [0.0, 1.0, 2.0, 100.0, f64::NAN] {
            plane.resize(width, height, scale);
            gates.draw(&plane);
        }
    }
    plane.resize(300.0, 300.0, 1.0);
    gates.draw(&plane);
    assert!(colors_about(&canvas, &plane.to_pixels(0.1, 1.4), 1.0).contains(&INK));
}

#[wasm_bindgen_test]
fn places_on_the_canvas_and_points_of_the_plane_are_each_others_inverse() {
    let (_, plane) = drawn(&and(), 411.0, 377.0, 1.5);
    for [x1, x2] in [[0.0, 0.0], [1.0, 0.25], [-0.5, 1.5]] {
        let place = plane.to_pixels(x1, x2);
        let point = plane.from_pixels(place[0], place[1]);
        assert!((point[0] - x1).hypot(point[1] - x2) < 1e-9);
    }
}

#[wasm_bindgen_test]
fn what_is_set_is_shown_and_a_bad_value_is_explained() {
    let mut gates = GatesDoor::new();
    set(&mut gates, &[("w1", "0.1"), ("w2", "0.2"), ("theta", "0.3")]);
    assert_eq!(gates.sum_text(3), "0.1×1 + 0.2×1 = 0.3 ≤ 0.3");
    assert!(gates.on_line(3) && gates.output(3) == 0);
    let problem = gates.set("w1", "1,5").unwrap();
    assert_eq!((problem.key(), problem.name(), problem.given()), ("comma".into(), "w1".into(), "1,5".into()));
    assert_eq!((gates.value("w1"), gates.value("nothing")), ("0.10".into(), String::new()));
    assert_eq!(gates.link(), "w1=0.1&w2=0.2&b=-0.3");
    let problems = gates.load("gate=xor&w1=1e999&<script>=1");
    assert_eq!(problems.iter().map(|problem| problem.key()).collect::<Vec<_>>(), ["not-a-number", "unknown-name"]);
    assert_eq!(gates.value("gate"), "xor");
}

#[wasm_bindgen_test]
fn training_reaches_its_verdicts_in_the_browser_too() {
    let mut gates = GatesDoor::new();
    for (gate, verdict, best) in [("or", "converged", 4), ("xor", "cycles", 3)] {
        set(&mut gates, &[("gate", gate)]);
        assert_eq!(gates.finish(), None);
        assert_eq!((gates.verdict().as_str(), gates.at_verdict()), (verdict, true));
        assert!(gates.best() <= best && gates.verdict_epochs().last().is_some_and(|epochs| *epochs > 0));
    }
    assert!(GatesDoor::separable("nand") && !GatesDoor::separable("xnor") && !GatesDoor::separable("nothing"));
}

fn pixels(canvas: &HtmlCanvasElement) -> Vec<u8> {
    let context: CanvasRenderingContext2d = canvas.get_context("2d").unwrap().unwrap().unchecked_into();
    context.get_image_data(0.0, 0.0, canvas.width().into(), canvas.height().into()).unwrap().data().0
}

/// Draws one picture after the other on a canvas, and each on an empty canvas too.
fn assert_drawn_whole<T>(what: &str, mut panel: T, draw: impl Fn(&T, &PictureCanvas), changes: &[&dyn Fn(&mut T)]) {
    let blank = || {
        let canvas = canvas();
        let mut picture = PictureCanvas::new(canvas.clone());
        picture.resize(300.5, 200.0, 1.5);
        (canvas, picture)
    };
    let (canvas, mut picture) = blank();
    for (nth, change) in changes.iter().enumerate() {
        change(&mut panel);
        if nth == changes.len() / 2 {
            picture.resize(300.5, 201.0, 1.5);
            picture.resize(300.5, 200.0, 1.5);
        }
        draw(&panel, &picture);
        let (other_canvas, other_picture) = blank();
        draw(&panel, &other_picture);
        assert!(pixels(&canvas) == pixels(&other_canvas), "{what}: picture {nth} on what stood there");
    }
}

#[wasm_bindgen_test]
fn what_is_not_drawn_again_stands_there_as_if_it_had_been() {
    let step = |lab: &mut RegressionDoor| assert_eq!(lab.step(), None);
    let set =
        |name: &'static str, text: &'static str| move |lab: &mut RegressionDoor| assert!(lab.set(name, text).is_none());
    let labs: [&dyn Fn(&mut RegressionDoor); 12] = [
        &step,
        &step,
        &step,
        &|_| {},
        &set("residuals", "on"),
        &step,
        &set("best", "on"),
        &step,
        &set("residuals", "off"),
        &step,
        &set("seed", "7"),
        &step,
    ];
    assert_drawn_whole("the lab's rows", RegressionDoor::new(), RegressionDoor::draw_scatter, &labs);
    let more = |net: &mut NetworkDoor| assert_eq!(net.train(1), None);
    // A ground left open: what was there before must not show through.
    let other = |net: &mut NetworkDoor| assert!(net.set("data", "spiral").is_none());
    let nets: [&dyn Fn(&mut NetworkDoor); 6] = [&|_| {}, &more, &other, &more, &more, &other];
    assert_drawn_whole("the network's points", NetworkDoor::new(), NetworkDoor::draw_points, &nets);
}

#[wasm_bindgen_test]
fn two_panels_are_independent() {
    let (first, second) = (JsValue::from(and()), JsValue::from(GatesDoor::new()));
    let opening = text(&second, "sumText", &[3.into()]);
    call(&first, "set", &["w1".into(), "-1.5".into()]).unwrap();
    assert_eq!(
        (text(&first, "value", &["w1".into()]), text(&second, "sumText", &[3.into()])),
        ("−1.50".into(), opening.clone())
    );
    // With one gone, the other goes on.
    call(&first, "free", &[]).unwrap();
    assert!(call(&first, "value", &["w1".into()]).is_err(), "a panel that was freed does not answer");
    assert_eq!(text(&second, "sumText", &[3.into()]), opening);
    call(&second, "set", &["w2".into(), "2".into()]).unwrap();
    assert_eq!(text(&second, "value", &["w2".into()]), "2.00");
    call(&second, "free", &[]).unwrap();
}

#[wasm_bindgen_test]
fn many_panels_made_and_freed_leave_no_memory_behind() {
    let pages = || wasm_bindgen::memory().unchecked_into::<js_sys::WebAssembly::Memory>().grow(0);
    let one = || {
        let (canvas, plane) = drawn(&and(), 50.0, 50.0, 1.0);
        let plane = JsValue::from(plane);
        let gates = JsValue::from(GatesDoor::new());
        call(&gates, "load", &["gate=xor&steps=2000".into()]).unwrap();
        call(&gates, "free", &[]).unwrap();
        call(&plane, "free", &[]).unwrap();
        drop(canvas);
    };
    (0..20).for_each(|_| one());
    let before = pages();
    (0..200).for_each(|_| one());
    assert_eq!(pages(), before);
}
