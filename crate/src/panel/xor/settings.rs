//! The panel's table of state, and what it holds.

use super::goals::{GOAL_NAMES, Goal};
use super::learned::{MOST_STEPS, MOST_WEIGHT, Parameters, Recipe};
use crate::data::gates::{Gate, ROWS, row_name};
use crate::model::activation::Activation;
use crate::model::decimal::Decimal;
use crate::model::grid_search::GridSearch;
use crate::model::perceptron::{Perceptron, Sample, TieRule};
use crate::model::two_layers::TwoLayers;
use crate::panel::network::packed::{pack_numbers, unpack_numbers};
use crate::panel::table::{Field, Table, Value};

/// How far from zero a weight or a bias may be, in whole numbers.
pub const LIMIT: i32 = 10;
/// How far the sliders of one perceptron reach, in hundredths; the search tries all of their settings.
pub const REACH: i32 = 200;

const fn parameter(name: &'static str, hundredths: i32) -> Field {
    Field::number(name, Decimal::hundredths(hundredths), [-2, 2], [-LIMIT, LIMIT])
}

/// The state of the panel. A learned network's weights follow, to the bit, from what its run begins with and is told:
/// `seed`, or `start` where a weight has been set by hand; `activation`, `rate` and `steps`. So a link opens the network with
/// all its history, which its weights alone would not bring back.
pub static TABLE: Table = Table(&[
    Field::choice("part", &["hand", "learn", "limit", "collapse"]),
    Field::choice("tie", &["gt", "ge"]),
    parameter("h1w1", 50),
    parameter("h1w2", 50),
    parameter("h1b", -20),
    parameter("h2w1", -50),
    parameter("h2w2", -50),
    parameter("h2b", 70),
    parameter("yw1", 50),
    parameter("yw2", 50),
    parameter("yb", -70),
    parameter("w1", 50),
    parameter("w2", 50),
    parameter("b", -20),
    Field::choice("activation", &["sigmoid", "tanh", "step"]),
    Field::number("rate", Decimal::hundredths(50), [0, 5], [0, 5]).within(1, 500),
    Field::count("seed", 7, 1, 9999),
    // Nine numbers of four bytes in Base64.
    Field::packed("start", 48),
    Field::count("steps", 0, 0, MOST_STEPS),
    Field::number("steepness", Decimal::whole(1), [1, 20], [1, 20]).within(100, 2000),
    Field::choice("row", &["11", "00", "01", "10"]),
    Field::choice("speed", &["400", "4", "40", "4000"]),
    Field::choice("goal", &GOAL_NAMES),
]);

/// What is taken apart at the moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Three perceptrons set by hand.
    Hand,
    /// A network that learns.
    Learn,
    /// One perceptron, and why it can't.
    Limit,
    /// Two layers with nothing between them.
    Collapse,
}

impl Part {
    const ALL: [(Self, &'static str); 4] =
        [(Self::Hand, "hand"), (Self::Learn, "learn"), (Self::Limit, "limit"), (Self::Collapse, "collapse")];

    fn named(name: &str) -> Self {
        Self::ALL.into_iter().find(|(_, other)| *other == name).map_or(Self::Hand, |(part, _)| part)
    }

    /// Its name in links.
    pub fn name(self) -> &'static str {
        Self::ALL[self as usize].1
    }
}

/// Everything a learner can set, checked: the typed counterpart of [`TABLE`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Settings {
    /// What is shown.
    pub part: Part,
    /// The output on a line.
    pub tie: TieRule,
    /// The network by hand.
    pub hand: TwoLayers,
    /// The one perceptron.
    pub single: Perceptron,
    /// The hidden layer's activation when learning.
    pub activation: Activation,
    /// η.
    pub rate: Decimal,
    /// Where the first weights come from.
    pub seed: u32,
    /// The first weights where they were set by hand, and not drawn by the seed.
    pub start: Option<Parameters>,
    /// How many steps of the run are shown.
    pub steps: u32,
    /// k in σ(k·a).
    pub steepness: Decimal,
    /// The row under inspection: its place in [`ROWS`].
    pub row: usize,
    /// Steps a second when playing; one of the table's names.
    pub speed: &'static str,
    /// The question being tried.
    pub goal: Option<Goal>,
}

impl Default for Settings {
    fn default() -> Self {
        let mut settings = Self {
            part: Part::Hand,
            tie: TieRule::Above,
            hand: TwoLayers::default(),
            single: Perceptron::default(),
            activation: Activation::Sigmoid,
            rate: Decimal::ZERO,
            seed: 0,
            start: None,
            steps: 0,
            steepness: Decimal::ZERO,
            row: 0,
            speed: "",
            goal: None,
        };
        for field in TABLE.0 {
            settings.set(field.name, field.default.clone());
        }
        settings
    }
}

impl Settings {
    /// The parameter of a perceptron that the field `name` stands for.
    fn parameter(&mut self, name: &str) -> Option<&mut Decimal> {
        let [h1, h2] = &mut self.hand.hidden;
        let (unit, which) = match name.split_at_checked(2) {
            Some(("h1", which)) => (h1, which),
            Some(("h2", which)) => (h2, which),
            _ => match name.strip_prefix('y') {
                Some(which) => (&mut self.hand.output, which),
                None => (&mut self.single, name),
            },
        };
        match which {
            "w1" => Some(&mut unit.weights[0]),
            "w2" => Some(&mut unit.weights[1]),
            "b" => Some(&mut unit.bias),
            _ => None,
        }
    }

    /// Sets a field. False for a packed text that is damaged.
    pub(super) fn set(&mut self, name: &str, value: Value) -> bool {
        match (name, value) {
            ("part", Value::Choice(name)) => self.part = Part::named(name),
            ("tie", Value::Choice(name)) => self.tie = if name == "ge" { TieRule::AtOrAbove } else { TieRule::Above },
            ("activation", Value::Choice(name)) => {
                self.activation = name.parse::<Activation>().expect("the table lists activations");
            }
            ("rate", Value::Number(value)) => self.rate = value,
            ("seed", Value::Count(value)) => self.seed = value,
            ("start", Value::Packed(text)) if text.is_empty() => self.start = None,
            ("start", Value::Packed(text)) => match read_parameters(&text) {
                Some(start) => self.start = Some(start),
                None => return false,
            },
            ("steps", Value::Count(value)) => self.steps = value,
            ("steepness", Value::Number(value)) => self.steepness = value,
            ("row", Value::Choice(name)) => self.row = ROWS.iter().position(|row| row_name(*row) == name).unwrap_or(0),
            ("speed", Value::Choice(name)) => self.speed = name,
            ("goal", Value::Choice(name)) => self.goal = Goal::named(name),
            (name, Value::Number(value)) => *self.parameter(name).expect("the other numbers are parameters") = value,
            _ => unreachable!("the table has no field {name} of that kind"),
        }
        true
    }

    /// The value of a field of [`TABLE`].
    pub(super) fn get(&self, field: &Field) -> Value {
        match field.name {
            "part" => Value::Choice(self.part.name()),
            "tie" => Value::Choice(if self.tie == TieRule::AtOrAbove { "ge" } else { "gt" }),
            "activation" => Value::Choice(self.activation.name()),
            "rate" => Value::Number(self.rate),
            "seed" => Value::Count(self.seed),
            "start" => Value::Packed(self.start.map_or_else(String::new, |start| pack_numbers(&start))),
            "steps" => Value::Count(self.steps),
            "steepness" => Value::Number(self.steepness),
            "row" => Value::Choice(row_name(ROWS[self.row])),
            "speed" => Value::Choice(self.speed),
            "goal" => Value::Choice(self.goal.map_or(GOAL_NAMES[0], Goal::name)),
            name => {
                let mut copy = *self;
                Value::Number(*copy.parameter(name).expect("the other numbers are parameters"))
            }
        }
    }

    /// What decides the run of training.
    pub fn recipe(&self) -> Recipe {
        Recipe { activation: self.activation, rate: self.rate.to_f64(), seed: self.seed, start: self.start }
    }

    /// A search that has not begun.
    pub(super) fn search(&self) -> GridSearch {
        GridSearch::new(samples(), self.tie, REACH)
    }
}

/// The parameters that a packed text holds; nothing when it is damaged, or when they are too large to compute with.
fn read_parameters(text: &str) -> Option<Parameters> {
    let parameters = Parameters::try_from(unpack_numbers(text)?).ok()?;
    parameters.iter().all(|value| value.abs() <= MOST_WEIGHT).then_some(parameters)
}

/// The four rows of XOR.
pub fn samples() -> [Sample; 4] {
    let targets = Gate::XOR.outputs();
    std::array::from_fn(|row| Sample { input: ROWS[row], target: targets[row] })
}
