//! A convolutional layer with one kernel of 3 × 3 on a picture, and pooling: exact in decimals.

use super::decimal::Decimal;

/// Rows and columns of the kernel.
pub const KERNEL_SIZE: usize = 3;
/// Rows and columns of a pooling window, and how far it moves.
pub const POOL_SIZE: usize = 2;

/// What happens at the picture's edge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Padding {
    /// The kernel stays inside the picture.
    Valid,
    /// Zeros around the picture, so many that with stride 1 the output is as large as the picture.
    Same,
}

impl Padding {
    /// How many places a kernel has along a side of `length`: ⌊(n − k)/s⌋ + 1 when it stays inside, ⌈n/s⌉ with zeros
    /// around (the formulas of Keras; `PyTorch` knows the second for stride 1 alone).
    pub const fn output_length(self, length: usize, stride: usize) -> usize {
        match self {
            Self::Valid if length < KERNEL_SIZE => 0,
            Self::Valid => (length - KERNEL_SIZE) / stride + 1,
            Self::Same => length.div_ceil(stride),
        }
    }

    /// How many zeros stand before the picture along a side; as in Keras, an odd one goes to the end.
    pub const fn zeros_before(self, length: usize, stride: usize) -> usize {
        self.zeros(length, stride) / 2
    }

    /// How many zeros stand before and after the picture along a side, together.
    pub const fn zeros(self, length: usize, stride: usize) -> usize {
        match self {
            Self::Valid => 0,
            Self::Same => ((self.output_length(length, stride) - 1) * stride + KERNEL_SIZE).saturating_sub(length),
        }
    }
}

/// What becomes of a pooling window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pooling {
    /// Its largest value.
    Max,
    /// Its mean.
    Average,
}

/// A picture of numbers, row by row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeatureMap<T> {
    /// Rows and columns.
    pub shape: [usize; 2],
    /// The numbers, row by row.
    pub values: Vec<T>,
}

impl<T: Copy> FeatureMap<T> {
    /// The number at a place of the plane; `None` outside.
    pub fn at(&self, row: usize, column: usize) -> Option<T> {
        let [rows, columns] = self.shape;
        (row < rows && column < columns).then(|| self.values[row * columns + column])
    }
}

/// One kernel with its bias. What it does is cross-correlation, as in every deep-learning library: the kernel is not turned
/// around.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Convolution {
    /// The weights, row by row.
    pub kernel: [Decimal; KERNEL_SIZE * KERNEL_SIZE],
    /// Added to each sum.
    pub bias: Decimal,
    /// How far the kernel moves, at least 1.
    pub stride: usize,
    /// What happens at the edge.
    pub padding: Padding,
}

impl Convolution {
    /// Where on the picture the upper left corner of the kernel lies for an output's place: row and column, which may lie
    /// before the picture where zeros stand.
    pub fn corner(&self, shape: [usize; 2], place: [usize; 2]) -> [isize; 2] {
        std::array::from_fn(|side| {
            let before = self.padding.zeros_before(shape[side], self.stride);
            (place[side] * self.stride).cast_signed() - before.cast_signed()
        })
    }

    /// What the kernel lies on at an output's place, row by row; 0 where there is no picture.
    pub fn window(&self, picture: &FeatureMap<i32>, place: [usize; 2]) -> [i32; KERNEL_SIZE * KERNEL_SIZE] {
        let [top, left] = self.corner(picture.shape, place);
        std::array::from_fn(|at| {
            let row = top.checked_add_unsigned(at / KERNEL_SIZE).and_then(|row| usize::try_from(row).ok());
            let column = left.checked_add_unsigned(at % KERNEL_SIZE).and_then(|column| usize::try_from(column).ok());
            row.zip(column).and_then(|(row, column)| picture.at(row, column)).unwrap_or(0)
        })
    }

    /// b + Σ k·x at an output's place.
    pub fn value(&self, picture: &FeatureMap<i32>, place: [usize; 2]) -> Decimal {
        let pairs = self.kernel.iter().zip(self.window(picture, place));
        pairs.fold(self.bias, |sum, (weight, value)| sum + *weight * value)
    }

    /// The whole output.
    pub fn apply(&self, picture: &FeatureMap<i32>) -> FeatureMap<Decimal> {
        let shape = picture.shape.map(|length| self.padding.output_length(length, self.stride));
        let places = (0..shape[0]).flat_map(|row| (0..shape[1]).map(move |column| [row, column]));
        FeatureMap { shape, values: places.map(|place| self.value(picture, place)).collect() }
    }
}

impl Pooling {
    /// Pools windows of 2 × 2 that do not overlap, in hundredths of a hundredth, so that a mean of four is exact. What is
    /// left over at the right and below is left out.
    pub fn apply(self, plane: &FeatureMap<Decimal>) -> FeatureMap<i64> {
        let shape = plane.shape.map(|length| length / POOL_SIZE);
        let window = |row: usize, column: usize| {
            (0..POOL_SIZE * POOL_SIZE)
                .filter_map(move |at| plane.at(row * POOL_SIZE + at / POOL_SIZE, column * POOL_SIZE + at % POOL_SIZE))
                .map(|value| i64::from(value.count()) * 100)
        };
        let value = |row: usize, column: usize| match self {
            Self::Max => window(row, column).max().unwrap_or(0),
            Self::Average => window(row, column).sum::<i64>() / 4,
        };
        let values = (0..shape[0]).flat_map(|row| (0..shape[1]).map(move |column| value(row, column))).collect();
        FeatureMap { shape, values }
    }
}
