//! The mean squared error of a line over weight and bias, known in closed form: contours, and the trajectories of training runs.

use std::f64::consts::TAU;

use nalgebra::Point2;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use super::frame::Frame;
use super::grid::draw_grid;
use super::labels::{curve_width, draw_curve_name};
use super::palette::{Hue, Palette};
use super::picture::Picture;
use super::stroke::{Dash, draw_clipped, stroke};
use super::surface::{Area, DrawResult};
use super::ticks::short;
use crate::model::line_loss::LineLoss;

/// The weights and biases that a training run goes through.
#[derive(Clone, Debug, PartialEq)]
pub struct Trajectory {
    /// The name, which is shown where there are several.
    pub name: String,
    /// The colour.
    pub hue: Hue,
    /// The dash.
    pub dash: Dash,
    /// (w, b) from the start of the run.
    pub places: Vec<[f32; 2]>,
}

/// The loss surface, with trajectories on it.
#[derive(Clone, Debug, PartialEq)]
pub struct LossSurface {
    /// The loss.
    pub loss: LineLoss,
    /// Whether a cross marks where it is least.
    pub shows_lowest: bool,
    /// The trajectories; the first lies on top.
    pub trails: Vec<Trajectory>,
    /// The present weight and bias.
    pub now: [f64; 2],
}

/// The most contours. The inner ones are left out.
const MAX_CONTOURS: usize = 7;
/// The least distance of the numbers on the contours, in CSS pixels.
const NUMBERS_APART: f64 = 15.0;
/// The number of segments of a contour.
const STROKES: u32 = 96;
/// The least reach of the plot from the minimum, and the greatest one in multiples of the distance of the start.
const MIN_REACH: f64 = 1.0;
const MAX_REACH: f64 = 2.0;

impl LossSurface {
    /// The contour of the loss `level`. With e = L − L̂, the ellipse (Δw)²·var(x) + (Δw·x̄ + Δb)² = e. `None` when all x are equal,
    /// because the contour is then a pair of lines.
    fn contour(&self, level: f64) -> Option<Vec<Point2<f64>>> {
        let (variance, mean) = (self.loss.variance(), self.loss.mean());
        let radius = (level - self.loss.least()).max(0.0).sqrt();
        let [w, b] = self.loss.lowest();
        let place = |stroke: u32| {
            let angle = TAU * f64::from(stroke) / f64::from(STROKES);
            let dw = radius * libm::cos(angle) / variance.sqrt();
            Point2::new(w + dw, b + radius * libm::sin(angle) - dw * mean)
        };
        (variance > 0.0).then(|| (0..=STROKES).map(place).collect())
    }

    /// The losses of the contours: round numbers, up to the greatest loss in the plot.
    fn levels(&self, frame: &Frame) -> Vec<f64> {
        let corners = frame.x.into_iter().flat_map(|w| frame.y.map(|b| self.loss.at(w, b)));
        let (least, most) = (self.loss.least(), corners.fold(0.0, f64::max));
        let decades = (-6..16).flat_map(|exponent| [1.0, 2.0, 5.0].map(|factor| factor * 10_f64.powi(exponent)));
        let excesses = decades.filter(|excess| *excess > (most - least) * 1e-3 && *excess < most - least);
        let mut levels: Vec<_> = excesses.map(|excess| least + excess).collect();
        let spare = levels.len().saturating_sub(MAX_CONTOURS);
        levels.drain(..spare);
        levels
    }

    fn draw_contours(&self, area: &Area, frame: &Frame, colors: &Palette) -> DrawResult {
        let letters = frame.letters(colors.muted).pos(Pos::new(HPos::Center, VPos::Center));
        let mut last_number = f64::INFINITY;
        for level in self.levels(frame) {
            let Some(contour) = self.contour(level) else { continue };
            let places: Vec<_> = contour.iter().map(|place| frame.to_pixels(*place)).collect();
            draw_clipped(area, frame, &places, colors.muted.mix(0.55).stroke_width(frame.stroke(1.0)), Dash::Solid)?;
            // The number is at the top of the contour, in a gap.
            let top = places.iter().min_by(|a, b| a.y.total_cmp(&b.y)).copied().unwrap_or_default();
            let [left, above, width, _] = frame.inside();
            let is_free = (left + 20.0..left + width - 20.0).contains(&top.x) && top.y > above + 8.0;
            if is_free && top.y < last_number - NUMBERS_APART {
                last_number = top.y;
                let text = if level < 9.95 { short((level * 100.0).round() / 100.0) } else { format!("{level:.0}") };
                let half = 3.6 * text.chars().count() as f64 + 2.0;
                let gap = [(top.x - half, top.y - 6.0), (top.x + half, top.y + 6.0)];
                let gap = gap.map(|(x, y)| (frame.px(x), frame.px(y)));
                area.draw(&Rectangle::new(gap, colors.paper.filled()))?;
                area.draw(&Text::new(text, (frame.px(top.x), frame.px(top.y)), letters.clone()))?;
            }
        }
        Ok(())
    }

    fn draw_trajectory(trail: &Trajectory, area: &Area, frame: &Frame, colors: &Palette) -> DrawResult {
        let place = |[w, b]: &[f32; 2]| frame.to_pixels(Point2::new(f64::from(*w), f64::from(*b)));
        let places: Vec<_> = trail.places.iter().map(place).collect();
        let color = trail.hue.of(colors);
        draw_clipped(area, frame, &places, color.stroke_width(frame.stroke(1.75)), trail.dash)?;
        if trail.dash == Dash::Solid && places.len() <= 80 {
            for place in places.iter().filter(|place| is_inside(frame, **place)) {
                area.draw(&Circle::new((frame.px(place.x), frame.px(place.y)), frame.px(2.0), color.filled()))?;
            }
        }
        Ok(())
    }
}

fn is_inside(frame: &Frame, place: Point2<f64>) -> bool {
    let [left, top, width, height] = frame.inside();
    (left..=left + width).contains(&place.x) && (top..=top + height).contains(&place.y)
}

impl Picture for LossSurface {
    fn frame(&self, size: [u32; 2], scale: f64) -> Frame {
        let lowest = self.loss.lowest();
        let far = |axis: usize, place: &[f32; 2]| (f64::from(place[axis]) - lowest[axis]).abs();
        let reach = |axis: usize| {
            let start = self.trails.iter().filter_map(|trail| trail.places.first()).map(|place| far(axis, place));
            let start = start.fold(MIN_REACH, f64::max);
            let all = self.trails.iter().flat_map(|trail| &trail.places).map(|place| far(axis, place));
            1.15 * all.fold(start, f64::max).min(MAX_REACH * start)
        };
        let [x, y] = [0, 1].map(|axis| [lowest[axis] - reach(axis), lowest[axis] + reach(axis)]);
        Frame { size, scale, x, y }
    }

    fn draw(&self, area: &Area, frame: &Frame, colors: &Palette) -> DrawResult {
        draw_grid(area, frame, colors, ["w", "b"])?;
        if !frame.inside().iter().all(|length| *length >= 1.0) {
            return Ok(());
        }
        self.draw_contours(area, frame, colors)?;
        let lowest = self.shows_lowest.then(|| self.loss.lowest());
        draw_trajectories(area, frame, colors, lowest, &self.trails, self.now)
    }
}

/// Draws a cross at the minimum, the trajectories, the present parameters, and the names of several trajectories.
pub(super) fn draw_trajectories(
    area: &Area,
    frame: &Frame,
    colors: &Palette,
    lowest: Option<[f64; 2]>,
    trails: &[Trajectory],
    now: [f64; 2],
) -> DrawResult {
    if let Some(lowest) = lowest.map(|lowest| frame.to_pixels(Point2::from(lowest))) {
        for ends in [[(-5.0, 0.0), (5.0, 0.0)], [(0.0, -5.0), (0.0, 5.0)]] {
            let ends = ends.map(|(dx, dy)| Point2::new(lowest.x + dx, lowest.y + dy));
            stroke(area, frame, &ends, colors.ink.stroke_width(frame.stroke(2.0)), Dash::Solid)?;
        }
    }
    trails.iter().rev().try_for_each(|trail| LossSurface::draw_trajectory(trail, area, frame, colors))?;
    let now = frame.to_pixels(Point2::from(now));
    if is_inside(frame, now) {
        let place = (frame.px(now.x), frame.px(now.y));
        area.draw(&Circle::new(place, frame.px(5.0), colors.one.filled()))?;
        area.draw(&Circle::new(place, frame.px(5.0), colors.paper.stroke_width(frame.stroke(1.0))))?;
    }
    if trails.len() > 1 {
        trails.iter().enumerate().try_for_each(|(nth, trail)| name_trajectory(area, frame, colors, nth, trail))?;
    }
    Ok(())
}

/// Names one of several trajectories beside it: not at its end, where all come together, and each at another part of its way.
fn name_trajectory(area: &Area, frame: &Frame, colors: &Palette, nth: usize, trail: &Trajectory) -> DrawResult {
    let place = |[w, b]: &[f32; 2]| frame.to_pixels(Point2::new(f64::from(*w), f64::from(*b)));
    let places: Vec<_> = trail.places.iter().map(place).take_while(|place| is_inside(frame, *place)).collect();
    let lengths = places.windows(2).scan(0.0, |length, ends| {
        *length += (ends[1] - ends[0]).norm();
        Some(*length)
    });
    let lengths: Vec<_> = lengths.collect();
    let (Some(whole), Some(first)) = (lengths.last(), places.first()) else { return Ok(()) };
    let wanted = whole * [0.2, 0.4, 0.6][nth % 3];
    let at = lengths.iter().position(|length| *length >= wanted).map_or(*first, |at| places[at + 1]);
    let [left, top, width, height] = frame.inside();
    let from = (at.x + 10.0).min(left + width - curve_width(&trail.name)).max(left);
    let middle = (at.y - 12.0).clamp(top + 8.0, (top + height - 8.0).max(top + 8.0));
    draw_curve_name(area, frame, colors, &trail.name, (trail.hue, trail.dash), [from, middle])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plot::picture::svg;

    fn surface(x: &[f64], y: &[f64], places: &[[f32; 2]]) -> LossSurface {
        let trail = Trajectory { name: String::new(), hue: Hue::One, dash: Dash::Solid, places: places.to_vec() };
        let now = places.last().copied().unwrap_or_default().map(f64::from);
        LossSurface { loss: LineLoss::new(x, y).unwrap(), shows_lowest: true, trails: vec![trail], now }
    }

    #[test]
    fn every_place_of_a_contour_has_its_loss() {
        let surface = surface(&[-1.5, 0.25, 0.5, 2.0, 3.25], &[-4.0, -0.5, 1.5, 3.0, 4.0], &[[0.0, 0.0]]);
        let frame = surface.frame([400, 300], 1.0);
        let levels = surface.levels(&frame);
        assert!((3..=MAX_CONTOURS).contains(&levels.len()) && levels.is_sorted(), "{levels:?}");
        for level in levels {
            let contour = surface.contour(level).unwrap();
            assert!(
                contour.iter().all(|place| (surface.loss.at(place.x, place.y) / level - 1.0).abs() < 1e-9),
                "{level}"
            );
        }
    }

    #[test]
    fn a_path_that_flies_off_leaves_the_start_and_the_lowest_point_in_view() {
        let surface = surface(&[0.0, 1.0, 2.0], &[1.0, 0.0, 3.0], &[[-3.0, 2.0], [1e11, -1e10]]);
        let frame = surface.frame([400, 300], 1.0);
        let [w, b] = surface.loss.lowest();
        for place in [[-3.0, 2.0], [w, b]] {
            assert!(is_inside(&frame, frame.to_pixels(Point2::from(place))), "{place:?}");
        }
        assert!(frame.x[1] - frame.x[0] < 30.0);
        assert!(svg(&surface, [400, 300], &Palette::LIGHT).ends_with("</svg>\n"));
    }

    #[test]
    fn equal_inputs_have_no_contours_and_still_a_plot() {
        let surface = surface(&[1.0, 1.0], &[1.0, 2.0], &[]);
        assert_eq!(surface.contour(5.0), None);
        assert!(svg(&surface, [200, 200], &Palette::LIGHT).ends_with("</svg>\n"));
    }
}
