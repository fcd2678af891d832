//! The network that learns, with all that it was made from: settings, points, the run, and the runs before it.

mod follow;

use std::rc::Rc;

use super::coding::Coding;
use super::effort::Clock;
use super::examples::{self, Data, Examples};
use super::halt::Halt;
use super::maps::Projection;
use super::plane::Plane;
use super::run::{Confusion, Material, Run};
use super::settings::{Columns, Effect, Indices, Layers, Numbers, OwnTable, Rule, Settings, Timetable};
use super::shape::Feature;
use super::wiring;
use crate::data::split::Split;
use crate::data::synthetic::{Point, Shape};
use crate::data::table::{Shipped, Table};
use crate::model::curves::{Curves, Entry, Measures};
use crate::model::error::Error;
use crate::model::network::Network;
use crate::model::timeline::Timeline;
use crate::panel::moment::Moment;
use crate::panel::notation::{double, tenth};
use crate::panel::table::{Field, Problem, Settings as _, Value, Wrong};

/// The most states kept to go back to.
const MAX_KEPT_STATES: usize = 128;
/// The most earlier runs kept to compare with.
const MAX_KEPT_RUNS: usize = 5;
/// How long the training may take that a link or a setting asks for, in nanoseconds.
const MAX_AHEAD: u64 = 20_000_000_000;

/// Where a run stands: all that is needed to go on from there.
#[derive(Clone, Debug)]
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

/// Whether numbers are the same to the bit: −0 is another weight than 0.
fn are_same(some: &[f32], others: &[f32]) -> bool {
    some.iter().map(|number| number.to_bits()).eq(others.iter().map(|number| number.to_bits()))
}

impl PartialEq for Place {
    fn eq(&self, other: &Self) -> bool {
        are_same(&self.numbers, &other.numbers)
            && (self.epochs, self.steps, &self.frozen) == (other.epochs, other.steps, &other.frozen)
    }
}

/// What undo goes back to.
#[derive(Clone, Debug, PartialEq)]
pub struct Snapshot {
    settings: Settings,
    place: Place,
}

/// An earlier run, to compare with.
#[derive(Clone, Debug, PartialEq)]
pub struct KeptRun {
    /// What it was: `2-4-2-1 tanh · SGD 0.03 · #1`.
    pub name: String,
    /// The epochs with their training losses.
    pub losses: Vec<(u64, Option<f64>)>,
}

/// The network, with a run where it can be trained.
#[derive(Debug)]
enum Machine {
    Trainable(Box<Timeline<Run>>),
    /// Forward only, and why.
    Untrainable(Box<Network>, Error),
}

/// The network that learns.
#[derive(Debug)]
pub struct Learner {
    settings: Settings,
    examples: Examples,
    split: Split,
    coding: Coding,
    plane: Plane,
    machine: Machine,
    /// The place that reset goes back to.
    start: Place,
    kept: Vec<KeptRun>,
    /// How the network at the place shown does; `None` for one that cannot be trained.
    measures: Option<Measures>,
    confusions: [Option<Confusion>; 3],
    /// The epochs that were asked for, where that was too far.
    too_far: Option<u64>,
    clock: Clock,
    /// The moment that a network trained elsewhere has come to, without its weights, while that is what shows.
    followed: Option<Moment>,
    /// Whether that one is still to be measured.
    is_to_measure: bool,
}

impl Default for Learner {
    fn default() -> Self {
        Self::new(Settings::default())
    }
}

impl Learner {
    /// A learner at the start of the run that the settings describe.
    pub fn new(settings: Settings) -> Self {
        let examples = Examples::default();
        let coding = Coding::new(&settings, &examples, &[]);
        let mut learner = Self {
            machine: Machine::Untrainable(Box::new(coding.untrained(&settings)), Error::Overflow),
            split: Split { training: Vec::new(), validation: Vec::new(), test: Vec::new() },
            plane: Plane::of_inputs([-6.0, 6.0]),
            start: Place { numbers: Vec::new(), epochs: 0, steps: 0, frozen: Vec::new() },
            kept: Vec::new(),
            measures: None,
            confusions: [const { None }; 3],
            too_far: None,
            clock: Clock::default(),
            followed: None,
            is_to_measure: false,
            examples,
            coding,
            settings,
        };
        learner.draw_examples();
        learner.begin_anew();
        learner
    }

    /// A network as the settings begin it.
    pub fn untrained(&self) -> Network {
        self.coding.untrained(&self.settings)
    }

    /// Everything set at present.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The rows of the data set with their targets.
    pub fn examples(&self) -> &Examples {
        &self.examples
    }

    /// How rows and targets are told the network, and how its outputs are read.
    pub fn coding(&self) -> &Coding {
        &self.coding
    }

    /// The plane that the picture shows.
    pub fn plane(&self) -> &Plane {
        &self.plane
    }

    /// How a place of the pictures becomes the network's inputs.
    pub fn projection(&self) -> Projection {
        Projection { encoder: self.coding.encoder.clone(), plane: self.plane.clone() }
    }

    /// The inputs that the network can have: those made from x1 and x2, or the columns of the table.
    pub fn possible_inputs(&self) -> Vec<Feature> {
        if self.settings.data.is_plane() {
            return Feature::ALL.to_vec();
        }
        self.examples.input_columns().map(Feature::Column).collect()
    }

    /// Which of them serve what.
    pub fn split(&self) -> &Split {
        &self.split
    }

    /// The run, where the network can be trained.
    pub fn timeline(&self) -> Option<&Timeline<Run>> {
        if let Machine::Trainable(timeline) = &self.machine { Some(timeline) } else { None }
    }

    /// The network at the place shown.
    pub fn network(&self) -> &Network {
        match &self.machine {
            Machine::Trainable(timeline) => timeline.run().network(),
            Machine::Untrainable(network, _) => network,
        }
    }

    /// How it does; nothing for a network that cannot be trained.
    pub fn measures(&self) -> Option<&Measures> {
        self.measures.as_ref()
    }

    /// What it makes of the rows for training, validation and test.
    pub fn confusions(&self) -> &[Option<Confusion>; 3] {
        &self.confusions
    }

    /// The curves of the run.
    pub fn curves(&self) -> Option<&Curves> {
        self.timeline().map(|timeline| timeline.run().curves())
    }

    /// What the run's curves have, epoch by epoch; nothing for a network that cannot be trained.
    pub fn entries(&self) -> &[Entry] {
        self.curves().map_or(&[], Curves::entries)
    }

    /// The earlier runs, newest last.
    pub fn kept(&self) -> &[KeptRun] {
        &self.kept
    }

    /// Forgets the earlier runs.
    pub fn forget_kept(&mut self) {
        self.kept.clear();
    }

    /// The place that reset goes back to.
    pub fn start(&self) -> &Place {
        &self.start
    }

    /// The epochs that were asked for, where that was too far.
    pub fn too_far(&self) -> Option<u64> {
        self.too_far
    }

    /// How long the training of the run has taken.
    pub fn clock(&self) -> Clock {
        self.clock
    }

    /// Says how long a portion of work took, which may have been training.
    pub fn count_time(&mut self, milliseconds: f64) {
        self.clock.add(milliseconds, self.timeline().map_or(0, Timeline::length));
    }

    /// Whole epochs done at the place shown.
    pub fn epochs(&self) -> u64 {
        self.timeline().map_or(0, Timeline::position)
    }

    /// Where the run stands.
    pub fn place(&self) -> Place {
        let frozen = self.network().frozen().to_vec();
        match &self.machine {
            Machine::Trainable(timeline) => {
                let fit = timeline.run().fit();
                let position = fit.position();
                Place { numbers: fit.numbers(), epochs: position.epochs, steps: position.steps, frozen }
            }
            Machine::Untrainable(network, _) => {
                Place { numbers: network.parameters().to_vec(), epochs: 0, steps: 0, frozen }
            }
        }
    }

    /// Whether the run stands elsewhere than where the settings alone begin it.
    pub fn has_moved(&self, place: &Place) -> bool {
        place.epochs > 0 || place.steps > 0 || !are_same(&place.numbers, &self.first_place().numbers)
    }

    /// The place of a network that has just been begun.
    pub(super) fn first_place(&self) -> Place {
        Place { numbers: self.untrained().parameters().to_vec(), epochs: 0, steps: 0, frozen: Vec::new() }
    }

    /// Why the network can't learn as it is, if so.
    pub fn halt(&self) -> Option<Halt> {
        match &self.machine {
            Machine::Trainable(timeline) => timeline.run().fit().diverged().map(|error| error.clone().into()),
            Machine::Untrainable(_, why) => Some(Halt::explain(why, &self.coding.encoder, &self.examples)),
        }
    }

    /// Whether a lower learning rate would help.
    pub fn has_diverged(&self) -> bool {
        self.timeline().is_some_and(|timeline| timeline.run().fit().diverged().is_some())
    }

    /// Makes the examples anew from the settings, and what depends on them.
    fn draw_examples(&mut self) {
        let settings = &mut self.settings;
        if settings.data == Data::Own && settings.points.0.is_empty() {
            // Who has no points yet begins with those in sight.
            let is_seen = self.examples.count() > 0 && self.examples.are_points();
            let seen = if is_seen {
                self.examples.points()
            } else {
                Examples::of(&Settings { data: Data::Drawn(Shape::Circle), ..settings.clone() }).points()
            };
            settings.points.0 = Rc::new(seen.into_iter().map(examples::on_hundredths).collect());
        }
        if settings.data == Data::Table && settings.own_table.is_empty() {
            let seen = if self.examples.count() > 1 { self.examples.to_table() } else { Shipped::Penguins.table() };
            settings.own_table = OwnTable(Rc::new(examples::rounded_table(seen)));
        }
        self.examples = Examples::of(settings);
        let shares = [settings.test, settings.validation].map(crate::model::decimal::Decimal::to_f64);
        self.split = examples::part(self.examples.count(), shares[0], shares[1], u64::from(settings.dataseed));
        self.coding = Coding::new(settings, &self.examples, &self.split.training);
        self.plane = Plane::new(settings, &self.examples, &self.split.training);
    }

    /// A run from `place`, with the curves of what led there. False when the place is not one of this network's.
    fn run_from(&mut self, place: &Place, curves: Curves) -> bool {
        let mut network = self.untrained();
        let count = network.parameters().len();
        for &index in place.frozen.iter().filter(|index| **index < count) {
            // It is one of the network's.
            let _ = network.set_frozen(index, true);
        }
        let settings = &self.settings;
        let material = Material { coding: &self.coding, examples: &self.examples, split: &self.split };
        let at = (&place.numbers[..], place.epochs, place.steps);
        let training = settings.training(self.coding.readout.output);
        let run = Run::new(network.clone(), &material, training, at, curves);
        let is_good = match run {
            Ok(run) => {
                self.machine = Machine::Trainable(Box::new(Timeline::new(run, MAX_KEPT_STATES)));
                true
            }
            Err(why) => {
                // Numbers that suit another optimizer, or none, are no place, whatever else keeps the network from learning.
                let is_of_another = matches!(why, Error::Length { .. } | Error::Value { what: "Number", .. });
                let parameters = &place.numbers[..count.min(place.numbers.len())];
                let is_good = network.set_parameters(parameters).is_ok() && !is_of_another;
                self.machine = Machine::Untrainable(Box::new(network), why);
                is_good
            }
        };
        (self.too_far, self.followed) = (None, None);
        self.measure();
        is_good
    }

    /// Measures the network at the place shown: after each change of it.
    pub fn measure(&mut self) {
        let Machine::Trainable(timeline) = &mut self.machine else {
            (self.measures, self.confusions) = (None, [const { None }; 3]);
            return;
        };
        let (measures, confusions) = timeline.run_mut().measure();
        (self.measures, self.confusions) = (Some(measures), confusions);
    }

    /// A new run from the beginning; the one before is kept to compare with.
    pub fn begin_anew(&mut self) {
        self.keep_run();
        // Where the network has the same edges still, those that are cut stay so.
        let cuts = wiring::cuts(self.network());
        let is_alike = wiring::are_alike(self.network(), &self.untrained());
        self.begin(self.first_place().with_cuts(if is_alike { &cuts } else { &[] }));
    }

    /// Begins a run at `start`.
    fn begin(&mut self, start: Place) {
        self.run_from(&start, Curves::default());
        self.start = start;
        self.clock = Clock::default();
    }

    /// The run goes on from where it is, under settings or points that have changed.
    fn branch(&mut self, place: &Place) {
        let (curves, followed) = (self.curves().cloned().unwrap_or_default(), self.followed.take());
        self.run_from(place, curves);
        self.followed = followed;
        if place.epochs == 0 {
            self.start = place.clone();
        }
    }

    // Settings.

    /// Opens the state that these values describe; whatever they do not say is the default.
    pub fn open(&mut self, values: Vec<(&'static Field, Value)>) -> Vec<Problem> {
        let mut settings = Settings::of(values);
        let asked = Asked::take(&mut settings);
        self.settings = settings;
        self.kept.clear();
        self.examples = Examples::default();
        self.draw_examples();
        self.begin(self.first_place());
        self.open_run(asked)
    }

    /// Takes on the place of the run that a link gives: weights with the epochs they stand for, or epochs to train for.
    fn open_run(&mut self, asked: Asked) -> Vec<Problem> {
        let has_weights = !asked.numbers.is_empty();
        let mut place = Place { frozen: asked.frozen, ..self.start.clone() };
        if has_weights {
            place = Place { numbers: asked.numbers, epochs: asked.epochs, steps: asked.steps, ..place };
        }
        let mut problems = Vec::new();
        if place != self.start {
            let frozen = place.frozen.clone();
            if self.run_from(&place, Curves::default()) {
                self.start = if place.epochs == 0 { place } else { Place { frozen, ..self.start.clone() } };
            } else {
                problems.extend(Settings::TABLE.field("weights").map(|field| field.problem(Wrong::Damaged, "")));
                let start = self.start.clone();
                self.run_from(&start, Curves::default());
            }
        }
        if !has_weights {
            self.want(asked.epochs);
        }
        problems
    }

    /// Sets one setting.
    ///
    /// # Errors
    /// When weights are not of this network; nothing has changed then.
    pub fn set(&mut self, setting: &'static Field, value: Value) -> Result<(), Problem> {
        match setting.name {
            "weights" | "frozen" | "epochs" | "steps" => {
                let given = setting.ascii(&value);
                self.set_of_run(setting.name, value).ok_or_else(|| setting.problem(Wrong::Damaged, &given))
            }
            "points" => {
                self.settings.put(setting, value);
                if self.settings.data == Data::Own {
                    self.draw_examples();
                    self.branch(&self.place());
                }
                Ok(())
            }
            "own-table" => {
                self.settings.put(setting, value);
                if self.settings.data == Data::Table {
                    self.draw_examples();
                    self.begin_anew();
                }
                Ok(())
            }
            _ => {
                self.adopt(self.settings.with(setting, value));
                Ok(())
            }
        }
    }

    /// Takes on other settings.
    pub fn adopt(&mut self, settings: Settings) {
        let effect = Effect::of(&self.settings, &settings);
        let rule = |settings: &Settings| (settings.optimizer, settings.momentum);
        let is_other_rule = rule(&self.settings) != rule(&settings);
        self.settings = settings;
        match effect {
            Effect::None => {}
            Effect::Picture => self.plane = Plane::new(&self.settings, &self.examples, &self.split.training),
            Effect::Branch => {
                let mut place = self.place();
                self.draw_examples();
                if is_other_rule {
                    // Another rule begins without a memory, and counts its updates from the first.
                    place.numbers.truncate(self.network().parameters().len());
                    place.steps = 0;
                }
                self.branch(&place);
            }
            Effect::Restart => {
                self.draw_examples();
                self.begin_anew();
            }
        }
    }

    /// Sets what belongs to the run.
    fn set_of_run(&mut self, name: &str, value: Value) -> Option<()> {
        let mut place = self.place();
        match (name, value) {
            ("weights", Value::Packed(text)) => place.numbers = super::packed::unpack_numbers(&text)?,
            ("frozen", Value::Packed(text)) => place.frozen = super::packed::unpack_indices(&text)?,
            ("epochs", Value::Count(epochs)) => {
                self.want(u64::from(epochs));
                return Some(());
            }
            ("steps", Value::Count(steps)) => place.steps = u64::from(steps),
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

    // The run.

    /// Wants the run at `epoch`, but not further than can be trained in a reasonable time.
    pub fn want(&mut self, epoch: u64) {
        let Machine::Trainable(timeline) = &mut self.machine else { return };
        let reach = timeline.length().saturating_add(MAX_AHEAD / timeline.run().epoch_cost());
        self.too_far = (epoch > reach).then_some(epoch);
        timeline.want(epoch.min(reach));
        self.measure();
    }

    /// Trains by `train`; the network is measured afterwards.
    ///
    /// # Errors
    /// Those of `train`, or why the network can't be trained at all.
    pub fn train<T>(&mut self, train: impl FnOnce(&mut Timeline<Run>) -> Result<T, Halt>) -> Result<T, Halt> {
        let before = self.timeline().map(|timeline| timeline.run().fit().position());
        let trained = match &mut self.machine {
            Machine::Trainable(timeline) => train(timeline),
            Machine::Untrainable(_, why) => return Err(Halt::explain(why, &self.coding.encoder, &self.examples)),
        };
        if self.timeline().map(|timeline| timeline.run().fit().position()) != before {
            self.followed = None;
        }
        self.measure();
        trained
    }

    /// The point that the next sample is; nothing for a network that cannot be trained.
    pub fn next_sample(&mut self) -> Option<usize> {
        let Machine::Trainable(timeline) = &mut self.machine else { return None };
        let number = timeline.run_mut().next_sample();
        self.split.training.get(number).copied()
    }

    /// Back to the start of the run, which is kept to compare with.
    pub fn reset(&mut self) {
        self.keep_run();
        let network = self.network();
        let start = Place { frozen: network.frozen().to_vec(), ..self.start.clone() };
        self.begin(start.with_cuts(&wiring::cuts(network)));
    }

    /// Changes the network between two steps; at the start of the run the change is part of the start.
    ///
    /// # Errors
    /// Those of `change`; nothing changes then.
    pub fn edit(&mut self, change: impl FnOnce(&mut Network) -> Result<(), Error>) -> Result<(), Error> {
        match &mut self.machine {
            Machine::Trainable(timeline) => timeline.branch(|run| run.edit(change))?,
            Machine::Untrainable(network, _) => change(network)?,
        }
        self.followed = None;
        self.measure();
        let place = self.place();
        if place.epochs == 0 {
            self.start = place;
        }
        Ok(())
    }

    /// Makes the points shown the learner's own, to be moved about.
    fn own_points(&mut self) {
        if self.settings.data == Data::Own {
            return;
        }
        let place = self.place();
        self.settings.points.0 = Rc::new(self.examples.points().into_iter().map(examples::on_hundredths).collect());
        self.settings.data = Data::Own;
        self.keep_run();
        self.draw_examples();
        self.branch(&place);
    }

    /// Changes the learner's own points, which the network then goes on learning from.
    pub fn change_points(&mut self, change: impl FnOnce(&mut Vec<Point>)) {
        self.own_points();
        let (place, nodes) = (self.place(), self.coding.readout.nodes());
        change(Rc::make_mut(&mut self.settings.points.0));
        self.draw_examples();
        if self.coding.readout.nodes() == nodes {
            self.branch(&place);
        } else {
            // With another number of classes it is another network.
            self.begin_anew();
        }
    }

    /// Takes other points for the learner's own, and begins a new run.
    pub fn take_points(&mut self, points: Vec<Point>) {
        self.settings.points.0 = Rc::new(points);
        self.settings.data = Data::Own;
        self.draw_examples();
        self.begin_anew();
    }

    /// Takes another table for the learner's own, and begins a new run with all its columns.
    pub fn take_table(&mut self, table: Table) {
        self.settings = Settings {
            own_table: OwnTable(Rc::new(table)),
            data: Data::Table,
            columns: Columns(Vec::new()),
            target: 0,
            ..self.settings.clone()
        };
        self.draw_examples();
        self.begin_anew();
    }

    /// Looks at a point.
    pub fn look_at(&mut self, point: usize) {
        self.settings.point = u32::try_from(point).unwrap_or(0);
    }

    /// Looks at an epoch in the chart; 0 for the one shown.
    pub fn look_at_epoch(&mut self, epoch: u32) {
        self.settings.chart_epoch = epoch;
    }

    /// What helps a run that has diverged: a tenth of the learning rate, from the start of the run.
    pub fn lower_learning_rate(&mut self) {
        let rate = tenth(self.settings.rate);
        self.reset();
        self.adopt(Settings { rate, ..self.settings.clone() });
    }

    // What there is to go back to and to compare with.

    /// The state.
    pub fn snapshot(&self) -> Snapshot {
        Snapshot { settings: self.settings.clone(), place: self.place() }
    }

    /// Takes on a state.
    pub fn restore(&mut self, snapshot: Snapshot) {
        let Snapshot { settings, place } = snapshot;
        let is_same_network = settings.inputs == self.settings.inputs && settings.layers == self.settings.layers;
        // The curves of a training elsewhere are none of the run's.
        let curves = if is_same_network && self.followed.is_none() { self.curves().cloned() } else { None };
        self.settings = settings;
        self.draw_examples();
        self.run_from(&place, curves.unwrap_or_default());
        self.start = if place.epochs == 0 { place } else { self.first_place() };
        self.clock = Clock::at(self.timeline().map_or(0, Timeline::length));
    }

    /// Goes to a place of the run, from which it has gone since `start`. False when the place is not one of this network's.
    pub fn go_to(&mut self, place: &Place, start: Place) -> bool {
        self.start = start;
        self.run_from(place, Curves::default())
    }

    /// Keeps the run's losses to compare with, when it has gone anywhere.
    fn keep_run(&mut self) {
        let Some(curves) = self.curves().filter(|curves| curves.entries().len() > 1) else { return };
        let losses = curves.entries().iter().map(|entry| (entry.epoch, entry.last.training));
        let kept = KeptRun { name: self.run_name(), losses: losses.collect() };
        self.kept.retain(|other| other.name != kept.name);
        self.kept.push(kept);
        if self.kept.len() > MAX_KEPT_RUNS {
            self.kept.remove(0);
        }
    }

    /// What tells this run from others: `2-4-2-1 tanh · SGD 0.03 · #1`.
    pub fn run_name(&self) -> String {
        let network = self.network();
        let sizes = std::iter::once(network.inputs()).chain(network.layers().iter().map(|layer| layer.units));
        let sizes = sizes.map(|size| size.to_string()).collect::<Vec<_>>().join("-");
        let Layers(layers) = &self.settings.layers;
        let mut activations: Vec<_> = layers.iter().map(|layer| layer.activation.name()).collect();
        activations.dedup();
        let optimizer = if self.settings.optimizer == Rule::Adam { "Adam" } else { "SGD" };
        let (rate, seed) = (double(self.settings.rate), self.settings.seed);
        let schedule = match self.settings.schedule {
            Timetable::Constant => String::new(),
            schedule => format!(" {} {}", schedule.name(), self.settings.schedule_epochs),
        };
        let dropout =
            self.settings.drops().map_or_else(String::new, |_| format!(" · dropout {}", self.settings.dropout));
        let way = format!("{optimizer} {rate}{schedule}{dropout}");
        let shape = format!("{sizes} {}", activations.join("/"));
        // How a network learns elsewhere is not known here.
        if self.followed.is_some() {
            shape.trim_end().to_owned()
        } else {
            format!("{shape} · {way} · #{seed}").replace("  ", " ")
        }
    }
}

/// What a link asks of the run.
struct Asked {
    numbers: Vec<f32>,
    frozen: Vec<usize>,
    epochs: u64,
    steps: u64,
}

impl Asked {
    /// Takes it out of the settings, which then say nothing of the run.
    fn take(settings: &mut Settings) -> Self {
        Self {
            numbers: std::mem::replace(&mut settings.weights, Numbers(Vec::new())).0,
            frozen: std::mem::replace(&mut settings.frozen, Indices(Vec::new())).0,
            epochs: std::mem::take(&mut settings.epochs).into(),
            steps: std::mem::take(&mut settings.steps).into(),
        }
    }
}
