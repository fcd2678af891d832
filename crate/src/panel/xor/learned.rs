//! A network 2-2-1 that learns XOR by gradient descent, one row a step, with all its history to go back to.

use crate::data::gates::{Gate, ROWS};
use crate::model::activation::Activation;
use crate::model::error::Error;
use crate::model::fit::{Checkpoint, Fit, Settings};
use crate::model::init::Init;
use crate::model::loss::Loss;
use crate::model::network::Network;
use crate::model::optimizer::Optimizer;
use crate::model::samples::{Points, Samples};

/// The most steps a run may take: 10,000 epochs.
pub const MOST_STEPS: u32 = 40_000;
/// An output this near to its wanted value counts as learned.
pub const NEAR: f32 = 0.1;
/// Steps from one kept state to the next: going back costs at most as many steps anew.
const KEPT_EVERY: usize = 4000;

/// How far from zero a weight may be that a run begins with: far enough for any that is learned, and small enough for every sum
/// to be a number.
pub const MOST_WEIGHT: f32 = 1e6;

/// The weights and biases of the network in the order of [`Network::parameters`].
pub type Parameters = [f32; 9];

/// What decides a run: the same gives the same weights to the bit, everywhere.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Recipe {
    /// The hidden layer's activation.
    pub activation: Activation,
    /// η.
    pub rate: f64,
    /// Where the first weights come from.
    pub seed: u32,
    /// The first weights themselves, where they were set by hand.
    pub start: Option<Parameters>,
}

/// Why a step was not taken.
#[derive(Clone, Debug, PartialEq)]
pub enum Halt {
    /// The run has taken as many steps as it may.
    TooManySteps,
    /// The engine refuses: the hidden layer has a step function, or the run diverged.
    Engine(Error),
}

impl Halt {
    /// Its name for the page's texts: `too-many-steps`, `step` or `diverged`.
    pub fn name(&self) -> &'static str {
        match self {
            Self::TooManySteps => "too-many-steps",
            Self::Engine(error) => reason(error),
        }
    }
}

/// The name under which the page's texts explain an error of the engine.
pub fn reason(error: &Error) -> &'static str {
    if matches!(error, Error::StepHasNoGradient { .. }) { "step" } else { "diverged" }
}

/// A run of training.
#[derive(Clone, Debug)]
pub struct Run {
    recipe: Recipe,
    /// The training; for an activation that can't be trained the network as it begins, and why.
    fit: Result<Fit, Box<(Network, Error)>>,
    kept: Vec<Checkpoint>,
    /// The loss of each epoch so far.
    losses: Vec<f64>,
    length: usize,
    solved: Option<usize>,
    rows: Points,
}

/// How a run learns: one row a step, in their order.
pub(super) fn settings(recipe: Recipe) -> Settings {
    Settings::new(Loss::BinaryCrossEntropy, Optimizer::sgd(recipe.rate), 1)
}

/// The four rows as numbers.
fn rows() -> [[f32; 2]; 4] {
    ROWS.map(|row| row.map(|x| f32::from(u8::from(x))))
}

impl Run {
    /// A run that has not begun.
    ///
    /// # Panics
    /// Never: sizes and data are fixed and within the engine's limits, and the recipe's rate is checked by the table.
    pub fn new(recipe: Recipe) -> Self {
        let targets = Gate::XOR.outputs().map(|t| f32::from(u8::from(t)));
        let samples = Samples::new(2, rows().as_flattened(), &targets).expect("four rows of two numbers");
        let mut network = Network::new(&[2, 2, 1], &[recipe.activation, Activation::Sigmoid]).expect("a small network");
        match &recipe.start {
            Some(start) => network.set_parameters(start).expect("nine parameters"),
            None => Init::GlorotUniform.apply(&mut network, recipe.seed.into()),
        }
        let fit = Fit::new(network.clone(), samples, None, settings(recipe));
        Self {
            recipe,
            kept: fit.iter().map(Fit::checkpoint).collect(),
            fit: fit.map_err(|error| Box::new((network, error))),
            losses: Vec::new(),
            length: 0,
            solved: None,
            rows: Points::new(2, rows().as_flattened()).expect("four points"),
        }
    }

    /// What it was made from.
    pub fn recipe(&self) -> Recipe {
        self.recipe
    }

    /// The network as shown.
    pub fn network(&self) -> &Network {
        match &self.fit {
            Ok(fit) => fit.network(),
            Err(untrained) => &untrained.0,
        }
    }

    /// Why nothing can be learned, if so.
    pub fn blocked(&self) -> Option<&Error> {
        self.fit.as_ref().err().map(|untrained| &untrained.1)
    }

    /// The step shown, from 0.
    #[allow(clippy::cast_possible_truncation)] // at most MOST_STEPS
    pub fn position(&self) -> usize {
        self.fit.as_ref().map_or(0, |fit| fit.position().steps as usize)
    }

    /// How many steps the run has.
    pub fn length(&self) -> usize {
        self.length
    }

    /// The step at which all outputs were first near to what is wanted, at an epoch's end.
    pub fn solved(&self) -> Option<usize> {
        self.solved
    }

    /// The loss of each epoch so far: the mean of its four rows' losses, each before its own update.
    pub fn losses(&self) -> &[f64] {
        &self.losses
    }

    /// What the three units give for each row: h1, h2, y.
    pub fn outputs(&self) -> [[f32; 3]; 4] {
        let mut maps = [0.0; 12];
        // Weights from a bounded start under a bounded rate give finite outputs; else all zeros are shown.
        let _ = self.network().predict_units_into(&self.rows, &mut Vec::new(), &mut maps);
        std::array::from_fn(|row| std::array::from_fn(|unit| maps[unit * 4 + row]))
    }

    /// How many rows come out on the right side of ½.
    pub fn rows_right(&self) -> usize {
        let right = |(outputs, target): &([f32; 3], bool)| (outputs[2] > 0.5) == *target;
        self.outputs().into_iter().zip(Gate::XOR.outputs()).filter(right).count()
    }

    fn is_near(&self) -> bool {
        let targets = Gate::XOR.outputs().map(|t| f32::from(u8::from(t)));
        self.outputs().into_iter().zip(targets).all(|(outputs, target)| (outputs[2] - target).abs() < NEAR)
    }

    /// Takes the next step, or shows again the one taken before.
    ///
    /// # Errors
    /// [`Halt`] when there is none; the state is kept.
    pub fn step(&mut self) -> Result<(), Halt> {
        let fit = self.fit.as_mut().map_err(|untrained| Halt::Engine(untrained.1.clone()))?;
        if fit.position().steps >= u64::from(MOST_STEPS) {
            return Err(Halt::TooManySteps);
        }
        fit.step().map_err(Halt::Engine)?;
        let ends_epoch = fit.position().batch == 0;
        let at = self.position();
        if at <= self.length {
            return Ok(());
        }
        self.length = at;
        if at.is_multiple_of(KEPT_EVERY) {
            self.kept.extend(self.fit.iter().map(Fit::checkpoint));
        }
        if ends_epoch {
            self.losses
                .extend(self.fit.iter().filter_map(|fit| fit.history().entries().last()).map(|entry| entry.loss));
            if self.solved.is_none() && self.is_near() {
                self.solved = Some(at);
            }
        }
        Ok(())
    }

    /// Shows the state after `step` steps: from the nearest kept one, the steps between are taken once more and give the
    /// same bits. Steps beyond the run's length are taken for the first time.
    pub fn seek(&mut self, step: usize) {
        let step = step.min(MOST_STEPS as usize);
        let nearest = (step / KEPT_EVERY).min(self.kept.len().saturating_sub(1));
        let lies_back = step < self.position() || nearest * KEPT_EVERY > self.position();
        if let (true, Ok(fit), Some(kept)) = (lies_back, &mut self.fit, self.kept.get(nearest)) {
            // A state of this very run fits it.
            let _ = fit.restore(kept);
        }
        while self.position() < step && self.step().is_ok() {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn recipe(activation: Activation, seed: u32) -> Recipe {
        Recipe { activation, rate: 0.5, seed, start: None }
    }

    fn bits(run: &Run) -> Vec<u32> {
        run.network().parameters().iter().map(|w| w.to_bits()).collect()
    }

    #[test]
    fn going_back_and_forth_gives_the_same_bits() {
        let mut run = Run::new(recipe(Activation::Tanh, 1));
        let begin = bits(&run);
        run.seek(9001);
        let far = bits(&run);
        run.seek(0);
        assert_eq!(bits(&run), begin);
        for step in [3999, 4001, 9001] {
            run.seek(step);
            assert_eq!((run.position(), run.length()), (step, 9001));
        }
        assert_eq!(bits(&run), far);
        let mut stepwise = Run::new(recipe(Activation::Tanh, 1));
        while stepwise.position() < 9001 {
            stepwise.step().unwrap();
        }
        assert_eq!((bits(&stepwise), stepwise.losses()), (far, run.losses()));
        assert_eq!(run.losses().len(), 9001 / 4);
    }

    #[test]
    fn some_seeds_solve_it_and_some_get_stuck() {
        for activation in [Activation::Sigmoid, Activation::Tanh] {
            let solved = (1..=20).filter(|seed| {
                let mut run = Run::new(recipe(activation, *seed));
                run.seek(20_000);
                assert!(run.solved().is_none() || run.rows_right() == 4);
                run.solved().is_some()
            });
            assert!((8..20).contains(&solved.count()), "{activation:?}");
        }
    }

    #[test]
    fn a_step_function_is_refused_and_the_network_still_shown() {
        let mut run = Run::new(recipe(Activation::Step, 1));
        assert_eq!(run.blocked(), Some(&Error::StepHasNoGradient { layer: 1 }));
        assert_eq!(run.step(), Err(Halt::Engine(Error::StepHasNoGradient { layer: 1 })));
        run.seek(100);
        assert_eq!((run.position(), run.length()), (0, 0));
        assert!(run.outputs().iter().all(|row| row[..2].iter().all(|h| *h == 0.0 || (*h - 1.0).abs() < f32::EPSILON)));
    }
}
