//! A recurrent cell unrolled in time. Each time step is a column: the input below, the state in the cell, the output above, and arrows
//! with the same three weight matrices in every step.

use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use super::color_map::ColorMap;
use super::frame::Frame;
use super::labels;
use super::palette::Palette;
use super::picture::Picture;
use super::surface::{Area, DrawResult};

/// The greatest and the least height of the cell of a unit, and from which one on there is room for its number, in CSS pixels.
const UNIT: [f64; 2] = [22.0, 1.5];
const NUMBER: f64 = 16.0;
/// The height of the text above and below a column, and of an arrow at least.
const LETTERS: f64 = 20.0;
const ARROW: f64 = 24.0;
/// The head of an arrow: length and half the width, in CSS pixels.
const HEAD: [f64; 2] = [7.0, 3.5];

/// One time step.
#[derive(Clone, Debug, PartialEq)]
pub struct TimeStep {
    /// The index t.
    pub t: usize,
    /// The input.
    pub read: String,
    /// The state of each unit after the step: from −1 to 1 for the colour, and as a text.
    pub state: Vec<(f64, String)>,
    /// The output: the forecast of the next value.
    pub output: String,
}

impl TimeStep {
    /// What is written below and above its column.
    fn equations(&self) -> [String; 2] {
        let read = format!("x{} = {}", subscript(self.t), self.read);
        [read, format!("x̂{} = {}", subscript(self.t + 1), self.output)]
    }
}

/// The plot. The last time step is outlined.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Unrolled(pub Vec<TimeStep>);

impl Unrolled {
    /// The last time steps, as many as have room for what is written at them.
    fn seen_in(&self, width: f64) -> &[TimeStep] {
        let widest = self.0.iter().flat_map(TimeStep::equations).map(|text| labels::width(&text)).fold(1.0, f64::max);
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a few columns
        let count = ((width / (widest + 6.0)) as usize).max(1);
        &self.0[self.0.len().saturating_sub(count)..]
    }
}

/// Draws with lengths in CSS pixels.
struct Pen<'p, 's> {
    area: &'p Area<'s>,
    frame: &'p Frame,
    colors: &'p Palette,
}

impl Pen<'_, '_> {
    fn at(&self, [x, y]: [f64; 2]) -> (i32, i32) {
        (self.frame.px(x), self.frame.px(y))
    }

    fn text(&self, text: &str, place: [f64; 2], color: RGBColor, across: HPos) -> DrawResult {
        let style = self.frame.letters(color).pos(Pos::new(across, VPos::Center));
        self.area.draw_text(text, &style, self.at(place))
    }

    /// An arrow along an axis, with the name of its matrix beside the shaft.
    fn arrow(&self, from: [f64; 2], to: [f64; 2], matrix: &str) -> DrawResult {
        let [dx, dy] = [to[0] - from[0], to[1] - from[1]];
        let length = dx.hypot(dy).max(1.0);
        let [dx, dy] = [dx / length, dy / length];
        let neck = [to[0] - dx * HEAD[0], to[1] - dy * HEAD[0]];
        let side = |sign: f64| self.at([neck[0] - sign * dy * HEAD[1], neck[1] + sign * dx * HEAD[1]]);
        let ink = self.colors.ink;
        let shaft = vec![self.at(from), self.at(neck)];
        self.area.draw(&PathElement::new(shaft, ink.stroke_width(self.frame.stroke(1.5))))?;
        self.area.draw(&Polygon::new(vec![self.at(to), side(1.0), side(-1.0)], ink.filled()))?;
        let middle = [f64::midpoint(from[0], to[0]), f64::midpoint(from[1], to[1])];
        let (beside, anchor) = if dy == 0.0 {
            ([middle[0], middle[1] - 9.0], HPos::Center)
        } else {
            ([middle[0] + 6.0, middle[1]], HPos::Left)
        };
        self.text(matrix, beside, self.colors.muted, anchor)
    }
}

impl Picture for Unrolled {
    fn frame(&self, size: [u32; 2], scale: f64) -> Frame {
        Frame { size, scale, x: [0.0, 1.0], y: [0.0, 1.0] }
    }

    fn draw(&self, area: &Area, frame: &Frame, colors: &Palette) -> DrawResult {
        area.fill(&colors.paper)?;
        let [width, height] = frame.size.map(|length| f64::from(length) / frame.scale);
        let pen = Pen { area, frame, colors };
        let moments = self.seen_in(width);
        let units = moments.iter().map(|moment| moment.state.len()).max().unwrap_or(0);
        let column = width / moments.len().max(1) as f64;
        let unit_height = ((height - 2.0 * (LETTERS + ARROW)) / units.max(1) as f64).min(UNIT[0]);
        let (cell, tall) = ((column * 0.58).min(96.0), units as f64 * unit_height);
        let [top, bottom] = [(height - tall) / 2.0, f64::midpoint(height, tall)];
        if cell < 20.0 || unit_height < UNIT[1] {
            return Ok(());
        }
        let heat = ColorMap::new(colors, false);
        for (at, moment) in moments.iter().enumerate() {
            let middle = (at as f64 + 0.5) * column;
            let [left, right] = [middle - cell / 2.0, middle + cell / 2.0];
            for (unit, (value, text)) in moment.state.iter().enumerate() {
                let upper = top + unit as f64 * unit_height;
                let corners = [pen.at([left, upper]), pen.at([right, upper + unit_height])];
                #[allow(clippy::cast_possible_truncation)] // a colour
                let shade = heat.coarse(*value as f32 * 0.75, [-1.0, 1.0]);
                area.draw(&Rectangle::new(corners, heat.color(shade).filled()))?;
                if unit_height >= NUMBER {
                    pen.text(text, [middle, upper + unit_height / 2.0], colors.ink, HPos::Center)?;
                }
            }
            let is_last = at + 1 == moments.len();
            let edge = if is_last {
                colors.ink.stroke_width(frame.stroke(2.5))
            } else {
                colors.muted.stroke_width(frame.stroke(1.0))
            };
            area.draw(&Rectangle::new([pen.at([left, top]), pen.at([right, bottom])], edge))?;
            pen.arrow([middle, height - LETTERS], [middle, bottom], "W")?;
            pen.arrow([middle, top], [middle, LETTERS], "V")?;
            // The state of the step before. At the left end that step is not shown; at the start the state is 0.
            if moment.t > 0 {
                let from = if at == 0 { 0.0 } else { left - (column - cell) };
                pen.arrow([from, height / 2.0], [left, height / 2.0], if at == 0 { "" } else { "U" })?;
            }
            let [below, above] = moment.equations();
            pen.text(&below, [middle, height - LETTERS / 2.0], colors.ink, HPos::Center)?;
            pen.text(&above, [middle, LETTERS / 2.0], colors.one, HPos::Center)?;
        }
        Ok(())
    }
}

/// A number as a subscript.
fn subscript(number: usize) -> String {
    number
        .to_string()
        .chars()
        .map(|digit| char::from_u32('₀' as u32 + u32::from(digit) - u32::from('0')).unwrap_or(digit))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plot::picture::svg;

    fn moments(first: usize, units: usize) -> Unrolled {
        let state = |t: usize| (0..units).map(|unit| (0.5, format!("h{t}{unit}"))).collect();
        let moment = |t: usize| TimeStep { t, read: format!("read{t}"), state: state(t), output: format!("out{t}") };
        Unrolled((first..first + 3).map(moment).collect())
    }

    #[test]
    fn each_moment_has_its_numbers_and_its_arrows() {
        let text = svg(&moments(4, 2), [500, 240], &Palette::LIGHT);
        for number in ["x₄ = read4", "x̂₇ = out6", "h40", "h61"] {
            assert!(text.contains(number), "{number}");
        }
        // In, out and on: at the left end from what is not shown.
        assert_eq!(text.matches("<polygon").count(), 9);
        assert_eq!(svg(&moments(0, 2), [500, 240], &Palette::LIGHT).matches("<polygon").count(), 8);
    }

    #[test]
    fn where_it_is_narrow_the_last_moments_are_shown() {
        let text = svg(&moments(4, 2), [170, 240], &Palette::LIGHT);
        assert!(text.contains("x̂₇ = out6") && !text.contains("x₄ = read4"));
    }

    #[test]
    fn many_units_are_colours_without_numbers() {
        let text = svg(&moments(4, 32), [500, 240], &Palette::LIGHT);
        assert!(!text.contains("h40") && text.contains("x₄ = read4"));
        assert_eq!(text.matches("<rect").count(), 1 + 3 * 32);
    }

    #[test]
    fn no_room_is_no_picture() {
        for size in [[0, 0], [30, 400], [500, 60]] {
            assert!(!svg(&moments(4, 4), size, &Palette::LIGHT).contains("<text"), "{size:?}");
        }
        svg(&Unrolled::default(), [500, 240], &Palette::LIGHT);
    }
}
