//! The panel's picture, and what dragging on it means.

use nalgebra::Point2;

use super::{Gates, LIMIT};
use crate::data::gates::ROWS;
use crate::model::boundary::Boundary;
use crate::model::decimal::Decimal;
use crate::model::perceptron::Perceptron;
use crate::plot::plane::{Mark, Plane};

impl Gates {
    /// The points, the line and its side as the picture shows them.
    pub fn plane(&self) -> Plane {
        let settings = self.settings();
        let targets = settings.gate.outputs();
        let marks = std::array::from_fn(|row| Mark {
            at: Point2::new(f64::from(u8::from(ROWS[row][0])), f64::from(u8::from(ROWS[row][1]))),
            target: targets[row],
            right: self.output(row) == targets[row],
            on_line: self.on_line(row),
            chosen: row == settings.row,
        });
        // With no line at all the whole plane is on one side: the bias alone decides.
        Plane { marks, boundary: Boundary::of(&self.perceptron()), all_ones: self.output(0) }
    }

    /// Moves the line in parallel so that it goes through `point`: the bias becomes −w·point, to the nearest hundredth.
    /// Nothing happens while there is no line, or for a point that is no point.
    pub fn drag_line_through(&mut self, point: Point2<f64>) {
        let shown = self.perceptron();
        let [w1, w2] = shown.weights.map(Decimal::to_f64);
        let bias = Decimal::nearest(-(w1 * point.x + w2 * point.y));
        if let (Some(bias), Some(_)) = (bias, Boundary::of(&shown)) {
            self.place(Perceptron { bias, ..shown });
        }
    }

    /// Turns the weight vector so that its arrow, fixed at `foot`, points at `tip`, and keeps the line through `foot`.
    /// Weights that would leave their range stop at its edge in the arrow's direction. Nothing happens for points that
    /// are no points.
    pub fn drag_arrow(&mut self, foot: Point2<f64>, tip: Point2<f64>) {
        let is_place = |point: Point2<f64>| point.iter().all(|x| Decimal::nearest(*x).is_some());
        if !is_place(foot) || !is_place(tip) {
            return;
        }
        let weights = Plane::weights_for_arrow(tip - foot);
        let beyond = weights.amax() / f64::from(LIMIT);
        let weights = if beyond > 1.0 { weights / beyond } else { weights };
        let [Some(w1), Some(w2)] = [weights.x, weights.y].map(Decimal::nearest) else { return };
        // The bias fits the weights as rounded, so that the line stays as near to the foot as a bias can bring it.
        if let Some(bias) = Decimal::nearest(-(w1.to_f64() * foot.x + w2.to_f64() * foot.y)) {
            self.place(Perceptron { weights: [w1, w2], bias });
        }
    }
}
