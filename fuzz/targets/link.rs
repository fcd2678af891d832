//! Any text as the link of any panel: valid settings are taken, invalid ones are reported, and the state has a link that restores it.

#![no_main]

#[path = "../panels.rs"]
mod panels;

use libfuzzer_sys::fuzz_target;
use panels::{any_panel, assert_comes_back, is_slow};

fuzz_target!(|input: (u8, &str)| {
    let (which, text) = input;
    if is_slow(text) {
        return;
    }
    let (name, mut figure) = any_panel(which);
    for problem in figure.open(text) {
        assert!(problem.given.chars().count() <= 25 && problem.name.chars().count() <= 25);
    }
    assert_comes_back(name, &mut *figure);
});
