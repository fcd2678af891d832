//! Any text as the link of any panel: what is good is taken, what is bad is told, and the state has a link of its own.

#![no_main]

#[path = "../../crate/tests/library/common/panels.rs"]
#[allow(dead_code)] // what the tests use beyond
mod panels;

use libfuzzer_sys::fuzz_target;
use panels::{Panel, no_numbers};
use perceptron_playground::panel::activations::Activations;
use perceptron_playground::panel::classes::Classes;
use perceptron_playground::panel::digits::DigitsPanel;
use perceptron_playground::panel::gates::Gates;
use perceptron_playground::panel::layers::Layers;
use perceptron_playground::panel::network::NetworkPanel;
use perceptron_playground::panel::regression::Regression;
use perceptron_playground::panel::xor::Xor;

fn open<P: Panel>(text: &str) {
    if P::is_slow(text) {
        return;
    }
    let mut panel = P::opened();
    for problem in panel.load(text) {
        assert!(problem.given.chars().count() <= 25 && problem.name.chars().count() <= 25);
    }
    assert_eq!(no_numbers(&panel.shown()), None);
    if panel.fits_link() {
        let (link, bits) = (panel.link(), panel.bits());
        assert_eq!(panel.load(&link), [], "{link}");
        assert_eq!((panel.link(), panel.bits()), (link, bits));
    }
}

fuzz_target!(|input: (u8, &str)| {
    let (which, text) = input;
    match which % 8 {
        0 => open::<Gates>(text),
        1 => open::<Xor>(text),
        2 => open::<Activations>(text),
        3 => open::<Classes>(text),
        4 => open::<DigitsPanel>(text),
        5 => open::<Layers>(text),
        6 => open::<NetworkPanel>(text),
        _ => open::<Regression>(text),
    }
});
