//! The panel's pictures.

use nalgebra::Point2;

use super::Regression;
use super::data::Part;
use super::run::{Path, Run};
use super::settings::Settings;
use super::words::{Line, figure};
use crate::plot::agreement::Agreement;
use crate::plot::bowl::{Bowl, Trail};
use crate::plot::chart::{Dash, LossChart, Reference, Series};
use crate::plot::palette::Hue;
use crate::plot::scatter::{Dot, Role, Scatter};

/// The most points drawn of each part: of more, an even selection.
pub const MOST_DOTS: usize = 400;
/// The most steps of a path that is only drawn for comparison.
const MOST_COMPARED: u64 = 20_000;

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

fn bounds(values: impl Iterator<Item = f64>) -> [f64; 2] {
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
        let dots =
            |part: &Part, role: Role| points(part).map(move |(_, at)| Dot { at, role, lit: false }).collect::<Vec<_>>();
        let mut all = [dots(&data.test, Role::Test), dots(&data.validation, Role::Validation)].concat();
        all.extend(points(&data.training).map(|(row, at)| Dot { at, role: Role::Training, lit: is_lit[row] }));
        Scatter {
            dots: all,
            line: Some(self.line().map(f64::from)),
            start: self.run().ok().filter(|run| run.steps() > 0).map(|run| run.start().map(f64::from)),
            best: self.settings.best.then_some(data.best).flatten(),
            residuals: self.settings.residuals,
            ..self.scatter_frame()
        }
    }

    /// The part of the plane that shows all rows, and nothing in it.
    fn scatter_frame(&self) -> Scatter {
        let data = &self.data;
        let rows = || data.rows.iter();
        let own = self.settings.own.as_ref().map(|_| [[-2.0, 2.0], [-4.0, 4.0]]);
        let [x, y] = [bounds(rows().map(|row| row.x)), bounds(rows().map(|row| row.y))];
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
        Scatter { dots: Vec::new(), line: None, start: None, best: None, residuals: false, x: airy(x), y: airy(y) }
    }

    /// Where the line can be taken hold of: near the picture's left and right edge. A line that leaves the picture there is
    /// held at its edge.
    pub fn handles(&self) -> [Point2<f64>; 2] {
        let Scatter { x: [left, right], y: [low, high], .. } = self.scatter_frame();
        let [w, b] = self.line().map(f64::from);
        [0.1, 0.9].map(|share| {
            let x = left + share * (right - left);
            Point2::new(x, (w * x + b).clamp(low, high))
        })
    }

    /// Brings the line's left (0) or right (1) handle to a height; the other one stays where it is.
    pub fn drag_handle(&mut self, handle: usize, y: f64) {
        let [left, right] = self.handles();
        let [w, b] = self.line().map(f64::from);
        let other = if handle == 0 { right.x } else { left.x };
        let (here, there) = (if handle == 0 { left.x } else { right.x }, w * other + b);
        if y.is_finite() {
            let slope = ((y - there) / (here - other) * 100.0).round() / 100.0;
            self.place([slope, y - slope * here]);
        }
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

    /// The loss of every line near the best, with the run's path; nothing while there are no rows.
    pub fn bowl(&self, names: &Names) -> Option<Bowl> {
        let loss = self.data.training.loss?;
        let run = self.run().ok();
        let mut trails = vec![Trail {
            name: names.run.clone(),
            hue: Hue::One,
            dash: Dash::Solid,
            places: run.map_or_else(|| vec![self.line()], |run| run.path().places().to_vec()),
        }];
        if self.settings.compares {
            trails.extend(self.compared(names));
        }
        Some(Bowl { loss, trails, now: self.line().map(f64::from) })
    }

    /// The paths that other optimizers would take from the same start in the planned epochs.
    fn compared(&self, names: &Names) -> Vec<Trail> {
        let trail = |name: &String, hue, dash, settings: Settings| {
            let mut run = Run::new(&settings, &self.data).ok()?;
            let steps = run.steps_per_epoch() * u64::from(settings.epochs);
            run.go_on_to(steps.min(MOST_COMPARED));
            Some(Trail { name: name.clone(), hue, dash, places: Path::places(run.path()).to_vec() })
        };
        let now = || self.settings.clone();
        let rows = u32::try_from(self.data.training.len()).unwrap_or(u32::MAX);
        let full = Settings { optimizer: "sgd", batch: rows, ..now() };
        let heavy = Settings { optimizer: "momentum", ..now() };
        let full = trail(&names.full_batch, Hue::Zero, Dash::Dashed, full);
        let heavy = trail(&names.momentum, Hue::Ink, Dash::Dotted, heavy);
        full.into_iter().chain(heavy).collect()
    }

    /// What the line says of the test rows, against the truth.
    pub fn agreement(&self, names: &Names) -> Agreement {
        let test = &self.data.test;
        let [w, b] = self.coefficients(Line::Shown).unwrap_or([0.0; 2]);
        let pairs = points(test).map(|(_, row)| Point2::new(row.y, w * row.x + b));
        let pairs: Vec<_> = pairs.filter(|pair| pair.y.is_finite()).collect();
        // A line that is far off is shown to be so, as long as the truth does not shrink to a dot.
        let [low, high] = bounds(test.y.iter().copied());
        let span = high - low;
        let predicted = pairs.iter().map(|pair| pair.y.clamp(low - span, high + span));
        let range = airy(bounds(predicted.chain([low, high])));
        Agreement { names: [names.truth.clone(), names.prediction.clone()], pairs, range }
    }
}
