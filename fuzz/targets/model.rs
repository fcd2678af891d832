//! Any bytes as a model file: the panel takes it and writes the same file again, or it refuses it and stays as it is.

#![no_main]

#[path = "../../crate/tests/library/common/panels.rs"]
#[allow(dead_code)] // what the tests use beyond
mod panels;

use libfuzzer_sys::fuzz_target;
use panels::Panel;
use perceptron_playground::export::model_file::{self, ModelFileError};
use perceptron_playground::panel::network::NetworkPanel;
use perceptron_playground::panel::regression::Regression;
use perceptron_playground::panel::xor::Xor;

fn open<P: Panel>(
    name: &str,
    bytes: &[u8],
    read: fn(&mut P, &[u8]) -> Result<(), ModelFileError>,
    write: fn(&P) -> String,
) {
    let Ok(file) = model_file::read(bytes, name) else {
        let mut panel = P::default();
        let before = (panel.link(), panel.bits());
        assert!(read(&mut panel, bytes).is_err());
        assert_eq!((panel.link(), panel.bits()), before);
        return;
    };
    let settings: Vec<_> = file.settings.iter().map(|(name, value)| format!("{name}={value}")).collect();
    if P::is_slow(&settings.join("&")) {
        return;
    }
    let mut panel = P::default();
    let before = (panel.link(), panel.bits());
    if read(&mut panel, bytes).is_err() {
        assert_eq!((panel.link(), panel.bits()), before);
        return;
    }
    let (written, bits) = (write(&panel), panel.bits());
    let mut other = P::default();
    assert_eq!(read(&mut other, written.as_bytes()), Ok(()));
    assert_eq!((write(&other), other.bits()), (written, bits));
}

fuzz_target!(|bytes: &[u8]| {
    open("network", bytes, NetworkPanel::read_model, NetworkPanel::model_file);
    open("xor", bytes, Xor::read_model, Xor::model_file);
    open("regression", bytes, Regression::read_model, Regression::model_file);
});
