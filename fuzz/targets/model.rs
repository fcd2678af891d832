//! Any bytes as a model file: the panel takes it and writes a file that it takes again, or it refuses it and stays as it is.

#![no_main]

#[path = "../panels.rs"]
mod panels;

use libfuzzer_sys::fuzz_target;
use panels::{is_slow, open, settle};
use perceptron_playground::export::notebook::Headings;
use perceptron_playground::panel::REGISTRY;
use perceptron_playground::panel::export::{Content, file};
use perceptron_playground::panel::session::Figure;

fn file_of(name: &str, figure: &dyn Figure) -> String {
    let export = figure.export().expect("it has a model");
    file(name, export, &Content::Model.file_name(name), &Headings::default()).expect("it is offered")
}

fuzz_target!(|bytes: &[u8]| {
    if is_slow(&String::from_utf8_lossy(bytes)) {
        return;
    }
    for (name, _) in REGISTRY {
        let mut figure = open(name).unwrap();
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
        let mut other = open(name).unwrap();
        assert!(other.take("model", written.as_bytes()).is_ok());
        settle(&mut *other);
        assert_eq!(file_of(name, &*other), written);
    }
});
