//! Variants of an image of a digit: a little moved, turned, slanted, wider or narrower. A network that learns them too does not mind how
//! exactly a digit stands.

use super::bitmap::{Bitmap, PIXELS};
use super::digits::Cells;
use crate::model::random::Random;

/// Standard deviations: of the logarithm of the width and of the height, of the slant, of the angle in radians, of the shift in pixels.
const WIDTH: f64 = 0.12;
const HEIGHT: f64 = 0.06;
const SLANT: f64 = 0.14;
const ANGLE: f64 = 0.09;
const SHIFT: f64 = 1.3;

/// An affine map of the plane: the matrix's rows, and what is added.
#[derive(Clone, Copy, Debug)]
pub struct Affine {
    /// The matrix.
    pub matrix: [[f64; 2]; 2],
    /// The shift.
    pub shift: [f64; 2],
}

impl Affine {
    /// A map near the identity, drawn by chance: `strength` 1 gives the deviations of this module.
    pub fn random(strength: f64, random: &mut Random) -> Self {
        let mut normal = |deviation: f64| strength * deviation * random.normal();
        let (width, height) = (libm::exp(normal(WIDTH)), libm::exp(normal(HEIGHT)));
        let (slant, angle) = (normal(SLANT), normal(ANGLE));
        let shift = [normal(SHIFT), normal(SHIFT)];
        let (sin, cos) = libm::sincos(angle);
        // First the slant and the size, then the turn.
        let matrix = [[cos * width, cos * slant - sin * height], [sin * width, sin * slant + cos * height]];
        Self { matrix, shift }
    }

    /// Where a place goes.
    pub fn map(&self, [x, y]: [f64; 2]) -> [f64; 2] {
        [0, 1].map(|row| self.matrix[row][0] * x + self.matrix[row][1] * y + self.shift[row])
    }
}

/// A variant of an image.
pub fn variant(image: &Cells, random: &mut Random) -> Cells {
    let bitmap = Bitmap::of_cells(image);
    let map = Affine::random(1.0, random);
    let middle = PIXELS as f64 / 2.0;
    let mut moved = Bitmap::BLANK;
    for (row, column) in (0..PIXELS).flat_map(|row| (0..PIXELS).map(move |column| (row, column))) {
        // Where the pixel comes from: the map's inverse is as good a chance map as the map itself.
        let from = map.map([column as f64 + 0.5 - middle, row as f64 + 0.5 - middle]).map(|at| at + middle);
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // not negative
        let black = from.iter().all(|at| *at >= 0.0) && bitmap.is_black(from[0] as usize, from[1] as usize);
        moved.set(column, row, black);
    }
    moved.cells()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_variant_is_like_its_image_and_not_the_same() {
        let mut bitmap = Bitmap::BLANK;
        bitmap.stroke([16.0, 4.0], [16.0, 28.0], 6, true);
        bitmap.stroke([8.0, 16.0], [24.0, 16.0], 6, true);
        let image = bitmap.cells();
        let mut random = Random::new(7);
        for _ in 0..50 {
            let other = variant(&image, &mut random);
            let [mine, its] = [&image, &other].map(|image| image.iter().map(|cell| u32::from(*cell)).sum::<u32>());
            assert!(other != image && (0.6..1.6).contains(&(f64::from(its) / f64::from(mine))), "{its} of {mine}");
            let middle = [27, 28, 35, 36].map(|cell| other[cell]);
            assert!(middle.into_iter().max() > Some(8), "the middle stays black: {other:?}");
        }
        assert_eq!(variant(&image, &mut Random::new(1)), variant(&image, &mut Random::new(1)));
    }
}
