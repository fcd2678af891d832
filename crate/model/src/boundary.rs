//! The decision boundary of a perceptron: the points of the plane where w1·x1 + w2·x2 + b = 0.

use nalgebra::{Point2, Vector2};

use super::decimal::Decimal;
use super::perceptron::Perceptron;

/// A straight line in the plane of the two inputs, with the side on which the weighted sum is positive.
///
/// Its numbers count hundredths. Those are whole numbers, which a double holds exactly, so at the corners of the unit
/// square the value drawn is the value decided: with w1 = 0.1, w2 = 0.2 and b = −0.3 the point (1, 1) is on the line
/// here too, where the doubles nearest to these decimals would put it a hair beside.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Boundary {
    /// (w1, w2) in hundredths: perpendicular to the line, towards the positive side. Never zero.
    weights: Vector2<f64>,
    /// b in hundredths.
    bias: f64,
}

/// The line as a learner writes it. Slope and intercept are x2 = slope·x1 + intercept; a vertical line is x1 = position.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Equation {
    /// x2 = slope·x1 + intercept, with slope = −w1/w2 and intercept = −b/w2.
    Sloped {
        /// −w1/w2.
        slope: Ratio,
        /// −b/w2.
        intercept: Ratio,
    },
    /// x1 = −b/w1, when w2 = 0.
    Vertical {
        /// −b/w1.
        position: Ratio,
    },
}

/// A quotient of two exact decimals, kept as such so that it can be shown as exact or as rounded, truthfully.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ratio {
    /// In hundredths.
    numerator: i32,
    /// In hundredths, never zero.
    denominator: i32,
}

impl Ratio {
    fn new(numerator: Decimal, denominator: Decimal) -> Self {
        Self { numerator: numerator.count(), denominator: denominator.count() }
    }

    /// The quotient rounded to hundredths, halves away from zero.
    ///
    /// # Panics
    /// For a quotient beyond ±20 million. Those of settings within ±10 stay within ±1000.
    pub fn rounded(self) -> Decimal {
        let (n, d) = (i64::from(self.numerator) * 100, i64::from(self.denominator));
        let size = (n.abs() * 2 + d.abs()) / (d.abs() * 2);
        let count = if (n < 0) == (d < 0) { size } else { -size };
        Decimal::hundredths(i32::try_from(count).expect("a quotient of two settings fits"))
    }

    /// Whether [`Ratio::rounded`] is the quotient itself.
    pub fn is_exact(self) -> bool {
        i64::from(self.numerator) * 100 % i64::from(self.denominator) == 0
    }

    /// The quotient itself as a fraction in lowest terms, where it has a denominator of one digit and is no decimal of two places.
    pub fn as_fraction(self) -> Option<(i32, i32)> {
        let (mut a, mut b) = (self.numerator.abs(), self.denominator.abs());
        while b != 0 {
            (a, b) = (b, a % b);
        }
        let part = a * self.denominator.signum();
        let (n, d) = (self.numerator / part, self.denominator / part);
        (d < 10 && !self.is_exact()).then_some((n, d))
    }

    /// The quotient itself, to the nearest double.
    pub fn to_f64(self) -> f64 {
        f64::from(self.numerator) / f64::from(self.denominator)
    }
}

impl Equation {
    /// The equation of `perceptron`'s boundary; `None` when both weights are zero, for then there is no line.
    pub fn of(perceptron: &Perceptron) -> Option<Self> {
        let [w1, w2] = perceptron.weights;
        let b = perceptron.bias;
        if w2 != Decimal::ZERO {
            Some(Self::Sloped { slope: Ratio::new(-w1, w2), intercept: Ratio::new(-b, w2) })
        } else if w1 != Decimal::ZERO {
            Some(Self::Vertical { position: Ratio::new(-b, w1) })
        } else {
            None
        }
    }
}

impl Boundary {
    /// The boundary of `perceptron`; `None` when both weights are zero.
    pub fn of(perceptron: &Perceptron) -> Option<Self> {
        let hundredths = |value: Decimal| f64::from(value.count());
        let [w1, w2] = perceptron.weights.map(hundredths);
        let weights = Vector2::new(w1, w2);
        (weights != Vector2::zeros()).then(|| Self { weights, bias: hundredths(perceptron.bias) })
    }

    /// The boundary w1·x1 + w2·x2 + b = 0 of a unit whose numbers are no decimals; `None` when both weights are zero.
    pub fn from_f64([w1, w2]: [f64; 2], b: f64) -> Option<Self> {
        let weights = Vector2::new(w1, w2) * 100.0;
        (weights != Vector2::zeros()).then_some(Self { weights, bias: b * 100.0 })
    }

    /// w1·x1 + w2·x2 + b at any point of the plane.
    pub fn value_at(&self, point: Point2<f64>) -> f64 {
        (self.weights.dot(&point.coords) + self.bias) / 100.0
    }

    /// The unit vector perpendicular to the line, towards the positive side.
    pub fn normal(&self) -> Vector2<f64> {
        self.weights.normalize()
    }

    /// The length of the weight vector, √(w1² + w2²).
    pub fn steepness(&self) -> f64 {
        self.weights.norm() / 100.0
    }

    /// The point of the line nearest to `point`.
    pub fn nearest_to(&self, point: Point2<f64>) -> Point2<f64> {
        point - self.normal() * (self.value_at(point) / self.steepness())
    }

    /// The part of a convex polygon on the positive side of the line, or on the negative side. It is empty when the polygon is on the
    /// other side.
    pub fn clip(&self, polygon: &[Point2<f64>], positive: bool) -> Vec<Point2<f64>> {
        let sign = if positive { 1.0 } else { -1.0 };
        clip_half_plane(polygon, |p| sign * self.value_at(p))
    }

    /// The ends of the line inside the rectangle from `low` to `high`; `None` when the line misses it.
    pub fn segment(&self, low: Point2<f64>, high: Point2<f64>) -> Option<[Point2<f64>; 2]> {
        let corners = rectangle(low, high);
        let along = Vector2::new(-self.weights.y, self.weights.x);
        // Where the line meets each edge; the ends are the two crossings farthest apart along it.
        let crossings = (0..4).filter_map(|i| self.crossing(corners[i], corners[(i + 1) % 4]));
        let position = |p: &Point2<f64>| along.dot(&p.coords);
        let (mut first, mut last) = (None::<Point2<f64>>, None::<Point2<f64>>);
        for p in crossings {
            if first.is_none_or(|f| position(&p) < position(&f)) {
                first = Some(p);
            }
            if last.is_none_or(|l| position(&p) > position(&l)) {
                last = Some(p);
            }
        }
        Some([first?, last?])
    }

    /// Where the line meets the edge from `a` to `b`, if it does.
    fn crossing(&self, a: Point2<f64>, b: Point2<f64>) -> Option<Point2<f64>> {
        let (at_a, at_b) = (self.value_at(a), self.value_at(b));
        if at_a == 0.0 {
            return Some(a);
        }
        (at_a * at_b < 0.0).then(|| a + (b - a) * (at_a / (at_a - at_b)))
    }
}

/// The corners of a rectangle, counter-clockwise from `low`.
fn rectangle(low: Point2<f64>, high: Point2<f64>) -> [Point2<f64>; 4] {
    [low, Point2::new(high.x, low.y), high, Point2::new(low.x, high.y)]
}

/// The part of a convex polygon where `value` ≥ 0 (Sutherland and Hodgman's clipping, 1974, against one half-plane).
fn clip_half_plane(polygon: &[Point2<f64>], value: impl Fn(Point2<f64>) -> f64) -> Vec<Point2<f64>> {
    let mut kept = Vec::with_capacity(polygon.len() + 1);
    for (i, &a) in polygon.iter().enumerate() {
        let b = polygon[(i + 1) % polygon.len()];
        let (at_a, at_b) = (value(a), value(b));
        if at_a >= 0.0 {
            kept.push(a);
        }
        if at_a * at_b < 0.0 {
            kept.push(a + (b - a) * (at_a / (at_a - at_b)));
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The line x2 = −x1 + 1.5 of AND with the notes' numbers.
    fn of_and() -> Perceptron {
        Perceptron::hundredths(100, 100, -150)
    }

    fn boundary(w1: i32, w2: i32, b: i32) -> Boundary {
        Boundary::of(&Perceptron::hundredths(w1, w2, b)).unwrap()
    }

    fn square() -> (Point2<f64>, Point2<f64>) {
        (Point2::new(0.0, 0.0), Point2::new(1.0, 1.0))
    }

    #[test]
    fn a_sloped_line_has_its_slope_and_intercept() {
        let Some(Equation::Sloped { slope, intercept }) = Equation::of(&of_and()) else { panic!("it slopes") };
        assert_eq!([slope.rounded(), intercept.rounded()], [Decimal::whole(-1), Decimal::hundredths(150)]);
        assert!(slope.is_exact() && intercept.is_exact());
    }

    #[test]
    fn without_w2_the_line_is_vertical() {
        let Some(Equation::Vertical { position }) = Equation::of(&Perceptron::hundredths(-200, 0, 50)) else {
            panic!("it is vertical")
        };
        assert_eq!((position.rounded(), position.is_exact()), (Decimal::hundredths(25), true));
        let vertical = boundary(-200, 0, 50);
        let [from, to] = vertical.segment(square().0, square().1).unwrap();
        assert_eq!([to, from], [Point2::new(0.25, 0.0), Point2::new(0.25, 1.0)]);
        assert_eq!(vertical.normal(), Vector2::new(-1.0, 0.0));
    }

    #[test]
    fn without_weights_there_is_no_line() {
        for b in [-70, 0, 70] {
            let perceptron = Perceptron::hundredths(0, 0, b);
            assert_eq!(Equation::of(&perceptron), None);
            assert_eq!(Boundary::of(&perceptron), None);
        }
    }

    #[test]
    fn a_quotient_knows_whether_it_was_rounded() {
        let ratio = |n, d| Ratio::new(Decimal::hundredths(n), Decimal::hundredths(d));
        let cases = [(200, 300, 67, false), (-200, 300, -67, false), (100, -800, -13, false), (1, -400, 0, false)];
        for (n, d, rounded, exact) in cases.into_iter().chain([(-30, -60, 50, true), (0, -5, 0, true)]) {
            assert_eq!(
                (ratio(n, d).rounded(), ratio(n, d).is_exact()),
                (Decimal::hundredths(rounded), exact),
                "{n}/{d}"
            );
        }
        assert!((ratio(200, 300).to_f64() - 2.0 / 3.0).abs() < f64::EPSILON);
    }

    #[test]
    fn the_point_on_the_line_has_the_value_zero_and_no_hair_beside() {
        let tenths = boundary(10, 20, -30);
        assert_eq!(tenths.value_at(Point2::new(1.0, 1.0)).total_cmp(&0.0), std::cmp::Ordering::Equal);
    }

    #[test]
    fn the_nearest_point_of_the_line_lies_on_it_straight_across() {
        let line = Boundary::of(&of_and()).unwrap();
        let nearest = line.nearest_to(Point2::new(1.0, 1.0));
        assert!((nearest - Point2::new(0.75, 0.75)).norm() < 1e-12);
        assert!((line.steepness() - 2.0_f64.sqrt()).abs() < 1e-12);
    }

    #[test]
    fn the_half_plane_is_the_part_where_the_sum_is_positive() {
        let (low, high) = square();
        let part = Boundary::of(&of_and()).unwrap().clip(&rectangle(low, high), true);
        assert_eq!(part, [Point2::new(1.0, 0.5), Point2::new(1.0, 1.0), Point2::new(0.5, 1.0)]);
        // With all signs turned the other part of the square is left: AND becomes NAND.
        let other = boundary(-100, -100, 150).clip(&rectangle(low, high), true);
        assert_eq!(other, Boundary::of(&of_and()).unwrap().clip(&rectangle(low, high), false));
        assert_eq!(other.len(), 5);
        assert!(other.contains(&low) && !other.contains(&high));
    }

    #[test]
    fn a_line_that_misses_the_rectangle_leaves_all_or_nothing() {
        let (low, high) = square();
        for (b, corners) in [(-250, 0), (50, 4)] {
            let far = boundary(100, 100, b);
            assert_eq!(far.segment(low, high), None);
            assert_eq!(far.clip(&rectangle(low, high), true).len(), corners);
        }
    }

    #[test]
    fn a_line_through_corners_ends_in_them() {
        let (low, high) = square();
        let ends = boundary(100, -100, 0).segment(low, high).unwrap();
        assert!(ends.contains(&low) && ends.contains(&high));
        // Along an edge, and touching a corner alone.
        let edge = boundary(0, 100, 0).segment(low, high).unwrap();
        assert!(edge.contains(&low) && edge.contains(&Point2::new(1.0, 0.0)));
        assert_eq!(boundary(100, 100, 0).segment(low, high), Some([low, low]));
    }
}
