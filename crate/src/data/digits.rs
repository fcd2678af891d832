//! Handwritten digits: 1797 images of 8 × 8 cells with their labels.
//!
//! The test part of "Optical Recognition of Handwritten Digits" (E. Alpaydin and C. Kaynak, 1998, UCI Machine Learning
//! Repository, <https://doi.org/10.24432/C50P49>, CC BY 4.0), as scikit-learn ships it. NIST's forms gave bitmaps of 32 × 32
//! pixels; each cell counts the black ones of a block of 4 × 4.
//!
//! The file www/data/digits.bin has [`MAGIC`], then the values of each cell over all images, the labels, and a checksum. Brotli
//! compresses it to 36 kB in this order and to 39 kB image by image. The example `pack_digits` makes the file.

use thiserror::Error;

/// The rows and columns of an image.
pub const SIDE: usize = 8;
/// The cells of an image.
pub const CELLS: usize = SIDE * SIDE;
/// The greatest value of a cell: the pixels of a block.
pub const FULL: u8 = 16;
/// How many digits there are to tell apart.
pub const CLASSES: usize = 10;
/// The number of images in the file.
pub const COUNT: usize = 1797;
/// The first bytes of a file of digits.
pub const MAGIC: &[u8; 8] = b"digits1\n";

const LENGTH: usize = MAGIC.len() + COUNT * (CELLS + 1) + 4;

/// An image: the black pixels of each cell, row by row from the upper left.
pub type Cells = [u8; CELLS];

/// The images and their labels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Digits {
    images: Vec<Cells>,
    labels: Vec<u8>,
}

/// Why a file is no file of digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum DigitsError {
    /// It has another length.
    #[error("a file of digits has {LENGTH} bytes; this one has {0}")]
    Length(usize),
    /// It has other first bytes.
    #[error("this is no file of digits")]
    Magic,
    /// It was damaged on its way.
    #[error("the checksum of the digits does not fit")]
    Checksum,
    /// A cell has more than 16 black pixels, or a label is greater than 9.
    #[error("picture {0} is out of range")]
    Range(usize),
}

impl Digits {
    /// Images with a label each.
    ///
    /// # Errors
    /// [`DigitsError::Length`] when there are not 1797 of both, [`DigitsError::Range`] when a value is out of range.
    pub fn new(images: Vec<Cells>, labels: Vec<u8>) -> Result<Self, DigitsError> {
        if images.len() != COUNT || labels.len() != COUNT {
            return Err(DigitsError::Length(images.len() * CELLS + labels.len()));
        }
        let is_good = |(cells, label): (&Cells, &u8)| cells.iter().all(|v| *v <= FULL) && usize::from(*label) < CLASSES;
        match images.iter().zip(&labels).position(|pair| !is_good(pair)) {
            None => Ok(Self { images, labels }),
            Some(at) => Err(DigitsError::Range(at + 1)),
        }
    }

    /// The digits of a file that [`Digits::pack`] made.
    ///
    /// # Errors
    /// When the bytes are no such file.
    pub fn unpack(bytes: &[u8]) -> Result<Self, DigitsError> {
        if bytes.len() != LENGTH {
            return Err(DigitsError::Length(bytes.len()));
        }
        let (content, sum) = bytes.split_at(LENGTH - 4);
        let Some(content) = content.strip_prefix(MAGIC) else { return Err(DigitsError::Magic) };
        if checksum(content).to_le_bytes() != *sum {
            return Err(DigitsError::Checksum);
        }
        let (columns, labels) = content.split_at(COUNT * CELLS);
        let image = |at: usize| std::array::from_fn(|cell| columns[cell * COUNT + at]);
        Self::new((0..COUNT).map(image).collect(), labels.to_vec())
    }

    /// The file with these digits.
    pub fn pack(&self) -> Vec<u8> {
        let columns = (0..CELLS).flat_map(|cell| self.images.iter().map(move |cells| cells[cell]));
        let content: Vec<u8> = columns.chain(self.labels.iter().copied()).collect();
        [&MAGIC[..], &content, &checksum(&content).to_le_bytes()].concat()
    }

    /// The image at an index.
    ///
    /// # Panics
    /// When the index is 1797 or greater.
    pub fn image(&self, number: usize) -> &Cells {
        &self.images[number]
    }

    /// The label of the image at an index.
    ///
    /// # Panics
    /// When the index is 1797 or greater.
    pub fn label(&self, number: usize) -> usize {
        usize::from(self.labels[number])
    }

    /// The number of images.
    pub fn count(&self) -> usize {
        self.labels.len()
    }
}

/// FNV-1a of 32 bits (G. Fowler, L. Noll and K.-P. Vo, 1991): enough to notice what a broken transfer changes.
fn checksum(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811c_9dc5, |sum, byte| (sum ^ u32::from(*byte)).wrapping_mul(0x0100_0193))
}
