//! The output of a network over the plane of two inputs, and the data points.

use nalgebra::Point2;
use plotters::prelude::*;

use super::color_map::ColorMap;
use super::frame::{Axes, Chart, Frame};
use super::palette::Palette;
use super::picture::Picture;
use super::surface::{Area, DrawResult};
use super::ticks::short;

/// The radius of a point in a plot this wide, in CSS pixels.
const POINT: f64 = 4.0;
const WIDE: f64 = 360.0;

/// A data point.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mark {
    /// (x1, x2).
    pub at: Point2<f64>,
    /// Whether the label is 1.
    pub one: bool,
    /// Whether it is held out from training.
    pub held_out: bool,
    /// Whether it is selected.
    pub chosen: bool,
}

/// The output over the plane, cell by cell.
#[derive(Clone, Debug, PartialEq)]
pub struct Cells {
    /// The number of cells on a side.
    pub side: usize,
    /// The values, row by row from the upper edge.
    pub values: Vec<f32>,
    /// The values with the full colours of class 0 and class 1.
    pub range: [f32; 2],
    /// Whether only the decisions are shown.
    pub discretize: bool,
}

/// The plot.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// The range of both inputs.
    pub view: [f64; 2],
    /// The points, the topmost last.
    pub marks: Vec<Mark>,
    /// The cells; `None` when they are on a canvas below, which the transparent ground then shows.
    pub cells: Option<Cells>,
}

impl Field {
    /// Draws each run of cells of one colour as a rectangle.
    fn draw_cells(&self, cells: &Cells, chart: &Chart, colors: &Palette) -> DrawResult {
        let heat = ColorMap::new(colors, cells.discretize);
        let [low, high] = self.view;
        let edge = |at: usize| low + (high - low) * at as f64 / cells.side as f64;
        for (row, values) in cells.values.chunks_exact(cells.side).enumerate() {
            let (top, bottom) = (edge(cells.side - row), edge(cells.side - row - 1));
            let shades: Vec<_> = values.iter().map(|value| heat.coarse(*value, cells.range)).collect();
            let mut column = 0;
            for run in shades.chunk_by(|a, b| a == b) {
                let corners = [(edge(column), top), (edge(column + run.len()), bottom)];
                chart.draw_series([Rectangle::new(corners, heat.color(run[0]).filled())])?;
                column += run.len();
            }
        }
        Ok(())
    }
}

impl Picture for Field {
    fn frame(&self, size: [u32; 2], scale: f64) -> Frame {
        Frame { size, scale, x: self.view, y: self.view }
    }

    fn draw(&self, area: &Area, frame: &Frame, colors: &Palette) -> DrawResult {
        // The names of the axes are at the far ends.
        let [low, high] = self.view;
        let tick = |value: &f64| if *value > low && *value < high { short(*value) } else { String::new() };
        let axes = Axes { names: ["x1", "x2"], labels: [7, 7], ticks: [&tick, &tick] };
        if let Some(cells) = &self.cells {
            let Some(chart) = frame.chart(area, colors, &axes)? else { return Ok(()) };
            self.draw_cells(cells, &chart, colors)?;
            self.marks.iter().try_for_each(|mark| mark.draw(&chart, frame, colors))
        } else {
            let Some(chart) = frame.axes(area, colors, &axes)? else { return Ok(()) };
            self.marks.iter().try_for_each(|mark| mark.draw(&chart, frame, colors))
        }
    }
}

impl Mark {
    /// A filled circle for label 1 and a hollow square for label 0, each with an edge in the colour of the ground. Held-out points are
    /// smaller.
    fn draw(&self, chart: &Chart, frame: &Frame, colors: &Palette) -> DrawResult {
        let at = (self.at.x, self.at.y);
        let [_, _, width, _] = frame.inside();
        let size = POINT * (width / WIDE).clamp(0.75, 1.25) * if self.held_out { 0.75 } else { 1.0 };
        let radius = frame.px(size).max(2);
        if self.chosen {
            let ring = frame.px(5.0);
            chart.draw_series([Circle::new(at, radius + ring, colors.paper.stroke_width(frame.stroke(4.0)))])?;
            chart.draw_series([Circle::new(at, radius + ring, colors.ink.stroke_width(frame.stroke(2.0)))])?;
        }
        let edge = frame.px(1.0).max(1);
        if self.one {
            chart.draw_series([Circle::new(at, radius + edge, colors.paper.filled())])?;
            chart.draw_series([Circle::new(at, radius, colors.one.filled())])?;
            if self.held_out {
                chart.draw_series([Circle::new(at, (radius / 3).max(1), colors.paper.filled())])?;
            }
        } else {
            let square = |half: i32, style: ShapeStyle| {
                EmptyElement::at(at) + Rectangle::new([(-half, -half), (half, half)], style)
            };
            chart.draw_series([square(radius + edge, colors.paper.filled())])?;
            chart.draw_series([square(radius, colors.zero.filled())])?;
            let hole = if self.held_out { radius * 3 / 4 } else { radius / 2 };
            chart.draw_series([square(hole.max(1), colors.paper.filled())])?;
        }
        Ok(())
    }
}
