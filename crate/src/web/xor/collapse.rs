//! Two layers that are one.

use wasm_bindgen::prelude::wasm_bindgen;

use super::XorDoor;
use crate::panel::xor::words::Matrices;

#[wasm_bindgen(js_class = Xor)]
impl XorDoor {
    /// The two layers as matrices, and their product.
    #[wasm_bindgen(getter)]
    pub fn matrices(&self) -> MatricesReport {
        MatricesReport(self.0.matrices())
    }

    /// The one sum that the two layers are, in letters for the inputs.
    #[wasm_bindgen(getter, js_name = oneSumText)]
    pub fn one_sum_text(&self) -> String {
        self.0.one_sum_text()
    }

    /// A row's sum through the one line that the two layers are.
    #[wasm_bindgen(js_name = oneLineText)]
    pub fn one_line_text(&self, row: usize) -> String {
        self.0.one_line_text(row)
    }
}

/// The two layers as matrices, and what they come to.
#[wasm_bindgen]
pub struct MatricesReport(Matrices);

#[wasm_bindgen]
impl MatricesReport {
    /// W1, row by row.
    #[wasm_bindgen(getter)]
    pub fn first(&self) -> Vec<String> {
        self.0.first.to_vec()
    }

    /// b1.
    #[wasm_bindgen(getter, js_name = firstBias)]
    pub fn first_bias(&self) -> Vec<String> {
        self.0.first_bias.to_vec()
    }

    /// W2.
    #[wasm_bindgen(getter)]
    pub fn second(&self) -> Vec<String> {
        self.0.second.to_vec()
    }

    /// b2.
    #[wasm_bindgen(getter, js_name = secondBias)]
    pub fn second_bias(&self) -> String {
        self.0.second_bias.clone()
    }

    /// W2·W1, each entry worked out, and W2·b1 + b2.
    #[wasm_bindgen(getter)]
    pub fn worked(&self) -> Vec<String> {
        self.0.weights_worked.iter().chain([&self.0.bias_worked]).cloned().collect()
    }

    /// W2·W1 and W2·b1 + b2.
    #[wasm_bindgen(getter)]
    pub fn one(&self) -> Vec<String> {
        self.0.one.to_vec()
    }
}
