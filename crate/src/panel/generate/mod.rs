//! The panel `generate`: two networks that learn against each other (a GAN). The generator G makes samples of noise, the discriminator
//! D says of samples whether they are of the data.

pub mod data;
mod density;
mod diagram;
mod export;
mod picture;
mod play;
mod questions;
pub mod settings;
pub mod view;

use std::cell::RefCell;

use nalgebra::Point2;

use super::command::commands;
use super::digits::DATA_SET;
use super::digits::settings::toggled;
use super::files::FileKind;
use super::json::Key;
use super::network::maps::Maps;
use super::network::settings::MAX_LINK;
use super::playable::Playable;
use super::port::{Panel, Question};
use super::table::{Field, Problem, Settings as _, Table, Value};
use super::view::{Handle, Message, View};
use super::words::Words;
use crate::data::csv;
use crate::data::digits::Digits;
use crate::model::decimal::Decimal;
use crate::model::error::Error;
use crate::model::gan::Gan;
use crate::model::gan::diagnosis::{Check, Condition};
use crate::model::gan::run::Run;
use crate::model::timeline::{Replay as _, Timeline};
use crate::plot::picture::Picture;
use data::{Data, OwnRows};
pub use settings::Settings;

/// The most states of a run that are kept to go back to.
const KEPT: usize = 128;
/// How far one press of an arrow key moves the fake.
const KEY_STEP: i32 = 5;

/// The panel's whole state.
#[derive(Debug)]
pub struct Generate {
    settings: Settings,
    timeline: Timeline<Run>,
    /// Whether there are samples to learn from: digits come later than the panel, and own points once they are given.
    has_data: bool,
    digits: Option<Digits>,
    maps: RefCell<Maps>,
}

commands! {
    /// What a learner can do in the panel `generate` beside setting a value.
    pub enum GenerateCommand {
        /// Lets a digit be learned, or not.
        Teach(digit: usize) = "teach",
        /// Adds points of one's own where the brush is.
        Dab() = "dab",
        /// Takes all points of one's own away.
        Clear() = "clear",
    }
}

/// A run that has not begun, and whether its data are there.
///
/// # Errors
/// None that the table of settings allows.
fn begun(settings: &Settings, digits: Option<&Digits>) -> Result<(Timeline<Run>, bool), Error> {
    let (data, reference, is_there) = settings.training_data(digits)?;
    let learning = settings.learning();
    let [generator, discriminator] = settings.shape().networks(&data, &learning, settings.seed.into())?;
    let gan = Gan::new(generator, discriminator, data, learning)?;
    Ok((Timeline::new(Run::new(gan, reference)?, KEPT), is_there))
}

impl Default for Generate {
    fn default() -> Self {
        let settings = Settings::default();
        let (timeline, has_data) = begun(&settings, None).expect("the table's defaults make a run");
        Self { settings, timeline, has_data, digits: None, maps: RefCell::default() }
    }
}

impl Generate {
    /// Everything set at present.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The run, at the place shown.
    pub fn timeline(&self) -> &Timeline<Run> {
        &self.timeline
    }

    /// The two networks at the place shown.
    pub fn gan(&self) -> &Gan {
        self.timeline.run().gan()
    }

    /// The last check before the place shown.
    pub fn check(&self) -> Option<&Check> {
        let history = self.timeline.run().history();
        history.check_at(self.gan().position().iterations).filter(|_| self.has_data)
    }

    /// What the run is like at the place shown.
    pub fn condition(&self) -> Condition {
        self.timeline.run().condition()
    }

    /// D's verdict on the fake that can be moved; `None` when it is too large to be a number.
    pub fn verdict(&self) -> Option<f64> {
        if self.settings.is_of_digits() {
            return None;
        }
        let place = self.probe();
        #[allow(clippy::cast_possible_truncation)] // a place within the limits of the table
        let row = [place.x as f32, place.y as f32];
        let verdicts = self.gan().verdicts(&row[..self.gan().data().width()], &[]).ok()?;
        verdicts.first().map(|verdict| f64::from(*verdict))
    }

    /// Whether a press on the picture adds points.
    fn draws(&self) -> bool {
        self.settings.draw && self.settings.data == Data::Own
    }

    /// Whether D is asked about a sample that can be moved.
    fn asks(&self) -> bool {
        self.settings.probe && !self.draws() && !self.settings.is_of_digits()
    }

    /// Where the fake is that can be moved, and the brush.
    fn probe(&self) -> Point2<f64> {
        Point2::new(self.settings.x1.to_f64(), self.settings.x2.to_f64())
    }

    /// Takes on `settings`, with a run that has not begun and is to come to their `iterations`.
    fn begin(&mut self, settings: Settings) {
        if let Ok((timeline, has_data)) = begun(&settings, self.digits.as_ref()) {
            (self.timeline, self.has_data, self.settings) = (timeline, has_data, settings);
            // Where the run is to come to is kept until there are data.
            if has_data {
                self.timeline.want(self.settings.iterations.into());
                self.make_parts();
            }
        }
    }

    /// Makes those parts of an iteration that the settings ask for, once the run has come so far.
    fn make_parts(&mut self) {
        let is_there =
            self.timeline.position() == u64::from(self.settings.iterations) && !self.timeline.run().is_within();
        if is_there {
            for _ in 0..self.settings.parts {
                // Why it can't go on shows as long as that is so.
                let _ = self.timeline.make(|run| run.gan_mut().part());
            }
            self.note_position();
        }
    }

    /// Takes on `settings` that change nothing of the run but perhaps the place shown.
    fn look(&mut self, settings: Settings) {
        let place = |settings: &Settings| (settings.iterations, settings.parts);
        if place(&settings) == place(&self.settings) {
            self.settings = settings;
        } else {
            self.timeline.want(settings.iterations.into());
            self.settings = settings;
            self.make_parts();
        }
    }

    /// Begins again with `settings`.
    fn begin_anew(&mut self, settings: Settings) {
        self.begin(Settings { iterations: 0, parts: 0, ..settings });
    }

    /// Notes where the run has come to, or where it is to come.
    fn note_position(&mut self) {
        let position = self.gan().position();
        if self.has_data && self.timeline.wanted() == position.iterations {
            self.settings.iterations = u32::try_from(position.iterations).unwrap_or(u32::MAX);
            // Each step of D has the first four parts; G's is behind them all.
            self.settings.parts = u32::try_from(4 * position.done + position.part as usize % 4).unwrap_or(u32::MAX);
        }
    }
}

impl Panel for Generate {
    const NAME: Key = "generate";
    const TABLE: Table = Settings::TABLE;
    const QUESTIONS: &'static [Question<Self>] = questions::QUESTIONS;
    const FURTHER: &'static [Key] = &["digits"];
    const RAIL: &'static [Key] = &["data", "g-rate", "d-rate", "seed"];
    const PICTURES: &'static [(Key, [u32; 2])] = &[
        ("samples", [480, 480]),
        ("losses", [160, 56]),
        ("chart", [480, 320]),
        ("distance", [480, 320]),
        ("networks", [480, 320]),
    ];

    const FILES: &'static [FileKind] = &[FileKind::CSV, DATA_SET];

    type State = Settings;
    type Command = GenerateCommand;
    type Shown = view::GenerateShown;

    fn state(&self) -> Settings {
        self.settings.clone()
    }

    fn restore(&mut self, settings: Settings) {
        if begins_alike(&settings, &self.settings) { self.look(settings) } else { self.begin(settings) }
    }

    /// Points that no link has room for are left out of it.
    fn value(&self, setting: &'static Field) -> Value {
        match self.settings.get(setting) {
            Value::Packed(text) if text.len() > MAX_LINK - 1000 => setting.default.clone(),
            value => value,
        }
    }

    fn value_shown(&self, setting: &'static Field) -> Value {
        self.settings.get(setting)
    }

    /// What decides the run begins it again.
    fn set(&mut self, setting: &'static Field, value: Value) -> Result<(), Problem> {
        let settings = self.settings.with(setting, value);
        if begins_alike(&settings, &self.settings) {
            self.look(settings);
        } else {
            self.begin_anew(settings);
        }
        Ok(())
    }

    fn open(&mut self, values: Vec<(&'static Field, Value)>) -> Vec<Problem> {
        self.begin(Settings::of(values));
        Vec::new()
    }

    fn command(&mut self, command: GenerateCommand) -> Result<(), Message> {
        let settings = match command {
            GenerateCommand::Teach { digit } => {
                Settings { classes: toggled(self.settings.classes, digit)?, ..self.settings.clone() }
            }
            GenerateCommand::Dab {} => {
                let points = self.settings.points.with_dab(self.probe());
                Settings { points, data: Data::Own, ..self.settings.clone() }
            }
            GenerateCommand::Clear {} => Settings { points: OwnRows::none(), ..self.settings.clone() },
        };
        self.begin_anew(settings);
        Ok(())
    }

    fn run(&self) -> Option<&dyn Playable> {
        Some(self)
    }

    fn run_mut(&mut self) -> Option<&mut dyn Playable> {
        Some(self)
    }

    fn export(&self) -> Option<&dyn super::export::Export> {
        Some(self)
    }

    fn show(&self, view: &mut View, wants_numbers: bool) -> view::GenerateShown {
        self.show_in(view, wants_numbers)
    }

    fn picture(&self, name: &str, words: &Words) -> Option<Box<dyn Picture + '_>> {
        self.picture_of(name, words)
    }

    fn handles(&self) -> Vec<Handle> {
        self.handle().into_iter().collect()
    }

    fn press(&mut self, picture: &str, place: Point2<f64>, _reach: f64, is_touch: bool) -> Option<Key> {
        // A finger that only scrolls must not move the fake.
        let name = if self.draws() { picture::BRUSH } else { picture::PROBE };
        let is_pressed = picture == picture::SAMPLES && (self.draws() || self.asks() && !is_touch);
        is_pressed.then(|| {
            self.drag(name, place);
            name
        })
    }

    fn drag(&mut self, name: &str, place: Point2<f64>) {
        let [x1, x2] = [place.x, place.y].map(|x| Decimal::nearest(x.clamp(-2.0, 2.0)));
        let (Some(x1), Some(x2)) = (x1, x2) else { return };
        let x2 = if self.settings.is_on_a_line() { self.settings.x2 } else { x2 };
        let mut settings = Settings { x1, x2, ..self.settings.clone() };
        if name == picture::BRUSH {
            let points = settings.points.with_dab(Point2::new(x1.to_f64(), x2.to_f64()));
            settings = Settings { points, iterations: 0, parts: 0, ..settings };
        }
        self.settings = settings;
    }

    /// What was drawn is learned from once the brush is lifted.
    fn release(&mut self) {
        if self.draws() && self.gan().data().rows() != &self.settings.points.values[..] {
            self.begin(self.settings.clone());
        }
    }

    fn nudge(&mut self, name: &str, by: [i32; 2]) {
        let step = |steps: i32| f64::from(KEY_STEP * steps) / 100.0;
        let [across, up] = by.map(step);
        let place = self.probe();
        // Keys move the brush without a stroke.
        let name = if name == picture::BRUSH { picture::PROBE } else { name };
        self.drag(name, Point2::new(place.x + across, place.y + up));
    }

    fn take(&mut self, kind: &str, file: &[u8]) -> Result<Message, Message> {
        if kind == DATA_SET.name {
            self.digits = Some(Digits::unpack(file).map_err(|_| Message::new("damaged-data"))?);
            if self.settings.is_of_digits() {
                self.begin(self.settings.clone());
            }
            return Ok(Message::new("has-data"));
        }
        let (width, values) = csv::read_samples(file)?;
        let points = OwnRows::scaled(width, &values).ok_or_else(|| Message::new("rows-alike"))?;
        let taken = Message::new("rows-taken").with("count", points.count());
        self.begin_anew(Settings { data: Data::Own, points, ..self.settings.clone() });
        Ok(taken)
    }
}

/// Whether both settings have the same run.
fn begins_alike(one: &Settings, other: &Settings) -> bool {
    Settings::TABLE.agree(one, other, settings::is_of_the_run)
}
