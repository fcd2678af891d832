//! The panel `layers`: tensors by rank, networks of dense layers and their summary, a convolutional layer on a picture, and a
//! recurrent layer that learns to forecast.

pub mod conv;
pub mod dense;
pub mod drawing;
mod export;
pub mod forecast;
pub mod picture;
mod questions;
pub mod recurrent;
mod run;
pub mod series;
pub mod settings;
pub mod tensor;
pub mod view;
pub mod walk;

use nalgebra::Point2;

use super::command::commands;
use super::export::Export;
use super::json::{Key, Text};
use super::playable::Playable;
use super::port::{Panel, Question};
use super::table::{Field, Problem, Settings as _, Table, Value};
use super::view::{Handle, Message, View};
use super::words::Words;
use crate::model::timeline::Timeline;
use crate::plot::picture::Picture;
use drawing::{Drawing, FULL, SIDE};
use forecast::Forecast;
use series::Own;
use settings::{Drawn, Series};
pub use settings::{Part, Settings};

commands! {
    /// What a learner can do in the panel `layers` beside setting a value.
    pub enum LayersCommand {
        /// Takes one of the kernels to begin with, and no bias.
        Preset(name: Text) = "preset",
        /// Makes the picture white.
        Clear() = "clear",
        /// Draws or wipes out the cell under the kernel's middle.
        Dot() = "dot",
        /// Takes a dense network to begin with: its inputs and the units of its layers, with spaces between them.
        Network(sizes: Text) = "network",
        /// Takes a series of the learner's own.
        Series(text: Text) = "series",
        /// Goes back to how the part opens.
        Restart() = "restart",
    }
}

/// The panel's whole state.
#[derive(Clone, Debug)]
pub struct Layers {
    settings: Settings,
    history: Timeline<Forecast>,
    /// What the pen leaves while it is down.
    pen: u8,
}

/// A run of the training that the settings describe.
fn fresh(settings: &Settings) -> Timeline<Forecast> {
    let seed = settings.seed.into();
    let values = if settings.has_own() {
        settings.own.0.iter().map(|x| f64::from(*x)).collect()
    } else {
        series::sine(settings.noise.to_f64(), seed)
    };
    Forecast::new(values, settings.units as usize, settings.rate.to_f64(), seed).history()
}

impl Default for Layers {
    fn default() -> Self {
        let settings = Settings::default();
        Self { history: fresh(&settings), settings, pen: FULL }
    }
}

impl Layers {
    /// Everything set at present.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The series and what is learned of it, at the epoch shown.
    pub fn forecast(&self) -> &Forecast {
        self.history.run()
    }

    /// How many epochs have been learned in the state shown.
    pub fn epoch_shown(&self) -> usize {
        usize::try_from(self.history.position()).unwrap_or(usize::MAX)
    }

    /// Takes on `settings`. What was learned for others is forgotten; what they ask to be learned is left to the run.
    fn adopt(&mut self, settings: Settings) {
        if !settings.trains_like(&self.settings) {
            self.history = fresh(&settings);
        }
        self.settings = settings;
        self.history.want(self.settings.epochs.into());
    }

    /// Takes on settings that the learner has changed: what follows from something else begins anew.
    fn change(&mut self, settings: Settings) {
        let epochs = if settings.trains_like(&self.settings) { settings.epochs } else { 0 };
        let walk = if settings.walks_like(&self.settings) { settings.walk } else { settings.walk.anew() };
        self.adopt(Settings { epochs, walk, ..settings });
    }

    /// Takes a dense network.
    fn take_network(&mut self, sizes: &str) -> Option<()> {
        let sizes: Option<Vec<u32>> = sizes.split_whitespace().map(|size| size.parse().ok()).collect();
        let sizes = sizes.filter(|sizes| (2..=5).contains(&sizes.len()))?;
        let names = std::iter::once("inputs").chain(settings::UNIT_NAMES);
        let mut settings = Settings { depth: u32::try_from(sizes.len() - 1).ok()?, ..self.settings.clone() };
        for (name, size) in names.zip(sizes) {
            let field = Settings::TABLE.field(name)?;
            let (value, _) = field.read(&size.to_string()).ok()?;
            settings.put(field, value);
        }
        self.change(settings);
        Some(())
    }
}

impl Panel for Layers {
    const NAME: Key = "layers";
    const TABLE: Table = Settings::TABLE;
    const QUESTIONS: &'static [Question<Self>] = questions::QUESTIONS;
    const RAIL: &'static [Key] = questions::FREE_RAIL;
    const PICTURES: &'static [(Key, [u32; 2])] = &[
        (picture::MAIN, [720, 440]),
        (picture::KERNEL, [440, 200]),
        (picture::UNROLLED, [560, 260]),
        (picture::ERRORS, [180, 56]),
    ];

    type State = Settings;
    type Command = LayersCommand;
    type Shown = view::LayersShown;

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
        let mut settings = self.settings.with(setting, value);
        match setting.name {
            // Another digit takes the place of what is drawn.
            "digit" => settings.cells = Drawn(None),
            "walk" | "epochs" => {
                self.adopt(settings);
                return Ok(());
            }
            _ => {}
        }
        self.change(settings);
        Ok(())
    }

    fn open(&mut self, values: Vec<(&'static Field, Value)>) -> Vec<Problem> {
        self.adopt(Settings::of(values));
        Vec::new()
    }

    fn command(&mut self, command: LayersCommand) -> Result<(), Message> {
        match command {
            LayersCommand::Preset { name } if self.preset(&name) => Ok(()),
            LayersCommand::Preset { .. } => Err(Message::new("no-such-preset")),
            LayersCommand::Clear {} => {
                let white = self.settings.with_drawing(Drawing([0; SIDE * SIDE]));
                self.change(white);
                Ok(())
            }
            LayersCommand::Dot {} => {
                self.dot();
                Ok(())
            }
            LayersCommand::Network { sizes } => self.take_network(&sizes).ok_or_else(|| Message::new("no-such-preset")),
            LayersCommand::Series { text } => {
                let own = Own::read(&text)?;
                self.change(Settings { own, series: Series::Own, ..self.settings.clone() });
                Ok(())
            }
            LayersCommand::Restart {} => {
                let Settings { part, walk, .. } = self.settings;
                self.change(Settings { part, walk: walk.anew(), ..Settings::default() });
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

    fn show(&self, view: &mut View, wants_numbers: bool) -> view::LayersShown {
        self.show_in(view, wants_numbers)
    }

    fn picture(&self, name: &str, words: &Words) -> Option<Box<dyn Picture + '_>> {
        self.picture_called(name, words)
    }

    fn handles(&self) -> Vec<Handle> {
        self.handles_shown()
    }

    fn press(&mut self, picture: &str, place: Point2<f64>, _reach: f64, _is_touch: bool) -> Option<Key> {
        self.press_on(picture, place)
    }

    fn drag(&mut self, name: &str, place: Point2<f64>) {
        self.drag_to(name, place);
    }

    fn nudge(&mut self, name: &str, by: [i32; 2]) {
        self.nudge_by(name, by);
    }

    fn export(&self) -> Option<&dyn Export> {
        Some(self)
    }
}
