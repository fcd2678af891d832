//! The panel `xor`: what one line can't do, two lines can. XOR tried with one perceptron, built by hand out of three, learned by a
//! network and by a hundred of its kind, and two layers that are one because nothing stands between them.

mod backward;
mod export;
pub mod hand;
pub mod learned;
mod lines;
pub mod numbers;
pub mod picture;
mod questions;
mod run;
pub mod search;
pub mod seeds;
mod settings;
pub mod view;
mod walk;
pub mod weights;

use nalgebra::Point2;

use super::command::commands;
use super::dragging::Grip;
use super::export::Export;
use super::files::FileKind;
use super::gates::Row;
use super::json::{Key, Text};
use super::playable::Playable;
use super::port::{Panel, Question};
use super::table::{Field, Problem, Settings as _, Table, Value};
use super::view::{Handle, Message, View};
use super::words::Words;
use crate::data::gates::ROWS;
use crate::model::decimal::Decimal;
use crate::model::perceptron::Perceptron;
use crate::model::two_layers::TwoLayers;
use crate::plot::picture::Picture;
use crate::plot::raster::Raster;
use hand::PRESETS;
use learned::{History, MAX_STEPS, Run};
use search::Search;
use seeds::Seeds;
pub use settings::{Hidden, LIMIT, Part, REACH, SLICES, Settings, Unit, samples};
use walk::Walk;

/// The pixels of the small pictures of the seeds.
const TILES: Key = "tiles";

commands! {
    /// What a learner can do in the panel `xor` beside setting a value.
    pub enum XorCommand {
        /// Looks at a row.
        Look(row: usize) = "look",
        /// Takes a network by hand that computes XOR.
        Preset(name: Text) = "preset",
        /// Takes a setting of one perceptron that the search has found to get so many rows right.
        Example(right: usize) = "example",
        /// Opens one of the seeds tried, counted from 0, at the end of its run.
        OpenSeed(place: usize) = "open-seed",
        /// Sets a weight of the network that learns: of which unit, which one, to what.
        SetWeight(unit: usize, which: usize, text: Text) = "set-weight",
        /// Changes a weight of the network that learns by so many hundredths.
        NudgeWeight(unit: usize, which: usize, hundredths: f64) = "nudge-weight",
        /// Draws the weights of the seed again.
        DrawWeights() = "draw-weights",
        /// Makes the step whose update is looked at.
        ApplyUpdate() = "apply-update",
    }
}

/// The panel's whole state.
#[derive(Clone, Debug)]
pub struct Xor {
    settings: Settings,
    /// The run of training, which may go further than the step shown.
    history: History,
    /// The trial of many seeds.
    seeds: Seeds,
    /// The search over all settings of one perceptron.
    search: Search,
    /// The hold on the line turned last.
    grip: Option<Grip>,
}

impl Default for Xor {
    fn default() -> Self {
        let settings = Settings::default();
        let recipe = settings.recipe();
        Self {
            history: Run::history(recipe),
            seeds: Seeds::new(recipe),
            search: Search::new(settings.search()),
            settings,
            grip: None,
        }
    }
}

impl Xor {
    /// Everything set at present.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The run of training at the step shown.
    pub fn learned(&self) -> &Run {
        self.history.run()
    }

    /// Takes on `settings`. What was worked out for others is forgotten; what they ask to be worked out is left to
    /// [`Panel::work`] and the run.
    fn adopt(&mut self, settings: Settings) {
        let recipe = settings.recipe();
        if recipe != self.learned().recipe() {
            self.history = Run::history(recipe);
        }
        if !self.seeds.is_for(recipe) {
            self.seeds = Seeds::new(recipe);
        }
        if settings.tie != self.settings.tie {
            self.search = Search::new(settings.search());
        }
        self.settings = settings;
        self.history.want(self.settings.steps.into());
    }

    /// Replaces the network by hand: a preset, or a drag on the picture. Values beyond the limits stop at them.
    pub fn place(&mut self, hand: TwoLayers) {
        let hand = TwoLayers { hidden: hand.hidden.map(within_limits), output: within_limits(hand.output) };
        self.adopt(Settings { walk: Walk::default(), ..self.settings.with_hand(hand) });
    }

    /// Replaces the one perceptron.
    pub fn place_single(&mut self, single: Perceptron) {
        self.adopt(self.settings.with_single(within_limits(single)));
    }

    /// The settings with which a run begins anew, after something that decides it has changed.
    fn beginning(&self, settings: &Settings) -> Settings {
        let [now, then] = [settings, &self.settings].map(Settings::recipe);
        let is_for_seeds = self.seeds.is_for(now);
        let is_same_way = (settings.part, settings.hand()) == (self.settings.part, self.settings.hand());
        Settings {
            steps: if now == then { settings.steps } else { 0 },
            tried: if is_for_seeds { settings.tried } else { 0 },
            searched: if settings.tie == self.settings.tie { settings.searched } else { 0 },
            walk: if is_same_way { settings.walk } else { Walk::default() },
            ..*settings
        }
    }

    /// How many of the seeds tried show.
    pub fn tried(&self) -> u32 {
        self.settings.tried.min(self.seeds.tried())
    }

    /// For how many weights w1 the search shows.
    pub fn searched(&self) -> u32 {
        self.settings.searched.min(self.search.searched())
    }

    fn open_seed(&mut self, place: usize) -> Result<(), Message> {
        let outcome = self.seeds.outcomes().get(place).filter(|_| place < self.tried() as usize);
        let Some(outcome) = outcome else { return Err(Message::new("no-such-seed")) };
        let end = outcome.solved.map_or(u64::from(MAX_STEPS), |epoch| epoch * ROWS.len() as u64);
        let [seed, steps] = [place as u64 + 1, end].map(|value| u32::try_from(value).unwrap_or(MAX_STEPS));
        let start = settings::Start(None);
        self.adopt(Settings { part: Part::Learn, seed, start, steps, ..self.settings.clone() });
        Ok(())
    }
}

impl Panel for Xor {
    const NAME: Key = "xor";
    const TABLE: Table = Settings::TABLE;
    const QUESTIONS: &'static [Question<Self>] = questions::QUESTIONS;
    const RAIL: &'static [Key] = questions::FREE_RAIL;
    const PICTURES: &'static [(Key, [u32; 2])] = &[
        ("planes", [864, 432]),
        ("inputs", [432, 432]),
        ("hidden", [432, 432]),
        ("losses", [480, 270]),
        ("slope", [480, 270]),
        ("spark", [180, 56]),
    ];
    const RASTERS: &'static [Key] = &[TILES];
    const FILES: &'static [FileKind] = &[FileKind::MODEL];

    type State = Settings;
    type Command = XorCommand;
    type Shown = view::XorShown;

    fn state(&self) -> Settings {
        self.settings.clone()
    }

    fn restore(&mut self, settings: Settings) {
        self.adopt(settings);
    }

    fn value(&self, setting: &'static Field) -> Value {
        self.settings.get(setting)
    }

    /// Another activation, learning rate, seed or start begins a new run.
    fn set(&mut self, setting: &'static Field, value: Value) -> Result<(), Problem> {
        let mut settings = self.settings.with(setting, value);
        match setting.name {
            // A seed asks for its own weights, whatever has been set since.
            "seed" => settings.start = settings::Start(None),
            "steps" | "tried" | "searched" | "walk" => {
                self.adopt(settings);
                return Ok(());
            }
            _ => {}
        }
        let settings = self.beginning(&settings);
        self.adopt(settings);
        Ok(())
    }

    fn open(&mut self, values: Vec<(&'static Field, Value)>) -> Vec<Problem> {
        self.adopt(Settings::of(values));
        Vec::new()
    }

    fn command(&mut self, command: XorCommand) -> Result<(), Message> {
        match command {
            XorCommand::Look { row } if row < ROWS.len() => {
                self.settings.row = Row(row);
                Ok(())
            }
            XorCommand::Look { .. } => Err(Message::new("no-such-row")),
            XorCommand::Preset { name } => {
                let preset = PRESETS.into_iter().find(|(other, _)| *other == name);
                self.place(preset.ok_or_else(|| Message::new("no-such-preset"))?.1);
                Ok(())
            }
            XorCommand::Example { right } => {
                let example = self.search.example(right).filter(|_| self.search.counts(self.searched())[right] > 0);
                self.place_single(example.ok_or_else(|| Message::new("no-example"))?);
                Ok(())
            }
            XorCommand::OpenSeed { place } => self.open_seed(place),
            XorCommand::SetWeight { unit, which, text } => self.set_weight(unit, which, &text),
            XorCommand::NudgeWeight { unit, which, hundredths } => self.nudge_weight(unit, which, hundredths),
            XorCommand::ApplyUpdate {} => self.apply_update(),
            XorCommand::DrawWeights {} => {
                let start = settings::Start(None);
                self.adopt(self.beginning(&Settings { start, ..self.settings.clone() }));
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

    fn show(&self, view: &mut View, wants_numbers: bool) -> view::XorShown {
        self.show_in(view, wants_numbers)
    }

    fn picture(&self, name: &str, words: &Words) -> Option<Box<dyn Picture + '_>> {
        self.picture_called(name, words)
    }

    fn raster(&self, name: &str) -> Option<Box<dyn Raster + '_>> {
        (name == TILES).then(|| self.tiles())
    }

    fn handles(&self) -> Vec<Handle> {
        self.line_handles()
    }

    fn press(&mut self, picture: &str, place: Point2<f64>, reach: f64, is_touch: bool) -> Option<Key> {
        self.press_on(picture, place, reach, is_touch)
    }

    fn drag(&mut self, name: &str, place: Point2<f64>) {
        let unit = self.held_unit();
        match name {
            "line" => self.drag_line(unit, place),
            "tip" => self.turn_line(unit, place),
            _ => {}
        }
    }

    fn nudge(&mut self, name: &str, by: [i32; 2]) {
        self.nudge_handle(name, by);
    }

    fn take(&mut self, _kind: &str, file: &[u8]) -> Result<Message, Message> {
        self.read_model(file)?;
        Ok(Message::new("model-opened"))
    }

    fn export(&self) -> Option<&dyn Export> {
        Some(self)
    }
}

fn within_limits(perceptron: Perceptron) -> Perceptron {
    let limit = Decimal::whole(LIMIT);
    let within = |value: Decimal| value.clamp(-limit, limit);
    Perceptron { weights: perceptron.weights.map(within), bias: within(perceptron.bias) }
}
