//! The panel `activations`: activation functions and their slopes, from step to sigmoid, what they make of a batch, and why a
//! stack without them is one layer.

pub mod batch;
pub mod goals;
pub mod numbers;
pub mod picture;
pub mod stack;
pub mod steep;
pub mod values;
pub mod words;

use crate::model::curve::Curve;
use crate::model::decimal::Decimal;
use crate::model::perceptron::TieRule;
use crate::panel::table::{Field, Kind, Problem, Table, Value};
use crate::panel::undo::Undo;
use batch::Batch;
use goals::{GOAL_NAMES, Goal};
use stack::{Between, Stack};

/// How far the sums a reach to both sides, in whole numbers.
pub const REACH: i32 = 8;
/// How far the stack's input reaches to both sides.
pub const INPUT_REACH: i32 = 3;
/// A slope is said to vanish under this share of the greatest.
pub const FLAT: f64 = 0.01;

/// The names of the functions in links, in the order of [`TABLE`].
pub const FUNCTION_NAMES: [&str; 8] = ["sigmoid", "step", "identity", "tanh", "relu", "leaky-relu", "softplus", "gelu"];

const fn parameter(name: &'static str, hundredths: i32) -> Field {
    Field::number(name, Decimal::hundredths(hundredths), [-3, 3], [-10, 10])
}

/// The state of the panel.
pub static TABLE: Table = Table(&[
    Field::choice("part", &["curve", "steep", "batch", "depth"]),
    Field::choice("function", &FUNCTION_NAMES),
    Field::number("a", Decimal::whole(1), [-REACH, REACH], [-REACH, REACH]),
    Field::number("leak", Decimal::hundredths(10), [0, 1], [0, 1]),
    Field::choice("tie", &["gt", "ge"]),
    Field::count("layers", 10, 1, 50),
    Field::number("k", Decimal::whole(2), [0, 20], [0, 100]),
    Field::number("window", Decimal::hundredths(50), [0, 2], [0, 4]),
    Field::number("mean", Decimal::ZERO, [-5, 5], [-5, 5]),
    Field::number("spread", Decimal::whole(3), [0, 5], [0, 5]),
    Field::count("seed", 1, 1, 9999),
    Field::choice("between", &["identity", "tanh", "relu"]),
    parameter("w1", 100),
    parameter("b1", -50),
    parameter("w2", 150),
    parameter("b2", 50),
    parameter("w3", -120),
    parameter("b3", 30),
    Field::number("x", Decimal::whole(1), [-INPUT_REACH, INPUT_REACH], [-INPUT_REACH, INPUT_REACH]),
    Field::choice("goal", &GOAL_NAMES),
]);

/// What is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// One function, its slope, and a point on it.
    Curve,
    /// The sigmoid over the step.
    Steep,
    /// A batch of sums before and after.
    Batch,
    /// Layers upon layers.
    Depth,
}

impl Part {
    const ALL: [(Self, &'static str); 4] =
        [(Self::Curve, "curve"), (Self::Steep, "steep"), (Self::Batch, "batch"), (Self::Depth, "depth")];

    fn named(name: &str) -> Self {
        Self::ALL.into_iter().find(|(_, other)| *other == name).map_or(Self::Curve, |(part, _)| part)
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
    /// The function's name; one of [`FUNCTION_NAMES`].
    pub function: &'static str,
    /// The sum at which the function is worked out.
    pub a: Decimal,
    /// The leaky ReLU's slope below 0.
    pub leak: Decimal,
    /// The step's value at 0.
    pub tie: TieRule,
    /// Through how many layers slopes are multiplied.
    pub layers: u32,
    /// The steepness in σ(k·a).
    pub k: Decimal,
    /// Half the width of the window around the jump that is left out of account.
    pub window: Decimal,
    /// The batch's mean.
    pub mean: Decimal,
    /// The batch's standard deviation.
    pub spread: Decimal,
    /// Where the batch comes from.
    pub seed: u32,
    /// The stack of layers.
    pub stack: Stack,
    /// The stack's input.
    pub x: Decimal,
    /// The question being tried.
    pub goal: Option<Goal>,
}

/// The panel's whole state.
#[derive(Clone, Debug)]
pub struct Activations {
    settings: Settings,
    batch: Batch,
    goal_reached: bool,
    undo: Undo<Settings>,
}

impl Default for Settings {
    fn default() -> Self {
        let mut settings = Self {
            part: Part::Curve,
            function: FUNCTION_NAMES[0],
            a: Decimal::ZERO,
            leak: Decimal::ZERO,
            tie: TieRule::Above,
            layers: 0,
            k: Decimal::ZERO,
            window: Decimal::ZERO,
            mean: Decimal::ZERO,
            spread: Decimal::ZERO,
            seed: 0,
            stack: Stack { between: Between::Identity, weights: [Decimal::ZERO; 3], biases: [Decimal::ZERO; 3] },
            x: Decimal::ZERO,
            goal: None,
        };
        for field in TABLE.0 {
            settings.set(field.name, field.default.clone());
        }
        settings
    }
}

impl Settings {
    /// The number that the field `name` stands for.
    fn number(&mut self, name: &str) -> Option<&mut Decimal> {
        let [w1, w2, w3] = &mut self.stack.weights;
        let [b1, b2, b3] = &mut self.stack.biases;
        Some(match name {
            "a" => &mut self.a,
            "leak" => &mut self.leak,
            "k" => &mut self.k,
            "window" => &mut self.window,
            "mean" => &mut self.mean,
            "spread" => &mut self.spread,
            "x" => &mut self.x,
            "w1" => w1,
            "w2" => w2,
            "w3" => w3,
            "b1" => b1,
            "b2" => b2,
            "b3" => b3,
            _ => return None,
        })
    }

    fn set(&mut self, name: &str, value: Value) {
        match (name, value) {
            ("part", Value::Choice(name)) => self.part = Part::named(name),
            ("function", Value::Choice(name)) => self.function = name,
            ("tie", Value::Choice(name)) => self.tie = if name == "ge" { TieRule::AtOrAbove } else { TieRule::Above },
            ("layers", Value::Count(value)) => self.layers = value,
            ("seed", Value::Count(value)) => self.seed = value,
            ("between", Value::Choice(name)) => self.stack.between = Between::named(name),
            ("goal", Value::Choice(name)) => self.goal = Goal::named(name),
            (name, Value::Number(value)) => *self.number(name).expect("the table's other numbers are here") = value,
            _ => unreachable!("the table has no field {name} of that kind"),
        }
    }

    /// The value of a field of [`TABLE`].
    fn get(&self, field: &Field) -> Value {
        match field.name {
            "part" => Value::Choice(self.part.name()),
            "function" => Value::Choice(self.function),
            "tie" => Value::Choice(if self.tie == TieRule::AtOrAbove { "ge" } else { "gt" }),
            "layers" => Value::Count(self.layers),
            "seed" => Value::Count(self.seed),
            "between" => Value::Choice(self.stack.between.name()),
            "goal" => Value::Choice(self.goal.map_or(GOAL_NAMES[0], Goal::name)),
            name => {
                let mut copy = *self;
                Value::Number(*copy.number(name).expect("the table's other numbers are here"))
            }
        }
    }

    /// The function chosen.
    pub fn curve(&self) -> Curve {
        match self.function {
            "step" => Curve::Step(self.tie),
            "identity" => Curve::Identity,
            "tanh" => Curve::Tanh,
            "relu" => Curve::Relu,
            "leaky-relu" => Curve::LeakyRelu(self.leak.to_f64()),
            "softplus" => Curve::Softplus,
            "gelu" => Curve::Gelu,
            _ => Curve::Sigmoid(1.0),
        }
    }

    fn batch(&self) -> Batch {
        Batch::new(self.mean.to_f64(), self.spread.to_f64(), self.seed)
    }
}

impl Default for Activations {
    fn default() -> Self {
        let settings = Settings::default();
        Self { batch: settings.batch(), settings, goal_reached: false, undo: Undo::default() }
    }
}

impl Activations {
    /// Everything set at present.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The batch of sums.
    pub fn batch(&self) -> &Batch {
        &self.batch
    }

    fn adopt(&mut self, settings: Settings) {
        let recipe = |settings: &Settings| (settings.mean, settings.spread, settings.seed);
        if recipe(&settings) != recipe(&self.settings) {
            self.batch = settings.batch();
        }
        if settings.goal != self.settings.goal {
            self.goal_reached = false;
        }
        self.settings = settings;
    }

    /// Sets one field to a text from a control or attribute. Gives back a note when the value had to be rounded.
    ///
    /// # Errors
    /// A [`Problem`]; nothing has changed then.
    pub fn set(&mut self, name: &str, text: &str) -> Result<Option<Problem>, Problem> {
        let (field, value, note) = TABLE.read(name, text)?;
        let mut settings = self.settings;
        settings.set(field.name, value);
        self.adopt(settings);
        Ok(note)
    }

    /// Opens the state that a link's query describes; whatever it does not say is the default. Bad pairs are reported
    /// and the default stands in for them.
    pub fn load(&mut self, query: &str) -> Vec<Problem> {
        let (values, problems) = TABLE.read_query(query);
        let mut settings = Settings::default();
        for (field, value) in values {
            settings.set(field.name, value);
        }
        self.adopt(settings);
        self.goal_reached = false;
        problems
    }

    /// The query of a link to exactly this state.
    pub fn link(&self) -> String {
        TABLE.write_query(|field| self.settings.get(field))
    }

    /// A field's value as text. `None` for an unknown name.
    pub fn value(&self, name: &str) -> Option<String> {
        Some(match self.settings.get(TABLE.field(name)?) {
            Value::Number(value) => value.padded(),
            value => value.ascii(),
        })
    }

    /// Back to how the panel opens, in the part that is shown; the question stays.
    pub fn reset(&mut self) {
        let Settings { part, goal, .. } = self.settings;
        self.adopt(Settings { part, goal, ..Settings::default() });
    }

    /// The field that the handle on the picture moves to the right and to the left, if there is one.
    pub fn handle(&self) -> Option<&'static str> {
        match self.settings.part {
            Part::Curve => Some("a"),
            Part::Steep => Some("window"),
            Part::Batch => None,
            Part::Depth => Some("x"),
        }
    }

    /// Moves the handle to `place`, to the nearest tenth within its limits. Nothing happens for a place that is none.
    pub fn drag(&mut self, place: f64) {
        let Some(field) = self.handle().and_then(|name| TABLE.field(name)) else { return };
        let Kind::Number { min, max, .. } = field.kind else { return };
        let Some(value) = Decimal::nearest((place * 10.0).round() / 10.0) else { return };
        let mut settings = self.settings;
        settings.set(field.name, Value::Number(value.clamp(min, max)));
        self.adopt(settings);
    }

    /// Remembers the state as it is, for [`Activations::undo`]; see [`Undo::mark`].
    pub fn mark(&mut self) {
        self.undo.mark(&self.settings);
    }

    /// Takes back the last change. Says whether there was one.
    pub fn undo(&mut self) -> bool {
        let before = self.undo.back(&self.settings);
        before.map(|settings| self.adopt(settings)).is_some()
    }

    /// Does again what [`Activations::undo`] took back. Says whether there was anything.
    pub fn redo(&mut self) -> bool {
        let after = self.undo.forth(&self.settings);
        after.map(|settings| self.adopt(settings)).is_some()
    }

    /// Whether there is a change to take back.
    pub fn can_undo(&self) -> bool {
        self.undo.can_go_back(&self.settings)
    }

    /// Whether there is a change to do again.
    pub fn can_redo(&self) -> bool {
        self.undo.can_go_forth()
    }
}
