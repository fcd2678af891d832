//! The table of the panel's state, and the settings behind each of its fields.

use super::data::{pack, unpack};
use super::goals::{GOAL_NAMES, Goal};
use super::settings::Settings;
use super::sketch::Sketch;
use crate::model::decimal::Decimal;
use crate::model::least_squares::MAX_DEGREE;
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
const DEGREES: u32 = MAX_DEGREE as u32;

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
}
