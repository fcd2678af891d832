//! The panels, without a browser: for each its table of state, what its controls do, and every number it shows as text.

pub mod activations;
mod along;
pub mod classes;
pub mod digits;
pub mod dragging;
pub mod figure;
pub mod formulas;
pub mod gates;
pub mod layers;
pub mod network;
pub mod notation;
pub mod played;
pub mod regression;
pub mod table;
pub mod undo;
pub mod xor;
