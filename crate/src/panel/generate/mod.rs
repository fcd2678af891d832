//! The panel `generate`: two networks that learn against each other (a GAN). The generator G makes samples of noise, the discriminator
//! D says of samples whether they are of the data.

mod picture;
mod play;
mod questions;
pub mod settings;
pub mod view;

use std::cell::RefCell;

use nalgebra::Point2;

use super::json::Key;
use super::network::maps::Maps;
use super::playable::Playable;
use super::port::{Panel, Question};
use super::table::{Field, Problem, Settings as _, Table, Value};
use super::view::{Handle, Message, View};
use super::words::Words;
use crate::data::distributions::VIEW;
use crate::model::decimal::Decimal;
use crate::model::error::Error;
use crate::model::gan::diagnosis::{Check, Condition};
use crate::model::gan::grid::Grid;
use crate::model::gan::measures::{Mode, PointReference, Reference};
use crate::model::gan::run::Run;
use crate::model::gan::{Gan, Part, TrainingData};
use crate::model::timeline::{Replay as _, Timeline};
use crate::plot::picture::Picture;
pub use settings::Settings;

/// How many samples of the data there are to learn from.
const DATA: usize = 10_000;
/// How many samples of G are measured, and how many cells a side the grid has in which they are counted.
const MEASURED: usize = 1000;
const CELLS: usize = 25;
/// The most states of a run that are kept to go back to.
const KEPT: usize = 128;
/// How far one press of an arrow key moves the fake.
const KEY_STEP: i32 = 5;

/// The panel's whole state.
#[derive(Debug)]
pub struct Generate {
    settings: Settings,
    timeline: Timeline<Run>,
    maps: RefCell<Maps>,
}

/// A run that has not begun.
///
/// # Errors
/// None that the table of settings allows.
fn begun(settings: &Settings) -> Result<Timeline<Run>, Error> {
    let distribution = settings.distribution();
    let samples = distribution.samples(DATA, settings.seed.into());
    let data = TrainingData::new(distribution.dimensions(), &samples.rows)?;
    let learning = settings.learning();
    let [generator, discriminator] = settings.shape().networks(&data, &learning, settings.seed.into())?;
    let grid = Grid::new(&[VIEW; 2][..distribution.dimensions()], CELLS)?;
    #[allow(clippy::cast_possible_truncation)] // places within the view, which single precision tells apart
    let mode = |cluster: crate::data::distributions::Cluster| Mode {
        centre: cluster.centre.iter().map(|x| *x as f32).collect(),
        radius: cluster.radius as f32,
    };
    let modes = distribution.clusters().into_iter().map(mode).collect();
    let reference = PointReference::new(&data, grid, modes, MEASURED, settings.seed.into())?;
    let gan = Gan::new(generator, discriminator, data, learning)?;
    Ok(Timeline::new(Run::new(gan, Reference::Points(reference))?, KEPT))
}

impl Default for Generate {
    fn default() -> Self {
        let settings = Settings::default();
        let timeline = begun(&settings).expect("the table's defaults make a run");
        Self { settings, timeline, maps: RefCell::default() }
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
        self.timeline.run().history().check_at(self.gan().position().iterations)
    }

    /// What the run is like at the place shown.
    pub fn condition(&self) -> Condition {
        self.timeline.run().condition()
    }

    /// D's verdict on the fake that can be moved; `None` when it is too large to be a number.
    pub fn verdict(&self) -> Option<f64> {
        let place = self.probe();
        #[allow(clippy::cast_possible_truncation)] // a place within the limits of the table
        let row = [place.x as f32, place.y as f32];
        let verdicts = self.gan().verdicts(&row[..self.gan().data().width()], &[]).ok()?;
        verdicts.first().map(|verdict| f64::from(*verdict))
    }

    /// Where the fake is that can be moved.
    fn probe(&self) -> Point2<f64> {
        Point2::new(self.settings.x1.to_f64(), self.settings.x2.to_f64())
    }

    /// Takes on `settings`, with a run that has not begun and is to come to their `iterations`.
    fn begin(&mut self, settings: Settings) {
        if let Ok(timeline) = begun(&settings) {
            self.timeline = timeline;
            self.timeline.want(settings.iterations.into());
            self.settings = settings;
            self.make_parts();
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

    /// Notes where the run has come to, or where it is to come.
    fn note_position(&mut self) {
        let position = self.gan().position();
        if self.timeline.wanted() == position.iterations {
            let next = Part::ALL.iter().position(|part| *part == position.part).unwrap_or(0);
            self.settings.iterations = u32::try_from(position.iterations).unwrap_or(u32::MAX);
            // Each step of D has the first four parts; G's is behind them all.
            self.settings.parts = u32::try_from(4 * position.done + next % 4).unwrap_or(u32::MAX);
        }
    }
}

impl Panel for Generate {
    const NAME: Key = "generate";
    const TABLE: Table = Settings::TABLE;
    const QUESTIONS: &'static [Question<Self>] = questions::QUESTIONS;
    const RAIL: &'static [Key] = &["data", "g-rate", "d-rate", "seed"];
    const PICTURES: &'static [(Key, [u32; 2])] =
        &[("samples", [480, 480]), ("losses", [160, 56]), ("chart", [480, 320]), ("distance", [480, 320])];

    type State = Settings;
    type Command = ();
    type Shown = view::GenerateShown;

    fn state(&self) -> Settings {
        self.settings.clone()
    }

    fn restore(&mut self, settings: Settings) {
        if begins_alike(&settings, &self.settings) { self.look(settings) } else { self.begin(settings) }
    }

    fn value(&self, setting: &'static Field) -> Value {
        self.settings.get(setting)
    }

    /// What decides the run begins it again.
    fn set(&mut self, setting: &'static Field, value: Value) -> Result<(), Problem> {
        let settings = self.settings.with(setting, value);
        if begins_alike(&settings, &self.settings) {
            self.look(settings);
        } else {
            self.begin(Settings { iterations: 0, parts: 0, ..settings });
        }
        Ok(())
    }

    fn open(&mut self, values: Vec<(&'static Field, Value)>) -> Vec<Problem> {
        self.begin(Settings::of(values));
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

    fn show(&self, view: &mut View, wants_numbers: bool) -> view::GenerateShown {
        self.show_in(view, wants_numbers)
    }

    fn picture(&self, name: &str, words: &Words) -> Option<Box<dyn Picture + '_>> {
        self.picture_of(name, words)
    }

    fn handles(&self) -> Vec<Handle> {
        self.probe_handle().into_iter().collect()
    }

    fn press(&mut self, picture: &str, place: Point2<f64>, _reach: f64, is_touch: bool) -> Option<Key> {
        // A finger that only scrolls must not move it.
        let is_pressed = self.settings.probe && picture == picture::SAMPLES && !is_touch;
        is_pressed.then(|| {
            self.drag(picture::PROBE, place);
            picture::PROBE
        })
    }

    fn drag(&mut self, name: &str, place: Point2<f64>) {
        let [x1, x2] = [place.x, place.y].map(|x| Decimal::nearest(x.clamp(-2.0, 2.0)));
        if let (Some(x1), Some(x2), picture::PROBE) = (x1, x2, name) {
            let x2 = if self.settings.is_on_a_line() { self.settings.x2 } else { x2 };
            self.settings = Settings { x1, x2, ..self.settings.clone() };
        }
    }

    fn nudge(&mut self, name: &str, by: [i32; 2]) {
        let step = |steps: i32| f64::from(KEY_STEP * steps) / 100.0;
        let [across, up] = by.map(step);
        let place = self.probe();
        self.drag(name, Point2::new(place.x + across, place.y + up));
    }
}

/// Whether both settings have the same run.
fn begins_alike(one: &Settings, other: &Settings) -> bool {
    let fields = Settings::TABLE.0.iter().filter(|field| settings::is_of_the_run(field.name));
    fields.into_iter().all(|field| one.get(field) == other.get(field))
}
