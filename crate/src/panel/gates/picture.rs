//! The panel's picture, and what dragging on it means.

use nalgebra::Point2;

use super::{Form, Gates, LIMIT};
use crate::data::gates::ROWS;
use crate::model::boundary::Boundary;
use crate::model::perceptron::Perceptron;
use crate::panel::dragging;
use crate::panel::view::{Handle, Message};
use crate::panel::words::Words;
use crate::plot::plane::{Line, Mark, Plane, RANGE, Shade};

/// How far one press of an arrow key moves the line or the arrow's tip, in units of the inputs.
const KEY_STEP: f64 = 0.01;

/// A row of the truth table as a point of the plane.
fn place_of(row: usize) -> Point2<f64> {
    let [x1, x2] = ROWS[row].map(|x| f64::from(u8::from(x)));
    Point2::new(x1, x2)
}

/// The row whose point is within `reach` of `place`.
pub(super) fn row_near(place: Point2<f64>, reach: f64) -> Option<usize> {
    (0..ROWS.len()).find(|row| (place_of(*row) - place).norm() < reach)
}

/// The nearest place within the picture.
fn inside(place: Point2<f64>) -> Point2<f64> {
    place.map(|x| x.clamp(RANGE[0], RANGE[1]))
}

impl Gates {
    /// The points, the line and its side as the picture shows them.
    pub fn plane(&self, words: &Words) -> Plane {
        let settings = self.settings();
        let targets = settings.gate.outputs();
        let mark = |row: usize| Mark {
            at: place_of(row),
            target: targets[row],
            right: Some(self.output(row) == targets[row]),
            on_line: self.on_line(row),
            chosen: row == settings.row.0,
            name: "",
        };
        let boundary = Boundary::of(&self.perceptron());
        let shade = match boundary {
            Some(boundary) => Shade::Positive(boundary),
            // With no line at all the whole plane is on one side: the bias alone decides.
            None if self.output(0) => Shade::All,
            None => Shade::Ones(Vec::new()),
        };
        Plane {
            names: ["x1", "x2"],
            range: RANGE,
            marks: (0..ROWS.len()).map(mark).collect(),
            lines: boundary.map(|boundary| Line { boundary, name: None }).into_iter().collect(),
            shade,
            lit: Vec::new(),
            traces: Vec::new(),
            sides: Some([words.get("output-0"), words.get("output-1")].map(str::to_owned)),
        }
    }

    /// The foot and the tip of the weight vector's arrow; nothing when both weights are 0.
    fn arrow(&self) -> Option<[Point2<f64>; 2]> {
        let boundary = Boundary::of(&self.perceptron())?;
        Line { boundary, name: None }.arrow(RANGE)
    }

    /// The handle on the line and the one on the arrow's tip.
    pub(super) fn line_handles(&self) -> Vec<Handle> {
        let arrow = self.arrow();
        let p = self.perceptron();
        let (name, value) = match self.settings().form {
            Form::Threshold => ("θ", p.threshold()),
            Form::Bias => ("b", p.bias),
        };
        let line = arrow.map(|[foot, _]| {
            let limit = f64::from(LIMIT);
            let said = Message::new("line-value").with("line", self.line_text().unwrap_or_default());
            Handle::new("line", "plane", inside(foot), Message::new("line-handle"))
                .at(said.with("name", name).with("value", value))
                .along(value.to_f64(), -limit, limit)
        });
        let tip = self.dragged.or(arrow).map(|[_, tip]| {
            let said = Message::new("tip-value").with("w1", p.weights[0]).with("w2", p.weights[1]);
            Handle::new("tip", "plane", inside(tip), Message::new("tip-handle")).at(said)
        });
        line.into_iter().chain(tip).collect()
    }

    /// Whether `place` is within `reach` of the line.
    pub(super) fn is_on_line_drawn(&self, place: Point2<f64>, reach: f64) -> bool {
        Boundary::of(&self.perceptron()).is_some_and(|line| (line.nearest_to(place) - place).norm() < reach)
    }

    /// Moves the line in parallel through `point`; see [`dragging::moved_through`].
    pub fn drag_line_through(&mut self, point: Point2<f64>) {
        self.take_dragged(dragging::moved_through(&self.perceptron(), point));
    }

    /// Turns the weight vector so that its arrow, fixed at `foot`, points at `tip`; see [`dragging::with_arrow`].
    pub fn drag_arrow(&mut self, foot: Point2<f64>, tip: Point2<f64>) {
        self.take_dragged(dragging::with_arrow(foot, tip, LIMIT));
    }

    /// Drags the arrow's tip; its foot stays where it was when the drag began.
    pub(super) fn drag_tip(&mut self, tip: Point2<f64>) {
        let Some([foot, _]) = self.dragged.or_else(|| self.arrow()) else { return };
        let tip = inside(tip);
        self.dragged = Some([foot, tip]);
        self.drag_arrow(foot, tip);
    }

    /// Moves a handle by so many steps of the keys.
    pub(super) fn nudge_handle(&mut self, name: &str, [right, up]: [i32; 2]) {
        let [dx, dy] = [right, up].map(|steps| f64::from(steps) * KEY_STEP);
        match (name, self.arrow()) {
            ("line", _) => self.take_dragged(dragging::pushed(&self.perceptron(), dx + dy)),
            ("tip", Some([foot, tip])) => self.drag_arrow(foot, Point2::new(tip.x + dx, tip.y + dy)),
            _ => {}
        }
    }

    fn take_dragged(&mut self, dragged: Option<Perceptron>) {
        if let Some(perceptron) = dragged {
            self.place(perceptron);
        }
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use crate::model::decimal::Decimal;
    #[cfg(not(target_arch = "wasm32"))]
    use proptest::prelude::*;

    fn panel(w1: i32, w2: i32, b: i32) -> Gates {
        let mut panel = Gates::default();
        panel.place(Perceptron::hundredths(w1, w2, b));
        panel
    }

    #[test]
    fn pushing_the_line_moves_it_towards_the_ones_by_at_least_a_hundredth() {
        let mut steep = panel(300, 400, -350);
        steep.nudge_handle("line", [0, 10]);
        // 0.1 along the normal of a vector of length 5 is half a unit of the bias.
        assert_eq!(steep.perceptron(), Perceptron::hundredths(300, 400, -400));
        let mut flat = panel(1, 0, 0);
        flat.nudge_handle("line", [1, 0]);
        assert_eq!(flat.perceptron(), Perceptron::hundredths(1, 0, -1));
        flat.nudge_handle("line", [0, -1]);
        assert_eq!(flat.perceptron(), Perceptron::hundredths(1, 0, 0));
        let mut none = panel(0, 0, 30);
        none.nudge_handle("line", [0, 10]);
        assert_eq!(none.perceptron(), Perceptron::hundredths(0, 0, 30));
    }

    /// w·point + b, from the decimals shown.
    fn value_at(panel: &Gates, point: Point2<f64>) -> f64 {
        let p = panel.perceptron();
        p.weights[0].to_f64() * point.x + p.weights[1].to_f64() * point.y + p.bias.to_f64()
    }

    fn is_within_limits(panel: &Gates) -> bool {
        let p = panel.perceptron();
        [p.weights[0], p.weights[1], p.bias].iter().all(|value| value.abs() <= Decimal::whole(LIMIT))
    }

    fn a_place() -> impl Strategy<Value = Point2<f64>> {
        (-0.5..1.5, -0.5..1.5).prop_map(|(x1, x2)| Point2::new(x1, x2))
    }

    #[test]
    fn without_a_line_there_is_nothing_to_drag() {
        let mut panel = panel(0, 0, 30);
        panel.drag_line_through(Point2::new(0.5, 0.5));
        assert_eq!(panel.perceptron(), Perceptron::hundredths(0, 0, 30));
        assert_eq!(panel.arrow(), None);
    }

    #[test]
    fn a_point_that_is_no_point_moves_nothing() {
        let mut panel = panel(100, 100, -150);
        let good = Point2::new(0.5, 0.5);
        for bad in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, 1e300] {
            for point in [Point2::new(bad, 0.5), Point2::new(0.5, bad)] {
                panel.drag_line_through(point);
                panel.drag_arrow(good, point);
                panel.drag_arrow(point, good);
            }
        }
        assert_eq!(panel.perceptron(), Perceptron::hundredths(100, 100, -150));
    }

    #[test]
    fn an_arrow_drawn_too_long_stops_at_the_edge_of_the_range_in_its_direction() {
        let mut panel = panel(100, 100, -150);
        panel.drag_arrow(Point2::new(0.5, 0.5), Point2::new(4.5, -1.5));
        assert_eq!(panel.perceptron(), Perceptron::hundredths(1000, -500, -250));
    }

    #[cfg(not(target_arch = "wasm32"))]
    proptest! {
        #[test]
        fn a_line_dragged_through_a_point_goes_through_it(
            w in prop::array::uniform2(-300..=300), b in -1000..=1000, point in a_place()
        ) {
            let mut panel = panel(w[0], w[1], b);
            let before = panel.perceptron();
            panel.drag_line_through(point);
            prop_assert_eq!(panel.perceptron().weights, before.weights, "it moves in parallel");
            if w != [0, 0] {
                prop_assert!(value_at(&panel, point).abs() <= 0.005 + 1e-9, "{}", value_at(&panel, point));
            }
        }

        #[test]
        fn a_line_dragged_to_where_it_is_stays(w in prop::array::uniform2(-1000..=1000), b in -1000..=1000) {
            let mut panel = panel(w[0], w[1], b);
            let before = panel.perceptron();
            if let Some([foot, tip]) = panel.arrow() {
                panel.drag_line_through(foot);
                prop_assert_eq!(panel.perceptron(), before);
                panel.drag_arrow(foot, tip);
                prop_assert_eq!(panel.perceptron(), before);
            }
        }

        #[test]
        fn a_dragged_arrow_points_where_it_was_dragged_and_the_line_keeps_its_foot(foot in a_place(), tip in a_place()) {
            let mut panel = panel(100, 100, -150);
            panel.drag_arrow(foot, tip);
            let [w1, w2] = panel.perceptron().weights.map(Decimal::to_f64);
            let (weights, along) = (nalgebra::Vector2::new(w1, w2), tip - foot);
            // Each weight is off by half a hundredth at the most, and so is what they make together.
            prop_assert!(weights.perp(&along).abs() <= 0.0075 * along.norm() + 1e-9);
            prop_assert!(weights.dot(&along) >= 0.0);
            if panel.perceptron().bias.abs() < Decimal::whole(LIMIT) {
                prop_assert!(value_at(&panel, foot).abs() <= 0.005 + 1e-9);
            }
            // Drawn anew, the arrow is as long as it was dragged, where that is neither too long nor cut off by the range.
            let is_cut = w1.abs().max(w2.abs()) >= f64::from(LIMIT);
            if let (Some([foot, tip]), false) = (panel.arrow(), is_cut) {
                prop_assert!(((tip - foot).norm() - along.norm().min(0.95)).abs() < 0.01);
            }
        }

        #[test]
        fn no_drag_leaves_the_range(x in prop::array::uniform4(-1e6..1e6), near in prop::array::uniform4(-3.0..3.0)) {
            for [a, b, c, d] in [x, near, [near[0], near[1], x[2], x[3]]] {
                let mut panel = panel(700, -900, 100);
                panel.drag_line_through(Point2::new(a, b));
                prop_assert!(is_within_limits(&panel));
                panel.drag_arrow(Point2::new(a, b), Point2::new(c, d));
                prop_assert!(is_within_limits(&panel));
            }
        }
    }
}
