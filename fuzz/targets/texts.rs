//! Any text in the box of a number, a series or a text: it is read as what it has, and what is shown is read as the same.

#![no_main]

use libfuzzer_sys::fuzz_target;
use perceptron_playground::panel::notation::{Reading, read_decimal, read_real, read_whole};
use perceptron_playground::panel::sequences::own::{OwnSeries, OwnText};
use perceptron_playground::panel::xor::Xor;

fuzz_target!(|text: &str| {
    if let Ok(Reading { value, .. }) = read_decimal(text) {
        assert!(value.to_f64().abs() <= 1e6);
        for shown in [value.to_string(), value.padded(), value.ascii()] {
            assert_eq!(read_decimal(&shown), Ok(Reading { value, rounded: false }), "{shown}");
        }
    }
    if let Ok(value) = read_real(text) {
        assert!(!value.is_nan() && value.to_bits() != (-0.0_f32).to_bits());
        if value.is_finite() {
            assert_eq!(read_real(&value.to_string()), Ok(value));
        }
    }
    if let Ok(whole) = read_whole(text) {
        assert_eq!(read_whole(&whole.to_string()), Ok(whole));
    }
    if let Ok(own) = OwnSeries::read(text) {
        assert_eq!(OwnSeries::read(&own.write()), Ok(own));
    }
    if let Ok(own) = OwnText::read(text) {
        assert_eq!(OwnText::read(&own.0), Ok(own));
    }
    let mut xor = Xor::default();
    if xor.set_weight(0, 0, text).is_ok() {
        assert!(xor.learned_unit(0)[0].abs() <= 1000.0);
    }
});
