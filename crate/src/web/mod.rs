//! The door to the browser: the only room that knows one. Each class hands one panel to JavaScript, typed, and adds
//! nothing to it: what is decided is decided in [`crate::panel`], what is drawn in [`crate::plot`].
//!
//! What no class here uses is left out of the binary. So without the feature `networks`, which adds everything that learns
//! in layers, there comes out a small one for pages that show one perceptron.

#[cfg(feature = "networks")]
#[cfg(feature = "networks")]
mod along;
#[cfg(feature = "networks")]
mod cached_canvas;
pub mod canvas;
#[cfg(feature = "networks")]
mod csv;
#[cfg(feature = "networks")]
pub mod digits;
#[cfg(not(feature = "networks"))]
mod direct_canvas;
mod door;
#[cfg(feature = "networks")]
mod export;
#[cfg(feature = "networks")]
pub mod network;
pub mod panel;
#[cfg(feature = "networks")]
pub mod perceptron;
#[cfg(feature = "networks")]
pub mod raster;
pub mod table;
pub(crate) mod typescript;

use wasm_bindgen::prelude::wasm_bindgen;

/// Runs once when the module is loaded: a panic, which is a defect of ours, then says where it happened.
#[wasm_bindgen(start)]
pub fn start() {
    console_error_panic_hook::set_once();
}
