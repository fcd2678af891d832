//! The panel `layers`: tensors by rank, networks of dense layers and their summary, a convolutional layer on a picture, and a
//! recurrent layer on a few numbers. The panel [`sequences`](super::sequences) has one that learns.

pub mod conv;
pub mod dense;
pub mod drawing;
mod export;
pub mod picture;
mod questions;
pub mod recurrent;
mod run;
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
use crate::plot::picture::Picture;
use drawing::{Drawing, FULL, SIDE};
use settings::Drawn;
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
        /// Goes back to how the part opens.
        Restart() = "restart",
    }
}

/// The panel's whole state.
#[derive(Clone, Debug)]
pub struct Layers {
    settings: Settings,
    /// What the pen leaves while it is down.
    pen: u8,
}

impl Default for Layers {
    fn default() -> Self {
        Self { settings: Settings::default(), pen: FULL }
    }
}

impl Layers {
    /// Everything set at present.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Takes on `settings`.
    fn adopt(&mut self, settings: Settings) {
        self.settings = settings;
    }

    /// Takes on settings that the learner has changed: a walk through something else begins anew.
    fn change(&mut self, mut settings: Settings) {
        if !settings.walks_like(&self.settings) {
            settings.walk = settings.walk.anew();
        }
        self.adopt(settings);
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
    const PICTURES: &'static [(Key, [u32; 2])] = &[(picture::MAIN, [720, 440]), (picture::KERNEL, [440, 200])];

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
            "walk" => {
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
