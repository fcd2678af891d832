//! Any actions of a learner on any panel, in any order: the panel shows numbers, and a link restores its state to the bit.

#![no_main]

#[path = "../panels.rs"]
mod panels;

use arbitrary::Arbitrary;
use libfuzzer_sys::fuzz_target;
use panels::{Act, any_panel, assert_comes_back};

/// An action by numbers.
#[derive(Arbitrary, Debug)]
struct Numbers {
    which: u8,
    at: u16,
    share: u8,
    places: [f64; 4],
}

impl Numbers {
    fn act(&self) -> Act {
        let (at, [x, y, ..]) = (usize::from(self.at), self.places);
        match self.which % 16 {
            0..4 => Act::Set(at, f64::from(self.share) / 255.0),
            4 => Act::StepSetting(at, i32::from(self.share) - 128),
            5 | 6 => Act::Command(at, [x, y, f64::from(self.share)]),
            7 => Act::Drag(at, self.places),
            // At places that a finger can reach.
            8 => Act::Drag(at, self.places.map(|place| place.rem_euclid(6.0) - 3.0)),
            9 => Act::Nudge(at, [i32::from(self.share) - 128, 1]),
            10 => Act::Begin(at),
            11 => Act::Guess(at),
            12 => Act::Make(at),
            13 => Act::Play(u32::from(self.share) / 8),
            14 => Act::Undo,
            _ => Act::Redo,
        }
    }
}

fuzz_target!(|input: (u8, Vec<Numbers>)| {
    let (which, acts) = input;
    let (name, mut figure) = any_panel(which);
    acts.iter().take(20).for_each(|numbers| numbers.act().on(&mut *figure));
    assert_comes_back(name, &mut *figure);
});
