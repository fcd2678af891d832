//! A text that is read letter by letter: below each letter what was forecast for it, and how likely the letters are that may come next.

use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use super::frame::Frame;
use super::labels;
use super::letters::{centred, sized};
use super::palette::{Hue, Palette};
use super::picture::Picture;
use super::surface::{Area, DrawResult};
use crate::text::percent;

/// The height of the two lines of letters and of a name, in CSS pixels.
const LINE: f64 = 30.0;
const NAME: f64 = 18.0;
/// How far below the top the line of the text is.
const TEXT: f64 = NAME + LINE / 2.0;
/// The largest letters, and the least and the greatest height of a bar with its gap, in CSS pixels.
const LETTERS: f64 = 19.0;
const BAR: [f64; 2] = [19.0, 30.0];
/// The room for a letter before its bar, and for a percentage behind it.
const BEFORE: f64 = 28.0;
const BEHIND: f64 = 46.0;
/// The room below the bars, in CSS pixels.
const AIR: f64 = 6.0;

/// How many letters that are read have room.
pub const READ: usize = 24;

/// The range of x with room for them, the first at `from`, and for the one that comes.
pub(super) fn columns(from: f64) -> [f64; 2] {
    [from - 0.5, from + READ as f64 + 0.5]
}

/// The plot. A letter lies at its place in the text along x, and y is 0 on the line of the text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NextLetter {
    /// The place of the first letter shown.
    pub from: usize,
    /// The letters read, at most [`READ`]; the last one is looked at.
    pub letters: Vec<String>,
    /// What was forecast for each of them and for the one that comes, and whether that was right; nothing for the first one of the text.
    pub forecasts: Vec<Option<(String, bool)>>,
    /// The likeliest letters to come, with their probabilities, the likeliest first.
    pub chances: Vec<(String, f64)>,
    /// The letter that comes.
    pub next: String,
    /// What the text, the forecasts and the letter that comes are called.
    pub names: [String; 3],
}

impl Picture for NextLetter {
    fn frame(&self, size: [u32; 2], scale: f64) -> Frame {
        let from = self.from as f64;
        let frame = Frame { size, scale, x: columns(from), y: [0.0, 1.0] };
        let [_, _, _, height] = frame.inside();
        Frame { y: [TEXT - height, TEXT], ..frame }
    }

    fn draw(&self, area: &Area, frame: &Frame, colors: &Palette) -> DrawResult {
        area.fill(&colors.paper)?;
        let [left, top, width, height] = frame.inside();
        let column = width / (READ + 1) as f64;
        if column < 6.0 || height < 2.0 * LINE {
            return Ok(());
        }
        let at = |x: f64, y: f64| (frame.px(x), frame.px(y));
        let size = (column * 0.92).min(LETTERS);
        let middle = |number: usize| left + (number as f64 + 0.5) * column;
        let write = |text: &str, number: usize, y: f64, hue: Hue| {
            area.draw_text(text, &centred(&sized(size, frame, hue.of(colors))), at(middle(number), y))
        };
        let label = |text: &str, y: f64| {
            area.draw_text(text, &frame.letters(colors.muted).pos(Pos::new(HPos::Left, VPos::Center)), at(left, y))
        };
        // The text and what was forecast for it, on two lines with their names above.
        let [text, forecast] = [top + TEXT, top + TEXT + NAME + LINE];
        label(&self.names[0], top + NAME / 2.0)?;
        label(&self.names[1], top + 1.5 * NAME + LINE)?;
        for (number, letter) in self.letters.iter().enumerate() {
            write(letter, number, text, Hue::Ink)?;
        }
        write("?", self.letters.len(), text, Hue::Muted)?;
        for (number, forecast_for) in self.forecasts.iter().enumerate() {
            let Some((said, is_right)) = forecast_for else { continue };
            let hue = match is_right {
                _ if number == self.letters.len() => Hue::Ink,
                true => Hue::One,
                false => Hue::Wrong,
            };
            write(said, number, forecast, hue)?;
        }
        let last = middle(self.letters.len().saturating_sub(1));
        let corners = [at(last - column / 2.0, text - LINE / 2.0), at(last + column / 2.0, text + LINE / 2.0)];
        area.draw(&Rectangle::new(corners, colors.ink.stroke_width(frame.stroke(2.0))))?;
        self.draw_chances(area, frame, colors, forecast + LINE)
    }
}

impl NextLetter {
    /// Bars for the likeliest letters, as many as there is room for below `top`. The one that comes is outlined.
    fn draw_chances(&self, area: &Area, frame: &Frame, colors: &Palette, top: f64) -> DrawResult {
        let [left, _, width, _] = frame.inside();
        // There are no ticks below.
        let room = f64::from(frame.size[1]) / frame.scale - AIR - top;
        let count = self.chances.len().max(1) as f64;
        let bar = (room / count).clamp(BAR[0], BAR[1]);
        let at = |x: f64, y: f64| (frame.px(x), frame.px(y));
        let longest = width - BEFORE - BEHIND - labels::width(&self.names[2]);
        if longest < 20.0 {
            return Ok(());
        }
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a few bars
        let fitting = (room / bar).max(0.0) as usize;
        for (number, (letter, chance)) in self.chances.iter().take(fitting).enumerate() {
            let middle = top + (number as f64 + 0.5) * bar;
            let is_next = *letter == self.next;
            let hue = if is_next { colors.one } else { colors.muted };
            let end = left + BEFORE + (longest * chance).max(1.0);
            let corners = [at(left + BEFORE, middle - 0.36 * bar), at(end, middle + 0.36 * bar)];
            area.draw(&Rectangle::new(corners, hue.mix(if is_next { 1.0 } else { 0.5 }).filled()))?;
            let letters = sized(LETTERS.min(bar * 0.8), frame, if is_next { colors.one } else { colors.ink });
            area.draw_text(letter, &centred(&letters), at(left + BEFORE / 2.0, middle))?;
            let beside = frame.letters(if is_next { colors.one } else { colors.muted });
            let share = if is_next { format!("{} {}", percent(*chance), self.names[2]) } else { percent(*chance) };
            area.draw_text(&share, &beside.pos(Pos::new(HPos::Left, VPos::Center)), at(end + 6.0, middle))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plot::picture::svg;

    fn plot() -> NextLetter {
        let text = |letter: &str| letter.to_owned();
        NextLetter {
            from: 3,
            letters: ["a", "b", "c"].map(text).to_vec(),
            forecasts: vec![None, Some((text("x"), false)), Some((text("c"), true)), Some((text("y"), false))],
            chances: vec![(text("q"), 0.7), (text("d"), 0.25)],
            next: text("d"),
            names: ["TEXT", "SAID", "COMES"].map(text),
        }
    }

    #[test]
    fn letters_forecasts_and_chances_all_show() {
        let drawn = svg(&plot(), [600, 320], &Palette::LIGHT);
        for text in ["TEXT", "SAID", "70%", "25% COMES", "x", "q", "?", "y"] {
            assert!(drawn.contains(text), "{text}: {drawn}");
        }
        // The letter looked at has an outline.
        assert_eq!(["<rect", "<polyline"].map(|shape| drawn.matches(shape).count()), [1 + 2, 1]);
    }

    #[test]
    fn no_room_is_no_letters() {
        for size in [[0, 0], [40, 400], [600, 60]] {
            assert!(!svg(&plot(), size, &Palette::LIGHT).contains("<text"), "{size:?}");
        }
        svg(&NextLetter::default(), [600, 320], &Palette::LIGHT);
    }
}
