//! The preprocessing that makes a drawing like an image of the data set of digits.
//!
//! NIST's programs scaled each digit of the forms to a box 20 pixels wide and 32 high and evened out how thick the strokes are (M. D.
//! Garris et al., "NIST form-based handprint recognition system", NISTIR 5469, 1994). So all 1797 images reach from the upper edge to
//! the lower one, stand in the middle, and have about 310 black pixels, be it an 8 or a 1.

use super::bitmap::{Bitmap, PIXELS, Place};
use super::digits::SIDE;

/// The width in pixels that a digit is scaled to.
const WIDE: f64 = 22.0;
/// The number of black pixels, as the images of the data set have on average.
const INK: u32 = 310;
/// The thinnest and the thickest pen.
const PENS: [f64; 2] = [3.0, 10.0];
/// How many times the width may be scaled as the height, at least and at most: a 1 is not to become a 0, nor a wide 7 a narrow one.
const STRETCH: [f64; 2] = [0.75, 1.5];
/// The most that a drawing is enlarged: a dot stays a dot.
const MAX_SCALE: f64 = 10.0;
/// How often the pen's width is halved in on.
const SEARCH: usize = 7;

/// A line of a drawing: the way of a pen from where it comes down to where it lifts.
pub type Line = Vec<Place>;

/// A drawing, scaled, put in the middle and drawn anew with a pen that makes the usual number of black pixels.
pub fn normalized(lines: &[Line]) -> Bitmap {
    normalized_to(lines, INK)
}

/// The same with another number of black pixels.
pub fn normalized_to(lines: &[Line], ink: u32) -> Bitmap {
    let places = || lines.iter().flatten();
    let low = [0, 1].map(|axis| places().map(|place| place[axis]).fold(f64::INFINITY, f64::min));
    let high = [0, 1].map(|axis| places().map(|place| place[axis]).fold(f64::NEG_INFINITY, f64::max));
    if !low.iter().chain(&high).all(|at| at.is_finite()) {
        return Bitmap::BLANK;
    }
    let middle = [0, 1].map(|axis| f64::midpoint(low[axis], high[axis]));
    let size = [0, 1].map(|axis| (high[axis] - low[axis]).max(1e-9));
    let drawn = |pen: f64| {
        let scale = scale(size, pen);
        let put = |place: &Place| [0, 1].map(|axis| (place[axis] - middle[axis]) * scale[axis] + PIXELS as f64 / 2.0);
        let mut bitmap = Bitmap::BLANK;
        for line in lines {
            let places: Vec<_> = line.iter().map(put).collect();
            match places[..] {
                [dot] => bitmap.line(dot, dot, pen, true),
                _ => places.windows(2).for_each(|ends| bitmap.line(ends[0], ends[1], pen, true)),
            }
        }
        bitmap
    };
    let [mut thin, mut thick] = PENS;
    for _ in 0..SEARCH {
        let pen = f64::midpoint(thin, thick);
        if drawn(pen).black_pixels() < ink { thin = pen } else { thick = pen }
    }
    drawn(f64::midpoint(thin, thick))
}

/// How many times a drawing of this width and height is enlarged, across and down, for a pen of this width.
fn scale([width, height]: [f64; 2], pen: f64) -> [f64; 2] {
    let room = PIXELS as f64 - pen;
    let (mut across, mut down) = ((WIDE - pen) / width, (room / height).min(MAX_SCALE));
    if across < STRETCH[0] * down {
        // A wide drawing gets the whole width before it is made lower.
        across = across.max((STRETCH[0] * down).min(room / width));
        down = down.min(across / STRETCH[0]);
    }
    [across.min(STRETCH[1] * down), down]
}

/// A bitmap made so. One that reaches from the upper row of cells to the lower one, as all images of the data set do, stays as it is.
/// Of others the middle lines of the strokes are drawn anew.
pub fn normalized_bitmap(bitmap: &Bitmap) -> Bitmap {
    let cells = bitmap.cells();
    let has_ink = |row: usize| cells[row * SIDE..][..SIDE].iter().any(|count| *count > 0);
    if has_ink(0) && has_ink(SIDE - 1) { *bitmap } else { normalized(&middle_lines(bitmap)) }
}

/// The neighbours of a pixel, clockwise from the one above it, as columns to the right and rows down.
const AROUND: [[i32; 2]; 8] = [[0, -1], [1, -1], [1, 0], [1, 1], [0, 1], [-1, 1], [-1, 0], [-1, -1]];

fn neighbour(bitmap: &Bitmap, column: usize, row: usize, [right, down]: [i32; 2]) -> bool {
    let at = |at: usize, by: i32| i32::try_from(at).ok().and_then(|at| usize::try_from(at + by).ok());
    at(column, right).zip(at(row, down)).is_some_and(|(column, row)| bitmap.is_black(column, row))
}

/// The middle lines of the strokes of a bitmap, as short lines between neighbouring pixels.
fn middle_lines(bitmap: &Bitmap) -> Vec<Line> {
    let thin = thinned(bitmap);
    let mut lines = Vec::new();
    for (row, column) in (0..PIXELS).flat_map(|row| (0..PIXELS).map(move |column| (row, column))) {
        if !thin.is_black(column, row) {
            continue;
        }
        let here = [column as f64 + 0.5, row as f64 + 0.5];
        let joined = AROUND.into_iter().filter(|way| neighbour(&thin, column, row, *way));
        let mut alone = true;
        for [right, down] in joined {
            alone = false;
            // Each pair of neighbours once.
            if [right, down] > [0, 0] {
                lines.push(vec![here, [here[0] + f64::from(right), here[1] + f64::from(down)]]);
            }
        }
        if alone {
            lines.push(vec![here]);
        }
    }
    lines
}

/// Strokes one pixel wide in the middle of those of a bitmap (T. Y. Zhang and C. Y. Suen, "A fast parallel algorithm for thinning
/// digital patterns", 1984).
fn thinned(bitmap: &Bitmap) -> Bitmap {
    let mut thin = *bitmap;
    loop {
        let before = thin;
        for half in 0..2 {
            let all = thin;
            for (row, column) in (0..PIXELS).flat_map(|row| (0..PIXELS).map(move |column| (row, column))) {
                if all.is_black(column, row) && is_edge(&all, column, row, half) {
                    thin.set(column, row, false);
                }
            }
        }
        if thin == before {
            return thin;
        }
    }
}

/// Whether a black pixel can be taken off an edge: in the first half of a round at the lower right, in the second at the upper left.
fn is_edge(bitmap: &Bitmap, column: usize, row: usize, half: usize) -> bool {
    let around = AROUND.map(|way| neighbour(bitmap, column, row, way));
    let count = around.iter().filter(|black| **black).count();
    let changes = (0..8).filter(|at| !around[*at] && around[(at + 1) % 8]).count();
    let [up, _, right, _, down, _, left, _] = around;
    let is_free = if half == 0 { !(right && down && (up || left)) } else { !(up && left && (right || down)) };
    (2..=6).contains(&count) && changes == 1 && is_free
}

#[cfg(test)]
mod tests {
    use super::*;

    fn extent(bitmap: &Bitmap) -> [[usize; 2]; 2] {
        bitmap.extent().unwrap()
    }

    #[test]
    fn a_drawing_of_any_size_at_any_place_comes_out_alike() {
        let seven = |left: f64, top: f64, size: f64| {
            let line = [[0.0, 0.0], [0.6, 0.0], [0.2, 1.0]];
            normalized(&[line.map(|[x, y]| [left + size * x, top + size * y]).to_vec()])
        };
        let large = seven(4.0, 3.0, 26.0);
        for (left, top, size) in [(20.0, 2.0, 10.0), (1.0, 20.0, 8.0), (8.0, 8.0, 16.0)] {
            let differing: u32 = seven(left, top, size).0.iter().zip(large.0).map(|(a, b)| (a ^ b).count_ones()).sum();
            assert!(differing <= 4, "{differing} pixels at {left}, {top} in size {size}");
        }
        let [[top, bottom], [left, right]] = extent(&large);
        assert!(top == 0 && bottom == 32 && left.abs_diff(32 - right) <= 1 && right - left <= 24, "{left} to {right}");
        assert!(large.black_pixels().abs_diff(INK) < 16, "{}", large.black_pixels());
    }

    #[test]
    fn a_stroke_alone_becomes_a_thick_one_and_a_dot_stays_a_dot() {
        let one = normalized(&[vec![[9.0, 10.0], [9.0, 20.0]]]);
        assert!(one.black_pixels() > 250 && extent(&one)[1][1] - extent(&one)[1][0] <= 10);
        let dash = normalized(&[vec![[9.0, 10.0], [20.0, 10.0]]]);
        assert!(extent(&dash)[0][1] - extent(&dash)[0][0] <= 11, "{:?}", extent(&dash));
        let dot = normalized(&[vec![[3.0, 30.0]]]);
        assert!((60..90).contains(&dot.black_pixels()) && dot.is_black(16, 16));
        assert_eq!(normalized(&[]), Bitmap::BLANK);
        assert_eq!(normalized(&[vec![[f64::NAN, 1.0]]]), Bitmap::BLANK);
    }

    #[test]
    fn a_bitmap_is_thinned_before_it_is_scaled() {
        let mut bitmap = Bitmap::BLANK;
        bitmap.stroke([8.0, 10.0], [18.0, 10.0], 4, true);
        bitmap.stroke([18.0, 10.0], [12.0, 22.0], 4, true);
        let drawn = normalized_bitmap(&bitmap);
        let wanted = normalized(&[vec![[8.0, 10.0], [18.0, 10.0], [12.0, 22.0]]]);
        let differing: u32 = drawn.0.iter().zip(wanted.0).map(|(a, b)| (a ^ b).count_ones()).sum();
        assert!(differing < 100, "{differing} of {}", wanted.black_pixels());
        assert_eq!(extent(&drawn)[0], [0, 32]);
        let mut whole = bitmap;
        whole.stroke([12.0, 1.0], [12.0, 31.0], 4, true);
        assert_eq!(normalized_bitmap(&whole), whole, "what reaches from edge to edge stays as it is");
        assert_eq!(normalized_bitmap(&Bitmap::BLANK), Bitmap::BLANK);
    }

    #[test]
    fn thinning_leaves_single_pixels_in_the_middle() {
        let mut bar = Bitmap::BLANK;
        (10..15).for_each(|row| (4..28).for_each(|column| bar.set(column, row, true)));
        let thin = thinned(&bar);
        assert!(thin.0.iter().enumerate().all(|(row, bits)| (row == 12) == (*bits != 0)), "{thin:?}");
        assert!((18..25).contains(&thin.black_pixels()));
    }
}
