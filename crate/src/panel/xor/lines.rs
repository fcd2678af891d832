//! The lines that are moved and turned on the pictures.

use nalgebra::Point2;

use super::picture::line;
use super::{LIMIT, Part, Xor};
use crate::model::perceptron::Perceptron;
use crate::panel::dragging::{self, Grip};
use crate::plot::plane::RANGE;

impl Xor {
    /// The perceptron whose line can be moved: h1, h2, y by hand, or the one perceptron as the first.
    fn movable(&self, unit: usize) -> Option<Perceptron> {
        let settings = self.settings();
        match (settings.part, unit) {
            (Part::Hand, 0 | 1) => Some(settings.hand.hidden[unit]),
            (Part::Hand, 2) => Some(settings.hand.output),
            (Part::Limit, 0) => Some(settings.single),
            _ => None,
        }
    }

    /// The foot and the tip of the arrow of a line that can be moved, where its handles are.
    pub fn line_handles(&self, unit: usize) -> Option<[Point2<f64>; 2]> {
        let name = if self.settings().part == Part::Limit { None } else { Some("") };
        line(&self.movable(unit)?, name)?.arrow(RANGE)
    }

    /// The direction in which a line that can be moved has its ones, in whole degrees.
    pub fn line_degrees(&self, unit: usize) -> Option<u32> {
        self.movable(unit).map(|shown| dragging::degrees(&shown))
    }

    /// Moves a line in parallel through `point`; see [`dragging::moved_through`].
    pub fn drag_line(&mut self, unit: usize, point: Point2<f64>) {
        let moved = self.movable(unit).and_then(|shown| dragging::moved_through(&shown, point));
        self.take(unit, moved);
    }

    /// Turns a line about its foot so that its side of the ones lies towards `point`. The one perceptron's arrow is its weight
    /// vector, and so is drawn out to the point as well.
    pub fn turn_line(&mut self, unit: usize, point: Point2<f64>) {
        self.hold(unit);
        let Some(grip) = &mut self.grip else { return };
        let turned = if self.settings.part == Part::Limit {
            grip.draw_to(point, LIMIT)
        } else {
            grip.turn_towards(point, LIMIT)
        };
        self.take(unit, turned);
    }

    /// Turns a line about its foot by so many degrees, counter-clockwise when positive.
    pub fn turn_line_by(&mut self, unit: usize, degrees: f64) {
        self.hold(unit);
        let turned = self.grip.as_mut().and_then(|grip| grip.turn_by(degrees, LIMIT));
        self.take(unit, turned);
    }

    /// Takes hold of a line; the hold of the last turn stays while nothing else has moved the line.
    fn hold(&mut self, unit: usize) {
        let shown = self.movable(unit);
        let held = self.grip.filter(|grip| shown.is_some_and(|shown| grip.holds(unit, &shown)));
        let anew = || Grip::on(unit, &shown?, self.line_handles(unit)?[0]);
        self.grip = held.or_else(anew);
    }

    fn take(&mut self, unit: usize, moved: Option<Perceptron>) {
        let Some(moved) = moved else { return };
        let mut hand = self.settings().hand;
        match (self.settings().part, unit) {
            (Part::Limit, _) => return self.place_single(moved),
            (_, 2) => hand.output = moved,
            _ => hand.hidden[unit] = moved,
        }
        self.place(hand);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::boundary::Boundary;

    #[test]
    fn a_dragged_line_goes_through_the_point() {
        let mut panel = Xor::default();
        for unit in 0..3 {
            panel.drag_line(unit, Point2::new(0.25, 0.5));
            let [foot, _] = panel.line_handles(unit).unwrap();
            let line = Boundary::of(&panel.movable(unit).unwrap()).unwrap();
            assert!(line.value_at(Point2::new(0.25, 0.5)).abs() < 0.006 && line.value_at(foot).abs() < 1e-9);
        }
        let before = *panel.settings();
        panel.drag_line(0, Point2::new(f64::NAN, 0.0));
        panel.drag_line(7, Point2::new(0.0, 0.0));
        panel.turn_line(0, Point2::new(f64::NAN, 0.0));
        panel.turn_line(7, Point2::new(0.0, 0.0));
        panel.turn_line_by(7, 5.0);
        assert_eq!(*panel.settings(), before);
        panel.set("part", "learn").unwrap();
        panel.drag_line(0, Point2::new(1.0, 1.0));
        panel.turn_line_by(0, 30.0);
        assert_eq!(panel.settings().hand, before.hand, "a learned line is not moved by hand");
    }

    #[test]
    fn a_line_turned_there_and_back_has_its_old_numbers() {
        let mut panel = Xor::default();
        let before = *panel.settings();
        for unit in 0..3 {
            for degrees in [7.0, 90.0, -90.0, -7.0] {
                panel.turn_line_by(unit, degrees);
                assert!(degrees < -8.0 || degrees == 90.0 || panel.settings().hand != before.hand || degrees == -7.0);
            }
            let [now, then] =
                [panel.settings().hand, before.hand].map(|hand| [hand.hidden[0], hand.hidden[1], hand.output][unit]);
            assert_eq!(now.weights, then.weights);
            // The foot is no point of hundredths, so the bias may be a hundredth off.
            assert!((now.bias.to_f64() - then.bias.to_f64()).abs() < 0.011);
        }
    }

    #[test]
    fn nand_is_or_turned_about_and_moved() {
        let mut panel = Xor::default();
        assert_eq!(panel.line_degrees(0), Some(45));
        let [foot, tip] = panel.line_handles(0).unwrap();
        panel.turn_line(0, foot - (tip - foot));
        assert_eq!((panel.line_degrees(0), panel.gates()[0].name()), (Some(225), "nor"));
        panel.drag_line(0, Point2::new(0.7, 0.7));
        assert_eq!(panel.gates()[0].name(), "nand");
    }

    #[test]
    fn the_one_weight_vector_is_turned_and_drawn_out() {
        let mut panel = Xor::default();
        panel.set("part", "limit").unwrap();
        let [foot, tip] = panel.line_handles(0).unwrap();
        panel.turn_line(0, tip);
        assert_eq!(panel.settings().single, Xor::default().settings().single, "to where it is");
        panel.turn_line(0, foot + (tip - foot) * 1.5);
        assert!(panel.settings().single.weights[0] > Xor::default().settings().single.weights[0]);
        assert_eq!(panel.line_degrees(0), Some(45));
    }
}
