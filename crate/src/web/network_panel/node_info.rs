//! A node with its sum worked out.

use wasm_bindgen::prelude::wasm_bindgen;

use crate::panel::network::words::{NodeReport, Term};

/// A node with its sum worked out.
#[wasm_bindgen]
pub struct NodeInfo(pub(super) NodeReport);

#[wasm_bindgen]
impl NodeInfo {
    /// The layer of weights, from 0.
    #[wasm_bindgen(getter)]
    pub fn layer(&self) -> usize {
        self.0.layer
    }

    /// The node's place in its layer, from 0.
    #[wasm_bindgen(getter)]
    pub fn node(&self) -> usize {
        self.0.node
    }

    /// Whether it is an output node.
    #[wasm_bindgen(getter, js_name = isOutput)]
    pub fn is_output(&self) -> bool {
        self.0.is_output
    }

    /// Its activation function.
    #[wasm_bindgen(getter)]
    pub fn activation(&self) -> String {
        self.0.activation.to_owned()
    }

    /// How many inputs it has.
    #[wasm_bindgen(getter)]
    pub fn length(&self) -> usize {
        self.0.terms.len()
    }

    fn term(&self, at: usize) -> &Term {
        self.0.terms.get(at).unwrap_or(&self.0.bias)
    }

    /// Where a term comes from, its parameter, its input and their product. The term behind the last is the bias.
    pub fn texts(&self, at: usize) -> Vec<String> {
        let Term { source, weight, input, product, .. } = self.term(at);
        vec![source.clone(), weight.clone(), input.clone(), product.clone()]
    }

    /// The number of a term's parameter.
    pub fn index(&self, at: usize) -> usize {
        self.term(at).index
    }

    /// The sum worked out.
    #[wasm_bindgen(getter)]
    pub fn sum(&self) -> String {
        self.0.sum.clone()
    }

    /// The output worked out.
    #[wasm_bindgen(getter)]
    pub fn output(&self) -> String {
        self.0.output.clone()
    }
}
