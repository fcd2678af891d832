//! How a picture lies on its surface, and the axes that pictures have in common.

use nalgebra::Point2;
use plotters::coord::types::RangedCoordf64;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use super::palette::Palette;
use super::surface::{Area, Drawn, Surface, Unpainted};

/// Room for tick labels below and to the left, and air above and to the right, in CSS pixels.
const LABELS: f64 = 30.0;
const AIR: f64 = 10.0;

/// The size of a picture, and the part of the plane that it shows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Frame {
    /// Width and height in device pixels.
    pub size: [u32; 2],
    /// Device pixels to one CSS pixel.
    pub scale: f64,
    /// The least and the greatest value shown to the right.
    pub x: [f64; 2],
    /// The least and the greatest value shown upwards.
    pub y: [f64; 2],
}

/// What stands at the axes. Each pair is for the axis to the right, then for the one upwards.
#[derive(Clone, Copy)]
pub struct Axes<'a> {
    /// The names, which stand at the far ends.
    pub names: [&'a str; 2],
    /// About how many ticks.
    pub labels: [usize; 2],
    /// The text at a tick; empty for none.
    pub ticks: [&'a dyn Fn(&f64) -> String; 2],
}

/// Axes to draw on.
pub type Chart<'a, 's> = ChartContext<'a, Surface<'s>, Cartesian2d<RangedCoordf64, RangedCoordf64>>;

/// A tick's value in few letters: `0.5`, `−1`, `20`.
pub fn short(value: f64) -> String {
    let text = format!("{value:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.replace('-', "−") }
}

impl Frame {
    /// A length of CSS pixels in device pixels, to the nearest whole one.
    #[allow(clippy::cast_possible_truncation)]
    pub fn px(&self, length: f64) -> i32 {
        (length * self.scale).round() as i32
    }

    /// A stroke's width: never thinner than a device pixel.
    pub fn stroke(&self, width: f64) -> u32 {
        self.px(width).max(1).unsigned_abs()
    }

    /// Left, top, width and height of the part without labels, in CSS pixels. It is the part that plotters draws on: its
    /// margins are whole device pixels, and its far end is the last pixel inside.
    pub fn inside(&self) -> [f64; 4] {
        let [labels, air] = [LABELS, AIR].map(|length| f64::from(self.px(length)));
        let [width, height] = self.size.map(|length| f64::from(length) - labels - air - 1.0);
        [labels, air, width, height].map(|length| length / self.scale)
    }

    /// Where a point of the plane lies, in CSS pixels from the surface's upper left corner.
    pub fn to_pixels(&self, point: Point2<f64>) -> Point2<f64> {
        let ([left, top, width, height], [x0, x1], [y0, y1]) = (self.inside(), self.x, self.y);
        Point2::new(left + (point.x - x0) / (x1 - x0) * width, top + (y1 - point.y) / (y1 - y0) * height)
    }

    /// The point of the plane at a place in CSS pixels from the surface's upper left corner.
    pub fn from_pixels(&self, place: Point2<f64>) -> Point2<f64> {
        let ([left, top, width, height], [x0, x1], [y0, y1]) = (self.inside(), self.x, self.y);
        Point2::new(x0 + (place.x - left) / width * (x1 - x0), y1 - (place.y - top) / height * (y1 - y0))
    }

    /// Whether anything can be seen inside the axes.
    fn has_room(&self) -> bool {
        self.inside().iter().all(|length| *length >= 1.0)
    }

    /// Fills `area` with the ground and draws the axes. `None` when there is no room for anything inside them.
    ///
    /// # Errors
    /// Those of the surface drawn on.
    pub fn chart<'a, 's>(
        &self,
        area: &'a Area<'s>,
        colors: &Palette,
        axes: &Axes,
    ) -> Result<Option<Chart<'a, 's>>, DrawingAreaErrorKind<Unpainted>> {
        if self.has_room() {
            area.fill(&colors.paper)?;
        }
        self.draw_axes(area, colors, axes, 1.0)
    }

    /// Draws the axes alone, with a faint grid, for a picture whose ground shows what lies beneath it.
    ///
    /// # Errors
    /// Those of the surface drawn on.
    pub fn axes<'a, 's>(
        &self,
        area: &'a Area<'s>,
        colors: &Palette,
        axes: &Axes,
    ) -> Result<Option<Chart<'a, 's>>, DrawingAreaErrorKind<Unpainted>> {
        self.draw_axes(area, colors, axes, 0.4)
    }

    fn draw_axes<'a, 's>(
        &self,
        area: &'a Area<'s>,
        colors: &Palette,
        axes: &Axes,
        strength: f64,
    ) -> Result<Option<Chart<'a, 's>>, DrawingAreaErrorKind<Unpainted>> {
        if !self.has_room() {
            return Ok(None);
        }
        let mut chart = ChartBuilder::on(area)
            .margin_top(self.px(AIR))
            .margin_right(self.px(AIR))
            .x_label_area_size(self.px(LABELS))
            .y_label_area_size(self.px(LABELS))
            .build_cartesian_2d(self.x[0]..self.x[1], self.y[0]..self.y[1])?;
        let labels = self.letters(colors.muted);
        chart
            .configure_mesh()
            .x_labels(axes.labels[0])
            .y_labels(axes.labels[1])
            .x_label_formatter(&axes.ticks[0])
            .y_label_formatter(&axes.ticks[1])
            .label_style(labels.clone())
            .axis_style(colors.grid)
            .bold_line_style(colors.grid.mix(strength).stroke_width(self.stroke(1.0)))
            .light_line_style(TRANSPARENT)
            .set_all_tick_mark_size(0)
            .draw()?;
        self.draw_names(area, &labels, axes.names)?;
        Ok(Some(chart))
    }

    /// The letters of labels.
    pub fn letters(&self, color: RGBColor) -> TextStyle<'static> {
        (FontFamily::SansSerif, f64::from(self.px(12.0))).into_font().color(&color)
    }

    fn draw_names(&self, area: &Area, labels: &TextStyle, [right, up]: [&str; 2]) -> Drawn {
        let end = self.to_pixels(Point2::new(self.x[1], self.y[0]));
        let top = self.to_pixels(Point2::new(self.x[0], self.y[1]));
        let below = (self.px(end.x), self.px(end.y + 8.0));
        let left = (self.px(top.x - 6.0), self.px(top.y));
        area.draw(&Text::new(right, below, labels.pos(Pos::new(HPos::Right, VPos::Top))))?;
        area.draw(&Text::new(up, left, labels.pos(Pos::new(HPos::Right, VPos::Top))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_short_and_have_a_real_minus() {
        assert_eq!([0.0, -0.0, 0.5, -1.0, 20.0, 0.25, -0.001].map(short), ["0", "0", "0.5", "−1", "20", "0.25", "0"]);
    }
}
