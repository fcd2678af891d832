//! Any text as the packed numbers, points, rows, drawing, curve or shape of a link: what can be unpacked is packed and unpacked again
//! without a change.

#![no_main]

use libfuzzer_sys::fuzz_target;
use perceptron_playground::data::digits::Digits;
use perceptron_playground::panel::digits::pad::Pad;
use perceptron_playground::panel::layers::drawing::Drawing;
use perceptron_playground::panel::network::{packed, shape};
use perceptron_playground::panel::regression::rows::OwnRows;
use perceptron_playground::panel::regression::sketch::Sketch;
use perceptron_playground::panel::table::SettingValue;

fuzz_target!(|text: &str| {
    if let Some(numbers) = packed::unpack_numbers(text) {
        assert_eq!(packed::pack_numbers(&numbers), text);
    }
    if let Some(indices) = packed::unpack_indices(text) {
        assert_eq!(packed::unpack_indices(&packed::pack_indices(&indices)), Some(indices));
    }
    if let Some(points) = packed::unpack_points(text) {
        assert!(points.iter().flat_map(|point| point.inputs).all(f64::is_finite));
        assert_eq!(packed::unpack_points(&packed::pack_points(&points)), Some(points));
    }
    if let Some(pad) = Pad::unpack(text) {
        assert_eq!(Pad::unpack(&pad.pack()), Some(pad));
    }
    if let Some(drawing) = Drawing::read(text) {
        assert_eq!(Drawing::read(&drawing.write()), Some(drawing));
    }
    if let Some(rows) = OwnRows::read(text) {
        assert!(rows.0.iter().flat_map(|rows| rows.iter()).all(|row| row.x.is_finite() && row.y.is_finite()));
        if rows.fit_link() {
            assert_eq!(OwnRows::from_value(rows.to_value()), rows);
        }
    }
    if let Some(sketch) = Sketch::unpack(text) {
        assert_eq!(Sketch::unpack(&sketch.pack()), Some(sketch));
    }
    if let Some(layers) = shape::read_layers(text) {
        assert_eq!(shape::read_layers(&shape::write_layers(&layers)), Some(layers));
    }
    if let Some(inputs) = shape::read_inputs(text) {
        assert_eq!(shape::read_inputs(&shape::write_inputs(&inputs)), Some(inputs));
    }
    assert!(Digits::unpack(text.as_bytes()).is_err(), "no text is the data set");
});
