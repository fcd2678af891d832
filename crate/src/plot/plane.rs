//! The plane of two inputs or of two hidden outputs: points, decision boundaries, and where the output is 1.

use nalgebra::{Point2, Vector2};
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use super::frame::{Axes, Chart, Frame};
use super::labels::{self, Rect};
use super::letters;
use super::palette::Palette;
use super::picture::Picture;
use super::raster::{Ground, Raster};
use super::stroke::clip_segment;
use super::surface::{Area, DrawResult};
use super::ticks::short;
use crate::model::boundary::Boundary;

/// The range of each input: the unit square with a margin.
pub const RANGE: [f64; 2] = [-0.5, 1.5];

/// The radius of a point, in CSS pixels.
const POINT: f64 = 9.0;
/// The length of the arrow of an infinitely long weight vector, in units of the inputs.
const MAX_ARROW_LENGTH: f64 = 1.0;
/// The length of the arrow of a named line, which shows the side with output 1, as a fraction of the width.
const SIDE_ARROW: f64 = 0.17;
/// The place of the arrow on the visible part of a named line. It is short of the middle, so that the arrows of two parallel lines
/// that face each other, as those of OR and NAND, pass each other.
const ALONG: f64 = 0.37;
/// Points closer than this fraction of the width are drawn side by side at one place.
const SAME_PLACE: f64 = 0.02;
/// The width, in CSS pixels, below which a picture is very small.
const SMALL: f64 = 100.0;
/// The distance of points at one place, in CSS pixels.
const APART: f64 = 22.0;
/// Where the tick or the cross of a point stands from it, to the outer side, in CSS pixels.
const TICK: Vector2<f64> = Vector2::new(24.0, 20.0);
/// How strongly the side with output 1 is tinted, and a surface where its value is 1.
const SIDE_TINT: f64 = 0.16;
const SURFACE_TINT: f64 = 0.3;
/// How strongly the part that is pointed out is tinted.
const LIT_TINT: f64 = 0.12;
/// How many cells of a surface the shorter side of the picture has.
const CELLS: f64 = 72.0;
/// How far what is written on a tinted part must be from points, arrows and edges, in CSS pixels.
const CLEAR: f64 = 36.0;
/// Places tried along each side of the picture; the clearest is taken.
const PLACES: u32 = 24;

/// One row of the truth table as a point.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// The inputs.
    pub at: Point2<f64>,
    /// The target.
    pub target: bool,
    /// Whether the output equals the target; `None` where the picture does not show it.
    pub right: Option<bool>,
    /// Whether the weighted sum is exactly zero.
    pub on_line: bool,
    /// Whether the row is selected.
    pub chosen: bool,
    /// The text beside it.
    pub name: &'static str,
}

/// A decision boundary. A short arrow with the name beside it shows the positive side of a named line. Without a name the arrow is the
/// weight vector.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Line {
    /// The boundary.
    pub boundary: Boundary,
    /// The name of the unit.
    pub name: Option<&'static str>,
}

/// The output over the plane.
#[derive(Debug)]
pub enum Shade {
    /// All of the plane.
    All,
    /// The side of a line where its sum is positive.
    Positive(Boundary),
    /// The parts of the plane where it is 1, as convex polygons.
    Ones(Vec<Vec<Point2<f64>>>),
    /// How near to 1 it is everywhere.
    Surface(Box<dyn Surface>),
}

/// Outputs from 0 to 1 everywhere in the plane, such as those of a network with two inputs.
pub trait Surface: std::fmt::Debug {
    /// The outputs at the centres of equal cells of a rectangle, so many columns and rows, row by row from the top.
    fn outputs(&self, x: [f64; 2], y: [f64; 2], cells: [usize; 2]) -> Vec<f32>;
}

/// A thin line below the points, such as the way of a point that moves.
#[derive(Clone, Debug, PartialEq)]
pub struct Trace {
    /// Its corners.
    pub path: Vec<Point2<f64>>,
    /// How strong it is, from 0 to 1.
    pub strength: f64,
}

/// The plot.
pub struct Plane {
    /// The names of the x axis and the y axis.
    pub names: [&'static str; 2],
    /// The range of both.
    pub range: [f64; 2],
    /// The points.
    pub marks: Vec<Mark>,
    /// The lines.
    pub lines: Vec<Line>,
    /// The output below them.
    pub shade: Shade,
    /// A part of the plane that is pointed out, as a convex polygon; without corners none is.
    pub lit: Vec<Point2<f64>>,
    /// Thin lines between both.
    pub traces: Vec<Trace>,
    /// What is written on the sides where the output is 0 and where it is 1, where that is to be told.
    pub sides: Option<[String; 2]>,
}

impl Line {
    /// Where the arrow of a named line starts in a plot of `range`; `None` when no part of the line is visible.
    fn start(&self, range: [f64; 2]) -> Option<Point2<f64>> {
        let [a, b] = self.boundary.segment(Point2::new(range[0], range[0]), Point2::new(range[1], range[1]))?;
        Some(a + (b - a) * ALONG)
    }

    /// The ends of the arrow. A weight vector starts at the point of the line nearest to the middle of the unit square. Its direction is
    /// exact, and its length grows with the vector but stays below [`MAX_ARROW_LENGTH`].
    pub fn arrow(&self, range: [f64; 2]) -> Option<[Point2<f64>; 2]> {
        let (foot, length) = if self.name.is_some() {
            (self.start(range)?, SIDE_ARROW * (range[1] - range[0]))
        } else {
            let steepness = self.boundary.steepness();
            (self.boundary.nearest_to(Point2::new(0.5, 0.5)), MAX_ARROW_LENGTH * steepness / (steepness + 1.0))
        };
        Some([foot, foot + self.boundary.normal() * length])
    }
}

impl Plane {
    /// The corners of a square, counter-clockwise.
    pub fn square([low, high]: [f64; 2]) -> Vec<Point2<f64>> {
        [(low, low), (high, low), (high, high), (low, high)].map(|(x, y)| Point2::new(x, y)).to_vec()
    }

    /// The arrow of the first line.
    pub fn arrow(&self) -> Option<[Point2<f64>; 2]> {
        self.lines.first()?.arrow(self.range)
    }

    /// The weights whose arrow is `arrow`: the inverse of [`Plane::arrow`].
    pub fn weights_for_arrow(arrow: Vector2<f64>) -> Vector2<f64> {
        // The longest arrow would need an infinite vector. A dragged one stops where the vector has the length 19.
        let length = arrow.norm().min(0.95 * MAX_ARROW_LENGTH);
        if length == 0.0 { arrow } else { arrow.normalize() * (length / (MAX_ARROW_LENGTH - length)) }
    }

    fn draw_shade(&self, chart: &Chart, frame: &Frame, colors: &Palette) -> DrawResult {
        let fill = |corners: &[Point2<f64>], color: RGBAColor| {
            let corners: Vec<_> = corners.iter().map(|p| (p.x, p.y)).collect();
            chart.draw_series((corners.len() > 2).then(|| Polygon::new(corners, color)))
        };
        let tint = |corners: &[Point2<f64>]| fill(corners, colors.one.mix(SIDE_TINT));
        match &self.shade {
            Shade::All => tint(&corners(frame)),
            Shade::Positive(boundary) => tint(&boundary.clip(&corners(frame), true)),
            Shade::Ones(parts) => parts.iter().try_for_each(|part| tint(&within(frame, part))),
            // It lies beneath the picture: see `ground`.
            Shade::Surface(_) => Ok(()),
        }?;
        fill(&within(frame, &self.lit), colors.ink.mix(LIT_TINT))
    }

    fn draw_traces(&self, chart: &Chart, frame: &Frame, colors: &Palette) -> DrawResult {
        let [low, high] = [0, 1].map(|end| Point2::new(frame.x[end], frame.y[end]));
        for Trace { path, strength } in &self.traces {
            let stroke = colors.muted.mix(*strength).stroke_width(frame.stroke(1.5));
            let seen = path.windows(2).filter_map(|ends| clip_segment([ends[0], ends[1]], low, high));
            chart.draw_series(seen.map(|ends| PathElement::new(ends.map(|p| (p.x, p.y)).to_vec(), stroke)))?;
        }
        Ok(())
    }

    fn draw_line(&self, line: &Line, chart: &Chart, frame: &Frame, colors: &Palette) -> DrawResult {
        let [low, high] = [0, 1].map(|end| Point2::new(frame.x[end], frame.y[end]));
        if let Some(ends) = line.boundary.segment(low, high) {
            chart.draw_series([PathElement::new(
                ends.map(|p| (p.x, p.y)).to_vec(),
                colors.ink.stroke_width(frame.stroke(2.5)),
            )])?;
        }
        let Some([foot, tip]) = line.arrow(self.range) else { return Ok(()) };
        if !is_within(frame, foot) {
            return Ok(());
        }
        // The head: two short strokes back from the tip, at 30° to the shaft, and never longer than that.
        let head = if line.name.is_some() { 0.025 } else { 0.045 } * (self.range[1] - self.range[0]);
        let back = (foot - tip).cap_magnitude(head);
        let side = Vector2::new(-back.y, back.x) * 0.55;
        let strokes = [[foot, tip], [tip, tip + back + side], [tip, tip + back - side]];
        // Strokes are clipped here, because plotters would bend them along the edge.
        let seen = strokes.into_iter().filter_map(|ends| clip_segment(ends, low, high));
        let stroke = colors.ink.stroke_width(frame.stroke(1.5));
        chart.draw_series(seen.map(|ends| PathElement::new(ends.map(|p| (p.x, p.y)).to_vec(), stroke)))?;
        Ok(())
    }

    /// Writes a line's name beside the shaft of its arrow, because handles are at its ends: on the side where nothing else is.
    fn draw_line_name(
        &self,
        line: &Line,
        chart: &Chart,
        frame: &Frame,
        colors: &Palette,
        taken: &mut Taken,
    ) -> DrawResult {
        let (Some(name), Some([foot, tip])) = (line.name, line.arrow(self.range)) else { return Ok(()) };
        if !is_within(frame, foot) {
            return Ok(());
        }
        let normal = line.boundary.normal() * 13.0;
        let middle = nalgebra::center(&foot, &tip);
        let at = frame.to_pixels(middle);
        // Up in the picture is down in pixels: this is at right angles to the shaft.
        let side = Vector2::new(normal.y, normal.x);
        let asides = [side, -side, 1.5 * side, -1.5 * side];
        let place = taken.first_free(asides.map(|aside| (aside, vec![around(at + aside, 7.0, 7.0)])));
        let (text, style) = letters::name(name, frame, colors.ink);
        write_beside(chart, frame, colors, middle, place, text, &style)?;
        Ok(())
    }

    /// What no text should lie on: lines, arrows, traces and points.
    fn taken(&self, frame: &Frame) -> Taken {
        let [low, high] = [0, 1].map(|end| Point2::new(frame.x[end], frame.y[end]));
        let boundaries = self.lines.iter().filter_map(|line| line.boundary.segment(low, high));
        let arrows = self.lines.iter().filter_map(|line| line.arrow(self.range));
        let ways = self.traces.iter().flat_map(|trace| trace.path.windows(2).map(|ends| [ends[0], ends[1]]));
        let strokes = boundaries.chain(arrows).chain(ways).map(|ends| ends.map(|end| frame.to_pixels(end)));
        let points = self.marks.iter().map(|mark| around(frame.to_pixels(mark.at), POINT, POINT));
        let ticks = self.marks.iter().filter(|mark| mark.right.is_some());
        let ticks = ticks
            .map(|mark| around(frame.to_pixels(mark.at) + TICK.component_mul(&mark.outward(self.range)), 7.0, 7.0));
        Taken { strokes: strokes.collect(), places: points.chain(ticks).collect() }
    }

    /// Writes what the output is on either side: in the corners where it is most so. Between two lines it is written
    /// where there is most room in what is tinted.
    fn draw_sides(&self, chart: &Chart, frame: &Frame, colors: &Palette, taken: &mut Taken) -> DrawResult {
        let Some(sides) = &self.sides else { return Ok(()) };
        if let (Shade::Ones(parts), 2..) = (&self.shade, self.lines.len()) {
            return self.draw_side_between(&sides[1], parts, chart, frame, colors, taken);
        }
        let value = |corner: &Point2<f64>| match (&self.shade, self.lines.first()) {
            (Shade::Surface(surface), _) => {
                let output = surface.outputs([corner.x; 2], [corner.y; 2], [1, 1]);
                f64::from(output.first().copied().unwrap_or_default()) - 0.5
            }
            (_, Some(line)) => line.boundary.value_at(*corner),
            (Shade::All, None) => 1.0,
            (Shade::Ones(parts), None) if parts.iter().any(|part| part.len() > 2) => 1.0,
            _ => -1.0,
        };
        let [_, _, width, _] = frame.inside();
        let is_narrow = sides.iter().map(|text| 1.2 * labels::width(text) + 16.0).sum::<f64>() > width;
        let mut other: Option<Point2<f64>> = None;
        // On a very small picture the names of the points have what room there is: the tinted side's name says enough.
        let shown = sides.iter().enumerate().skip(usize::from(width < SMALL));
        for (side, text) in shown {
            let sign = if side == 1 { 1.0 } else { -1.0 };
            // Two do not stand side by side where that is too narrow.
            let apart =
                corners(frame).into_iter().filter(|corner| !is_narrow || other.is_none_or(|at| at.y != corner.y));
            // Nor on a line, which may cut off a corner that is as small as the text.
            let free =
                apart.filter(|corner| sign * value(corner) > 0.0 && taken.is_free(&in_corner(*corner, text, frame)));
            let Some(corner) = free.max_by(|a, b| (sign * value(a)).total_cmp(&(sign * value(b)))) else { continue };
            other = Some(corner);
            taken.places.push(in_corner(corner, text, frame));
            let (is_right, is_high) = (corner.x > frame.x[0], corner.y > frame.y[0]);
            let anchor = Pos::new(
                if is_right { HPos::Right } else { HPos::Left },
                if is_high { VPos::Top } else { VPos::Bottom },
            );
            let aside =
                [(is_right, -12.0), (!is_high, -10.0)].map(|(inward, by)| frame.px(if inward { by } else { -by }));
            let style = letters::strong(frame, if side == 1 { colors.one } else { colors.muted }).pos(anchor);
            chart.draw_series([
                EmptyElement::at((corner.x, corner.y)) + Text::new(text.clone(), (aside[0], aside[1]), style)
            ])?;
        }
        Ok(())
    }

    /// Writes `text` upon the largest of the tinted parts that are seen, farthest from all else; nowhere if there is no room.
    fn draw_side_between(
        &self,
        text: &str,
        parts: &[Vec<Point2<f64>>],
        chart: &Chart,
        frame: &Frame,
        colors: &Palette,
        taken: &mut Taken,
    ) -> DrawResult {
        let pixels = |corner: &Point2<f64>| frame.to_pixels(*corner);
        let seen = parts.iter().map(|part| within(frame, part)).filter(|part| part.len() > 2);
        let Some(largest) = seen.max_by(|a, b| area_of(a).total_cmp(&area_of(b))) else { return Ok(()) };
        let edges = largest.iter().zip(largest.iter().cycle().skip(1)).map(|(a, b)| [*a, *b]);
        let arrows = self.lines.iter().filter_map(|line| line.arrow(self.range));
        let strokes = edges.chain(arrows).map(|ends| ends.map(|end| pixels(&end))).collect::<Vec<_>>();
        let points = self.marks.iter().map(|mark| pixels(&mark.at)).collect::<Vec<_>>();
        let room = |place: &Point2<f64>| {
            let at = pixels(place);
            let to_strokes = strokes.iter().map(|ends| distance(at, *ends));
            points.iter().map(|point| (at - point).norm() - POINT).chain(to_strokes).fold(f64::INFINITY, f64::min)
        };
        let places = (0..PLACES * PLACES).map(|number| {
            let share = |place: u32| (f64::from(place) + 0.5) / f64::from(PLACES);
            let (across, up) = (share(number % PLACES), share(number / PLACES));
            let at = |[low, high]: [f64; 2], share: f64| low + (high - low) * share;
            Point2::new(at(frame.x, across), at(frame.y, up))
        });
        let (wide, high) = letters::size(text);
        let is_free = |place: &Point2<f64>| taken.is_free(&around(pixels(place), wide / 2.0, high / 2.0));
        let clear = places.filter(|place| is_inside(*place, &largest) && is_free(place));
        let clear = clear.map(|place| (room(&place), place));
        let Some((_, place)) = clear.filter(|(room, _)| *room >= CLEAR).max_by(|a, b| a.0.total_cmp(&b.0)) else {
            return Ok(());
        };
        taken.places.push(around(pixels(&place), wide / 2.0, high / 2.0));
        let style = letters::centred(&letters::strong(frame, colors.one));
        chart.draw_series([EmptyElement::at((place.x, place.y)) + Text::new(text.to_owned(), (0, 0), style)])?;
        Ok(())
    }

    /// Draws the points. Those at one place are side by side in a frame.
    fn draw_marks(&self, chart: &Chart, frame: &Frame, colors: &Palette, taken: &mut Taken) -> DrawResult {
        let near = SAME_PLACE * (self.range[1] - self.range[0]);
        for (first, mark) in self.marks.iter().enumerate() {
            let shares = |other: &Mark| (other.at - mark.at).norm() < near;
            if self.marks[..first].iter().any(shares) {
                continue;
            }
            let here: Vec<_> = self.marks.iter().filter(|other| shares(other)).collect();
            let shift = |place: usize| frame.px((place as f64 - (here.len() - 1) as f64 / 2.0) * APART);
            if here.len() > 1 {
                let (half, height) = (shift(here.len() - 1) + frame.px(15.0), frame.px(15.0));
                let outline =
                    Rectangle::new([(-half, -height), (half, height)], colors.muted.stroke_width(frame.stroke(1.0)));
                chart.draw_series([EmptyElement::at((mark.at.x, mark.at.y)) + outline])?;
            }
            let name = self.place_of_name(mark, here.len(), frame, taken);
            for (place, other) in here.iter().enumerate() {
                other.draw((mark.at.x, mark.at.y), shift(place), self.range, chart, frame, colors)?;
                if !other.name.is_empty() {
                    let shifted = f64::from(shift(place)) / frame.scale;
                    let name = Place { aside: name.aside + Vector2::new(shifted, 0.0), ..name };
                    let style = frame.letters(colors.muted);
                    write_beside(chart, frame, colors, mark.at, name, other.name.to_owned(), &style)?;
                }
            }
        }
        Ok(())
    }
}

impl Plane {
    /// How far, in CSS pixels, the names of so many points at one place stand from them: above or below, to the outer side, or
    /// wherever nothing else is.
    fn place_of_name(&self, mark: &Mark, count: usize, frame: &Frame, taken: &mut Taken) -> Place {
        let at = frame.to_pixels(mark.at);
        let outward = mark.outward(self.range);
        let mut places = vec![[0.0, 25.0], [0.0, -25.0]];
        if count == 1 {
            places.extend([[-28.0, 0.0], [28.0, 0.0], [-25.0, -22.0], [25.0, -22.0], [-25.0, 22.0]]);
        }
        let places = places.into_iter().map(|place| Vector2::from(place).component_mul(&outward));
        let wide = labels::width(mark.name) / 2.0;
        let boxes = |aside: Vector2<f64>| {
            let shift = |place: usize| (place as f64 - (count - 1) as f64 / 2.0) * APART;
            (0..count).map(|place| around(at + aside + Vector2::new(shift(place), 0.0), wide, 6.0)).collect()
        };
        taken.first_free(places.map(|aside| (aside, boxes(aside))))
    }
}

/// What texts keep off, in CSS pixels.
struct Taken {
    strokes: Vec<[Point2<f64>; 2]>,
    places: Vec<Rect>,
}

impl Taken {
    fn is_free(&self, place: &Rect) -> bool {
        let is_crossed = self.strokes.iter().any(|ends| labels::passes(ends, place));
        !is_crossed && !self.places.iter().any(|other| labels::overlap(other, place))
    }

    /// Takes the first of several places that is free, or else the first one. A place may have several rectangles.
    fn first_free(&mut self, places: impl IntoIterator<Item = (Vector2<f64>, Vec<Rect>)>) -> Place {
        let mut places: Vec<_> = places.into_iter().collect();
        let free = places.iter().position(|(_, boxes)| boxes.iter().all(|place| self.is_free(place)));
        let (aside, boxes) = places.swap_remove(free.unwrap_or(0));
        let half = boxes.first().map_or(0.0, |[left, _, right, _]| (right - left) / 2.0);
        self.places.extend(boxes);
        Place { aside, half, is_free: free.is_some() }
    }
}

/// Where a name stands beside what it names, in CSS pixels.
#[derive(Clone, Copy)]
struct Place {
    aside: Vector2<f64>,
    /// Half of its width.
    half: f64,
    /// Whether nothing else is there.
    is_free: bool,
}

/// Writes a name beside a place of the plane, where something else is there on a ground that dims it.
fn write_beside(
    chart: &Chart,
    frame: &Frame,
    colors: &Palette,
    beside: Point2<f64>,
    Place { aside, half, is_free }: Place,
    text: String,
    style: &TextStyle<'static>,
) -> DrawResult {
    let at = (beside.x, beside.y);
    if !is_free {
        let corner = |sign: f64| (frame.px(aside.x + sign * (half + 1.0)), frame.px(aside.y + sign * 8.0));
        let ground = Rectangle::new([corner(-1.0), corner(1.0)], colors.paper.mix(0.8).filled());
        chart.draw_series([EmptyElement::at(at) + ground])?;
    }
    let place = (frame.px(aside.x), frame.px(aside.y));
    chart.draw_series([EmptyElement::at(at) + Text::new(text, place, letters::centred(style))])?;
    Ok(())
}

/// A rectangle by its middle and half its sides.
fn around(middle: Point2<f64>, half_width: f64, half_height: f64) -> Rect {
    [middle.x - half_width, middle.y - half_height, middle.x + half_width, middle.y + half_height]
}

/// Whether a frame shows a place.
fn is_within(frame: &Frame, place: Point2<f64>) -> bool {
    (frame.x[0]..=frame.x[1]).contains(&place.x) && (frame.y[0]..=frame.y[1]).contains(&place.y)
}

/// The rectangle of a text in a corner of what a frame shows.
fn in_corner(corner: Point2<f64>, text: &str, frame: &Frame) -> Rect {
    let at = frame.to_pixels(corner);
    let (wide, high) = letters::size(text);
    let left = if corner.x > frame.x[0] { at.x - 12.0 - wide } else { at.x + 12.0 };
    let top = if corner.y > frame.y[0] { at.y + 10.0 } else { at.y - 10.0 - high };
    [left, top, left + wide, top + high]
}

impl Picture for Plane {
    fn frame(&self, size: [u32; 2], scale: f64) -> Frame {
        Frame::isotropic(size, scale, self.range)
    }

    fn draw(&self, area: &Area, frame: &Frame, colors: &Palette) -> DrawResult {
        // Ticks only at values that occur, and away from the axes' names.
        let edge = (0.15 * (self.range[1] - self.range[0])).max(0.5);
        let [low, high] = [self.range[0] + edge, self.range[1] - edge];
        let tick = |value: &f64| if (low..=high).contains(value) { short(*value) } else { String::new() };
        let axes = Axes { names: self.names, labels: [5, 5], ticks: [&tick, &tick] };
        let has_ground = matches!(self.shade, Shade::Surface(_));
        let chart = if has_ground { frame.axes(area, colors, &axes)? } else { frame.chart(area, colors, &axes)? };
        let Some(chart) = chart else { return Ok(()) };
        self.draw_shade(&chart, frame, colors)?;
        self.draw_traces(&chart, frame, colors)?;
        let mut taken = self.taken(frame);
        self.draw_sides(&chart, frame, colors, &mut taken)?;
        self.lines.iter().try_for_each(|line| self.draw_line(line, &chart, frame, colors))?;
        self.lines.iter().try_for_each(|line| self.draw_line_name(line, &chart, frame, colors, &mut taken))?;
        self.draw_marks(&chart, frame, colors, &mut taken)
    }

    fn ground(&self, frame: &Frame) -> Option<Ground<'_>> {
        let Shade::Surface(surface) = &self.shade else { return None };
        let [_, _, width, height] = frame.inside();
        if width < 1.0 || height < 1.0 {
            return None;
        }
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // within a few times CELLS
        let cells = [width, height].map(|length| (CELLS * (length / width.min(height)).min(8.0)) as usize);
        let values = surface.outputs(frame.x, frame.y, cells);
        Some(Ground {
            raster: Box::new(Tint { values, columns: cells[0], strength: SURFACE_TINT }),
            x: frame.x,
            y: frame.y,
        })
    }
}

/// Outputs from 0 to 1 as a tint of the colour of 1, the stronger the nearer to 1.
#[derive(Clone, Debug, PartialEq)]
pub struct Tint<V> {
    /// The outputs, row by row from the upper edge: a list, or a slice of one.
    pub values: V,
    /// How many of them are a row.
    pub columns: usize,
    /// How opaque the tint of 1 is.
    pub strength: f64,
}

impl<V: AsRef<[f32]>> Raster for Tint<V> {
    fn size(&self) -> [usize; 2] {
        [self.columns, self.values.as_ref().len() / self.columns.max(1)]
    }

    fn paint(&self, colors: &Palette, pixels: &mut [[u8; 4]]) {
        let RGBColor(red, green, blue) = colors.one;
        for (value, pixel) in self.values.as_ref().iter().zip(pixels) {
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a byte, or 0 for what is no number
            let opaque = (f64::from(*value).clamp(0.0, 1.0) * self.strength * 255.0).round() as u8;
            *pixel = [red, green, blue, opaque];
        }
    }
}

/// What of a convex polygon a frame shows.
fn within(frame: &Frame, polygon: &[Point2<f64>]) -> Vec<Point2<f64>> {
    let ([left, right], [low, high]) = (frame.x, frame.y);
    let edges = [([1.0, 0.0], -left), ([-1.0, 0.0], right), ([0.0, 1.0], -low), ([0.0, -1.0], high)];
    let edges = edges.into_iter().filter_map(|(weights, bias)| Boundary::from_f64(weights, bias));
    edges.fold(polygon.to_vec(), |polygon, edge| edge.clip(&polygon, true))
}

/// The area of a polygon whose corners go counter-clockwise.
fn area_of(polygon: &[Point2<f64>]) -> f64 {
    let next = polygon.iter().cycle().skip(1);
    polygon.iter().zip(next).map(|(a, b)| a.coords.perp(&b.coords)).sum::<f64>() / 2.0
}

/// Whether a place is inside a polygon whose corners go counter-clockwise.
fn is_inside(place: Point2<f64>, polygon: &[Point2<f64>]) -> bool {
    let next = polygon.iter().cycle().skip(1);
    polygon.iter().zip(next).all(|(a, b)| (b - a).perp(&(place - a)) >= 0.0)
}

/// How far a place is from a stroke.
fn distance(place: Point2<f64>, [a, b]: [Point2<f64>; 2]) -> f64 {
    let along = b - a;
    let share = ((place - a).dot(&along) / along.norm_squared().max(f64::MIN_POSITIVE)).clamp(0.0, 1.0);
    (place - (a + along * share)).norm()
}

/// The corners of what a frame shows, counter-clockwise.
fn corners(frame: &Frame) -> [Point2<f64>; 4] {
    let ([left, right], [low, high]) = (frame.x, frame.y);
    [(left, low), (right, low), (right, high), (left, high)].map(|(x, y)| Point2::new(x, y))
}

impl Mark {
    /// Draws a point `shift` device pixels to the right of `at`: a filled blue circle for 1, a hollow orange square for 0, with a tick
    /// for a correct output and a cross for a wrong one. It has a thin ring on the line and a thick one when it is selected.
    fn draw(
        &self,
        at: (f64, f64),
        shift: i32,
        range: [f64; 2],
        chart: &Chart,
        frame: &Frame,
        colors: &Palette,
    ) -> DrawResult {
        let radius = frame.px(POINT);
        let circle = |radius: i32, style: ShapeStyle| EmptyElement::at(at) + Circle::new((shift, 0), radius, style);
        if self.chosen {
            chart.draw_series([circle(radius + frame.px(6.0), colors.accent.stroke_width(frame.stroke(2.0)))])?;
        }
        if self.on_line {
            chart.draw_series([circle(radius + frame.px(3.0), colors.ink.stroke_width(frame.stroke(1.0)))])?;
        }
        if self.target {
            chart.draw_series([circle(radius, colors.one.filled())])?;
        } else {
            let half = radius - frame.px(1.0);
            let square = |inset: i32, style: ShapeStyle| {
                let corners = [(shift - half + inset, -half + inset), (shift + half - inset, half - inset)];
                EmptyElement::at(at) + Rectangle::new(corners, style)
            };
            chart.draw_series([square(0, colors.paper.filled())])?;
            chart.draw_series([square(frame.px(1.0), colors.zero.stroke_width(frame.stroke(3.0)))])?;
        }
        let px = |x: f64, y: f64| (frame.px(x) + shift, frame.px(y));
        let outward = self.outward(range);
        let (dx, dy) = (TICK.x * outward.x, TICK.y * outward.y);
        let stroke = |color: RGBColor| color.stroke_width(frame.stroke(2.5));
        let strokes: &[(&[(f64, f64)], RGBColor)] = match self.right {
            None => &[],
            Some(true) => &[(&[(-6.0, 0.0), (-2.0, 5.0), (6.0, -5.0)], colors.ink)],
            Some(false) => &[(&[(-5.0, -5.0), (5.0, 5.0)], colors.wrong), (&[(-5.0, 5.0), (5.0, -5.0)], colors.wrong)],
        };
        for (path, color) in strokes {
            let path: Vec<_> = path.iter().map(|(x, y)| px(x + dx, y + dy)).collect();
            chart.draw_series([EmptyElement::at(at) + PathElement::new(path, stroke(*color))])?;
        }
        Ok(())
    }

    /// The outer side of the point, where a line seldom covers what stands there: 1 or −1 to the right and downwards.
    fn outward(&self, range: [f64; 2]) -> Vector2<f64> {
        let middle = f64::midpoint(range[0], range[1]);
        Vector2::new(if self.at.x < middle { -1.0 } else { 1.0 }, if self.at.y < middle { 1.0 } else { -1.0 })
    }
}
