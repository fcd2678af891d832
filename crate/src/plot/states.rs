//! The states of a recurrent layer over time: a column for each element read, a row for each unit.

use nalgebra::Point2;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use super::color_map::ColorMap;
use super::forecast::times;
use super::frame::Frame;
use super::letters;
use super::next_letter;
use super::palette::Palette;
use super::picture::Picture;
use super::surface::{Area, DrawResult};

/// How far the variable's name stands from the cells, in CSS pixels.
const GAP: f64 = 10.0;

/// The states. One lies at its element's place along x, and at its unit's number, counted downwards from 0, along y.
#[derive(Clone, Debug, PartialEq)]
pub struct States {
    /// The place of the first element shown.
    pub from: usize,
    /// How many units there are.
    pub units: usize,
    /// Their states, from −1 to 1, `[elements, units]`.
    pub values: Vec<f64>,
    /// The place of the element looked at, which is outlined.
    pub moment: usize,
    /// Beneath what it stands, place beneath place.
    pub beneath: Beneath,
}

/// Pictures that the states can stand beneath.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beneath {
    /// None.
    Nothing,
    /// A series of so many values and its forecasts.
    Series(usize),
    /// The same letters.
    Letters,
}

impl States {
    fn columns(&self) -> usize {
        self.values.len() / self.units.max(1)
    }
}

impl Picture for States {
    fn frame(&self, size: [u32; 2], scale: f64) -> Frame {
        let [from, columns, units] = [self.from, self.columns().max(1), self.units.max(1)].map(|count| count as f64);
        let frame = Frame { size, scale, x: [from - 0.5, from + columns - 0.5], y: [-units, 0.0] };
        let x = match self.beneath {
            Beneath::Nothing => frame.x,
            Beneath::Series(count) => times(count, &frame),
            Beneath::Letters => next_letter::columns(from),
        };
        // There are no ticks below: the cells go on almost to the edge.
        let [_, top, _, height] = frame.inside();
        let room = f64::from(size[1]) / scale - 2.0 * top;
        Frame { x, y: [-units * height.max(1.0) / room.max(1.0), 0.0], ..frame }
    }

    fn draw(&self, area: &Area, frame: &Frame, colors: &Palette) -> DrawResult {
        area.fill(&colors.paper)?;
        let [left, _, width, height] = frame.inside();
        if width < 1.0 || height < 1.0 {
            return Ok(());
        }
        let heat = ColorMap::new(colors, false);
        let corner = |column: usize, unit: usize| {
            let edge = (column + self.from) as f64 - 0.5;
            let place = frame.to_pixels(Point2::new(edge.max(frame.x[0]), -(unit as f64)));
            (frame.px(place.x), frame.px(place.y))
        };
        for (column, state) in self.values.chunks_exact(self.units.max(1)).enumerate() {
            for (unit, value) in state.iter().enumerate() {
                #[allow(clippy::cast_possible_truncation)] // a colour
                let color = heat.color(heat.coarse(*value as f32, [-1.0, 1.0]));
                let ends = [corner(column, unit), corner(column + 1, unit + 1)];
                area.draw(&Rectangle::new(ends, color.filled()))?;
            }
        }
        if let Some(column) = self.moment.checked_sub(self.from).filter(|column| *column < self.columns()) {
            let ends = [corner(column, 0), corner(column + 1, self.units)];
            area.draw(&Rectangle::new(ends, colors.ink.stroke_width(frame.stroke(2.0))))?;
        }
        let beside = frame.px(left - GAP);
        let style = letters::variable(frame, colors.ink).pos(Pos::new(HPos::Right, VPos::Center));
        let middle = frame.to_pixels(Point2::new(frame.x[0], -(self.units as f64) / 2.0));
        area.draw_text("h", &style, (beside, frame.px(middle.y)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plot::picture::svg;

    #[test]
    fn each_state_has_a_cell_and_the_one_looked_at_an_outline() {
        let states = States { from: 5, units: 3, values: vec![0.5; 12], moment: 6, beneath: Beneath::Nothing };
        let shapes = |states: &States| {
            let text = svg(states, [400, 160], &Palette::LIGHT);
            ["<rect", "<polyline"].map(|shape| text.matches(shape).count())
        };
        assert_eq!(shapes(&states), [1 + 12, 1]);
        assert_eq!(shapes(&States { moment: 4, ..states.clone() }), [1 + 12, 0]);
        let below = States { from: 0, beneath: Beneath::Series(5), ..states.clone() };
        let right = |states: &States| states.frame([400, 160], 1.0).to_pixels(Point2::new(3.5, 0.0)).x;
        assert!(right(&below) < right(&States { beneath: Beneath::Nothing, ..below.clone() }), "as far as the series");
        for size in [[0, 0], [10, 400]] {
            svg(&states, size, &Palette::LIGHT);
        }
    }
}
