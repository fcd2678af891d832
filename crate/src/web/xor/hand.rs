//! The network built by hand.

use wasm_bindgen::prelude::wasm_bindgen;

use super::XorDoor;
use crate::panel::xor::hand::{Diagnosis, PRESETS};

#[wasm_bindgen(js_class = Xor)]
impl XorDoor {
    /// The line of a unit by hand as an equation; nothing when there is no line.
    #[wasm_bindgen(js_name = lineText)]
    pub fn line_text(&self, unit: usize) -> Option<String> {
        self.0.line_text(unit)
    }

    /// The names of the functions that h1, h2 and y compute by hand.
    #[wasm_bindgen(getter)]
    pub fn gates(&self) -> Vec<String> {
        self.0.gates().map(|gate| gate.name().to_owned()).to_vec()
    }

    /// How many places of the hidden plane the four rows fall onto by hand.
    #[wasm_bindgen(getter)]
    pub fn places(&self) -> usize {
        self.0.places()
    }

    /// What is wrong with the network by hand: `solved`, `collision`, `no-line` or `output-line`.
    #[wasm_bindgen(getter)]
    pub fn diagnosis(&self) -> String {
        match self.0.diagnosis() {
            Diagnosis::Solved => "solved",
            Diagnosis::Collision(_) => "collision",
            Diagnosis::NoLine => "no-line",
            Diagnosis::OutputLine => "output-line",
        }
        .to_owned()
    }

    /// The two rows that share a place and want different outputs; empty when no two do, or all rows are right.
    #[wasm_bindgen(getter)]
    pub fn collision(&self) -> Vec<usize> {
        match self.0.diagnosis() {
            Diagnosis::Collision(rows) => rows.to_vec(),
            _ => Vec::new(),
        }
    }

    /// The names of the networks by hand to begin with.
    pub fn presets() -> Vec<String> {
        PRESETS.map(|(name, _)| name.to_owned()).to_vec()
    }

    /// Takes a network to begin with. Nothing happens for an unknown name.
    pub fn preset(&mut self, name: &str) {
        if let Some((_, network)) = PRESETS.into_iter().find(|(other, _)| *other == name) {
            self.0.place(network);
        }
    }

    /// Whether the network by hand is the one called `name`.
    #[wasm_bindgen(js_name = isPreset)]
    pub fn is_preset(&self, name: &str) -> bool {
        PRESETS.into_iter().any(|(other, network)| other == name && network == self.0.settings().hand)
    }
}
