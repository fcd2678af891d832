//! Activation functions once more, plainly and in double precision: what the engine's are held against.

use perceptron_playground::model::activation::Activation::{self, Identity, Relu, Sigmoid, Softmax, Step, Tanh};

/// h of the sums z of a layer's units.
pub fn outputs(activation: Activation, sums: &[f64]) -> Vec<f64> {
    let total: f64 = sums.iter().map(|z| z.exp()).sum();
    let h = |z: &f64| match activation {
        Step => f64::from(u8::from(*z > 0.0)),
        Identity => *z,
        Sigmoid => 1.0 / (1.0 + (-z).exp()),
        Tanh => z.tanh(),
        Relu => z.max(0.0),
        Softmax => z.exp() / total,
    };
    sums.iter().map(h).collect()
}

/// h′ where a unit's sum is z and its output h. No unit of a softmax has one of its own.
pub fn slope(activation: Activation, z: f64, h: f64) -> f64 {
    match activation {
        Identity => 1.0,
        Sigmoid => h * (1.0 - h),
        Tanh => 1.0 - h * h,
        Relu => f64::from(u8::from(z > 0.0)),
        Step | Softmax => 0.0,
    }
}

/// Those that a hidden layer can have and a finite difference can be trusted with: they have no corner.
pub fn smooth() -> Vec<Activation> {
    Activation::ALL.into_iter().filter(|one| !matches!(one, Relu | Step | Softmax)).collect()
}
