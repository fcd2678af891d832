//! A bitmap of 32 × 32 pixels: strokes drawn with a round pen, and the way from it to 8 × 8 cells.

use super::digits::{CELLS, Cells, FULL, SIDE};

/// The number of pixels on a side.
pub const PIXELS: usize = 32;
/// The side of a block of pixels that becomes one cell.
const BLOCK: usize = PIXELS / SIDE;

/// A place: pixels from the left edge and from the top.
pub type Place = [f64; 2];

/// The bitmap: the bits of each row, the lowest bit at the left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Bitmap(pub [u32; PIXELS]);

/// The nearest place of a grid on which a pen of `width` pixels is round: an odd width runs along the centres of pixels, an even one
/// along their corners.
fn on_grid(place: Place, width: u32) -> Place {
    let nearest = |at: f64| if width.is_multiple_of(2) { at.round() } else { at.floor() + 0.5 };
    place.map(|at| nearest(at.clamp(-1e3, 1e3)))
}

impl Bitmap {
    /// A bitmap without a black pixel.
    pub const BLANK: Self = Self([0; PIXELS]);

    /// Whether a pixel is black. Pixels beyond the edges are white.
    pub fn is_black(&self, column: usize, row: usize) -> bool {
        column < PIXELS && self.0.get(row).is_some_and(|bits| bits >> column & 1 == 1)
    }

    /// Makes a pixel black or white.
    pub fn set(&mut self, column: usize, row: usize, black: bool) {
        let bit = 1 << column;
        if black {
            self.0[row] |= bit;
        } else {
            self.0[row] &= !bit;
        }
    }

    /// The number of black pixels.
    pub fn black_pixels(&self) -> u32 {
        self.0.iter().map(|row| row.count_ones()).sum()
    }

    /// Draws or erases with a round pen of `width` pixels from one place to another, both included.
    pub fn stroke(&mut self, from: Place, to: Place, width: u32, black: bool) {
        self.line(on_grid(from, width), on_grid(to, width), f64::from(width), black);
    }

    /// The same with a pen of any width at any place: every pixel whose centre is within half the width of the way.
    pub fn line(&mut self, from: Place, to: Place, width: f64, black: bool) {
        let way = [to[0] - from[0], to[1] - from[1]];
        let length = way[0] * way[0] + way[1] * way[1];
        let reach = width / 2.0;
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // clamped to the bitmap
        let span = |axis: usize| {
            let within = |at: f64| at.clamp(0.0, PIXELS as f64) as usize;
            let (low, high) = (from[axis].min(to[axis]) - reach, from[axis].max(to[axis]) + reach);
            within(low.floor())..within(high.ceil() + 1.0)
        };
        for (row, column) in span(1).flat_map(|row| span(0).map(move |column| (row, column))) {
            let off = [column as f64 + 0.5 - from[0], row as f64 + 0.5 - from[1]];
            let along = if length > 0.0 { ((off[0] * way[0] + off[1] * way[1]) / length).clamp(0.0, 1.0) } else { 0.0 };
            let gap = [off[0] - along * way[0], off[1] - along * way[1]];
            if gap[0] * gap[0] + gap[1] * gap[1] <= reach * reach {
                self.set(column, row, black);
            }
        }
    }

    /// The 8 × 8 cells: each one counts the black pixels of a block of 4 × 4 pixels.
    pub fn cells(&self) -> Cells {
        std::array::from_fn(|cell| {
            let (left, top) = (cell % SIDE * BLOCK, cell / SIDE * BLOCK);
            let blocks = self.0[top..top + BLOCK].iter().map(|bits| (bits >> left & 0b1111).count_ones());
            u8::try_from(blocks.sum::<u32>()).unwrap_or(FULL)
        })
    }

    /// A bitmap with exactly these cells. The cells do not say which pixels of a block are black. Here they are those where the image,
    /// interpolated between the centres of the cells, is darkest.
    pub fn of_cells(cells: &Cells) -> Self {
        let mut bitmap = Self::BLANK;
        for cell in 0..CELLS {
            let (left, top) = (cell % SIDE * BLOCK, cell / SIDE * BLOCK);
            let mut pixels: Vec<_> = (0..BLOCK * BLOCK)
                .map(|at| (left + at % BLOCK, top + at / BLOCK))
                .map(|at| (darkness(cells, at), at))
                .collect();
            pixels.sort_by(|(a, _), (b, _)| b.total_cmp(a));
            for (_, (column, row)) in pixels.into_iter().take(usize::from(cells[cell])) {
                bitmap.set(column, row, true);
            }
        }
        bitmap
    }

    /// The rows and the columns with black pixels, each as the first and the one after the last; `None` when there are none.
    pub fn extent(&self) -> Option<[[usize; 2]; 2]> {
        let columns = self.0.iter().fold(0, |columns, row| columns | row);
        let first = self.0.iter().position(|row| *row != 0)?;
        let last = self.0.iter().rposition(|row| *row != 0)?;
        let [left, right] = [columns.trailing_zeros() as usize, 32 - columns.leading_zeros() as usize];
        Some([[first, last + 1], [left, right]])
    }
}

/// How dark the image is at a pixel, by bilinear interpolation between the centres of the cells.
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
        let mut bitmap = Bitmap::BLANK;
        bitmap.stroke([0.2, 0.9], [0.2, 0.9], 1, true);
        bitmap.stroke([3.0, 4.0], [5.0, 4.0], 1, true);
        let mut wanted = [0; CELLS];
        (wanted[0], wanted[SIDE], wanted[SIDE + 1]) = (1, 1, 2);
        assert_eq!((bitmap.cells(), bitmap.black_pixels()), (wanted, 4));
        assert_eq!(bitmap.extent(), Some([[0, 5], [0, 6]]));
        assert_eq!((Bitmap([u32::MAX; PIXELS]).cells(), Bitmap::BLANK.extent()), ([16; CELLS], None));
        bitmap.stroke([4.0, 4.0], [31.0, 4.0], 1, false);
        assert_eq!(bitmap.black_pixels(), 2);
    }

    #[test]
    fn a_pen_is_round_and_as_wide_as_it_says() {
        // By hand: one; 2 × 2; 3 × 3; 4 × 4 without its corners; 5 × 5 without its corners.
        for (width, count) in [(1, 1), (2, 4), (3, 9), (4, 12), (5, 21)] {
            let mut bitmap = Bitmap::BLANK;
            bitmap.stroke([16.0, 16.0], [16.0, 16.0], width, true);
            assert_eq!(bitmap.black_pixels(), count, "{width}");
        }
        let mut bitmap = Bitmap::BLANK;
        bitmap.stroke([-5.0, 40.0], [f64::NAN, 1e300], 3, true);
        bitmap.stroke([-50.0, 10.0], [-40.0, 10.0], 8, true);
        assert!(bitmap.black_pixels() < 100, "what is drawn beyond the edge stays there");
    }

    #[cfg(not(target_arch = "wasm32"))]
    mod for_any {
        use super::*;
        use proptest::prelude::*;

        proptest! {
            #[test]
            fn an_image_as_a_bitmap_has_the_same_cells(counts in prop::collection::vec(0..=16_u8, CELLS)) {
                let cells: Cells = counts.try_into().unwrap();
                prop_assert_eq!(Bitmap::of_cells(&cells).cells(), cells);
            }
        }
    }
}
