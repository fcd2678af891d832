//! Values over the plane of two inputs, y = f(x1, x2), for a network to fit.
//!
//! The points fill the square from −5 to 5, and y lies between −1 and 1. The plane and the hills are those of TensorFlow Playground
//! (`dataset.ts`). Noise moves points after their values have been taken, as for the points of classes.

use std::f64::consts::PI;

use crate::model::random::Random;

/// A point with its value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Height {
    /// The inputs (x1, x2).
    pub inputs: [f64; 2],
    /// The value y.
    pub value: f64,
}

/// A function of two inputs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Surface {
    /// (x1 + x2)/10: a network without a hidden layer fits it.
    Plane,
    /// Six hills and hollows: the greatest in magnitude of cones of radius 2 around six places.
    Hills,
    /// x1·x2/25.
    Saddle,
    /// cos(π·r/3), where r is the distance from the middle.
    Ripple,
}

/// The places of the hills, and whether each is a hill (1) or a hollow (−1).
const HILLS: [[f64; 3]; 6] =
    [[-4.0, 2.5, 1.0], [0.0, 2.5, -1.0], [4.0, 2.5, 1.0], [-4.0, -2.5, -1.0], [0.0, -2.5, 1.0], [4.0, -2.5, -1.0]];
/// The radius of a hill.
const RADIUS: f64 = 2.0;

/// The streams of the seed, as for points with classes.
const POSITIONS: u64 = 0;
const NOISE: u64 = 1;

impl Surface {
    /// Those that have a name in links, in the order in which they are offered.
    pub const NAMED: [(&'static str, Self); 4] =
        [("plane", Self::Plane), ("hills", Self::Hills), ("saddle", Self::Saddle), ("ripple", Self::Ripple)];

    /// The value at a place.
    pub fn at(self, [x1, x2]: [f64; 2]) -> f64 {
        match self {
            Self::Plane => (x1 + x2) / 10.0,
            Self::Hills => HILLS.into_iter().fold(0.0, |most: f64, [c1, c2, sign]| {
                let height = (1.0 - ((x1 - c1) * (x1 - c1) + (x2 - c2) * (x2 - c2)).sqrt() / RADIUS).max(0.0);
                if height > most.abs() { sign * height } else { most }
            }),
            Self::Saddle => x1 * x2 / 25.0,
            Self::Ripple => libm::cos(PI * (x1 * x1 + x2 * x2).sqrt() / 3.0),
        }
    }

    /// So many points, in the order in which they were drawn, with normal noise of this standard deviation on each input.
    pub fn points(self, count: usize, noise: f64, seed: u64) -> Vec<Height> {
        let mut positions = Random::stream(seed, POSITIONS);
        let mut moves = Random::stream(seed, NOISE);
        let point = |_| {
            let place = [(); 2].map(|()| positions.between(-5.0, 5.0));
            Height { inputs: place.map(|x| x + noise * moves.normal()), value: self.at(place) }
        };
        (0..count).map(point).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn values_lie_between_minus_one_and_one_and_reach_far_both_ways() {
        for (name, surface) in Surface::NAMED {
            let points = surface.points(1000, 0.0, 1);
            let values = points.iter().map(|point| point.value);
            let (least, most) = values.fold((f64::MAX, f64::MIN), |(l, m), y| (l.min(y), m.max(y)));
            assert!((-1.0..-0.7).contains(&least) && (0.7..=1.0).contains(&most), "{name}: {least} {most}");
            assert!(points.iter().all(|point| point.value.to_bits() == surface.at(point.inputs).to_bits()));
        }
    }

    #[test]
    fn noise_moves_points_and_leaves_their_values() {
        for (name, surface) in Surface::NAMED {
            let [clean, noisy] = [0.0, 0.5].map(|noise| surface.points(50, noise, 3));
            assert!(
                clean.iter().zip(&noisy).all(|(a, b)| a.value.to_bits() == b.value.to_bits() && a.inputs != b.inputs),
                "{name}"
            );
        }
    }

    /// One number a surface, all bits folded together: the same natively and in WebAssembly.
    #[test]
    fn the_points_have_the_same_bits_everywhere() {
        let fold = |surface: Surface| {
            let points = surface.points(200, 0.3, 7);
            let numbers = points.iter().flat_map(|point| [point.inputs[0], point.inputs[1], point.value]);
            numbers.fold(0_u64, |bits, x| bits.rotate_left(7) ^ x.to_bits())
        };
        assert_eq!(
            Surface::NAMED.map(|(name, surface)| (name, fold(surface))),
            [
                ("plane", 0x5cf2_bdc9_d685_36f5),
                ("hills", 0xc1bc_9957_9a3b_648d),
                ("saddle", 0x9340_de11_27c7_89bd),
                ("ripple", 0xc1a5_f1b6_2bf0_ac80)
            ]
        );
    }
}
