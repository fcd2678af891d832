//! The pictures of the panel.

use nalgebra::Point2;

use super::{Activations, FLAT, INPUT_REACH, Part, REACH, Settings};
use crate::model::activation_function::ActivationFunction;
use crate::plot::curves::{Curves, Line, Mark};
use crate::plot::frame::Frame;
use crate::plot::histogram::Histogram;
use crate::plot::palette::{Hue, Palette};
use crate::plot::picture::{Picture, svg};
use crate::plot::stroke::Dash;
use crate::plot::surface::{Area, DrawResult};

/// What a part shows as its first picture.
#[derive(Clone, Debug, PartialEq)]
pub enum Shown {
    /// Curves.
    Curves(Curves),
    /// A batch before.
    Histogram(Histogram),
}

impl Picture for Shown {
    fn frame(&self, size: [u32; 2], scale: f64) -> Frame {
        match self {
            Self::Curves(curves) => curves.frame(size, scale),
            Self::Histogram(histogram) => histogram.frame(size, scale),
        }
    }

    fn draw(&self, area: &Area, frame: &Frame, colors: &Palette) -> DrawResult {
        match self {
            Self::Curves(curves) => curves.draw(area, frame, colors),
            Self::Histogram(histogram) => histogram.draw(area, frame, colors),
        }
    }
}

/// From where to where the steepness part looks.
const STEEP: [f64; 2] = [-4.0, 4.0];

/// The values upwards that a function's picture shows.
fn heights(curve: ActivationFunction) -> [f64; 2] {
    match curve {
        ActivationFunction::Step(_) | ActivationFunction::Sigmoid(_) => [-0.25, 1.25],
        ActivationFunction::Tanh => [-1.25, 1.25],
        ActivationFunction::Identity => [-8.0, 8.0],
        ActivationFunction::LeakyRelu(alpha) => [(-8.0 * alpha).min(-2.0), 8.0],
        ActivationFunction::Relu | ActivationFunction::Softplus | ActivationFunction::Gelu => [-2.0, 8.0],
    }
}

fn line(hue: Hue, dash: Dash, width: f64, pieces: Vec<Vec<Point2<f64>>>) -> Line {
    Line { hue, dash, width, pieces }
}

fn disc(x: f64, y: f64, hue: Hue) -> Mark {
    Mark { at: Point2::new(x, y), hue, filled: true }
}

fn ring(x: f64, y: f64, hue: Hue) -> Mark {
    Mark { at: Point2::new(x, y), hue, filled: false }
}

/// The ends of a step's two halves: where it takes its value at 0, and where it does not.
fn jump(curve: ActivationFunction) -> [Mark; 2] {
    let at_zero = curve.value(0.0);
    [disc(0.0, at_zero, Hue::Muted), ring(0.0, 1.0 - at_zero, Hue::Muted)]
}

impl Settings {
    fn curve_picture(&self) -> Curves {
        let (reach, curve, a) = (f64::from(REACH), self.curve(), self.a.to_f64());
        let x = [-reach, reach];
        // Functions that jump or whose slope does: there the curve's pieces meet.
        let is_step = matches!(curve, ActivationFunction::Step(_));
        let jumps: &[f64] = if is_step || matches!(curve, ActivationFunction::Relu | ActivationFunction::LeakyRelu(_)) {
            &[0.0]
        } else {
            &[]
        };
        let slope = Line::of(|a| curve.derivative(a).unwrap_or_default(), x, jumps);
        let value = Line::of(|a| curve.value(a), x, if is_step { jumps } else { &[] });
        let h = curve.value(a);
        let mut lines = vec![line(Hue::Zero, Dash::Dashed, 2.0, slope), line(Hue::Ink, Dash::Solid, 2.5, value)];
        let mut marks = if is_step { jump(curve).to_vec() } else { Vec::new() };
        if let Some(slope) = curve.derivative(a) {
            let end = |side: f64| Point2::new(a + side, h + side * slope);
            lines.push(line(Hue::One, Dash::Solid, 2.0, vec![vec![end(-1.5), end(1.5)]]));
            marks.push(ring(a, slope, Hue::Zero));
        }
        marks.push(disc(a, h, Hue::One));
        Curves { x, y: heights(curve), names: ["a", ""], shaded: curve.saturated_intervals(x, FLAT), lines, marks }
    }

    fn steep_picture(&self) -> Curves {
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
        Curves { x: STEEP, y: [-0.1, 1.1], names: ["a", ""], shaded: vec![[-c, c]], lines, marks }
    }

    fn depth_picture(&self) -> Curves {
        let reach = f64::from(INPUT_REACH);
        let (x, stack) = ([-reach, reach], self.stack);
        let input = self.x.to_f64();
        let lines = vec![
            line(Hue::Ink, Dash::Solid, 2.5, Line::of(|x| stack.output(x), x, &[])),
            line(Hue::Zero, Dash::Dashed, 2.5, Line::of(|x| stack.one_layer_output(x), x, &[])),
        ];
        let marks =
            vec![ring(input, stack.one_layer_output(input), Hue::Zero), disc(input, stack.output(input), Hue::One)];
        Curves { x, y: [-6.0, 6.0], names: ["x", "y"], shaded: Vec::new(), lines, marks }
    }
}

impl Activations {
    /// The picture of the part shown; of a batch the one before.
    pub fn picture(&self) -> Shown {
        let settings = self.settings();
        match settings.part {
            Part::Curve => Shown::Curves(settings.curve_picture()),
            Part::Steep => Shown::Curves(settings.steep_picture()),
            Part::Batch => {
                let [before, _] = self.batch().histograms(settings.curve());
                Shown::Histogram(before)
            }
            Part::Depth => Shown::Curves(settings.depth_picture()),
        }
    }

    /// The batch after, where a batch is shown.
    pub fn second_picture(&self) -> Option<Histogram> {
        let [_, after] = self.batch().histograms(self.settings().curve());
        (self.settings().part == Part::Batch).then_some(after)
    }

    /// Where the handle is; nothing where there is none. A place beyond the picture comes back at its edge.
    pub fn handle_place(&self) -> Option<Point2<f64>> {
        let settings = self.settings();
        let [x, y] = match settings.part {
            Part::Curve => [settings.a.to_f64(), settings.curve().value(settings.a.to_f64())],
            Part::Steep => {
                let c = settings.window.to_f64();
                [c, ActivationFunction::Sigmoid(settings.k.to_f64()).value(c)]
            }
            Part::Batch => return None,
            Part::Depth => [settings.x.to_f64(), settings.stack.output(settings.x.to_f64())],
        };
        let Shown::Curves(Curves { y: [low, high], .. }) = self.picture() else { return None };
        Some(Point2::new(x, y.clamp(low, high)))
    }

    /// The pictures side by side as an SVG document, each of them of this size in CSS pixels.
    pub fn svg(&self, size: [u32; 2], colors: &Palette) -> String {
        let first = svg(&self.picture(), size, colors);
        let Some(second) = self.second_picture() else { return first };
        let [width, height] = size;
        let second = svg(&second, size, colors).replacen("<svg ", &format!("<svg x=\"{width}\" "), 1);
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{}\" height=\"{height}\">\n{first}{second}</svg>\n",
            2 * width
        )
    }
}
