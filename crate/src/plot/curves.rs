//! Curves of functions of one variable, with shaded intervals and marked points.

use nalgebra::Point2;
use plotters::prelude::*;

use super::frame::{Axes, Frame};
use super::letters;
use super::palette::{Hue, Palette, mixed};
use super::picture::Picture;
use super::stroke::{Dash, draw_simplified};
use super::surface::{Area, DrawResult};

/// One curve.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// The colour.
    pub hue: Hue,
    /// The dash.
    pub dash: Dash,
    /// The width in CSS pixels.
    pub width: f64,
    /// The pieces between jumps.
    pub pieces: Vec<Vec<Point2<f64>>>,
}

impl Line {
    /// The pieces of the curve of `f` from `low` to `high` between `jumps` (ascending). On each side the curve runs up to the jump.
    pub fn of(f: impl Fn(f64) -> f64, [low, high]: [f64; 2], jumps: &[f64]) -> Vec<Vec<Point2<f64>>> {
        // Coordinates are whole pixels. With shorter segments a flat curve would look like stairs.
        const PIECES: i32 = 160;
        let ends = std::iter::once(low).chain(jumps.iter().copied()).chain([high]).collect::<Vec<_>>();
        let piece = |ends: &[f64]| {
            let (from, to) = (ends[0], ends[1]);
            // The jump itself belongs to neither piece, so the value next to it is taken.
            let inside = |a: f64| a.clamp(from + 1e-9, to - 1e-9);
            let at = |n: i32| from + (to - from) * f64::from(n) / f64::from(PIECES);
            (0..=PIECES).map(|n| Point2::new(at(n), f(inside(at(n))))).collect()
        };
        ends.windows(2).map(piece).collect()
    }
}

/// A marked point.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mark {
    /// The point.
    pub at: Point2<f64>,
    /// The colour.
    pub hue: Hue,
    /// Whether it is a disc and not a ring.
    pub filled: bool,
}

/// Where a label stands at its point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Corner {
    /// Above it and to the left.
    AboveLeft,
    /// Above it and to the right.
    AboveRight,
    /// Above it.
    Above,
}

/// A name at a curve.
#[derive(Clone, Debug, PartialEq)]
pub struct Label {
    /// The point.
    pub at: Point2<f64>,
    /// What is written.
    pub text: String,
    /// The colour of what it names.
    pub hue: Hue,
    /// Where it stands.
    pub corner: Corner,
}

/// The plot.
#[derive(Clone, Debug, PartialEq)]
pub struct Curves {
    /// The range of x.
    pub x: [f64; 2],
    /// The range of y.
    pub y: [f64; 2],
    /// The names of the x axis and the y axis.
    pub names: [&'static str; 2],
    /// The intervals of x that are shaded and hatched.
    pub shaded: Vec<[f64; 2]>,
    /// The curves; the last lies on top.
    pub lines: Vec<Line>,
    /// The points; the last lies on top.
    pub marks: Vec<Mark>,
    /// The names at the curves.
    pub labels: Vec<Label>,
}

/// The distance of the strokes that hatch a shaded interval, in CSS pixels.
const HATCH: f64 = 9.0;

impl Curves {
    fn draw_shaded(&self, area: &Area, frame: &Frame, colors: &Palette) -> DrawResult {
        let [left, top, width, height] = frame.inside();
        let pale = colors.zero.mix(0.16).filled();
        let line = colors.zero.mix(0.4).stroke_width(frame.stroke(1.0));
        for [from, to] in &self.shaded {
            let at = |x: &f64| frame.to_pixels(Point2::new(*x, self.y[0])).x.clamp(left, left + width);
            let (from, to) = (at(from), at(to));
            let corner = |x: f64, y: f64| (frame.px(x), frame.px(y));
            area.draw(&Rectangle::new([corner(from, top), corner(to, top + height)], pale))?;
            // Strokes rise to the right and end at the sides of the interval. They start on one grid, so that neighbours meet.
            let mut foot = ((from - height) / HATCH).floor() * HATCH;
            while foot < to {
                let (start, end) = (foot.max(from), (foot + height).min(to));
                if start < end {
                    let up = |x: f64| top + height - (x - foot);
                    area.draw(&PathElement::new(vec![corner(start, up(start)), corner(end, up(end))], line))?;
                }
                foot += HATCH;
            }
        }
        Ok(())
    }
}

impl Curves {
    fn draw_labels(&self, area: &Area, frame: &Frame, colors: &Palette) -> DrawResult {
        let [left, top, width, height] = frame.inside();
        for Label { at, text, hue, corner } in self.labels.iter().filter(|label| !label.text.is_empty()) {
            let color = if *hue == Hue::Muted { colors.muted } else { mixed(hue.of(colors), colors.ink, 0.4) };
            let style = letters::strong(frame, color);
            let (wide, high) = letters::size(text);
            let at = frame.to_pixels(*at);
            let aside = match corner {
                Corner::AboveLeft => -wide - 5.0,
                Corner::AboveRight => 5.0,
                Corner::Above => -wide / 2.0,
            };
            let x = (at.x + aside).clamp(left + 2.0, (left + width - wide - 2.0).max(left + 2.0));
            let y = (at.y - high - 4.0).clamp(top + 2.0, (top + height - high).max(top + 2.0));
            let corner = |x: f64, y: f64| (frame.px(x), frame.px(y));
            // Letters over hatching need a ground of their own.
            area.draw(&Rectangle::new(
                [corner(x - 2.0, y), corner(x + wide + 2.0, y + high)],
                colors.paper.mix(0.8).filled(),
            ))?;
            area.draw(&Text::new(text.clone(), corner(x, y + 1.0), style))?;
        }
        Ok(())
    }
}

impl Picture for Curves {
    fn frame(&self, size: [u32; 2], scale: f64) -> Frame {
        Frame { size, scale, x: self.x, y: self.y }
    }

    fn draw(&self, area: &Area, frame: &Frame, colors: &Palette) -> DrawResult {
        // The names of the axes are where the last ticks would be.
        let room = [self.x, self.y].map(|[low, high]| high - (high - low) * 0.06);
        let tick = |value: &f64, high: f64| if *value < high { super::ticks::short(*value) } else { String::new() };
        let (across, up) = (|value: &f64| tick(value, room[0]), |value: &f64| tick(value, room[1]));
        let axes = Axes { names: self.names, labels: [8, 6], ticks: [&across, &up] };
        let Some(chart) = frame.chart(area, colors, &axes)? else { return Ok(()) };
        self.draw_shaded(area, frame, colors)?;
        let axis = colors.muted.mix(0.7).stroke_width(frame.stroke(1.0));
        for ends in [[(self.x[0], 0.0), (self.x[1], 0.0)], [(0.0, self.y[0]), (0.0, self.y[1])]] {
            let shown = |range: [f64; 2]| range[0] <= 0.0 && 0.0 <= range[1];
            if shown(if ends[0].1 == 0.0 && ends[1].1 == 0.0 { self.y } else { self.x }) {
                chart.draw_series([PathElement::new(ends.to_vec(), axis)])?;
            }
        }
        for line in &self.lines {
            let style = line.hue.of(colors).stroke_width(frame.stroke(line.width));
            for piece in &line.pieces {
                let places: Vec<_> = piece.iter().map(|point| frame.to_pixels(*point)).collect();
                draw_simplified(area, frame, &places, style, line.dash)?;
            }
        }
        for mark in &self.marks {
            let inside = |axis: usize, [low, high]: [f64; 2]| (low..=high).contains(&mark.at[axis]);
            if !inside(0, self.x) || !inside(1, self.y) {
                continue;
            }
            let (at, color) = ((mark.at.x, mark.at.y), mark.hue.of(colors));
            let ground = if mark.filled { color } else { colors.paper };
            chart.draw_series([Circle::new(at, frame.px(5.0), ground.filled())])?;
            chart.draw_series([Circle::new(at, frame.px(5.0), color.stroke_width(frame.stroke(2.0)))])?;
        }
        self.draw_labels(area, frame, colors)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plot::picture::svg;

    fn picture() -> Curves {
        Curves {
            x: [-2.0, 2.0],
            y: [-1.0, 1.0],
            names: ["a", "h"],
            shaded: Vec::new(),
            lines: vec![],
            marks: Vec::new(),
            labels: Vec::new(),
        }
    }

    #[test]
    fn a_jump_parts_a_curve() {
        let pieces = Line::of(|a| if a < 0.5 { -1.0 } else { 1.0 }, [-2.0, 2.0], &[0.5]);
        assert_eq!(pieces.len(), 2);
        assert!(pieces[0].iter().all(|point| point.y == -1.0) && pieces[0].last().unwrap().x == 0.5);
        assert!(pieces[1].iter().all(|point| point.y == 1.0) && pieces[1][0].x == 0.5);
    }

    #[test]
    fn what_leaves_the_picture_is_cut_off() {
        let line = |f: fn(f64) -> f64| Line {
            hue: Hue::Ink,
            dash: Dash::Solid,
            width: 2.0,
            pieces: Line::of(f, [-2.0, 2.0], &[]),
        };
        let inside = svg(&Curves { lines: vec![line(|a| a / 2.0)], ..picture() }, [400, 300], &Palette::LIGHT);
        let beyond = svg(&Curves { lines: vec![line(|a| 100.0 * a)], ..picture() }, [400, 300], &Palette::LIGHT);
        let paths = |text: &str| text.matches("<polyline").count();
        assert_eq!(paths(&inside), paths(&beyond));
        assert!(!beyond.contains("-9"), "no coordinate far off");
    }

    #[test]
    fn a_shaded_stretch_is_hatched_and_a_point_beyond_is_not_drawn() {
        let plain = svg(&picture(), [400, 300], &Palette::LIGHT);
        let shaded = svg(&Curves { shaded: vec![[-2.0, -1.0]], ..picture() }, [400, 300], &Palette::LIGHT);
        assert!(shaded.matches("<polyline").count() > plain.matches("<polyline").count() + 10);
        let mark = |x: f64| Mark { at: Point2::new(x, 0.0), hue: Hue::Ink, filled: true };
        let circles = |x: f64| {
            svg(&Curves { marks: vec![mark(x)], ..picture() }, [400, 300], &Palette::LIGHT).matches("<circle").count()
        };
        assert_eq!((circles(0.0), circles(2.5)), (2, 0));
    }
}
