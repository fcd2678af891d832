//! The points that the network is to tell apart, and which of them it learns from.

use super::packed::single;
use super::shape::{Feature, Output};
use crate::data::split::{Split, Splitter};
use crate::data::synthetic::{Point, Shape, SyntheticDataSet};
use crate::model::error::Error;
use crate::model::samples::{Points, Samples};
use crate::panel::table::{SettingValue, Value};

/// Where the points come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Data {
    /// They are drawn in a shape of [`Shape::NAMED`].
    Drawn(Shape),
    /// The learner's own points.
    Own,
}

impl Data {
    /// Their names.
    pub const NAMES: [&'static str; Shape::NAMED.len() + 1] = {
        let mut names = ["own"; Shape::NAMED.len() + 1];
        let mut at = 0;
        while at < Shape::NAMED.len() {
            names[at] = Shape::NAMED[at].0;
            at += 1;
        }
        names
    };

    /// The shape of the data set; `None` for the learner's own points.
    pub const fn shape(self) -> Option<Shape> {
        match self {
            Self::Drawn(shape) => Some(shape),
            Self::Own => None,
        }
    }
}

impl SettingValue for Data {
    fn to_value(&self) -> Value {
        let named = Shape::NAMED.into_iter().find(|(_, shape)| Some(*shape) == self.shape());
        Value::Choice(named.map_or("own", |(name, _)| name))
    }

    fn from_value(value: Value) -> Self {
        let named = Shape::NAMED.into_iter().find(|(name, _)| value == Value::Choice(name));
        named.map_or(Self::Own, |(_, shape)| Self::Drawn(shape))
    }
}

/// The points of a data set, with inputs of single precision, in which networks compute. A gate has its four rows.
pub fn drawn(shape: Shape, count: usize, noise: f64, seed: u64) -> Vec<Point> {
    let count = if matches!(shape, Shape::Gate(_)) { 4 } else { count };
    SyntheticDataSet { shape, count, noise, seed }.points().into_iter().map(rounded).collect()
}

/// The point with inputs of single precision.
pub fn rounded(point: Point) -> Point {
    Point { inputs: point.inputs.map(|x| f64::from(single(x))), ..point }
}

/// The point with inputs on hundredths, where a hand can put it; no further off than can be packed so.
pub fn on_hundredths(point: Point) -> Point {
    // Only −0 is changed by adding 0.
    let on = |x: f64| if x.is_finite() { (x.clamp(-300.0, 300.0) * 100.0).round() / 100.0 + 0.0 } else { 0.0 };
    rounded(Point { inputs: point.inputs.map(on), ..point })
}

/// Which points are for training, validation and test. Four points or fewer are all for training: they are a truth table.
pub fn part(count: usize, test: f64, validation: f64, seed: u64) -> Split {
    let all = || Split { training: (0..count).collect(), validation: Vec::new(), test: Vec::new() };
    if count <= 4 {
        return all();
    }
    // A share so small, or points so few, that a part would be empty: then there is none.
    let shares = [[test, validation], [test, 0.0], [0.0, 0.0]];
    let split = |[test, validation]: [f64; 2]| Splitter { test, validation, seed: Some(seed) }.split(count).ok();
    shares.into_iter().find_map(split).unwrap_or_else(all)
}

/// The range of either input that the picture shows: the shape's own, or what own points need.
pub fn view(shape: Option<Shape>, points: &[Point]) -> [f64; 2] {
    if let Some(shape) = shape {
        return shape.view();
    }
    let widest = points.iter().flat_map(|point| point.inputs).fold(0.0_f64, |most, x| most.max(x.abs()));
    let inside = points.iter().flat_map(|point| point.inputs).all(|x| (-0.5..=1.5).contains(&x));
    if inside && !points.is_empty() {
        [-0.5, 1.5]
    } else if widest <= 6.0 {
        [-6.0, 6.0]
    } else {
        [-widest * 1.1, widest * 1.1]
    }
}

/// What a network sees of a point.
pub fn inputs(features: &[Feature], point: &Point) -> impl Iterator<Item = f32> {
    let x = point.inputs.map(single);
    features.iter().map(move |feature| feature.at(x))
}

/// The points of the given numbers as samples to learn from.
///
/// # Errors
/// When there are none, or an input is too large.
pub fn samples(features: &[Feature], output: Output, points: &[Point], numbers: &[usize]) -> Result<Samples, Error> {
    let (mut rows, mut targets) = (Vec::new(), Vec::new());
    for &number in numbers {
        rows.extend(inputs(features, &points[number]));
        output.push_targets(points[number].label, &mut targets);
    }
    Samples::new(features.len(), &rows, &targets)
}

/// The points of the given numbers, to be put through a network.
///
/// # Errors
/// As [`samples`].
pub fn to_predict(features: &[Feature], points: &[Point], numbers: &[usize]) -> Result<Points, Error> {
    let rows: Vec<_> = numbers.iter().flat_map(|&number| inputs(features, &points[number])).collect();
    Points::new(features.len(), &rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_hold_every_point_once_and_few_points_are_all_learned_from() {
        for count in [1, 2, 4, 5, 6, 7, 10, 200] {
            for (test, validation) in [(0.0, 0.0), (0.2, 0.0), (0.2, 0.2), (0.9, 0.9), (0.0, 0.5)] {
                let Split { training, validation, test } = part(count, test, validation, 3);
                assert!(!training.is_empty());
                let mut all = [training, validation, test].concat();
                all.sort_unstable();
                assert!(all.into_iter().eq(0..count));
            }
        }
        assert_eq!(part(4, 0.5, 0.0, 1).training.len(), 4);
    }
}
