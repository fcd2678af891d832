//! What a figure should show, worked out natively by the engine itself.

use perceptron_playground::panel;
use perceptron_playground::panel::gates::Gates;
use perceptron_playground::panel::port::Panel;
use perceptron_playground::panel::session::{Figure as Engine, Session};
use perceptron_playground::panel::words::Words;
use perceptron_playground::plot::frame::Frame;
use perceptron_playground::plot::picture::Picture;
use playground_tests::figure::plain;
use playground_tests::{Figure, Value, json};

/// The figure's state in an engine of our own, with all that it asks for worked out.
#[track_caller]
pub fn engine_of(figure: &Figure<'_>) -> Box<dyn Engine> {
    let name = figure.run("return figure.table.panel", &[]);
    open_natively(name.as_str().unwrap_or_default(), &figure.state())
}

/// The same, where its panel is known: there is more to ask of it.
#[track_caller]
pub fn session_of<P: Panel>(figure: &Figure<'_>) -> Session<P> {
    let mut session = Session::default();
    open(&mut session, &figure.state());
    session
}

/// A panel in the state of a link, with all that it asks for worked out.
#[track_caller]
pub fn open_natively(panel: &str, link: &str) -> Box<dyn Engine> {
    let mut engine = panel::open(panel).expect("a panel of the registry");
    if engine.schema().files.iter().any(|file| file.name == "digits") {
        let data = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/../www/data/digits.bin")).expect("the data set");
        engine.take("digits", &data).expect("it is whole");
    }
    open(&mut *engine, link);
    engine
}

#[track_caller]
fn open(engine: &mut dyn Engine, state: &str) {
    assert!(engine.open(state).is_empty(), "the state that a figure tells is one that can be loaded: {state}");
    settle(engine);
}

/// Works out all that an engine's state asks for.
pub fn settle(engine: &mut dyn Engine) {
    let mut now = 0.0;
    while engine.advance(now, &mut || true) {
        now += 1000.0 / 60.0;
    }
}

/// What an engine shows, as the page reads it.
pub fn view_of(engine: &dyn Engine) -> Value {
    serde_json::from_str(&engine.view(true)).expect("a view is JSON")
}

/// Checks that all parts of a figure show what our own engine shows in that state: boxes, sliders, sum, sentence, history.
#[track_caller]
pub fn assert_agrees(figure: &Figure<'_>) -> Value {
    let shown = view_of(&*engine_of(figure));
    let view = &shown["view"];
    for (name, value) in view["values"].as_object().expect("values by name") {
        let css = format!("#{name}-box");
        if figure.run("return Boolean(root.querySelector(args[0])?.checkVisibility())", &[json!(css)]) == false {
            continue;
        }
        assert_eq!(json!(figure.value(&css)), value["text"], "{name}");
        let slider = format!("#{name}-range");
        if figure.run("return Boolean(root.querySelector(args[0]))", &[json!(slider)]) == true {
            let number = |text: &str| text.parse::<f64>().unwrap_or(f64::NAN);
            let (is, should) = (number(&figure.value(&slider)), number(value["value"].as_str().unwrap_or_default()));
            assert!((is - should).abs() <= 1e-6 * should.abs().max(1.0), "{name}: {is}, not {should}");
        }
    }
    assert_eq!(figure.text(".sum"), plain(view["sum"].as_str().unwrap_or_default()));
    if figure.run("return root.querySelector('.canvas canvas') !== null", &[]) == true {
        assert_eq!(plain(&figure.attribute(".canvas canvas", "aria-label")), figure.text(".sentence"));
    }
    if !view["player"].is_null() {
        assert_eq!(json!(figure.value(".history")), json!(view["player"]["position"].to_string()));
    }
    shown
}

/// The panel `gates` in a figure's state.
#[track_caller]
pub fn gates_of(figure: &Figure<'_>) -> Gates {
    let mut engine = Session::<Gates>::default();
    open(&mut engine, &figure.state());
    engine.panel().clone()
}

/// The frame that the picture of a `gates` figure is drawn in.
#[track_caller]
pub fn frame_of(figure: &Figure<'_>) -> Frame {
    let size = figure
        .run("const { width, height, clientWidth } = $('canvas'); return [width, height, width / clientWidth]", &[]);
    let side = |i: usize| u32::try_from(size[i].as_u64().unwrap_or_default()).unwrap_or_default();
    let gates = gates_of(figure);
    let frame = gates.plane(&Words::default()).frame([side(0), side(1)], size[2].as_f64().unwrap_or_default());
    assert!(side(0) > 0 && side(1) > 0, "the picture has a size: {}", json!(size));
    frame
}

/// Where a point of the plane lies, in CSS pixels from the middle of the picture: the origin that pointers count from.
#[track_caller]
#[allow(clippy::cast_possible_truncation)] // pictures are small
pub fn canvas_offset(figure: &Figure<'_>, x1: f64, x2: f64) -> (i32, i32) {
    let frame = frame_of(figure);
    let place = frame.to_pixels([x1, x2].into());
    let half = |i: usize| f64::from(frame.size[i]) / frame.scale / 2.0;
    ((place.x - half(0)).round() as i32, (place.y - half(1)).round() as i32)
}
