//! A network 2-2-1 that learns XOR by gradient descent, one row a step.

use crate::data::gates::{Gate, ROWS};
use crate::model::activation::Activation;
use crate::model::error::Error;
use crate::model::fit::{Ahead, Checkpoint, Fit, Settings};
use crate::model::init::Init;
use crate::model::loss::Loss;
use crate::model::network::Network;
use crate::model::optimizer::Optimizer;
use crate::model::samples::{Points, Samples};
use crate::model::timeline::{Replay, Timeline};

/// The most steps a run may take: 10,000 epochs.
pub const MAX_STEPS: u32 = 40_000;
/// An output this near to its target counts as learned.
pub const NEAR: f32 = 0.1;
/// How many states of a run are kept to go back to.
const MAX_KEPT: usize = 32;
/// Steps that take about a fifth of a millisecond.
const PORTION: u64 = 500;

/// How far from zero a weight may be that a run begins with: far enough for any that is learned, and small enough for every sum
/// to be a number.
pub const MAX_WEIGHT: f32 = 1e6;

/// The weights and biases of the network in the order of [`Network::parameters`].
pub type Parameters = [f32; 9];

/// What decides a run: the same gives the same weights to the bit, everywhere.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Recipe {
    /// The hidden layer's activation.
    pub activation: Activation,
    /// η.
    pub rate: f64,
    /// Where the initial weights come from.
    pub seed: u32,
    /// The initial weights themselves, where they were set by hand.
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

/// A run of training at one of its steps.
#[derive(Clone, Debug)]
pub struct Run {
    recipe: Recipe,
    /// The training; for an activation that can't be trained the network as it begins, and why.
    fit: Result<Fit, Box<(Network, Error)>>,
    /// The loss of each epoch so far.
    losses: Vec<f64>,
    solved: Option<u64>,
    rows: Points,
    /// The step just made by itself, while the run stands where it has led to.
    passed: Option<Box<Ahead>>,
}

/// A run with its history, which counts steps.
pub type History = Timeline<Run>;

/// How a run learns: one row a step, in their order.
pub(super) fn settings(recipe: Recipe) -> Settings {
    Settings::new(Loss::BinaryCrossEntropy, Optimizer::sgd(recipe.rate), 1)
}

/// The four rows as numbers.
pub(super) fn rows() -> [[f32; 2]; 4] {
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
            fit: fit.map_err(|error| Box::new((network, error))),
            losses: Vec::new(),
            solved: None,
            rows: Points::new(2, rows().as_flattened()).expect("four points"),
            passed: None,
        }
    }

    /// The same with a history that has not begun.
    pub fn history(recipe: Recipe) -> History {
        Timeline::new(Self::new(recipe), MAX_KEPT)
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

    /// The step that comes next; `None` where nothing can be learned.
    pub fn ahead(&self) -> Option<Ahead> {
        self.fit.as_ref().ok().map(Fit::ahead)
    }

    /// The step that has just been made by itself.
    pub fn passed(&self) -> Option<&Ahead> {
        self.passed.as_deref()
    }

    /// Makes a step that can be looked at afterwards.
    ///
    /// # Errors
    /// As [`Replay::go_on`].
    pub(super) fn step_seen(&mut self) -> Result<(), Halt> {
        let ahead = self.ahead();
        self.go_on()?;
        self.passed = ahead.map(Box::new);
        Ok(())
    }

    /// The step at which all outputs were first near to their targets, at an epoch's end.
    pub fn solved(&self) -> Option<u64> {
        self.solved
    }

    /// The loss of each epoch so far: the mean of its four rows' losses, each before its own update.
    pub fn losses(&self) -> &[f64] {
        &self.losses
    }

    /// The losses of the epochs up to the step shown.
    #[allow(clippy::cast_possible_truncation)] // at most MAX_STEPS
    pub fn losses_shown(&self) -> &[f64] {
        let epochs = self.position() as usize / ROWS.len();
        &self.losses[..epochs.min(self.losses.len())]
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
}

impl Replay for Run {
    type State = Option<Checkpoint>;
    type Halt = Halt;

    fn position(&self) -> u64 {
        self.fit.as_ref().map_or(0, |fit| fit.position().steps)
    }

    fn save(&self) -> Option<Checkpoint> {
        self.fit.as_ref().ok().map(Fit::checkpoint)
    }

    fn load(&mut self, state: &Option<Checkpoint>) {
        self.passed = None;
        if let (Ok(fit), Some(state)) = (&mut self.fit, state) {
            // A state of this very run fits it.
            let _ = fit.restore(state);
        }
    }

    fn go_on(&mut self) -> Result<(), Halt> {
        self.passed = None;
        let fit = self.fit.as_mut().map_err(|untrained| Halt::Engine(untrained.1.clone()))?;
        if fit.position().steps >= u64::from(MAX_STEPS) {
            return Err(Halt::TooManySteps);
        }
        fit.step().map_err(Halt::Engine)
    }

    fn reached(&mut self) {
        let Ok(fit) = &self.fit else { return };
        if fit.position().batch > 0 {
            return;
        }
        self.losses.extend(fit.history().entries().last().map(|entry| entry.loss));
        if self.solved.is_none() && self.is_near() {
            self.solved = Some(self.position());
        }
    }

    fn portion(&self) -> u64 {
        PORTION
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn recipe(activation: Activation, seed: u32) -> Recipe {
        Recipe { activation, rate: 0.5, seed, start: None }
    }

    fn bits(history: &History) -> Vec<u32> {
        history.run().network().parameters().iter().map(|w| w.to_bits()).collect()
    }

    fn go_to(history: &mut History, step: u64) {
        history.want(step);
        let _ = history.catch_up(&mut || true);
    }

    #[test]
    fn going_back_and_forth_gives_the_same_bits() {
        let mut run = Run::history(recipe(Activation::Tanh, 1));
        let begin = bits(&run);
        go_to(&mut run, 9001);
        let far = bits(&run);
        go_to(&mut run, 0);
        assert_eq!(bits(&run), begin);
        for step in [3999, 4001, 9001] {
            go_to(&mut run, step);
            assert_eq!((run.position(), run.length()), (step, 9001));
        }
        assert_eq!(bits(&run), far);
        let mut stepwise = Run::history(recipe(Activation::Tanh, 1));
        while stepwise.position() < 9001 {
            stepwise.go_on().unwrap();
        }
        assert_eq!((bits(&stepwise), stepwise.run().losses()), (far, run.run().losses()));
        assert_eq!(run.run().losses().len(), 9001 / 4);
        go_to(&mut run, 41);
        assert_eq!((run.run().losses_shown().len(), run.run().losses().len()), (10, 2250));
    }

    #[test]
    fn some_seeds_solve_it_and_some_get_stuck() {
        for activation in [Activation::Sigmoid, Activation::Tanh] {
            let solved = (1..=20).filter(|seed| {
                let mut run = Run::history(recipe(activation, *seed));
                go_to(&mut run, 20_000);
                let run = run.run();
                assert!(run.solved().is_none() || run.rows_right() == 4);
                run.solved().is_some()
            });
            assert!((8..20).contains(&solved.count()), "{activation:?}");
        }
    }

    #[test]
    fn a_step_function_is_refused_and_the_network_still_shown() {
        let mut run = Run::history(recipe(Activation::Step, 1));
        assert_eq!(run.run().blocked(), Some(&Error::StepHasNoGradient { layer: 1 }));
        assert_eq!(run.go_on(), Err(Halt::Engine(Error::StepHasNoGradient { layer: 1 })));
        go_to(&mut run, 100);
        assert_eq!((run.position(), run.length()), (0, 0));
        let outputs = run.run().outputs();
        assert!(outputs.iter().all(|row| row[..2].iter().all(|h| *h == 0.0 || (*h - 1.0).abs() < f32::EPSILON)));
    }
}
