//! What the network says to the picture on the pad, with its sums worked out.

use super::DigitsPanel;
use super::halt::figure;
use super::material::inputs;
use super::run::decided;
use crate::data::digits::CELLS;
use crate::model::dense::Dense;
use crate::model::samples::Points;

/// The network's answer to the pad.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The outputs: ten of softmax with the sum 1, or one of sigmoid.
    pub outputs: Vec<f32>,
    /// The last layer's weighted sums z.
    pub sums: Vec<f32>,
    /// The digit with the greatest output; of one output 1 when it is at least 0.5, else 0.
    pub decided: usize,
}

/// A row of the answer as text: z, eᶻ (of softmax, with the greatest z taken off all: eᶻ⁻ᵐ), and the output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerRow {
    /// The weighted sum.
    pub sum: String,
    /// e to the power of z − m, m the greatest of the ten sums; for sigmoid e to the power of −z.
    pub power: String,
    /// The output as a percentage.
    pub share: String,
}

/// A node of the first layer at the picture on the pad.
#[derive(Clone, Debug, PartialEq)]
pub struct NodeReport {
    /// The weights of the 64 cells.
    pub weights: Vec<f32>,
    /// For each cell its input and the product of weight and input.
    pub products: Vec<[f32; 2]>,
    /// The bias.
    pub bias: f32,
    /// The sum: bias and products.
    pub sum: f32,
}

/// A share as a percentage: `97.5 %`. What is only nearly nothing or all does not read as such.
pub fn percent(share: f64) -> String {
    match (format!("{:.1}", share * 100.0).as_str(), share) {
        ("100.0", share) if share < 1.0 => "> 99.9 %".to_owned(),
        ("0.0", share) if share > 0.0 => "< 0.1 %".to_owned(),
        (text, _) => format!("{text} %"),
    }
}

fn figures(value: f32) -> String {
    figure(f64::from(value))
}

/// b + Σ w·x of a layer's unit, added up in the engine's order.
fn sum_of(parameters: &[f32], layer: &Dense, unit: usize, x: &[f32]) -> f32 {
    let weights = &parameters[layer.weights()][unit * layer.inputs..][..layer.inputs];
    weights.iter().zip(x).fold(parameters[layer.biases()][unit], |sum, (w, x)| sum + w * x)
}

impl DigitsPanel {
    /// What the network says to the pad.
    pub fn answer(&self) -> Answer {
        let network = self.network();
        let x = inputs(&self.cells());
        let mut units = vec![0.0; network.units()];
        // Outputs too large to be numbers are shown as they are.
        let _ =
            Points::new(CELLS, &x).and_then(|point| network.predict_units_into(&point, &mut Vec::new(), &mut units));
        let last = network.layers().len() - 1;
        let (before, outputs) = units.split_at(network.units() - network.outputs());
        let x = if last == 0 { &x[..] } else { &before[before.len() - network.layers()[last].inputs..] };
        let sum = |unit| sum_of(network.parameters(), &network.layers()[last], unit, x);
        let sums = (0..network.outputs()).map(sum).collect();
        Answer { outputs: outputs.to_vec(), sums, decided: decided(outputs) }
    }

    /// A node of the first layer at the pad, from 0. `None` when there is no such node.
    pub fn node(&self, unit: usize) -> Option<NodeReport> {
        let network = self.network();
        let layer = network.layers().first().filter(|layer| unit < layer.units)?;
        let x = inputs(&self.cells());
        let weights = network.parameters()[layer.weights()][unit * CELLS..][..CELLS].to_vec();
        let products = weights.iter().zip(x).map(|(w, x)| [x, w * x]).collect();
        let bias = network.parameters()[layer.biases()][unit];
        Some(NodeReport { weights, products, bias, sum: sum_of(network.parameters(), layer, unit, &x) })
    }
}

impl Answer {
    /// The rows of numbers, a row an output.
    pub fn rows(&self) -> Vec<AnswerRow> {
        let greatest = self.sums.iter().copied().fold(f32::MIN, f32::max);
        let power =
            |z: f32| if self.sums.len() == 1 { libm::exp(-f64::from(z)) } else { libm::exp(f64::from(z - greatest)) };
        let row = |(z, share): (&f32, &f32)| AnswerRow {
            sum: figures(*z),
            power: figure(power(*z)),
            share: percent(f64::from(*share)),
        };
        self.sums.iter().zip(&self.outputs).map(row).collect()
    }

    /// How sure the network is of what it decided: its output, or 1 less the output where one output says no.
    pub fn certainty(&self) -> f64 {
        let output = f64::from(self.outputs[self.decided.min(self.outputs.len() - 1)]);
        if self.outputs.len() == 1 && self.decided == 0 { 1.0 - output } else { output }
    }
}

impl NodeReport {
    /// The sum in words of numbers: `z = b + Σ w·x = 0.12 + 1.34 = 1.46`.
    pub fn text(&self) -> String {
        let products: f32 = self.products.iter().map(|[_, product]| product).sum();
        let [bias, products, sum] = [self.bias, products, self.sum].map(figures);
        let products = if products.starts_with('−') { format!("({products})") } else { products };
        format!("z = b + Σ w·x ≈ {bias} + {products} ≈ {sum}")
    }
}
