//! The panel's pictures, and what dragging on them means.

use nalgebra::Point2;

use super::{Activations, FLAT, Function, INPUT_REACH, Part, REACH, Settings, sketch};
use crate::model::activation_function::ActivationFunction;
use crate::model::decimal::Decimal;
use crate::panel::json::Key;
use crate::panel::table::{Field, Kind, Settings as _, Value};
use crate::panel::view::{Handle, Message};
use crate::panel::words::Words;
use crate::plot::bars::Bars;
use crate::plot::curves::{Corner, Curves, Label, Line, Mark};
use crate::plot::palette::Hue;
use crate::plot::picture::Picture;
use crate::plot::stroke::Dash;
use crate::plot::through::Through;

/// The picture of the part shown.
pub const MAIN: Key = "curve";
/// The gradient's way back, layer by layer.
pub const CHAIN: Key = "chain";
/// From where to where the steepness part looks.
const STEEP: [f64; 2] = [-4.0, 4.0];
/// How high the stack's picture reaches.
const HEIGHT: f64 = 6.0;
/// How far the tangent is drawn to each side.
const TANGENT: f64 = 1.5;
/// How many sums of a batch are followed to their outputs.
const FOLLOWED: usize = 9;

fn line(hue: Hue, dash: Dash, width: f64, pieces: Vec<Vec<Point2<f64>>>) -> Line {
    Line { hue, dash, width, pieces }
}

fn disc(x: f64, y: f64, hue: Hue) -> Mark {
    Mark { at: Point2::new(x, y), hue, filled: true }
}

fn ring(x: f64, y: f64, hue: Hue) -> Mark {
    Mark { at: Point2::new(x, y), hue, filled: false }
}

fn label(x: f64, y: f64, text: &str, hue: Hue, corner: Corner) -> Label {
    Label { at: Point2::new(x, y), text: text.to_owned(), hue, corner }
}

/// The ends of a step's two halves: where it takes its value at 0, and where it does not.
fn jump(curve: ActivationFunction) -> [Mark; 2] {
    let at_zero = curve.value(0.0);
    [disc(0.0, at_zero, Hue::Muted), ring(0.0, 1.0 - at_zero, Hue::Muted)]
}

impl Settings {
    /// The values upwards that the function's picture shows.
    pub(super) fn heights(&self) -> [f64; 2] {
        match self.function {
            Function::Step | Function::Sigmoid => [-0.25, 1.25],
            Function::Tanh => [-1.25, 1.25],
            Function::Identity => [-8.0, 8.0],
            Function::LeakyRelu => [(-8.0 * self.leak.to_f64()).min(-2.0), 8.0],
            Function::Relu | Function::Softplus | Function::Gelu => [-2.0, 8.0],
        }
    }

    /// Where the function and its slope jump: there the curves' pieces meet.
    fn jumps(&self) -> [&'static [f64]; 2] {
        match self.function {
            Function::Step => [&[0.0], &[0.0]],
            Function::Relu | Function::LeakyRelu => [&[], &[0.0]],
            _ => [&[], &[]],
        }
    }

    fn curve_picture(&self, words: &Words) -> Curves {
        let (reach, curve, a) = (f64::from(REACH), self.curve(), self.a.to_f64());
        let (x, y) = ([-reach, reach], self.heights());
        let slope_at = |a: f64| curve.derivative(a).unwrap_or_default();
        let [jumps, slope_jumps] = self.jumps();
        // Without its slope, nothing of the picture may tell it, but for the tangent.
        let shows_slope = self.slope || self.part == Part::Layers;
        let shaded = if shows_slope { curve.saturated_intervals(x, FLAT) } else { Vec::new() };
        let is_shaded = |a: f64| shaded.iter().any(|[from, to]| (*from..=*to).contains(&a));
        let (mut lines, mut marks, mut labels) = (Vec::new(), Vec::new(), Vec::new());
        if self.part == Part::Curve && !self.sketch.is_empty() {
            let drawn = sketch::pieces(&self.sketch, y);
            if let (true, Some(end)) = (shows_slope, drawn.first().and_then(|piece| piece.first())) {
                let gaps = sketch::points(&self.sketch, y).into_iter().flatten();
                let gaps = gaps.map(|point| vec![point, Point2::new(point.x, slope_at(point.x))]).collect();
                lines.push(line(Hue::Grid, Dash::Solid, 2.0, gaps));
                labels.push(label(end.x, end.y, words.get("sketch"), Hue::Accent, Corner::AboveRight));
            }
            lines.push(line(Hue::Accent, Dash::Dotted, 3.0, drawn));
        }
        if shows_slope {
            lines.push(line(Hue::Zero, Dash::Dashed, 2.5, Line::of(slope_at, x, slope_jumps)));
            labels.push(match self.function {
                Function::Sigmoid | Function::Tanh => label(1.3, slope_at(1.3), "h′(a)", Hue::Zero, Corner::AboveRight),
                _ => label(6.2, slope_at(6.2), "h′(a)", Hue::Zero, Corner::AboveLeft),
            });
            // An interval that is only a line has no room for a name.
            for [from, to] in shaded.iter().filter(|[from, to]| to - from > 1.0) {
                let middle = if to - from > reach { from + reach / 2.0 } else { f64::midpoint(*from, *to) };
                labels.push(label(middle, y[0], words.get("flat"), Hue::Muted, Corner::Above));
            }
        }
        lines.push(line(Hue::Ink, Dash::Solid, 2.5, Line::of(|a| curve.value(a), x, jumps)));
        // To the left of what is hatched, where letters are read best.
        let clear = (1..=31).map(|n| 6.2 - f64::from(n) * 0.2).find(|a| !is_shaded(a + 0.3)).unwrap_or(6.2);
        let aside = if is_shaded(6.2) { clear } else { 6.2 };
        labels.push(label(aside, curve.value(aside), "h(a)", Hue::Ink, Corner::AboveLeft));
        if self.function == Function::Step {
            marks.extend(jump(curve));
        }
        let h = curve.value(a);
        if let Some(slope) = curve.derivative(a) {
            let end = |side: f64| Point2::new(a + side, h + side * slope);
            lines.push(line(Hue::One, Dash::Solid, 2.0, vec![vec![end(-TANGENT), end(TANGENT)]]));
            if shows_slope {
                marks.push(ring(a, slope, Hue::Zero));
            }
        }
        marks.push(disc(a, h, Hue::One));
        Curves { x, y, names: ["a", ""], shaded, lines, marks, labels }
    }

    fn steep_picture(&self, words: &Words) -> Curves {
        let (step, sigmoid) = (ActivationFunction::Step(self.tie), ActivationFunction::Sigmoid(self.k.to_f64()));
        let c = self.window.to_f64();
        let lines = vec![
            line(Hue::Muted, Dash::Dashed, 2.5, Line::of(|a| step.value(a), STEEP, &[0.0])),
            line(Hue::Ink, Dash::Solid, 2.5, Line::of(|a| sigmoid.value(a), STEEP, &[])),
            // The greatest differences, at the window's two edges.
            line(
                Hue::Wrong,
                Dash::Solid,
                3.0,
                [-c, c]
                    .map(|a| vec![Point2::new(a, sigmoid.value(a)), Point2::new(a, f64::from(u8::from(a > 0.0)))])
                    .to_vec(),
            ),
        ];
        let [at_zero, other] = jump(step);
        let marks = vec![at_zero, other, disc(c, sigmoid.value(c), Hue::One), ring(-c, sigmoid.value(-c), Hue::One)];
        // Where the sigmoid is halfway to its bound, or in the middle of the left half.
        let aside = (-0.9 / self.k.to_f64().max(0.3)).max(STEEP[0] * 0.7);
        let labels = vec![
            label(STEEP[1] * 0.9, 1.0, words.get("step"), Hue::Muted, Corner::AboveLeft),
            label(aside, sigmoid.value(aside), "σ(k·a)", Hue::Ink, Corner::AboveLeft),
            label(0.0, -0.1, words.get("window"), Hue::Muted, Corner::Above),
        ];
        Curves { x: STEEP, y: [-0.1, 1.1], names: ["a", ""], shaded: vec![[-c, c]], lines, marks, labels }
    }

    fn depth_picture(&self, words: &Words) -> Curves {
        let reach = f64::from(INPUT_REACH);
        let (x, stack) = ([-reach, reach], self.stack());
        let input = self.x.to_f64();
        let lines = vec![
            line(Hue::Ink, Dash::Solid, 2.5, Line::of(|x| stack.output(x), x, &[])),
            line(Hue::Zero, Dash::Dashed, 2.5, Line::of(|x| stack.one_layer_output(x), x, &[])),
        ];
        let marks =
            vec![ring(input, stack.one_layer_output(input), Hue::Zero), disc(input, stack.output(input), Hue::One)];
        // Each label where its curve is in the picture and apart from the other one.
        let place = |f: &dyn Fn(f64) -> f64, from: f64| {
            // Onwards to the right, and back to the left where that leads out of the picture.
            let places = (0..28).map(|n| from + f64::from(n) * 0.1).chain((0..28).map(|n| from - f64::from(n) * 0.1));
            let places = places.filter(|at| (x[0]..x[1]).contains(at));
            places.map(|x| Point2::new(x, f(x))).find(|point| point.y.abs() < HEIGHT * 0.85)
        };
        let labels = [
            (place(&|x| stack.output(x), -2.8), words.get("stack"), Hue::Ink, Corner::AboveRight),
            (place(&|x| stack.one_layer_output(x), 1.5), words.get("one"), Hue::Zero, Corner::AboveRight),
        ];
        let labels =
            labels.into_iter().filter_map(|(at, text, hue, corner)| at.map(|at| label(at.x, at.y, text, hue, corner)));
        Curves {
            x,
            y: [-HEIGHT, HEIGHT],
            names: ["x", "y"],
            shaded: Vec::new(),
            lines,
            marks,
            labels: labels.collect(),
        }
    }

    fn chain_picture(&self, words: &Words) -> Bars {
        Bars { heights: self.products(), heading: words.get("chain").to_owned(), name: "n" }
    }

    /// The height of the function shown at a place along the axis.
    fn height(&self, at: f64) -> f64 {
        match self.part {
            Part::Curve | Part::Layers => self.curve().value(at),
            Part::Steep => ActivationFunction::Sigmoid(self.k.to_f64()).value(at),
            Part::Depth => self.stack().output(at),
            Part::Batch => 0.0,
        }
    }
}

impl Activations {
    fn batch_picture(&self, words: &Words) -> Through {
        let curve = self.settings().curve();
        let [before, after] = self.batch().histograms(curve);
        let mut sums = self.batch().sums().to_vec();
        sums.sort_unstable_by(f64::total_cmp);
        let followed = (0..FOLLOWED).map(|n| sums[(2 * n + 1) * sums.len() / (2 * FOLLOWED)]);
        Through {
            curve: Line::of(|a| curve.value(a), before.range, self.settings().jumps()[0]),
            followed: followed.map(|a| (Point2::new(a, curve.value(a)), curve.is_saturated(a, FLAT))).collect(),
            names: [words.get("sums"), words.get("outputs")].map(str::to_owned),
            highlighted: words.get("flat").to_owned(),
            across: before,
            up: after,
        }
    }

    pub(super) fn picture_of(&self, name: &str, words: &Words) -> Option<Box<dyn Picture>> {
        let settings = self.settings();
        Some(match (name, settings.part) {
            (MAIN, Part::Curve | Part::Layers) => Box::new(settings.curve_picture(words)),
            (MAIN, Part::Steep) => Box::new(settings.steep_picture(words)),
            (MAIN, Part::Depth) => Box::new(settings.depth_picture(words)),
            (MAIN, Part::Batch) => Box::new(self.batch_picture(words)),
            (CHAIN, _) => Box::new(settings.chain_picture(words)),
            _ => return None,
        })
    }

    /// The setting that the handle on the picture moves to the right and to the left.
    fn held(&self) -> &'static Field {
        let name = match self.settings().part {
            Part::Curve | Part::Layers => "a",
            Part::Steep => "window",
            Part::Batch => "mean",
            Part::Depth => "x",
        };
        Settings::TABLE.field(name).expect("the table has the handles' settings")
    }

    /// The handle of the part shown. One that would be beyond the picture is at its edge.
    pub(super) fn handle(&self) -> Handle {
        let (settings, field) = (self.settings(), self.held());
        let (name, Value::Number(value)) = (field.name, settings.get(field)) else {
            unreachable!("handles move numbers")
        };
        let Kind::Number { min, max, .. } = field.kind else { unreachable!("handles move numbers") };
        let at = value.to_f64();
        let height = settings.height(at);
        let height = match settings.part {
            Part::Curve | Part::Layers => height.clamp(settings.heights()[0], settings.heights()[1]),
            Part::Depth => height.clamp(-HEIGHT, HEIGHT),
            Part::Steep => height,
            Part::Batch => self.batch().histograms(settings.curve())[1].range[0],
        };
        let label = match settings.part {
            Part::Curve | Part::Layers => "handle-a",
            Part::Steep => "handle-window",
            Part::Batch => "handle-mean",
            Part::Depth => "handle-x",
        };
        Handle::new(name, MAIN, Point2::new(at, height), Message::new(label))
            .at(Message::new("handle-value").word("name", name).with("value", value))
            .along(at, min.to_f64(), max.to_f64())
    }

    /// What a press beside the handle takes hold of. A finger only draws: elsewhere it scrolls the page.
    pub(super) fn pressed(&mut self, picture: &str, place: Point2<f64>, is_touch: bool) -> Option<Key> {
        if picture != MAIN {
            return None;
        }
        if self.settings().draws() {
            self.pen = Some(place);
            return Some("sketch");
        }
        let name = self.held().name;
        (!is_touch).then(|| {
            self.drag_to(name, place);
            name
        })
    }

    /// Moves what is held: the handle to the nearest tenth within its limits, or the pen.
    pub(super) fn drag_to(&mut self, name: &str, place: Point2<f64>) {
        if name == "sketch" {
            self.draw_to(place);
        } else if name == self.held().name {
            self.move_handle(|_| (place.x * 10.0).round() / 10.0);
        }
    }

    /// Moves the handle by so many tenths.
    pub(super) fn nudge_by(&mut self, name: &str, tenths: i32) {
        if name == self.held().name {
            self.move_handle(|now| now + f64::from(tenths) / 10.0);
        }
    }

    fn move_handle(&mut self, to: impl Fn(f64) -> f64) {
        let field = self.held();
        let (Kind::Number { min, max, .. }, Value::Number(now)) = (&field.kind, self.settings().get(field)) else {
            return;
        };
        let Some(value) = Decimal::nearest(to(now.to_f64())) else { return };
        let mut settings = self.settings().clone();
        settings.put(field, Value::Number(value.clamp(*min, *max)));
        self.adopt(settings);
    }

    /// Draws on to `place`. A pen that has not moved along the axis draws nothing, so that a swipe that scrolls leaves no trace. When
    /// the drawing is whole, the slope shows.
    fn draw_to(&mut self, place: Point2<f64>) {
        if !(place.x.is_finite() && place.y.is_finite()) || self.settings().part != Part::Curve {
            return;
        }
        let Some(from) = self.pen else { return };
        if sketch::place_at(from.x) == sketch::place_at(place.x) {
            return;
        }
        let mut settings = self.settings().clone();
        let heights = settings.heights();
        sketch::stroke(&mut settings.sketch, from, place, heights);
        settings.slope |= sketch::is_whole(&settings.sketch);
        self.pen = Some(place);
        self.adopt(settings);
    }
}
