//! The bindings for the browser: only this module knows one. One class hands any panel to JavaScript and adds nothing to it: what
//! is decided is decided in [`crate::panel`], what is drawn in [`crate::plot`]. Others hand out the engine alone.
//!
//! Without the feature `networks` only the panel of one perceptron is registered, and the binary is a small one.

#[cfg(feature = "networks")]
mod cached_canvas;
pub mod canvas;
#[cfg(not(feature = "networks"))]
mod direct_canvas;
#[cfg(feature = "networks")]
mod export;
mod fine_canvas;
#[cfg(feature = "networks")]
pub mod network;
pub mod panel;
#[cfg(feature = "networks")]
pub mod perceptron;
#[cfg(feature = "networks")]
pub mod raster;

use wasm_bindgen::prelude::wasm_bindgen;

/// Runs once when the module is loaded: a panic, which is a defect of ours, then says where it happened.
#[wasm_bindgen(start)]
pub fn start() {
    console_error_panic_hook::set_once();
}
