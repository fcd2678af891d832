//! The panel `activations`: activation functions and their slopes, from step to sigmoid, what they make of a batch, why a stack
//! without them is one layer, and what is left of a gradient after many layers.

pub mod batch;
pub mod numbers;
pub mod picture;
mod questions;
mod run;
mod settings;
pub mod sketch;
pub mod stack;
mod steep;
mod values;
pub mod view;
mod words;

use nalgebra::Point2;

use super::command::commands;
use super::json::Key;
use super::playable::Playable;
use super::port::{Panel, Question};
use super::table::{Field, Problem, Settings as _, Table, Value};
use super::view::{Handle, Message, View};
use super::words::Words;
use crate::plot::picture::Picture;
use batch::Batch;
pub use settings::{FLAT, Function, INPUT_REACH, MAX_LAYERS, Part, REACH, Settings};
pub use stack::Between;

commands! {
    /// What a learner can do in the panel `activations` beside setting a value.
    pub enum ActivationsCommand {
        /// Wipes the slope drawn by hand, and hides the true one.
        DrawAnew() = "draw-anew",
        /// Back to how the panel opens, in the part that is shown.
        Defaults() = "defaults",
    }
}

/// The panel's whole state.
#[derive(Clone, Debug)]
pub struct Activations {
    settings: Settings,
    batch: Batch,
    /// Where the pen that draws a slope is.
    pen: Option<Point2<f64>>,
}

impl Default for Activations {
    fn default() -> Self {
        let settings = Settings::default();
        Self { batch: settings.batch(), settings, pen: None }
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
        self.settings = settings;
    }
}

impl Panel for Activations {
    const NAME: Key = "activations";
    const TABLE: Table = Settings::TABLE;
    const QUESTIONS: &'static [Question<Self>] = questions::QUESTIONS;
    // Of these at most four have something to do in any part.
    const RAIL: &'static [Key] = &["part", "function", "a", "k", "window", "mean", "spread", "between", "w1", "x"];
    const PICTURES: &'static [(Key, [u32; 2])] = &[(picture::MAIN, [576, 432]), (picture::CHAIN, [432, 324])];

    type State = Settings;
    type Command = ActivationsCommand;
    type Shown = view::ActivationsShown;

    fn state(&self) -> Settings {
        self.settings.clone()
    }

    fn restore(&mut self, settings: Settings) {
        self.adopt(settings);
    }

    fn value(&self, setting: &'static Field) -> Value {
        self.settings.get(setting)
    }

    fn set(&mut self, setting: &'static Field, value: Value) -> Result<(), Problem> {
        self.adopt(self.settings.with(setting, value));
        Ok(())
    }

    fn open(&mut self, values: Vec<(&'static Field, Value)>) -> Vec<Problem> {
        self.adopt(Settings::of(values));
        Vec::new()
    }

    fn command(&mut self, command: ActivationsCommand) -> Result<(), Message> {
        self.adopt(match command {
            ActivationsCommand::DrawAnew {} => {
                Settings { sketch: String::new(), slope: false, ..self.settings.clone() }
            }
            ActivationsCommand::Defaults {} => Settings { part: self.settings.part, ..Settings::default() },
        });
        Ok(())
    }

    fn run(&self) -> Option<&dyn Playable> {
        self.plays().then_some(self as &dyn Playable)
    }

    fn run_mut(&mut self) -> Option<&mut dyn Playable> {
        if self.plays() { Some(self) } else { None }
    }

    fn show(&self, view: &mut View, wants_numbers: bool) -> view::ActivationsShown {
        self.show_in(view, wants_numbers)
    }

    fn picture(&self, name: &str, words: &Words) -> Option<Box<dyn Picture + '_>> {
        self.picture_of(name, words).map(|picture| picture as Box<dyn Picture + '_>)
    }

    fn handles(&self) -> Vec<Handle> {
        vec![self.handle()]
    }

    fn press(&mut self, picture: &str, place: Point2<f64>, _reach: f64, is_touch: bool) -> Option<Key> {
        self.pressed(picture, place, is_touch)
    }

    fn drag(&mut self, name: &str, place: Point2<f64>) {
        self.drag_to(name, place);
    }

    fn release(&mut self) {
        self.pen = None;
    }

    fn nudge(&mut self, name: &str, [right, up]: [i32; 2]) {
        self.nudge_by(name, right.saturating_add(up));
    }
}
