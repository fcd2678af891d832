//! The rule that moves a network's parameters, for JavaScript.

use wasm_bindgen::prelude::wasm_bindgen;

use crate::model::optimizer::Optimizer;

/// The rule that moves a network's parameters.
#[wasm_bindgen(js_name = Optimizer)]
pub struct JsOptimizer(pub(super) Optimizer);

#[wasm_bindgen(js_class = Optimizer)]
impl JsOptimizer {
    /// Stochastic gradient descent with a learning rate and a momentum, 0 when left out.
    pub fn sgd(rate: f64, momentum: Option<f64>) -> Self {
        Self(Optimizer::Sgd { rate, momentum: momentum.unwrap_or(0.0) })
    }

    /// Adam as in Keras, whose numbers stand for what is left out: β₁ = 0.9, β₂ = 0.999, ε = 10⁻⁷.
    pub fn adam(rate: f64, beta1: Option<f64>, beta2: Option<f64>, epsilon: Option<f64>) -> Self {
        let (beta1, beta2) = (beta1.unwrap_or(0.9), beta2.unwrap_or(0.999));
        Self(Optimizer::Adam { rate, beta1, beta2, epsilon: epsilon.unwrap_or(1e-7) })
    }
}
