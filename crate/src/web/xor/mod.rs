//! The panel `xor` for JavaScript.

mod collapse;
mod hand;
mod learned;
mod limit;
mod picture;

use wasm_bindgen::prelude::wasm_bindgen;

use super::along::{along, model_file};
use super::door::{door, goals, played};
use crate::data::gates::{Gate, ROWS};
use crate::panel::xor::goals::Goal;
use crate::panel::xor::{TABLE, Xor};

/// XOR taken apart. Rows count from 0: (0,0), (0,1), (1,0), (1,1); units too: h1, h2, y; a unit's parameters too: its two
/// weights and its bias.
#[wasm_bindgen(js_name = Xor)]
#[derive(Default)]
pub struct XorDoor(Xor);

door!(XorDoor, "Xor", Xor, TABLE);
along!(XorDoor, "Xor");
model_file!(XorDoor, "Xor");
played!(XorDoor, "Xor");
goals!(XorDoor, "Xor", Goal);

#[wasm_bindgen(js_class = Xor)]
impl XorDoor {
    /// The row under inspection.
    #[wasm_bindgen(getter)]
    pub fn row(&self) -> usize {
        self.0.settings().row
    }

    /// The four rows as CSV.
    pub fn csv(&self) -> String {
        self.0.csv()
    }

    /// The wanted output of a row.
    pub fn target(row: usize) -> u8 {
        Gate::XOR.outputs()[row % ROWS.len()].into()
    }

    /// How many of the four rows come out right.
    #[wasm_bindgen(getter, js_name = rowsRight)]
    pub fn rows_right(&self) -> usize {
        self.0.rows_right()
    }

    /// A parameter as text.
    #[wasm_bindgen(js_name = parameterText)]
    pub fn parameter_text(&self, unit: usize, which: usize) -> String {
        self.0.parameter_text(unit, which)
    }

    /// A parameter's value, for the thickness of a line.
    pub fn parameter(&self, unit: usize, which: usize) -> f64 {
        self.0.parameter(unit, which)
    }

    /// A unit's sum for a row, worked out.
    #[wasm_bindgen(js_name = sumText)]
    pub fn sum_text(&self, row: usize, unit: usize) -> String {
        self.0.sum_text(row, unit)
    }

    /// What a unit gives for a row.
    #[wasm_bindgen(js_name = outputText)]
    pub fn output_text(&self, row: usize, unit: usize) -> String {
        self.0.output_text(row, unit)
    }

    /// Whether a unit's output for a row is on the side of 1.
    pub fn output(&self, row: usize, unit: usize) -> bool {
        self.0.output(row, unit)
    }

    /// Whether a row comes out as wanted.
    #[wasm_bindgen(js_name = rowRight)]
    pub fn row_right(&self, row: usize) -> bool {
        self.0.row_right(row)
    }
}
