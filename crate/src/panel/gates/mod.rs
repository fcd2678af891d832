//! The panel `gates`: one perceptron, the four rows of a truth table, and the line between them.

pub mod picture;
pub mod presets;
mod questions;
mod run;
mod settings;
pub mod thresholds;
pub mod view;
pub mod words;

use nalgebra::Point2;

use super::command::commands;
use super::json::{Key, Text};
use super::playable::Playable;
use super::port::{Panel, Question};
use super::table::{Field, Problem, Settings as _, Table, Value};
use super::view::{Handle, Message, View};
use super::words::Words;
use crate::model::decimal::Decimal;
use crate::model::perceptron::Perceptron;
use crate::model::training::Training;
use crate::plot::picture::Picture;
use presets::Preset;
pub use settings::{Form, LIMIT, MAX_STEPS, Row, Settings, separable};

commands! {
    /// What a learner can do in the panel `gates` beside setting a value.
    pub enum GatesCommand {
        /// Turns over the target of a row.
        Flip(row: usize) = "flip",
        /// Takes the parameters that the notes or the book give for the gate.
        Preset(name: Text) = "preset",
    }
}

/// The panel's whole state.
#[derive(Clone, Debug)]
pub struct Gates {
    settings: Settings,
    training: Training,
    /// The arrow under a pointer, its foot and its tip: it stays there even where the weights have become 0.
    dragged: Option<[Point2<f64>; 2]>,
}

impl Default for Gates {
    fn default() -> Self {
        let settings = Settings::default();
        Self { training: settings.training(), settings, dragged: None }
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

    /// The perceptron shown: the run's state at the step shown.
    pub fn perceptron(&self) -> Perceptron {
        self.training.state(self.settings.steps as usize).unwrap_or(self.settings.start())
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
        self.settings = settings;
        while self.training.steps() < self.settings.steps as usize && self.halt().is_none() {
            self.training.step();
        }
        self.settings.steps = self.settings.steps.min(u32::try_from(self.training.steps()).unwrap_or(MAX_STEPS));
    }

    /// Replaces the perceptron by hand: a preset, or a drag on the picture. Values beyond the limits stop at them.
    pub fn place(&mut self, perceptron: Perceptron) {
        let limit = Decimal::whole(LIMIT);
        let within = |value: Decimal| value.clamp(-limit, limit);
        let start = Perceptron { weights: perceptron.weights.map(within), bias: within(perceptron.bias) };
        if start != self.perceptron() {
            self.adopt(self.settings.starting_from(start));
        }
    }
}

impl Panel for Gates {
    const NAME: Key = "gates";
    const TABLE: Table = Settings::TABLE;
    const QUESTIONS: &'static [Question<Self>] = questions::QUESTIONS;
    const BY_HAND: &'static [Key] = questions::BY_HAND;
    const RAIL: &'static [Key] = &["gate", "w1", "w2", "theta", "b"];
    const PICTURES: &'static [(Key, [u32; 2])] = &[("plane", [480, 480])];

    type State = Settings;
    type Command = GatesCommand;
    type Shown = view::GatesShown;

    fn state(&self) -> Settings {
        self.settings.clone()
    }

    fn restore(&mut self, settings: Settings) {
        self.adopt(settings);
    }

    fn value(&self, setting: &'static Field) -> Value {
        self.settings.get(setting)
    }

    /// The parameters shown are those that the run has come to.
    fn value_shown(&self, setting: &'static Field) -> Value {
        Settings { steps: self.settings.steps, ..self.settings.starting_from(self.perceptron()) }.get(setting)
    }

    /// A change to a parameter, the gate, the tie rule or the learning rate starts a new run from the weights shown.
    fn set(&mut self, setting: &'static Field, value: Value) -> Result<(), Problem> {
        let from_here = self.settings.starting_from(self.perceptron());
        let mut settings = from_here.with(setting, value);
        if settings.trains_like(&from_here) {
            // The run goes on: its start is what it was, whatever the weights shown have become since.
            let steps = if setting.name == "steps" { settings.steps } else { self.settings.steps };
            settings = Settings { steps, ..settings.starting_from(self.settings.start()) };
        }
        self.adopt(settings);
        Ok(())
    }

    fn open(&mut self, values: Vec<(&'static Field, Value)>) -> Vec<Problem> {
        self.adopt(Settings::of(values));
        Vec::new()
    }

    fn command(&mut self, command: GatesCommand) -> Result<(), Message> {
        match command {
            GatesCommand::Flip { row } if row < 4 => {
                let gate = self.settings.gate.with_flipped(row);
                self.adopt(Settings { gate, ..self.settings.starting_from(self.perceptron()) });
                Ok(())
            }
            GatesCommand::Flip { .. } => Err(Message::new("no-such-row")),
            GatesCommand::Preset { name } => {
                let preset = Preset::ALL.into_iter().find(|preset| preset.name() == name);
                let perceptron = preset.and_then(|preset| preset.perceptron(self.settings.gate));
                self.place(perceptron.ok_or_else(|| Message::new("no-such-preset"))?);
                Ok(())
            }
        }
    }

    fn run(&self) -> Option<&dyn Playable> {
        Some(self)
    }

    fn run_mut(&mut self) -> Option<&mut dyn Playable> {
        Some(self)
    }

    fn show(&self, view: &mut View, wants_numbers: bool) -> view::GatesShown {
        self.show_in(view, wants_numbers)
    }

    fn picture(&self, name: &str, words: &Words) -> Option<Box<dyn Picture + '_>> {
        (name == "plane").then(|| Box::new(self.plane(words)) as Box<dyn Picture>)
    }

    fn handles(&self) -> Vec<Handle> {
        self.line_handles()
    }

    fn press(&mut self, _picture: &str, place: Point2<f64>, reach: f64, is_touch: bool) -> Option<Key> {
        if let Some(row) = picture::row_near(place, 2.0 * reach) {
            self.settings.row = Row(row);
            return None;
        }
        // A finger takes the line only by its handle: elsewhere it scrolls the page.
        (!is_touch && self.is_on_line_drawn(place, reach)).then_some("line")
    }

    fn drag(&mut self, name: &str, place: Point2<f64>) {
        match name {
            "line" => self.drag_line_through(place),
            "tip" => self.drag_tip(place),
            _ => {}
        }
    }

    fn release(&mut self) {
        self.dragged = None;
    }

    fn nudge(&mut self, name: &str, by: [i32; 2]) {
        self.nudge_handle(name, by);
    }
}
