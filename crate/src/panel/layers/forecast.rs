//! A recurrent layer that learns to forecast the next value of a series, beside "tomorrow is today".

use super::settings::MAX_EPOCHS;
use crate::model::recurrent::{Adam, SeriesOutput, SimpleRnn};
use crate::model::timeline::{Replay, Timeline};

/// What share of a series is learned from; the rest, at its end, is for testing.
const TRAINED: f64 = 0.8;
/// How many states of a run are kept.
const MAX_KEPT: usize = 64;
/// About how many values of one unit a layer reads and learns from in a fifth of a millisecond.
const PORTION: usize = 2500;

/// A series and what a layer learns of it.
#[derive(Clone, Debug)]
pub struct Forecast {
    values: Vec<f64>,
    /// How many of the forecasts are learned from.
    split: usize,
    mean: f64,
    scale: f64,
    rate: f64,
    /// The layer before it has learned.
    start: SimpleRnn,
    state: State,
    /// The errors before the first epoch, and after each one made.
    errors: Vec<Errors>,
}

/// What the training goes on from.
#[derive(Clone, Debug)]
pub struct State {
    epochs: u64,
    layer: SimpleRnn,
    adam: Adam,
}

/// Why training can't go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Halt {
    /// Every epoch has been learned.
    Finished,
    /// Numbers ran out of range; the state shown is the last good one.
    Diverged,
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
    pub fn new(values: Vec<f64>, units: usize, rate: f64, seed: u64) -> Self {
        let pairs = values.len().saturating_sub(1);
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a share of a small count
        let split = ((pairs as f64 * TRAINED) as usize).clamp(1, pairs.max(1));
        // The layer reads values of mean 0 and standard deviation 1; both are those of the part learned from.
        let known = &values[..=split.min(pairs)];
        let mean = known.iter().sum::<f64>() / known.len() as f64;
        let spread = (known.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / known.len() as f64).sqrt();
        // What never changes has no spread to divide by; next to nothing is rounding.
        let scale = if spread > 1e-9 * mean.abs().max(1e-9) { spread } else { 1.0 };
        let start = SimpleRnn::initialized(units, seed);
        let state = State { epochs: 0, layer: start.clone(), adam: Adam::default() };
        let mut forecast = Self { values, split, mean, scale, rate, start, state, errors: Vec::new() };
        forecast.errors.push(forecast.errors_now());
        forecast
    }

    /// A run of it that has not begun.
    pub fn history(self) -> Timeline<Self> {
        Timeline::new(self, MAX_KEPT)
    }

    fn scaled(&self, range: std::ops::Range<usize>) -> Vec<f64> {
        self.values[range].iter().map(|x| (x - self.mean) / self.scale).collect()
    }

    /// The layer as it is.
    pub fn layer(&self) -> &SimpleRnn {
        &self.state.layer
    }

    /// The layer before it has learned.
    pub fn start(&self) -> &SimpleRnn {
        &self.start
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
    pub fn run(&self) -> SeriesOutput {
        self.layer().run(&self.scaled(0..self.pairs()))
    }

    /// The forecasts of the values from the second on.
    pub fn forecasts(&self) -> Vec<f64> {
        self.unscaled(&self.run())
    }

    /// A run's outputs in the series' own units.
    pub fn unscaled(&self, run: &SeriesOutput) -> Vec<f64> {
        run.outputs.iter().map(|y| y * self.scale + self.mean).collect()
    }

    fn errors_of(&self, forecast: impl Fn(usize) -> f64) -> Errors {
        let mean = |range: std::ops::Range<usize>| {
            let count = range.len().max(1) as f64;
            range.map(|t| (forecast(t) - self.values[t + 1]).powi(2)).sum::<f64>() / count
        };
        Errors { training: mean(0..self.split), test: mean(self.split..self.pairs()) }
    }

    /// The layer's errors as it is, worked out anew.
    pub fn errors_now(&self) -> Errors {
        let forecasts = self.forecasts();
        self.errors_of(|t| forecasts[t])
    }

    /// The layer's errors: before the first epoch, then after each one that has been made.
    pub fn errors(&self) -> &[Errors] {
        &self.errors
    }

    /// The layer's errors as it is.
    pub fn error(&self) -> Errors {
        let at = usize::try_from(self.state.epochs).unwrap_or(usize::MAX);
        self.errors.get(at).copied().unwrap_or_else(|| self.errors_now())
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

impl Replay for Forecast {
    type State = State;
    type Halt = Halt;

    fn position(&self) -> u64 {
        self.state.epochs
    }

    fn save(&self) -> State {
        self.state.clone()
    }

    fn load(&mut self, state: &State) {
        self.state = state.clone();
    }

    fn go_on(&mut self) -> Result<(), Halt> {
        if self.state.epochs >= u64::from(MAX_EPOCHS) {
            return Err(Halt::Finished);
        }
        let (inputs, targets) = (self.scaled(0..self.split), self.scaled(1..self.split + 1));
        let State { epochs, layer, adam } = &mut self.state;
        let (_, gradient) = layer.gradient(&inputs, &targets);
        if !adam.step(layer, &gradient, self.rate) {
            return Err(Halt::Diverged);
        }
        *epochs += 1;
        Ok(())
    }

    fn reached(&mut self) {
        self.errors.push(self.errors_now());
    }

    fn portion(&self) -> u64 {
        (PORTION / (self.pairs() * self.layer().units()).max(1)).max(1) as u64
    }
}
