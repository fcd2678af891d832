//! Everything a learner can set, and what it asks for.

use std::rc::Rc;

use super::fields::{LIMIT, TABLE};
use super::goals::Goal;
use super::shape::Shape;
use super::sketch::Sketch;
use crate::data::exam::{Exam, Student};
use crate::data::lab::{Lab, Observation};
use crate::data::split::Splitter;
use crate::model::decimal::Decimal;
use crate::model::init::Init;
use crate::model::loss::Loss;
use crate::model::optimizer::Optimizer;

/// Everything a learner can set, checked: the typed counterpart of [`TABLE`].
#[allow(clippy::struct_excessive_bools)] // each a switch of the panel, on or off whatever the others are
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// Whether the rows are labels 0 and 1, and what is fitted a probability.
    pub logistic: bool,
    /// The degree of the polynomial; it counts only when what is fitted is none of probabilities.
    pub degree: u32,
    /// Whether a probability is trained by its squared error instead of the cross-entropy.
    pub(super) squared: bool,
    pub(super) threshold: Decimal,
    /// The law that the lab's data follow, as set.
    pub(super) law: [f32; 6],
    pub(super) n: u32,
    pub(super) seed: u32,
    /// Rows of the learner's own instead of the lab's.
    pub own: Option<Rc<[Observation]>>,
    pub(super) test: Decimal,
    pub(super) validation: Decimal,
    pub(super) is_shuffled: bool,
    pub(super) split_seed: u32,
    /// The optimizer's name.
    pub optimizer: &'static str,
    pub(super) momentum: Decimal,
    pub(super) rate: f32,
    /// Rows a step, as asked for; there may be fewer rows.
    pub batch: u32,
    /// How many epochs are planned.
    pub epochs: u32,
    pub(super) is_seeded: bool,
    pub(super) shuffle_seed: u32,
    /// Whether the run starts from a line set by hand.
    pub by_hand: bool,
    pub(super) start_seed: u32,
    pub(super) by_hand_line: [f32; 2],
    /// How many steps of the run are shown.
    pub steps: u32,
    /// Whether the residuals are drawn.
    pub residuals: bool,
    /// Whether the line of least squares is drawn.
    pub best: bool,
    /// Whether the loss is drawn on a logarithmic axis.
    pub logarithmic: bool,
    /// Whether other optimizers' paths are drawn for comparison.
    pub compares: bool,
    /// The loss curve that the learner expects.
    pub sketch: Sketch,
    /// Steps a second when playing; one of the table's names.
    pub speed: &'static str,
    /// The question being tried.
    pub goal: Option<Goal>,
}

impl Default for Settings {
    fn default() -> Self {
        let mut settings = Self {
            logistic: false,
            degree: 1,
            squared: false,
            threshold: Decimal::ZERO,
            law: [0.0; 6],
            n: 0,
            seed: 0,
            own: None,
            test: Decimal::ZERO,
            validation: Decimal::ZERO,
            is_shuffled: false,
            split_seed: 0,
            optimizer: "",
            momentum: Decimal::ZERO,
            rate: 0.0,
            batch: 1,
            epochs: 0,
            is_seeded: false,
            shuffle_seed: 0,
            by_hand: false,
            start_seed: 0,
            by_hand_line: [0.0; 2],
            steps: 0,
            residuals: false,
            best: false,
            logarithmic: false,
            compares: false,
            sketch: Sketch::default(),
            speed: "",
            goal: None,
        };
        for field in TABLE.0 {
            settings.set(field.name, field.default.clone()).expect("defaults are good");
        }
        settings
    }
}

/// The decimal number that a learner typed, which single precision rounds: 1.726 and not 1.7259999513626099.
pub fn as_typed(value: f32) -> f64 {
    value.to_string().parse().unwrap_or_else(|_| f64::from(value))
}

impl Settings {
    /// The law of the lab's data. A range that was set the wrong way round is turned.
    pub fn lab(&self) -> Lab {
        let [low, high, slope, intercept, constant, growth] = self.law.map(as_typed);
        let range = [low.min(high), low.max(high)];
        Lab { rows: self.n as usize, range, slope, intercept, constant, growth, seed: self.seed.into() }
    }

    /// The law of the exam's data.
    pub fn exam(&self) -> Exam {
        Exam { students: self.n as usize, seed: self.seed.into(), ..Exam::default() }
    }

    /// The rows of the law at hand.
    pub(super) fn drawn(&self) -> Vec<Observation> {
        if self.logistic {
            let row = |s: &Student| Observation { x: s.hours, y: if s.passed { 1.0 } else { 0.0 } };
            self.exam().results().iter().map(row).collect()
        } else {
            self.lab().observations()
        }
    }

    /// Turns to labels or back. Their unscaled hours need another way of training than the lab's rows: plain SGD at the
    /// lab's learning rate would take thousands of epochs.
    pub(super) fn turn_to(&mut self, logistic: bool) {
        if self.logistic == logistic {
            return;
        }
        self.logistic = logistic;
        self.own = None;
        self.sketch = Sketch::default();
        (self.optimizer, self.rate) = if logistic { ("adam", 0.1) } else { ("sgd", 0.01) };
        (self.by_hand, self.by_hand_line) = (false, [0.0; 2]);
    }

    /// The shape of what is fitted to training rows with these x.
    pub(super) fn shape(&self, x: &[f64]) -> Shape {
        if self.logistic { Shape::Sigmoid } else { Shape::polynomial(self.degree as usize, x) }
    }

    /// The loss that training lowers.
    pub fn loss(&self) -> Loss {
        if self.logistic && !self.squared { Loss::BinaryCrossEntropy } else { Loss::MeanSquared }
    }

    /// The probability from which on 1 is predicted.
    pub fn threshold(&self) -> f64 {
        self.threshold.to_f64()
    }

    /// How the rows are to be parted.
    pub fn split(&self) -> Splitter {
        let seed = self.is_shuffled.then_some(u64::from(self.split_seed));
        Splitter { test: self.test.to_f64(), validation: self.validation.to_f64(), seed }
    }

    /// How many rows there are, of whatever origin.
    pub fn rows(&self) -> u32 {
        self.own.as_ref().map_or(self.n, |rows| u32::try_from(rows.len()).unwrap_or(u32::MAX)).max(1)
    }

    /// The optimizer with its settings.
    pub fn optimizer(&self) -> Optimizer {
        let rate = as_typed(self.rate);
        match self.optimizer {
            "momentum" => Optimizer::Sgd { rate, momentum: self.momentum.to_f64() },
            "adam" => Optimizer::adam(rate),
            _ => Optimizer::sgd(rate),
        }
    }

    /// The seed of each epoch's order; nothing for the order the rows have.
    pub fn shuffle(&self) -> Option<u64> {
        self.is_seeded.then_some(u64::from(self.shuffle_seed))
    }

    /// The weight and bias that the run starts from.
    pub fn start(&self) -> [f32; 2] {
        if self.by_hand {
            return self.by_hand_line;
        }
        let mut network = Shape::Line.network();
        Init::GlorotUniform.apply(&mut network, self.start_seed.into());
        [network.parameters()[0], network.parameters()[1]]
    }

    /// All parameters that a run of this shape starts from. A line put by hand is a curve whose higher powers count nothing
    /// yet.
    pub(super) fn parameters(&self, shape: Shape) -> Vec<f32> {
        if self.by_hand {
            let [w, b] = self.by_hand_line;
            let mut parameters = vec![0.0; shape.weights() + 1];
            (parameters[0], parameters[shape.weights()]) = (w, b);
            return parameters;
        }
        let mut network = shape.network();
        Init::GlorotUniform.apply(&mut network, self.start_seed.into());
        network.parameters().to_vec()
    }

    /// Starts from `line`, by hand. A run may have led beyond what can be set by hand: such a value stops at the limit.
    pub(super) fn place(&mut self, line: [f32; 2]) {
        #[allow(clippy::cast_possible_truncation)] // a round number
        let limit = LIMIT as f32;
        self.by_hand = true;
        // Only −0 is changed by adding 0.
        self.by_hand_line = line.map(|value| value.clamp(-limit, limit) + 0.0);
    }

    /// Starts from a weight drawn by the next seed.
    pub(super) fn draw_start(&mut self) {
        self.by_hand = false;
        self.by_hand_line = [0.0; 2];
        self.start_seed = (self.start_seed + 1) % 1_000_000;
    }

    /// Whether `other` has the same rows, parted alike.
    pub(super) fn has_data_of(&self, other: &Self) -> bool {
        let law = |s: &Self| (s.law.map(f32::to_bits), s.n, s.seed, s.is_shuffled, s.split_seed);
        law(self) == law(other)
            && (self.logistic, self.degree) == (other.logistic, other.degree)
            && (self.test, self.validation) == (other.test, other.validation)
            && self.own == other.own
    }

    /// Whether `other` trains in the same way, on whatever data.
    pub(super) fn trains_like(&self, other: &Self) -> bool {
        let way = |s: &Self| (s.optimizer(), s.batch, s.shuffle(), s.start(), s.loss());
        way(self) == way(other)
    }
}
