//! The class that JavaScript reaches all panels by, in a real browser: panels opened, set, drawn and freed as the page does it.

#![cfg(target_arch = "wasm32")]

use js_sys::{Array, Function, Reflect};
use perceptron_playground::web::canvas::PictureCanvas;
use perceptron_playground::web::panel::PanelHandle;
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

/// A panel's picture on a canvas of this size in CSS pixels, with `scale` device pixels to each.
fn drawn(panel: &PanelHandle, name: &str, width: f64, height: f64, scale: f64) -> (HtmlCanvasElement, PictureCanvas) {
    let canvas = canvas();
    let mut plane = PictureCanvas::new(canvas.clone());
    plane.resize(width, height, scale);
    panel.draw(name, &plane);
    (canvas, plane)
}

/// The colours of the canvas about a place in CSS pixels: all that differ by less than two device pixels.
fn colors_about(canvas: &HtmlCanvasElement, place: &[f64], scale: f64) -> Vec<[u8; 3]> {
    let context: CanvasRenderingContext2d = canvas.get_context("2d").unwrap().unwrap().unchecked_into();
    let Clamped(pixels) =
        context.get_image_data(place[0] * scale - 2.0, place[1] * scale - 2.0, 5.0, 5.0).unwrap().data();
    pixels.chunks(4).filter(|pixel| pixel[3] == 255).map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect()
}

fn set(gates: &mut PanelHandle, pairs: &[(&str, &str)]) {
    for (name, text) in pairs {
        assert!(gates.set(name, text).is_none(), "{name} = {text}");
    }
}

/// The line x2 = −x1 + 1.5 of AND with the notes' numbers.
fn and() -> PanelHandle {
    let mut gates = PanelHandle::open("gates").unwrap();
    assert!(gates.open_link("gate=and&w1=1&w2=1&b=-1.5").is_empty());
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
            let (canvas, plane) = drawn(&and(), "plane", width, height, scale);
            for (device, css) in [(canvas.width(), width), (canvas.height(), height)] {
                assert!((f64::from(device) - css * scale).abs() <= 0.5);
            }
            let about = |x1, x2| colors_about(&canvas, &plane.to_pixels(x1, x2), scale);
            for x1 in [0.1, 0.3, 1.2, 1.4] {
                assert!(about(x1, 1.5 - x1).contains(&INK), "no line at x1 = {x1}, {width}×{height} at {scale}");
            }
            // Blue, at 16 % on white, on the side of the ones; white on the other.
            assert!(about(1.35, 0.65).iter().all(|[r, g, b]| r < g && g < b && *r > 200), "{:?}", about(1.35, 0.65));
            assert!(about(0.25, -0.25).iter().all(|color| *color == PAPER));
        }
    }
}

#[wasm_bindgen_test]
fn moving_the_threshold_moves_the_line_drawn() {
    let mut gates = and();
    let (canvas, plane) = drawn(&gates, "plane", 400.0, 400.0, 2.0);
    let has_line = |x1, x2| colors_about(&canvas, &plane.to_pixels(x1, x2), 2.0).contains(&INK);
    assert!(has_line(0.25, 1.25) && !has_line(0.2, 0.3));
    set(&mut gates, &[("theta", "0.5")]);
    gates.draw("plane", &plane);
    assert!(!has_line(0.25, 1.25) && has_line(0.2, 0.3));
}

#[wasm_bindgen_test]
fn the_page_chooses_the_colours() {
    let gates = and();
    let (canvas, mut plane) = drawn(&gates, "plane", 300.0, 300.0, 1.0);
    plane.set_colors(&[0x10_10_10, 0xfa_fb_fc, 0, 0, 0x20_80_e0, 0, 0, 0]);
    gates.draw("plane", &plane);
    assert!(colors_about(&canvas, &plane.to_pixels(0.1, 1.4), 1.0).contains(&[0xfa, 0xfb, 0xfc]));
    assert!(colors_about(&canvas, &plane.to_pixels(0.25, -0.25), 1.0).iter().all(|color| *color == [0x10; 3]));
    // Seven colours are not a palette; the old one stays.
    plane.set_colors(&[0; 7]);
    gates.draw("plane", &plane);
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
            gates.draw("plane", &plane);
        }
    }
    plane.resize(300.0, 300.0, 1.0);
    gates.draw("plane", &plane);
    assert!(colors_about(&canvas, &plane.to_pixels(0.1, 1.4), 1.0).contains(&INK));
}

#[wasm_bindgen_test]
fn places_on_the_canvas_and_points_of_the_plane_are_each_others_inverse() {
    let (_, plane) = drawn(&and(), "plane", 411.0, 377.0, 1.5);
    for [x1, x2] in [[0.0, 0.0], [1.0, 0.25], [-0.5, 1.5]] {
        let place = plane.to_pixels(x1, x2);
        let point = plane.from_pixels(place[0], place[1]);
        assert!((point[0] - x1).hypot(point[1] - x2) < 1e-9);
    }
}

#[wasm_bindgen_test]
fn what_is_set_is_shown_and_a_bad_value_is_explained() {
    let mut gates = and();
    set(&mut gates, &[("w1", "0.1"), ("w2", "0.2"), ("theta", "0.3")]);
    let shown = gates.view(true);
    assert!(shown.contains("0.1×1 + 0.2×1 = 0.3 ≤ 0.3") && shown.contains(r#""on_line":true"#), "{shown}");
    let problem = gates.set("w1", "1,5").unwrap();
    assert!(problem.starts_with(r#"{"key":"comma","name":"w1","given":"1,5""#), "{problem}");
    assert_eq!((gates.value("w1").as_deref(), gates.value("nothing")), (Some("0.1"), None));
    assert_eq!(gates.link(), "w1=0.1&w2=0.2&b=-0.3");
    let problems = gates.open_link("gate=xor&w1=1e999&<script>=1");
    assert!(problems[0].contains("not-a-number") && problems[1].contains("unknown-name"), "{problems:?}");
    assert_eq!(gates.value("gate").as_deref(), Some("xor"));
    assert!(PanelHandle::open("gats").is_none() && PanelHandle::names().contains(&"gates".to_owned()));
}

#[wasm_bindgen_test]
fn a_curve_that_is_nearly_flat_has_no_steps() {
    let panel = PanelHandle::open("activations").unwrap();
    let (canvas, plane) = drawn(&panel, "curve", 640.0, 480.0, 1.0);
    let (pixels, width) = (pixels(&canvas), canvas.width() as usize);
    // How dark a pixel is.
    let ink = |x: usize, y: usize| 255.0 - f64::from(pixels[4 * (y * width + x) + 1]);
    let columns = [1.5, 6.0].map(|a| plane.to_pixels(a, 0.0)[0] as usize);
    for x in columns[0]..columns[1] {
        let a = plane.from_pixels(x as f64 + 0.5, 0.0)[0];
        let wanted = plane.to_pixels(a, 1.0 / (1.0 + (-a).exp()))[1];
        let about = wanted as usize - 3..wanted as usize + 4;
        let dark: f64 = about.clone().map(|y| ink(x, y)).sum();
        let middle = about.map(|y| ink(x, y) * (y as f64 + 0.5)).sum::<f64>() / dark;
        assert!((middle - wanted).abs() < 0.3, "the curve lies at {middle} and not at {wanted} over {a}");
    }
}

fn pixels(canvas: &HtmlCanvasElement) -> Vec<u8> {
    let context: CanvasRenderingContext2d = canvas.get_context("2d").unwrap().unwrap().unchecked_into();
    context.get_image_data(0.0, 0.0, canvas.width().into(), canvas.height().into()).unwrap().data().0
}

/// By how many levels two pictures differ at most, both on white, as one sees them: the color of a pixel that is hardly there is
/// rounded by many levels.
fn farthest(a: &[u8], b: &[u8]) -> u32 {
    assert_eq!(a.len(), b.len());
    let seen = |pixel: &[u8]| {
        let [red, green, blue, opaque] = [0, 1, 2, 3].map(|at| u32::from(pixel[at]));
        [red, green, blue].map(|level| (level * opaque + 255 * (255 - opaque) + 127) / 255)
    };
    let pairs = a.chunks_exact(4).zip(b.chunks_exact(4)).flat_map(|(a, b)| seen(a).into_iter().zip(seen(b)));
    pairs.map(|(a, b)| a.abs_diff(b)).max().unwrap_or(0)
}

#[wasm_bindgen_test]
fn what_is_not_drawn_again_stands_there_as_if_it_had_been() {
    let blank = || {
        let canvas = canvas();
        let mut picture = PictureCanvas::new(canvas.clone());
        picture.resize(300.5, 200.0, 1.5);
        (canvas, picture)
    };
    for name in PanelHandle::names() {
        let schema: serde_json::Value = serde_json::from_str(&PanelHandle::open(&name).unwrap().schema()).unwrap();
        for picture in schema["pictures"].as_array().unwrap().iter().map(|picture| picture.as_str().unwrap()) {
            let mut panel = PanelHandle::open(&name).unwrap();
            let (canvas, mut surface) = blank();
            for act in 0..8 {
                match act {
                    0 | 3 | 5 => panel.step(1),
                    1 => panel.step_setting("seed", 1),
                    // A ground left open: what was there before must not show through.
                    6 => _ = panel.begin("none"),
                    7 => panel.reset(),
                    _ => {}
                }
                if act == 4 {
                    surface.resize(300.5, 201.0, 1.5);
                    surface.resize(300.5, 200.0, 1.5);
                }
                panel.draw(picture, &surface);
                let (other_canvas, other_surface) = blank();
                panel.draw(picture, &other_surface);
                let far = farthest(&pixels(&canvas), &pixels(&other_canvas));
                // What is copied onto a ground is rounded to bytes once more than what is drawn on it, and where strokes cross each of
                // them is.
                assert!(far <= 4, "{name} {picture}: picture {act} on what stood there is {far} levels off");
            }
        }
    }
}

#[wasm_bindgen_test]
fn two_panels_are_independent() {
    let (first, second) = (JsValue::from(and()), JsValue::from(and()));
    let opening = text(&second, "view", &[true.into()]);
    call(&first, "set", &["w1".into(), "-1.5".into()]).unwrap();
    assert_eq!(text(&first, "value", &["w1".into()]), "-1.5");
    assert_eq!(text(&second, "view", &[true.into()]), opening);
    // With one gone, the other goes on.
    call(&first, "free", &[]).unwrap();
    assert!(call(&first, "value", &["w1".into()]).is_err(), "a panel that was freed does not answer");
    assert_eq!(text(&second, "view", &[true.into()]), opening);
    call(&second, "set", &["w2".into(), "2".into()]).unwrap();
    assert_eq!(text(&second, "value", &["w2".into()]), "2");
    call(&second, "free", &[]).unwrap();
}

#[wasm_bindgen_test]
fn many_panels_made_and_freed_leave_no_memory_behind() {
    let pages = || wasm_bindgen::memory().unchecked_into::<js_sys::WebAssembly::Memory>().grow(0);
    let one = |name: &str| {
        let mut panel = PanelHandle::open(name).unwrap();
        panel.step(20);
        let schema: serde_json::Value = serde_json::from_str(&panel.schema()).unwrap();
        let (canvas, picture) = drawn(&panel, schema["pictures"][0].as_str().unwrap(), 50.0, 50.0, 1.0);
        drop((panel, picture, canvas));
    };
    for name in PanelHandle::names() {
        (0..10).for_each(|_| one(&name));
        let before = pages();
        (0..40).for_each(|_| one(&name));
        assert_eq!(pages(), before, "{name}");
    }
}
