//! What there is to learn from: samples of a distribution, the learner's own points, or handwritten digits.

use std::rc::Rc;

use nalgebra::Point2;

use super::Settings;
use crate::data::csv::MAX_ROWS;
use crate::data::digits::{CELLS, CLASSES, Digits};
use crate::data::distributions::{Cluster, Distribution, VIEW};
use crate::model::error::Error;
use crate::model::gan::TrainingData;
use crate::model::gan::class_measures::ClassReference;
use crate::model::gan::grid::Grid;
use crate::model::gan::measures::{Mode, PointReference, Reference};
use crate::model::random::Random;
use crate::panel::digits::parts::inputs;
use crate::panel::digits::reader;
use crate::panel::digits::settings::is_taught;
use crate::panel::network::packed::{pack_numbers, single, unpack_numbers};
use crate::panel::table::{SettingValue, Value};

/// How many samples of a distribution there are to learn from.
const DRAWN: usize = 10_000;
/// How many samples of G are measured, and how many cells a side the grid has in which points are counted.
const MEASURED: usize = 1000;
const CELLS_A_SIDE: usize = 25;
/// How many points a dab of the brush has, and the standard deviation of their places around it.
const DAB: usize = 4;
const BRUSH: f64 = 0.04;
/// Apart from the streams of weights, noise and batches.
const DABS: u64 = 24 << 32;

/// Where the data come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Data {
    /// They are samples of a distribution.
    Drawn(Distribution),
    /// They are the learner's own points.
    Own,
    /// They are handwritten digits.
    Digits,
}

impl Data {
    /// All that can be chosen.
    pub const ALL: [Self; Distribution::ALL.len() + 2] = {
        let mut all = [Self::Own; Distribution::ALL.len() + 2];
        let mut at = 0;
        while at < Distribution::ALL.len() {
            all[at] = Self::Drawn(Distribution::ALL[at]);
            at += 1;
        }
        all[at] = Self::Digits;
        all
    };

    /// Their names.
    pub const NAMES: [&'static str; Self::ALL.len()] = {
        let mut names = [""; Self::ALL.len()];
        let mut at = 0;
        while at < names.len() {
            names[at] = Self::ALL[at].name();
            at += 1;
        }
        names
    };

    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Drawn(distribution) => distribution.name(),
            Self::Own => "own",
            Self::Digits => "digits",
        }
    }
}

/// Points of the learner's own, shared between the states that undo remembers.
#[derive(Clone, Debug)]
pub struct OwnRows(Rc<Rows>);

/// Rows `[n, width]`, of one number or two.
#[derive(Clone, Debug, PartialEq)]
pub struct Rows {
    /// How many numbers a row has.
    pub width: usize,
    /// All numbers, row by row.
    pub values: Vec<f32>,
}

impl std::ops::Deref for OwnRows {
    type Target = Rows;

    fn deref(&self) -> &Rows {
        &self.0
    }
}

impl PartialEq for OwnRows {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0) || self.0 == other.0
    }
}

/// Whether a text is what a link carries of one's own points.
pub(super) fn is_packed(text: &str) -> bool {
    text.is_empty() || unpacked(text).is_some()
}

fn unpacked(text: &str) -> Option<Rows> {
    let width = match text.as_bytes().first()? {
        b'1' => 1,
        b'2' => 2,
        _ => return None,
    };
    let values = unpack_numbers(&text[1..])?;
    let is_good = values.len().is_multiple_of(width) && values.iter().all(|x| x.abs() <= 2.0);
    is_good.then_some(Rows { width, values })
}

impl SettingValue for OwnRows {
    fn to_value(&self) -> Value {
        let packed = || format!("{}{}", self.width, pack_numbers(&self.values));
        Value::Packed(if self.values.is_empty() { String::new() } else { packed() })
    }

    // The table has checked the text.
    fn from_value(value: Value) -> Self {
        let Value::Packed(text) = value else { unreachable!("{value:?} is no packed text") };
        Self(Rc::new(unpacked(&text).unwrap_or(Rows { width: 2, values: Vec::new() })))
    }
}

impl OwnRows {
    /// No points.
    pub(super) fn none() -> Self {
        Self::from_value(Value::Packed(String::new()))
    }

    /// Rows `[n, width]`, moved and scaled so that they lie between −1 and 1, each number by as much as the other; `None` where all are
    /// the same, or too far apart for that.
    pub(super) fn scaled(width: usize, values: &[f64]) -> Option<Self> {
        let ends = |at: usize| {
            let column = values.iter().skip(at).step_by(width);
            column.fold([f64::INFINITY, f64::NEG_INFINITY], |[low, high], x| [low.min(*x), high.max(*x)])
        };
        let ends: Vec<_> = (0..width).map(ends).collect();
        let longest = ends.iter().map(|[low, high]| high - low).fold(0.0, f64::max);
        let place = |(at, x): (usize, &f64)| {
            let [low, high] = ends[at % width];
            single(2.0 * (x - f64::midpoint(low, high)) / longest)
        };
        let is_good = longest.is_normal();
        is_good.then(|| Self(Rc::new(Rows { width, values: values.iter().enumerate().map(place).collect() })))
    }

    /// The same with some points around a place, as a brush leaves them. Always the same ones for the same points and place.
    #[must_use]
    pub(super) fn with_dab(&self, place: Point2<f64>) -> Self {
        let mut rows = Rows::clone(self);
        let mut random = Random::stream(rows.values.len() as u64, DABS);
        for _ in 0..DAB {
            if rows.values.len() < MAX_ROWS * rows.width {
                let at = place.coords.iter().take(rows.width);
                rows.values.extend(at.map(|x| single((x + BRUSH * random.normal()).clamp(VIEW[0], VIEW[1]))));
            }
        }
        Self(Rc::new(rows))
    }

    /// How many there are.
    pub(super) fn count(&self) -> usize {
        self.values.len() / self.width
    }
}

impl Settings {
    /// The distribution to learn; `None` for other data.
    pub fn distribution(&self) -> Option<Distribution> {
        match self.data {
            Data::Drawn(Distribution::Gaussians(_)) => Some(Distribution::Gaussians(self.clusters as usize)),
            Data::Drawn(distribution) => Some(distribution),
            Data::Own | Data::Digits => None,
        }
    }

    /// Whether there are as many clusters as `clusters` says.
    pub(super) fn has_clusters(&self) -> bool {
        matches!(self.data, Data::Drawn(Distribution::Gaussians(_)))
    }

    /// How many numbers a sample has.
    pub(super) fn width(&self) -> usize {
        match self.data {
            Data::Drawn(distribution) => distribution.dimensions(),
            Data::Own => self.points.width,
            Data::Digits => CELLS,
        }
    }

    /// Whether `digit` is one of those to learn.
    pub(super) fn teaches(&self, digit: usize) -> bool {
        is_taught(self.classes, digit)
    }

    /// The samples to learn from; `None` while there are none yet.
    ///
    /// # Errors
    /// None that the table of settings allows.
    fn samples(&self, digits: Option<&Digits>) -> Option<Result<TrainingData, Error>> {
        match self.data {
            Data::Own => (self.points.count() > 0).then(|| TrainingData::new(self.points.width, &self.points.values)),
            Data::Digits => digits.map(|digits| {
                let numbers = (0..digits.count()).filter(|number| self.teaches(digits.label(*number)));
                let (mut rows, mut labels) = (Vec::new(), Vec::new());
                for number in numbers {
                    rows.extend(inputs(digits.image(number)));
                    labels.extend(u32::try_from(digits.label(number)));
                }
                TrainingData::of_classes(CELLS, &rows, CLASSES, &labels)
            }),
            Data::Drawn(_) => self.distribution().map(|distribution| {
                TrainingData::new(distribution.dimensions(), &distribution.samples(DRAWN, self.seed.into()).rows)
            }),
        }
    }

    /// What there is to learn from, what samples are compared with, and whether it is there: while it is not, one blank sample of each
    /// class stands for it, so that the networks can be looked at.
    ///
    /// # Errors
    /// None that the table of settings allows.
    pub(super) fn training_data(&self, digits: Option<&Digits>) -> Result<(TrainingData, Reference, bool), Error> {
        let samples = self.samples(digits);
        let is_there = samples.is_some();
        let blank = || match self.data {
            Data::Digits => {
                let labels: Vec<u32> = (0..10).collect();
                TrainingData::of_classes(CELLS, &vec![0.0; CELLS * CLASSES], CLASSES, &labels)
            }
            _ => TrainingData::new(self.width(), &vec![0.0; self.width()]),
        };
        let data = samples.unwrap_or_else(blank)?;
        let reference = if self.data == Data::Digits {
            Reference::Classes(ClassReference::new(&data, reader::network(), MEASURED, self.seed.into())?)
        } else {
            let grid = Grid::new(&[VIEW; 2][..data.width()], CELLS_A_SIDE)?;
            let mode = |cluster: Cluster| Mode {
                centre: cluster.centre.iter().map(|x| single(*x)).collect(),
                radius: single(cluster.radius),
            };
            let clusters = self.distribution().map(Distribution::clusters).unwrap_or_default();
            let modes = clusters.into_iter().map(mode).collect();
            Reference::Points(PointReference::new(&data, grid, modes, MEASURED, self.seed.into())?)
        };
        Ok((data, reference, is_there))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_points_survive_a_link_and_damaged_ones_are_none() {
        let rows = OwnRows::none().with_dab(Point2::new(0.5, -0.25));
        assert_eq!(rows.count(), DAB);
        assert_eq!(OwnRows::from_value(rows.to_value()), rows);
        for text in ["3AAAA", "2AAAAAA", "é", "1AADAfw", "2AACAPw", "1AAAAQg"] {
            assert!(!is_packed(text), "{text}");
        }
        assert!(is_packed(""));
    }

    #[test]
    fn rows_of_any_scale_lie_between_minus_one_and_one() {
        let rows = OwnRows::scaled(2, &[100.0, 5.0, 300.0, 6.0, 200.0, 5.5]).unwrap();
        assert_eq!(rows.values, [-1.0, -0.005, 1.0, 0.005, 0.0, 0.0]);
        for same in [&[3.0, 3.0][..], &[0.0], &[f64::MAX, f64::MIN]] {
            assert_eq!(OwnRows::scaled(1, same), None);
        }
    }
}
