//! Any text as the link of any panel: valid settings are taken, invalid ones are reported, and the state has a link that restores it.

#![no_main]

#[path = "../panels.rs"]
mod panels;

use libfuzzer_sys::fuzz_target;
use panels::{Panel, assert_comes_back, with_panel};

fn open<P: Panel>(text: &str) {
    if P::is_slow(text) {
        return;
    }
    let mut panel = P::opened();
    for problem in panel.load(text) {
        assert!(problem.given.chars().count() <= 25 && problem.name.chars().count() <= 25);
    }
    assert_comes_back(&mut panel);
}

fuzz_target!(|input: (u8, &str)| {
    let (which, text) = input;
    with_panel!(which, open(text));
});
