//! The rows and the model.

use nalgebra::Point2;

use super::{airy, points};
use crate::panel::json::Key;
use crate::panel::regression::calls::lit;
use crate::panel::regression::data::{Part, Use};
use crate::panel::regression::lab::Lab;
use crate::panel::regression::report::numbers::equation;
use crate::panel::regression::report::remarks::is_near_best;
use crate::panel::regression::settings::Residuals;
use crate::panel::regression::shape::Shape;
use crate::panel::view::{Handle, Message};
use crate::panel::words::Words;
use crate::plot::scatter::{Curve, Dot, Role, Scatter};

/// Of how many straight pieces a curve is drawn.
const CURVE_PIECES: u32 = 64;
/// How far from an even chance a handle is held, as the logarithm of the odds.
const MAX_LOG_ODDS: f64 = 4.6;
/// How many key presses cross the picture.
const KEY_STEPS: f64 = 200.0;
/// The handles of the line, and what they are called.
pub const HANDLES: [(Key, Key); 2] = [("left", "left-handle"), ("right", "right-handle")];

/// Of how many rows the points are drawn.
pub fn dots_drawn(lab: &Lab) -> usize {
    let data = lab.data();
    [&data.training, &data.validation, &data.test].map(|part| points(part).count()).iter().sum()
}

/// The picture.
pub fn scatter(lab: &Lab, words: &Words) -> Scatter {
    let (data, settings) = (lab.data(), lab.settings());
    let mut is_lit = vec![false; data.training.len()];
    for row in lab.steps().map_or(&[][..], |steps| steps.last_batch()) {
        is_lit[*row] = true;
    }
    let [x, y] = ranges(lab);
    let parameters = lab.parameters();
    let has_feet = settings.residuals != Residuals::Off;
    let foot = |x: f64| has_feet.then(|| data.shape.at(&parameters, x));
    let other = |(_, at): (usize, Point2<f64>), role: Role| Dot { at, role, lit: false, foot: None };
    let mut dots: Vec<_> = points(&data.test).map(|row| other(row, Role::Test)).collect();
    dots.extend(points(&data.validation).map(|row| other(row, Role::Validation)));
    dots.extend(points(&data.training).map(|(row, at)| Dot {
        at,
        role: Role::Training,
        lit: is_lit[row],
        foot: foot(at.x),
    }));
    let moved = lab.steps().filter(|_| lab.has_moved());
    let start = moved.map(|steps| steps.start().iter().copied().map(f64::from).collect::<Vec<_>>());
    let best = data.finish.as_ref().ok().filter(|_| shows_best(lab));
    let named = |key: Key, parameters: Option<&[f64]>| {
        let points = parameters.map_or_else(Vec::new, |parameters| curve(data.shape, parameters, x));
        Curve { name: words.get(key).to_owned(), points }
    };
    let has_others = start.is_some() || best.is_some();
    let line = named("model", Some(&parameters));
    Scatter {
        dots,
        names: names(lab, words),
        squares: settings.residuals == Residuals::Squares,
        line: if has_others { line } else { Curve { name: String::new(), ..line } },
        start: named("start", start.as_deref()),
        best: named(best_key(lab), best.map(Vec::as_slice)),
        cuts: cuts(lab, x, y),
        lit: lit(lab),
        x,
        y,
    }
}

/// What the best model is called.
pub fn best_key(lab: &Lab) -> Key {
    if lab.settings().is_logistic() { "least-entropy" } else { "least-squares" }
}

/// Whether the best model is drawn: when it is asked for, and when the learner has found it.
pub fn shows_best(lab: &Lab) -> bool {
    lab.settings().best || (lab.is_by_hand() && lab.data().unfit.is_none() && is_near_best(lab, Use::Training))
}

fn names(lab: &Lab, words: &Words) -> Vec<(Role, String)> {
    let data = lab.data();
    let parts = [
        (Role::Training, "training", &data.training),
        (Role::Validation, "validation", &data.validation),
        (Role::Test, "test", &data.test),
    ];
    let named = |(role, key, part): (Role, &str, &Part)| (role, format!("{} {}", words.get(key), part.len()));
    parts.into_iter().filter(|(.., part)| !part.is_empty()).map(named).collect()
}

/// The points that a model's line or curve runs through from edge to edge.
fn curve(shape: Shape, parameters: &[f64], [left, right]: [f64; 2]) -> Vec<Point2<f64>> {
    let pieces = if shape == Shape::Line { 1 } else { CURVE_PIECES };
    let place = |piece: u32| left + (right - left) * f64::from(piece) / f64::from(pieces);
    let points = (0..=pieces).map(|piece| Point2::new(place(piece), shape.at(parameters, place(piece))));
    points.filter(|point| point.y.is_finite()).collect()
}

/// The threshold across the picture, and down from where the curve passes it.
fn cuts(lab: &Lab, x: [f64; 2], y: [f64; 2]) -> Vec<[Point2<f64>; 2]> {
    if !lab.settings().is_logistic() {
        return Vec::new();
    }
    let threshold = lab.settings().threshold.to_f64();
    let down = lab.cut().map(|cut| y.map(|y| Point2::new(cut, y)));
    std::iter::once(x.map(|x| Point2::new(x, threshold))).chain(down).collect()
}

/// The ranges of x and y that show all rows.
pub fn ranges(lab: &Lab) -> [[f64; 2]; 2] {
    let is_logistic = lab.settings().is_logistic();
    let [x, y] = lab.data().bounds;
    // Above the label 1 stand the names of the rows.
    let y = if is_logistic { [y[0].min(0.0), y[1].max(1.12)] } else { y };
    // A picture that points are placed on keeps room around the first ones.
    let wide = if is_logistic { [[0.0, 10.0], [0.0, 1.0]] } else { [[-2.0, 2.0], [-4.0, 4.0]] };
    let join = |[a, b]: [f64; 2], [c, d]: [f64; 2]| [a.min(c), b.max(d)];
    let rows = lab.data().rows.len();
    let [x, y] = match lab.settings().points.0 {
        Some(_) if rows == 0 => wide,
        Some(_) if rows < 20 => [join(x, wide[0]), join(y, wide[1])],
        _ => [x, y],
    };
    [airy(x), airy(y)]
}

/// Where the line can be taken hold of: near the picture's left and right edge, a bent one nearer its middle. A line that leaves
/// the picture there is held at its edge. Nothing for a curve of higher powers.
pub fn ends(lab: &Lab) -> Option<[Point2<f64>; 2]> {
    let [[left, right], [low, high]] = ranges(lab);
    let shape = lab.data().shape;
    let shares = match shape {
        Shape::Line => [0.1, 0.9],
        Shape::Sigmoid => [0.3, 0.7],
        Shape::Powers { .. } => return None,
    };
    let parameters = lab.parameters();
    Some(shares.map(|share| {
        let x = left + share * (right - left);
        Point2::new(x, shape.at(&parameters, x).clamp(low, high))
    }))
}

/// The line's handles; none while rows are placed.
pub fn handles(lab: &Lab) -> Vec<Handle> {
    let Some(ends) = ends(lab).filter(|_| !lab.settings().placing) else { return Vec::new() };
    let [_, [low, high]] = ranges(lab);
    let line = equation(lab.data().shape, &lab.parameters());
    let handle = |((name, label), place): ((Key, Key), Point2<f64>)| {
        let said = Message::new("line-value").with("line", &line);
        Handle::new(name, "scatter", place, Message::new(label)).at(said).along(place.y, low, high)
    };
    HANDLES.into_iter().zip(ends).map(handle).collect()
}

/// Where the line comes to lie when its left (0) or right (1) end is brought to a height and the other one stays where it is: its
/// weight and bias.
pub fn line_through(lab: &Lab, end: usize, y: f64) -> Option<[f64; 2]> {
    let [left, right] = ends(lab).filter(|_| y.is_finite())?;
    let [w, b] = lab.line().map(f64::from);
    let is_bent = lab.data().shape == Shape::Sigmoid;
    let (here, other) = if end == 0 { (left.x, right.x) } else { (right.x, left.x) };
    // A probability is brought to its height by its logarithm of the odds; very near 0 and 1 these run away.
    let sum = if is_bent { libm::log(y.clamp(0.01, 0.99) / (1.0 - y.clamp(0.01, 0.99))) } else { y };
    let kept = w * other + b;
    let there = if is_bent { kept.clamp(-MAX_LOG_ODDS, MAX_LOG_ODDS) } else { kept };
    let slope = ((sum - there) / (here - other) * 100.0).round() / 100.0;
    Some([slope, sum - slope * here])
}

/// How far up so many key presses move an end of the line.
pub fn key_height(lab: &Lab, end: usize, up: i32) -> Option<f64> {
    let [_, [low, high]] = ranges(lab);
    let at = ends(lab)?[end.min(1)].y;
    Some(at + f64::from(up) * (high - low) / KEY_STEPS)
}
