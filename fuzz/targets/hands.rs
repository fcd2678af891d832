//! Any actions of a learner on any panel, in any order: the panel shows numbers, and a link restores its state to the bit.

#![no_main]

#[path = "../panels.rs"]
mod panels;

use arbitrary::Arbitrary;
use libfuzzer_sys::fuzz_target;
use panels::{Hand, Panel, assert_comes_back, with_panel};

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
    assert_comes_back(&mut panel);
}

fuzz_target!(|input: (u8, Vec<Act>)| {
    let (which, acts) = input;
    let acts = &acts[..acts.len().min(20)];
    with_panel!(which, play(acts));
});
