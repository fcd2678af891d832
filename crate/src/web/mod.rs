//! The door to the browser: the only room that knows one. Each class hands one panel to JavaScript, typed, and adds
//! nothing to it: what is decided is decided in [`crate::panel`], what is drawn in [`crate::plot`].

pub mod canvas;
mod csv;
mod door;
pub mod gates;
pub mod network;
pub mod network_panel;
pub mod perceptron;
pub mod regression;
pub mod table;
pub mod xor;

use wasm_bindgen::prelude::wasm_bindgen;

/// Runs once when the module is loaded: a panic, which is a defect of ours, then says where it happened.
#[wasm_bindgen(start)]
pub fn start() {
    console_error_panic_hook::set_once();
}
