//! What the panel shows, in sentences and numbers.

use super::coding::Scale;
use super::effort;
use super::examples::{Data, Task};
use super::learner::Learner;
use super::many::{Many, ManyShown};
use super::play;
use super::report::NodeShown;
use super::settings::{Axes, Curve, Mode, Rule, Timetable};
use super::shape::{Feature, MAX_LAYERS, MAX_NODES};
use super::wiring::is_cut;
use super::{NetworkPanel, Room};
use crate::data::synthetic::Shape;
use crate::data::table::Shipped;
use crate::model::network::Network;
use crate::panel::backward::BackwardShown;
use crate::panel::json::{Key, Text, shown};
use crate::panel::notation::double;
use crate::panel::view::{Message, Said, Table, View};
use crate::text::{percent, significant};

/// The weight at which an edge is as thick as it gets, and in how many thicknesses edges are drawn.
const THICKEST: f32 = 2.5;
const THICKNESSES: u8 = 8;
/// The letter of an edge that is cut.
const CUT: char = '-';

shown! {
    /// An input that the network can have.
    pub struct FeatureShown {
        /// Its name in links; of a column its number from 1.
        name: Text,
        /// What it is called in pictures.
        symbol: Text,
        /// Whether the network has it.
        on: bool,
    }
}

shown! {
    /// A hidden layer.
    pub struct LayerShown {
        /// How many nodes it has.
        nodes: usize,
        /// Its activation's name.
        activation: Key,
    }
}

shown! {
    /// What the page shows of the panel `network` alone.
    pub struct NetworkShown {
        /// How many nodes each layer has: the inputs, the hidden layers, the output.
        sizes: Vec<usize>,
        /// The names of all inputs and nodes, as pictures show them.
        names: Vec<Text>,
        /// How each parameter is drawn, one letter each: `a` to `h` from the thinnest to the thickest above 0, `A` to `H` below 0, and
        /// `-` for an edge that is cut. Empty where the network does not show.
        strokes: Text,
        /// The node that is looked at, among all nodes.
        node: usize,
        /// That node, worked out, when its drawer may be open.
        worked: Option<NodeShown>,
        /// The backward pass of a weight, when its drawer may be open.
        backward: Option<BackwardShown>,
        /// The inputs that a network can have.
        features: Vec<FeatureShown>,
        /// The hidden layers.
        layers: Vec<LayerShown>,
        /// The most hidden layers, and the most nodes in one.
        most: Vec<usize>,
        /// How many points there are.
        points: usize,
        /// The columns of the table, where there is one.
        columns: Vec<Text>,
        /// What the labels of the table are called, where it has any.
        label: Option<Text>,
        /// What the classes are called.
        classes: Vec<Text>,
        /// Whether points can be moved, added and taken away by hand.
        drawable: bool,
        /// The point that is looked at, from 0.
        point: usize,
        /// That point in words.
        point_text: Option<Message>,
        /// Whether a lower learning rate would help.
        diverged: bool,
        /// What the curves of the chart have at the epoch that is looked at.
        chart_reading: Vec<Message>,
        /// The learning rate of the epoch under way, where a schedule changes it.
        rate_now: Option<Message>,
        /// The least and the greatest output, as its scale has them.
        scale: Vec<Text>,
        /// How many runs there are: one, or many.
        mode: Key,
        /// Many runs, where those are what shows.
        many: Option<ManyShown>,
        /// Whether there are many runs to go back to, of which this may be one.
        back: bool,
    }
}

/// A loss as a learner reads it.
pub(super) fn loss(value: Option<f64>) -> String {
    value.map_or_else(|| "—".to_owned(), |loss| significant(loss, 3))
}

impl NetworkPanel {
    pub(super) fn show_in(&self, view: &mut View, wants_numbers: bool) -> NetworkShown {
        let (learner, many) = (&self.learner, self.many());
        let settings = learner.settings();
        view.idle = self.idle();
        view.link_note = (self.link_room() != Room::All).then(|| Message::new("link-without-weights"));
        match many {
            Some(many) => many.show_in(view, learner, wants_numbers),
            None => show_one(learner, view, wants_numbers),
        }
        // Where many runs show, the network behind them does not: no link carries it.
        let is_one = many.is_none();
        let in_numbers = wants_numbers && is_one;
        let network = learner.network();
        let stroke = |index: usize| stroke(network, index);
        let range = learner.coding().readout.range();
        NetworkShown {
            sizes: std::iter::once(network.inputs()).chain(network.layers().iter().map(|layer| layer.units)).collect(),
            names: learner.names(),
            strokes: (0..network.parameters().len()).filter(|_| is_one).map(stroke).collect(),
            node: learner.node(),
            worked: in_numbers.then(|| learner.node_shown(learner.node(), learner.point())).flatten(),
            backward: in_numbers.then(|| self.backward()).flatten(),
            features: features(learner),
            layers: layers(learner),
            most: vec![MAX_LAYERS, MAX_NODES],
            points: learner.examples().count(),
            columns: if settings.data.is_plane() { Vec::new() } else { learner.examples().columns.clone() },
            label: learner.examples().labels.clone(),
            classes: match learner.examples().task() {
                Task::Classes(classes) => {
                    (0..classes).map(|class| learner.examples().class_name(class).to_owned()).collect()
                }
                Task::Values => Vec::new(),
            },
            drawable: settings.data.can_be_drawn_on(),
            point: learner.point(),
            point_text: in_numbers.then(|| learner.point_message()).flatten(),
            diverged: is_one && learner.has_diverged(),
            chart_reading: if in_numbers { self.chart_reading() } else { Vec::new() },
            rate_now: if is_one { rate_now(learner) } else { None },
            scale: range.map(|end| significant(f64::from(end), 2)).to_vec(),
            mode: settings.view.name(),
            many: many.map(Many::shown),
            back: self.has_many_behind(),
        }
    }

    /// The settings and commands that have nothing to do as things stand.
    fn idle(&self) -> Vec<Key> {
        let settings = self.learner.settings();
        // What is chosen in the pictures, or says where the run is.
        let mut idle = vec!["epochs", "steps", "node", "point", "chart-epoch", "gradient", "stage"];
        match settings.data {
            Data::Own | Data::Shipped(_) | Data::Table => idle.extend(["noise", "count"]),
            Data::Drawn(Shape::Gate(_)) => idle.push("count"),
            Data::Drawn(_) | Data::Surface(_) => {}
        }
        if !matches!(settings.data, Data::Drawn(shape) if shape.has_any_number_of_classes()) {
            idle.push("classes");
        }
        if settings.data.is_plane() {
            idle.extend(["target", "standardize", "axes", "across", "up"]);
        } else if settings.axes == Axes::Principal {
            idle.extend(["across", "up"]);
        }
        if !settings.data.can_be_drawn_on() {
            idle.push("hand");
        }
        match self.learner.examples().task() {
            Task::Classes(2) => {}
            Task::Classes(_) => idle.push("output"),
            Task::Values => idle.push("discretize"),
        }
        match settings.view {
            Mode::One => idle.extend(["runs", "sweep"]),
            // Each of many has its own.
            Mode::Many => idle.extend(["sweep", "seed"]),
            Mode::Sweep => idle.push("seed"),
        }
        if settings.optimizer != Rule::Sgd {
            idle.push("momentum");
        }
        match settings.schedule {
            Timetable::Constant => idle.extend(["schedule-epochs", "schedule-factor"]),
            Timetable::Cosine => idle.push("schedule-factor"),
            Timetable::Step | Timetable::Exponential => {}
        }
        if settings.layers.0.is_empty() {
            idle.extend(["activation", "dropout"]);
        }
        if self.learner.split().test.is_empty() && self.learner.split().validation.is_empty() {
            idle.push("testpoints");
        }
        if settings.chart != Curve::Loss {
            idle.push("log");
        }
        idle
    }
}

/// What is said of one network.
fn show_one(learner: &Learner, view: &mut View, wants_numbers: bool) {
    view.sentence = sentence(learner);
    view.sum = learner.output_sum().unwrap_or_default();
    let halt = learner.halt().map(|halt| halt.message());
    let stopped = learner.timeline().and_then(|timeline| play::stop(learner.settings(), timeline));
    let far = learner.too_far().map(|epochs| Message::new("too-far").with("epochs", epochs));
    for note in halt.into_iter().chain(stopped).chain(far) {
        if !view.notes.contains(&note) {
            view.notes.push(note);
        }
    }
    if wants_numbers {
        view.lines = lines(learner);
        view.tables = tables(learner);
    }
}

/// How a parameter is drawn; see [`NetworkShown::strokes`].
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // clamped
fn stroke(network: &Network, index: usize) -> char {
    let parameter = network.parameters()[index];
    if is_cut(network, index) {
        return CUT;
    }
    let level = (parameter.abs() / THICKEST * f32::from(THICKNESSES)) as u8;
    let first = if parameter < 0.0 { b'A' } else { b'a' };
    char::from(first + level.min(THICKNESSES - 1))
}

/// The inputs that the network can have.
fn features(learner: &Learner) -> Vec<FeatureShown> {
    let now = &learner.coding().encoder.features;
    let shown = |feature: Feature| FeatureShown {
        name: feature.id(),
        symbol: learner.input_name(feature),
        on: now.contains(&feature),
    };
    learner.possible_inputs().into_iter().map(shown).collect()
}

fn layers(learner: &Learner) -> Vec<LayerShown> {
    let layers = learner.settings().layers.0.iter();
    layers.map(|layer| LayerShown { nodes: layer.nodes, activation: layer.activation.name() }).collect()
}

/// How the network does. The test data count only where nothing is held out for validation: whoever chooses by them learns from
/// them.
fn sentence(learner: &Learner) -> Vec<Message> {
    let Some(measures) = learner.measures() else { return vec![Message::new("forward-only-why")] };
    let task = learner.examples().task();
    let score = |score: f64| task.score_text(score, 3);
    let [with_others, alone] = match task {
        Task::Classes(_) => ["state", "state-training"],
        Task::Values => ["state-values", "state-values-training"],
    };
    let said = |key| {
        let message = Message::new(key).with("accuracy", score(measures.training_accuracy));
        message.with("loss", loss(measures.training))
    };
    let held_out = |part: Key, accuracy: f64, other: Option<f64>| {
        said(with_others).word("part", part).with("other", score(accuracy)).with("otherLoss", loss(other))
    };
    let mut sentence = vec![match (measures.validation_accuracy, measures.test_accuracy) {
        (Some(accuracy), _) => held_out("part-validation", accuracy, measures.validation),
        (None, Some(accuracy)) => held_out("part-test", accuracy, measures.test),
        (None, None) => said(alone),
    }];
    sentence.extend(plane(learner, ["axes-principal", "axes-columns"]));
    sentence
}

/// What the axes of a table's picture are, and where all else is held.
fn plane(learner: &Learner, [principal, columns]: [Key; 2]) -> Option<Message> {
    let shown = learner.plane();
    if learner.settings().data.is_plane() {
        return None;
    }
    let [across, up] = &shown.names;
    Some(match shown.explained {
        Some(share) => Message::new(principal).with("share", percent(share)),
        None => Message::new(columns).with("across", across).with("up", up),
    })
}

/// What the network is, and from how many points it learns.
pub(super) fn what_learns(learner: &Learner) -> [Message; 2] {
    let (split, count) = (learner.split(), learner.network().parameters().len());
    let counts = Message::new("counts")
        .with("training", split.training.len())
        .with("validation", split.validation.len())
        .with("test", split.test.len());
    [Message::new("run").with("run", learner.run_name()).with("parameters", count), counts]
}

/// Numbers worked out, for the drawer.
fn lines(learner: &Learner) -> Vec<Message> {
    let mut lines = what_learns(learner).to_vec();
    if let Some(timeline) = learner.timeline() {
        let steps = timeline.run().fit().steps_per_epoch();
        lines.push(Message::new("steps-an-epoch").with("steps", steps).with("batch", learner.settings().batch));
    }
    lines.extend(effort::lines(learner));
    lines.extend(rate_now(learner));
    if learner.settings().drops().is_some() {
        lines.push(Message::new("dropout-note").with("dropout", learner.settings().dropout));
    }
    if let Some(measures) = learner.measures() {
        for (key, value) in [
            ("loss-training", measures.training),
            ("loss-validation", measures.validation),
            ("loss-test", measures.test),
        ] {
            lines.extend(value.map(|value| Message::new(key).with("loss", significant(value, 4))));
        }
        let task = learner.examples().task();
        let keys = match task {
            Task::Classes(_) => ["accuracy-training", "accuracy-validation", "accuracy-test"],
            Task::Values => ["determination-training", "determination-validation", "determination-test"],
        };
        let scores = [Some(measures.training_accuracy), measures.validation_accuracy, measures.test_accuracy];
        for (key, value) in keys.into_iter().zip(scores) {
            lines.extend(value.map(|value| Message::new(key).with("accuracy", task.score_text(value, 4))));
        }
    }
    lines.extend(plane(learner, ["plane-principal", "plane-columns"]));
    if let Data::Shipped(shipped) = learner.settings().data {
        lines.push(Message::new(match shipped {
            Shipped::Penguins => "source-penguins",
            Shipped::Wine => "source-wine",
        }));
    }
    let readout = learner.coding().readout;
    if readout.output != learner.settings().output {
        lines.push(Message::new("output-suited").word("output", readout.output.name()));
    }
    if readout.target != Scale::NONE {
        let Scale { mean, deviation } = readout.target;
        let scale = Message::new("target-scale").with("name", &learner.examples().target);
        lines.push(scale.with("mean", significant(mean, 4)).with("deviation", significant(deviation, 4)));
    }
    lines.extend(learner.gradients_told());
    lines
}

/// The learning rate of the epoch under way, where a schedule changes it.
fn rate_now(learner: &Learner) -> Option<Message> {
    let settings = learner.settings();
    if settings.schedule == Timetable::Constant {
        return None;
    }
    let epochs = learner.epochs();
    let rate = double(settings.rate) * settings.rate_schedule().factor(epochs);
    Some(Message::new("rate-now").with("epoch", epochs + 1).with("rate", significant(rate, 3)))
}

/// What is predicted as what, for each part of the points.
fn tables(learner: &Learner) -> Vec<Table> {
    let names = ["confusion-training", "confusion-validation", "confusion-test"];
    let Task::Classes(classes) = learner.examples().task() else { return scales(learner).into_iter().collect() };
    let is_of_two = learner.settings().data.is_plane() && classes == 2;
    let class = |class: usize| learner.examples().class_name(class).to_owned();
    let head = |at: usize| if is_of_two { Said::Word(["class-0", "class-1"][at]) } else { class(at).into() };
    let confusions = names.into_iter().zip(learner.confusions()).filter_map(|(name, counts)| {
        let rows = counts.as_ref()?.chunks_exact(classes).enumerate();
        let row = |(at, counts): (usize, &[usize])| {
            std::iter::once(head(at)).chain(counts.iter().map(|count| (*count).into())).collect()
        };
        Some(Table {
            name,
            columns: if is_of_two { vec!["label", "as-0", "as-1"] } else { vec!["predicted-as"] },
            names: if is_of_two { Vec::new() } else { (0..classes).map(class).collect() },
            rows: rows.map(row).collect(),
            ..Table::default()
        })
    });
    confusions.chain(scales(learner)).collect()
}

/// By what the columns of a table are standardized.
fn scales(learner: &Learner) -> Option<Table> {
    let (encoder, columns) = (&learner.coding().encoder, &learner.examples().columns);
    let scales = encoder.features.iter().filter_map(|feature| match feature {
        Feature::Column(column) => Some((&columns[*column], *encoder.scales.get(*column)?)),
        _ => None,
    });
    let row = |(name, Scale { mean, deviation }): (&String, Scale)| {
        vec![name.clone().into(), significant(mean, 4).into(), significant(deviation, 4).into()]
    };
    let rows: Vec<_> = scales.map(row).collect();
    let is_shown = !rows.is_empty() && learner.settings().standardize;
    is_shown.then(|| Table { name: "scales", columns: vec!["column", "mean", "deviation"], rows, ..Table::default() })
}
