//! The panel `sequences`: a recurrent network reads a series of numbers and forecasts the next one, or a text and forecasts the next
//! letter.

pub mod cell;
mod export;
pub mod material;
pub mod own;
mod picture;
mod play;
mod questions;
pub mod settings;
pub mod view;

use std::cell::RefCell;
use std::rc::Rc;

use nalgebra::Point2;

use super::command::commands;
use super::export::Export;
use super::files::FileKind;
use super::json::{Key, Text};
use super::network::packed::single;
use super::playable::Playable;
use super::port::{Panel, Question};
use super::table::{Field, Problem, Settings as _, Table, Value};
use super::view::{Handle, Message, View};
use super::words::Words;
use crate::data::csv;
use crate::model::decimal::Decimal;
use crate::model::recurrent::learner::Learner;
use crate::model::recurrent::{Outputs, RecurrentNetwork};
use crate::model::timeline::Timeline;
use crate::plot::picture::Picture;
use material::{Material, Scores, Source};
use own::{OwnSeries, OwnText, Refused};
use settings::Data;
pub use settings::Settings;

/// The most states of a run that are kept to go back to.
const KEPT: usize = 64;

/// The panel's whole state.
#[derive(Debug)]
pub struct Sequences {
    settings: Settings,
    material: Material,
    timeline: Timeline<Learner>,
    /// What the network does with the sequence, how good that is, and at which step it was.
    outputs: RefCell<Option<(u64, Rc<Outputs>, Scores)>>,
    /// What it writes.
    written: RefCell<Option<(Written, Rc<str>)>>,
    /// The series as it is being drawn, and where the pen was last.
    drawn: Option<(Vec<f32>, usize)>,
}

commands! {
    /// What a learner can do in the panel `sequences` beside setting a value.
    pub enum SequencesCommand {
        /// Takes a series of the learner's own.
        Series(text: Text) = "series",
        /// Takes a text of the learner's own.
        Text(text: Text) = "text",
    }
}

/// What a text that the network writes depends on: the step, the letter that it goes on from, and the temperature.
type Written = (u64, u32, Decimal);

/// What is read, and a run that has not begun.
fn begun(settings: &Settings) -> (Material, Timeline<Learner>) {
    let material = Material::of(settings);
    let (sequence, seed) = (material.sequence.clone(), settings.seed.into());
    let network =
        RecurrentNetwork::initialized(sequence.elements(), settings.units as usize, settings.gain.to_f64(), seed);
    let learner = Learner::new(network, sequence, material.split, settings.learning(), settings::MAX_STEPS.into());
    (material, Timeline::new(learner, KEPT))
}

impl Default for Sequences {
    fn default() -> Self {
        let settings = Settings::default();
        let (material, timeline) = begun(&settings);
        Self { settings, material, timeline, outputs: RefCell::default(), written: RefCell::default(), drawn: None }
    }
}

impl Sequences {
    /// Everything set at present.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// What is read.
    pub fn material(&self) -> &Material {
        &self.material
    }

    /// The run, at the place shown.
    pub fn timeline(&self) -> &Timeline<Learner> {
        &self.timeline
    }

    /// The network and how it learns, at the place shown.
    pub fn learner(&self) -> &Learner {
        self.timeline.run()
    }

    /// What the network does with the sequence.
    pub fn outputs(&self) -> Rc<Outputs> {
        self.run_over().0
    }

    /// How good the forecasts are.
    pub fn scores(&self) -> Scores {
        self.run_over().1
    }

    /// The network's run over the sequence, with its scores. While the run is still far from where it is to come, that of a step before
    /// will do: a long text takes longer to read than a frame.
    fn run_over(&self) -> (Rc<Outputs>, Scores) {
        let (now, wanted) = (self.timeline.position(), self.timeline.wanted());
        let mut known = self.outputs.borrow_mut();
        match &*known {
            Some((step, ..)) if *step == now || wanted > now => {}
            _ => {
                let outputs = Rc::new(self.learner().network().run(&self.material.sequence));
                let scores = self.material.scores(&outputs);
                *known = Some((now, outputs, scores));
            }
        }
        let (_, outputs, scores) = known.as_ref().expect("it is there by now");
        (outputs.clone(), *scores)
    }

    /// The place of the element that is looked at: it is read, the next one forecast.
    pub fn moment(&self) -> usize {
        (self.settings.moment as usize).min(self.material.pairs() - 1)
    }

    /// Looks at another element.
    fn look_at(&mut self, moment: f64) {
        let last = (self.material.pairs() - 1) as f64;
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // one of the elements
        let moment = moment.round().clamp(0.0, last) as u32;
        self.settings.moment = moment;
    }

    /// Takes on `settings`, with a run that has not begun and is to come to their `steps`.
    fn begin(&mut self, settings: Settings) {
        (self.material, self.timeline) = begun(&settings);
        self.settings = settings;
        *self.outputs.get_mut() = None;
        *self.written.get_mut() = None;
        self.timeline.want(self.settings.steps.into());
    }

    /// Takes on settings that change nothing of the run but perhaps the place shown.
    fn look(&mut self, settings: Settings) {
        self.settings = settings;
        self.timeline.want(self.settings.steps.into());
    }

    /// Takes on settings that a learner has changed: another run begins anew.
    fn change(&mut self, settings: Settings) {
        if begins_alike(&settings, &self.settings) {
            self.look(settings);
        } else {
            self.begin(Settings { steps: 0, ..settings });
        }
    }

    /// Whether a press on the picture draws a series.
    fn draws(&self) -> bool {
        self.settings.draw && !self.settings.reads_text()
    }

    /// Draws up to a place: all values between the last place and this one lie on a line.
    fn draw_to(&mut self, place: Point2<f64>) {
        let Some((values, last)) = &mut self.drawn else { return };
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // one of the places
        let at = place.x.round().clamp(0.0, (values.len() - 1) as f64) as usize;
        let value = single((place.y.clamp(-1e6, 1e6) * 100.0).round()) / 100.0;
        let (from, start) = (*last, values[*last]);
        let span = at.abs_diff(from).max(1) as f32;
        let (low, high) = (from.min(at), from.max(at));
        for (place, drawn) in values[low..=high].iter_mut().enumerate() {
            let share = (low + place).abs_diff(from) as f32 / span;
            *drawn = start + (value - start) * share;
        }
        values[at] = value;
        *last = at;
        let own = OwnSeries(values.clone());
        let drawn = self.drawn.take();
        self.begin(Settings { own, data: Data::Own, steps: 0, ..self.settings.clone() });
        self.drawn = drawn;
    }
}

impl Panel for Sequences {
    const NAME: Key = "sequences";
    const TABLE: Table = Settings::TABLE;
    const QUESTIONS: &'static [Question<Self>] = questions::QUESTIONS;
    const RAIL: &'static [Key] = &["data", "units", "rate"];
    const PICTURES: &'static [(Key, [u32; 2])] =
        &[(picture::MAIN, [720, 400]), (picture::STATES, [720, 160]), (picture::LOSSES, [180, 56])];
    const FILES: &'static [FileKind] = &[FileKind::CSV];

    type State = Settings;
    type Command = SequencesCommand;
    type Shown = view::SequencesShown;

    fn state(&self) -> Settings {
        self.settings.clone()
    }

    fn restore(&mut self, settings: Settings) {
        if begins_alike(&settings, &self.settings) { self.look(settings) } else { self.begin(settings) }
    }

    /// A link carries what is read: it has no room for both a series and a text of the learner's own.
    fn value(&self, setting: &'static Field) -> Value {
        match setting.name {
            "own" if self.settings.data != Data::Own => setting.default.clone(),
            "text" if self.settings.data != Data::Text => setting.default.clone(),
            _ => self.settings.get(setting),
        }
    }

    fn value_shown(&self, setting: &'static Field) -> Value {
        self.settings.get(setting)
    }

    fn set(&mut self, setting: &'static Field, value: Value) -> Result<(), Problem> {
        let settings = self.settings.with(setting, value);
        let settings = if setting.name == "data" { self.settings.reading(settings.data) } else { settings };
        self.change(settings);
        Ok(())
    }

    fn open(&mut self, values: Vec<(&'static Field, Value)>) -> Vec<Problem> {
        self.begin(Settings::of(values));
        Vec::new()
    }

    fn command(&mut self, command: SequencesCommand) -> Result<(), Message> {
        let settings = match command {
            SequencesCommand::Series { text } => {
                Settings { own: OwnSeries::read(&text)?, ..self.settings.reading(Data::Own) }
            }
            SequencesCommand::Text { text } => {
                Settings { text: OwnText::read(&text)?, ..self.settings.reading(Data::Text) }
            }
        };
        self.change(settings);
        Ok(())
    }

    fn run(&self) -> Option<&dyn Playable> {
        Some(self)
    }

    fn run_mut(&mut self) -> Option<&mut dyn Playable> {
        Some(self)
    }

    fn show(&self, view: &mut View, wants_numbers: bool) -> view::SequencesShown {
        self.show_in(view, wants_numbers)
    }

    fn picture(&self, name: &str, words: &Words) -> Option<Box<dyn Picture + '_>> {
        self.picture_of(name, words)
    }

    fn handles(&self) -> Vec<Handle> {
        self.handle().into_iter().collect()
    }

    fn press(&mut self, picture: &str, place: Point2<f64>, _reach: f64, _is_touch: bool) -> Option<Key> {
        let name = if picture == picture::MAIN && self.draws() { picture::PEN } else { picture::MOMENT };
        let at = self.element_at(picture, place)?;
        if self.follows(picture) {
            // What shows moves with the element looked at: a drag would run away.
            self.look_at(at);
            return None;
        }
        if let (picture::PEN, Source::Series { values, .. }) = (name, &self.material.source) {
            let values = values.iter().copied().map(single).collect();
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // one of the places
            let at = at.round().max(0.0) as usize;
            self.drawn = Some((values, at.min(self.material.pairs())));
        }
        self.drag(name, place);
        Some(name)
    }

    fn drag(&mut self, name: &str, place: Point2<f64>) {
        match name {
            _ if !(place.x.is_finite() && place.y.is_finite()) => {}
            picture::PEN => self.draw_to(place),
            _ => self.look_at(place.x),
        }
    }

    fn release(&mut self) {
        self.drawn = None;
    }

    fn nudge(&mut self, name: &str, by: [i32; 2]) {
        if name == picture::MOMENT {
            self.look_at(self.moment() as f64 + f64::from(by[0] + by[1]));
        }
    }

    fn take(&mut self, _kind: &str, file: &[u8]) -> Result<Message, Message> {
        let (width, values) = csv::read_samples(file)?;
        if width != 1 {
            return Err(Message::new("one-column"));
        }
        let values: Vec<f32> = values.into_iter().map(single).collect();
        OwnSeries::check(&values).map_err(|refused: Refused| Message::from(refused))?;
        let taken = Message::new("series-taken").with("count", values.len());
        self.change(Settings { own: OwnSeries(values), ..self.settings.reading(Data::Own) });
        Ok(taken)
    }

    fn export(&self) -> Option<&dyn Export> {
        Some(self)
    }
}

/// Whether both settings have the same run.
fn begins_alike(one: &Settings, other: &Settings) -> bool {
    Settings::TABLE.agree(one, other, settings::is_of_the_run)
}
