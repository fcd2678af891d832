//! Strokes: dashes, and paths that are clipped to the inside of the axes.

use nalgebra::Point2;
use plotters::prelude::*;

use super::frame::Frame;
use super::surface::{Area, Curve, DrawResult};

/// How a curve's stroke is broken, so that curves differ in more than their colour. Lengths in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dash {
    /// Unbroken.
    Solid,
    /// 7 on, 4 off.
    Dashed,
    /// 2 on, 4 off.
    Dotted,
}

impl Dash {
    /// How much is drawn and how much is left out.
    fn lengths(self) -> Option<[f64; 2]> {
        match self {
            Self::Solid => None,
            Self::Dashed => Some([7.0, 4.0]),
            Self::Dotted => Some([2.0, 4.0]),
        }
    }
}

/// Draws a path of places in CSS pixels, clipped to the inside of the axes. Of a long path at most four places for each column of
/// pixels are drawn.
pub(super) fn draw_simplified(
    area: &Area,
    frame: &Frame,
    path: &[Point2<f64>],
    style: ShapeStyle,
    dash: Dash,
) -> DrawResult {
    draw_clipped(area, frame, &simplified(path), style, dash)
}

/// Draws a path of places in CSS pixels, clipped to the inside of the axes.
pub(super) fn draw_clipped(
    area: &Area,
    frame: &Frame,
    places: &[Point2<f64>],
    style: ShapeStyle,
    dash: Dash,
) -> DrawResult {
    let [left, top, width, height] = frame.inside();
    let (low, high) = (Point2::new(left, top), Point2::new(left + width, top + height));
    let mut path: Vec<Point2<f64>> = Vec::new();
    for ends in places.windows(2) {
        let seen = if ends[0] == ends[1] { continue } else { clip_segment([ends[0], ends[1]], low, high) };
        if seen.is_none_or(|[from, _]| path.last().is_some_and(|last| (last - from).norm() > 1e-9)) {
            stroke(area, frame, &path, style, dash)?;
            path.clear();
        }
        let Some([from, to]) = seen else { continue };
        if path.is_empty() {
            path.push(from);
        }
        path.push(to);
    }
    stroke(area, frame, &path, style, dash)
}

/// Draws a path of places in CSS pixels, of a long one at most four places for each column of pixels. It is not clipped.
pub(super) fn draw_path(area: &Area, frame: &Frame, path: &[Point2<f64>], style: ShapeStyle, dash: Dash) -> DrawResult {
    stroke(area, frame, &simplified(path), style, dash)
}

/// Keeps at most four places for each column of CSS pixels: the first, the lowest, the highest and the last. No eye sees more, and
/// the cost of drawing stops growing with the length of the path.
pub(super) fn simplified(places: &[Point2<f64>]) -> Vec<Point2<f64>> {
    let mut kept = Vec::with_capacity(places.len().min(4096));
    for column in places.chunk_by(|a, b| a.x.floor().total_cmp(&b.x.floor()).is_eq()) {
        if column.len() <= 4 {
            kept.extend_from_slice(column);
            continue;
        }
        let by_height = |a: &&Point2<f64>, b: &&Point2<f64>| a.y.total_cmp(&b.y);
        let [first, last] = [column[0], column[column.len() - 1]];
        kept.push(first);
        kept.extend(column.iter().min_by(by_height).copied());
        kept.extend(column.iter().max_by(by_height).copied());
        kept.push(last);
    }
    kept
}

/// Draws a path of places in CSS pixels with the given dash.
pub(super) fn stroke(area: &Area, frame: &Frame, path: &[Point2<f64>], style: ShapeStyle, dash: Dash) -> DrawResult {
    let device = |place: &Point2<f64>| frame.fine(*place);
    let curve = |places| area.draw(&Curve { places, style });
    let Some([on, off]) = dash.lengths() else {
        return if path.len() < 2 { Ok(()) } else { curve(path.iter().map(device).collect()) };
    };
    // How far it is to the next change between drawing and leaving out.
    let (mut drawing, mut rest) = (true, on);
    let mut piece: Vec<_> = path.first().map(device).into_iter().collect();
    for ends in path.windows(2) {
        let (mut from, to) = (ends[0], ends[1]);
        while (to - from).norm() > rest {
            from += (to - from).normalize() * rest;
            if drawing {
                piece.push(device(&from));
                curve(std::mem::take(&mut piece))?;
            } else {
                piece.push(device(&from));
            }
            drawing = !drawing;
            rest = if drawing { on } else { off };
        }
        rest -= (to - from).norm();
        if drawing {
            piece.push(device(&to));
        }
    }
    if piece.len() > 1 { curve(piece) } else { Ok(()) }
}

/// The piece of a segment inside the rectangle from `low` to `high` (Y.-D. Liang and B. Barsky's algorithm, 1984).
pub(super) fn clip_segment(
    [from, to]: [Point2<f64>; 2],
    low: Point2<f64>,
    high: Point2<f64>,
) -> Option<[Point2<f64>; 2]> {
    let along = to - from;
    // Between which shares of the way the stroke is inside: the latest entry and the earliest exit.
    let (mut entry, mut exit) = (0.0_f64, 1.0_f64);
    for axis in 0..2 {
        let [to_low, to_high] = [low[axis] - from[axis], high[axis] - from[axis]];
        if along[axis] == 0.0 {
            if to_low > 0.0 || to_high < 0.0 {
                return None;
            }
            continue;
        }
        let crossings = [to_low / along[axis], to_high / along[axis]];
        entry = entry.max(crossings[0].min(crossings[1]));
        exit = exit.min(crossings[0].max(crossings[1]));
    }
    (entry < exit).then(|| [from + along * entry, from + along * exit])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_run_costs_no_more_strokes_than_a_short_one_and_keeps_its_peak() {
        let mut losses: Vec<f64> = (0..50_000).map(|epoch| 1.0 + f64::from(epoch % 7) / 10.0).collect();
        losses[25_000] = 2.9;
        let places: Vec<_> = losses.iter().enumerate().map(|(x, y)| Point2::new(x as f64 / 100.0, *y)).collect();
        let kept = simplified(&places);
        assert!(kept.len() <= 2000, "{}", kept.len());
        assert!(kept.iter().any(|place| place.y > 2.8));
    }
}
