//! The table of the panel's state, and its typed counterpart.

use std::rc::Rc;

use super::data::{pack, unpack};
use super::goals::{GOAL_NAMES, Goal};
use super::shape::Shape;
use super::sketch::Sketch;
use crate::data::exam::{Exam, Student};
use crate::data::lab::{Lab, Observation};
use crate::data::split::Split;
use crate::model::decimal::Decimal;
use crate::model::init::Init;
use crate::model::least_squares::HIGHEST_DEGREE;
use crate::model::loss::Loss;
use crate::model::optimizer::Optimizer;
use crate::panel::table::{Field, Table, Value, Wrong};

/// The most rows that the lab draws.
pub const MOST_ROWS: u32 = 100_000;
/// How far from zero a weight, a bias or a point placed by hand may be.
pub const LIMIT: f64 = 1000.0;
/// The most steps a run may take.
pub const MOST_STEPS: u64 = 900_000;
/// The longest text of data in a link, in bytes.
pub const LONGEST_DATA: usize = 6000;

#[expect(clippy::cast_possible_truncation, reason = "a degree of one digit")]
const DEGREES: u32 = HIGHEST_DEGREE as u32;

/// The state of the panel. `w` and `b` in a link are those that a run begun by hand starts from, and `steps` says how far
/// it has got.
pub static TABLE: Table = Table(&[
    // What is fitted: a line or a curve of powers to the lab's rows, or a sigmoid to those of the exam.
    Field::choice("task", &["linear", "logistic"]),
    Field::count("degree", 1, 1, DEGREES),
    Field::choice("loss", &["cross-entropy", "mse"]),
    Field::number("threshold", Decimal::hundredths(50), [0, 1], [0, 1]).within(1, 99),
    Field::count("n", 200, 1, MOST_ROWS),
    Field::real("low", -2.0, [-10.0, 10.0], [-1000.0, 1000.0]),
    Field::real("high", 2.0, [-10.0, 10.0], [-1000.0, 1000.0]),
    Field::real("slope", 1.726, [-4.0, 4.0], [-1000.0, 1000.0]),
    Field::real("intercept", -0.84, [-4.0, 4.0], [-1000.0, 1000.0]),
    Field::real("noise", 0.5, [0.0, 2.0], [0.0, 1000.0]),
    Field::real("growth", 1.0 / 3.0, [0.0, 1.0], [0.0, 1000.0]),
    // With this seed the validation loss ends below the training loss, and a learning rate of 0.78 on all rows diverges.
    Field::count("seed", 12, 0, 999_999),
    Field::packed("points", LONGEST_DATA),
    Field::number("test", Decimal::hundredths(20), [0, 1], [0, 1]).within(0, 90),
    Field::number("validation", Decimal::hundredths(20), [0, 1], [0, 1]).within(0, 90),
    Field::choice("split", &["order", "shuffled"]),
    Field::count("split-seed", 1, 0, 999_999),
    Field::choice("optimizer", &["sgd", "momentum", "adam"]),
    Field::number("momentum", Decimal::hundredths(90), [0, 1], [0, 1]).within(0, 99),
    Field::real("rate", 0.01, [0.0, 1.0], [0.0, 10.0]),
    Field::count("batch", 32, 1, MOST_ROWS),
    Field::count("epochs", 100, 0, 10_000),
    Field::choice("shuffle", &["seeded", "none"]),
    Field::count("shuffle-seed", 1, 0, 999_999),
    Field::choice("start", &["glorot", "hand"]),
    Field::count("start-seed", 1, 0, 999_999),
    Field::real("w", 0.0, [-4.0, 4.0], [-1000.0, 1000.0]),
    Field::real("b", 0.0, [-4.0, 4.0], [-1000.0, 1000.0]),
    Field::count("steps", 0, 0, 900_000),
    Field::choice("residuals", &["off", "on"]),
    Field::choice("best", &["off", "on"]),
    Field::choice("axis", &["linear", "log"]),
    Field::choice("paths", &["run", "compare"]),
    Field::packed("sketch", 200),
    Field::choice("speed", &["20", "2", "100", "1000"]),
    Field::choice("goal", &GOAL_NAMES),
]);

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
    /// Sets a field to a value that the table has checked.
    pub(super) fn set(&mut self, name: &str, value: Value) -> Result<(), Wrong> {
        match (name, value) {
            ("task", Value::Choice(name)) => self.logistic = name == "logistic",
            ("degree", Value::Count(value)) => self.degree = value,
            ("loss", Value::Choice(name)) => self.squared = name == "mse",
            ("threshold", Value::Number(value)) => self.threshold = value,
            ("n", Value::Count(value)) => self.n = value,
            ("low", Value::Real(value)) => self.law[0] = value,
            ("high", Value::Real(value)) => self.law[1] = value,
            ("slope", Value::Real(value)) => self.law[2] = value,
            ("intercept", Value::Real(value)) => self.law[3] = value,
            ("noise", Value::Real(value)) => self.law[4] = value,
            ("growth", Value::Real(value)) => self.law[5] = value,
            ("seed", Value::Count(value)) => self.seed = value,
            ("points", Value::Packed(text)) => self.own = unpack(&text).ok_or(Wrong::Damaged)?,
            ("test", Value::Number(value)) => self.test = value,
            ("validation", Value::Number(value)) => self.validation = value,
            ("split", Value::Choice(name)) => self.is_shuffled = name == "shuffled",
            ("split-seed", Value::Count(value)) => self.split_seed = value,
            ("optimizer", Value::Choice(name)) => self.optimizer = name,
            ("momentum", Value::Number(value)) => self.momentum = value,
            ("rate", Value::Real(value)) => self.rate = value,
            ("batch", Value::Count(value)) => self.batch = value,
            ("epochs", Value::Count(value)) => self.epochs = value,
            ("shuffle", Value::Choice(name)) => self.is_seeded = name == "seeded",
            ("shuffle-seed", Value::Count(value)) => self.shuffle_seed = value,
            ("start", Value::Choice(name)) => self.by_hand = name == "hand",
            ("start-seed", Value::Count(value)) => self.start_seed = value,
            ("w", Value::Real(value)) => self.by_hand_line[0] = value,
            ("b", Value::Real(value)) => self.by_hand_line[1] = value,
            ("steps", Value::Count(value)) => self.steps = value,
            ("residuals", Value::Choice(name)) => self.residuals = name == "on",
            ("best", Value::Choice(name)) => self.best = name == "on",
            ("axis", Value::Choice(name)) => self.logarithmic = name == "log",
            ("paths", Value::Choice(name)) => self.compares = name == "compare",
            ("sketch", Value::Packed(text)) => self.sketch = Sketch::unpack(&text).ok_or(Wrong::Damaged)?,
            ("speed", Value::Choice(name)) => self.speed = name,
            ("goal", Value::Choice(name)) => self.goal = Goal::named(name),
            _ => unreachable!("the table has no field {name} of that kind"),
        }
        Ok(())
    }

    /// The value of a field of [`TABLE`].
    pub(super) fn get(&self, name: &str) -> Value {
        let either = |is: bool, names: [&'static str; 2]| Value::Choice(names[usize::from(is)]);
        match name {
            "task" => either(self.logistic, ["linear", "logistic"]),
            "degree" => Value::Count(self.degree),
            "loss" => either(self.squared, ["cross-entropy", "mse"]),
            "threshold" => Value::Number(self.threshold),
            "n" => Value::Count(self.n),
            "low" => Value::Real(self.law[0]),
            "high" => Value::Real(self.law[1]),
            "slope" => Value::Real(self.law[2]),
            "intercept" => Value::Real(self.law[3]),
            "noise" => Value::Real(self.law[4]),
            "growth" => Value::Real(self.law[5]),
            "seed" => Value::Count(self.seed),
            "points" => Value::Packed(self.own.as_deref().and_then(pack).unwrap_or_default()),
            "test" => Value::Number(self.test),
            "validation" => Value::Number(self.validation),
            "split" => either(self.is_shuffled, ["order", "shuffled"]),
            "split-seed" => Value::Count(self.split_seed),
            "optimizer" => Value::Choice(self.optimizer),
            "momentum" => Value::Number(self.momentum),
            "rate" => Value::Real(self.rate),
            "batch" => Value::Count(self.batch),
            "epochs" => Value::Count(self.epochs),
            "shuffle" => either(!self.is_seeded, ["seeded", "none"]),
            "shuffle-seed" => Value::Count(self.shuffle_seed),
            "start" => either(self.by_hand, ["glorot", "hand"]),
            "start-seed" => Value::Count(self.start_seed),
            "w" => Value::Real(self.by_hand_line[0]),
            "b" => Value::Real(self.by_hand_line[1]),
            "steps" => Value::Count(self.steps),
            "residuals" => either(self.residuals, ["off", "on"]),
            "best" => either(self.best, ["off", "on"]),
            "axis" => either(self.logarithmic, ["linear", "log"]),
            "paths" => either(self.compares, ["run", "compare"]),
            "sketch" => Value::Packed(self.sketch.pack()),
            "speed" => Value::Choice(self.speed),
            "goal" => Value::Choice(self.goal.map_or(GOAL_NAMES[0], Goal::name)),
            name => unreachable!("the table has no field {name}"),
        }
    }

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
    pub fn split(&self) -> Split {
        let seed = self.is_shuffled.then_some(u64::from(self.split_seed));
        Split { test: self.test.to_f64(), validation: self.validation.to_f64(), seed }
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

    /// Starts from `line`, by hand.
    pub(super) fn place(&mut self, line: [f32; 2]) {
        self.by_hand = true;
        self.by_hand_line = line;
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
