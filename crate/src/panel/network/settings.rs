//! What a learner can set.

use std::rc::Rc;

use super::examples::Data;
use super::packed::{
    pack_indices, pack_numbers, pack_points, pack_table, unpack_indices, unpack_numbers, unpack_points, unpack_table,
};
use super::shape::{
    self, Feature, HIDDEN_ACTIVATIONS, Hidden, MAX_LAYERS, MAX_NODES, Output, USUAL_INPUTS, USUAL_LAYERS,
};
use crate::data::synthetic::{MAX_CLASSES, Point};
use crate::data::table::{MAX_COLUMNS, Table};
use crate::model::activation::Activation;
use crate::model::decimal::Decimal;
use crate::model::dropout::Dropout;
use crate::model::fit;
use crate::model::init::Init;
use crate::model::optimizer::{Optimizer, Regularization};
use crate::model::schedule::Schedule;
use crate::panel::backward::{Over, Stage};
use crate::panel::notation::double;
use crate::panel::table::{Field, SettingValue, Settings as _, Value, choices, named, settings};

/// The longest query that a link may have, and so the longest of its texts, in bytes; the table reads up to 16,384.
pub(in crate::panel) const MAX_LINK: usize = 16_000;
/// The greatest seed.
const MAX_SEED: u32 = 999_999;
/// The most hidden layers, nodes of one, classes and columns, as the table counts.
#[allow(clippy::cast_possible_truncation)] // few
const MOST: [u32; 4] = [MAX_LAYERS as u32, MAX_NODES as u32, MAX_CLASSES as u32, MAX_COLUMNS as u32];

choices! {
    /// The rule by which gradients change the weights.
    pub enum Rule {
        /// Stochastic gradient descent, with momentum or without.
        Sgd = "sgd",
        /// Adam.
        Adam = "adam",
    }
}

choices! {
    /// How the learning rate changes from epoch to epoch.
    pub enum Timetable {
        /// Not at all.
        Constant = "constant",
        /// It is multiplied by the factor each so many epochs.
        Step = "step",
        /// The same little by little, epoch by epoch.
        Exponential = "exponential",
        /// It falls to 0 over so many epochs as a cosine does.
        Cosine = "cosine",
    }
}

choices! {
    /// What a press on the picture does.
    pub enum Hand {
        /// It chooses a point.
        Look = "look",
        /// It moves a point.
        Move = "move",
        /// It adds a point of class 1.
        One = "one",
        /// It adds a point of class 0.
        Zero = "zero",
        /// It adds a point of class 2.
        Two = "two",
        /// It adds a point of class 3.
        Three = "three",
        /// It adds a point of class 4.
        Four = "four",
        /// It adds a point of class 5.
        Five = "five",
    }
}

impl Hand {
    /// The class of the point that it adds, if it adds any.
    pub const fn class(self) -> Option<u8> {
        match self {
            Self::Look | Self::Move => None,
            Self::Zero => Some(0),
            Self::One => Some(1),
            Self::Two => Some(2),
            Self::Three => Some(3),
            Self::Four => Some(4),
            Self::Five => Some(5),
        }
    }
}

choices! {
    /// What the axes of a table's picture are.
    pub enum Axes {
        /// The two principal axes of the rows.
        Principal = "principal",
        /// Two columns.
        Columns = "columns",
    }
}

choices! {
    /// What the chart shows.
    pub enum Curve {
        /// The losses.
        Loss = "loss",
        /// The accuracies.
        Accuracy = "accuracy",
        /// How large the gradients of each layer are.
        Gradients = "gradients",
    }
}

choices! {
    /// How many runs there are.
    pub enum Mode {
        /// One.
        One = "one",
        /// The same from many seeds.
        Many = "many",
        /// The same from many seeds, for one value after another of a setting.
        Sweep = "sweep",
    }
}

choices! {
    /// The setting that a sweep changes.
    pub enum Swept {
        /// The learning rate.
        Rate = "rate",
        /// The number of nodes in each hidden layer.
        Nodes = "nodes",
        /// The batch size.
        Batch = "batch",
        /// The activation of the hidden layers.
        Activation = "activation",
        /// The strength of L2 regularization.
        L2 = "l2",
    }
}

settings! {
    /// What a learner can set. `weights`, `frozen`, `epochs` and `steps` belong to the run: a link carries them once it has gone
    /// anywhere, and here they are what a link asks for.
    pub struct Settings {
        /// The data set.
        data: Data = Field::choice("", &Data::NAMES),
        /// The standard deviation of the noise on each input.
        noise: Decimal = Field::number("", Decimal::hundredths(20), [0, 2], [0, 5]),
        /// The number of points.
        count: u32 = Field::count("", 200, 2, 5000).usual(&["20", "50", "100", "200", "300", "500", "1000", "2000"]),
        /// The number of classes of a data set that has as many as are wanted.
        classes: u32 = Field::count("", 3, 2, MOST[2]).usual(&["2", "3", "4", "5", "6"]),
        /// The seed of the points.
        dataseed: u32 = Field::count("", 1, 0, MAX_SEED),
        /// The fraction of the points that is for testing.
        test: Decimal = Field::number("", Decimal::hundredths(20), [0, 1], [0, 1]).within(0, 90),
        /// The fraction of the other points that is for validation.
        validation: Decimal = Field::number("", Decimal::ZERO, [0, 1], [0, 1]).within(0, 90),
        /// The learner's own points, packed.
        points: OwnPoints = Field::packed("", MAX_LINK).checked(is_points),
        /// The learner's own table, packed.
        own_table: OwnTable = Field::packed("", MAX_LINK).checked(is_table),
        /// The columns of a table that go in, by their numbers from 1: `1.3.4`. An empty text is all.
        columns: Columns = Field::packed("", 40).checked(|text| shape::read_columns(text).is_some()),
        /// The column of a table whose numbers are to be learned, from 1; 0 for its labels.
        target: u32 = Field::count("", 0, 0, MOST[3]).in_steps(),
        /// Whether the columns of a table are standardized: mean 0 and standard deviation 1 over the training rows.
        standardize: bool = Field::choice("", &["on", "off"]),
        /// The network's inputs: `x1.x2.x1x1`. An empty text is x1 and x2.
        inputs: Inputs = Field::packed("", 40).checked(|text| shape::read_inputs(text).is_some()),
        /// The hidden layers: `tanh4.relu2`, or `none`. An empty text is `tanh4.tanh2`.
        layers: Layers = Field::packed("", 120).checked(|text| shape::read_layers(text).is_some()),
        /// The output's activation and the loss.
        output: Output = Field::choice("", Output::NAMES),
        /// The rule for the initial weights.
        init: Init = Field::choice("", &["glorot", "he", "zeros"]),
        /// The seed of the initial weights, and of the order of the samples.
        seed: u32 = Field::count("", 1, 0, MAX_SEED),
        /// The optimizer.
        optimizer: Rule = Field::choice("", Rule::NAMES),
        /// The learning rate η.
        rate: f32 = Field::real("", 0.03, [0.0, 1.0], [0.0, 1000.0]).usual(&["0.0001", "0.0003", "0.001", "0.003", "0.01", "0.03", "0.1", "0.3", "1", "3", "10"]),
        /// How the learning rate changes from epoch to epoch.
        schedule: Timetable = Field::choice("", Timetable::NAMES),
        /// The epochs after which the schedule's factor has come into force once, or the cosine is at 0.
        schedule_epochs: u32 = Field::count("", 100, 1, 1_000_000).usual(&["1", "10", "20", "50", "100", "200", "500", "1000", "3000"]),
        /// What a step or an exponential schedule multiplies the learning rate by.
        schedule_factor: Decimal = Field::number("", Decimal::hundredths(50), [0, 1], [0, 1]).within(1, 100).usual(&["0.1", "0.2", "0.5", "0.8", "0.9", "0.95", "0.99"]),
        /// The momentum of stochastic gradient descent.
        momentum: f32 = Field::real("", 0.0, [0.0, 1.0], [0.0, 0.99]).usual(&["0", "0.5", "0.9", "0.95", "0.99"]),
        /// The batch size.
        batch: u32 = Field::count("", 10, 1, 5000).usual(&["1", "2", "4", "5", "10", "20", "32", "50", "100", "200", "500"]),
        /// Whether each epoch has a new order of the samples.
        shuffle: bool = Field::choice("", &["on", "off"]),
        /// The strength of L1 regularization.
        l1: f32 = Field::real("", 0.0, [0.0, 0.1], [0.0, 10.0]).usual(REGULARIZATIONS),
        /// The strength of L2 regularization.
        l2: f32 = Field::real("", 0.0, [0.0, 0.1], [0.0, 10.0]).usual(REGULARIZATIONS),
        /// The probability with which an output of a hidden layer is dropped in a training step.
        dropout: Decimal = Field::number("", Decimal::ZERO, [0, 1], [0, 1]).within(0, 90).usual(&["0", "0.1", "0.2", "0.3", "0.5", "0.8"]),
        /// The weights and biases and what the optimizer remembers, packed.
        weights: Numbers = Field::packed("", MAX_LINK).checked(|text| unpack_numbers(text).is_some()),
        /// The parameters that training leaves as they are, packed.
        frozen: Indices = Field::packed("", 1400).checked(|text| unpack_indices(text).is_some()),
        /// The epochs done.
        epochs: u32 = Field::count("", 0, 0, u32::MAX),
        /// The steps done.
        steps: u32 = Field::count("", 0, 0, u32::MAX),
        /// Whether one network is trained, or many that differ in their seeds alone.
        view: Mode = Field::choice("", Mode::NAMES),
        /// How many runs there are, where there are many.
        runs: u32 = Field::count("", 100, 10, 1000).usual(&["10", "30", "100", "300", "1000"]),
        /// The setting that a sweep changes.
        sweep: Swept = Field::choice("", Swept::NAMES),
        /// Epochs a second when playing.
        speed: &'static str = Field::choice("", &["20", "1", "5", "60", "300", "1000", "100000"]).for_view(),
        /// The epoch at which a run stops; 0 for none.
        stop: u32 = Field::count("", 0, 0, 1_000_000).usual(&["0", "100", "300", "1000", "3000", "10000"]),
        /// The training loss at which a run stops; 0 for none.
        goalloss: f32 = Field::real("", 0.0, [0.0, 1.0], [0.0, 10.0]).usual(&["0", "0.001", "0.01", "0.02", "0.05", "0.1", "0.2"]),
        /// Whether the map shows only the decision.
        discretize: bool = Field::choice("", &["off", "on"]).for_view(),
        /// Whether points for validation and testing are shown.
        testpoints: bool = Field::choice("", &["off", "on"]).for_view(),
        /// The node that is looked at, from 1 in the first hidden layer; 0 for the output.
        node: u32 = Field::count("", 0, 0, 300).for_view(),
        /// The point that is looked at, from 0.
        point: u32 = Field::count("", 0, 0, 200_000).for_view(),
        /// What the axes of a table's picture are.
        axes: Axes = Field::choice("", Axes::NAMES).for_view(),
        /// The column of a table to the right, from 1.
        across: u32 = Field::count("", 1, 1, MOST[3]).in_steps().for_view(),
        /// The column of a table upwards, from 1.
        up: u32 = Field::count("", 2, 1, MOST[3]).in_steps().for_view(),
        /// The weight or bias whose gradient is worked out, from 1; 0 for the first one.
        gradient: u32 = Field::count("", 0, 0, 100_000).for_view(),
        /// Whether its gradient is worked out for the point that is looked at or for the batch of the next step.
        over: Over = Field::choice("", Over::NAMES).for_view(),
        /// The stage of a step that is looked at.
        stage: Stage = Field::choice("", Stage::NAMES).for_view(),
        /// What a press on the picture does.
        hand: Hand = Field::choice("", Hand::NAMES).for_view(),
        /// What the chart shows.
        chart: Curve = Field::choice("", Curve::NAMES).for_view(),
        /// The epoch that is looked at in the chart; 0 for the one shown.
        chart_epoch: u32 = Field::count("", 0, 0, u32::MAX).for_view(),
        /// Whether the chart's losses are on a logarithmic axis.
        log: bool = Field::choice("", &["off", "on"]).for_view(),
    }
    derived {
        /// The number of hidden layers.
        depth: Field::count("", 2, 0, MOST[0]).usual(&["0", "1", "2", "3", "4", "5", "6", "7", "8"]).unlinked() => Settings::depth, Settings::set_depth;
        /// The number of nodes in each hidden layer; 0 for no hidden layer.
        nodes: Field::count("", 4, 0, MOST[1]).usual(&["0", "1", "2", "3", "4", "5", "6", "8", "10", "12", "16", "24", "32"]).unlinked() => Settings::nodes, Settings::set_nodes;
        /// The activation of all hidden layers.
        activation: Field::choice("", &HIDDEN_ACTIVATIONS).unlinked() => Settings::activation, Settings::set_activation;
    }
}

/// Usual strengths of regularization.
const REGULARIZATIONS: &[&str] = &["0", "0.0001", "0.001", "0.003", "0.01", "0.03", "0.1", "0.3", "1"];

fn is_table(text: &str) -> bool {
    text.is_empty() || unpack_table(text).is_some()
}

fn is_points(text: &str) -> bool {
    text.is_empty() || unpack_points(text).is_some()
}

/// Declares a type of what a link carries packed.
macro_rules! packed {
    ($(#[doc = $doc:literal] $name:ident($inner:ty), $pack:expr, $unpack:expr;)+) => {$(
        #[doc = $doc]
        #[derive(Clone, Debug, PartialEq)]
        pub struct $name(pub $inner);

        impl SettingValue for $name {
            fn to_value(&self) -> Value {
                Value::Packed($pack(&self.0))
            }

            // The table has checked the text.
            fn from_value(value: Value) -> Self {
                let Value::Packed(text) = value else { unreachable!("{value:?} is no packed text") };
                Self($unpack(&text))
            }
        }
    )+};
}

packed! {
    /// The network's inputs, at least one.
    Inputs(Vec<Feature>), |inputs: &[Feature]| shape::write_inputs(inputs), |text| shape::read_inputs(text).unwrap_or_else(|| USUAL_INPUTS.to_vec());
    /// The hidden layers.
    Layers(Vec<Hidden>), |layers: &[Hidden]| shape::write_layers(layers), |text| shape::read_layers(text).unwrap_or_else(|| USUAL_LAYERS.to_vec());
    /// The columns of a table that go in; none stands for all.
    Columns(Vec<usize>), |columns: &[usize]| shape::write_columns(columns), |text| shape::read_columns(text).unwrap_or_default();
    /// Numbers of a run.
    Numbers(Vec<f32>), |numbers: &[f32]| pack_numbers(numbers), |text| unpack_numbers(text).unwrap_or_default();
    /// Indices of parameters, in ascending order.
    Indices(Vec<usize>), |indices: &[usize]| pack_indices(indices), |text| unpack_indices(text).unwrap_or_default();
}

/// The learner's own points. They are shared between the states that undo remembers.
#[derive(Clone, Debug)]
pub struct OwnPoints(pub Rc<Vec<Point>>);

impl PartialEq for OwnPoints {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0) || self.0 == other.0
    }
}

impl SettingValue for OwnPoints {
    fn to_value(&self) -> Value {
        Value::Packed(if self.0.is_empty() { String::new() } else { pack_points(&self.0) })
    }

    // The table has checked the text.
    fn from_value(value: Value) -> Self {
        let Value::Packed(text) = value else { unreachable!("{value:?} is no packed text") };
        Self(Rc::new(unpack_points(&text).unwrap_or_default()))
    }
}

/// The learner's own table, with two rows or more; without any rows where there is none. It is shared between the states that undo
/// remembers.
#[derive(Clone, Debug)]
pub struct OwnTable(pub Rc<Table>);

impl OwnTable {
    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.values.is_empty()
    }
}

impl PartialEq for OwnTable {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0) || self.0 == other.0
    }
}

impl SettingValue for OwnTable {
    fn to_value(&self) -> Value {
        Value::Packed(if self.is_empty() { String::new() } else { pack_table(&self.0) })
    }

    // The settings' table has checked the text.
    fn from_value(value: Value) -> Self {
        let Value::Packed(text) = value else { unreachable!("{value:?} is no packed text") };
        let none = || Table { columns: Vec::new(), values: Vec::new(), labels: None };
        Self(Rc::new(unpack_table(&text).unwrap_or_else(none)))
    }
}

named!(Init, Activation);

/// What must be made anew when a setting changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Nothing.
    None,
    /// What the picture shows.
    Picture,
    /// The run goes on from the same weights.
    Branch,
    /// The run begins again.
    Restart,
}

impl Effect {
    /// What the change from one's settings to another's asks for.
    pub fn of(before: &Settings, after: &Settings) -> Self {
        macro_rules! differ {
            ($($field:ident),+) => { $(before.$field != after.$field)||+ };
        }
        if differ!(data, classes, columns, target, inputs, layers, output, init, seed) {
            Self::Restart
        } else if differ!(noise, count, dataseed, test, validation, points, own_table, standardize)
            || differ!(optimizer, rate, momentum, schedule, schedule_epochs, schedule_factor)
            || differ!(batch, shuffle, l1, l2, dropout)
        {
            Self::Branch
        } else if differ!(axes, across, up) {
            Self::Picture
        } else {
            Self::None
        }
    }
}

/// The hidden layer that is added where there is none.
const FIRST_HIDDEN: Hidden = Hidden { activation: Activation::Tanh, nodes: 2 };

impl Settings {
    #[allow(clippy::cast_possible_truncation)] // at most MAX_LAYERS
    pub(super) fn depth(&self) -> u32 {
        self.layers.0.len() as u32
    }

    /// Layers are added behind the last one, like that one.
    pub(super) fn set_depth(&mut self, depth: u32) {
        let layers = &mut self.layers.0;
        layers.resize(depth as usize, layers.last().copied().unwrap_or(FIRST_HIDDEN));
    }

    #[allow(clippy::cast_possible_truncation)] // at most MAX_NODES
    fn nodes(&self) -> u32 {
        self.layers.0.first().map_or(0, |layer| layer.nodes as u32)
    }

    fn set_nodes(&mut self, nodes: u32) {
        let layers = &mut self.layers.0;
        if nodes == 0 {
            layers.clear();
        } else if layers.is_empty() {
            layers.push(FIRST_HIDDEN);
        }
        for layer in layers {
            layer.nodes = nodes as usize;
        }
    }

    fn activation(&self) -> Activation {
        self.layers.0.first().map_or(FIRST_HIDDEN.activation, |layer| layer.activation)
    }

    fn set_activation(&mut self, activation: Activation) {
        self.layers.0.iter_mut().for_each(|layer| layer.activation = activation);
    }

    /// The learning-rate schedule.
    pub fn rate_schedule(&self) -> Schedule {
        let (epochs, factor) = (self.schedule_epochs, self.schedule_factor.to_f64());
        match self.schedule {
            Timetable::Constant => Schedule::Constant,
            Timetable::Step => Schedule::Step { epochs, factor },
            Timetable::Exponential => Schedule::Exponential { epochs, factor },
            Timetable::Cosine => Schedule::Cosine { epochs },
        }
    }

    /// Which outputs of hidden layers are dropped, if any.
    pub fn drops(&self) -> Option<Dropout> {
        let dropout = Dropout { rate: self.dropout.to_f64(), seed: u64::from(self.seed) };
        (dropout.rate > 0.0 && !self.layers.0.is_empty()).then_some(dropout)
    }

    /// How the run learns, with the loss of an output.
    pub fn training(&self, output: Output) -> fit::Settings {
        let rate = double(self.rate);
        let optimizer = match self.optimizer {
            Rule::Adam => Optimizer::adam(rate),
            Rule::Sgd => Optimizer::Sgd { rate, momentum: double(self.momentum) },
        };
        fit::Settings {
            loss: output.loss(),
            optimizer,
            schedule: self.rate_schedule(),
            dropout: self.drops(),
            regularization: Regularization { l1: double(self.l1), l2: double(self.l2) },
            batch_size: self.batch as usize,
            shuffle: self.shuffle.then(|| u64::from(self.seed)),
            record: true,
        }
    }

    /// The same with another value of one setting.
    #[must_use]
    pub fn with(&self, setting: &Field, value: Value) -> Self {
        let mut settings = self.clone();
        settings.put(setting, value);
        settings
    }
}
