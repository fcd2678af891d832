//! What a learner can set, and what it asks for.

use super::calls::Call;
use super::rows::OwnRows;
use super::shape::Shape;
use super::sketch::Sketch;
use crate::data::exam::{Exam, Student};
use crate::data::lab::{Lab, Observation};
use crate::data::split::Splitter;
use crate::model::decimal::Decimal;
use crate::model::init::Init;
use crate::model::least_squares::MAX_DEGREE;
use crate::model::loss::Loss;
use crate::model::optimizer::Optimizer;
use crate::panel::table::{Field, choices, settings};

/// The most rows that the lab draws.
pub const MAX_ROWS: u32 = 100_000;
/// How far from zero a weight, a bias or a point placed by hand may be.
pub const LIMIT: f64 = 1000.0;
/// The most steps that a run may take.
pub const MAX_STEPS: u32 = 900_000;
/// The longest text of data in a link, in bytes.
pub const MAX_DATA: usize = 6000;

#[expect(clippy::cast_possible_truncation, reason = "a degree of one digit")]
const DEGREES: u32 = MAX_DEGREE as u32;

const fn of_law(default: f32, travel: f32, usual: &'static [&'static str]) -> Field {
    Field::real("", default, [-travel, travel], [-1000.0, 1000.0]).usual(usual)
}

const fn of_noise(default: f32, travel: f32, usual: &'static [&'static str]) -> Field {
    Field::real("", default, [0.0, travel], [0.0, 1000.0]).usual(usual)
}

const fn share() -> Field {
    Field::number("", Decimal::hundredths(20), [0, 1], [0, 1]).within(0, 90).usual(&["0", "0.1", "0.2", "0.3", "0.5"])
}

const fn seed(default: u32) -> Field {
    Field::count("", default, 0, 999_999).in_steps()
}

const fn parameter() -> Field {
    Field::real("", 0.0, [-4.0, 4.0], [-1000.0, 1000.0])
}

choices! {
    /// What is fitted.
    pub enum Task {
        /// A line or a curve, to the rows of the lab.
        Linear = "linear",
        /// The probability of the label 1, to those of the exam.
        Logistic = "logistic",
    }
}

choices! {
    /// What a probability is trained by.
    pub enum Trained {
        /// The cross-entropy.
        CrossEntropy = "cross-entropy",
        /// The mean squared error.
        MeanSquared = "mse",
    }
}

choices! {
    /// What a line or a curve is trained by.
    pub enum Misfit {
        /// The mean squared error.
        Squared = "mse",
        /// The mean absolute error.
        Absolute = "mae",
        /// Huber's loss.
        Huber = "huber",
    }
}

choices! {
    /// Which rows go into which part.
    pub enum SplitOrder {
        /// As they come: the last ones are for the test.
        Order = "order",
        /// As they come once they are shuffled.
        Shuffled = "shuffled",
    }
}

choices! {
    /// The rule of the update.
    pub enum Rule {
        /// Stochastic gradient descent.
        Sgd = "sgd",
        /// The same with momentum.
        Momentum = "momentum",
        /// Adam.
        Adam = "adam",
    }
}

choices! {
    /// Whether each epoch has an order of its own.
    pub enum Shuffle {
        /// It has, drawn from the seed.
        Seeded = "seeded",
        /// The rows keep theirs.
        None = "none",
    }
}

choices! {
    /// Where a run starts.
    pub enum Start {
        /// From weights drawn as Keras draws them.
        Glorot = "glorot",
        /// From a line put by hand.
        Hand = "hand",
    }
}

choices! {
    /// What is drawn of the residuals.
    pub enum Residuals {
        /// Nothing.
        Off = "off",
        /// How far each row lies from the model.
        Lines = "on",
        /// The squares of these distances, whose mean is the loss.
        Squares = "squares",
    }
}

choices! {
    /// The scale of the loss.
    pub enum Axis {
        /// Linear.
        Linear = "linear",
        /// Logarithmic.
        Log = "log",
    }
}

choices! {
    /// Which paths are drawn over weight and bias.
    pub enum Paths {
        /// That of the run.
        Run = "run",
        /// Those of other optimizers from the same start as well.
        Compare = "compare",
    }
}

choices! {
    /// The picture that is large.
    pub enum Focus {
        /// The rows and the model.
        Scatter = "scatter",
        /// The loss by epoch.
        Chart = "chart",
        /// The loss over weight and bias.
        Surface = "surface",
    }
}

choices! {
    /// The library whose names the calls of the lab have.
    pub enum Library {
        /// Keras, as in the course.
        Keras = "keras",
        /// PyTorch.
        PyTorch = "pytorch",
        /// PyTorch in Lightning's methods.
        Lightning = "lightning",
    }
}

settings! {
    /// What a learner can set. The weight and the bias are those that a run begun by hand starts from; `steps` says how far the run
    /// has come, or has to come.
    pub struct Settings {
        /// What is fitted: a line or a curve to the lab's rows, or a probability of passing to those of the exam.
        task: Task = Field::choice("", Task::NAMES),
        /// The degree of the curve; 1 is a line.
        degree: u32 = Field::count("", 1, 1, DEGREES).usual(&["1", "2", "3", "4", "5", "6", "7", "8", "9"]),
        /// The loss that trains a probability.
        loss: Trained = Field::choice("", Trained::NAMES),
        /// The loss that trains a line or a curve.
        error: Misfit = Field::choice("", Misfit::NAMES),
        /// The probability from which on 1 is predicted.
        threshold: Decimal = Field::number("", Decimal::hundredths(50), [0, 1], [0, 1]).within(1, 99),
        /// The number of rows that are drawn.
        n: u32 = Field::count("", 200, 1, MAX_ROWS).usual(&["10", "20", "50", "100", "200", "500", "1000", "10000", "100000"]),
        /// The least x of the lab's rows.
        low: f32 = of_law(-2.0, 10.0, &["-10", "-5", "-2", "-1", "0"]),
        /// The greatest x of the lab's rows.
        high: f32 = of_law(2.0, 10.0, &["1", "2", "5", "10"]),
        /// The slope of the law behind the lab's rows.
        slope: f32 = of_law(1.726, 4.0, &["-2", "-1", "0", "0.5", "1", "1.726", "2", "3"]),
        /// The intercept of the law behind the lab's rows.
        intercept: f32 = of_law(-0.84, 4.0, &["-2", "-1", "-0.84", "0", "1", "2"]),
        /// The standard deviation of the noise at x = 0.
        noise: f32 = of_noise(0.5, 2.0, &["0", "0.1", "0.2", "0.5", "1", "2"]),
        /// How much the standard deviation of the noise grows with x².
        growth: f32 = of_noise(1.0 / 3.0, 1.0, &["0", "0.1", "0.2", "0.33333334", "0.5", "1"]),
        // With this seed the validation loss ends below the training loss, and a learning rate of 0.78 on all rows diverges.
        /// The seed that the rows are drawn from.
        seed: u32 = seed(12),
        /// Rows of the learner's own instead of the lab's: `x_y~x_y`; `~` alone for none yet.
        points: OwnRows = Field::packed("", MAX_DATA).checked(|text| OwnRows::read(text).is_some()),
        /// The share of the rows that is kept for the test.
        test: Decimal = share(),
        /// The share of the others that is kept for validation.
        validation: Decimal = share(),
        /// Whether the rows are shuffled before they are split.
        split: SplitOrder = Field::choice("", SplitOrder::NAMES),
        /// The seed of that shuffle.
        split_seed: u32 = seed(1),
        /// The rule of the update.
        optimizer: Rule = Field::choice("", Rule::NAMES),
        /// The momentum, for the optimizer that has one.
        momentum: Decimal = Field::number("", Decimal::hundredths(90), [0, 1], [0, 1]).within(0, 99).usual(&["0", "0.5", "0.9", "0.95", "0.99"]),
        /// The learning rate η.
        rate: f32 = Field::real("", 0.01, [0.0, 1.0], [0.0, 10.0]).usual(&["0.001", "0.003", "0.01", "0.03", "0.1", "0.2", "0.3", "0.5", "0.7", "0.8", "1", "2"]),
        /// The number of rows in a batch, each of which makes an update; all rows where there are fewer.
        batch: u32 = Field::count("", 32, 1, MAX_ROWS).usual(&["1", "4", "8", "16", "32", "64", "128", "256", "512", "1000", "10000"]),
        /// The number of epochs that are planned.
        epochs: u32 = Field::count("", 100, 0, 10_000).usual(&["1", "2", "5", "10", "20", "50", "100", "200", "500", "1000", "5000", "10000"]),
        /// Whether the training rows are shuffled for each epoch.
        shuffle: Shuffle = Field::choice("", Shuffle::NAMES),
        /// The seed of that order.
        shuffle_seed: u32 = seed(1),
        /// Where the run starts: from weights that are drawn, or from a line put by hand.
        start: Start = Field::choice("", Start::NAMES),
        /// The seed that the first weights are drawn from.
        start_seed: u32 = seed(1),
        /// The weight of a start by hand.
        w: f32 = parameter(),
        /// The bias of a start by hand.
        b: f32 = parameter(),
        /// How many steps of the run are shown.
        steps: u32 = Field::count("", 0, 0, MAX_STEPS),
        /// What is drawn of the residuals: nothing, lines, or squares.
        residuals: Residuals = Field::choice("", Residuals::NAMES).for_view(),
        /// Whether the best model is drawn: that of least squares, or of the least cross-entropy.
        best: bool = Field::choice("", &["off", "on"]).for_view(),
        /// The scale of the loss in the loss curve.
        axis: Axis = Field::choice("", Axis::NAMES).for_view(),
        /// Whether paths of other optimizers are drawn over weight and bias, to compare.
        paths: Paths = Field::choice("", Paths::NAMES).for_view(),
        /// The loss curve that the learner expects: eleven losses from the first epoch to the last.
        sketch: Sketch = Field::packed("", 200).checked(|text| Sketch::unpack(text).is_some()),
        /// Steps a second when playing.
        speed: &'static str = Field::choice("", &["20", "2", "5", "10", "50", "100", "1000"]).for_view(),
        /// The picture that is large.
        large: Focus = Field::choice("", Focus::NAMES).for_view(),
        /// The call of the lab whose part of the figure is lit.
        call: Call = Field::choice("", Call::NAMES).for_view(),
        /// The library whose names the calls have.
        library: Library = Field::choice("", Library::NAMES).for_view(),
        /// Whether a press on the picture places a row.
        placing: bool = Field::choice("", &["off", "on"]).for_view(),
        /// The page of the table of rows that is looked at.
        page: u32 = Field::count("", 1, 1, MAX_PAGES).in_steps().for_view(),
    }
}

/// The most pages that the table of rows can have.
const MAX_PAGES: u32 = 20_000;

/// The decimal number that a learner typed, which single precision rounds: 1.726 and not 1.7259999513626099.
pub fn as_typed(value: f32) -> f64 {
    value.to_string().parse().unwrap_or_else(|_| f64::from(value))
}

/// The most rows that a link's steps may look at before the panel opens: about half a second of work.
const MAX_VISITS: u64 = 200_000_000;

impl Settings {
    /// How many steps of a run a link or a file may ask for.
    pub(super) fn max_steps_opened(&self) -> u64 {
        MAX_VISITS / u64::from(self.batch.clamp(1, self.rows()))
    }

    /// Whether the rows are labels 0 and 1, and what is fitted a probability.
    pub fn is_logistic(&self) -> bool {
        self.task == Task::Logistic
    }

    /// Whether the run starts from a line put by hand.
    pub fn is_by_hand(&self) -> bool {
        self.start == Start::Hand
    }

    /// The law of the lab's data. A range that was set the wrong way round is turned.
    pub fn lab(&self) -> Lab {
        let [low, high] = [self.low.min(self.high), self.low.max(self.high)].map(as_typed);
        let [slope, intercept, constant, growth] = [self.slope, self.intercept, self.noise, self.growth].map(as_typed);
        Lab { rows: self.n as usize, range: [low, high], slope, intercept, constant, growth, seed: self.seed.into() }
    }

    /// The law of the exam's data.
    pub fn exam(&self) -> Exam {
        Exam { students: self.n as usize, seed: self.seed.into(), ..Exam::default() }
    }

    /// The rows of the law at hand.
    pub(super) fn drawn(&self) -> Vec<Observation> {
        if self.is_logistic() {
            let row = |s: &Student| Observation { x: s.hours, y: if s.passed { 1.0 } else { 0.0 } };
            self.exam().results().iter().map(row).collect()
        } else {
            self.lab().observations()
        }
    }

    /// Turns to labels or back. Their unscaled hours need another way of training than the lab's rows: plain SGD at the lab's
    /// learning rate would take thousands of epochs.
    pub(super) fn turn_to(&mut self, task: Task) {
        if self.task == task {
            return;
        }
        let plain = Self::default();
        self.task = task;
        (self.optimizer, self.rate) = match task {
            Task::Linear => (plain.optimizer, plain.rate),
            Task::Logistic => (Rule::Adam, 0.1),
        };
        (self.points, self.sketch, self.placing, self.page) = (plain.points, plain.sketch, plain.placing, plain.page);
        (self.start, self.w, self.b) = (plain.start, plain.w, plain.b);
        if self.large == Focus::Surface {
            self.large = plain.large;
        }
    }

    /// The shape of what is fitted to training rows with these x.
    pub(super) fn shape(&self, x: &[f64]) -> Shape {
        if self.is_logistic() { Shape::Sigmoid } else { Shape::polynomial(self.degree as usize, x) }
    }

    /// The loss that training lowers.
    pub fn trained_loss(&self) -> Loss {
        match (self.task, self.loss, self.error) {
            (Task::Logistic, Trained::CrossEntropy, _) => Loss::BinaryCrossEntropy,
            (Task::Logistic, Trained::MeanSquared, _) | (Task::Linear, _, Misfit::Squared) => Loss::MeanSquared,
            (Task::Linear, _, Misfit::Absolute) => Loss::MeanAbsolute,
            (Task::Linear, _, Misfit::Huber) => Loss::Huber,
        }
    }

    /// How the rows are split.
    pub fn splitter(&self) -> Splitter {
        let seed = (self.split == SplitOrder::Shuffled).then_some(u64::from(self.split_seed));
        Splitter { test: self.test.to_f64(), validation: self.validation.to_f64(), seed }
    }

    /// How many rows there are, of whatever origin.
    pub fn rows(&self) -> u32 {
        self.points.0.as_ref().map_or(self.n, |rows| u32::try_from(rows.len()).unwrap_or(u32::MAX)).max(1)
    }

    /// The optimizer with its settings.
    pub fn optimizer(&self) -> Optimizer {
        let rate = as_typed(self.rate);
        match self.optimizer {
            Rule::Sgd => Optimizer::sgd(rate),
            Rule::Momentum => Optimizer::Sgd { rate, momentum: self.momentum.to_f64() },
            Rule::Adam => Optimizer::adam(rate),
        }
    }

    /// The seed of each epoch's order; nothing for the order that the rows have.
    pub fn shuffle(&self) -> Option<u64> {
        (self.shuffle == Shuffle::Seeded).then_some(u64::from(self.shuffle_seed))
    }

    /// The weight and the bias that the run starts from.
    pub fn start_line(&self) -> [f32; 2] {
        let parameters = self.parameters(Shape::Line);
        [parameters[0], parameters[1]]
    }

    /// All parameters that a run of this shape starts from. A line put by hand is a curve whose higher powers count nothing yet.
    pub(super) fn parameters(&self, shape: Shape) -> Vec<f32> {
        if self.is_by_hand() {
            let mut parameters = vec![0.0; shape.weights() + 1];
            (parameters[0], parameters[shape.weights()]) = (self.w, self.b);
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
        self.start = Start::Hand;
        // Only −0 is changed by adding 0.
        [self.w, self.b] = line.map(|value| value.clamp(-limit, limit) + 0.0);
    }

    /// Starts from weights that are drawn.
    pub(super) fn leave_hand(&mut self) {
        (self.start, self.w, self.b) = (Start::Glorot, 0.0, 0.0);
    }

    /// Whether `other` has the same rows, split alike, for the same shape.
    pub(super) fn has_data_of(&self, other: &Self) -> bool {
        let rows = |s: &Self| (s.lab(), s.task, s.degree, s.points.clone());
        let parts = |s: &Self| (s.test, s.validation, s.split, s.split_seed);
        rows(self) == rows(other) && parts(self) == parts(other)
    }

    /// Whether `other` trains in the same way, on whatever data.
    pub(super) fn trains_like(&self, other: &Self) -> bool {
        let way = |s: &Self| (s.optimizer(), s.batch, s.shuffle(), s.start_line(), s.trained_loss());
        way(self) == way(other)
    }
}
