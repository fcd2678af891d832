//! Handwritten digits: 1797 pictures of 8 × 8 cells with their labels.
//!
//! The test part of "Optical Recognition of Handwritten Digits" (E. Alpaydin and C. Kaynak, 1998, UCI Machine Learning
//! Repository, <https://doi.org/10.24432/C50P49>, CC BY 4.0), as scikit-learn ships it. NIST's forms gave bitmaps of 32 × 32
//! pixels; each cell counts the black ones of a block of 4 × 4.
//!
//! The file www/data/digits.bin holds them: [`HEAD`], then each cell's values over all pictures (cell by cell compresses
//! better than picture by picture: 36 against 39 kB of brotli), the labels, and a checksum of all before. The example
//! `pack_digits` makes it.

use thiserror::Error;

/// How many cells a picture has to a side, and in all.
pub const SIDE: usize = 8;
/// All cells of a picture.
pub const CELLS: usize = SIDE * SIDE;
/// The pixels of a block, and so the greatest value of a cell.
pub const FULL: u8 = 16;
/// How many digits there are to tell apart.
pub const CLASSES: usize = 10;
/// How many pictures the file holds.
pub const COUNT: usize = 1797;
/// How a file of digits begins.
pub const HEAD: &[u8; 8] = b"digits1\n";

const LENGTH: usize = HEAD.len() + COUNT * (CELLS + 1) + 4;

/// A picture: each cell's black pixels, row by row from the upper left.
pub type Cells = [u8; CELLS];

/// The pictures and their labels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Digits {
    pictures: Vec<Cells>,
    labels: Vec<u8>,
}

/// Why a file holds no digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum DigitsError {
    /// It is shorter or longer.
    #[error("a file of digits has {LENGTH} bytes; this one has {0}")]
    Length(usize),
    /// It begins otherwise.
    #[error("this is no file of digits")]
    Head,
    /// Something in it has changed on its way.
    #[error("the checksum of the digits does not fit")]
    Checksum,
    /// A cell has more than 16 black pixels, or a label is above 9.
    #[error("picture {0} is out of range")]
    Range(usize),
}

impl Digits {
    /// Pictures with a label each.
    ///
    /// # Errors
    /// [`DigitsError::Length`] when there are more or fewer than 1797 of either, [`DigitsError::Range`] for values that no
    /// picture has.
    pub fn new(pictures: Vec<Cells>, labels: Vec<u8>) -> Result<Self, DigitsError> {
        if pictures.len() != COUNT || labels.len() != COUNT {
            return Err(DigitsError::Length(pictures.len() * CELLS + labels.len()));
        }
        let is_good = |(cells, label): (&Cells, &u8)| cells.iter().all(|v| *v <= FULL) && usize::from(*label) < CLASSES;
        match pictures.iter().zip(&labels).position(|pair| !is_good(pair)) {
            None => Ok(Self { pictures, labels }),
            Some(at) => Err(DigitsError::Range(at + 1)),
        }
    }

    /// The digits of a file that [`Digits::pack`] made.
    ///
    /// # Errors
    /// When the file is another one or has been damaged.
    pub fn unpack(bytes: &[u8]) -> Result<Self, DigitsError> {
        if bytes.len() != LENGTH {
            return Err(DigitsError::Length(bytes.len()));
        }
        let (content, sum) = bytes.split_at(LENGTH - 4);
        let Some(content) = content.strip_prefix(HEAD) else { return Err(DigitsError::Head) };
        if checksum(content).to_le_bytes() != *sum {
            return Err(DigitsError::Checksum);
        }
        let (columns, labels) = content.split_at(COUNT * CELLS);
        let picture = |at: usize| std::array::from_fn(|cell| columns[cell * COUNT + at]);
        Self::new((0..COUNT).map(picture).collect(), labels.to_vec())
    }

    /// The file that holds these digits.
    pub fn pack(&self) -> Vec<u8> {
        let columns = (0..CELLS).flat_map(|cell| self.pictures.iter().map(move |cells| cells[cell]));
        let content: Vec<u8> = columns.chain(self.labels.iter().copied()).collect();
        [&HEAD[..], &content, &checksum(&content).to_le_bytes()].concat()
    }

    /// The picture of a number from 0.
    ///
    /// # Panics
    /// From 1797 on.
    pub fn picture(&self, number: usize) -> &Cells {
        &self.pictures[number]
    }

    /// The digit that the picture of that number shows.
    ///
    /// # Panics
    /// From 1797 on.
    pub fn label(&self, number: usize) -> usize {
        usize::from(self.labels[number])
    }

    /// How many pictures there are.
    pub fn count(&self) -> usize {
        self.labels.len()
    }
}

/// FNV-1a of 32 bits (G. Fowler, L. Noll and K.-P. Vo, 1991): enough to notice what a broken transfer changes.
fn checksum(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811c_9dc5, |sum, byte| (sum ^ u32::from(*byte)).wrapping_mul(0x0100_0193))
}
