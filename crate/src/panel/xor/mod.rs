//! The panel `xor`: XOR built by hand out of three perceptrons, learned by a network, tried with one line, and with two
//! layers that are one because nothing stands between them.

pub mod goals;
pub mod hand;
pub mod learned;
pub mod picture;
pub mod seeds;
pub mod words;

use crate::data::gates::{Gate, ROWS, row_name};
use crate::model::activation::Activation;
use crate::model::decimal::Decimal;
use crate::model::perceptron::{Perceptron, Sample, TieRule};
use crate::model::search::Search;
use crate::model::two_layers::TwoLayers;
use crate::panel::table::{Field, Problem, Table, Value};
use crate::panel::undo::Undo;
use goals::{GOAL_NAMES, Goal};
use learned::{Halt, MOST_STEPS, Recipe, Run};
use seeds::Seeds;

/// How far from zero a weight or a bias may be, in whole numbers.
pub const LIMIT: i32 = 10;
/// How far the sliders of one perceptron reach, in hundredths; the search tries all of their settings.
pub const REACH: i32 = 200;

const fn parameter(name: &'static str, hundredths: i32) -> Field {
    Field::number(name, Decimal::hundredths(hundredths), [-2, 2], [-LIMIT, LIMIT])
}

/// The state of the panel. A learned network's weights follow, to the bit, from `activation`, `rate`, `seed` and `steps`.
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

/// The panel's whole state.
#[derive(Clone, Debug)]
pub struct Xor {
    settings: Settings,
    run: Run,
    seeds: Seeds,
    search: Search,
    goal_reached: bool,
    undo: Undo<Settings>,
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

    fn set(&mut self, name: &str, value: Value) {
        match (name, value) {
            ("part", Value::Choice(name)) => self.part = Part::named(name),
            ("tie", Value::Choice(name)) => self.tie = if name == "ge" { TieRule::AtOrAbove } else { TieRule::Above },
            ("activation", Value::Choice(name)) => {
                self.activation = Activation::named(name).expect("the table lists activations");
            }
            ("rate", Value::Number(value)) => self.rate = value,
            ("seed", Value::Count(value)) => self.seed = value,
            ("steps", Value::Count(value)) => self.steps = value,
            ("steepness", Value::Number(value)) => self.steepness = value,
            ("row", Value::Choice(name)) => self.row = ROWS.iter().position(|row| row_name(*row) == name).unwrap_or(0),
            ("speed", Value::Choice(name)) => self.speed = name,
            ("goal", Value::Choice(name)) => self.goal = Goal::named(name),
            (name, Value::Number(value)) => *self.parameter(name).expect("the other numbers are parameters") = value,
            _ => unreachable!("the table has no field {name} of that kind"),
        }
    }

    /// The value of a field of [`TABLE`].
    fn get(&self, field: &Field) -> Value {
        match field.name {
            "part" => Value::Choice(self.part.name()),
            "tie" => Value::Choice(if self.tie == TieRule::AtOrAbove { "ge" } else { "gt" }),
            "activation" => Value::Choice(self.activation.name()),
            "rate" => Value::Number(self.rate),
            "seed" => Value::Count(self.seed),
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
        Recipe { activation: self.activation, rate: self.rate.to_f64(), seed: self.seed }
    }

    fn search(&self) -> Search {
        Search::new(samples(), self.tie, REACH)
    }
}

/// The four rows of XOR.
pub fn samples() -> [Sample; 4] {
    let targets = Gate::XOR.outputs();
    std::array::from_fn(|row| Sample { input: ROWS[row], target: targets[row] })
}

impl Default for Xor {
    fn default() -> Self {
        let settings = Settings::default();
        Self {
            run: Run::new(settings.recipe()),
            seeds: Seeds::new(settings.recipe()),
            search: settings.search(),
            settings,
            goal_reached: false,
            undo: Undo::default(),
        }
    }
}

impl Xor {
    /// Everything set at present.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The run of training, which may go further than the step shown.
    pub fn run(&self) -> &Run {
        &self.run
    }

    /// The trial of many seeds.
    pub fn seeds(&self) -> &Seeds {
        &self.seeds
    }

    /// The search over all settings of one perceptron.
    pub fn search(&self) -> &Search {
        &self.search
    }

    /// Takes on `settings`, training again as far as they ask. What was worked out for others is forgotten.
    fn adopt(&mut self, settings: Settings) {
        if settings.recipe() != self.run.recipe() {
            self.run = Run::new(settings.recipe());
        }
        if !self.seeds.is_for(settings.recipe()) {
            self.seeds = Seeds::new(settings.recipe());
        }
        if settings.tie != self.settings.tie {
            self.search = settings.search();
        }
        if settings.goal != self.settings.goal {
            self.goal_reached = false;
        }
        self.settings = settings;
        self.run.seek(self.settings.steps as usize);
        self.note_position();
    }

    fn note_position(&mut self) {
        self.settings.steps = u32::try_from(self.run.position()).unwrap_or(MOST_STEPS);
    }

    /// Sets one field to a text from a control or attribute. Another activation, learning rate or seed begins a new run.
    /// Gives back a note when the value had to be rounded.
    ///
    /// # Errors
    /// A [`Problem`]; nothing has changed then.
    pub fn set(&mut self, name: &str, text: &str) -> Result<Option<Problem>, Problem> {
        let (field, value, note) = TABLE.read(name, text)?;
        let mut settings = self.settings;
        settings.set(field.name, value);
        if settings.recipe() != self.settings.recipe() {
            settings.steps = 0;
        }
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

    /// Replaces the network by hand: a preset, or a drag on the picture. Values beyond the limits stop at them.
    pub fn place(&mut self, hand: TwoLayers) {
        let hand = TwoLayers { hidden: hand.hidden.map(within_limits), output: within_limits(hand.output) };
        self.adopt(Settings { hand, ..self.settings });
    }

    /// Replaces the one perceptron.
    pub fn place_single(&mut self, single: Perceptron) {
        self.adopt(Settings { single: within_limits(single), ..self.settings });
    }

    /// One step of training: one row is looked at, and is the row to look at.
    ///
    /// # Errors
    /// [`Halt`] when there is none.
    pub fn step(&mut self) -> Result<(), Halt> {
        self.run.step()?;
        self.note_position();
        self.settings.row = (self.run.position() - 1) % ROWS.len();
        Ok(())
    }

    /// Steps to the end of the epoch under way.
    ///
    /// # Errors
    /// As [`Xor::step`].
    pub fn epoch(&mut self) -> Result<(), Halt> {
        loop {
            self.step()?;
            if self.run.position().is_multiple_of(ROWS.len()) {
                return Ok(());
            }
        }
    }

    /// Steps on to where all outputs are near to what is wanted, or to the run's end.
    ///
    /// # Errors
    /// As [`Xor::step`].
    pub fn finish(&mut self) -> Result<(), Halt> {
        loop {
            self.epoch()?;
            let decided = self.run.solved().is_some_and(|step| self.run.position() >= step);
            if decided || self.run.position() >= MOST_STEPS as usize {
                return Ok(());
            }
        }
    }

    /// Shows the state after `step` steps of the run, or the last one there is.
    pub fn seek(&mut self, step: usize) {
        self.run.seek(step.min(self.run.length()));
        self.note_position();
    }

    /// Back to the run's start, with the steps taken forgotten.
    pub fn reset(&mut self) {
        self.run = Run::new(self.settings.recipe());
        self.note_position();
    }

    /// Whether the step shown is just the one at which the run was decided.
    pub fn at_verdict(&self) -> bool {
        self.run.solved() == Some(self.run.position()) || self.run.position() == MOST_STEPS as usize
    }

    /// Takes up to `steps` steps of the trial of many seeds. Says whether there are more to take.
    pub fn advance_seeds(&mut self, steps: usize) -> bool {
        self.seeds.advance(steps)
    }

    /// Begins the trial of many seeds anew.
    pub fn restart_seeds(&mut self) {
        self.seeds = Seeds::new(self.settings.recipe());
    }

    /// Opens one of the seeds tried, at the end of its run. Nothing happens for a seed that has not been tried.
    pub fn open_seed(&mut self, seed: u32) {
        let Some(outcome) = self.seeds.outcomes().iter().find(|outcome| outcome.seed == seed) else { return };
        let steps = outcome.solved.map_or(MOST_STEPS, |epoch| u32::try_from(epoch * 4).unwrap_or(MOST_STEPS));
        self.adopt(Settings { seed, steps, ..self.settings });
    }

    /// Goes on with the search by one weight w1. Says whether there is more to try.
    pub fn advance_search(&mut self) -> bool {
        self.search.advance()
    }

    /// Begins the search anew.
    pub fn restart_search(&mut self) {
        self.search = self.settings.search();
    }

    /// Remembers the state as it is, for [`Xor::undo`]; see [`Undo::mark`].
    pub fn mark(&mut self) {
        self.undo.mark(&self.settings);
    }

    /// Takes back the last change. Says whether there was one.
    pub fn undo(&mut self) -> bool {
        let before = self.undo.back(&self.settings);
        before.map(|settings| self.adopt(settings)).is_some()
    }

    /// Does again what [`Xor::undo`] took back. Says whether there was anything.
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

fn within_limits(perceptron: Perceptron) -> Perceptron {
    let limit = Decimal::whole(LIMIT);
    let within = |value: Decimal| value.clamp(-limit, limit);
    Perceptron { weights: perceptron.weights.map(within), bias: within(perceptron.bias) }
}
