//! A recurrent layer that learns to forecast the next value of a series, beside "tomorrow is today".

use crate::model::recurrent::{Adam, SeriesOutput, SimpleRnn};

/// What share of a series is learned from; the rest, at its end, is for testing.
const TRAINED: f64 = 0.8;

/// A series and what a layer learns of it.
#[derive(Clone, Debug)]
pub struct Forecast {
    values: Vec<f64>,
    /// How many of the forecasts are learned from.
    split: usize,
    mean: f64,
    scale: f64,
    rate: f64,
    /// The layer after each epoch, from none on.
    layers: Vec<SimpleRnn>,
    adam: Adam,
    has_diverged: bool,
}

/// Mean squared errors of forecasts, in the series' own units squared.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Errors {
    /// Over the part learned from.
    pub training: f64,
    /// Over the part at the end.
    pub test: f64,
}

impl Forecast {
    /// A layer before it has learned.
    pub fn new(values: Vec<f64>, units: usize, rate: f64, seed: usize) -> Self {
        let pairs = values.len().saturating_sub(1);
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a share of a small count
        let split = ((pairs as f64 * TRAINED) as usize).clamp(1, pairs.max(1));
        // The layer reads values of mean 0 and standard deviation 1; both are those of the part learned from.
        let known = &values[..=split.min(pairs)];
        let mean = known.iter().sum::<f64>() / known.len() as f64;
        let spread = (known.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / known.len() as f64).sqrt();
        // What never changes has no spread to divide by; next to nothing is rounding.
        let scale = if spread > 1e-9 * mean.abs().max(1e-9) { spread } else { 1.0 };
        let layers = vec![SimpleRnn::initialized(units, seed as u64)];
        Self { values, split, mean, scale, rate, layers, adam: Adam::default(), has_diverged: false }
    }

    /// Learns on until so many epochs are done. Gives back how many are: fewer when numbers ran out of range.
    pub fn train_to(&mut self, epochs: usize) -> usize {
        let (inputs, targets) = (self.scaled(0..self.split), self.scaled(1..self.split + 1));
        while self.layers.len() <= epochs && !self.has_diverged {
            let mut layer = self.layers[self.layers.len() - 1].clone();
            let (_, gradient) = layer.gradient(&inputs, &targets);
            self.has_diverged = !self.adam.step(&mut layer, &gradient, self.rate);
            if !self.has_diverged {
                self.layers.push(layer);
            }
        }
        epochs.min(self.layers.len() - 1)
    }

    /// How many epochs have been learned at most.
    pub fn learned(&self) -> usize {
        self.layers.len() - 1
    }

    fn scaled(&self, range: std::ops::Range<usize>) -> Vec<f64> {
        self.values[range].iter().map(|x| (x - self.mean) / self.scale).collect()
    }

    /// The layer after so many epochs.
    pub fn layer(&self, epochs: usize) -> &SimpleRnn {
        &self.layers[epochs.min(self.learned())]
    }

    /// The series.
    pub fn values(&self) -> &[f64] {
        &self.values
    }

    /// How many forecasts there are: one for each value but the first.
    pub fn pairs(&self) -> usize {
        self.values.len() - 1
    }

    /// How many of them are learned from.
    pub fn split(&self) -> usize {
        self.split
    }

    /// What the layer reads for x: (x − mean)/scale, with these two numbers.
    pub fn scaling(&self) -> [f64; 2] {
        [self.mean, self.scale]
    }

    /// What the layer does with the series, in its own scale.
    pub fn run(&self, epochs: usize) -> SeriesOutput {
        self.layer(epochs).run(&self.scaled(0..self.pairs()))
    }

    /// The forecasts of the values from the second on.
    pub fn forecasts(&self, epochs: usize) -> Vec<f64> {
        self.run(epochs).outputs.iter().map(|y| y * self.scale + self.mean).collect()
    }

    fn errors_of(&self, forecast: impl Fn(usize) -> f64) -> Errors {
        let mean = |range: std::ops::Range<usize>| {
            let count = range.len().max(1) as f64;
            range.map(|t| (forecast(t) - self.values[t + 1]).powi(2)).sum::<f64>() / count
        };
        Errors { training: mean(0..self.split), test: mean(self.split..self.pairs()) }
    }

    /// The layer's errors.
    pub fn errors(&self, epochs: usize) -> Errors {
        let forecasts = self.forecasts(epochs);
        self.errors_of(|t| forecasts[t])
    }

    /// The errors of "tomorrow is today".
    pub fn baseline(&self) -> Errors {
        self.errors_of(|t| self.values[t])
    }

    /// Whether the series never changes.
    pub fn is_constant(&self) -> bool {
        self.values.iter().all(|x| *x == self.values[0])
    }
}
