//! Anything that a learner can do to any panel, in any order: it shows numbers, and a link brings its state back to the bit.

#![no_main]

#[path = "../../crate/tests/library/common/panels.rs"]
#[allow(dead_code)] // what the tests use beyond
mod panels;

use arbitrary::Arbitrary;
use libfuzzer_sys::fuzz_target;
use panels::{Hand, Panel, no_numbers};
use perceptron_playground::panel::activations::Activations;
use perceptron_playground::panel::classes::Classes;
use perceptron_playground::panel::digits::DigitsPanel;
use perceptron_playground::panel::gates::Gates;
use perceptron_playground::panel::layers::Layers;
use perceptron_playground::panel::network::NetworkPanel;
use perceptron_playground::panel::regression::Regression;
use perceptron_playground::panel::xor::Xor;

#[derive(Arbitrary, Debug)]
enum Act {
    Set {
        field: u8,
        share: u8,
        numbers: Vec<f32>,
    },
    Hand {
        which: u8,
        x: f64,
        y: f64,
        at: u16,
    },
    /// At a place that a finger can reach.
    Near {
        which: u8,
        x: i16,
        y: i16,
        at: u16,
    },
    Undo,
    Redo,
}

fn play<P: Panel>(acts: &[Act]) {
    let mut panel = P::opened();
    for act in acts {
        if !matches!(act, Act::Undo | Act::Redo) {
            panel.mark();
        }
        match act {
            Act::Set { field, share, numbers } => {
                let field = &P::table().0[usize::from(*field) % P::table().0.len()];
                let numbers: Vec<_> = numbers.iter().take(32).copied().filter(|number| number.is_finite()).collect();
                let text = P::good(field, f64::from(*share) / 255.0, &numbers);
                let taken = panel.set(field.name, &text);
                assert!(taken.is_ok() || field.name == "weights", "{}={text}: {taken:?}", field.name);
            }
            Act::Hand { which, x, y, at } => panel.act(Hand { which: *which, x: *x, y: *y, at: (*at).into() }),
            Act::Near { which, x, y, at } => {
                let [x, y] = [x, y].map(|place| f64::from(*place) / 100.0);
                panel.act(Hand { which: *which, x, y, at: (*at).into() });
            }
            Act::Undo => _ = panel.undo(),
            Act::Redo => _ = panel.redo(),
        }
    }
    assert_eq!(no_numbers(&panel.shown()), None, "{}", panel.link());
    if panel.fits_link() {
        let (link, bits) = (panel.link(), panel.bits());
        let mut other = P::opened();
        assert_eq!(other.load(&link), [], "{link}");
        assert_eq!((other.link(), other.bits()), (link, bits));
    }
}

fuzz_target!(|input: (u8, Vec<Act>)| {
    let (which, acts) = input;
    let acts = &acts[..acts.len().min(20)];
    match which % 8 {
        0 => play::<Gates>(acts),
        1 => play::<Xor>(acts),
        2 => play::<Activations>(acts),
        3 => play::<Classes>(acts),
        4 => play::<DigitsPanel>(acts),
        5 => play::<Layers>(acts),
        6 => play::<NetworkPanel>(acts),
        _ => play::<Regression>(acts),
    }
});
