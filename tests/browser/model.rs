//! What a figure should show, worked out natively by the engine itself.

use perceptron_playground::panel::gates::Gates;
use perceptron_playground::plot::frame::Frame;
use perceptron_playground::plot::picture::Picture;
use playground_tests::{Figure, json};

/// The state of a `gates` figure, in an engine of our own.
#[track_caller]
pub fn model_of(figure: &Figure<'_>) -> Gates {
    let mut gates = Gates::default();
    let state = figure.state();
    assert_eq!(gates.load(&state), [], "the state that a figure tells is one that can be loaded");
    gates
}

/// Checks that all parts of a `gates` figure show one and the same state: table, sentence, diagram, sliders.
#[track_caller]
pub fn assert_agrees(figure: &Figure<'_>) -> Gates {
    let gates = model_of(figure);
    let sums: [String; 4] = std::array::from_fn(|row| gates.sum_text(row));
    assert_eq!(figure.texts(".truth tbody .sum"), sums);
    let outputs: [String; 4] = std::array::from_fn(|row| format!("→ {}", u8::from(gates.output(row))));
    assert_eq!(figure.texts(".truth tbody .output"), outputs);

    let sentence = figure.text(".sentence");
    let line = gates.line_text();
    assert!(line.is_none_or(|line| sentence.contains(&line)), "{sentence}");
    assert!(sentence.contains(&gates.rows_right().to_string()), "{sentence}");
    assert_eq!(figure.attribute("canvas", "aria-label"), sentence);

    let row = gates.settings().row;
    assert_eq!(figure.text(".diagram .node.sum + .value"), gates.sum(row).to_string());
    assert_eq!(figure.text(".diagram .node.output + .value"), u8::from(gates.output(row)).to_string());
    assert!(figure.attribute(".diagram", "aria-label").contains(&gates.sum_text(row)));

    for name in ["w1", "w2", "theta", "b", "rate"] {
        let value = gates.value(name).unwrap_or_default();
        assert_eq!(figure.value(&format!("#{name}-box")), value, "{name}");
        let slid: f64 = figure.value(&format!("#{name}-range")).parse().unwrap_or(f64::NAN);
        assert_eq!(format!("{slid:.2}"), value.replace('−', "-"), "{name}");
    }
    gates
}

/// The frame that a figure's picture is drawn in.
#[track_caller]
pub fn frame_of(figure: &Figure<'_>) -> Frame {
    let size = figure
        .run("const { width, height, clientWidth } = $('canvas'); return [width, height, width / clientWidth]", &[]);
    let side = |i: usize| u32::try_from(size[i].as_u64().unwrap_or_default()).unwrap_or_default();
    let frame = Gates::default().plane().frame([side(0), side(1)], size[2].as_f64().unwrap_or_default());
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
