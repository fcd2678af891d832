//! The panel `digits`: handwritten digits from a pad through 8 × 8 cells to a network that says which one it is.

pub mod answer;
mod commands;
mod export;
pub mod follow;
mod numbers;
pub mod outcome;
pub mod pad;
pub mod parts;
mod picture;
mod play;
mod questions;
pub mod reader;
pub mod run;
pub mod settings;
pub mod view;

use std::cell::RefCell;
use std::rc::Rc;

use nalgebra::Point2;

use super::files::FileKind;
use super::json::Key;
use super::moment::Moment;
use super::playable::Playable;
use super::port::{Panel, Question};
use super::table::{Field, Problem, Settings as _, Table, Value};
use super::view::{Handle, Message, View};
use super::words::Words;
use crate::data::bitmap::Bitmap;
use crate::data::digits::{Cells, Digits};
use crate::model::network::Network;
use crate::model::timeline::Timeline;
use crate::plot::picture::Picture;
use crate::plot::raster::Raster;
pub use commands::DigitsCommand;
use follow::Followed;
use outcome::Examined;
use parts::Parts;
use run::Learner;
pub use settings::{Reader, Settings, Task};

/// The file of the data set, which the page fetches.
pub(super) const DATA_SET: FileKind = FileKind { name: "digits", endings: ".bin", max_bytes: 1 << 20 };

/// What becomes of the drawing on its way to the network.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Seen {
    /// The drawing as a bitmap: as it is, or scaled and put in the middle.
    bitmap: Bitmap,
    /// The cells that the network gets.
    cells: Cells,
    /// How many pixels of the pad itself are black.
    black: u32,
}

impl Seen {
    fn of(settings: &Settings) -> Self {
        let pad = settings.pad.bitmap();
        let bitmap = if settings.fit { settings.pad.normalized() } else { pad };
        Self { bitmap, cells: bitmap.cells(), black: pad.black_pixels() }
    }
}

/// The panel's whole state. Until the data set is given nothing can be learned; all else works.
#[derive(Clone, Debug)]
pub struct DigitsPanel {
    settings: Settings,
    digits: Option<Digits>,
    /// The parts of the data set that the network in force is measured on.
    parts: Option<Parts>,
    /// The run; there while the network of the figure is looked at.
    run: Option<Timeline<Learner>>,
    /// That network without a run: before there are data.
    untrained: Network,
    /// A network that is trained elsewhere, while that is what answers. The run is at its start then.
    followed: Option<Rc<Followed>>,
    /// The step up to which playing has been asked to go.
    until: u64,
    /// Why the run has not come as far as was asked for.
    halt: Option<Message>,
    seen: Seen,
    /// Whether the pen is down.
    is_drawing: bool,
    /// How often noise or a digit was put on the pad: each time another one.
    puts: u64,
    /// How often a run or the parts have begun anew.
    begun: u64,
    examined: RefCell<Option<Examined>>,
    /// The moment at which the test images were asked for.
    tested: [u64; 2],
}

impl Default for DigitsPanel {
    fn default() -> Self {
        let settings = Settings::default();
        Self {
            untrained: untrained(&settings),
            seen: Seen::of(&settings),
            settings,
            followed: None,
            digits: None,
            parts: None,
            run: None,
            until: 0,
            halt: None,
            is_drawing: false,
            puts: 0,
            begun: 0,
            examined: RefCell::default(),
            tested: [0; 2],
        }
    }
}

fn untrained(settings: &Settings) -> Network {
    settings.network().expect("the table allows only sizes that a network can have")
}

impl DigitsPanel {
    /// Everything set at present.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The run; nothing before the data set is given, and while the network that the panel brings along answers.
    pub fn run(&self) -> Option<&Timeline<Learner>> {
        self.run.as_ref()
    }

    /// The parts of the data set, once it is given.
    pub fn parts(&self) -> Option<&Parts> {
        self.parts.as_ref()
    }

    /// The cells that the network gets.
    pub fn cells(&self) -> &Cells {
        &self.seen.cells
    }

    /// Takes the data set.
    fn give(&mut self, digits: Digits) {
        self.digits = Some(digits);
        self.begin_parts();
        self.begin_run();
        self.want();
    }

    fn begin_parts(&mut self) {
        self.begun += 1;
        let settings = self.settings.of_the_parts();
        self.parts = self.digits.as_ref().map(|digits| Parts::new(&settings, digits));
    }

    fn begin_run(&mut self) {
        self.begun += 1;
        (self.halt, self.until) = (None, 0);
        self.untrained = untrained(&self.settings);
        let parts = self.parts.as_ref().filter(|_| self.settings.reader == Reader::Own);
        let run = parts.map(|parts| Learner::start(&self.settings, parts));
        self.run = run.map(|run| run.expect("the table allows only settings that a run can have"));
    }

    /// What tells a state of the network from all others while the panel lives: the run's number and its step.
    fn moment(&self) -> [u64; 2] {
        [self.begun, self.run.as_ref().map_or(0, Timeline::position)]
    }

    /// Lets the run come to where the settings say: at once or, where that takes a while, by [`Playable::catch_up`].
    fn want(&mut self) {
        let step = self.asked_for();
        if let Some(run) = self.run.as_mut().filter(|run| run.position() != step) {
            (self.halt, self.until) = (None, 0);
            run.want(step);
        }
    }

    /// Takes on `settings`.
    fn adopt(&mut self, settings: Settings) {
        let before = std::mem::replace(&mut self.settings, settings);
        let after = &self.settings;
        let is_redrawn = (&after.pad, after.fit) != (&before.pad, before.fit);
        let has_other_parts = after.of_the_parts() != before.of_the_parts();
        let is_another_run = after.reader != before.reader || after.of_the_run() != before.of_the_run();
        if is_redrawn {
            self.seen = Seen::of(&self.settings);
        }
        if has_other_parts {
            self.begin_parts();
        }
        if has_other_parts || is_another_run {
            self.followed = None;
            self.begin_run();
        }
        if (self.settings.epochs, self.settings.batches) != (0, 0) {
            self.followed = None;
        }
        self.want();
    }

    /// Changes the settings.
    fn change(&mut self, change: impl FnOnce(&mut Settings)) {
        let mut settings = self.settings.clone();
        change(&mut settings);
        self.adopt(settings);
    }
}

impl Panel for DigitsPanel {
    const NAME: Key = "digits";
    const TABLE: Table = Settings::TABLE;
    const QUESTIONS: &'static [Question<Self>] = questions::QUESTIONS;
    const RAIL: &'static [Key] = &["reader", "task"];
    const PICTURES: &'static [(Key, [u32; 2])] = &[
        ("all", [664, 320]),
        ("pad", [320, 320]),
        ("cells", [320, 320]),
        ("bitmap", [320, 320]),
        ("tiles", [432, 216]),
        ("loss", [216, 72]),
        ("accuracy", [432, 240]),
        ("losses", [432, 240]),
    ];
    const FILES: &'static [FileKind] = &[DATA_SET];
    const RASTERS: &'static [Key] = &["images", "weights"];

    type State = (Settings, Option<Rc<Followed>>);
    type Command = DigitsCommand;
    type Shown = view::DigitsShown;

    fn state(&self) -> Self::State {
        (self.settings.clone(), self.followed.clone())
    }

    fn restore(&mut self, (settings, followed): Self::State) {
        self.is_drawing = false;
        self.adopt(settings);
        if self.followed != followed {
            self.begun += 1;
            self.followed = followed;
        }
    }

    fn value(&self, setting: &'static Field) -> Value {
        self.settings.get(setting)
    }

    /// Another setting of the training begins the run again.
    fn set(&mut self, setting: &'static Field, value: Value) -> Result<(), Problem> {
        let mut settings = self.settings.with(setting, value);
        if settings.of_the_run() != self.settings.of_the_run() {
            [settings.epochs, settings.batches] = [0, 0];
        }
        self.adopt(settings);
        Ok(())
    }

    fn open(&mut self, values: Vec<(&'static Field, Value)>) -> Vec<Problem> {
        let settings = Settings::of(values);
        (self.is_drawing, self.followed) = (false, None);
        self.adopt(settings);
        // What a link opens has no history but its own.
        if self.run.as_ref().is_some_and(|run| run.length() > self.asked_for()) {
            self.begin_run();
            self.want();
        }
        Vec::new()
    }

    fn command(&mut self, command: DigitsCommand) -> Result<(), Message> {
        self.obey(command)
    }

    /// There is nothing to play while the network answers that the panel brings along.
    fn run(&self) -> Option<&dyn Playable> {
        (self.settings.reader == Reader::Own).then_some(self as &dyn Playable)
    }

    fn run_mut(&mut self) -> Option<&mut dyn Playable> {
        (self.settings.reader == Reader::Own).then_some(self as &mut dyn Playable)
    }

    fn show(&self, view: &mut View, wants_numbers: bool) -> view::DigitsShown {
        self.show_in(view, wants_numbers)
    }

    fn picture(&self, name: &str, words: &Words) -> Option<Box<dyn Picture + '_>> {
        self.picture_of(name, words)
    }

    fn raster(&self, name: &str) -> Option<Box<dyn Raster + '_>> {
        self.raster_of(name)
    }

    fn handles(&self) -> Vec<Handle> {
        Vec::new()
    }

    fn press(&mut self, picture: &str, place: Point2<f64>, _reach: f64, _is_touch: bool) -> Option<Key> {
        (picture == "pad").then(|| {
            self.pen_down([place.x, place.y]);
            picture::PEN
        })
    }

    fn drag(&mut self, name: &str, place: Point2<f64>) {
        if name == picture::PEN && self.is_drawing {
            self.pen_to([place.x, place.y]);
        }
    }

    fn release(&mut self) {
        self.pen_up();
    }

    /// Takes the file of the data set.
    fn take(&mut self, kind: &str, file: &[u8]) -> Result<Message, Message> {
        if kind != DATA_SET.name {
            return Err(Message::new("no-such-file"));
        }
        let digits = Digits::unpack(file).map_err(|_| Message::new("damaged-data"))?;
        self.give(digits);
        Ok(Message::new("has-data"))
    }

    fn follow(&mut self, moment: &Moment) -> Result<(), Message> {
        self.follow_moment(moment)
    }

    fn export(&self) -> Option<&dyn super::export::Export> {
        Some(self)
    }
}
