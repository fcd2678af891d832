//! The panel `gates` for JavaScript.

mod learning;
mod picture;
mod thresholds;

use wasm_bindgen::prelude::wasm_bindgen;

use super::door::{door, goals, played};
use crate::data::gates::Gate;
use crate::model::perceptron::Perceptron;
use crate::panel::gates::goals::Goal;
use crate::panel::gates::presets::Preset;
use crate::panel::gates::{Gates, TABLE, separable};

/// One perceptron, the four rows of a truth table, and the line between them. Rows count from 0: (0,0), (0,1), (1,0), (1,1).
#[wasm_bindgen(js_name = Gates)]
#[derive(Default)]
pub struct GatesDoor(Gates);

door!(GatesDoor, "Gates", Gates, TABLE);
played!(GatesDoor, "Gates");
goals!(GatesDoor, "Gates", Goal);

#[wasm_bindgen(js_class = Gates)]
impl GatesDoor {
    /// The rule in letters.
    #[wasm_bindgen(getter)]
    pub fn rule(&self) -> String {
        self.0.rule_text()
    }

    /// The boundary as an equation; nothing when there is no line.
    #[wasm_bindgen(getter)]
    pub fn line(&self) -> Option<String> {
        self.0.line_text()
    }

    /// How many of the four rows come out right.
    #[wasm_bindgen(getter, js_name = rowsRight)]
    pub fn rows_right(&self) -> usize {
        self.0.rows_right()
    }

    /// A row's sum worked out.
    #[wasm_bindgen(js_name = sumText)]
    pub fn sum_text(&self, row: usize) -> String {
        self.0.sum_text(row)
    }

    /// The number that a row hands to the step function.
    pub fn sum(&self, row: usize) -> String {
        self.0.sum(row).to_string()
    }

    /// The output for a row.
    pub fn output(&self, row: usize) -> u8 {
        self.0.output(row).into()
    }

    /// The wanted output of a row.
    pub fn target(&self, row: usize) -> u8 {
        self.0.settings().gate.outputs()[row].into()
    }

    /// Whether a row lies exactly on the line.
    #[wasm_bindgen(js_name = onLine)]
    pub fn on_line(&self, row: usize) -> bool {
        self.0.on_line(row)
    }

    /// The row under inspection.
    #[wasm_bindgen(getter)]
    pub fn row(&self) -> usize {
        self.0.settings().row
    }

    /// Whether one line can do the function called `gate`, found by training a perceptron on it. False for an unknown name.
    pub fn separable(gate: &str) -> bool {
        gate.parse::<Gate>().ok().is_some_and(separable)
    }

    /// The outputs of the function called `gate` for the four rows; empty for an unknown name.
    pub fn outputs(gate: &str) -> Vec<u8> {
        gate.parse::<Gate>().ok().map_or_else(Vec::new, |gate| gate.outputs().map(u8::from).to_vec())
    }

    /// Turns over the wanted output of a row.
    #[wasm_bindgen(js_name = flipTarget)]
    pub fn flip_target(&mut self, row: usize) {
        if row < 4 {
            self.0.flip_target(row);
        }
    }

    /// Takes the parameters that the notes (`notes`) or the book (`book`) give for the gate. False when they give none.
    pub fn preset(&mut self, name: &str) -> bool {
        let Some(perceptron) = preset(name).and_then(|preset| preset.perceptron(self.0.settings().gate)) else {
            return false;
        };
        self.0.place(perceptron);
        true
    }

    /// The parameters of a preset for the gate, as text: `1, 1, −1.5`.
    #[wasm_bindgen(js_name = presetText)]
    pub fn preset_text(&self, name: &str) -> Option<String> {
        let Perceptron { weights: [w1, w2], bias } = preset(name)?.perceptron(self.0.settings().gate)?;
        Some(format!("{w1}, {w2}, {bias}"))
    }

    /// Answers "can one perceptron do XOR?"; true when the answer is right.
    pub fn answer(&mut self, it_can: bool) -> bool {
        self.0.answer(it_can)
    }
}

fn preset(name: &str) -> Option<Preset> {
    match name {
        "notes" => Some(Preset::Notes),
        "book" => Some(Preset::Book),
        _ => None,
    }
}
