//! The panel `network`: points in the plane, and a network that learns to tell them apart.
//!
//! [`learner`] holds what is set, the points and the run; [`maps`] what the network gives over the plane; [`report`] and [`view`]
//! put it into words.

mod backward;
mod chart_reading;
pub mod coding;
mod effort;
pub mod examples;
mod export;
mod halt;
pub mod learner;
pub mod many;
pub mod maps;
pub mod packed;
mod picture;
pub mod plane;
mod play;
mod questions;
pub mod report;
pub mod run;
pub mod settings;
pub mod shape;
pub mod view;
mod wiring;

use std::cell::RefCell;

use nalgebra::Point2;

use super::command::commands;
use super::files::FileKind;
use super::json::{Key, Text};
use super::moment::Moment;
use super::notation::read_real;
use super::playable::{GoOn, Playable};
use super::port::{Panel, Question};
use super::table::{Field, Problem, Settings as _, Table, Value};
use super::view::{Glance, Handle, Message, View};
use super::words::Words;
use crate::data::csv;
use crate::data::synthetic::{MAX_CLASSES, Point};
use crate::data::table;
use crate::plot::picture::Picture;
use crate::plot::raster::Raster;
use crate::text::significant;
use examples::{Data, Task};
pub use halt::Halt;
use learner::{Learner, Snapshot};
use many::Many;
use maps::Maps;
use settings::{MAX_LINK, Mode, Rule, Settings};
use shape::{Feature, MAX_NODES};

/// How much the keys change a parameter by at once.
const NUDGE: f64 = 0.1;
/// How far from zero a parameter may be set by hand.
const MAX_PARAMETER: f32 = 1000.0;
/// The greatest seed, and one more.
const SEEDS: u32 = 1_000_000;

commands! {
    /// What a learner can do in the panel `network` beside setting a value.
    pub enum NetworkCommand {
        /// Takes an input in or out.
        ToggleInput(name: Text) = "toggle-input",
        /// Adds a hidden layer behind the last, like that one.
        AddLayer() = "add-layer",
        /// Takes the last hidden layer away.
        RemoveLayer() = "remove-layer",
        /// Gives a hidden layer so many nodes.
        Nodes(layer: usize, nodes: usize) = "layer-nodes",
        /// Gives a hidden layer another activation function.
        Activation(layer: usize, name: Text) = "layer-activation",
        /// Other initial weights, and so a new run.
        Reseed() = "reseed",
        /// Other points of the same kind.
        Redraw() = "redraw",
        /// Sets a weight or bias to what is typed.
        Parameter(index: usize, text: Text) = "parameter",
        /// Moves a weight or bias by so many tenths.
        Nudge(index: usize, tenths: f64) = "nudge-parameter",
        /// Freezes a weight or bias, which training then leaves alone, or lets it loose.
        Freeze(index: usize) = "freeze",
        /// Cuts an edge, whose weight is 0 from then on and stays so, or joins it again with its initial weight.
        Cut(index: usize) = "cut-edge",
        /// Adds a point of a class in the middle.
        AddPoint(label: usize) = "add-point",
        /// Gives the point that is looked at the next label.
        Relabel() = "relabel-point",
        /// Takes the point that is looked at away.
        Delete() = "delete-point",
        /// Forgets the earlier runs.
        ForgetRuns() = "forget-runs",
        /// Makes the step whose update is looked at.
        ApplyUpdate() = "apply-update",
        /// A tenth of the learning rate, from the start of the run.
        LowerRate() = "lower-rate",
        /// Opens one of many runs, counted from 0, as the network itself, at the epoch where it stands.
        OpenRun(number: usize) = "open-run",
    }
}

/// The panel's whole state.
#[derive(Debug, Default)]
pub struct NetworkPanel {
    learner: Learner,
    maps: RefCell<Maps>,
    /// Many runs, which stay while one of them is looked at.
    many: Option<Box<Many>>,
}

impl NetworkPanel {
    /// The network that learns, with its points and its run.
    pub fn learner(&self) -> &Learner {
        &self.learner
    }

    /// Many runs, where those are what shows.
    pub fn many(&self) -> Option<&Many> {
        let settings = self.learner.settings();
        self.many.as_deref().filter(|many| settings.view != Mode::One && many.is_for(settings))
    }

    fn many_mut(&mut self) -> Option<&mut Many> {
        let settings = self.learner.settings();
        self.many.as_deref_mut().filter(|many| settings.view != Mode::One && many.is_for(settings))
    }

    /// Whether the network that shows may be one of many runs that have been trained.
    fn has_many_behind(&self) -> bool {
        let settings = self.learner.settings();
        let many = || Settings { view: Mode::Many, ..settings.clone() };
        settings.view == Mode::One && self.many.as_ref().is_some_and(|kept| kept.is_for(&many()))
    }

    /// Makes the many runs those that the settings ask for.
    fn see_to_many(&mut self) {
        let settings = self.learner.settings();
        if settings.view == Mode::One {
            return;
        }
        match &mut self.many {
            Some(many) if many.is_for(settings) => many.follow(&self.learner),
            many => *many = Some(Box::new(Many::new(&self.learner))),
        }
    }

    /// One of many runs as the network itself.
    fn open_run(&mut self, number: usize) -> Result<(), Message> {
        let epochs = self.many().and_then(|many| many.epoch_of(number)).ok_or_else(|| Message::new("no-such-run"))?;
        let seed = u32::try_from(number + 1).unwrap_or(1);
        // Many runs have no cut edges and no frozen parameters, so all are unfrozen first.
        let _ = self.learner.edit(|network| {
            network.frozen().to_vec().into_iter().try_for_each(|index| network.set_frozen(index, false))
        });
        let is_same_seed = self.learner.settings().seed == seed;
        self.adopt(|settings| (settings.seed, settings.view) = (seed, Mode::One));
        if is_same_seed {
            // Its weights may have been set by hand.
            self.learner.begin_anew();
        }
        self.learner.want(epochs);
        Ok(())
    }

    /// Changes the settings.
    fn adopt(&mut self, change: impl FnOnce(&mut Settings)) {
        let mut settings = self.learner.settings().clone();
        change(&mut settings);
        self.learner.adopt(settings);
    }

    /// Changes the hidden layers.
    fn change_layer(&mut self, layer: usize, change: impl FnOnce(&mut shape::Hidden)) -> Result<(), Message> {
        if layer >= self.learner.settings().layers.0.len() {
            return Err(Message::new("no-such-layer"));
        }
        self.adopt(|settings| change(&mut settings.layers.0[layer]));
        Ok(())
    }

    /// Takes the rows of a file: points of the plane, where it has two columns of numbers and labels from 0; else a table.
    fn take_csv(&mut self, file: &[u8]) -> Result<Message, Message> {
        let points = match csv::read_points(file) {
            Ok(points) => points,
            // Points with other labels, or a table.
            Err(_) => {
                let table = examples::rounded_table(csv::read_table(file)?);
                match points_of(&table) {
                    Some(points) => points,
                    None => {
                        let (rows, columns) = (table.count(), table.columns.len());
                        self.learner.take_table(table);
                        return Ok(Message::new("table-taken").with("rows", rows).with("columns", columns));
                    }
                }
            }
        };
        let points: Vec<_> = points.into_iter().map(examples::rounded).collect();
        let count = points.len();
        self.learner.take_points(points);
        Ok(Message::new("points-taken").with("count", count))
    }

    /// Sets a weight or bias.
    fn set_parameter(&mut self, index: usize, value: f32) -> Result<(), Message> {
        let edited = self.learner.edit(|network| network.set_parameter(index, value));
        edited.map_err(|_| Message::new("no-such-parameter"))
    }

    /// Takes an input in or out, of a table a column.
    fn toggle_input(&mut self, name: &str) -> Result<(), Message> {
        let (learner, all) = (&self.learner, self.learner.possible_inputs());
        let now = &learner.coding().encoder.features;
        let is_in = |feature: &Feature| now.contains(feature) != (feature.id() == name);
        let inputs: Vec<_> = all.iter().copied().filter(is_in).collect();
        if inputs.is_empty() {
            return Err(Message::new("last-input"));
        }
        if learner.settings().data.is_plane() {
            self.adopt(|settings| settings.inputs.0 = inputs);
            return Ok(());
        }
        let number = |feature: &Feature| if let Feature::Column(column) = *feature { Some(column) } else { None };
        // None of them named stands for all.
        let columns = if inputs == all { Vec::new() } else { inputs.iter().filter_map(number).collect() };
        self.adopt(|settings| settings.columns.0 = columns);
        Ok(())
    }

    /// Takes the point that is looked at away. The last two stay: with fewer there is nothing to tell apart.
    fn delete_point(&mut self) -> Result<(), Message> {
        let (number, count) = (self.learner.point(), self.learner.examples().count());
        if count <= 2 {
            return Err(Message::new("last-two"));
        }
        self.learner.change_points(|points| _ = points.remove(number));
        self.learner.look_at(number.min(count - 2));
        Ok(())
    }

    /// The value of one of the run's settings in a link; `None` for another setting. A run that has not moved needs none, and one
    /// too large for a link is left out.
    fn linked(&self, name: &str) -> Option<Value> {
        let place = self.learner.place();
        // Many runs follow from the settings and the epoch.
        if let (Some(many), "weights" | "epochs" | "steps") = (self.many(), name) {
            return Some(match name {
                "weights" => Value::Packed(String::new()),
                "epochs" => Value::Count(u32::try_from(many.wanted()).unwrap_or(u32::MAX)),
                _ => Value::Count(0),
            });
        }
        let count = |number: u64| Value::Count(u32::try_from(number).unwrap_or(u32::MAX));
        let is_carried = self.learner.has_moved(&place) && self.link_room() == Room::All;
        Some(match name {
            "weights" if is_carried => Value::Packed(packed::pack_numbers(&place.numbers)),
            "weights" => Value::Packed(String::new()),
            "frozen" => Value::Packed(packed::pack_indices(&place.frozen)),
            "epochs" => count(if is_carried { place.epochs } else { 0 }),
            "steps" => count(if is_carried { place.steps } else { 0 }),
            _ => return None,
        })
    }

    /// Does what a learner asks for.
    fn obey(&mut self, command: NetworkCommand) -> Result<(), Message> {
        match command {
            NetworkCommand::ToggleInput { name } => return self.toggle_input(&name),
            NetworkCommand::AddLayer {} => {
                let depth = self.learner.settings().depth() + 1;
                if depth as usize > shape::MAX_LAYERS {
                    return Err(Message::new("no-more-layers"));
                }
                self.adopt(|settings| settings.set_depth(depth));
            }
            NetworkCommand::RemoveLayer {} => self.adopt(|settings| _ = settings.layers.0.pop()),
            NetworkCommand::Nodes { layer, nodes } => {
                return self.change_layer(layer, |layer| layer.nodes = nodes.clamp(1, MAX_NODES));
            }
            NetworkCommand::Activation { layer, name } => {
                let activation = shape::hidden_activation(&name).ok_or_else(|| Message::new("no-such-activation"))?;
                return self.change_layer(layer, |layer| layer.activation = activation);
            }
            NetworkCommand::Reseed {} => self.adopt(|settings| settings.seed = (settings.seed + 1) % SEEDS),
            NetworkCommand::Redraw {} => {
                self.adopt(|settings| settings.dataseed = (settings.dataseed + 1) % SEEDS);
            }
            NetworkCommand::Parameter { index, text } => match read_real(&text) {
                Ok(value) if value.abs() <= MAX_PARAMETER => return self.set_parameter(index, value),
                _ => return Err(Message::new("not-a-weight").with("most", MAX_PARAMETER)),
            },
            NetworkCommand::Nudge { index, tenths } => {
                let value = self.learner.network().parameters().get(index);
                let value = f64::from(*value.ok_or_else(|| Message::new("no-such-parameter"))?);
                // Tenths stay tenths: 0.1 + 0.2 is 0.3.
                let moved = packed::single(((value + tenths * NUDGE) * 1e4).round() / 1e4);
                let moved = if moved.is_finite() { moved } else { 0.0 };
                return self.set_parameter(index, moved.clamp(-MAX_PARAMETER, MAX_PARAMETER));
            }
            NetworkCommand::Freeze { index } => {
                let is_frozen = self.learner.network().frozen().contains(&index);
                let frozen = self.learner.edit(|network| network.set_frozen(index, !is_frozen));
                return frozen.map_err(|_| Message::new("no-such-parameter"));
            }
            NetworkCommand::Cut { index } => return self.learner.cut_or_join(index),
            NetworkCommand::AddPoint { .. } | NetworkCommand::Relabel {} | NetworkCommand::Delete {}
                if !self.learner.settings().data.can_be_drawn_on() =>
            {
                return Err(Message::new("not-drawn-on"));
            }
            NetworkCommand::AddPoint { label } => {
                let class = u8::try_from(label.min(MAX_CLASSES - 1)).unwrap_or(0);
                self.add_point(Point2::origin(), class);
            }
            NetworkCommand::Relabel {} => {
                let (number, task) = (self.learner.point(), self.learner.examples().task());
                let classes = if let Task::Classes(classes) = task { classes } else { 2 };
                self.learner.change_points(|points| {
                    let class = &mut points[number].class;
                    *class = if usize::from(*class) + 1 < classes { *class + 1 } else { 0 };
                });
            }
            NetworkCommand::Delete {} => return self.delete_point(),
            NetworkCommand::ForgetRuns {} => self.learner.forget_kept(),
            NetworkCommand::ApplyUpdate {} => return self.apply_update(),
            NetworkCommand::LowerRate {} => self.learner.lower_learning_rate(),
            NetworkCommand::OpenRun { number } => return self.open_run(number),
        }
        Ok(())
    }

    /// What a link has room for.
    fn link_room(&self) -> Room {
        let settings = self.learner.settings();
        let remembered = match settings.optimizer {
            Rule::Adam => 2,
            Rule::Sgd => usize::from(settings.momentum > 0.0),
        };
        // Three bytes are four letters; the names and all other settings take less than the rest.
        let weights = self.learner.network().parameters().len() * (1 + remembered) * 16 / 3;
        let points = match settings.data {
            Data::Own => packed::packed_length(&settings.points.0),
            Data::Table => packed::packed_table_length(&settings.own_table.0),
            _ => 0,
        };
        // At most as many bits as there are parameters, in letters of six.
        let frozen = self.learner.network().frozen().last().map_or(0, |last| (last / 8 + 1) * 4 / 3 + 4);
        match MAX_LINK - 1000 - frozen {
            room if weights + points <= room => Room::All,
            room if points <= room => Room::Points,
            _ => Room::Settings,
        }
    }
}

/// The points that a table is, when it has two columns of numbers and the labels 0, 1, 2, ….
fn points_of(table: &table::Table) -> Option<Vec<Point>> {
    let labels = table.labels.as_ref().filter(|_| table.columns.len() == 2)?;
    let are_counted = labels.classes.iter().enumerate().all(|(class, name)| *name == class.to_string());
    let point = |(row, class): (&[f64], &u8)| Point { inputs: [row[0], row[1]], class: *class };
    are_counted.then(|| table.rows().zip(&labels.of).map(point).collect())
}

/// What a link has room for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Room {
    /// Everything.
    All,
    /// Points and settings, and not the weights.
    Points,
    /// Settings alone.
    Settings,
}

impl Panel for NetworkPanel {
    const NAME: Key = "network";
    const TABLE: Table = Settings::TABLE;
    const QUESTIONS: &'static [Question<Self>] = questions::QUESTIONS;
    const FURTHER: &'static [Key] = &["spirals", "penguins", "luck", "deep-sigmoid"];
    const RAIL: &'static [Key] = &["data", "activation", "nodes", "rate"];
    const PICTURES: &'static [(Key, [u32; 2])] = &[
        ("plane", [480, 480]),
        ("losses", [160, 56]),
        ("chart", [480, 320]),
        ("schedule", [240, 72]),
        ("spread", [480, 320]),
    ];
    const RASTERS: &'static [Key] = &["tiles", "runs"];
    const FILES: &'static [FileKind] = &[FileKind::CSV, FileKind::MODEL];

    type State = (Snapshot, u64);
    type Command = NetworkCommand;
    type Shown = view::NetworkShown;

    fn state(&self) -> (Snapshot, u64) {
        (self.learner.snapshot(), self.many().map_or(0, Many::wanted))
    }

    fn restore(&mut self, (one, many_epochs): (Snapshot, u64)) {
        self.learner.restore(one);
        self.see_to_many();
        if let Some(many) = self.many_mut() {
            many.want(many_epochs);
        }
    }

    fn value(&self, setting: &'static Field) -> Value {
        let settings = self.learner.settings();
        let is_left_out = match setting.name {
            "points" => settings.data != Data::Own || self.link_room() == Room::Settings,
            "own-table" => settings.data != Data::Table || self.link_room() == Room::Settings,
            "data" | "point" | "columns" | "target" | "axes" | "across" | "up" => {
                matches!(settings.data, Data::Own | Data::Table) && self.link_room() == Room::Settings
            }
            _ => false,
        };
        if is_left_out {
            return setting.default.clone();
        }
        self.linked(setting.name).unwrap_or_else(|| settings.get(setting))
    }

    fn value_shown(&self, setting: &'static Field) -> Value {
        if let (Some(many), "epochs" | "steps") = (self.many(), setting.name) {
            let epochs = if setting.name == "epochs" { many.measured_at() } else { 0 };
            return Value::Count(u32::try_from(epochs).unwrap_or(u32::MAX));
        }
        let place = || self.learner.timeline().map(|timeline| timeline.run().fit().position());
        let count = |number: u64| Value::Count(u32::try_from(number).unwrap_or(u32::MAX));
        match setting.name {
            "epochs" => count(place().map_or(0, |place| place.epochs)),
            "steps" => count(place().map_or(0, |place| place.steps)),
            "weights" | "frozen" => self.value(setting),
            _ => self.learner.settings().get(setting),
        }
    }

    fn set(&mut self, setting: &'static Field, value: Value) -> Result<(), Problem> {
        if let (Some(many), "epochs", Value::Count(epochs)) = (self.many_mut(), setting.name, &value) {
            many.want(u64::from(*epochs));
            return Ok(());
        }
        let set = self.learner.set(setting, value);
        self.see_to_many();
        set
    }

    fn open(&mut self, mut values: Vec<(&'static Field, Value)>) -> Vec<Problem> {
        let view = values.iter().rfind(|(field, _)| field.name == "view");
        let is_many = view.is_some_and(|(field, value)| *value != field.default);
        let mut epochs = 0;
        if is_many {
            // It is the many that are to be trained for so long.
            values.retain(|(field, value)| match value {
                Value::Count(count) if field.name == "epochs" => {
                    epochs = u64::from(*count);
                    false
                }
                _ => true,
            });
        }
        let problems = self.learner.open(values);
        self.see_to_many();
        if let Some(many) = self.many_mut() {
            many.want(epochs);
        }
        problems
    }

    fn command(&mut self, command: NetworkCommand) -> Result<(), Message> {
        let done = self.obey(command);
        self.see_to_many();
        done
    }

    fn run(&self) -> Option<&dyn Playable> {
        self.many().map(|many| many as &dyn Playable).or(Some(self))
    }

    fn run_mut(&mut self) -> Option<&mut dyn Playable> {
        if self.many().is_some() { self.many_mut().map(|many| many as &mut dyn Playable) } else { Some(self) }
    }

    fn work(&mut self, go_on: GoOn) -> Option<f64> {
        self.learner.measure_followed();
        self.see_to_many();
        self.many_mut()?.measure(go_on)
    }

    fn show(&self, view: &mut View, wants_numbers: bool) -> view::NetworkShown {
        self.show_in(view, wants_numbers)
    }

    fn picture(&self, name: &str, words: &Words) -> Option<Box<dyn Picture + '_>> {
        Some(match name {
            "plane" => Box::new(self.plane(words)),
            "losses" => Box::new(self.sparkline()),
            "chart" => Box::new(self.chart(words)),
            "schedule" => Box::new(self.schedule()),
            "spread" => Box::new(self.many().map(|many| many.spread(words)).unwrap_or_default()),
            _ => return None,
        })
    }

    fn raster(&self, name: &str) -> Option<Box<dyn Raster + '_>> {
        let tiles = || {
            let range = self.learner.coding().readout.range();
            self.maps.borrow_mut().tiles(self.learner.network(), range, &self.learner.projection())
        };
        match name {
            "tiles" => Some(Box::new(tiles())),
            "runs" => Some(many::tiles(self.many(), self.learner.settings().discretize)),
            _ => None,
        }
    }

    fn glance(&self, what: &str, number: usize) -> Option<Glance> {
        let parameter = *self.learner.network().parameters().get(number).filter(|_| what == "parameter")?;
        Some(Glance {
            label: self.learner.parameter_message(number)?,
            value: significant(f64::from(parameter), 4),
            is_negative: parameter < 0.0,
            exact: parameter.to_string(),
            fixed: self.learner.network().frozen().contains(&number),
        })
    }

    fn handles(&self) -> Vec<Handle> {
        self.point_handle().into_iter().chain(self.chart_handle()).collect()
    }

    fn press(&mut self, picture: &str, place: Point2<f64>, reach: f64, _is_touch: bool) -> Option<Key> {
        match picture {
            "plane" => self.press_plane(place, reach),
            "chart" => {
                self.look_at_epoch(place.x);
                self.epoch_in_chart().map(|_| chart_reading::EPOCH)
            }
            _ => None,
        }
    }

    fn drag(&mut self, name: &str, place: Point2<f64>) {
        if name == picture::POINT && place.coords.iter().all(|x| x.is_finite()) {
            self.move_point(place);
        } else if name == chart_reading::EPOCH {
            self.look_at_epoch(place.x);
        }
    }

    fn nudge(&mut self, name: &str, by: [i32; 2]) {
        if name == picture::POINT {
            self.nudge_point(by);
        } else if name == chart_reading::EPOCH {
            self.nudge_epoch(by[0]);
        }
    }

    fn take(&mut self, kind: &str, file: &[u8]) -> Result<Message, Message> {
        match kind {
            "csv" => self.take_csv(file),
            "model" => {
                self.read_model(file)?;
                Ok(Message::new("model-opened"))
            }
            _ => Err(Message::new("no-such-file")),
        }
    }

    fn follow(&mut self, moment: &Moment) -> Result<(), Message> {
        if self.learner.settings().view != Mode::One {
            return Err(Message::new("follow-many"));
        }
        self.learner.follow(moment)
    }

    fn export(&self) -> Option<&dyn super::export::Export> {
        Some(self)
    }
}
