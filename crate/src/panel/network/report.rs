//! The network's numbers in words: every sum worked out with today's values.

use super::examples::Task;
use super::learner::Learner;
use super::shape::Feature;
use super::wiring::is_cut;
use crate::model::activation::Activation;
use crate::model::forward::LayerSignals;
use crate::panel::backward::formula::applied;
use crate::panel::json::{Key, Text, shown};
use crate::panel::view::Message;
use crate::text::{equals, factor, rounded, significant, term};

/// The significant digits of numbers in sums.
const DIGITS: usize = 3;

shown! {
    /// One term of a node's sum.
    pub struct Term {
        /// What it comes from: `x1²`, or `h1.3` for the third node of the first hidden layer; empty for the bias.
        source: Text,
        /// The parameter's number.
        index: usize,
        /// The parameter.
        weight: Text,
        /// Whether it is below 0.
        is_negative: bool,
        /// The input at the point; empty for the bias.
        input: Text,
        /// Their product.
        product: Text,
        /// Whether training leaves the parameter alone.
        frozen: bool,
    }
}

shown! {
    /// A node at a point, worked out.
    pub struct NodeShown {
        /// What it is called.
        name: Message,
        /// The point.
        point: Message,
        /// The sum worked out: `0.5×1.2 − 0.31×0.5 + 0.1 ≈ 0.545`.
        sum: Text,
        /// The output: `tanh(0.545) ≈ 0.497`.
        output: Text,
        /// The terms, that of the bias last.
        terms: Vec<Term>,
    }
}

/// A number of a sum as it is shown.
fn number(value: f32) -> String {
    significant(f64::from(value), DIGITS)
}

/// The value of [`number`]'s text.
fn value_shown(value: f32) -> f64 {
    rounded(f64::from(value), DIGITS)
}

/// The name of a node: `h2.3` is the third of the second hidden layer, `y` the output.
fn node_name(layer: usize, node: usize, layers: usize, nodes: usize) -> String {
    match (layer + 1 == layers, nodes) {
        (true, 1) => "y".to_owned(),
        (true, _) => format!("y{}", node + 1),
        _ => format!("h{}.{}", layer + 1, node + 1),
    }
}

impl Learner {
    /// The number of the node that is looked at, among all nodes; the output when the one chosen is not in the network.
    pub fn node(&self) -> usize {
        let (node, units) = (self.settings().node as usize, self.network().units());
        if (1..=units).contains(&node) { node - 1 } else { units - 1 }
    }

    /// The number of the point that is looked at; the first when the one chosen is not there.
    pub fn point(&self) -> usize {
        let point = self.settings().point as usize;
        if point < self.examples().count() { point } else { 0 }
    }

    /// A node's layer of weights and its place there.
    fn layer_of(&self, unit: usize) -> Option<(usize, usize)> {
        let mut before = 0;
        for (at, layer) in self.network().layers().iter().enumerate() {
            if unit < before + layer.units {
                return Some((at, unit - before));
            }
            before += layer.units;
        }
        None
    }

    /// The forward pass of a point.
    fn forward(&self, point: usize) -> Option<Vec<LayerSignals>> {
        let inputs: Vec<_> = self.coding().encoder.inputs(self.examples().get(point)?).collect();
        self.network().forward(&inputs).ok()
    }

    /// The outputs of the network for a row.
    pub fn outputs_at(&self, point: usize) -> Option<Vec<f32>> {
        Some(self.forward(point)?.pop()?.outputs)
    }

    /// What the inputs are called in pictures.
    pub fn input_names(&self) -> impl Iterator<Item = String> + '_ {
        self.coding().encoder.features.iter().map(|feature| self.input_name(*feature))
    }

    /// What an input is called in pictures.
    pub fn input_name(&self, feature: Feature) -> String {
        match feature {
            Feature::Column(column) => self.examples().columns[column].clone(),
            plane => plane.symbol().to_owned(),
        }
    }

    /// The names of all tiles in pictures: the inputs, then the nodes.
    pub fn names(&self) -> Vec<String> {
        let layers = self.network().layers();
        let nodes = layers.iter().enumerate().flat_map(|(at, layer)| {
            (0..layer.units).map(move |node| self.node_name(at, node, layers.len(), layer.units))
        });
        self.input_names().chain(nodes).collect()
    }

    /// The name of a node. Of several classes an output has the name of its class.
    fn node_name(&self, layer: usize, node: usize, layers: usize, nodes: usize) -> String {
        if layer + 1 == layers && nodes > 2 {
            let name = self.examples().class_name(node);
            return if self.settings().data.is_plane() { format!("y{name}") } else { name.to_owned() };
        }
        node_name(layer, node, layers, nodes)
    }

    /// What a node is called.
    fn node_message(&self, layer: usize, node: usize) -> Message {
        let layers = self.network().layers();
        let is_output = layer + 1 == layers.len();
        let key = match (is_output, layers[layer].units) {
            (false, _) => "node-hidden",
            (true, 1) => "node-output",
            (true, _) => "node-outputs",
        };
        Message::new(key).with("layer", layer + 1).with("node", node + 1)
    }

    /// The inputs of a node of a layer, by their names in pictures, and the place of the layer's first node among all nodes.
    fn sources(&self, layer: usize) -> (Vec<String>, usize) {
        let layers = self.network().layers();
        let first: usize = layers[..layer].iter().map(|layer| layer.units).sum();
        let (names, inputs) = (self.names(), layers[layer].inputs);
        // The names of the inputs stand before those of the nodes.
        let from = if layer == 0 { 0 } else { self.network().inputs() + first - inputs };
        (names[from..from + inputs].to_vec(), first)
    }

    /// A node at a point, with its sum worked out. `None` when there is no such node or point.
    pub fn node_shown(&self, unit: usize, point: usize) -> Option<NodeShown> {
        let (layer, node) = self.layer_of(unit)?;
        let signals = self.forward(point)?.swap_remove(layer);
        let network = self.network();
        let (dense, parameters) = (&network.layers()[layer], network.parameters());
        let (sources, _) = self.sources(layer);
        let frozen = |index: usize| network.frozen().binary_search(&index).is_ok();
        let weights = dense.weights().start + node * dense.inputs;
        let mut terms: Vec<_> = sources
            .into_iter()
            .enumerate()
            .map(|(at, source)| {
                let (index, input) = (weights + at, signals.inputs[at]);
                let weight = parameters[index];
                let [product, input_text] = [weight * input, input].map(number);
                let is_negative = weight < 0.0;
                Term {
                    source,
                    index,
                    weight: number(weight),
                    is_negative,
                    input: input_text,
                    product,
                    frozen: frozen(index),
                }
            })
            .collect();
        let index = dense.biases().start + node;
        let bias = parameters[index];
        let sum = sum_text(&parameters[weights..weights + dense.inputs], &signals.inputs, bias, signals.sums[node]);
        let product = number(bias);
        let is_negative = bias < 0.0;
        terms.push(Term {
            index,
            weight: product.clone(),
            is_negative,
            product,
            frozen: frozen(index),
            ..Term::default()
        });
        let row = self.examples().get(point)?;
        let place = if self.settings().data.is_plane() {
            let [x1, x2] = [row[0], row[1]].map(|x| significant(x, DIGITS));
            Message::new("at-point").with("point", point + 1).with("x1", x1).with("x2", x2)
        } else {
            Message::new("at-row").with("row", point + 1)
        };
        Some(NodeShown {
            name: self.node_message(layer, node),
            point: place,
            sum,
            output: output_text(dense.activation, signals.sums[node], signals.outputs[node]),
            terms,
        })
    }

    /// The output of the node that is looked at, at the point that is looked at: `h1.2 = tanh(0.545) ≈ 0.497`.
    pub fn output_sum(&self) -> Option<String> {
        let unit = self.node();
        let (layer, node) = self.layer_of(unit)?;
        let signals = self.forward(self.point())?.swap_remove(layer);
        let dense = &self.network().layers()[layer];
        let name = self.node_name(layer, node, self.network().layers().len(), dense.units);
        Some(format!("{name} = {}", output_text(dense.activation, signals.sums[node], signals.outputs[node])))
    }

    /// What a parameter is: `x1 → h1.2`, or `b of h1.2`, with where it stands.
    pub fn parameter_message(&self, index: usize) -> Option<Message> {
        let network = self.network();
        let value = number(*network.parameters().get(index)?);
        let name = network.name(index);
        let (sources, first) = self.sources(name.layer);
        let target = &self.names()[network.inputs() + first + name.unit];
        let message = match name.input {
            Some(input) if is_cut(network, index) => Message::new("cut").with("source", &sources[input]),
            Some(input) => Message::new("weight-of").with("source", &sources[input]),
            None => Message::new("bias-of"),
        };
        Some(message.with("node", target).with("value", value))
    }

    /// The point that is looked at, in words.
    pub fn point_message(&self) -> Option<Message> {
        let number = self.point();
        let (examples, readout) = (self.examples(), self.coding().readout);
        let (row, outputs) = (examples.get(number)?, self.outputs_at(number)?);
        let decided = readout.decided(&outputs);
        let is_right = decided == examples.class(number);
        // Of several classes what counts is the output of the one that is said.
        let output = *if readout.has_many_classes() { outputs.get(decided) } else { outputs.last() }?;
        let part: Key = match number {
            number if self.split().test.contains(&number) => "part-test",
            number if self.split().validation.contains(&number) => "part-validation",
            _ => "part-training",
        };
        let is_plane = self.settings().data.is_plane();
        let [right, wrong, value] = match (is_plane, readout.has_many_classes()) {
            (true, false) => ["point-right", "point-wrong", "point-of-value"],
            (true, true) => ["point-class-right", "point-class-wrong", "point-of-value"],
            (false, _) => ["row-right", "row-wrong", "row-value"],
        };
        let key = match (readout.task, is_right) {
            (Task::Values, _) => value,
            (_, true) => right,
            (_, false) => wrong,
        };
        let target = match readout.task {
            Task::Classes(_) => examples.class_name(examples.class(number)).to_owned(),
            Task::Values => significant(examples.value(number), DIGITS),
        };
        let mut message = Message::new(key)
            .with("number", number + 1)
            .with("count", examples.count())
            .with("label", target)
            .with("decided", examples.class_name(decided))
            .with("name", &examples.target)
            .with("output", significant(readout.target.unscaled(f64::from(output)), DIGITS));
        if is_plane {
            let [x1, x2] = [row[0], row[1]].map(|x| significant(x, DIGITS));
            message = message.with("x1", x1).with("x2", x2);
        }
        Some(message.word("part", part))
    }
}

/// The sum in shown figures. It says `=` when the shown figures add up to the shown sum, `≈` when that is rounded.
fn sum_text(weights: &[f32], inputs: &[f32], bias: f32, sum: f32) -> String {
    let mut text = String::new();
    let mut total = value_shown(bias);
    for (weight, input) in weights.iter().zip(inputs) {
        let product = format!("{}×{}", number(*weight), factor(&number(*input)));
        text += &if text.is_empty() { product } else { term(&product) };
        total += value_shown(*weight) * value_shown(*input);
    }
    let shown = value_shown(sum);
    let is_exact = (total - shown).abs() <= 1e-9 * (1.0 + shown.abs());
    format!("{text}{} {} {}", term(&number(bias)), equals(is_exact), number(sum))
}

/// The output in shown figures: `tanh(0.545) ≈ 0.497`.
fn output_text(activation: Activation, sum: f32, output: f32) -> String {
    let (z, h) = (number(sum), number(output));
    match activation {
        Activation::Identity => h,
        Activation::Relu | Activation::Step => format!("{} = {h}", applied(activation, &z)),
        _ => format!("{} ≈ {h}", applied(activation, &z)),
    }
}
