//! The pad: a bitmap of 32 × 32 pixels, drawn on by strokes, and the data set's own way from it to 8 × 8 cells.

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64;

use crate::data::digits::{CELLS, Cells, FULL, SIDE};
use crate::random::Random;

/// How many pixels the pad has to a side.
pub const PIXELS: usize = 32;
/// The side of a block, whose black pixels a cell counts.
const BLOCK: usize = PIXELS / SIDE;
/// What a link says of a blank pad, whose bits would be 171 letters.
const BLANK: &str = "blank";

/// A place on the pad: pixels from the left edge and from the top.
pub type Place = [f64; 2];

/// The bitmap: a row of bits each, the lowest one at the left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pad([u32; PIXELS]);

/// Things other than one's own drawing to put on the pad.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// Nothing.
    Blank,
    /// Everything black.
    Black,
    /// Each pixel black by the toss of a coin.
    Noise,
    /// The letter A.
    LetterA,
    /// The Korean letter ㅎ.
    LetterHieut,
}

impl Subject {
    /// All of them, by their names in JavaScript.
    pub const ALL: [(&'static str, Self); 5] = [
        ("letter-a", Self::LetterA),
        ("letter-hieut", Self::LetterHieut),
        ("blank", Self::Blank),
        ("noise", Self::Noise),
        ("black", Self::Black),
    ];

    /// The subject called `name`.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(other, _)| *other == name).map(|(_, subject)| *subject)
    }
}

/// How thick the strokes of what is put on the pad are: about as those of the data set.
const USUAL_WIDTH: u32 = 4;

const FIVE: &[Place] = &[
    [22.0, 2.0],
    [11.0, 2.0],
    [9.0, 14.0],
    [15.0, 12.0],
    [21.0, 14.0],
    [23.0, 20.0],
    [21.0, 26.0],
    [15.0, 29.0],
    [8.0, 27.0],
];
const LETTER_A: &[&[Place]] = &[&[[5.0, 30.0], [15.0, 2.0], [26.0, 30.0]], &[[9.0, 20.0], [22.0, 20.0]]];
const HIEUT: &[&[Place]] = &[
    &[[12.0, 2.0], [20.0, 2.0]],
    &[[5.0, 9.0], [27.0, 9.0]],
    &[
        [16.0, 14.0],
        [10.0, 16.0],
        [8.0, 22.0],
        [10.0, 27.0],
        [16.0, 29.0],
        [22.0, 27.0],
        [24.0, 22.0],
        [22.0, 16.0],
        [16.0, 14.0],
    ],
];

impl Default for Pad {
    /// The drawing of a 5 with which the panel opens.
    fn default() -> Self {
        Self::drawn(&[FIVE])
    }
}

impl Pad {
    /// A pad without a black pixel.
    pub const BLANK: Self = Self([0; PIXELS]);

    fn drawn(lines: &[&[Place]]) -> Self {
        let mut pad = Self::BLANK;
        for line in lines {
            for ends in line.windows(2) {
                pad.stroke(ends[0], ends[1], USUAL_WIDTH, true);
            }
        }
        pad
    }

    /// A pad with `subject` on it; `random` is asked for noise.
    pub fn of(subject: Subject, random: &mut Random) -> Self {
        match subject {
            Subject::Blank => Self::BLANK,
            Subject::Black => Self([u32::MAX; PIXELS]),
            Subject::Noise => Self(std::array::from_fn(|_| random.bits())),
            Subject::LetterA => Self::drawn(LETTER_A),
            Subject::LetterHieut => Self::drawn(HIEUT),
        }
    }

    /// Whether a pixel is black; those beyond the edges are not.
    pub fn is_black(&self, column: usize, row: usize) -> bool {
        column < PIXELS && self.0.get(row).is_some_and(|bits| bits >> column & 1 == 1)
    }

    fn set(&mut self, column: usize, row: usize, black: bool) {
        let bit = 1 << column;
        if black {
            self.0[row] |= bit;
        } else {
            self.0[row] &= !bit;
        }
    }

    /// How many pixels are black.
    pub fn black_pixels(&self) -> u32 {
        self.0.iter().map(|row| row.count_ones()).sum()
    }

    /// Draws (or rubs out) with a round pen from one place to another, both included: every pixel whose centre is within half
    /// the pen's `width` of the way between them. An odd width is led along centres of pixels, an even one along their
    /// corners, so that the pen is round.
    pub fn stroke(&mut self, from: Place, to: Place, width: u32, black: bool) {
        let nearest = |at: f64| if width.is_multiple_of(2) { at.round() } else { at.floor() + 0.5 };
        let on_grid = |place: Place| place.map(|at| nearest(at.clamp(-1e3, 1e3)));
        let (from, to) = (on_grid(from), on_grid(to));
        let way = [to[0] - from[0], to[1] - from[1]];
        let length = way[0] * way[0] + way[1] * way[1];
        let reach = f64::from(width) / 2.0;
        for (row, column) in (0..PIXELS).flat_map(|row| (0..PIXELS).map(move |column| (row, column))) {
            let off = [column as f64 + 0.5 - from[0], row as f64 + 0.5 - from[1]];
            let along = if length > 0.0 { ((off[0] * way[0] + off[1] * way[1]) / length).clamp(0.0, 1.0) } else { 0.0 };
            let gap = [off[0] - along * way[0], off[1] - along * way[1]];
            if gap[0] * gap[0] + gap[1] * gap[1] <= reach * reach {
                self.set(column, row, black);
            }
        }
    }

    /// The picture of 8 × 8 cells: each counts the black pixels of its block of 4 × 4.
    pub fn cells(&self) -> Cells {
        std::array::from_fn(|cell| {
            let (left, top) = (cell % SIDE * BLOCK, cell / SIDE * BLOCK);
            let blocks = self.0[top..top + BLOCK].iter().map(|bits| (bits >> left & 0b1111).count_ones());
            u8::try_from(blocks.sum::<u32>()).unwrap_or(FULL)
        })
    }

    /// A bitmap that makes exactly these cells. Which pixels of a block are black the data do not say; here they are those
    /// where the picture, interpolated between the cells' centres, is darkest.
    pub fn of_cells(cells: &Cells) -> Self {
        let mut pad = Self::BLANK;
        for cell in 0..CELLS {
            let (left, top) = (cell % SIDE * BLOCK, cell / SIDE * BLOCK);
            let mut pixels: Vec<_> = (0..BLOCK * BLOCK)
                .map(|at| (left + at % BLOCK, top + at / BLOCK))
                .map(|at| (darkness(cells, at), at))
                .collect();
            pixels.sort_by(|(a, _), (b, _)| b.total_cmp(a));
            for (_, (column, row)) in pixels.into_iter().take(usize::from(cells[cell])) {
                pad.set(column, row, true);
            }
        }
        pad
    }

    /// The drawing made as large as the data set's digits, which all reach from the upper edge to the lower one: scaled
    /// evenly until it touches two opposite edges, and put in the middle.
    #[must_use]
    pub fn fitted(&self) -> Self {
        let black = |row: usize, column: usize| self.is_black(column, row);
        let is_row = |row: &usize| self.0[*row] != 0;
        let is_column = |column: &usize| (0..PIXELS).any(|row| black(row, *column));
        let ends = |found: Vec<usize>| found.first().copied().zip(found.last().map(|last| last + 1));
        let rows = ends((0..PIXELS).filter(is_row).collect());
        let columns = ends((0..PIXELS).filter(is_column).collect());
        let (Some((top, bottom)), Some((left, right))) = (rows, columns) else { return *self };
        let scale = (bottom - top).max(right - left) as f64 / PIXELS as f64;
        let source = |at: usize, low: usize, high: usize| {
            let place = (low + high) as f64 / 2.0 + (at as f64 + 0.5 - PIXELS as f64 / 2.0) * scale;
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // within the pad
            (place >= 0.0).then_some(place as usize).filter(|at| (low..high).contains(at))
        };
        let mut fitted = Self::BLANK;
        for (row, column) in (0..PIXELS).flat_map(|row| (0..PIXELS).map(move |column| (row, column))) {
            let from = source(row, top, bottom).zip(source(column, left, right));
            fitted.set(column, row, from.is_some_and(|(row, column)| black(row, column)));
        }
        fitted
    }

    /// The pad in the letters of a link.
    pub fn pack(&self) -> String {
        if *self == Self::default() {
            return String::new();
        }
        if *self == Self::BLANK {
            return BLANK.to_owned();
        }
        BASE64.encode(self.0.iter().flat_map(|row| row.to_le_bytes()).collect::<Vec<_>>())
    }

    /// The pad of [`Pad::pack`]. `None` when the text is damaged.
    pub fn unpack(text: &str) -> Option<Self> {
        match text {
            "" => Some(Self::default()),
            BLANK => Some(Self::BLANK),
            _ => {
                let bytes = BASE64.decode(text).ok()?;
                let (rows, rest) = bytes.as_chunks::<4>();
                let rows: [_; PIXELS] = rows.try_into().ok().filter(|_| rest.is_empty())?;
                Some(Self(rows.map(u32::from_le_bytes)))
            }
        }
    }
}

/// How dark the picture is at a pixel, from the four nearest cells' centres.
fn darkness(cells: &Cells, (column, row): (usize, usize)) -> f64 {
    let part = |at: usize| {
        let place = ((at as f64 + 0.5) / BLOCK as f64 - 0.5).clamp(0.0, SIDE as f64 - 1.0);
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // from 0 to 7
        let low = (place.floor() as usize).min(SIDE - 2);
        (low, place - low as f64)
    };
    let ((left, x), (top, y)) = (part(column), part(row));
    let at = |row: usize, column: usize| f64::from(cells[row * SIDE + column]);
    let across = |row: usize| at(row, left) * (1.0 - x) + at(row, left + 1) * x;
    across(top) * (1.0 - y) + across(top + 1) * y
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn a_cell_counts_the_black_pixels_of_its_block() {
        let mut pad = Pad::BLANK;
        pad.stroke([0.2, 0.9], [0.2, 0.9], 1, true);
        pad.stroke([3.0, 4.0], [5.0, 4.0], 1, true);
        let mut wanted = [0; CELLS];
        (wanted[0], wanted[SIDE], wanted[SIDE + 1]) = (1, 1, 2);
        assert_eq!((pad.cells(), pad.black_pixels()), (wanted, 4));
        assert_eq!(Pad::of(Subject::Black, &mut Random::new(1)).cells(), [16; CELLS]);
        pad.stroke([4.0, 4.0], [31.0, 4.0], 1, false);
        assert_eq!(pad.black_pixels(), 2);
    }

    #[test]
    fn a_pen_is_round_and_as_wide_as_it_says() {
        // By hand: one; 2 × 2; 3 × 3; 4 × 4 without its corners; 5 × 5 without its corners.
        for (width, count) in [(1, 1), (2, 4), (3, 9), (4, 12), (5, 21)] {
            let mut pad = Pad::BLANK;
            pad.stroke([16.0, 16.0], [16.0, 16.0], width, true);
            assert_eq!(pad.black_pixels(), count, "{width}");
        }
        let mut pad = Pad::BLANK;
        pad.stroke([-5.0, 40.0], [f64::NAN, 1e300], 3, true);
        pad.stroke([-50.0, 10.0], [-40.0, 10.0], 8, true);
        assert!(pad.black_pixels() < 100, "what is drawn beyond the edge stays there");
    }

    #[test]
    fn a_fitted_drawing_reaches_from_edge_to_edge() {
        let mut pad = Pad::BLANK;
        pad.stroke([3.0, 5.0], [3.0, 12.0], 1, true);
        let fitted = pad.fitted();
        assert_eq!(fitted.black_pixels(), 4 * 32, "one pixel wide and eight high, four times as large");
        assert!((14..18).all(|column| (0..32).all(|row| fitted.is_black(column, row))));
        assert_eq!(fitted.fitted(), fitted);
        assert_eq!(Pad::BLANK.fitted(), Pad::BLANK);
    }

    #[test]
    fn damaged_texts_unpack_to_nothing() {
        for text in ["A", "blan", "AAAA", "é"] {
            assert_eq!(Pad::unpack(text), None, "{text}");
        }
        assert_eq!(Pad::unpack(""), Some(Pad::default()));
        assert_eq!(Pad::unpack(&Pad::BLANK.pack()), Some(Pad::BLANK));
    }

    #[cfg(not(target_arch = "wasm32"))]
    mod for_any {
        use super::*;
        use proptest::prelude::*;

        proptest! {
            #[test]
            fn a_pad_survives_a_link(rows: [u32; PIXELS]) {
                prop_assert_eq!(Pad::unpack(&Pad(rows).pack()), Some(Pad(rows)));
            }

            #[test]
            fn cells_put_on_the_pad_are_the_same_cells(counts in prop::collection::vec(0..=16_u8, CELLS)) {
                let cells: Cells = counts.try_into().unwrap();
                prop_assert_eq!(Pad::of_cells(&cells).cells(), cells);
            }

            #[test]
            fn no_text_breaks_it(text in "\\PC*") {
                let _ = Pad::unpack(&text);
            }
        }
    }
}
