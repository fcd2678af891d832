//! What a learner can set.

use super::pad::{LONGEST, Pad};
use super::reader;
use crate::data::digits::{CELLS, CLASSES};
use crate::model::activation::Activation;
use crate::model::error::Error;
use crate::model::fit;
use crate::model::init::Init;
use crate::model::loss::Loss;
use crate::model::network::Network;
use crate::model::optimizer::Optimizer;
use crate::panel::notation::double;
use crate::panel::table::{Field, SettingValue, Value, choices, settings};
use crate::panel::view::Message;

/// The most epochs.
pub const MAX_EPOCHS: u32 = 1000;
/// The most units of a hidden layer.
pub const MAX_UNITS: u32 = 128;
/// All ten digits, a bit each.
pub const ALL_CLASSES: u32 = 0b11_1111_1111;

choices! {
    /// What is asked.
    pub enum Task {
        /// Which digit is it?
        Digit = "digit",
        /// Is it a 5?
        Five = "five",
    }
}

choices! {
    /// The activation function of the hidden layers.
    pub enum Hidden {
        /// max(0, z)
        Relu = "relu",
        /// tanh z
        Tanh = "tanh",
        /// 1/(1 + e⁻ᶻ)
        Sigmoid = "sigmoid",
    }
}

choices! {
    /// How the weights move.
    pub enum Descent {
        /// Adam.
        Adam = "adam",
        /// Stochastic gradient descent.
        Sgd = "sgd",
    }
}

choices! {
    /// What is learned from.
    pub enum Lessons {
        /// The digits as they are.
        Digits = "digits",
        /// The digits with shuffled labels.
        Shuffled = "shuffled",
        /// One and the same grey image for all.
        Constant = "constant",
    }
}

choices! {
    /// Whose network answers.
    pub enum Reader {
        /// The network that is trained in the figure.
        Own = "own",
        /// The network that the panel brings along.
        Ready = "ready",
    }
}

choices! {
    /// What the pen does.
    pub enum Ink {
        /// It draws.
        Draw = "draw",
        /// It erases.
        Erase = "erase",
    }
}

const LAYER_SIZES: &[&str] = &["0", "4", "8", "16", "32", "64", "96", "128"];
const SEEDS: &[&str] = &["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];
const RATES: &[&str] = &["0.0001", "0.0003", "0.001", "0.003", "0.01", "0.03", "0.1", "0.3", "1", "3"];
const BATCHES: &[&str] = &["1", "4", "8", "16", "32", "64", "128", "256", "1437"];

settings! {
    /// What a learner can set. The learned weights follow, to the bit, from the settings of training, the seeds, `epochs` and `batches`.
    pub struct Settings {
        /// What is asked.
        task: Task = Field::choice("", Task::NAMES),
        /// The units of the first hidden layer; 0 for none.
        hidden1: u32 = Field::count("", 32, 0, MAX_UNITS).usual(LAYER_SIZES),
        /// The units of the second hidden layer; 0 for none.
        hidden2: u32 = Field::count("", 0, 0, MAX_UNITS).usual(LAYER_SIZES),
        /// The activation function of the hidden layers.
        activation: Hidden = Field::choice("", Hidden::NAMES),
        /// How the weights move.
        optimizer: Descent = Field::choice("", Descent::NAMES),
        /// The learning rate η.
        rate: f32 = Field::real("", 0.01, [0.0, 1.0], [0.0, 10.0]).usual(RATES),
        /// Samples a step.
        batch: u32 = Field::count("", 32, 1, 1437).usual(BATCHES),
        /// The seed of the first weights and of the order of the samples.
        seed: u32 = Field::count("", 1, 0, 999_999).usual(SEEDS),
        /// The seed of the split of the data set.
        dataseed: u32 = Field::count("", 1, 0, 999_999).usual(SEEDS),
        /// What is learned from.
        lessons: Lessons = Field::choice("", Lessons::NAMES),
        /// The digits that are learned, a bit each, the lowest for 0.
        classes: u32 = Field::count("", ALL_CLASSES, 1, ALL_CLASSES),
        /// How many epochs of the run are shown.
        epochs: u32 = Field::count("", 0, 0, MAX_EPOCHS),
        /// How many batches of the epoch after these are shown.
        batches: u32 = Field::count("", 0, 0, 1436),
        /// The drawing.
        pad: Pad = Field::packed("", LONGEST).checked(|text| Pad::unpack(text).is_some()),
        /// The width of the pen in pixels.
        width: u32 = Field::count("", 4, 1, 8).for_view(),
        /// What the pen does.
        ink: Ink = Field::choice("", Ink::NAMES).for_view(),
        /// Whether the drawing is scaled and put in the middle as the images of the data set are. Links of the first version that say
        /// nothing of it mean that it is not; the questions say that it is.
        fit: bool = Field::choice("", &["off", "on"]),
        /// Whose network answers.
        reader: Reader = Field::choice("", Reader::NAMES),
        /// The cell of the confusion matrix whose images are shown: 1 + 10·label + answer, or 0 for none.
        cell: u32 = Field::count("", 0, 0, 100).for_view(),
        /// The node of the first layer whose weights are shown, from 1.
        node: u32 = Field::count("", 1, 1, MAX_UNITS).for_view(),
        /// Epochs a second when playing.
        speed: &'static str = Field::choice("", &["20", "1", "2", "5", "100000"]).for_view(),
    }
}

impl SettingValue for Pad {
    fn to_value(&self) -> Value {
        Value::Packed(self.pack())
    }

    fn from_value(value: Value) -> Self {
        if let Value::Packed(text) = value { Self::unpack(&text).unwrap_or_default() } else { Self::default() }
    }
}

/// Whether a digit is one of those that are learned, a bit each.
pub fn is_taught(classes: u32, digit: usize) -> bool {
    classes >> digit & 1 == 1
}

/// The digits that are learned, with one more or one less.
///
/// # Errors
/// When none would be left, or there is no such digit.
pub fn toggled(classes: u32, digit: usize) -> Result<u32, Message> {
    let bit = if digit < CLASSES { 1 << digit } else { 0 };
    let toggled = classes ^ bit;
    if toggled == 0 || bit == 0 { Err(Message::new("last-taught")) } else { Ok(toggled) }
}

impl Settings {
    /// The learning rate η.
    pub fn rate(&self) -> f64 {
        double(self.rate)
    }

    /// Whether images of a digit are among the training examples.
    pub fn teaches(&self, digit: usize) -> bool {
        is_taught(self.classes, digit)
    }

    /// The settings that decide a run of training, with those of no other matter as they are by default.
    #[must_use]
    pub fn of_the_run(&self) -> Self {
        let Self {
            task, hidden1, hidden2, activation, optimizer, rate, batch, seed, dataseed, lessons, classes, ..
        } = *self;
        Self {
            task,
            hidden1,
            hidden2,
            activation,
            optimizer,
            rate,
            batch,
            seed,
            dataseed,
            lessons,
            classes,
            ..Self::default()
        }
    }

    /// The settings whose parts of the data set the network in force is measured on: those of the run, or those that the network the
    /// panel brings along was trained by.
    #[must_use]
    pub fn of_the_parts(&self) -> Self {
        let all = Self { task: self.task, ..Self::default() };
        let Self { dataseed, lessons, classes, .. } = *self;
        match self.reader {
            Reader::Own => Self { dataseed, lessons, classes, ..all },
            Reader::Ready => Self { dataseed: reader::DATA_SEED, ..all },
        }
    }

    /// The units of the hidden layers.
    pub fn hidden(&self) -> Vec<usize> {
        [self.hidden1, self.hidden2].into_iter().map(|units| units as usize).filter(|units| *units > 0).collect()
    }

    fn activation(&self) -> Activation {
        match self.activation {
            Hidden::Relu => Activation::Relu,
            Hidden::Tanh => Activation::Tanh,
            Hidden::Sigmoid => Activation::Sigmoid,
        }
    }

    /// The rule for the first weights: He's for `ReLU`, else Glorot's.
    pub fn init(&self) -> Init {
        if self.activation == Hidden::Relu { Init::HeUniform } else { Init::GlorotUniform }
    }

    /// The network before it learns.
    ///
    /// # Errors
    /// As [`Network::new`]; the table allows no sizes for which there are any.
    pub fn network(&self) -> Result<Network, Error> {
        let hidden = self.hidden();
        let (last, outputs) = match self.task {
            Task::Digit => (Activation::Softmax, 10),
            Task::Five => (Activation::Sigmoid, 1),
        };
        let activations = [vec![self.activation(); hidden.len()], vec![last]].concat();
        let mut network = Network::new(&[vec![CELLS], hidden, vec![outputs]].concat(), &activations)?;
        self.init().apply(&mut network, u64::from(self.seed));
        Ok(network)
    }

    /// How the run learns.
    pub fn training(&self) -> fit::Settings {
        let loss = match self.task {
            Task::Digit => Loss::CategoricalCrossEntropy,
            Task::Five => Loss::BinaryCrossEntropy,
        };
        let rate = self.rate();
        let optimizer = match self.optimizer {
            Descent::Adam => Optimizer::adam(rate),
            Descent::Sgd => Optimizer::sgd(rate),
        };
        let shuffle = Some(u64::from(self.seed));
        fit::Settings { shuffle, ..fit::Settings::new(loss, optimizer, self.batch as usize) }
    }
}
