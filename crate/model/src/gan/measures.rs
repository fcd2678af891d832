//! How far the samples of G are from the data, and how far they would be if they were samples of the data.
//!
//! Both are counted in the same cells. A sample always differs from its own distribution, so each measure comes with its floor: what
//! as many samples of the data themselves give.

use super::class_measures::ClassReference;
use super::grid::Grid;
use super::nearness::{Neighbours, nearest_distances};
use super::training_data::TrainingData;
use crate::error::{Error, check_length};
use crate::random::Random;

/// How many samples of the data the floor is the mean of.
pub(super) const TRIALS: usize = 20;
/// A mode is covered when its share of the samples is at least this part of its share of the data.
pub const COVERED_FROM: f64 = 0.25;
/// The share of the data's own samples that have one of the data near them: it defines what is near.
const NEAR_SHARE: f64 = 0.99;

/// The streams of the samples of the data that others are compared with.
pub(super) const STREAMS: u64 = 22 << 32;

/// The Kullback–Leibler divergence KL(p‖q) = Σ pᵢ·ln(pᵢ/qᵢ) in nats (S. Kullback and R. Leibler, 1951) of two lists of counts. To
/// either list one more sample is added, spread evenly over the k cells, so that the sum is finite where one of both has nothing:
/// pᵢ = (nᵢ + 1/k)/(n + 1).
///
/// # Panics
/// When the lists have different lengths.
pub fn kl(p: &[u32], q: &[u32]) -> f64 {
    assert_eq!(p.len(), q.len(), "counts of the same cells");
    let spread = 1.0 / p.len() as f64;
    let total = |counts: &[u32]| counts.iter().map(|n| f64::from(*n)).sum::<f64>() + 1.0;
    let (of_p, of_q) = (total(p), total(q));
    let share = |n: u32, total: f64| (f64::from(n) + spread) / total;
    let pairs = p.iter().zip(q).map(|(p, q)| (share(*p, of_p), share(*q, of_q)));
    pairs.map(|(p, q)| p * libm::log(p / q)).sum()
}

/// The Jensen–Shannon divergence ½·KL(p‖m) + ½·KL(q‖m) with m = ½(p + q) in nats (J. Lin, 1991) of two lists of counts, each divided
/// by its sum: from 0 to ln 2. It is finite as it is, so nothing is added to the counts.
///
/// # Panics
/// When the lists have different lengths.
pub fn js(p: &[u32], q: &[u32]) -> f64 {
    assert_eq!(p.len(), q.len(), "counts of the same cells");
    let total = |counts: &[u32]| counts.iter().map(|n| f64::from(*n)).sum::<f64>().max(1.0);
    let (of_p, of_q) = (total(p), total(q));
    let term = |p: f64, m: f64| if p > 0.0 { p * libm::log(p / m) } else { 0.0 };
    let pairs = p.iter().zip(q).map(|(p, q)| (f64::from(*p) / of_p, f64::from(*q) / of_q));
    pairs.map(|(p, q)| 0.5 * (term(p, 0.5 * (p + q)) + term(q, 0.5 * (p + q)))).sum()
}

/// One of the places where the data is.
#[derive(Clone, Debug, PartialEq)]
pub struct Mode {
    /// Its middle.
    pub centre: Vec<f32>,
    /// How far from the middle a sample counts as one of it.
    pub radius: f32,
}

/// How far samples are from the data.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Measures {
    /// KL(data‖samples) in nats, see [`kl`].
    pub kl: f64,
    /// The Jensen–Shannon divergence in nats, see [`js`].
    pub js: f64,
    /// The share of the samples that are near the data, from 0 to 1 (precision: M. Sajjadi and others, "Assessing Generative Models
    /// via Precision and Recall", 2018). Of images: of which the classifier is sure.
    pub near: f64,
    /// The share of the data that has a sample near it, from 0 to 1 (recall). Of images: the share of the classes that are covered.
    pub reached: f64,
    /// For each mode, or each class, its share of the samples, from 0 to 1.
    pub modes: Vec<f64>,
    /// How many modes or classes are covered.
    pub covered: usize,
}

/// What as many samples of the data as are measured give against the data, by chance alone.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Floor {
    /// The mean and the standard deviation of KL.
    pub kl: [f64; 2],
    /// The same of the Jensen–Shannon divergence.
    pub js: [f64; 2],
    /// The mean share of the samples near the data.
    pub near: f64,
    /// The mean share of the data that has a sample near it.
    pub reached: f64,
}

impl Floor {
    /// What some samples of the data have given.
    pub(super) fn of(trials: &[Measures]) -> Self {
        let count = trials.len().max(2) as f64;
        let mean = |of: fn(&Measures) -> f64| trials.iter().map(of).sum::<f64>() / count;
        let spread = |of: fn(&Measures) -> f64| {
            let mean = mean(of);
            let squares: f64 = trials.iter().map(|trial| (of(trial) - mean).powi(2)).sum();
            [mean, (squares / (count - 1.0)).sqrt()]
        };
        Self {
            kl: spread(|trial| trial.kl),
            js: spread(|trial| trial.js),
            near: mean(|trial| trial.near),
            reached: mean(|trial| trial.reached),
        }
    }
}

/// What samples are compared with.
#[derive(Clone, Debug)]
pub enum Reference {
    /// Samples of one number or two.
    Points(PointReference),
    /// Images that a classifier knows.
    Classes(ClassReference),
}

impl Reference {
    /// How many samples are to be measured.
    pub fn samples(&self) -> usize {
        match self {
            Self::Points(points) => points.samples,
            Self::Classes(classes) => classes.samples(),
        }
    }

    /// Measures samples `rows` `[n, d]`, n being [`Reference::samples`].
    pub fn measure(&self, rows: &[f32]) -> Measures {
        match self {
            Self::Points(points) => points.measure(rows),
            Self::Classes(classes) => classes.measure(rows),
        }
    }

    /// What samples of the data give.
    pub fn floor(&self) -> Floor {
        match self {
            Self::Points(points) => points.floor,
            Self::Classes(classes) => classes.floor(),
        }
    }
}

/// The data that samples of one number or two are compared with.
#[derive(Clone, Debug)]
pub struct PointReference {
    grid: Grid,
    samples: usize,
    counts: Vec<u32>,
    /// As many samples of the data as are measured.
    drawn: Vec<f32>,
    neighbours: Neighbours,
    radius: f32,
    modes: Vec<Mode>,
    floor: Floor,
}

impl PointReference {
    /// All of `data`, counted in `grid`, to measure so many samples against. `modes` are where the data is known to be; they may be
    /// empty.
    ///
    /// # Errors
    /// When the data has other numbers than the grid, or there are no samples to measure.
    pub fn new(data: &TrainingData, grid: Grid, modes: Vec<Mode>, samples: usize, seed: u64) -> Result<Self, Error> {
        check_length("numbers of a sample", grid.ranges().len(), data.width())?;
        crate::error::check_size("The number of samples", samples, 100_000)?;
        let mut random = Random::stream(seed, STREAMS);
        let mut draw =
            || -> Vec<f32> { (0..samples).flat_map(|_| data.row(random.below(data.count()))).copied().collect() };
        let (drawn, other) = (draw(), draw());
        let distances = nearest_distances(&other, &drawn, data.width());
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // below the number of samples
        let at = ((samples as f64 * NEAR_SHARE) as usize).min(samples - 1);
        let [low, high] = grid.ranges()[0];
        #[allow(clippy::cast_possible_truncation)] // a length
        let least = (0.5 * (high - low) / grid.side() as f64) as f32;
        let radius = distances[at].max(least);
        let neighbours = Neighbours::new(&drawn, data.width(), radius);
        let counts = grid.counts(data.rows());
        let mut reference = Self { grid, samples, counts, drawn, neighbours, radius, modes, floor: Floor::default() };
        let trials: Vec<_> = (0..TRIALS).map(|_| reference.measure(&draw())).collect();
        reference.floor = Floor::of(&trials);
        Ok(reference)
    }

    /// Measures samples `rows` `[n, d]`.
    pub fn measure(&self, rows: &[f32]) -> Measures {
        let width = self.grid.ranges().len();
        let counts = self.grid.counts(rows);
        let fakes = Neighbours::new(rows, width, self.radius);
        let total = (rows.len() / width).max(1) as f64;
        let own = (self.drawn.len() / width).max(1) as f64;
        let share = |rows: &[f32], mode: &Mode, total: f64| {
            let inside =
                |sample: &&[f32]| super::nearness::distance_squared(sample, &mode.centre) <= mode.radius * mode.radius;
            rows.chunks_exact(width).filter(inside).count() as f64 / total
        };
        let modes: Vec<_> = self.modes.iter().map(|mode| share(rows, mode, total)).collect();
        let covered = self.modes.iter().zip(&modes);
        let covered = covered.filter(|(mode, found)| **found >= COVERED_FROM * share(&self.drawn, mode, own));
        Measures {
            kl: kl(&self.counts, &counts),
            js: js(&self.counts, &counts),
            near: self.neighbours.share_near(rows),
            reached: fakes.share_near(&self.drawn),
            covered: covered.count(),
            modes,
        }
    }

    /// The grid.
    pub fn grid(&self) -> &Grid {
        &self.grid
    }

    /// How many samples of the data are in each cell, and how many outside.
    pub fn counts(&self) -> &[u32] {
        &self.counts
    }

    /// What is near: the distance within which 99 % of the data's samples have another one of as many, and at least half a cell.
    pub fn radius(&self) -> f32 {
        self.radius
    }

    /// The modes.
    pub fn modes(&self) -> &[Mode] {
        &self.modes
    }
}
