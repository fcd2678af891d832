//! The pictures that stand in for a live figure, in www/figures, are what the panels open with.
//! `UPDATE_FIGURES=1 cargo test --test figures` draws them anew.

use perceptron_playground::panel::{
    activations::Activations, digits::DigitsPanel, gates::Gates, network::NetworkPanel, regression::Regression, xor::Xor,
};
use perceptron_playground::plot::{palette::Palette, picture::svg};

fn is_kept(name: &str, drawn: &str) {
    let path = format!("{}/../www/figures/{name}.svg", env!("CARGO_MANIFEST_DIR"));
    if std::env::var_os("UPDATE_FIGURES").is_some() {
        std::fs::write(&path, drawn).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap();
    assert!(kept == drawn, "www/figures/{name}.svg is out of date: run this test with UPDATE_FIGURES=1");
}

#[test]
fn one_perceptron() {
    is_kept("gates", &svg(&Gates::default().plane(), [432; 2], &Palette::LIGHT));
}

#[test]
fn xor_in_two_layers() {
    is_kept("xor", &Xor::default().svg(432, &Palette::LIGHT));
}

#[test]
fn the_sigmoid_and_its_slope() {
    is_kept("activations", &Activations::default().svg([432, 324], &Palette::LIGHT));
}

#[test]
fn a_drawing_and_its_cells() {
    is_kept("digits", &svg(&DigitsPanel::default().picture(true), [664, 320], &Palette::LIGHT));
}

#[test]
fn a_network_before_it_learns() {
    let mut panel = NetworkPanel::default();
    panel.work_out_maps();
    is_kept("network", &svg(&panel.field(true), [432; 2], &Palette::LIGHT));
}

#[test]
fn the_lab_before_the_line_is_fitted() {
    is_kept("regression", &svg(&Regression::default().scatter(), [432, 324], &Palette::LIGHT));
}
