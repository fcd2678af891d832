//! What the network says to the drawing, with its sums worked out.

use super::DigitsPanel;
use super::parts::inputs;
use super::settings::{Reader, Task};
use crate::data::digits::{CELLS, Cells};
use crate::model::network::Network;

/// The digit that is asked about where only one is.
pub const FIVE: usize = 5;

/// The network's answer to a drawing.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The outputs: ten of softmax with the sum 1, or one of sigmoid.
    pub outputs: Vec<f32>,
    /// The weighted sums z that they come from.
    pub sums: Vec<f32>,
    /// The digit with the greatest output; of one output 1 when it is at least 0.5, else 0.
    pub decided: usize,
}

/// A node of the first layer at the drawing.
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

/// The answer of outputs: the greatest of several, the first of equals; of one whether it is at least 0.5.
pub fn decided(outputs: &[f32]) -> usize {
    match outputs {
        [one] => usize::from(*one >= 0.5),
        many => (1..many.len()).fold(0, |best, at| if many[at] > many[best] { at } else { best }),
    }
}

/// How sure outputs are of the answer decided on: its output, or 1 less the output where one output says no.
pub fn certainty(outputs: &[f32], decided: usize) -> f64 {
    match outputs {
        [one] if decided == 0 => 1.0 - f64::from(*one),
        [one] => f64::from(*one),
        many => f64::from(many[decided.min(many.len() - 1)]),
    }
}

impl Answer {
    /// What `network` says to an image. Of a network for ten digits that is asked whether it is a 5, the output is that of 5, and the sum
    /// the one whose sigmoid it is: z₅ − ln Σ eᶻ of the others.
    pub fn of(network: &Network, task: Task, cells: &Cells) -> Self {
        let signals = network.forward(&inputs(cells)).unwrap_or_default();
        let (mut sums, mut outputs) =
            signals.into_iter().last().map_or_else(Default::default, |last| (last.sums, last.outputs));
        if task == Task::Five && outputs.len() > 1 {
            let most = sums.iter().copied().fold(f32::MIN, f32::max);
            let others = sums.iter().enumerate().filter(|(digit, _)| *digit != FIVE);
            let powers: f32 = others.map(|(_, z)| libm::expf(z - most)).sum();
            sums = vec![sums[FIVE] - most - libm::logf(powers)];
            outputs = vec![outputs[FIVE]];
        }
        Self { decided: decided(&outputs), outputs, sums }
    }

    /// How sure the network is of what it decided.
    pub fn certainty(&self) -> f64 {
        certainty(&self.outputs, self.decided)
    }
}

impl DigitsPanel {
    /// The network that answers.
    pub fn network(&self) -> &Network {
        if let Some(followed) = self.followed() {
            return &followed.network;
        }
        match (self.settings.reader, &self.run) {
            (Reader::Ready, _) => super::reader::network(),
            (Reader::Own, Some(run)) => run.run().network(),
            (Reader::Own, None) => &self.untrained,
        }
    }

    /// What the network says to the drawing; nothing while the pad is blank.
    pub fn answer(&self) -> Option<Answer> {
        (self.seen.black > 0).then(|| self.answer_to(&self.seen.cells))
    }

    /// What the network says to an image.
    pub fn answer_to(&self, cells: &Cells) -> Answer {
        Answer::of(self.network(), self.settings.task, cells)
    }

    /// A node of the first layer at the drawing, from 0. `None` when there is no such node.
    pub fn node(&self, unit: usize) -> Option<NodeReport> {
        let network = self.network();
        let layer = network.layers().first().filter(|layer| unit < layer.units)?;
        let x = inputs(&self.seen.cells);
        let weights = network.parameters()[layer.weights()][unit * CELLS..][..CELLS].to_vec();
        let products: Vec<_> = weights.iter().zip(x).map(|(w, x)| [x, w * x]).collect();
        let bias = network.parameters()[layer.biases()][unit];
        // In the order of the engine, so that the bits are the engine's.
        let sum = products.iter().fold(bias, |sum, [_, product]| sum + product);
        Some(NodeReport { weights, products, bias, sum })
    }
}
