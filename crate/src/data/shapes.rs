//! Digits as a pointer draws them: the strokes of common shapes, varied by chance.
//!
//! The 1797 images of the data set come from 13 people, who all cross their 7 and leave their 4 open. Whoever draws on a pad may not.

use super::bitmap::Place;
use super::digits::Cells;
use super::preprocess::{Line, normalized_to};
use super::variants::Affine;
use crate::model::random::Random;

/// A stroke: whether it bends smoothly through its places, and these, in a box of height 1.
type Stroke = (bool, &'static [Place]);
/// A digit and the strokes of one of its shapes.
type Shape = (usize, &'static [Stroke]);

/// How far a place is off, as a standard deviation.
const WOBBLE: f64 = 0.025;
/// How high a digit is drawn, in pixels of the pad.
const HEIGHT: f64 = 20.0;
/// The pieces of a bend between two places.
const PIECES: usize = 8;
/// The least and the greatest number of black pixels.
const INK: [f64; 2] = [260.0, 360.0];

const BEND: bool = true;
const STRAIGHT: bool = false;

/// The shapes.
#[rustfmt::skip]
const SHAPES: &[Shape] = &[
    (0, &[(BEND, &[[0.32, 0.0], [0.08, 0.15], [0.0, 0.5], [0.1, 0.86], [0.32, 1.0], [0.55, 0.86], [0.64, 0.5], [0.55, 0.15], [0.32, 0.0]])]),
    (0, &[(BEND, &[[0.5, 0.08], [0.3, 0.0], [0.08, 0.2], [0.02, 0.55], [0.15, 0.92], [0.36, 1.0], [0.56, 0.85], [0.62, 0.45], [0.5, 0.12], [0.36, 0.03]])]),
    (0, &[(BEND, &[[0.2, 0.05], [0.45, 0.02], [0.62, 0.3], [0.6, 0.7], [0.4, 0.98], [0.15, 0.9], [0.0, 0.6], [0.03, 0.25], [0.22, 0.03]])]),
    (1, &[(STRAIGHT, &[[0.3, 0.0], [0.3, 1.0]])]),
    (1, &[(STRAIGHT, &[[0.05, 0.28], [0.35, 0.0], [0.35, 1.0]])]),
    (1, &[(STRAIGHT, &[[0.18, 0.14], [0.33, 0.0], [0.33, 1.0]])]),
    (1, &[(STRAIGHT, &[[0.08, 0.22], [0.34, 0.0], [0.34, 1.0]]), (STRAIGHT, &[[0.08, 1.0], [0.6, 1.0]])]),
    (2, &[(BEND, &[[0.03, 0.25], [0.12, 0.05], [0.35, 0.0], [0.57, 0.1], [0.58, 0.32], [0.4, 0.58], [0.02, 1.0]]), (STRAIGHT, &[[0.02, 1.0], [0.65, 1.0]])]),
    (2, &[(BEND, &[[0.05, 0.2], [0.25, 0.0], [0.52, 0.08], [0.55, 0.35], [0.3, 0.75], [0.08, 0.98], [0.02, 0.85], [0.2, 0.8], [0.42, 0.95], [0.65, 0.97]])]),
    (2, &[(STRAIGHT, &[[0.02, 0.12], [0.3, 0.0], [0.58, 0.15], [0.5, 0.42], [0.0, 1.0], [0.62, 1.0]])]),
    (2, &[(BEND, &[[0.05, 0.22], [0.2, 0.02], [0.5, 0.02], [0.6, 0.25], [0.42, 0.6], [0.05, 0.97], [0.3, 0.93], [0.65, 1.0]])]),
    (3, &[(BEND, &[[0.04, 0.14], [0.22, 0.0], [0.48, 0.06], [0.54, 0.26], [0.38, 0.44], [0.22, 0.47]]), (BEND, &[[0.22, 0.47], [0.5, 0.53], [0.62, 0.75], [0.45, 0.97], [0.18, 1.0], [0.0, 0.87]])]),
    (3, &[(STRAIGHT, &[[0.05, 0.0], [0.58, 0.0], [0.28, 0.4]]), (BEND, &[[0.28, 0.4], [0.52, 0.5], [0.6, 0.75], [0.4, 0.98], [0.1, 0.98], [0.0, 0.88]])]),
    (3, &[(BEND, &[[0.05, 0.1], [0.3, 0.0], [0.52, 0.15], [0.42, 0.4], [0.25, 0.46], [0.3, 0.5], [0.42, 0.48], [0.58, 0.68], [0.45, 0.95], [0.15, 1.0], [0.02, 0.9]])]),
    (4, &[(STRAIGHT, &[[0.35, 0.0], [0.0, 0.62], [0.62, 0.62]]), (STRAIGHT, &[[0.45, 0.3], [0.45, 1.0]])]),
    (4, &[(STRAIGHT, &[[0.48, 1.0], [0.48, 0.0], [0.0, 0.68], [0.66, 0.68]])]),
    (4, &[(STRAIGHT, &[[0.08, 0.0], [0.05, 0.5], [0.6, 0.5]]), (STRAIGHT, &[[0.5, 0.02], [0.5, 1.0]])]),
    (4, &[(STRAIGHT, &[[0.2, 0.0], [0.02, 0.55], [0.6, 0.55]]), (STRAIGHT, &[[0.5, 0.15], [0.4, 1.0]])]),
    (4, &[(STRAIGHT, &[[0.5, 0.0], [0.02, 0.65], [0.65, 0.65]]), (STRAIGHT, &[[0.5, 0.0], [0.5, 1.0]])]),
    (5, &[(STRAIGHT, &[[0.58, 0.0], [0.12, 0.0], [0.08, 0.42]]), (BEND, &[[0.08, 0.42], [0.32, 0.36], [0.58, 0.52], [0.58, 0.8], [0.35, 1.0], [0.03, 0.94]])]),
    (5, &[(STRAIGHT, &[[0.12, 0.0], [0.08, 0.45]]), (BEND, &[[0.08, 0.45], [0.3, 0.38], [0.55, 0.52], [0.6, 0.78], [0.4, 0.98], [0.05, 0.96]]), (STRAIGHT, &[[0.12, 0.0], [0.6, 0.02]])]),
    (5, &[(BEND, &[[0.56, 0.02], [0.2, 0.03], [0.08, 0.25], [0.2, 0.42], [0.48, 0.55], [0.56, 0.78], [0.38, 0.98], [0.04, 0.95]])]),
    (5, &[(STRAIGHT, &[[0.6, 0.0], [0.1, 0.0], [0.06, 0.45], [0.5, 0.42], [0.56, 0.9], [0.0, 1.0]])]),
    (6, &[(BEND, &[[0.5, 0.02], [0.22, 0.2], [0.04, 0.55], [0.08, 0.88], [0.32, 1.0], [0.56, 0.87], [0.57, 0.64], [0.32, 0.52], [0.08, 0.68]])]),
    (6, &[(STRAIGHT, &[[0.42, 0.0], [0.06, 0.6]]), (BEND, &[[0.06, 0.6], [0.08, 0.9], [0.32, 1.0], [0.56, 0.85], [0.5, 0.58], [0.25, 0.55], [0.06, 0.72]])]),
    (6, &[(BEND, &[[0.45, 0.0], [0.15, 0.15], [0.02, 0.5], [0.05, 0.85], [0.3, 1.0], [0.55, 0.9], [0.6, 0.7], [0.45, 0.55], [0.2, 0.58], [0.06, 0.75]])]),
    (6, &[(BEND, &[[0.1, 0.0], [0.05, 0.5], [0.08, 0.9], [0.3, 1.0], [0.5, 0.85], [0.45, 0.6], [0.2, 0.55], [0.07, 0.68]])]),
    (7, &[(STRAIGHT, &[[0.0, 0.0], [0.6, 0.0], [0.22, 1.0]])]),
    (7, &[(STRAIGHT, &[[0.02, 0.2], [0.02, 0.02], [0.6, 0.02], [0.3, 1.0]])]),
    (7, &[(STRAIGHT, &[[0.0, 0.0], [0.6, 0.0], [0.22, 1.0]]), (STRAIGHT, &[[0.12, 0.5], [0.52, 0.5]])]),
    (7, &[(STRAIGHT, &[[0.0, 0.02], [0.6, 0.0]]), (BEND, &[[0.6, 0.0], [0.4, 0.35], [0.28, 0.7], [0.25, 1.0]])]),
    (7, &[(STRAIGHT, &[[0.0, 0.0], [0.55, 0.0], [0.48, 1.0]])]),
    (7, &[(BEND, &[[0.0, 0.08], [0.3, 0.02], [0.6, 0.03], [0.5, 0.3], [0.3, 0.7], [0.22, 1.0]])]),
    (8, &[(BEND, &[[0.52, 0.12], [0.3, 0.0], [0.1, 0.1], [0.12, 0.32], [0.34, 0.48], [0.56, 0.66], [0.56, 0.9], [0.32, 1.0], [0.08, 0.9], [0.08, 0.66], [0.3, 0.48], [0.52, 0.32], [0.52, 0.12]])]),
    (8, &[(BEND, &[[0.32, 0.0], [0.1, 0.1], [0.08, 0.3], [0.32, 0.46], [0.55, 0.3], [0.54, 0.1], [0.32, 0.0]]), (BEND, &[[0.32, 0.46], [0.06, 0.6], [0.05, 0.85], [0.32, 1.0], [0.6, 0.85], [0.58, 0.6], [0.32, 0.46]])]),
    (8, &[(BEND, &[[0.32, 0.0], [0.1, 0.12], [0.14, 0.34], [0.5, 0.6], [0.58, 0.82], [0.34, 1.0], [0.08, 0.84], [0.14, 0.6], [0.48, 0.36], [0.54, 0.14], [0.32, 0.0]])]),
    (9, &[(BEND, &[[0.54, 0.15], [0.3, 0.0], [0.06, 0.14], [0.06, 0.36], [0.28, 0.48], [0.52, 0.36], [0.55, 0.14]]), (STRAIGHT, &[[0.55, 0.14], [0.5, 1.0]])]),
    (9, &[(BEND, &[[0.54, 0.15], [0.3, 0.0], [0.06, 0.14], [0.06, 0.36], [0.28, 0.48], [0.52, 0.36], [0.55, 0.14]]), (BEND, &[[0.55, 0.14], [0.57, 0.55], [0.45, 0.9], [0.1, 1.0]])]),
    (9, &[(BEND, &[[0.55, 0.12], [0.32, 0.0], [0.05, 0.12], [0.08, 0.4], [0.3, 0.47], [0.56, 0.3]]), (STRAIGHT, &[[0.57, 0.0], [0.57, 1.0]])]),
    (9, &[(BEND, &[[0.5, 0.1], [0.25, 0.0], [0.03, 0.2], [0.12, 0.44], [0.38, 0.44], [0.54, 0.2]]), (STRAIGHT, &[[0.54, 0.2], [0.28, 1.0]])]),
];

/// The number of shapes.
pub const COUNT: usize = SHAPES.len();

/// The places of a bend through some places: a Catmull–Rom spline (E. Catmull and R. Rom, 1974).
fn bent(through: &[Place]) -> Line {
    let at = |i: usize, by: i32| {
        let last = i32::try_from(through.len() - 1).unwrap_or(0);
        through[usize::try_from((i32::try_from(i).unwrap_or(0) + by).clamp(0, last)).unwrap_or(0)]
    };
    let mut line = vec![through[0]];
    for i in 0..through.len() - 1 {
        let [before, from, to, after] = [-1, 0, 1, 2].map(|by| at(i, by));
        for piece in 1..=PIECES {
            let t = piece as f64 / PIECES as f64;
            line.push([0, 1].map(|axis| {
                let [p, q, r, s] = [before, from, to, after].map(|place| place[axis]);
                0.5 * (2.0 * q
                    + (r - p) * t
                    + (2.0 * p - 5.0 * q + 4.0 * r - s) * t * t
                    + (3.0 * q - p - 3.0 * r + s) * t * t * t)
            }));
        }
    }
    line
}

/// The lines of the shape of a number, from 0 to [`COUNT`], varied by chance, and the digit.
///
/// # Panics
/// From [`COUNT`] on.
pub fn drawn(number: usize, random: &mut Random) -> (usize, Vec<Line>) {
    let (digit, strokes) = SHAPES[number];
    let map = Affine::random(1.2, random);
    let mut line = |(bends, places): &Stroke| {
        let wobbled = |place: &Place| place.map(|at| at + WOBBLE * random.normal());
        let places: Line = places.iter().map(wobbled).collect();
        let line = if *bends { bent(&places) } else { places };
        line.into_iter().map(|place| map.map(place).map(|at| HEIGHT * at)).collect()
    };
    (digit, strokes.iter().map(&mut line).collect())
}

/// The image that such a drawing becomes, and its digit.
///
/// # Panics
/// As [`drawn`].
pub fn image(number: usize, random: &mut Random) -> (usize, Cells) {
    let (digit, lines) = drawn(number, random);
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a few hundred
    let ink = random.between(INK[0], INK[1]) as u32;
    (digit, normalized_to(&lines, ink).cells())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_digit_has_three_shapes_or_more_and_each_fills_the_height() {
        for digit in 0..10 {
            assert!(SHAPES.iter().filter(|(other, _)| *other == digit).count() >= 3, "{digit}");
        }
        let mut random = Random::new(3);
        for number in 0..COUNT {
            let (digit, image) = image(number, &mut random);
            let ink: u32 = image.iter().map(|cell| u32::from(*cell)).sum();
            assert!((200..400).contains(&ink), "{digit}: {ink}");
            assert!(image[..8].iter().any(|cell| *cell > 0) && image[56..].iter().any(|cell| *cell > 0), "{digit}");
        }
    }

    #[test]
    fn a_bend_goes_through_its_places() {
        let places = [[0.0, 0.0], [0.5, 1.0], [1.0, 0.0]];
        let line = bent(&places);
        assert_eq!((line.len(), line[0], line[PIECES], line[2 * PIECES]), (17, places[0], places[1], places[2]));
    }
}
