//! Distributions for a generator to learn: on a line and in the plane, with known places where their samples are.
//!
//! Nearly all samples lie within ±1. Line, ring and disjoint clusters are those of GAN Lab (M. Kahng and others, 2018) in other
//! proportions; the Gaussians in a ring are the usual test for modes that are missed (L. Metz and others, "Unrolled Generative
//! Adversarial Networks", 2017). The moons are scikit-learn's `make_moons`, made smaller.

use std::f64::consts::{PI, TAU};
use std::str::FromStr;

use crate::model::names::UnknownName;
use crate::model::random::Random;

/// The range that a plot of all distributions should show, in each direction.
pub const VIEW: [f64; 2] = [-1.25, 1.25];
/// The fewest and the most Gaussians in a ring.
pub const MODES: [usize; 2] = [2, 12];
/// How many Gaussians there are when nobody says so.
pub const DEFAULT_MODES: usize = 5;

/// The standard deviations of the clusters and of the noise around curves.
const CLUSTER: f64 = 0.06;
const DISJOINT: f64 = 0.05;
const THIN: f64 = 0.03;
/// The radius that the ring of Gaussians has.
const RADIUS: f64 = 0.8;
/// The middles of the two bumps, with their standard deviation.
const BUMPS: [f64; 2] = [-0.5, 0.5];
const BUMP: f64 = 0.15;
/// Where the skewed distribution begins, and its scale.
const SKEW: [f64; 2] = [-0.9, 0.2];
/// The middles of the disjoint clusters.
const CLUSTERS: [[f64; 2]; 3] = [[-0.5, 0.65], [0.65, 0.25], [-0.15, -0.65]];

/// A distribution to learn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Distribution {
    /// On a line: two normal distributions, around −0.5 and 0.5.
    TwoBumps,
    /// On a line: uniform from −0.8 to 0.8.
    Uniform,
    /// On a line: skewed to the right, a gamma distribution with shape 2 from −0.9 on.
    Skewed,
    /// In the plane: along a line that rises.
    Line,
    /// In the plane: around a ring.
    Ring,
    /// In the plane: so many normal distributions in a ring.
    Gaussians(usize),
    /// In the plane: two interleaved half-circles.
    Moons,
    /// In the plane: along one spiral arm.
    Spiral,
    /// In the plane: three small clusters far apart.
    Disjoint,
}

/// A place where samples are.
#[derive(Clone, Debug, PartialEq)]
pub struct Cluster {
    /// Its middle: one number, or two.
    pub centre: Vec<f64>,
    /// Three standard deviations.
    pub radius: f64,
}

/// Samples of a distribution.
#[derive(Clone, Debug, PartialEq)]
pub struct DistributionSamples {
    /// The samples, row-major `[n, d]`.
    pub rows: Vec<f32>,
    /// For each sample its class, from 0; empty where the distribution has none.
    pub labels: Vec<u32>,
}

impl Distribution {
    /// All of them, with [`DEFAULT_MODES`] Gaussians.
    pub const ALL: [Self; 9] = [
        Self::Gaussians(DEFAULT_MODES),
        Self::TwoBumps,
        Self::Uniform,
        Self::Skewed,
        Self::Line,
        Self::Ring,
        Self::Moons,
        Self::Spiral,
        Self::Disjoint,
    ];

    /// The name in links and in JavaScript.
    pub const fn name(self) -> &'static str {
        match self {
            Self::TwoBumps => "two-bumps",
            Self::Uniform => "uniform",
            Self::Skewed => "skewed",
            Self::Line => "line",
            Self::Ring => "ring",
            Self::Gaussians(_) => "gaussians",
            Self::Moons => "moons",
            Self::Spiral => "spiral",
            Self::Disjoint => "disjoint",
        }
    }

    /// How many numbers a sample has: 1 or 2.
    pub const fn dimensions(self) -> usize {
        match self {
            Self::TwoBumps | Self::Uniform | Self::Skewed => 1,
            _ => 2,
        }
    }

    /// How many classes its samples have: 0 without.
    pub const fn classes(self) -> usize {
        match self {
            Self::TwoBumps | Self::Moons => 2,
            Self::Disjoint => 3,
            Self::Gaussians(count) => count,
            _ => 0,
        }
    }

    /// The separate places where its samples are; empty where it is in one piece, or its pieces are long.
    pub fn clusters(self) -> Vec<Cluster> {
        let cluster = |centre: &[f64], deviation: f64| Cluster { centre: centre.to_vec(), radius: 3.0 * deviation };
        match self {
            Self::TwoBumps => BUMPS.iter().map(|centre| cluster(&[*centre], BUMP)).collect(),
            Self::Gaussians(count) => (0..count).map(|at| cluster(&centre(at, count), CLUSTER)).collect(),
            Self::Disjoint => CLUSTERS.iter().map(|centre| cluster(centre, DISJOINT)).collect(),
            _ => Vec::new(),
        }
    }

    /// The density at `x` of a distribution on a line, per unit; `None` in the plane.
    pub fn density(self, x: f64) -> Option<f64> {
        match self {
            Self::TwoBumps => {
                let bump = |centre: f64| {
                    let z = (x - centre) / BUMP;
                    libm::exp(-0.5 * z * z) / (BUMP * TAU.sqrt())
                };
                Some(0.5 * BUMPS.map(bump).iter().sum::<f64>())
            }
            Self::Uniform => Some(if (-0.8..0.8).contains(&x) { 1.0 / 1.6 } else { 0.0 }),
            Self::Skewed => {
                let t = ((x - SKEW[0]) / SKEW[1]).max(0.0);
                Some(t * libm::exp(-t) / SKEW[1])
            }
            _ => None,
        }
    }

    /// So many samples, in the order in which they were drawn: the first ones stay when there are more. Classes come in turn.
    #[allow(clippy::cast_possible_truncation)] // what learns is single precision; classes are few
    pub fn samples(self, count: usize, seed: u64) -> DistributionSamples {
        let mut random = Random::new(seed);
        let (mut rows, mut labels) = (Vec::with_capacity(count * self.dimensions()), Vec::new());
        for index in 0..count {
            let class = index % self.classes().max(1);
            let sample = self.sample(class, &mut random);
            rows.extend(sample[..self.dimensions()].iter().map(|value| *value as f32));
            labels.extend((self.classes() > 0).then_some(class as u32));
        }
        DistributionSamples { rows, labels }
    }

    /// One sample of a class; on a line the second number has no meaning.
    fn sample(self, class: usize, random: &mut Random) -> [f64; 2] {
        let near = |[x1, x2]: [f64; 2], deviation: f64, random: &mut Random| {
            [x1 + deviation * random.normal(), x2 + deviation * random.normal()]
        };
        match self {
            Self::TwoBumps => [BUMPS[class] + BUMP * random.normal(), 0.0],
            Self::Uniform => [random.between(-0.8, 0.8), 0.0],
            Self::Skewed => {
                // The sum of two exponential deviates; 1 − u is never 0.
                let exponential = |random: &mut Random| -libm::log(1.0 - random.unit());
                [SKEW[0] + SKEW[1] * (exponential(random) + exponential(random)), 0.0]
            }
            Self::Line => {
                let along = random.between(-1.0, 1.0);
                near([0.85 * along, 0.45 * along], THIN, random)
            }
            Self::Ring => near(polar(0.75, random.between(0.0, TAU)), THIN, random),
            Self::Gaussians(count) => near(centre(class, count), CLUSTER, random),
            Self::Moons => {
                let angle = random.between(0.0, PI);
                let (cos, sin) = (libm::cos(angle), libm::sin(angle));
                let [x1, x2] = if class == 0 { [cos - 0.5, sin - 0.25] } else { [0.5 - cos, 0.25 - sin] };
                near([0.6 * x1, 0.6 * x2], THIN, random)
            }
            Self::Spiral => {
                // Along the root of a uniform number the points are as dense outside as within.
                let along = random.unit().sqrt();
                near(polar(0.1 + 0.8 * along, 1.5 * TAU * along), THIN, random)
            }
            Self::Disjoint => near(CLUSTERS[class], DISJOINT, random),
        }
    }
}

impl FromStr for Distribution {
    type Err = UnknownName;

    fn from_str(name: &str) -> Result<Self, UnknownName> {
        Self::ALL.into_iter().find(|distribution| distribution.name() == name).ok_or(UnknownName)
    }
}

/// The middle of one of so many Gaussians in a ring; the first is at the top.
fn centre(at: usize, count: usize) -> [f64; 2] {
    polar(RADIUS, TAU * at as f64 / count.max(1) as f64)
}

/// The point at `radius` from the origin, at `angle` from the second axis towards the first.
fn polar(radius: f64, angle: f64) -> [f64; 2] {
    // libm's sine and cosine have the same bits everywhere.
    [radius * libm::sin(angle), radius * libm::cos(angle)]
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn every_distribution_has_its_numbers_its_classes_and_its_name() {
        for distribution in Distribution::ALL {
            let samples = distribution.samples(600, 4);
            assert_eq!(samples.rows.len(), 600 * distribution.dimensions(), "{distribution:?}");
            assert_eq!(samples.labels.len(), if distribution.classes() > 0 { 600 } else { 0 }, "{distribution:?}");
            let most = samples.labels.iter().max().map_or(0, |label| label + 1);
            assert_eq!(most as usize, distribution.classes(), "{distribution:?}");
            assert_eq!(distribution.samples(50, 4).rows, samples.rows[..50 * distribution.dimensions()]);
            assert_ne!(distribution.samples(600, 5).rows, samples.rows, "{distribution:?}");
            assert_eq!(distribution.name().parse(), Ok(distribution));
            let inside = |x: &&f32| (VIEW[0]..VIEW[1]).contains(&f64::from(**x));
            let share = samples.rows.iter().filter(inside).count() as f64 / samples.rows.len() as f64;
            assert!(share > 0.995, "{distribution:?}: {share}");
        }
        assert_eq!("triangle".parse::<Distribution>(), Err(UnknownName));
        assert_eq!(Distribution::Gaussians(8).clusters().len(), 8);
    }

    /// Each class lies around its own cluster: 99.7 % of a normal distribution are within three standard deviations on a line, 98.9 %
    /// in the plane.
    #[test]
    fn samples_lie_in_the_clusters_of_their_classes() {
        let clustered =
            [Distribution::TwoBumps, Distribution::Gaussians(5), Distribution::Gaussians(8), Distribution::Disjoint];
        for distribution in clustered {
            let samples = distribution.samples(10_000, 1);
            let (clusters, width) = (distribution.clusters(), distribution.dimensions());
            let inside = samples.rows.chunks_exact(width).zip(&samples.labels).filter(|(sample, label)| {
                let cluster = &clusters[**label as usize];
                let squares = sample.iter().zip(&cluster.centre).map(|(x, c)| (f64::from(*x) - c).powi(2));
                squares.sum::<f64>().sqrt() < cluster.radius
            });
            let share = inside.count() as f64 / 10_000.0;
            let expected = if width == 1 { 0.9973 } else { 0.9889 };
            assert!((share - expected).abs() < 0.005, "{distribution:?}: {share}");
        }
    }

    /// In 80 bins the counts of 100,000 samples are within five standard errors of what the density says, which is 1 in all.
    #[test]
    fn samples_on_a_line_follow_their_density() {
        for distribution in [Distribution::TwoBumps, Distribution::Uniform, Distribution::Skewed] {
            let samples = distribution.samples(100_000, 2).rows;
            let mut total = 0.0;
            for bin in 0..80 {
                let (low, width) = (-2.0 + 0.05 * f64::from(bin), 0.05);
                let density = |at: i32| distribution.density(low + width * (f64::from(at) + 0.5) / 20.0).unwrap();
                let mass = (0..20).map(density).sum::<f64>() * width / 20.0;
                let count = samples.iter().filter(|x| (low..low + width).contains(&f64::from(**x))).count() as f64;
                total += mass;
                assert!(
                    (count - 1e5 * mass).abs() < 5.0 * (1e5 * mass).sqrt() + 1.0,
                    "{distribution:?} {low}: {count} instead of {}",
                    1e5 * mass
                );
            }
            assert!((total - 1.0).abs() < 1e-3, "{distribution:?}: {total}");
            assert_eq!(distribution.density(-3.0).map(|density| density < 1e-9), Some(true));
        }
        assert_eq!(Distribution::Ring.density(0.0), None);
    }
}
