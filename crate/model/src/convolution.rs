//! A convolutional layer with one 3 × 3 kernel, and pooling, in exact decimals.

use super::decimal::Decimal;

/// Rows and columns of the kernel.
pub const KERNEL_SIZE: usize = 3;
/// Rows and columns of a pooling window, and its stride.
pub const POOL_SIZE: usize = 2;

/// The padding at the edges of an image.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Padding {
    /// No padding: the kernel stays inside the image.
    Valid,
    /// Zeros around the image, so that with stride 1 the output is as large as the image.
    Same,
}

impl Padding {
    /// The length of the output for an image of `length`: ⌊(n − k)/s⌋ + 1 without padding, ⌈n/s⌉ with padding. These are the formulas
    /// of Keras; `PyTorch` has the second one only for stride 1.
    pub const fn output_length(self, length: usize, stride: usize) -> usize {
        match self {
            Self::Valid if length < KERNEL_SIZE => 0,
            Self::Valid => (length - KERNEL_SIZE) / stride + 1,
            Self::Same => length.div_ceil(stride),
        }
    }

    /// The number of zeros before the image along a side. As in Keras, an odd zero goes to the end.
    pub const fn zeros_before(self, length: usize, stride: usize) -> usize {
        self.zeros(length, stride) / 2
    }

    /// The number of zeros before and after the image along a side.
    pub const fn zeros(self, length: usize, stride: usize) -> usize {
        match self {
            Self::Valid => 0,
            Self::Same => ((self.output_length(length, stride) - 1) * stride + KERNEL_SIZE).saturating_sub(length),
        }
    }
}

/// The kind of pooling.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pooling {
    /// The maximum of the window.
    Max,
    /// The mean of the window.
    Average,
}

/// A feature map: an image of one channel, or what a layer makes of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeatureMap<T> {
    /// Rows and columns.
    pub shape: [usize; 2],
    /// The numbers, row by row.
    pub values: Vec<T>,
}

impl<T: Copy> FeatureMap<T> {
    /// The number at a row and column; `None` outside.
    pub fn at(&self, row: usize, column: usize) -> Option<T> {
        let [rows, columns] = self.shape;
        (row < rows && column < columns).then(|| self.values[row * columns + column])
    }
}

/// A convolution with one kernel. As in every deep-learning library it is a cross-correlation: the kernel is not flipped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Convolution {
    /// The weights, row by row.
    pub kernel: [Decimal; KERNEL_SIZE * KERNEL_SIZE],
    /// The bias of each sum.
    pub bias: Decimal,
    /// The stride, at least 1.
    pub stride: usize,
    /// The padding.
    pub padding: Padding,
}

impl Convolution {
    /// The row and column of the image under the upper left corner of the kernel for a place of the output. They are negative in the
    /// padding.
    pub fn corner(&self, shape: [usize; 2], place: [usize; 2]) -> [isize; 2] {
        std::array::from_fn(|side| {
            let before = self.padding.zeros_before(shape[side], self.stride);
            (place[side] * self.stride).cast_signed() - before.cast_signed()
        })
    }

    /// The values under the kernel for a place of the output, row by row; 0 in the padding.
    pub fn window(&self, image: &FeatureMap<i32>, place: [usize; 2]) -> [i32; KERNEL_SIZE * KERNEL_SIZE] {
        let [top, left] = self.corner(image.shape, place);
        std::array::from_fn(|at| {
            let row = top.checked_add_unsigned(at / KERNEL_SIZE).and_then(|row| usize::try_from(row).ok());
            let column = left.checked_add_unsigned(at % KERNEL_SIZE).and_then(|column| usize::try_from(column).ok());
            row.zip(column).and_then(|(row, column)| image.at(row, column)).unwrap_or(0)
        })
    }

    /// The output b + Σ k·x at a place.
    pub fn value(&self, image: &FeatureMap<i32>, place: [usize; 2]) -> Decimal {
        let pairs = self.kernel.iter().zip(self.window(image, place));
        pairs.fold(self.bias, |sum, (weight, value)| sum + *weight * value)
    }

    /// The whole output.
    pub fn apply(&self, image: &FeatureMap<i32>) -> FeatureMap<Decimal> {
        let shape = image.shape.map(|length| self.padding.output_length(length, self.stride));
        let places = (0..shape[0]).flat_map(|row| (0..shape[1]).map(move |column| [row, column]));
        FeatureMap { shape, values: places.map(|place| self.value(image, place)).collect() }
    }
}

impl Pooling {
    /// Pools windows of 2 × 2 without overlap. The result is in ten-thousandths, so that a mean of four is exact. A row or column that
    /// is left over at the end is dropped.
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
