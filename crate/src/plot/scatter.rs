//! A scatter plot of the rows of a data set, with the line of a model.

use nalgebra::Point2;
use plotters::prelude::*;

use super::frame::Frame;
use super::grid::draw_grid;
use super::labels::{self, LINE, Rect, draw_text, spread};
use super::palette::Palette;
use super::picture::Picture;
use super::stroke::{Dash, clip_segment, draw_clipped, stroke};
use super::surface::{Area, DrawResult};

/// The set that a row belongs to, with its mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Training: a filled circle.
    Training,
    /// Validation: a hollow square.
    Validation,
    /// Test: a hollow triangle.
    Test,
}

/// One row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dot {
    /// (x, y).
    pub at: Point2<f64>,
    /// The set.
    pub role: Role,
    /// Whether it is in the present batch.
    pub lit: bool,
    /// The prediction at x, to which the residual is drawn; `None` for no residual.
    pub foot: Option<f64>,
}

/// A line or curve with its name.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Curve {
    /// The name at its right end; empty for none.
    pub name: String,
    /// Its points from left to right; none for no curve.
    pub points: Vec<Point2<f64>>,
}

/// What stands out, while all else is faint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lit {
    /// The sets whose rows do.
    pub roles: &'static [Role],
    /// Whether the line of the model does.
    pub line: bool,
}

/// The plot.
#[derive(Clone, Debug, PartialEq)]
pub struct Scatter {
    /// The rows.
    pub dots: Vec<Dot>,
    /// What the marks are called, each with its number of rows.
    pub names: Vec<(Role, String)>,
    /// Whether the squares of the residuals are drawn, and not only the residuals.
    pub squares: bool,
    /// The line of the model.
    pub line: Curve,
    /// The line at the start of the run.
    pub start: Curve,
    /// The line of the best model.
    pub best: Curve,
    /// Thin lines where a probability becomes a prediction.
    pub cuts: Vec<[Point2<f64>; 2]>,
    /// What stands out; nothing where all is shown alike.
    pub lit: Option<Lit>,
    /// The range of x.
    pub x: [f64; 2],
    /// The range of y.
    pub y: [f64; 2],
}

/// The size of a mark from its middle to its side, in CSS pixels.
const MARK: f64 = 3.5;
/// The strength of what is faint.
const FAINT: f64 = 0.2;
/// The space that a mark takes before its name, likewise.
const MARK_SPACE: f64 = 15.0;

impl Role {
    /// Draws the mark of a row at a place in CSS pixels.
    ///
    /// # Errors
    /// Those of the surface.
    pub fn draw(self, area: &Area, frame: &Frame, colors: &Palette, at: Point2<f64>, strength: f64) -> DrawResult {
        let corner = |dx: f64, dy: f64| (frame.px(at.x + dx), frame.px(at.y + dy));
        let line = |color: RGBColor| color.mix(strength).stroke_width(frame.stroke(1.5));
        match self {
            Self::Training => {
                area.draw(&Circle::new(corner(0.0, 0.0), frame.px(MARK), colors.one.mix(strength).filled()))
            }
            Self::Validation => {
                let path = [(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0), (-1.0, -1.0)];
                let path = path.map(|(dx, dy)| corner(MARK * dx, MARK * dy)).to_vec();
                area.draw(&PathElement::new(path, line(colors.zero)))
            }
            Self::Test => {
                let path = [(0.0, -1.3), (1.25, 0.9), (-1.25, 0.9), (0.0, -1.3)];
                let path = path.map(|(dx, dy)| corner(MARK * dx, MARK * dy)).to_vec();
                area.draw(&PathElement::new(path, line(colors.muted)))
            }
        }
    }
}

impl Scatter {
    /// The strength of the rows of a set.
    fn strength(&self, role: Role) -> f64 {
        if self.lit.is_some_and(|lit| !lit.roles.contains(&role)) { FAINT } else { 1.0 }
    }

    /// The strength of the model's line.
    fn line_strength(&self) -> f64 {
        if self.lit.is_some_and(|lit| !lit.line) { FAINT } else { 1.0 }
    }

    fn draw_residuals(&self, area: &Area, frame: &Frame, colors: &Palette) -> DrawResult {
        let [left, top, width, height] = frame.inside();
        // A square lies on the side of its residual where the line does not run through it.
        let rises = match &self.line.points[..] {
            [first, .., last] => last.y >= first.y,
            _ => true,
        };
        for dot in &self.dots {
            let Some(foot) = dot.foot.filter(|foot| foot.is_finite()) else { continue };
            let foot = foot.clamp(frame.y[0], frame.y[1]);
            let [from, to] = [dot.at, Point2::new(dot.at.x, foot)].map(|end| frame.to_pixels(end));
            if self.squares {
                let side = (from.y - to.y).abs();
                let other = if (dot.at.y > foot) == rises { from.x - side } else { from.x + side };
                let inside =
                    |x: f64, y: f64| (frame.px(x.clamp(left, left + width)), frame.px(y.clamp(top, top + height)));
                let corners =
                    [inside(from.x.min(other), from.y.min(to.y)), inside(from.x.max(other), from.y.max(to.y))];
                area.draw(&Rectangle::new(corners, colors.wrong.mix(0.1).filled()))?;
                area.draw(&Rectangle::new(corners, colors.wrong.mix(0.35).stroke_width(frame.stroke(1.0))))?;
            }
            stroke(area, frame, &[from, to], colors.wrong.mix(0.6).stroke_width(frame.stroke(1.0)), Dash::Solid)?;
        }
        Ok(())
    }

    /// Where a curve leaves the picture at the right, and whether it rises there.
    fn end(frame: &Frame, curve: &Curve) -> Option<(Point2<f64>, bool)> {
        let [left, top, width, height] = frame.inside();
        let (low, high) = (Point2::new(left, top), Point2::new(left + width, top + height));
        let places: Vec<_> = curve.points.iter().map(|place| frame.to_pixels(*place)).collect();
        let seen = places.windows(2).rev().find_map(|ends| clip_segment([ends[0], ends[1]], low, high));
        seen.map(|[from, to]| (to, to.y < from.y))
    }

    /// Draws the names of the lines at their right ends, on the side of each that it does not come from.
    fn draw_curve_names(&self, area: &Area, frame: &Frame, colors: &Palette) -> DrawResult {
        let [left, top, _, height] = frame.inside();
        let named = [(&self.line, colors.ink), (&self.best, colors.ink), (&self.start, colors.muted)];
        let ends: Vec<_> = named
            .into_iter()
            .filter(|(curve, _)| !curve.name.is_empty())
            .filter_map(|(curve, color)| Some((curve, color, Self::end(frame, curve)?)))
            .collect();
        let wanted: Vec<_> =
            ends.iter().map(|(_, _, (end, rises))| end.y + if *rises { -12.0 } else { 12.0 }).collect();
        let middles = spread(&wanted, LINE + 2.0, [top + 8.0, top + height - 8.0]);
        for ((curve, color, (end, _)), middle) in ends.into_iter().zip(middles) {
            let from = (end.x - 6.0 - labels::width(&curve.name)).max(left + 2.0);
            draw_text(area, frame, colors, &curve.name, [from, middle], color)?;
        }
        Ok(())
    }

    /// Draws the names of the marks in the corner with the fewest rows.
    fn draw_mark_names(&self, area: &Area, frame: &Frame, colors: &Palette) -> DrawResult {
        let [left, top, width, height] = frame.inside();
        let room = |name: &str| MARK_SPACE + labels::width(name) + 12.0;
        let whole: f64 = self.names.iter().map(|(_, name)| room(name)).sum();
        let is_row = whole < 0.75 * width;
        let widest = self.names.iter().map(|(_, name)| room(name)).fold(0.0, f64::max);
        let rows = if is_row { 1.0 } else { self.names.len() as f64 };
        let (wide, high) = (if is_row { whole } else { widest }, rows * LINE);
        // In a small picture the names would hide the rows.
        if high > 0.4 * height {
            return Ok(());
        }
        let corner = |right: bool, below: bool| -> Rect {
            let x = if right { left + width - wide } else { left + 8.0 };
            let y = if below { top + height - high - 6.0 } else { top + 2.0 };
            [x, y, x + wide, y + high]
        };
        let places: Vec<_> = self.dots.iter().map(|dot| frame.to_pixels(dot.at)).collect();
        let covered = |[left, top, right, bottom]: &Rect| {
            let inside =
                |place: &&Point2<f64>| place.x > *left && place.x < *right && place.y > *top && place.y < *bottom;
            places.iter().filter(inside).count()
        };
        let corners = [corner(false, false), corner(true, true), corner(true, false), corner(false, true)];
        let Some([mut x, y, ..]) = corners.into_iter().min_by_key(covered) else { return Ok(()) };
        let mut middle = y + LINE / 2.0;
        for (role, name) in &self.names {
            draw_text(area, frame, colors, name, [x + MARK_SPACE, middle], colors.ink)?;
            role.draw(area, frame, colors, Point2::new(x + 6.0, middle), self.strength(*role))?;
            if is_row {
                x += room(name);
            } else {
                middle += LINE;
            }
        }
        Ok(())
    }
}

fn draw_line(area: &Area, frame: &Frame, curve: &Curve, style: ShapeStyle, dash: Dash) -> DrawResult {
    let places: Vec<_> = curve.points.iter().map(|place| frame.to_pixels(*place)).collect();
    draw_clipped(area, frame, &places, style, dash)
}

impl Picture for Scatter {
    fn frame(&self, size: [u32; 2], scale: f64) -> Frame {
        Frame { size, scale, x: self.x, y: self.y }
    }

    fn draw(&self, area: &Area, frame: &Frame, colors: &Palette) -> DrawResult {
        draw_grid(area, frame, colors, ["x", "y"])?;
        if !frame.inside().iter().all(|length| *length >= 1.0) {
            return Ok(());
        }
        // What stays during training comes first, so that it is not drawn again.
        let some_are_lit = self.dots.iter().any(|dot| dot.lit);
        let line_strength = self.line_strength();
        for dot in &self.dots {
            let is_waiting = some_are_lit && self.lit.is_none() && dot.role == Role::Training;
            let strength = if is_waiting { 0.35 } else { self.strength(dot.role) };
            dot.role.draw(area, frame, colors, frame.to_pixels(dot.at), strength)?;
        }
        draw_line(area, frame, &self.start, colors.muted.stroke_width(frame.stroke(1.5)), Dash::Dotted)?;
        draw_line(area, frame, &self.best, colors.ink.stroke_width(frame.stroke(1.5)), Dash::Dashed)?;
        if self.lit.is_none() {
            self.draw_residuals(area, frame, colors)?;
        }
        for dot in self.dots.iter().filter(|dot| dot.lit && self.lit.is_none()) {
            let place = frame.to_pixels(dot.at);
            dot.role.draw(area, frame, colors, place, 1.0)?;
            let ring = colors.ink.stroke_width(frame.stroke(1.0));
            area.draw(&Circle::new((frame.px(place.x), frame.px(place.y)), frame.px(MARK + 2.0), ring))?;
        }
        for cut in &self.cuts {
            let ends = cut.map(|end| frame.to_pixels(end));
            draw_clipped(area, frame, &ends, colors.muted.stroke_width(frame.stroke(1.0)), Dash::Dashed)?;
        }
        draw_line(area, frame, &self.line, colors.ink.mix(line_strength).stroke_width(frame.stroke(2.5)), Dash::Solid)?;
        // Upon all curves, which their ground dims.
        self.draw_mark_names(area, frame, colors)?;
        self.draw_curve_names(area, frame, colors)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plot::picture::svg;

    fn picture(squares: bool, slope: f64) -> Scatter {
        let dot =
            |x: f64, y: f64| Dot { at: Point2::new(x, y), role: Role::Training, lit: false, foot: Some(slope * x) };
        let line = vec![Point2::new(-2.0, -2.0 * slope), Point2::new(2.0, 2.0 * slope)];
        Scatter {
            dots: vec![dot(0.0, 1.0), dot(0.5, -0.75)],
            names: vec![(Role::Training, "training 2".to_owned())],
            squares,
            line: Curve { name: "model".to_owned(), points: line },
            start: Curve::default(),
            best: Curve::default(),
            cuts: Vec::new(),
            lit: None,
            x: [-2.0, 2.0],
            y: [-2.0, 2.0],
        }
    }

    /// The filled squares of a document: left and right.
    fn squares(document: &str) -> Vec<[f64; 2]> {
        let number = |text: &str, name: &str| -> f64 {
            text.split_once(&format!(" {name}=\"")).unwrap().1.split_once('"').unwrap().0.parse().unwrap()
        };
        let red = document.split("<rect").skip(1).filter(|text| text.split('>').next().unwrap().contains("#B3261E"));
        let filled = red.filter(|text| !text.split('>').next().unwrap().contains("fill=\"none\""));
        filled.map(|text| [number(text, "x"), number(text, "x") + number(text, "width")]).collect()
    }

    #[test]
    fn a_square_is_as_wide_as_its_residual_is_long_and_lies_beside_the_line() {
        let size = [400, 300];
        for slope in [0.5, -0.5] {
            let picture = picture(true, slope);
            let frame = picture.frame(size, 1.0);
            let found = squares(&svg(&picture, size, &Palette::LIGHT));
            assert_eq!(found.len(), 2);
            for (dot, [left, right]) in picture.dots.iter().zip(found) {
                let [at, foot] = [dot.at, Point2::new(dot.at.x, dot.foot.unwrap())].map(|end| frame.to_pixels(end));
                assert!(((right - left) - (at.y - foot.y).abs()).abs() < 2.5, "{left} {right}");
                // Above a rising line it lies to the left, where the line is lower still.
                let to_the_left = (dot.at.y > dot.foot.unwrap()) == (slope > 0.0);
                let edge = if to_the_left { right } else { left };
                assert!((edge - at.x).abs() < 1.5, "{edge} {}", at.x);
            }
        }
        assert!(squares(&svg(&picture(false, 0.5), size, &Palette::LIGHT)).is_empty());
    }

    #[test]
    fn marks_are_named_where_the_fewest_rows_are() {
        let mut crowded = picture(false, 0.5);
        crowded.dots = (0..40)
            .map(|i| Dot {
                at: Point2::new(-1.9 + 0.03 * f64::from(i), 1.9),
                role: Role::Training,
                lit: false,
                foot: None,
            })
            .collect();
        let document = svg(&crowded, [400, 300], &Palette::LIGHT);
        let text = document.split("<text").find(|text| text.contains("training 2")).unwrap();
        let y: f64 = text.split_once(" y=\"").unwrap().1.split_once('"').unwrap().0.parse().unwrap();
        assert!(y > 200.0, "not among the rows at the top: {y}");
    }
}
