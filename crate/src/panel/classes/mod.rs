//! The panel `classes`: from a probability to a class. Three sigmoids beside one softmax, classes as numbers beside
//! one-hot, what a model says to what it has never seen, two classes as one, and a decision at a threshold.

pub mod decide;
mod export;
pub mod numbers;
pub mod picture;
mod play;
mod questions;
pub mod run;
mod settings;
pub mod view;

use std::cell::RefCell;

use nalgebra::Point2;

use super::json::Key;
use super::playable::Playable;
use super::port::{Panel, Question};
use super::table::{Field, Problem, Settings as _, Table, Value};
use super::view::{Handle, Message, View};
use super::words::Words;
use crate::model::decimal::Decimal;
use crate::plot::picture::Picture;
use decide::{Maps, Side};
use run::{Recipe, Run};
pub use settings::{Fruit, Numbering, Part, Settings, Start};

/// The panel's whole state.
#[derive(Clone, Debug)]
pub struct Classes {
    settings: Settings,
    run: Run,
    losses: Vec<Option<f64>>,
    maps: RefCell<Maps>,
}

impl Default for Classes {
    fn default() -> Self {
        let settings = Settings::default();
        let mut run = Run::new(Recipe::of(&settings));
        Self { losses: run.losses(), run, settings, maps: RefCell::default() }
    }
}

impl Classes {
    /// Everything set at present.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The run of training, which may go further than the step shown.
    pub fn run(&self) -> &Run {
        &self.run
    }

    /// The loss of each model of the run; nothing where it is too large to be a number.
    pub fn losses(&self) -> &[Option<f64>] {
        &self.losses
    }

    /// Takes on `settings`. Steps that they ask for and the run has not taken are left to [`Playable::catch_up`].
    fn adopt(&mut self, settings: Settings) {
        if Recipe::of(&settings) != *self.run.recipe() {
            self.run = Run::new(Recipe::of(&settings));
        }
        self.settings = settings;
        self.run.seek(self.settings.steps as usize);
        self.losses = self.run.losses();
    }
}

impl Panel for Classes {
    const NAME: Key = "classes";
    const TABLE: Table = Settings::TABLE;
    const QUESTIONS: &'static [Question<Self>] = questions::QUESTIONS;
    const RAIL: &'static [Key] = &["part", "shift", "numbering", "none", "confidence", "cutoff"];
    const PICTURES: &'static [(Key, [u32; 2])] =
        &[("all", [864, 432]), ("left", [432, 432]), ("right", [432, 432]), ("roc", [432, 432]), ("loss", [216, 72])];

    type State = Settings;
    type Command = ();
    type Shown = view::ClassesShown;

    fn state(&self) -> Settings {
        self.settings.clone()
    }

    fn restore(&mut self, settings: Settings) {
        self.adopt(settings);
    }

    fn value(&self, setting: &'static Field) -> Value {
        self.settings.get(setting)
    }

    /// What changes data or models begins the run again; it is to come as far as the old one had come. Weights to start from are
    /// seen before anything is learned, and those of the notes where they give the notes' numbers.
    fn set(&mut self, setting: &'static Field, value: Value) -> Result<(), Problem> {
        let mut settings = self.settings.with(setting, value);
        if settings.start != self.settings.start {
            settings.steps = 0;
            if settings.start == Start::Notes {
                (settings.x1, settings.x2) = (Decimal::ZERO, Decimal::ZERO);
            }
        }
        self.adopt(settings);
        Ok(())
    }

    fn open(&mut self, values: Vec<(&'static Field, Value)>) -> Vec<Problem> {
        let settings = Settings::of(values);
        // What a link opens has no history but its own.
        self.run = Run::new(Recipe::of(&settings));
        self.adopt(settings);
        Vec::new()
    }

    fn command(&mut self, (): ()) -> Result<(), Message> {
        Ok(())
    }

    fn run(&self) -> Option<&dyn Playable> {
        Some(self)
    }

    fn run_mut(&mut self) -> Option<&mut dyn Playable> {
        Some(self)
    }

    fn show(&self, view: &mut View, wants_numbers: bool) -> view::ClassesShown {
        self.show_in(view, wants_numbers)
    }

    fn picture(&self, name: &str, words: &Words) -> Option<Box<dyn Picture + '_>> {
        self.picture_of(name, words)
    }

    fn handles(&self) -> Vec<Handle> {
        self.handles_shown()
    }

    fn press(&mut self, picture: &str, place: Point2<f64>, _reach: f64, _is_touch: bool) -> Option<Key> {
        self.pictures_shown().contains(&picture).then(|| self.take_hold(picture, place))
    }

    fn drag(&mut self, name: &str, place: Point2<f64>) {
        self.drag_to(name, place);
    }

    fn nudge(&mut self, name: &str, by: [i32; 2]) {
        self.nudge_handle(name, by);
    }

    fn export(&self) -> Option<&dyn super::export::Export> {
        (!self.run.fits().is_empty()).then_some(self)
    }
}
