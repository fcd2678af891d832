//! Any bytes as a model file: the panel takes it and writes the same file again, or it refuses it and stays as it is.

#![no_main]

#[path = "../../crate/tests/library/common/panels.rs"]
#[allow(dead_code)] // what the tests use beyond
mod panels;

use libfuzzer_sys::fuzz_target;
use panels::Panel;
use perceptron_playground::export::model_file::{self, ModelFileError};
use perceptron_playground::export::notebook::Headings;
use perceptron_playground::panel::export::{Content, file};
use perceptron_playground::panel::network::NetworkPanel;
use perceptron_playground::panel::session::Figure;
use perceptron_playground::panel::xor::Xor;
use perceptron_playground::panel::{self, REGISTRY};

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

/// The same for the figures of the registry.
fn open_figures(bytes: &[u8]) {
    for (name, _) in REGISTRY {
        let mut figure = panel::open(name).unwrap();
        if !figure.schema().files.iter().any(|kind| kind.name == "model") {
            continue;
        }
        let before = figure.link();
        if figure.take("model", bytes).is_err() {
            assert_eq!(figure.link(), before);
            continue;
        }
        settle(&mut *figure);
        let written = file_of(name, &*figure);
        let mut other = panel::open(name).unwrap();
        assert!(other.take("model", written.as_bytes()).is_ok());
        settle(&mut *other);
        assert_eq!(file_of(name, &*other), written);
    }
}

/// Does some of what is put off, and gives up the rest.
fn settle(figure: &mut dyn Figure) {
    let is_busy = (0..200).all(|frame| figure.advance(f64::from(frame), &mut || false));
    if is_busy {
        figure.pause();
    }
}

fn file_of(name: &str, figure: &dyn Figure) -> String {
    let export = figure.export().expect("it has a model");
    file(name, export, &Content::Model.file_name(name), &Headings::default()).expect("it is offered")
}

fuzz_target!(|bytes: &[u8]| {
    open_network(bytes);
    open("xor", bytes, Xor::read_model, Xor::model_file);
    open_figures(bytes);
});
