//! The lines that are moved and turned on the pictures: one at a time, that of the unit that is chosen.

use nalgebra::Point2;

use super::picture::{line, row_near};
use super::{LIMIT, Part, Row, Settings, Unit, Xor};
use crate::model::boundary::Boundary;
use crate::model::perceptron::Perceptron;
use crate::panel::dragging::{self, Grip};
use crate::panel::json::Key;
use crate::panel::view::{Handle, Message};
use crate::plot::plane::RANGE;

/// How far one press of an arrow key moves the line, in units of the inputs.
const KEY_STEP: f64 = 0.01;

/// The nearest place within the picture.
fn inside(place: Point2<f64>) -> Point2<f64> {
    place.map(|x| x.clamp(RANGE[0], RANGE[1]))
}

impl Xor {
    /// The number of the unit whose line has the handles: h1, h2, y, or the one perceptron as the first.
    pub(super) fn held_unit(&self) -> usize {
        if self.settings().part == Part::Limit { 0 } else { self.settings().unit.place() }
    }

    /// The perceptron whose line can be moved.
    pub(super) fn movable(&self, unit: usize) -> Option<Perceptron> {
        let settings = self.settings();
        let hand = settings.hand();
        match (settings.part, unit) {
            (Part::Hand, 0 | 1) => Some(hand.hidden[unit]),
            (Part::Hand, 2) => Some(hand.output),
            (Part::Limit, 0) => Some(settings.single()),
            _ => None,
        }
    }

    /// The foot and the tip of the arrow of a line that can be moved, where its handles are.
    pub fn arrow(&self, unit: usize) -> Option<[Point2<f64>; 2]> {
        let name = if self.settings().part == Part::Limit { None } else { Some("") };
        line(&self.movable(unit)?, name)?.arrow(RANGE)
    }

    /// The direction in which a line that can be moved has its ones, in whole degrees.
    pub fn line_degrees(&self, unit: usize) -> Option<u32> {
        self.movable(unit).map(|shown| dragging::degrees(&shown))
    }

    /// The handles of the line that can be moved: one moves it, the other turns it.
    pub(super) fn line_handles(&self) -> Vec<Handle> {
        let unit = self.held_unit();
        let (Some(shown), Some([foot, tip])) = (self.movable(unit), self.arrow(unit)) else { return Vec::new() };
        let is_single = self.settings().part == Part::Limit;
        let picture = if unit == 2 { "hidden" } else { "inputs" };
        let name = if is_single { "y" } else { Unit::NAMES[unit] };
        let equation = self.line_text(unit).unwrap_or_default();
        let degrees = dragging::degrees(&shown);
        let limit = f64::from(LIMIT);
        vec![
            Handle::new("line", picture, inside(foot), Message::new("line-handle").with("unit", name))
                .at(Message::new("line-value").with("line", &equation).with("value", shown.bias))
                .along(shown.bias.to_f64(), -limit, limit),
            Handle::new("tip", picture, inside(tip), Message::new("tip-handle").with("unit", name))
                .at(Message::new("tip-value")
                    .with("degrees", degrees)
                    .with("line", &equation)
                    .with("w1", shown.weights[0])
                    .with("w2", shown.weights[1]))
                .along(degrees.into(), 0.0, 359.0),
        ]
    }

    /// A pointer goes down: on a row, which is looked at then, or on a line, which it takes hold of.
    pub(super) fn press_on(&mut self, picture: &str, place: Point2<f64>, reach: f64, is_touch: bool) -> Option<Key> {
        let marks = if picture == "inputs" { self.marks_of_inputs() } else { self.marks_of_hidden() };
        if let Some(row) = row_near(&marks, place, 2.0 * reach) {
            self.settings.row = Row(row);
            return None;
        }
        // A finger takes a line only by its handle: elsewhere it scrolls the page.
        if is_touch {
            return None;
        }
        let units: &[Unit] = match (picture, self.settings().part) {
            ("inputs", Part::Limit) => &[Unit::H1],
            ("inputs", Part::Hand) => &[Unit::H1, Unit::H2],
            ("hidden", Part::Hand) => &[Unit::Y],
            _ => &[],
        };
        let distance = |unit: &Unit| {
            let line = Boundary::of(&self.movable(unit.place())?)?;
            Some((line.nearest_to(place) - place).norm())
        };
        let distances = units.iter().filter_map(|unit| Some((*unit, distance(unit)?)));
        let (unit, _) = distances.filter(|(_, away)| *away < reach).min_by(|(_, a), (_, b)| a.total_cmp(b))?;
        if self.settings().part == Part::Hand {
            self.settings.unit = unit;
        }
        Some("line")
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

    /// Moves a handle by so many steps of the keys.
    pub(super) fn nudge_handle(&mut self, name: &str, [right, up]: [i32; 2]) {
        let unit = self.held_unit();
        match name {
            "line" => {
                let distance = f64::from(right + up) * KEY_STEP;
                let moved = self.movable(unit).and_then(|shown| dragging::pushed(&shown, distance));
                self.take(unit, moved);
            }
            "tip" => self.turn_line_by(unit, f64::from(up - right)),
            _ => {}
        }
    }

    /// Takes hold of a line; the hold of the last turn stays while nothing else has moved the line.
    fn hold(&mut self, unit: usize) {
        let shown = self.movable(unit);
        let held = self.grip.filter(|grip| shown.is_some_and(|shown| grip.holds(unit, &shown)));
        let anew = || Grip::on(unit, &shown?, self.arrow(unit)?[0]);
        self.grip = held.or_else(anew);
    }

    fn take(&mut self, unit: usize, moved: Option<Perceptron>) {
        let Some(moved) = moved else { return };
        let Settings { part, .. } = self.settings;
        let mut hand = self.settings().hand();
        match (part, unit) {
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
    use crate::panel::port::Panel as _;
    use crate::panel::session::{Figure as _, Session};

    fn opened(query: &str) -> Xor {
        let mut session = Session::<Xor>::default();
        assert_eq!(session.open(query), []);
        session.panel().clone()
    }

    #[test]
    fn a_dragged_line_goes_through_the_point() {
        let mut panel = Xor::default();
        for unit in 0..3 {
            panel.drag_line(unit, Point2::new(0.25, 0.5));
            let [foot, _] = panel.arrow(unit).unwrap();
            let line = Boundary::of(&panel.movable(unit).unwrap()).unwrap();
            assert!(line.value_at(Point2::new(0.25, 0.5)).abs() < 0.006 && line.value_at(foot).abs() < 1e-9);
        }
        let before = panel.settings().clone();
        panel.drag_line(0, Point2::new(f64::NAN, 0.0));
        panel.drag_line(7, Point2::new(0.0, 0.0));
        panel.turn_line(0, Point2::new(f64::NAN, 0.0));
        panel.turn_line(7, Point2::new(0.0, 0.0));
        panel.turn_line_by(7, 5.0);
        assert_eq!(*panel.settings(), before);
        let mut learned = opened("part=learn");
        learned.drag_line(0, Point2::new(1.0, 1.0));
        learned.turn_line_by(0, 30.0);
        assert_eq!(learned.settings().hand(), Settings::default().hand(), "a learned line is not moved by hand");
    }

    #[test]
    fn a_line_turned_there_and_back_has_its_old_numbers() {
        let mut panel = Xor::default();
        let before = panel.settings().clone();
        for unit in 0..3 {
            for degrees in [7.0, 90.0, -90.0, -7.0] {
                panel.turn_line_by(unit, degrees);
                assert!(degrees < -8.0 || degrees == 90.0 || panel.settings() != &before || degrees == -7.0);
            }
            let [now, then] = [panel.settings().hand(), before.hand()]
                .map(|hand| [hand.hidden[0], hand.hidden[1], hand.output][unit]);
            assert_eq!(now.weights, then.weights);
            // The foot is no point of hundredths, so the bias may be a hundredth off.
            assert!((now.bias.to_f64() - then.bias.to_f64()).abs() < 0.011);
        }
    }

    #[test]
    fn nand_is_or_turned_about_and_moved() {
        let mut panel = Xor::default();
        assert_eq!(panel.line_degrees(0), Some(45));
        let [foot, tip] = panel.arrow(0).unwrap();
        panel.turn_line(0, foot - (tip - foot));
        assert_eq!((panel.line_degrees(0), panel.gates()[0].name()), (Some(225), "nor"));
        panel.drag_line(0, Point2::new(0.7, 0.7));
        assert_eq!(panel.gates()[0].name(), "nand");
    }

    #[test]
    fn the_one_weight_vector_is_turned_and_drawn_out() {
        let mut panel = opened("part=limit");
        let [foot, tip] = panel.arrow(0).unwrap();
        panel.turn_line(0, tip);
        assert_eq!(panel.settings().single(), Settings::default().single(), "to where it is");
        panel.turn_line(0, foot + (tip - foot) * 1.5);
        assert!(panel.settings().w1 > Settings::default().w1);
        assert_eq!(panel.line_degrees(0), Some(45));
    }

    #[test]
    fn only_the_chosen_line_has_handles_and_a_press_on_a_line_chooses_it() {
        let mut panel = Xor::default();
        let pictures = |panel: &Xor| panel.handles().iter().map(|handle| handle.picture).collect::<Vec<_>>();
        assert_eq!(pictures(&panel), ["inputs"; 2]);
        // On the line of h2, x2 = −x1 + 1.4.
        let on_nand = Point2::new(1.2, 0.2);
        assert_eq!(panel.press("inputs", on_nand, 0.05, true), None, "a finger scrolls");
        assert_eq!((panel.press("inputs", on_nand, 0.05, false), panel.settings().unit), (Some("line"), Unit::H2));
        panel.drag("line", Point2::new(1.0, 0.2));
        assert_eq!((panel.settings().h2b.to_f64(), panel.settings().h1b.to_f64()), (0.6, -0.2));
        assert_eq!(
            (panel.press("hidden", Point2::new(0.9, 0.5), 0.05, false), panel.settings().unit),
            (Some("line"), Unit::Y)
        );
        assert_eq!(pictures(&panel), ["hidden"; 2]);
        assert_eq!(panel.press("inputs", Point2::new(0.98, 0.02), 0.05, true), None);
        assert_eq!(panel.settings().row, Row(2), "but a point is chosen by a tap");
        panel.nudge("line", [0, 3]);
        assert!(panel.settings().yb < Settings::default().yb, "towards the ones");
        panel.nudge("tip", [0, 10]);
        assert_eq!(panel.line_degrees(2), Some(55));
    }
}
