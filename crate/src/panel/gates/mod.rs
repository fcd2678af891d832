//! The panel `gates`: one perceptron, the four rows of a truth table, and the line between them.

pub mod goals;
pub mod picture;
pub mod thresholds;
pub mod words;

use crate::data::gates::{GATE_NAMES, Gate, ROWS, row_name};
use crate::model::decimal::Decimal;
use crate::model::perceptron::{Perceptron, Sample, TieRule};
use crate::model::training::{Training, linearly_separable};
use crate::panel::table::{Field, Problem, Table, Value};
use crate::panel::undo::Undo;
use goals::{GOAL_NAMES, Goal};

/// The most steps a run may take.
pub const MOST_STEPS: u32 = 20_000;
/// How far from zero a weight or the bias may be, in whole numbers.
pub const LIMIT: i32 = 10;

/// The state of the panel. `w1`, `w2` and `b` in a link are those the run starts from, and `steps` says how far it has got.
pub static TABLE: Table = Table(&[
    Field::choice("gate", &GATE_NAMES),
    Field::choice("form", &["threshold", "bias"]),
    Field::choice("tie", &["gt", "ge"]),
    Field::number("w1", Decimal::hundredths(50), [-2, 2], [-LIMIT, LIMIT]),
    Field::number("w2", Decimal::hundredths(50), [-2, 2], [-LIMIT, LIMIT]),
    Field::number("b", Decimal::hundredths(-70), [-2, 2], [-LIMIT, LIMIT]),
    Field::number("theta", Decimal::hundredths(70), [-2, 2], [-LIMIT, LIMIT]).unlinked(),
    Field::number("rate", Decimal::hundredths(10), [0, 1], [0, 1]).within(1, 100),
    Field::count("steps", 0, 0, MOST_STEPS),
    Field::choice("row", &["11", "00", "01", "10"]),
    Field::choice("speed", &["2", "1", "5", "20", "100"]),
    Field::choice("goal", &GOAL_NAMES),
]);

/// Everything a learner can set, checked: the typed counterpart of [`TABLE`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Settings {
    /// The wanted outputs.
    pub gate: Gate,
    /// Whether the threshold θ is shown (and not the bias).
    pub shows_threshold: bool,
    /// The output on the line.
    pub tie: TieRule,
    /// The perceptron that the run starts from.
    pub start: Perceptron,
    /// η.
    pub rate: Decimal,
    /// How many steps of the run are shown.
    pub steps: u32,
    /// The row under inspection: its place in [`ROWS`].
    pub row: usize,
    /// Steps a second when playing; one of the table's names.
    pub speed: &'static str,
    /// The question being tried.
    pub goal: Option<Goal>,
}

/// Why a step was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Halt {
    /// The run has taken as many steps as it may.
    TooManySteps,
    /// This parameter would leave the range that the panel can show: `w1`, `w2` or `b`.
    LeavesRange(&'static str),
}

/// The panel's whole state.
#[derive(Clone, Debug)]
pub struct Gates {
    settings: Settings,
    training: Training,
    goal_reached: bool,
    undo: Undo<Settings>,
}

impl Default for Settings {
    fn default() -> Self {
        let mut settings = Self {
            gate: Gate::AND,
            shows_threshold: true,
            tie: TieRule::Above,
            start: Perceptron::default(),
            rate: Decimal::ZERO,
            steps: 0,
            row: 0,
            speed: "",
            goal: None,
        };
        // `theta` is b once more, so the order of the table settles it: b first, then the same number as θ.
        for field in TABLE.0 {
            settings.set(field.name, field.default.clone());
        }
        settings
    }
}

impl Settings {
    fn set(&mut self, name: &str, value: Value) {
        match (name, value) {
            ("gate", Value::Choice(name)) => self.gate = Gate::named(name).expect("the table lists gates"),
            ("form", Value::Choice(name)) => self.shows_threshold = name == "threshold",
            ("tie", Value::Choice(name)) => self.tie = if name == "ge" { TieRule::AtOrAbove } else { TieRule::Above },
            ("w1", Value::Number(value)) => self.start.weights[0] = value,
            ("w2", Value::Number(value)) => self.start.weights[1] = value,
            ("b", Value::Number(value)) => self.start.bias = value,
            ("theta", Value::Number(value)) => self.start.bias = -value,
            ("rate", Value::Number(value)) => self.rate = value,
            ("steps", Value::Count(value)) => self.steps = value,
            ("row", Value::Choice(name)) => self.row = ROWS.iter().position(|row| row_name(*row) == name).unwrap_or(0),
            ("speed", Value::Choice(name)) => self.speed = name,
            ("goal", Value::Choice(name)) => self.goal = Goal::named(name),
            _ => unreachable!("the table has no field {name} of that kind"),
        }
    }

    /// The value of a field of [`TABLE`].
    fn get(&self, field: &Field) -> Value {
        match field.name {
            "gate" => Value::Choice(self.gate.name()),
            "form" => Value::Choice(if self.shows_threshold { "threshold" } else { "bias" }),
            "tie" => Value::Choice(if self.tie == TieRule::AtOrAbove { "ge" } else { "gt" }),
            "w1" => Value::Number(self.start.weights[0]),
            "w2" => Value::Number(self.start.weights[1]),
            "b" => Value::Number(self.start.bias),
            "theta" => Value::Number(self.start.threshold()),
            "rate" => Value::Number(self.rate),
            "steps" => Value::Count(self.steps),
            "row" => Value::Choice(row_name(ROWS[self.row])),
            "speed" => Value::Choice(self.speed),
            "goal" => Value::Choice(self.goal.map_or(GOAL_NAMES[0], Goal::name)),
            name => unreachable!("the table has no field {name}"),
        }
    }

    /// The four rows with their wanted outputs.
    pub fn samples(&self) -> [Sample; 4] {
        samples(self.gate)
    }

    fn training(&self) -> Training {
        Training::new(self.start, &self.samples(), self.rate, self.tie)
    }

    /// Whether `other` makes the same run of training.
    fn trains_like(&self, other: &Self) -> bool {
        (self.gate, self.tie, self.start, self.rate) == (other.gate, other.tie, other.start, other.rate)
    }
}

fn samples(gate: Gate) -> [Sample; 4] {
    let targets = gate.outputs();
    std::array::from_fn(|i| Sample { input: ROWS[i], target: targets[i] })
}

/// Whether one line can do `gate`.
pub fn separable(gate: Gate) -> bool {
    linearly_separable(&samples(gate))
}

impl Default for Gates {
    fn default() -> Self {
        let settings = Settings::default();
        Self { training: settings.training(), settings, goal_reached: false, undo: Undo::default() }
    }
}

impl Gates {
    /// Everything set at present.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The run of training so far, which may go further than the step shown.
    pub fn training(&self) -> &Training {
        &self.training
    }

    /// The step shown, from 0.
    pub fn position(&self) -> usize {
        self.settings.steps as usize
    }

    /// The perceptron shown: the run's state at [`Gates::position`].
    pub fn perceptron(&self) -> Perceptron {
        self.training.state(self.position()).unwrap_or(self.settings.start)
    }

    /// How many rows the perceptron shown gets right.
    pub fn rows_right(&self) -> usize {
        self.perceptron().rows_right(&self.settings.samples(), self.settings.tie)
    }

    /// Takes on `settings`, running the training again as far as they ask.
    fn adopt(&mut self, settings: Settings) {
        if !settings.trains_like(&self.settings) {
            self.training = settings.training();
        }
        if settings.goal != self.settings.goal {
            self.goal_reached = false;
        }
        self.settings = settings;
        while self.training.steps() < self.position() && self.halt().is_none() {
            self.training.step();
        }
        self.settings.steps = self.settings.steps.min(u32::try_from(self.training.steps()).unwrap_or(MOST_STEPS));
    }

    /// Sets one field to a text from a control or attribute. A change to a parameter, the gate, the tie rule or the
    /// learning rate starts a new run from the weights shown. Gives back a note when the value had to be rounded.
    ///
    /// # Errors
    /// A [`Problem`]; nothing has changed then.
    pub fn set(&mut self, name: &str, text: &str) -> Result<Option<Problem>, Problem> {
        let (field, value, note) = TABLE.read(name, text)?;
        let Settings { start, steps, .. } = self.settings;
        let starts_here = Settings { start: self.perceptron(), steps: 0, ..self.settings };
        let mut settings = starts_here;
        settings.set(field.name, value);
        if settings.trains_like(&starts_here) {
            // The run goes on: its start is what it was, whatever the weights shown have become since.
            settings.start = start;
            if field.name != "steps" {
                settings.steps = steps;
            }
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

    /// A field's value as text, with the parameters of the perceptron shown. `None` for an unknown name.
    pub fn value(&self, name: &str) -> Option<String> {
        let shown = Settings { start: self.perceptron(), ..self.settings };
        Some(match shown.get(TABLE.field(name)?) {
            Value::Number(value) => value.padded(),
            value => value.ascii(),
        })
    }

    /// Replaces the perceptron by hand: a preset, or a drag on the picture. Values beyond the limits stop at them.
    pub fn place(&mut self, perceptron: Perceptron) {
        let limit = Decimal::whole(LIMIT);
        let within = |value: Decimal| value.clamp(-limit, limit);
        let start = Perceptron { weights: perceptron.weights.map(within), bias: within(perceptron.bias) };
        if start != self.perceptron() {
            self.adopt(Settings { start, steps: 0, ..self.settings });
        }
    }

    /// Turns over the wanted output of `row`, which makes another one of the sixteen functions.
    pub fn flip_target(&mut self, row: usize) {
        let gate = self.settings.gate.with_flipped(row);
        self.adopt(Settings { gate, start: self.perceptron(), steps: 0, ..self.settings });
    }

    /// Why the next step can't be taken, if so.
    fn halt(&self) -> Option<Halt> {
        if self.training.steps() >= MOST_STEPS as usize {
            return Some(Halt::TooManySteps);
        }
        let next = self.training.next_update().after;
        let limit = Decimal::whole(LIMIT);
        let names = [("w1", next.weights[0]), ("w2", next.weights[1]), ("b", next.bias)];
        names.into_iter().find(|(_, value)| value.abs() > limit).map(|(name, _)| Halt::LeavesRange(name))
    }

    /// Takes one step of training, or shows the next one already taken.
    ///
    /// # Errors
    /// [`Halt`] when the run can't go on; the state shown is kept.
    pub fn step(&mut self) -> Result<(), Halt> {
        if self.position() == self.training.steps() {
            if let Some(halt) = self.halt() {
                return Err(halt);
            }
            self.training.step();
        }
        self.settings.steps += 1;
        // The row that the rule has just looked at is the one to look at.
        self.settings.row = (self.position() - 1) % self.training.epoch_len();
        Ok(())
    }

    /// Steps to the end of the epoch under way.
    ///
    /// # Errors
    /// As [`Gates::step`]; the steps before it are kept.
    pub fn epoch(&mut self) -> Result<(), Halt> {
        loop {
            self.step()?;
            if self.position().is_multiple_of(self.training.epoch_len()) {
                return Ok(());
            }
        }
    }

    /// Steps on to where the run's verdict falls, or by one epoch when that lies behind.
    ///
    /// # Errors
    /// As [`Gates::step`]; the steps before it are kept.
    pub fn finish(&mut self) -> Result<(), Halt> {
        loop {
            self.epoch()?;
            if self.training.verdict_step().is_some_and(|step| self.position() >= step) {
                return Ok(());
            }
        }
    }

    /// Whether the step shown is the very one at which the run's verdict fell: the moment to stop and say so.
    pub fn at_verdict(&self) -> bool {
        self.training.verdict_step() == Some(self.position())
    }

    /// Whether the verdict has fallen at or before the step shown.
    pub fn past_verdict(&self) -> bool {
        self.training.verdict_step().is_some_and(|step| step <= self.position())
    }

    /// Shows the state after `step` steps of the run, or the last one there is.
    pub fn seek(&mut self, step: usize) {
        self.settings.steps = u32::try_from(step.min(self.training.steps())).unwrap_or(MOST_STEPS);
    }

    /// Back to the start of the run, with the steps taken forgotten.
    pub fn reset(&mut self) {
        self.settings.steps = 0;
        self.training = self.settings.training();
    }

    /// Remembers the state as it is, for [`Gates::undo`]; see [`Undo::mark`].
    pub fn mark(&mut self) {
        self.undo.mark(&self.settings);
    }

    /// Takes back the last change. Says whether there was one.
    pub fn undo(&mut self) -> bool {
        let before = self.undo.back(&self.settings);
        before.map(|settings| self.adopt(settings)).is_some()
    }

    /// Does again what [`Gates::undo`] took back. Says whether there was anything.
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

/// The parameters that the course's notes and the book behind it give for a gate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Preset {
    /// Whole weights: (1, 1, −1.5) for AND.
    Notes,
    /// Half weights: (0.5, 0.5, −0.7) for AND.
    Book,
}

impl Preset {
    /// The parameters for `gate`: known for AND, OR and NAND.
    pub fn perceptron(self, gate: Gate) -> Option<Perceptron> {
        let (w, b) = match (self, gate) {
            (Self::Notes, Gate::AND) => (100, -150),
            (Self::Notes, Gate::OR) => (100, -50),
            (Self::Notes, Gate::NAND) => (-100, 150),
            (Self::Book, Gate::AND) => (50, -70),
            (Self::Book, Gate::OR) => (50, -20),
            (Self::Book, Gate::NAND) => (-50, 70),
            _ => return None,
        };
        Some(Perceptron::hundredths(w, w, b))
    }
}
