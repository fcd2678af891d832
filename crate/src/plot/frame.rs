//! The layout of a plot on its surface, and its axes.

use nalgebra::Point2;
use plotters::coord::types::RangedCoordf64;
use plotters::element::{CoordMapper, Drawable, PointCollection};
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters_backend::{BackendCoord, DrawingBackend, DrawingErrorKind};

use super::letters;
use super::palette::Palette;
use super::surface::{Area, DrawError, DrawResult, Surface};
use super::ticks;

/// Room for tick labels below and to the left, and air above and to the right, in CSS pixels.
const LABELS: f64 = 36.0;
/// How far tick labels stand from their axis, in CSS pixels.
const TICK_GAP: f64 = 6.0;
const AIR: f64 = 10.0;

/// The size of a plot, and the part of the plane that it shows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Frame {
    /// Width and height in device pixels.
    pub size: [u32; 2],
    /// Device pixels per CSS pixel.
    pub scale: f64,
    /// The range of x.
    pub x: [f64; 2],
    /// The range of y.
    pub y: [f64; 2],
}

/// Names and ticks of the axes. Each pair is for the x axis, then for the y axis.
#[derive(Clone, Copy)]
pub struct Axes<'a> {
    /// The names, at the far ends.
    pub names: [&'a str; 2],
    /// About the most ticks.
    pub labels: [usize; 2],
    /// The label of a tick; empty for none.
    pub ticks: [&'a dyn Fn(&f64) -> String; 2],
}

/// Axes to draw on. Plotters clips to them.
pub struct Chart<'s>(DrawingArea<Surface<'s>, Cartesian2d<RangedCoordf64, RangedCoordf64>>);

impl<'s> Chart<'s> {
    /// Draws elements in the coordinates of the plane.
    ///
    /// # Errors
    /// Those of the surface.
    pub fn draw_series<E, B>(&self, elements: impl IntoIterator<Item = E>) -> DrawResult
    where
        B: CoordMapper,
        for<'b> &'b E: PointCollection<'b, (f64, f64), B>,
        E: Drawable<Surface<'s>, B>,
    {
        elements.into_iter().try_for_each(|element| self.0.draw(&element))
    }
}

/// A line of the grid. Plotters draws a line along an axis sharp, but not a path.
struct GridLine([(f64, f64); 2], ShapeStyle);

impl<'b> PointCollection<'b, (f64, f64)> for &'b GridLine {
    type Point = &'b (f64, f64);
    type IntoIter = std::slice::Iter<'b, (f64, f64)>;

    fn point_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl<B: DrawingBackend> Drawable<B> for GridLine {
    fn draw<I: Iterator<Item = BackendCoord>>(
        &self,
        mut ends: I,
        backend: &mut B,
        _: (u32, u32),
    ) -> Result<(), DrawingErrorKind<B::ErrorType>> {
        let (Some(from), Some(to)) = (ends.next(), ends.next()) else { return Ok(()) };
        backend.draw_line(from, to, &self.1)
    }
}

impl Frame {
    /// A frame in which a unit is as long upwards as to the right. It shows `range` both ways, and more of the plane the way that
    /// the surface is longer.
    pub fn isotropic(size: [u32; 2], scale: f64, range: [f64; 2]) -> Self {
        let square = Self { size, scale, x: range, y: range };
        let [_, _, width, height] = square.inside();
        if width < 1.0 || height < 1.0 {
            return square;
        }
        let stretched = |by: f64| {
            let (middle, half) = (f64::midpoint(range[0], range[1]), (range[1] - range[0]) / 2.0);
            [middle - half * by, middle + half * by]
        };
        Self { x: stretched((width / height).max(1.0)), y: stretched((height / width).max(1.0)), ..square }
    }

    /// The layout in which cells with sides of `side` CSS pixels are counted to the right and, below 0, downwards from a corner.
    pub fn of_cells(size: [u32; 2], scale: f64, side: f64, corner: [f64; 2]) -> Self {
        let frame = Self { size, scale, x: [0.0, 1.0], y: [0.0, 1.0] };
        let [left, top, width, height] = frame.inside();
        let across = |place: f64| (place - corner[0]) / side;
        let up = |place: f64| (corner[1] - place) / side;
        Self { x: [across(left), across(left + width)], y: [up(top + height), up(top)], ..frame }
    }

    /// A length in CSS pixels as whole device pixels.
    #[allow(clippy::cast_possible_truncation)]
    pub fn px(&self, length: f64) -> i32 {
        (length * self.scale).round() as i32
    }

    /// A place in CSS pixels as one in device pixels, which lies between them.
    #[allow(clippy::cast_possible_truncation)]
    pub(super) fn fine(&self, place: Point2<f64>) -> [f32; 2] {
        [place.x, place.y].map(|length| (length * self.scale) as f32)
    }

    /// The width of a stroke in device pixels, at least 1.
    pub fn stroke(&self, width: f64) -> u32 {
        self.px(width).max(1).unsigned_abs()
    }

    /// Left, top, width and height of the inside of the axes, in CSS pixels. As for plotters, the margins are whole device pixels, and
    /// the far end is the last pixel inside.
    pub fn inside(&self) -> [f64; 4] {
        let [labels, air] = [LABELS, AIR].map(|length| f64::from(self.px(length)));
        let [width, height] = self.size.map(|length| f64::from(length) - labels - air - 1.0);
        [labels, air, width, height].map(|length| length / self.scale)
    }

    /// The place of a point of the plane, in CSS pixels from the upper left corner of the surface.
    pub fn to_pixels(&self, point: Point2<f64>) -> Point2<f64> {
        let ([left, top, width, height], [x0, x1], [y0, y1]) = (self.inside(), self.x, self.y);
        Point2::new(left + (point.x - x0) / (x1 - x0) * width, top + (y1 - point.y) / (y1 - y0) * height)
    }

    /// The point of the plane at a place in CSS pixels from the upper left corner of the surface.
    pub fn from_pixels(&self, place: Point2<f64>) -> Point2<f64> {
        let ([left, top, width, height], [x0, x1], [y0, y1]) = (self.inside(), self.x, self.y);
        Point2::new(x0 + (place.x - left) / width * (x1 - x0), y1 - (place.y - top) / height * (y1 - y0))
    }

    /// Whether there is any room inside the axes.
    fn has_room(&self) -> bool {
        self.inside().iter().all(|length| *length >= 1.0)
    }

    /// Fills `area` with the ground and draws the axes. `None` when there is no room inside them.
    ///
    /// # Errors
    /// Those of the surface.
    pub fn chart<'s>(
        &self,
        area: &Area<'s>,
        colors: &Palette,
        axes: &Axes,
    ) -> Result<Option<Chart<'s>>, DrawingAreaErrorKind<DrawError>> {
        if self.has_room() {
            area.fill(&colors.paper)?;
        }
        self.draw_axes(area, colors, axes, 1.0)
    }

    /// Draws the axes with a faint grid on a transparent ground.
    ///
    /// # Errors
    /// Those of the surface.
    pub fn axes<'s>(
        &self,
        area: &Area<'s>,
        colors: &Palette,
        axes: &Axes,
    ) -> Result<Option<Chart<'s>>, DrawingAreaErrorKind<DrawError>> {
        self.draw_axes(area, colors, axes, 0.4)
    }

    fn draw_axes<'s>(
        &self,
        area: &Area<'s>,
        colors: &Palette,
        axes: &Axes,
        strength: f64,
    ) -> Result<Option<Chart<'s>>, DrawingAreaErrorKind<DrawError>> {
        if !self.has_room() {
            return Ok(None);
        }
        let [air, room] = [AIR, LABELS].map(|length| self.px(length));
        let inside = area.margin(air, room, room, air);
        let (across, down) = inside.get_pixel_range();
        // The last pixel inside is the far end of the plane; see `inside`.
        let pixels = (across.start..across.end - 1, down.end - 1..down.start);
        let plane = Cartesian2d::new(self.x[0]..self.x[1], self.y[0]..self.y[1], pixels);
        let chart = Chart(inside.apply_coord_spec(plane));

        let [right, up] = [0, 1].map(|axis| ticks::positions([self.x, self.y][axis], axes.labels[axis]));
        let grid = colors.grid.mix(strength).stroke_width(self.stroke(1.0));
        chart.draw_series(right.iter().map(|x| GridLine([(*x, self.y[0]), (*x, self.y[1])], grid)))?;
        chart.draw_series(up.iter().map(|y| GridLine([(self.x[0], *y), (self.x[1], *y)], grid)))?;

        // Places on the whole surface; `area` may be a part of it, and counts from its own corner.
        let (left, top) = (area.get_pixel_range().0.start, area.get_pixel_range().1.start);
        let (across, down) = (across.start - left..across.end - left, down.start - top..down.end - top);
        let axis = |ends: [(i32, i32); 2]| area.draw(&PathElement::new(ends.to_vec(), colors.grid));
        axis([(across.start, down.end), (across.end - 1, down.end)])?;
        axis([(across.start - 1, down.start), (across.start - 1, down.end - 1)])?;
        let letters = self.letters(colors.muted);
        let below = letters.pos(Pos::new(HPos::Center, VPos::Top));
        for x in &right {
            let place = (chart.0.map_coordinate(&(*x, self.y[0])).0 - left, down.end + self.px(TICK_GAP));
            area.draw(&Text::new(axes.ticks[0](x), place, below.clone()))?;
        }
        let beside = letters.pos(Pos::new(HPos::Right, VPos::Center));
        for y in &up {
            let place = (across.start - self.px(TICK_GAP), chart.0.map_coordinate(&(self.x[0], *y)).1 - top);
            area.draw(&Text::new(axes.ticks[1](y), place, beside.clone()))?;
        }
        self.draw_names(area, colors.ink, axes.names)?;
        Ok(Some(chart))
    }

    /// The text style of labels.
    pub fn letters(&self, color: RGBColor) -> TextStyle<'static> {
        letters::label(self, color)
    }

    fn draw_names(&self, area: &Area, color: RGBColor, names: [&str; 2]) -> DrawResult {
        let end = self.to_pixels(Point2::new(self.x[1], self.y[0]));
        let top = self.to_pixels(Point2::new(self.x[0], self.y[1]));
        let places = [(end.x, end.y + TICK_GAP), (top.x - TICK_GAP, top.y)];
        for (name, (left, top)) in names.into_iter().zip(places) {
            let (text, style) = letters::name(name, self, color);
            area.draw(&Text::new(text, (self.px(left), self.px(top)), style.pos(Pos::new(HPos::Right, VPos::Top))))?;
        }
        Ok(())
    }
}
