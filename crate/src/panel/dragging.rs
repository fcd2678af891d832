//! What dragging a decision boundary means for the perceptron whose boundary it is.

use nalgebra::{Point2, Vector2};

use crate::model::boundary::Boundary;
use crate::model::decimal::Decimal;
use crate::model::perceptron::Perceptron;
use crate::plot::plane::Plane;

/// Whether both coordinates are numbers that a learner could set.
fn is_place(point: Point2<f64>) -> bool {
    point.iter().all(|x| Decimal::nearest(*x).is_some())
}

/// The perceptron of these weights, to the nearest hundredths, whose line goes through `point` as nearly as a bias of
/// hundredths can bring it. Weights beyond ±`limit` stop there in their own direction.
fn through(weights: Vector2<f64>, point: Point2<f64>, limit: i32) -> Option<Perceptron> {
    let beyond = weights.amax() / f64::from(limit);
    let weights = if beyond > 1.0 { weights / beyond } else { weights };
    let [w1, w2] = [Decimal::nearest(weights.x)?, Decimal::nearest(weights.y)?];
    let bias = Decimal::nearest(-(w1.to_f64() * point.x + w2.to_f64() * point.y))?;
    Some(Perceptron { weights: [w1, w2], bias })
}

/// `shown` with its line moved in parallel through `point`: the bias becomes −w·point. Nothing while there is no line, or for
/// a point that is no point.
pub fn moved_through(shown: &Perceptron, point: Point2<f64>) -> Option<Perceptron> {
    Boundary::of(shown)?;
    let [w1, w2] = shown.weights.map(Decimal::to_f64);
    let bias = Decimal::nearest(-(w1 * point.x + w2 * point.y))?;
    Some(Perceptron { bias, ..*shown })
}

/// `shown` with its line moved in parallel by `distance` in units of the inputs, towards the ones when positive; at least by
/// the least step of the bias, a hundredth. Nothing while there is no line.
pub fn pushed(shown: &Perceptron, distance: f64) -> Option<Perceptron> {
    let boundary = Boundary::of(shown)?;
    let foot = boundary.nearest_to(Point2::new(0.5, 0.5));
    let moved = moved_through(shown, foot + boundary.normal() * distance)?;
    let step = Decimal::hundredths(if distance > 0.0 { -1 } else { 1 });
    Some(if moved == *shown { Perceptron { bias: shown.bias + step, ..*shown } } else { moved })
}

/// The perceptron whose weight vector's arrow goes from `foot` to `tip` ([`Plane::weights_for_arrow`]) and whose line goes
/// through `foot`. Weights that would leave ±`limit` stop there in the arrow's direction. Nothing for points that are no points.
pub fn with_arrow(foot: Point2<f64>, tip: Point2<f64>, limit: i32) -> Option<Perceptron> {
    if !is_place(foot) || !is_place(tip) {
        return None;
    }
    through(Plane::weights_for_arrow(tip - foot), foot, limit)
}

/// A hold on a line that is being turned. What it began with is kept, so that rounding to hundredths does not add up over the
/// many small turns of one drag.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Grip {
    /// Whose line it is, where there are several.
    unit: usize,
    /// The point that the line turns about.
    foot: Point2<f64>,
    /// The unit vector towards the ones.
    normal: Vector2<f64>,
    /// √(w1² + w2²).
    length: f64,
    /// What the last turn came to.
    turned: Perceptron,
}

impl Grip {
    /// A hold on the line of `shown`, the unit of that number, at its point `foot`. Nothing while there is no line.
    pub fn on(unit: usize, shown: &Perceptron, foot: Point2<f64>) -> Option<Self> {
        let boundary = Boundary::of(shown)?;
        Some(Self { unit, foot, normal: boundary.normal(), length: boundary.steepness(), turned: *shown })
    }

    /// Whether it still holds `shown`, the unit of that number, which nothing else has changed.
    pub fn holds(&self, unit: usize, shown: &Perceptron) -> bool {
        self.unit == unit && self.turned == *shown
    }

    fn turn(&mut self, normal: Vector2<f64>, limit: i32) -> Option<Perceptron> {
        self.normal = normal;
        self.turned = through(normal * self.length, self.foot, limit)?;
        Some(self.turned)
    }

    /// Turns the line so that its side of the ones lies towards `to`. The weight vector keeps its length. Nothing for the foot
    /// itself or a point that is no point.
    pub fn turn_towards(&mut self, to: Point2<f64>, limit: i32) -> Option<Perceptron> {
        let normal = (to - self.foot).try_normalize(1e-6).filter(|_| is_place(to))?;
        self.turn(normal, limit)
    }

    /// Turns the weight vector and draws it out so that its arrow ends at `tip`; see [`with_arrow`].
    pub fn draw_to(&mut self, tip: Point2<f64>, limit: i32) -> Option<Perceptron> {
        let turned = with_arrow(self.foot, tip, limit)?;
        let boundary = Boundary::of(&turned);
        (self.normal, self.length) =
            boundary.map_or((self.normal, self.length), |line| (line.normal(), line.steepness()));
        self.turned = turned;
        Some(turned)
    }

    /// Turns the line by so many degrees, counter-clockwise when positive; further where hundredths can't show so little.
    pub fn turn_by(&mut self, degrees: f64, limit: i32) -> Option<Perceptron> {
        let before = self.turned;
        let (sin, cos) = libm::sincos(degrees.to_radians());
        for _ in 0..90 {
            let (x, y) = (self.normal.x, self.normal.y);
            let normal = Vector2::new(cos * x - sin * y, sin * x + cos * y);
            if self.turn(normal, limit)?.weights != before.weights {
                break;
            }
        }
        Some(self.turned)
    }
}

/// The direction of a perceptron's weight vector in whole degrees from the axis of its first input, from 0 to 359.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // within a circle
pub fn degrees(unit: &Perceptron) -> u32 {
    let [w1, w2] = unit.weights.map(Decimal::to_f64);
    libm::atan2(w2, w1).to_degrees().round().rem_euclid(360.0) as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(not(target_arch = "wasm32"))]
    use proptest::prelude::*;

    const LIMIT: i32 = 10;
    const CENTRE: Point2<f64> = Point2::new(0.5, 0.5);

    #[test]
    fn a_full_turn_by_single_degrees_comes_back_to_the_same_numbers() {
        let begin = Perceptron::hundredths(50, 50, -50);
        let mut grip = Grip::on(0, &begin, CENTRE).unwrap();
        let mut shown = begin;
        for _ in 0..360 {
            shown = grip.turn_by(1.0, LIMIT).unwrap();
        }
        assert!(shown == begin && grip.holds(0, &begin));
        assert_eq!(grip.turn_by(90.0, LIMIT).map(|unit| degrees(&unit)), Some(135));
    }

    #[test]
    fn weights_too_small_for_a_degree_turn_all_the_same() {
        let tiny = Perceptron::hundredths(1, 0, 0);
        let turned = Grip::on(0, &tiny, CENTRE).unwrap().turn_by(1.0, LIMIT).unwrap();
        assert_eq!(turned.weights, Perceptron::hundredths(1, 1, 0).weights);
    }

    #[test]
    fn without_a_line_or_a_place_nothing_turns() {
        assert_eq!(Grip::on(0, &Perceptron::hundredths(0, 0, 30), CENTRE), None);
        let mut grip = Grip::on(0, &Perceptron::hundredths(50, 50, -70), CENTRE).unwrap();
        for bad in [CENTRE, Point2::new(f64::NAN, 0.0), Point2::new(f64::INFINITY, 0.0), Point2::new(1e300, 0.0)] {
            assert_eq!(grip.turn_towards(bad, LIMIT), None);
        }
    }

    #[cfg(not(target_arch = "wasm32"))]
    proptest! {
        #[test]
        fn a_turned_line_faces_where_it_was_turned_to_and_keeps_its_foot(
            w in prop::array::uniform2(-1000..=1000), to in prop::array::uniform2(-3.0..3.0)
        ) {
            let Some(mut grip) = Grip::on(0, &Perceptron::hundredths(w[0], w[1], 0), CENTRE) else { return Ok(()) };
            let to = Point2::from(to);
            let Some(turned) = grip.turn_towards(to, LIMIT) else { return Ok(()) };
            let [w1, w2] = turned.weights.map(Decimal::to_f64);
            prop_assert!(w1.abs() <= 10.0 && w2.abs() <= 10.0);
            let weights = Vector2::new(w1, w2);
            // Each weight is off by half a hundredth at the most, and so is what they make together.
            prop_assert!(weights.perp(&(to - CENTRE).normalize()).abs() <= 0.0075);
            prop_assert!((w1 / 2.0 + w2 / 2.0 + turned.bias.to_f64()).abs() <= 0.005 + 1e-9);
        }
    }
}
