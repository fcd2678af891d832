//! The backward pass in numbers: how the loss of one sample depends on every sum, and so on every weight.
//!
//! The chain rule, layer by layer from the last one back (D. Rumelhart, G. Hinton and R. Williams, Nature 323, 1986; M. Nielsen,
//! Neural Networks and Deep Learning, 2015, chapter 2, equations BP1 to BP4). With δ = ∂L/∂z for each unit:
//!
//! * last layer: δ = ∂L/∂o·h′(z), or (o − t) times a factor where the loss and the activation are worked out together;
//! * layers before: δⱼ = h′(zⱼ)·Σₖ wₖⱼ·δₖ over the units k that unit j feeds;
//! * parameters: ∂L/∂wⱼᵢ = δⱼ·xᵢ and ∂L/∂bⱼ = δⱼ.
//!
//! What a step makes of the gradients of its batch is a [`Change`] of each parameter.

#![allow(clippy::cast_possible_truncation)] // settings are double precision, arithmetic is single

use wide::f32x4;

use super::activation::Activation;
use super::batches::Batches;
use super::dense::Dense;
use super::dropout::Dropout;
use super::error::{Error, check_length};
use super::fit::Ahead;
use super::forward::LayerSignals;
use super::lanes::Block;
use super::loss::Loss;
use super::network::Network;
use super::optimizer::Optimizer;
use super::pass::Pass;
use super::samples::Samples;

/// One layer in both passes at a sample, to the bit as training computes it.
#[derive(Clone, Debug, PartialEq)]
pub struct LayerTrace {
    /// What goes in and comes out.
    pub signals: LayerSignals,
    /// h′(z) of each unit. Empty for softmax, which is no function of one sum.
    pub slopes: Vec<f32>,
    /// What dropout multiplies each output by in this step before it goes on; empty where there is none.
    pub kept: Vec<f32>,
    /// ∂L/∂h of each unit: the sum over the units that it feeds, times what dropout has left of it; or the derivative of the loss by an
    /// output. Empty in a last layer that is worked out together with the loss.
    pub arriving: Vec<f32>,
    /// δ = ∂L/∂z of each unit.
    pub deltas: Vec<f32>,
}

/// Both passes of one sample through a network.
#[derive(Clone, Debug, PartialEq)]
pub struct Trace {
    /// Layer after layer, from the first behind the inputs.
    pub layers: Vec<LayerTrace>,
    /// The targets.
    pub targets: Vec<f32>,
    /// What is made small.
    pub loss: Loss,
    /// The loss of this sample.
    pub value: f64,
}

impl Trace {
    /// Both passes of the sample `input` with its `targets`, for the loss of this sample alone. The step function lets no gradient
    /// through: its slope is 0.
    ///
    /// # Errors
    /// When sizes do not fit, a number is out of range, or the loss does not fit the last activation or the targets.
    pub fn new(network: &Network, loss: Loss, input: &[f32], targets: &[f32]) -> Result<Self, Error> {
        Self::with_dropout(network, loss, input, targets, None)
    }

    /// The same for the sample at a `place` of the batch of a step, in which dropout may leave something out.
    ///
    /// # Errors
    /// As [`Trace::new`].
    pub fn in_step(ahead: &Ahead, place: usize, loss: Loss, input: &[f32], targets: &[f32]) -> Result<Self, Error> {
        let dropout = ahead.dropout.map(|dropout| (dropout, ahead.number - 1, place));
        Self::with_dropout(&ahead.network, loss, input, targets, dropout)
    }

    fn with_dropout(
        network: &Network,
        loss: Loss,
        input: &[f32],
        targets: &[f32],
        dropout: Option<(Dropout, u64, usize)>,
    ) -> Result<Self, Error> {
        check_length("inputs of a sample", network.inputs(), input.len())?;
        check_length("targets of a sample", network.outputs(), targets.len())?;
        loss.check_activation(network.last().activation)?;
        loss.check_targets(targets.len(), targets)?;
        let batches = Batches::new(&Samples::new(network.inputs(), input, targets)?, 1);
        let mut pass = Pass::new(network);
        let mut value = f32x4::ZERO;
        for block in batches.blocks(0) {
            if let Some((dropout, steps, place)) = dropout {
                pass.drop_outputs(network.layers(), dropout, steps, place, block.0);
            }
            value = pass.learn(network.layers(), &network.parameters, loss, block, true, true);
        }
        let [outputs, deltas] = pass.first_sample(network.units());
        let hidden = network.last().neurons().start;
        let kept: Vec<_> = match dropout {
            Some((dropout, steps, place)) => dropout.factors(steps, place).take(hidden).collect(),
            None => Vec::new(),
        };
        let kept = |layer: &Dense| kept.get(layer.neurons()).unwrap_or_default().to_vec();
        let signals = signals(network, input, &outputs, kept);
        let mut layers: Vec<LayerTrace> = Vec::new();
        for (at, (layer, signals)) in network.layers().iter().zip(signals).enumerate().rev() {
            let kept = kept(layer);
            let arriving = match layers.last() {
                Some(next) => {
                    let mut sums = arriving(network, at + 1, &next.deltas);
                    sums.iter_mut().zip(&kept).for_each(|(sum, factor)| *sum *= factor);
                    sums
                }
                None if !loss.is_cross_entropy() => output_derivatives(loss, &signals.outputs, targets),
                None => Vec::new(),
            };
            let slopes = slopes(layer.activation, &signals.outputs);
            layers.push(LayerTrace { signals, slopes, kept, arriving, deltas: deltas[layer.neurons()].to_vec() });
        }
        layers.reverse();
        Ok(Self { layers, targets: targets.to_vec(), loss, value: f64::from(value.to_array()[0]) })
    }

    /// The gradient of a parameter at this sample. Its index is that of [`Network::parameters`] in `network`, which the passes are of.
    pub fn gradient(&self, network: &Network, index: usize) -> f32 {
        let name = network.name(index);
        let layer = &self.layers[name.layer];
        let delta = layer.deltas[name.unit];
        name.input.map_or(delta, |input| layer.signals.inputs[input] * delta)
    }

    /// Whether the last layer's δ is (o − t) times a factor, without a derivative of its own for the loss and for the activation.
    pub fn is_joint(&self) -> bool {
        self.layers.last().is_some_and(|last| last.arriving.is_empty())
    }

    /// The factor of (o − t), or of what bounds it, in the last layer's δ or in ∂L/∂o.
    pub fn factor(&self) -> f32 {
        self.loss.gradient_factor(self.targets.len())
    }
}

/// What goes in and out of each layer, given all units' outputs and what dropout keeps of those of a layer; in the order of the
/// engine.
fn signals(network: &Network, input: &[f32], outputs: &[f32], kept: impl Fn(&Dense) -> Vec<f32>) -> Vec<LayerSignals> {
    let (mut inputs, mut all) = (input.to_vec(), Vec::new());
    for layer in network.layers() {
        let here = outputs[layer.neurons()].to_vec();
        let mut left = here.clone();
        left.iter_mut().zip(kept(layer)).for_each(|(output, factor)| *output *= factor);
        all.push(LayerSignals { sums: network.sums(layer, &inputs), inputs, outputs: here });
        inputs = left;
    }
    all
}

/// ∂L/∂h of each unit before the layer `at`, from that layer's `deltas`; in the order of the engine.
fn arriving(network: &Network, at: usize, deltas: &[f32]) -> Vec<f32> {
    let layer = &network.layers()[at];
    let weights = &network.parameters()[layer.weights()];
    let rows = || weights.chunks_exact(layer.inputs).zip(deltas);
    (0..layer.inputs).map(|input| rows().fold(0.0, |sum, (row, delta)| sum + row[input] * delta)).collect()
}

/// ∂L/∂o of a loss that goes with any activation: its gradient by the sums where the activation is the identity.
fn output_derivatives(loss: Loss, outputs: &[f32], targets: &[f32]) -> Vec<f32> {
    let blocks = |values: &[f32]| values.iter().map(|value| [f32x4::splat(*value)]).collect::<Vec<Block<1>>>();
    let mut deltas = blocks(outputs);
    let sample_weight = [f32x4::ONE];
    loss.backward(Activation::Identity, &mut blocks(outputs), &blocks(targets), &sample_weight, &mut deltas, false);
    deltas.iter().map(|delta| delta[0].to_array()[0]).collect()
}

fn slopes(activation: Activation, outputs: &[f32]) -> Vec<f32> {
    let slope = |h: &f32| {
        let mut slope = [[f32x4::ONE]];
        activation.backward(&[[f32x4::splat(*h)]], &mut slope);
        slope[0][0].to_array()[0]
    };
    if activation == Activation::Softmax { Vec::new() } else { outputs.iter().map(slope).collect() }
}

/// How a step moves one parameter.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Change {
    /// The parameter before the step.
    pub before: f32,
    /// The gradient: the mean over the samples of the batch.
    pub gradient: f32,
    /// What L1 and L2 add to it.
    pub penalties: [f32; 2],
    /// Both together, which the rule follows.
    pub total: f32,
    /// What the rule makes of it.
    pub rule: Move,
    /// Whether training leaves the parameter alone.
    pub is_frozen: bool,
    /// The parameter after the step.
    pub after: f32,
}

/// What a rule makes of the gradient of one parameter; the formulas are [`Optimizer`]'s.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Move {
    /// −η·g.
    Descent {
        /// η.
        rate: f32,
    },
    /// The new velocity.
    Momentum {
        /// η.
        rate: f32,
        /// How much of the old velocity stays.
        momentum: f32,
        /// The velocity before and after.
        velocity: [f32; 2],
    },
    /// −α·m/(√v + ε).
    Adam {
        /// η.
        rate: f32,
        /// α, which is η corrected for moments that began at 0.
        corrected: f32,
        /// β₁ and β₂.
        betas: [f32; 2],
        /// ε.
        epsilon: f32,
        /// Which update it is, from 1.
        number: u64,
        /// m before and after.
        first: [f32; 2],
        /// v before and after.
        second: [f32; 2],
    },
}

impl Move {
    /// What it adds to the parameter.
    pub fn amount(&self, total: f32) -> f32 {
        match *self {
            Self::Descent { rate } => -rate * total,
            Self::Momentum { velocity, .. } => velocity[1],
            Self::Adam { corrected, epsilon, first, second, .. } => {
                -(first[1] * corrected / (second[1].sqrt() + epsilon))
            }
        }
    }
}

impl Ahead {
    /// What the step makes of the parameter of an index.
    pub fn change(&self, index: usize) -> Change {
        let before = self.network.parameters()[index];
        let is_weight = self.network.name(index).input.is_some();
        let (l1, l2) = (self.regularization.l1 as f32, 2.0 * self.regularization.l2 as f32);
        let sign = f32::from(i8::from(before > 0.0) - i8::from(before < 0.0));
        let penalties = if is_weight { [l1 * sign, l2 * before] } else { [0.0; 2] };
        let gradient = self.gradients[index];
        let memory = |list: usize| [0, 1].map(|time| self.memory[time][list].get(index).copied().unwrap_or(0.0));
        let rate = self.optimizer.rate() as f32;
        let rule = match self.optimizer {
            Optimizer::Sgd { momentum: 0.0, .. } => Move::Descent { rate },
            Optimizer::Sgd { momentum, .. } => Move::Momentum { rate, momentum: momentum as f32, velocity: memory(0) },
            Optimizer::Adam { beta1, beta2, epsilon, .. } => Move::Adam {
                rate,
                corrected: self.optimizer.corrected_rate(self.number),
                betas: [beta1 as f32, beta2 as f32],
                epsilon: epsilon as f32,
                number: self.number,
                first: memory(0),
                second: memory(1),
            },
        };
        Change {
            before,
            gradient,
            penalties,
            total: gradient + (penalties[0] + penalties[1]),
            rule,
            is_frozen: self.network.frozen().binary_search(&index).is_ok(),
            after: self.parameters[index],
        }
    }
}
