//! The panel's pictures.

use nalgebra::Point2;

use super::Regression;
use super::data::Part;
use super::run::Run;
use super::shape::Shape;
use super::words::figure;
use crate::plot::agreement::Agreement;
use crate::plot::chart::{LossChart, Reference, Series};
use crate::plot::palette::Hue;
use crate::plot::scatter::{Dot, Role, Scatter};
use crate::plot::stroke::Dash;

/// The most points drawn of each part: of more, an even selection.
pub const MOST_DOTS: usize = 400;
/// Of how many straight pieces a curve is drawn.
const CURVE_PIECES: u32 = 72;
/// How far from an even chance a handle is held, as the logarithm of the odds.
const FARTHEST_ODDS: f64 = 4.6;
/// The words in the pictures, in the reader's language.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Names {
    /// Of the loss chart's axes and curves.
    pub epoch: String,
    /// The axis of the loss.
    pub loss: String,
    /// The training loss.
    pub training: String,
    /// The validation loss.
    pub validation: String,
    /// The loss that the noise alone makes.
    pub floor: String,
    /// The loss of least squares.
    pub best: String,
    /// The loss before any training.
    pub start: String,
    /// The curve that the learner drew.
    pub expected: String,
    /// The true value of a test row.
    pub truth: String,
    /// What the line says for it.
    pub prediction: String,
    /// The path of the run itself.
    pub run: String,
    /// The path with all rows in one batch.
    pub full_batch: String,
    /// The path with momentum.
    pub momentum: String,
}

fn points(part: &Part) -> impl Iterator<Item = (usize, Point2<f64>)> {
    let stride = part.len().div_ceil(MOST_DOTS).max(1);
    (0..part.len()).step_by(stride).map(|at| (at, Point2::new(part.x[at], part.y[at])))
}

/// The least and the greatest of some values.
pub(super) fn bounds(values: impl Iterator<Item = f64>) -> [f64; 2] {
    let [low, high] = values.fold([f64::INFINITY, f64::NEG_INFINITY], |[l, h], v| [l.min(v), h.max(v)]);
    if low > high { [-1.0, 1.0] } else { [low, high] }
}

/// A range with air on both sides, never empty.
fn airy([low, high]: [f64; 2]) -> [f64; 2] {
    let air = if high > low { 0.07 * (high - low) } else { 0.5 * high.abs().max(1.0) };
    [low - air, high + air]
}

impl Regression {
    /// Of how many rows the points are drawn.
    pub fn dots_drawn(&self) -> usize {
        [&self.data.training, &self.data.validation, &self.data.test].map(|part| points(part).count()).iter().sum()
    }

    /// The rows and the line.
    pub fn scatter(&self) -> Scatter {
        let data = &self.data;
        let last = self.run().ok().and_then(Run::last);
        let lit: Vec<usize> = last.map_or_else(Vec::new, |last| last.rows.clone());
        let mut is_lit = vec![false; data.training.len()];
        for row in lit {
            is_lit[row] = true;
        }
        let dots = |part: &Part, role: Role| {
            points(part).map(move |(_, at)| Dot { at, role, lit: false, foot: None }).collect::<Vec<_>>()
        };
        let (frame, parameters) = (self.scatter_frame(), self.parameters());
        let foot = |x: f64| self.settings.residuals.then(|| data.shape.at(&parameters, x));
        let mut all = [dots(&data.test, Role::Test), dots(&data.validation, Role::Validation)].concat();
        all.extend(points(&data.training).map(|(row, at)| Dot {
            at,
            role: Role::Training,
            lit: is_lit[row],
            foot: foot(at.x),
        }));
        let moved = self.run().ok().filter(|run| run.steps() > 0);
        let start = moved.map(|run| run.start().iter().copied().map(f64::from).collect::<Vec<_>>());
        let best = data.finish.as_ref().ok().filter(|_| self.settings.best);
        Scatter {
            dots: all,
            line: self.curve(&parameters, frame.x),
            start: start.map_or_else(Vec::new, |start| self.curve(&start, frame.x)),
            best: best.map_or_else(Vec::new, |best| self.curve(best, frame.x)),
            cuts: self.cuts(frame.x, frame.y),
            ..frame
        }
    }

    /// The points that a model's line or curve runs through from edge to edge.
    fn curve(&self, parameters: &[f64], [left, right]: [f64; 2]) -> Vec<Point2<f64>> {
        let shape = self.data.shape;
        let pieces = if shape == Shape::Line { 1 } else { CURVE_PIECES };
        let place = |piece: u32| left + (right - left) * f64::from(piece) / f64::from(pieces);
        let points = (0..=pieces).map(|piece| Point2::new(place(piece), shape.at(parameters, place(piece))));
        points.filter(|point| point.y.is_finite()).collect()
    }

    /// The threshold across the picture, and down from where the curve passes it.
    fn cuts(&self, x: [f64; 2], y: [f64; 2]) -> Vec<[Point2<f64>; 2]> {
        if !self.settings.logistic {
            return Vec::new();
        }
        let threshold = self.settings.threshold();
        let down = self.cut().map(|cut| y.map(|y| Point2::new(cut, y)));
        std::iter::once(x.map(|x| Point2::new(x, threshold))).chain(down).collect()
    }

    /// The part of the plane that shows all rows, and nothing in it.
    fn scatter_frame(&self) -> Scatter {
        let data = &self.data;
        let own = self
            .settings
            .own
            .as_ref()
            .map(|_| if self.settings.logistic { [[0.0, 10.0], [0.0, 1.0]] } else { [[-2.0, 2.0], [-4.0, 4.0]] });
        let [x, y] = data.bounds;
        let y = if self.settings.logistic { [y[0].min(0.0), y[1].max(1.0)] } else { y };
        // A picture that points are placed on keeps room around the first ones.
        let join = |[a, b]: [f64; 2], [c, d]: [f64; 2]| [a.min(c), b.max(d)];
        let [x, y] = match own {
            Some([wide_x, wide_y]) if data.rows.len() < 20 => {
                if data.rows.is_empty() {
                    [wide_x, wide_y]
                } else {
                    [join(x, wide_x), join(y, wide_y)]
                }
            }
            _ => [x, y],
        };
        let (line, start, best) = (Vec::new(), Vec::new(), Vec::new());
        Scatter { dots: Vec::new(), line, start, best, cuts: Vec::new(), x: airy(x), y: airy(y) }
    }

    /// Where the line can be taken hold of: near the picture's left and right edge, a bent one nearer its middle. A line that
    /// leaves the picture there is held at its edge. Nothing for a curve of higher powers.
    pub fn handles(&self) -> Option<[Point2<f64>; 2]> {
        let Scatter { x: [left, right], y: [low, high], .. } = self.scatter_frame();
        let shape = self.data.shape;
        let shares = match shape {
            Shape::Line => [0.1, 0.9],
            Shape::Sigmoid => [0.3, 0.7],
            Shape::Powers { .. } => return None,
        };
        let parameters = self.parameters();
        Some(shares.map(|share| {
            let x = left + share * (right - left);
            Point2::new(x, shape.at(&parameters, x).clamp(low, high))
        }))
    }

    /// Brings the line's left (0) or right (1) handle to a height; the other one stays where it is.
    pub fn drag_handle(&mut self, handle: usize, y: f64) {
        let Some([left, right]) = self.handles().filter(|_| y.is_finite()) else { return };
        let [w, b] = self.line().map(f64::from);
        let bent = self.data.shape == Shape::Sigmoid;
        let (here, other) = if handle == 0 { (left.x, right.x) } else { (right.x, left.x) };
        // A probability is brought to its height by its logarithm of the odds; very near 0 and 1 these run away.
        let sum = if bent { libm::log(y.clamp(0.01, 0.99) / (1.0 - y.clamp(0.01, 0.99))) } else { y };
        let kept = w * other + b;
        let there = if bent { kept.clamp(-FARTHEST_ODDS, FARTHEST_ODDS) } else { kept };
        let slope = ((sum - there) / (here - other) * 100.0).round() / 100.0;
        self.place([slope, sum - slope * here]);
    }

    /// The loss by epoch.
    pub fn chart(&self, names: &Names) -> LossChart {
        let history = self.run().map_or(&[][..], Run::history);
        let mut series =
            vec![Series::training(&names.training, history), Series::validation(&names.validation, history)];
        let planned = f64::from(self.settings.epochs);
        let expected = self.knots().into_iter().map(Point2::from);
        series.push(Series {
            name: names.expected.clone(),
            hue: Hue::Ink,
            dash: Dash::Dotted,
            points: expected.collect(),
        });
        // Before the run the loss that it starts from shows how high the curve will begin.
        if let (true, Some(loss)) = (history.is_empty(), self.training_loss()) {
            let points = vec![Point2::new(0.0, loss)];
            series.push(Series { name: names.start.clone(), hue: Hue::One, dash: Dash::Solid, points });
        }
        let line = |name: &str, loss: Option<f64>| {
            loss.map(|loss| Reference { name: format!("{name} {}", figure(loss)), loss })
        };
        let lines = [line(&names.floor, self.noise_floor()), line(&names.best, self.data.least_loss())];
        let references = lines.into_iter().flatten().collect();
        LossChart {
            names: [names.epoch.clone(), names.loss.clone()],
            series,
            references,
            epochs: planned,
            logarithmic: self.settings.logarithmic,
        }
    }

    /// What the line says of the test rows, against the truth.
    pub fn agreement(&self, names: &Names) -> Agreement {
        let test = &self.data.test;
        let parameters = self.parameters();
        let pairs = points(test).map(|(_, row)| Point2::new(row.y, self.data.shape.at(&parameters, row.x)));
        let pairs: Vec<_> = pairs.filter(|pair| pair.y.is_finite()).collect();
        // A line that is far off is shown to be so, as long as the truth does not shrink to a dot.
        let [low, high] = bounds(test.y.iter().copied());
        let span = high - low;
        let predicted = pairs.iter().map(|pair| pair.y.clamp(low - span, high + span));
        let range = airy(bounds(predicted.chain([low, high])));
        Agreement { names: [names.truth.clone(), names.prediction.clone()], pairs, range }
    }
}
