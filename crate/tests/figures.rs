//! The pictures that stand in for a live figure, in www/figures, are what the panels draw.
//! `UPDATE_FIGURES=1 cargo test --test figures` draws them anew.

use perceptron_playground::panel::gates::Gates;
use perceptron_playground::plot::{palette::Palette, picture::svg};

#[test]
fn the_picture_for_pages_without_scripts_is_what_the_panel_opens_with() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../www/figures/gates.svg");
    let drawn = svg(&Gates::default().plane(), [432; 2], &Palette::LIGHT);
    if std::env::var_os("UPDATE_FIGURES").is_some() {
        std::fs::write(path, &drawn).unwrap();
    }
    let kept = std::fs::read_to_string(path).unwrap();
    assert!(kept == drawn, "www/figures/gates.svg is out of date: run this test with UPDATE_FIGURES=1");
}
