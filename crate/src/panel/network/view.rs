//! What the panel shows, in sentences and numbers.

use super::learner::Learner;
use super::play;
use super::points::Data;
use super::report::NodeShown;
use super::run::Confusion;
use super::settings::{Curve, Rule};
use super::shape::{Feature, MAX_LAYERS, MAX_NODES};
use super::{NetworkPanel, Room};
use crate::data::synthetic::Shape;
use crate::panel::json::{Key, Text, shown};
use crate::panel::view::{Message, Said, Table, View};
use crate::text::{percent, significant};

/// The weight at which an edge is as thick as it gets, and in how many thicknesses edges are drawn.
const THICKEST: f32 = 2.5;
const THICKNESSES: u8 = 8;

shown! {
    /// An input that the network can have.
    pub struct FeatureShown {
        /// Its name in links.
        name: Key,
        /// What it is called in pictures.
        symbol: Key,
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
        /// How each parameter is drawn, one letter each: `a` to `h` from the thinnest to the thickest above 0, `A` to `H` below 0.
        strokes: Text,
        /// The node that is looked at, among all nodes.
        node: usize,
        /// That node, worked out, when its drawer may be open.
        worked: Option<NodeShown>,
        /// The inputs that a network can have.
        features: Vec<FeatureShown>,
        /// The hidden layers.
        layers: Vec<LayerShown>,
        /// The most hidden layers, and the most nodes in one.
        most: Vec<usize>,
        /// How many points there are.
        points: usize,
        /// The point that is looked at, from 0.
        point: usize,
        /// That point in words.
        point_text: Option<Message>,
        /// Whether a lower learning rate would help.
        diverged: bool,
        /// The least and the greatest output, as its scale has them.
        scale: Vec<Text>,
    }
}

/// A loss as a learner reads it.
fn loss(value: Option<f64>) -> String {
    value.map_or_else(|| "—".to_owned(), |loss| significant(loss, 3))
}

impl NetworkPanel {
    pub(super) fn show_in(&self, view: &mut View, wants_numbers: bool) -> NetworkShown {
        let learner = &self.learner;
        let settings = learner.settings();
        view.idle = self.idle();
        view.sentence = sentence(learner);
        view.sum = learner.output_sum().unwrap_or_default();
        let halt = learner.halt().map(|halt| halt.message());
        let diverged = learner.timeline().is_some() && halt.is_some();
        let stopped = learner.timeline().and_then(|timeline| play::stop(settings, timeline));
        let far = learner.too_far().map(|epochs| Message::new("too-far").with("epochs", epochs));
        for note in halt.into_iter().chain(stopped).chain(far) {
            if !view.notes.contains(&note) {
                view.notes.push(note);
            }
        }
        view.link_note = (self.link_room() != Room::All).then(|| Message::new("link-without-weights"));
        if wants_numbers {
            view.lines = lines(learner);
            view.tables = tables(learner);
        }
        let network = learner.network();
        let range = settings.output.range();
        NetworkShown {
            sizes: std::iter::once(network.inputs()).chain(network.layers().iter().map(|layer| layer.units)).collect(),
            names: learner.names(),
            strokes: network.parameters().iter().map(|parameter| stroke(*parameter)).collect(),
            node: learner.node(),
            worked: wants_numbers.then(|| learner.node_shown(learner.node(), learner.point())).flatten(),
            features: Feature::ALL.map(|feature| feature_shown(learner, feature)).to_vec(),
            layers: layers(learner),
            most: vec![MAX_LAYERS, MAX_NODES],
            points: learner.points().len(),
            point: learner.point(),
            point_text: wants_numbers.then(|| learner.point_message()).flatten(),
            diverged,
            scale: range.map(|end| significant(f64::from(end), 2)).to_vec(),
        }
    }

    /// The settings and commands that have nothing to do as things stand.
    fn idle(&self) -> Vec<Key> {
        let settings = self.learner.settings();
        // What is chosen in the pictures, or says where the run is.
        let mut idle = vec!["epochs", "steps", "node", "point"];
        match settings.data {
            Data::Own => idle.extend(["noise", "count"]),
            Data::Drawn(Shape::Gate(_)) => idle.push("count"),
            Data::Drawn(_) => {}
        }
        if settings.optimizer != Rule::Sgd {
            idle.push("momentum");
        }
        if settings.layers.0.is_empty() {
            idle.push("activation");
        }
        if self.learner.split().test.is_empty() && self.learner.split().validation.is_empty() {
            idle.push("testpoints");
        }
        if settings.chart == Curve::Accuracy {
            idle.push("log");
        }
        idle
    }
}

/// How a parameter is drawn; see [`NetworkShown::strokes`].
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // clamped
fn stroke(parameter: f32) -> char {
    let level = (parameter.abs() / THICKEST * f32::from(THICKNESSES)) as u8;
    let first = if parameter < 0.0 { b'A' } else { b'a' };
    char::from(first + level.min(THICKNESSES - 1))
}

fn feature_shown(learner: &Learner, feature: Feature) -> FeatureShown {
    let on = learner.settings().inputs.0.contains(&feature);
    FeatureShown { name: feature.name(), symbol: feature.symbol(), on }
}

fn layers(learner: &Learner) -> Vec<LayerShown> {
    let layers = learner.settings().layers.0.iter();
    layers.map(|layer| LayerShown { nodes: layer.nodes, activation: layer.activation.name() }).collect()
}

/// How the network does. The test data count only where nothing is held out for validation: whoever chooses by them learns from
/// them.
fn sentence(learner: &Learner) -> Vec<Message> {
    let Some(measures) = learner.measures() else { return vec![Message::new("forward-only-why")] };
    let said = |key| {
        let message = Message::new(key).with("accuracy", percent(measures.training_accuracy));
        message.with("loss", loss(measures.training))
    };
    let held_out = |part: Key, accuracy: f64, other: Option<f64>| {
        said("state").word("part", part).with("other", percent(accuracy)).with("otherLoss", loss(other))
    };
    vec![match (measures.validation_accuracy, measures.test_accuracy) {
        (Some(accuracy), _) => held_out("part-validation", accuracy, measures.validation),
        (None, Some(accuracy)) => held_out("part-test", accuracy, measures.test),
        (None, None) => said("state-training"),
    }]
}

/// Numbers worked out, for the drawer.
fn lines(learner: &Learner) -> Vec<Message> {
    let split = learner.split();
    let counts = Message::new("counts")
        .with("training", split.training.len())
        .with("validation", split.validation.len())
        .with("test", split.test.len());
    let network = learner.network();
    let mut lines = vec![
        Message::new("run").with("run", learner.run_name()).with("parameters", network.parameters().len()),
        counts,
    ];
    if let Some(timeline) = learner.timeline() {
        let steps = timeline.run().fit().steps_per_epoch();
        lines.push(Message::new("steps-an-epoch").with("steps", steps).with("batch", learner.settings().batch));
    }
    if let Some(measures) = learner.measures() {
        for (key, value) in [
            ("loss-training", measures.training),
            ("loss-validation", measures.validation),
            ("loss-test", measures.test),
        ] {
            lines.extend(value.map(|value| Message::new(key).with("loss", significant(value, 4))));
        }
        let accuracies = [
            ("accuracy-training", Some(measures.training_accuracy)),
            ("accuracy-validation", measures.validation_accuracy),
            ("accuracy-test", measures.test_accuracy),
        ];
        for (key, value) in accuracies {
            lines.extend(value.map(|value| Message::new(key).with("accuracy", percent(value))));
        }
    }
    lines
}

/// What is predicted as what, for each part of the points.
fn tables(learner: &Learner) -> Vec<Table> {
    let names = ["confusion-training", "confusion-validation", "confusion-test"];
    let shown = |(name, counts): (Key, Option<Confusion>)| {
        let counts = counts?;
        let row = |class: usize| {
            vec![Said::Word(["class-0", "class-1"][class]), counts[2 * class].into(), counts[2 * class + 1].into()]
        };
        Some(Table {
            name,
            columns: vec!["label", "as-0", "as-1"],
            rows: (0..2).map(row).collect(),
            ..Table::default()
        })
    };
    names.into_iter().zip(learner.confusions()).filter_map(shown).collect()
}
