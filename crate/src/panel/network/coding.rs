//! How rows become the network's inputs, targets its wanted outputs, and its outputs answers.

use super::examples::{Examples, Targets, Task};
use super::packed::single;
use super::settings::Settings;
use super::shape::{Feature, Output};
use crate::model::error::Error;
use crate::model::network::Network;
use crate::model::probability::greatest;
use crate::model::samples::{Points, Samples};

/// What makes numbers comparable: (x − mean)/deviation.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    /// The mean, which becomes 0.
    pub mean: f64,
    /// The standard deviation (of the population, as scikit-learn's `StandardScaler`), which becomes 1.
    pub deviation: f64,
}

impl Scale {
    /// The scale that leaves a number as it is.
    pub const NONE: Self = Self { mean: 0.0, deviation: 1.0 };

    /// The scale of `numbers`. The deviation of numbers that are all the same counts as 1.
    pub fn of(numbers: impl Iterator<Item = f64> + Clone) -> Self {
        let count = numbers.clone().count().max(1) as f64;
        let mean = numbers.clone().sum::<f64>() / count;
        let deviation = (numbers.map(|x| (x - mean) * (x - mean)).sum::<f64>() / count).sqrt();
        let is_usable = deviation.is_finite() && deviation > 0.0 && mean.is_finite();
        Self { mean: if mean.is_finite() { mean } else { 0.0 }, deviation: if is_usable { deviation } else { 1.0 } }
    }

    /// The number on this scale.
    pub fn scaled(self, x: f64) -> f64 {
        (x - self.mean) / self.deviation
    }

    /// The number whose place on this scale is `z`.
    pub fn unscaled(self, z: f64) -> f64 {
        self.mean + z * self.deviation
    }
}

/// How a row becomes the network's inputs.
#[derive(Clone, Debug, PartialEq)]
pub struct Encoder {
    /// What the inputs are, at least one.
    pub features: Vec<Feature>,
    /// The scale of each column of a table; empty for points of the plane, which are taken as they are.
    pub scales: Vec<Scale>,
}

impl Encoder {
    /// For points of the plane.
    pub fn of_plane(features: &[Feature]) -> Self {
        Self { features: features.to_vec(), scales: Vec::new() }
    }

    /// The inputs for a row.
    pub fn inputs<'a>(&'a self, row: &'a [f64]) -> impl Iterator<Item = f32> + 'a {
        self.features.iter().map(|feature| match *feature {
            Feature::Column(column) => {
                single(self.scales.get(column).copied().unwrap_or(Scale::NONE).scaled(row[column]))
            }
            plane => plane.at([single(row[0]), single(row[1])]),
        })
    }
}

/// How the network's outputs are read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Readout {
    /// The activation and the loss.
    pub output: Output,
    /// What there is to learn.
    pub task: Task,
    /// The scale of the values to learn.
    pub target: Scale,
}

impl Readout {
    /// How many output nodes there are.
    pub fn nodes(&self) -> usize {
        match self.task {
            Task::Classes(classes) if self.output == Output::SoftmaxCrossEntropy => classes,
            _ => 1,
        }
    }

    /// Whether there are more than two classes, each with a node of its own.
    pub fn has_many_classes(&self) -> bool {
        self.nodes() > 2
    }

    /// The least and the greatest output as pictures colour it.
    pub fn range(&self) -> [f32; 2] {
        match self.task {
            Task::Classes(_) => self.output.range(),
            // Values on a surface lie between −1 and 1; scaled ones mostly do between −2 and 2.
            Task::Values if self.target == Scale::NONE => [-1.0, 1.0],
            Task::Values => [-2.0, 2.0],
        }
    }

    /// The class that the outputs for a row say. Of two that are even it is the later.
    pub fn decided(&self, outputs: &[f32]) -> usize {
        if self.has_many_classes() {
            return greatest(outputs);
        }
        usize::from(outputs.last().is_some_and(|o| self.output.decides(*o)))
    }

    /// Adds the wanted outputs of a row to `targets`.
    fn push_targets(&self, examples: &Examples, number: usize, targets: &mut Vec<f32>) {
        match &examples.targets {
            Targets::Values(of) => targets.push(single(self.target.scaled(of[number]))),
            Targets::Classes { of, .. } if self.nodes() > 1 => {
                targets.extend((0..self.nodes()).map(|class| f32::from(u8::from(class == usize::from(of[number])))));
            }
            Targets::Classes { of, .. } => targets.push(self.output.range()[usize::from(of[number]).min(1)]),
        }
    }
}

/// Both: what a network is told of the examples, and how it answers.
#[derive(Clone, Debug, PartialEq)]
pub struct Coding {
    /// How a row becomes inputs.
    pub encoder: Encoder,
    /// How outputs are read.
    pub readout: Readout,
}

impl Coding {
    /// As the settings have it for these examples, of which the rows of the numbers `training` are learned from.
    pub fn new(settings: &Settings, examples: &Examples, training: &[usize]) -> Self {
        let task = examples.task();
        let output = settings.output.suited_to(task);
        if settings.data.is_plane() {
            let readout = Readout { output, task, target: Scale::NONE };
            return Self { encoder: Encoder::of_plane(&settings.inputs.0), readout };
        }
        let chosen = |column: &usize| settings.columns.0.contains(column);
        let mut columns: Vec<usize> = examples.input_columns().filter(chosen).collect();
        if columns.is_empty() {
            columns = examples.input_columns().collect();
        }
        let scale = |column: usize| {
            if settings.standardize {
                Scale::of(training.iter().map(|&number| examples.row(number)[column]))
            } else {
                Scale::NONE
            }
        };
        let scales = (0..examples.columns.len()).map(scale).collect::<Vec<_>>();
        let target = examples.target_column.map_or(Scale::NONE, |column| scales[column]);
        let features = columns.into_iter().map(Feature::Column).collect();
        Self { encoder: Encoder { features, scales }, readout: Readout { output, task, target } }
    }

    /// The rows of the given numbers as samples to learn from.
    ///
    /// # Errors
    /// When there are none, or an input is too large.
    pub fn samples(&self, examples: &Examples, numbers: &[usize]) -> Result<Samples, Error> {
        let (mut rows, mut targets) = (Vec::new(), Vec::new());
        for &number in numbers {
            rows.extend(self.encoder.inputs(examples.row(number)));
            self.readout.push_targets(examples, number, &mut targets);
        }
        Samples::new(self.encoder.features.len(), &rows, &targets)
    }

    /// The rows of the given numbers, to be put through a network.
    ///
    /// # Errors
    /// As [`Coding::samples`].
    pub fn to_predict(&self, examples: &Examples, numbers: &[usize]) -> Result<Points, Error> {
        let rows: Vec<_> = numbers.iter().flat_map(|&number| self.encoder.inputs(examples.row(number))).collect();
        Points::new(self.encoder.features.len(), &rows)
    }

    /// A network as the settings begin it.
    ///
    /// # Panics
    /// When the settings describe none, which their fields do not let them.
    pub fn untrained(&self, settings: &Settings) -> Network {
        let (inputs, outputs) = (self.encoder.features.len(), self.readout.nodes());
        let network = super::shape::network(inputs, &settings.layers.0, self.readout.output, outputs);
        // There is at least one input, and the layers are within their limits.
        let mut network = network.expect("the settings' shape has been checked");
        settings.init.apply(&mut network, u64::from(settings.seed));
        network
    }
}
