//! Why no line can do a function, for JavaScript.

use wasm_bindgen::prelude::wasm_bindgen;

use crate::panel::formulas::Contradiction;

/// Two pairs of rows that make opposite demands on one number.
#[wasm_bindgen]
pub struct ContradictionReport(pub(super) Contradiction);

#[wasm_bindgen]
impl ContradictionReport {
    /// The rows that want 1.
    #[wasm_bindgen(getter)]
    pub fn ones(&self) -> Vec<usize> {
        self.0.ones.to_vec()
    }

    /// The rows that want 0.
    #[wasm_bindgen(getter)]
    pub fn zeros(&self) -> Vec<usize> {
        self.0.zeros.to_vec()
    }

    /// What the rows that want 1 ask of the number.
    #[wasm_bindgen(getter, js_name = wantsAbove)]
    pub fn wants_above(&self) -> String {
        self.0.wants_above.clone()
    }

    /// What the rows that want 0 ask of it.
    #[wasm_bindgen(getter, js_name = wantsBelow)]
    pub fn wants_below(&self) -> String {
        self.0.wants_below.clone()
    }

    /// The number today.
    #[wasm_bindgen(getter)]
    pub fn today(&self) -> String {
        self.0.today.clone()
    }
}
