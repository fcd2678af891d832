//! What a learner can set.

use super::drawing::{Drawing, SIDE};
use super::walk::Walk;
use crate::model::convolution::{Convolution, KERNEL_SIZE, Padding, Pooling};
use crate::model::decimal::Decimal;
use crate::panel::json::Key;
use crate::panel::table::{Field, SettingValue, Value, choices, settings};

/// The kernel's weights, row by row, by the names of their settings.
pub const KERNEL_NAMES: [Key; KERNEL_SIZE * KERNEL_SIZE] =
    ["k11", "k12", "k13", "k21", "k22", "k23", "k31", "k32", "k33"];
/// The dense layers' units, first to last, by the names of their settings.
pub const UNIT_NAMES: [Key; 4] = ["units1", "units2", "units3", "units4"];

const fn weight(hundredths: i32) -> Field {
    Field::number("", Decimal::hundredths(hundredths), [-3, 3], [-10, 10])
}

const fn size(default: u32) -> Field {
    Field::count("", default, 1, 1000).in_steps()
}

const fn index(default: u32, max: u32) -> Field {
    Field::count("", default, 0, max)
}

choices! {
    /// What is looked at.
    pub enum Part {
        /// Tensors by rank.
        Tensor = "tensor",
        /// A network of dense layers.
        Dense = "dense",
        /// A convolutional layer on a picture.
        Conv = "conv",
        /// A recurrent layer, element by element.
        Recurrent = "recurrent",
    }
}

choices! {
    /// Where the axis of the channels is.
    pub enum Order {
        /// Behind the others, as in Keras.
        Last = "last",
        /// Before rows and columns, as in `PyTorch`.
        First = "first",
    }
}

choices! {
    /// What the pointer does on the picture under the kernel.
    pub enum Hand {
        /// It moves the kernel.
        Move = "move",
        /// It draws.
        Draw = "draw",
    }
}

choices! {
    /// The padding at the edges of the picture.
    pub enum Edges {
        /// None: the kernel stays inside.
        Valid = "valid",
        /// Zeros around the picture.
        Same = "same",
    }
}

choices! {
    /// The pooling behind the convolution.
    pub enum Pool {
        /// None.
        None = "none",
        /// The greatest of four.
        Max = "max",
        /// The mean of four.
        Average = "average",
    }
}

/// A picture drawn by hand, if there is one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Drawn(pub Option<Drawing>);

impl SettingValue for Drawn {
    fn to_value(&self) -> Value {
        Value::Packed(self.0.map_or_else(String::new, |drawing| drawing.write()))
    }

    fn from_value(value: Value) -> Self {
        Self(if let Value::Packed(text) = value { Drawing::read(&text) } else { None })
    }
}

fn is_drawing(text: &str) -> bool {
    text.is_empty() || Drawing::read(text).is_some()
}

settings! {
    /// What a learner can set.
    pub struct Settings {
        /// What is looked at.
        part: Part = Field::choice("", Part::NAMES),
        /// How many axes the tensor has.
        rank: u32 = index(2, 4),
        /// Where the axis of the channels is.
        order: Order = Field::choice("", Order::NAMES),
        /// The index of the number chosen along the batch.
        sample: u32 = index(1, 3),
        /// The index of the number chosen along the rows.
        row: u32 = index(2, 7),
        /// The index of the number chosen along the columns.
        column: u32 = index(3, 7),
        /// The index of the number chosen along the channels.
        channel: u32 = index(0, 2),
        /// How many inputs the dense network has.
        inputs: u32 = size(3),
        /// How many dense layers there are.
        depth: u32 = Field::count("", 1, 1, 4),
        /// The units of the first dense layer.
        units1: u32 = size(2),
        /// The units of the second dense layer.
        units2: u32 = size(2),
        /// The units of the third dense layer.
        units3: u32 = size(2),
        /// The units of the fourth dense layer.
        units4: u32 = size(2),
        /// The picture under the kernel.
        digit: Key = Field::choice("", &["3", "0", "1", "2", "4", "5", "6", "7", "8", "9"]),
        /// A picture drawn by hand in its place, a letter a cell.
        cells: Drawn = Field::packed("", SIDE * SIDE).checked(is_drawing),
        /// What the pointer does on that picture.
        hand: Hand = Field::choice("", Hand::NAMES).for_view(),
        /// The kernel's weight in row 1, column 1.
        k11: Decimal = weight(-100),
        /// The kernel's weight in row 1, column 2.
        k12: Decimal = weight(0),
        /// The kernel's weight in row 1, column 3.
        k13: Decimal = weight(100),
        /// The kernel's weight in row 2, column 1.
        k21: Decimal = weight(-200),
        /// The kernel's weight in row 2, column 2.
        k22: Decimal = weight(0),
        /// The kernel's weight in row 2, column 3.
        k23: Decimal = weight(200),
        /// The kernel's weight in row 3, column 1.
        k31: Decimal = weight(-100),
        /// The kernel's weight in row 3, column 2.
        k32: Decimal = weight(0),
        /// The kernel's weight in row 3, column 3.
        k33: Decimal = weight(100),
        /// The bias b of each sum.
        bias: Decimal = Field::number("", Decimal::ZERO, [-20, 20], [-100, 100]),
        /// The padding at the edges of the picture.
        padding: Edges = Field::choice("", Edges::NAMES),
        /// How far the kernel moves from one place to the next.
        stride: u32 = Field::count("", 1, 1, 3),
        /// The pooling behind the convolution.
        pool: Pool = Field::choice("", Pool::NAMES),
        /// How many kernels the layer would have, for the count of its parameters.
        filters: u32 = Field::count("", 1, 1, 64),
        /// The row of the output that is looked at.
        down: u32 = index(2, 7).for_view(),
        /// The column of the output that is looked at.
        across: u32 = index(2, 7).for_view(),
        /// The weight of the kernel that is chosen.
        weight: Key = Field::choice("", &["k22", "k11", "k12", "k13", "k21", "k23", "k31", "k32", "k33"]).for_view(),
        /// What the recurrent layer's weights are drawn from.
        seed: u32 = Field::count("", 1, 1, 9999).in_steps(),
        /// How many units the recurrent layer has.
        units: u32 = Field::count("", 2, 1, 4),
        /// The place of the element that the recurrent layer reads.
        moment: u32 = index(20, 299).for_view(),
        /// How far the tensor, the parameters, the output or the series have been gone through; empty where all of it shows.
        walk: Walk = Field::packed("", 7).checked(Walk::is_packed).for_view(),
    }
}

impl Settings {
    /// The sizes of the dense network: its inputs, then each layer's units.
    pub fn sizes(&self) -> Vec<usize> {
        let units = [self.units1, self.units2, self.units3, self.units4];
        std::iter::once(self.inputs)
            .chain(units.into_iter().take(self.depth as usize))
            .map(|size| size as usize)
            .collect()
    }

    /// The picture that the kernel slides over: drawn by hand, or one of the digits.
    pub fn drawing(&self) -> Drawing {
        self.cells.0.unwrap_or_else(|| Drawing::digit(self.digit.parse().unwrap_or(0)))
    }

    /// The same with a picture drawn by hand.
    #[must_use]
    pub fn with_drawing(&self, drawing: Drawing) -> Self {
        Self { cells: Drawn(Some(drawing)), ..self.clone() }
    }

    /// The kernel's weights, row by row.
    pub fn kernel(&self) -> [Decimal; KERNEL_SIZE * KERNEL_SIZE] {
        [self.k11, self.k12, self.k13, self.k21, self.k22, self.k23, self.k31, self.k32, self.k33]
    }

    /// The same with another kernel.
    #[must_use]
    pub fn with_kernel(&self, kernel: [Decimal; KERNEL_SIZE * KERNEL_SIZE]) -> Self {
        let [k11, k12, k13, k21, k22, k23, k31, k32, k33] = kernel;
        Self { k11, k12, k13, k21, k22, k23, k31, k32, k33, ..self.clone() }
    }

    /// The place of the chosen weight in the kernel, row by row.
    pub fn weight_place(&self) -> usize {
        KERNEL_NAMES.iter().position(|name| *name == self.weight).unwrap_or(0)
    }

    /// The convolutional layer.
    pub fn convolution(&self) -> Convolution {
        Convolution {
            kernel: self.kernel(),
            bias: self.bias,
            stride: self.stride as usize,
            padding: if self.padding == Edges::Same { Padding::Same } else { Padding::Valid },
        }
    }

    /// The pooling behind it.
    pub fn pooling(&self) -> Option<Pooling> {
        match self.pool {
            Pool::Max => Some(Pooling::Max),
            Pool::Average => Some(Pooling::Average),
            Pool::None => None,
        }
    }

    /// Whether there is the same to go through in `other`.
    pub fn walks_like(&self, other: &Self) -> bool {
        let over = |settings: &Self| (settings.part, settings.rank, settings.order, settings.padding, settings.stride);
        over(self) == over(other) && self.sizes() == other.sizes()
    }
}
