//! The backward pass of a weight in numbers, for each panel that has a network that learns: the way from the loss back to the weight,
//! factor by factor, and the update that the next step makes of it.
//!
//! What is worked out stands in rows: a name, a formula with today's values, its value. Each formula gives its value to the digits
//! shown, and each number in it is the value of another row, or of a weight.

mod batch;
pub mod formula;
mod forward;
mod loss;
mod path;
mod update;

use super::json::{Key, Text, shown};
use super::table::choices;
use super::view::Message;
use crate::model::backward::Trace;
use crate::model::fit::Ahead;
use crate::model::network::Network;
use formula::{number, single};

choices! {
    /// What a step does, one thing after another.
    pub enum Stage {
        /// From the inputs to the outputs.
        Forward = "forward",
        /// How wrong the outputs are.
        Loss = "loss",
        /// From the loss back to the weight.
        Backward = "backward",
        /// What the rule makes of the gradient.
        Update = "update",
    }
}

choices! {
    /// What the gradient is that is worked out.
    pub enum Over {
        /// That of the sample that is looked at.
        Sample = "sample",
        /// The mean over the batch of the next step.
        Batch = "batch",
    }
}

shown! {
    /// A factor of a product.
    pub struct Factor {
        /// What it is: `h′`, `w`.
        symbol: Text,
        /// Its value.
        value: Text,
    }
}

shown! {
    /// Something worked out.
    pub struct WorkedRow {
        /// What it is, where that takes words.
        name: Option<Message>,
        /// What it is, as a formula: `∂L/∂y`.
        symbol: Text,
        /// The formula with today's values; empty where there is nothing to work out.
        worked: Text,
        /// The factors, where the formula is a product of several that have names of their own.
        factors: Vec<Factor>,
        /// Its value; empty in a row that only says something.
        value: Text,
        /// What there is to say beside it.
        note: Option<Message>,
    }
}

shown! {
    /// A value at a node of the drawing.
    pub struct NodeValue {
        /// The node's place among the inputs and all nodes.
        tile: usize,
        /// What it is: `δ`; empty for the node's own output.
        symbol: Text,
        /// The value.
        value: Text,
    }
}

shown! {
    /// The backward pass of a weight.
    pub struct BackwardShown {
        /// The stage under way.
        stage: Key,
        /// Whether it is worked out for the sample that is looked at or for the batch.
        over: Key,
        /// The number of the weight or bias.
        parameter: usize,
        /// Which it is.
        title: Message,
        /// What happens in this stage.
        lead: Vec<Message>,
        /// What is worked out in this stage.
        rows: Vec<WorkedRow>,
        /// The gradient, and the parameter before and after the step.
        outcome: Vec<Message>,
        /// The numbers of the weights on the way from the parameter to the outputs.
        edges: Vec<usize>,
        /// The places of the nodes on that way among the inputs and all nodes.
        nodes: Vec<usize>,
        /// What stands at these nodes in this stage.
        values: Vec<NodeValue>,
        /// The parameter before and after the step, where its update is looked at.
        change: Text,
        /// Whether the step that is shown has been made.
        made: bool,
    }
}

/// What a backward pass is shown of.
#[derive(Debug)]
pub struct Passes<'a> {
    /// The network before the step.
    pub network: &'a Network,
    /// The names of the inputs and of all nodes.
    pub names: &'a [String],
    /// The number of the weight or bias.
    pub parameter: usize,
    /// The stage under way.
    pub stage: Stage,
    /// What the gradient is that is worked out.
    pub over: Over,
    /// What the sample that is looked at is called, and both its passes.
    pub sample: (Message, Trace),
    /// The step that comes next, or the one just made; nothing where the network can't be trained.
    pub ahead: Option<&'a Ahead>,
    /// The first samples of its batch.
    pub batch: Vec<(Message, Trace)>,
    /// Whether the sample that is looked at is in the batch.
    pub is_in_batch: bool,
    /// Whether the step has been made.
    pub made: bool,
}

/// So many samples of a batch have a row of their own.
pub const ROWS: usize = 3;

impl Passes<'_> {
    /// What shows of it.
    pub fn shown(&self) -> BackwardShown {
        let is_of_sample = self.over == Over::Sample || self.ahead.is_none();
        let rows = match self.stage {
            Stage::Forward if is_of_sample => self.forward_rows(),
            Stage::Forward => self.outputs_of_batch(),
            Stage::Loss if is_of_sample => self.loss_rows(),
            Stage::Loss => self.losses_of_batch(),
            Stage::Backward if is_of_sample => self.backward_rows(),
            Stage::Backward => self.gradients_of_batch(),
            Stage::Update => self.update_rows(),
        };
        let (edges, nodes) = self.way();
        BackwardShown {
            stage: self.stage.name(),
            over: if is_of_sample { Over::Sample } else { Over::Batch }.name(),
            parameter: self.parameter,
            title: self.title(),
            lead: self.lead(is_of_sample),
            rows,
            outcome: self.outcome(),
            values: if is_of_sample { self.values_at(&nodes) } else { Vec::new() },
            change: self.change_text(),
            edges,
            nodes,
            made: self.made,
        }
    }

    /// The name of the input of a layer, or of a node: layer 0 is that of the inputs.
    fn name(&self, layer: usize, place: usize) -> &str {
        &self.names[self.tile(layer, place)]
    }

    fn tile(&self, layer: usize, place: usize) -> usize {
        let layers = self.network.layers();
        match layer.checked_sub(1) {
            None => place,
            Some(at) => self.network.inputs() + layers[..at].iter().map(|layer| layer.units).sum::<usize>() + place,
        }
    }

    fn weight_index(&self, layer: usize, unit: usize, input: usize) -> usize {
        let dense = &self.network.layers()[layer];
        dense.weights().start + unit * dense.inputs + input
    }

    fn weight(&self, layer: usize, unit: usize, input: usize) -> f32 {
        self.network.parameters()[self.weight_index(layer, unit, input)]
    }

    /// The symbol of the parameter.
    fn symbol(&self) -> &'static str {
        if self.network.name(self.parameter).input.is_some() { "w" } else { "b" }
    }

    fn title(&self) -> Message {
        let name = self.network.name(self.parameter);
        let message = match name.input {
            Some(input) => Message::new("backward-weight").with("source", self.name(name.layer, input)),
            None => Message::new("backward-bias"),
        };
        message.with("node", self.name(name.layer + 1, name.unit))
    }

    fn lead(&self, is_of_sample: bool) -> Vec<Message> {
        let sample = || self.sample.0.clone();
        let count = self.ahead.map_or(0, |ahead| ahead.batch.len());
        match self.stage {
            Stage::Forward if is_of_sample => vec![sample(), Message::new("backward-forward")],
            Stage::Loss if is_of_sample => vec![sample(), Message::new("backward-loss")],
            Stage::Backward if is_of_sample => vec![sample(), Message::new("backward-back")],
            Stage::Update => self.update_lead(),
            _ => vec![Message::new("backward-of-batch").with("count", count)],
        }
    }

    fn change_text(&self) -> String {
        let Some(ahead) = self.ahead.filter(|_| self.stage == Stage::Update) else { return String::new() };
        let change = ahead.change(self.parameter);
        single::before_and_after(change.before, change.after).join(" → ")
    }

    /// The gradients, and what becomes of the parameter.
    fn outcome(&self) -> Vec<Message> {
        let of_sample = number(self.sample.1.gradient(self.network, self.parameter));
        let symbol = self.symbol();
        let Some(ahead) = self.ahead else {
            return vec![Message::new("backward-gradient-alone").with("name", symbol).with("gradient", of_sample)];
        };
        let change = ahead.change(self.parameter);
        let [before, after] = single::before_and_after(change.before, change.after);
        let gradients = Message::new("backward-gradients")
            .with("name", symbol)
            .with("gradient", of_sample)
            .with("mean", number(change.gradient))
            .with("count", ahead.batch.len());
        let made = Message::new(if self.made { "backward-made" } else { "backward-planned" })
            .with("name", symbol)
            .with("before", before)
            .with("after", after);
        vec![gradients, made]
    }
}
