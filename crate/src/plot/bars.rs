//! Bars that stand for what is left, step by step.

use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use super::frame::{Axes, Frame};
use super::letters;
use super::palette::Palette;
use super::picture::Picture;
use super::surface::{Area, DrawResult};
use super::ticks::short;
use crate::text::significant;

/// A bar for each number, from the number 0 on. The last one says what it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Bars {
    /// The bars' heights.
    pub heights: Vec<f64>,
    /// What they show, above them.
    pub heading: String,
    /// What they are counted by.
    pub name: &'static str,
}

/// Room for the heading and a number, in CSS pixels.
const ROOM: f64 = 48.0;
/// So many bars can each say what they are.
const FEW: usize = 4;

impl Picture for Bars {
    fn frame(&self, size: [u32; 2], scale: f64) -> Frame {
        let high = self.heights.iter().copied().fold(1.0, f64::max);
        let low = self.heights.iter().copied().fold(0.0, f64::min);
        let (span, x) = (high - low, [-0.6, self.heights.len() as f64 - 0.4]);
        // A heading and a number have room above the highest bar, whatever the size.
        let frame = Frame { size, scale, x, y: [low, high] };
        let [_, _, _, height] = frame.inside();
        let above = span * ROOM / (height - ROOM).max(ROOM);
        Frame { y: [low - if low < 0.0 { 0.1 * span } else { 0.0 }, high + above], ..frame }
    }

    fn draw(&self, area: &Area, frame: &Frame, colors: &Palette) -> DrawResult {
        // The name of the axis is where the last tick would be.
        let end = frame.x[1] - (frame.x[1] - frame.x[0]) * 0.08;
        let across = |value: &f64| if value.fract() == 0.0 && *value < end { short(*value) } else { String::new() };
        let up = |value: &f64| short(*value);
        let axes = Axes { names: [self.name, ""], labels: [6, 4], ticks: [&across, &up] };
        let Some(chart) = frame.chart(area, colors, &axes)? else { return Ok(()) };
        let last = self.heights.len().saturating_sub(1);
        for (index, height) in self.heights.iter().enumerate() {
            let at = index as f64;
            // A bar too low to see is a line: there is something, however little.
            let bar = Rectangle::new(
                [(at - 0.36, 0.0), (at + 0.36, *height)],
                colors.one.mix(if index == last { 1.0 } else { 0.55 }).filled(),
            );
            chart.draw_series([bar])?;
            if *height != 0.0 {
                chart.draw_series([PathElement::new(
                    vec![(at - 0.36, *height), (at + 0.36, *height)],
                    colors.one.stroke_width(frame.stroke(1.0)),
                )])?;
            }
            if index == last || last <= FEW {
                let is_right = index == last && last > FEW;
                let anchor = Pos::new(if is_right { HPos::Right } else { HPos::Center }, VPos::Bottom);
                let style = if index == last {
                    letters::strong(frame, colors.ink)
                } else {
                    letters::label(frame, colors.muted)
                };
                let place = (if is_right { at + 0.5 } else { at }, height.max(0.0));
                let text = Text::new(significant(*height, 3), (0, frame.px(-4.0)), style.pos(anchor));
                chart.draw_series([EmptyElement::at(place) + text])?;
            }
        }
        let [left, top, ..] = frame.inside();
        let corner = |x: f64, y: f64| (frame.px(x), frame.px(y));
        let heading = letters::strong(frame, colors.ink).pos(Pos::new(HPos::Left, VPos::Top));
        area.draw(&Text::new(self.heading.clone(), corner(left + 8.0, top + 4.0), heading))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plot::picture::svg;

    fn bars(heights: Vec<f64>) -> String {
        svg(&Bars { heights, heading: "rest".to_owned(), name: "n" }, [400, 300], &Palette::LIGHT)
    }

    #[test]
    fn few_bars_all_say_what_they_are_and_of_many_the_last() {
        let few = bars(vec![1.0, 0.25, 0.0625]);
        assert!(["0.25", "0.0625", "rest"].iter().all(|text| few.contains(text)), "{few}");
        let many = bars((0..20).map(|n| 0.25_f64.powi(n)).collect());
        assert!(many.contains("3.64×10⁻¹²") && !many.contains("0.0625"), "{many}");
    }

    #[test]
    fn bars_that_go_down_or_far_up_are_in_the_picture() {
        for heights in [vec![1.0, -0.1, 0.01], vec![1.0, 1.13, 400.0], vec![1.0], Vec::new()] {
            let drawn = bars(heights);
            assert!(drawn.ends_with("</svg>\n") && !drawn.contains("NaN"));
        }
    }
}
