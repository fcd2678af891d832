//! The panel `gates`: one perceptron, the four rows of a truth table, and the line between them.

pub mod goals;
pub mod picture;
pub mod presets;
mod settings;
pub mod thresholds;
pub mod words;

use crate::model::decimal::Decimal;
use crate::model::perceptron::Perceptron;
use crate::model::training::Training;
use crate::panel::played::Played;
use crate::panel::table::{Problem, Value};
use crate::panel::undo::{Undo, Undoable};
pub use settings::{LIMIT, MOST_STEPS, Settings, TABLE, separable};

/// Why a step was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Halt {
    /// The run has taken as many steps as it may.
    TooManySteps,
    /// This parameter would leave the range that the panel can show: `w1`, `w2` or `b`.
    LeavesRange(&'static str),
}

impl Halt {
    /// Its name for the page's texts: `too-many-steps`, or the parameter.
    pub fn name(self) -> &'static str {
        match self {
            Self::TooManySteps => "too-many-steps",
            Self::LeavesRange(parameter) => parameter,
        }
    }
}

/// The panel's whole state.
#[derive(Clone, Debug)]
pub struct Gates {
    settings: Settings,
    training: Training,
    goal_reached: bool,
    undo: Undo<Settings>,
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
}

impl Played for Gates {
    type Halt = Halt;

    fn epoch_len(&self) -> usize {
        self.training.epoch_len()
    }

    fn position(&self) -> usize {
        self.settings.steps as usize
    }

    fn length(&self) -> usize {
        self.training.steps()
    }

    fn verdict_step(&self) -> Option<usize> {
        self.training.verdict_step()
    }

    fn step(&mut self) -> Result<(), Halt> {
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

    fn seek(&mut self, step: usize) {
        self.settings.steps = u32::try_from(step.min(self.training.steps())).unwrap_or(MOST_STEPS);
    }

    fn reset(&mut self) {
        self.settings.steps = 0;
        self.training = self.settings.training();
    }
}

impl Undoable for Gates {
    type State = Settings;

    fn now(&self) -> Settings {
        self.settings
    }

    fn restore(&mut self, settings: Settings) {
        self.adopt(settings);
    }

    fn remembered(&self) -> &Undo<Settings> {
        &self.undo
    }

    fn remembered_mut(&mut self) -> &mut Undo<Settings> {
        &mut self.undo
    }
}
