//! Points to put through networks, for JavaScript.

use wasm_bindgen::prelude::{JsError, wasm_bindgen};

use crate::model::samples::Points;

/// Points to put through networks, handed over once.
#[wasm_bindgen(js_name = Points)]
pub struct JsPoints(pub(super) Points);

#[wasm_bindgen(js_class = Points)]
impl JsPoints {
    /// Points with `inputs` numbers each, from their `rows`: point 0's numbers, point 1's numbers, …
    #[wasm_bindgen(constructor)]
    pub fn new(inputs: usize, rows: &[f32]) -> Result<Self, JsError> {
        Ok(Self(Points::new(inputs, rows)?))
    }

    /// The centres of `columns` × `rows` equal cells over the plane of two inputs, row after row from the upper edge.
    pub fn grid(left: f32, right: f32, bottom: f32, top: f32, columns: usize, rows: usize) -> Result<Self, JsError> {
        Ok(Self(Points::grid([left, right], [bottom, top], columns, rows, 2, |x, inputs| inputs.copy_from_slice(&x))?))
    }

    /// How many points there are.
    #[wasm_bindgen(getter)]
    pub fn count(&self) -> usize {
        self.0.count()
    }
}
