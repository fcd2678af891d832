//! The panel `network`: points in the plane, a network that learns to tell them apart, and everything about it to be seen
//! and changed.

pub mod curves;
pub mod edit;
pub mod goals;
pub mod packed;
pub mod points;
pub mod run;
pub mod shape;
pub mod state;
pub mod training;
pub mod view;
pub mod words;

use std::rc::Rc;

use crate::data::clouds::{Point, Shape};
use crate::data::split::Parts;
use crate::model::error::Error;
use crate::model::network::Network;
use crate::panel::table::{Field, Problem, Value, Wrong};
use crate::panel::undo::Undo;
use curves::Curves;
use run::{Material, Run};
use state::{Effect, Settings, TABLE, effect};
use training::KeptRun;
use view::Maps;

/// The longest query that a link may have and still be read.
const LONGEST_LINK: usize = 16_000;

/// Where a run stands: all that is needed to go on from there.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// The parameters, and the optimizer's memory once there is one.
    pub numbers: Vec<f32>,
    /// Whole epochs done.
    pub epochs: u64,
    /// Updates done.
    pub steps: u64,
    /// Parameters that training leaves alone.
    pub frozen: Vec<usize>,
}

/// What undo goes back to.
#[derive(Clone, Debug, PartialEq)]
struct Snapshot {
    settings: Settings,
    own: Rc<Vec<Point>>,
    place: Place,
}

/// The network, with a run where it can be trained.
#[derive(Clone, Debug)]
enum Machine {
    Learning(Box<Run>),
    /// Forward only, and why.
    Still(Box<Network>, Error),
}

/// The panel's whole state.
#[derive(Clone, Debug)]
pub struct NetworkPanel {
    settings: Settings,
    own: Rc<Vec<Point>>,
    points: Vec<Point>,
    parts: Parts,
    machine: Machine,
    /// The place that reset goes back to.
    start: Place,
    kept: Vec<KeptRun>,
    goal_reached: bool,
    undo: Undo<Snapshot>,
    maps: Maps,
}

impl Default for NetworkPanel {
    fn default() -> Self {
        let settings = Settings::default();
        let place = Place { numbers: Vec::new(), epochs: 0, steps: 0, frozen: Vec::new() };
        let mut panel = Self {
            machine: Machine::Still(Box::new(untrained(&settings)), Error::Overflow),
            own: Rc::default(),
            points: Vec::new(),
            parts: Parts { training: Vec::new(), validation: Vec::new(), test: Vec::new() },
            start: place,
            kept: Vec::new(),
            goal_reached: false,
            undo: Undo::default(),
            maps: Maps::default(),
            settings,
        };
        panel.draw_points();
        panel.begin_anew();
        panel
    }
}

/// A network as the settings begin it.
fn untrained(settings: &Settings) -> Network {
    let network = shape::network(&settings.inputs, &settings.layers, settings.output());
    // Settings hold at least one input, and layers within their limits.
    let mut network = network.expect("the settings' shape has been checked");
    settings.init().apply(&mut network, u64::from(settings.count("seed")));
    network
}

impl NetworkPanel {
    /// Everything set at present.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The points of the data set.
    pub fn points(&self) -> &[Point] {
        &self.points
    }

    /// Which of them serve what.
    pub fn parts(&self) -> &Parts {
        &self.parts
    }

    /// The network as it is now.
    pub fn network(&self) -> &Network {
        match &self.machine {
            Machine::Learning(run) => run.network(),
            Machine::Still(network, _) => network,
        }
    }

    /// Where the run stands.
    pub fn place(&self) -> Place {
        let frozen = self.network().frozen().to_vec();
        match &self.machine {
            Machine::Learning(run) => {
                let position = run.fit().position();
                Place { numbers: run.fit().numbers(), epochs: position.epochs, steps: position.steps, frozen }
            }
            Machine::Still(network, _) => Place { numbers: network.parameters().to_vec(), epochs: 0, steps: 0, frozen },
        }
    }

    /// The place of a network that has just been begun.
    fn first_place(&self) -> Place {
        Place { numbers: untrained(&self.settings).parameters().to_vec(), epochs: 0, steps: 0, frozen: Vec::new() }
    }

    /// Makes the points anew from the settings.
    fn draw_points(&mut self) {
        let settings = &self.settings;
        let seed = u64::from(settings.count("dataseed"));
        let drawn = |shape| points::drawn(shape, settings.count("count") as usize, settings.number("noise"), seed);
        self.points = match points::shape(settings.choice("data")) {
            Some(shape) => drawn(shape),
            None => {
                if self.own.is_empty() {
                    // Who has no points yet begins with those in sight.
                    let seen = std::mem::take(&mut self.points);
                    let seen = if seen.is_empty() { drawn(Shape::Circle) } else { seen };
                    self.own = Rc::new(seen.into_iter().map(points::on_hundredths).collect());
                }
                self.own.to_vec()
            }
        };
        self.parts = points::part(self.points.len(), settings.number("test"), settings.number("validation"), seed);
    }

    /// A run from `place`, with the curves of what led there. False when the place is not one of this network's.
    fn run_from(&mut self, place: &Place, curves: Curves) -> bool {
        let mut network = untrained(&self.settings);
        let count = network.parameters().len();
        for &index in place.frozen.iter().filter(|index| **index < count) {
            // It is one of the network's.
            let _ = network.set_frozen(index, true);
        }
        let Settings { inputs, .. } = &self.settings;
        let material =
            Material { features: inputs, output: self.settings.output(), points: &self.points, parts: &self.parts };
        let at = (&place.numbers[..], place.epochs, place.steps);
        let run = Run::new(network.clone(), &material, self.settings.training(), at, curves);
        let is_good = match run {
            Ok(run) => {
                self.machine = Machine::Learning(Box::new(run));
                true
            }
            Err(why) => {
                let parameters = &place.numbers[..count.min(place.numbers.len())];
                let is_good = network.set_parameters(parameters).is_ok();
                self.machine = Machine::Still(Box::new(network), why);
                is_good
            }
        };
        self.maps.forget();
        is_good
    }

    /// A new run from the beginning; the one before is kept to compare with.
    fn begin_anew(&mut self) {
        self.keep_run();
        self.start = self.first_place();
        let start = self.start.clone();
        self.run_from(&start, Curves::default());
    }

    /// The run goes on from where it is, under settings or points that have changed.
    fn branch(&mut self, place: &Place) {
        let curves = self.curves().cloned().unwrap_or_default();
        self.run_from(place, curves);
        if place.epochs == 0 {
            self.start = place.clone();
        }
    }

    /// Sets one field to a text from a control or attribute. Gives back a note when the value had to be rounded.
    ///
    /// # Errors
    /// A [`Problem`]; nothing has changed then.
    pub fn set(&mut self, name: &str, text: &str) -> Result<Option<Problem>, Problem> {
        let (field, value, note) = TABLE.read(name, text)?;
        let damaged = || field.problem(Wrong::Damaged, text);
        match (name, &value) {
            ("weights" | "frozen" | "epochs" | "steps", value) => self.set_of_run(name, value).ok_or_else(damaged)?,
            ("points", Value::Packed(text)) => {
                let own = if text.is_empty() { Some(Vec::new()) } else { packed::unpack_points(text) };
                self.own = Rc::new(own.ok_or_else(damaged)?);
                if self.settings.has_own_points() {
                    self.draw_points();
                    self.branch(&self.place());
                }
            }
            _ => {
                let mut settings = self.settings.clone();
                if !settings.set(field, value) {
                    return Err(damaged());
                }
                self.adopt(name, settings);
            }
        }
        Ok(note)
    }

    fn adopt(&mut self, name: &str, settings: Settings) {
        if settings == self.settings {
            return;
        }
        let mut place = self.place();
        self.settings = settings;
        match effect(name) {
            Effect::View => {}
            Effect::Branch => {
                self.draw_points();
                if matches!(name, "optimizer" | "momentum") {
                    // Another rule begins without a memory, and counts its updates from the first.
                    place.numbers.truncate(self.network().parameters().len());
                    place.steps = 0;
                }
                self.branch(&place);
            }
            Effect::Restart => {
                self.draw_points();
                self.begin_anew();
            }
        }
    }

    /// Sets what belongs to the run.
    fn set_of_run(&mut self, name: &str, value: &Value) -> Option<()> {
        let mut place = self.place();
        match (name, value) {
            ("weights", Value::Packed(text)) => place.numbers = packed::unpack_numbers(text)?,
            ("frozen", Value::Packed(text)) => place.frozen = packed::unpack_indices(text)?,
            ("epochs", Value::Count(epochs)) => {
                self.train_to(u64::from(*epochs));
                return Some(());
            }
            ("steps", Value::Count(steps)) => place.steps = u64::from(*steps),
            _ => return None,
        }
        let (before, curves) = (self.place(), self.curves().cloned().unwrap_or_default());
        if self.run_from(&place, curves.clone()) {
            self.start = if place.epochs == 0 { place } else { self.start.clone() };
            return Some(());
        }
        self.run_from(&before, curves);
        None
    }

    /// Opens the state that a link's query describes; whatever it does not say is the default. Bad pairs are reported and
    /// the default stands in for them.
    pub fn load(&mut self, query: &str) -> Vec<Problem> {
        self.kept.clear();
        self.open(query)
    }

    /// Opens the state that a file holds: a query of any length.
    pub fn load_file(&mut self, query: &str) -> Vec<Problem> {
        self.kept.clear();
        self.open_values(TABLE.read_file(query))
    }

    fn open(&mut self, query: &str) -> Vec<Problem> {
        self.open_values(TABLE.read_query(query))
    }

    fn open_values(&mut self, (values, mut problems): (Vec<(&'static Field, Value)>, Vec<Problem>)) -> Vec<Problem> {
        self.keep_run();
        let (mut settings, mut own, mut of_run) = (Settings::default(), None, Vec::new());
        let damaged = |field: &Field, value: &Value| field.problem(Wrong::Damaged, &value.ascii());
        for (field, value) in values {
            match (field.name, &value) {
                ("weights" | "frozen" | "epochs" | "steps", _) => of_run.push((field, value)),
                ("points", Value::Packed(text)) => match packed::unpack_points(text) {
                    Some(points) => own = Some(points),
                    None => problems.push(damaged(field, &value)),
                },
                _ => {
                    if !settings.set(field, value.clone()) {
                        problems.push(damaged(field, &value));
                    }
                }
            }
        }
        self.settings = settings;
        self.own = Rc::new(own.unwrap_or_default());
        self.points.clear();
        self.draw_points();
        self.start = self.first_place();
        let start = self.start.clone();
        self.run_from(&start, Curves::default());
        self.goal_reached = false;
        problems.extend(self.open_run(&of_run));
        problems
    }

    /// Takes on the place of the run that a link gives: weights with the epochs they stand for, or epochs to train for.
    fn open_run(&mut self, of_run: &[(&'static Field, Value)]) -> Vec<Problem> {
        let count = |name| match of_run.iter().find(|(field, _)| field.name == name) {
            Some((_, Value::Count(count))) => u64::from(*count),
            _ => 0,
        };
        let mut problems = Vec::new();
        let mut place = self.start.clone();
        let mut has_weights = false;
        for (field, value) in of_run {
            let Value::Packed(text) = value else { continue };
            let taken = match field.name {
                "weights" => packed::unpack_numbers(text).map(|numbers| {
                    place.numbers = numbers;
                    has_weights = true;
                }),
                _ => packed::unpack_indices(text).map(|indices| place.frozen = indices),
            };
            if taken.is_none() {
                problems.push(field.problem(Wrong::Damaged, text));
            }
        }
        if has_weights {
            (place.epochs, place.steps) = (count("epochs"), count("steps"));
        }
        if place != self.start {
            let frozen = place.frozen.clone();
            if self.run_from(&place, Curves::default()) {
                self.start = if place.epochs == 0 { place } else { Place { frozen, ..self.start.clone() } };
            } else {
                problems.extend(TABLE.field("weights").map(|field| field.problem(Wrong::Damaged, "")));
                let start = self.start.clone();
                self.run_from(&start, Curves::default());
            }
        }
        if !has_weights {
            self.train_to(count("epochs"));
        }
        problems
    }

    /// A field's value as links write it. The run's own fields are empty or 0 as long as it stands at its first place.
    fn linked(&self, field: &Field, place: &Place, has_moved: bool) -> Value {
        let count = |number: u64| Value::Count(u32::try_from(number).unwrap_or(u32::MAX));
        match field.name {
            "weights" if has_moved => Value::Packed(packed::pack_numbers(&place.numbers)),
            "frozen" => Value::Packed(packed::pack_indices(&place.frozen)),
            "epochs" if has_moved => count(place.epochs),
            "steps" if has_moved => count(place.steps),
            "points" if self.settings.has_own_points() => Value::Packed(packed::pack_points(&self.own)),
            "weights" | "points" => Value::Packed(String::new()),
            "epochs" | "steps" => Value::Count(0),
            name => self.settings.get(name).clone(),
        }
    }

    /// The whole state as a query, however long.
    pub fn whole_query(&self) -> String {
        let place = self.place();
        let has_moved = place.epochs > 0 || place.steps > 0 || place.numbers != self.first_place().numbers;
        TABLE.write_query(|field| self.linked(field, &place, has_moved))
    }

    /// The query of a link to exactly this state; of as much of it as fits when [`NetworkPanel::is_too_large`] for a link.
    pub fn link(&self) -> String {
        let query = self.whole_query();
        if query.len() <= LONGEST_LINK {
            return query;
        }
        let place = self.place();
        let without_weights = TABLE.write_query(|field| self.linked(field, &place, false));
        if without_weights.len() <= LONGEST_LINK {
            return without_weights;
        }
        TABLE.write_query(|field| match field.name {
            "data" | "points" | "point" => field.default.clone(),
            _ => self.linked(field, &place, false),
        })
    }

    /// Whether the state is too large for a link, and only a file can hold it.
    pub fn is_too_large(&self) -> bool {
        self.whole_query().len() > LONGEST_LINK
    }

    /// A field's value as text. `None` for an unknown name.
    pub fn value(&self, name: &str) -> Option<String> {
        let field = TABLE.field(name)?;
        Some(match self.settings.get(field.name) {
            _ if name == "epochs" => self.epochs().to_string(),
            Value::Number(number) => number.to_string(),
            Value::Packed(_) => self.linked(field, &self.place(), true).ascii(),
            value => value.ascii(),
        })
    }

    fn snapshot(&self) -> Snapshot {
        Snapshot { settings: self.settings.clone(), own: Rc::clone(&self.own), place: self.place() }
    }

    fn restore(&mut self, snapshot: Snapshot) {
        let same_net =
            snapshot.settings.inputs == self.settings.inputs && snapshot.settings.layers == self.settings.layers;
        let curves = if same_net { self.curves().cloned() } else { None };
        self.settings = snapshot.settings;
        self.own = snapshot.own;
        self.draw_points();
        self.run_from(&snapshot.place, curves.unwrap_or_default());
        self.start = if snapshot.place.epochs == 0 { snapshot.place } else { self.first_place() };
    }

    /// Remembers the state as it is, for [`NetworkPanel::undo`].
    pub fn mark(&mut self) {
        let now = self.snapshot();
        self.undo.mark(&now);
    }

    /// Takes back the last change. Says whether there was one.
    pub fn undo(&mut self) -> bool {
        let now = self.snapshot();
        self.undo.back(&now).map(|before| self.restore(before)).is_some()
    }

    /// Does again what [`NetworkPanel::undo`] took back. Says whether there was anything.
    pub fn redo(&mut self) -> bool {
        let now = self.snapshot();
        self.undo.forth(&now).map(|after| self.restore(after)).is_some()
    }

    /// Whether there is a change to take back.
    pub fn can_undo(&self) -> bool {
        self.undo.can_go_back(&self.snapshot())
    }

    /// Whether there is a change to do again.
    pub fn can_redo(&self) -> bool {
        self.undo.can_go_forth()
    }

    fn leave_goal(&mut self) -> Vec<Problem> {
        let mut settings = self.settings.clone();
        if let Some(field) = TABLE.field("goal") {
            settings.set(field, Value::Choice(goals::GOAL_NAMES[0]));
        }
        self.settings = settings;
        Vec::new()
    }
}
