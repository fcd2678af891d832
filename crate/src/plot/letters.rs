//! The letters in pictures: those of the page around them, and variables as in a book.

use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use super::frame::Frame;

/// The typeface of the page, as its style sheets name it.
const FONT: &str = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Apple SD Gothic Neo', 'Noto Sans KR', 'Noto Sans CJK KR', 'Malgun Gothic', sans-serif";
/// The typeface of variables.
const FORMULA_FONT: &str = "'STIX Two Text', 'Cambria Math', Cambria, 'Times New Roman', Times, 'Noto Serif', 'Liberation Serif', 'DejaVu Serif', serif";
/// The sizes of labels and of variables, in CSS pixels.
const LABEL: f64 = 13.0;
const VARIABLE: f64 = 17.0;

/// Labels, in `color`.
pub fn label(frame: &Frame, color: RGBColor) -> TextStyle<'static> {
    (FontFamily::Name(FONT), f64::from(frame.px(LABEL))).into_font().color(&color)
}

/// Numbers in cells, with letters of so many CSS pixels.
pub fn sized(letters: f64, frame: &Frame, color: RGBColor) -> TextStyle<'static> {
    (FontFamily::Name(FONT), f64::from(frame.px(letters))).into_font().color(&color)
}

/// Names that should be seen first.
pub fn strong(frame: &Frame, color: RGBColor) -> TextStyle<'static> {
    (FontFamily::Name(FONT), f64::from(frame.px(LABEL + 1.0))).into_font().style(FontStyle::Bold).color(&color)
}

/// Variables of formulas.
pub fn variable(frame: &Frame, color: RGBColor) -> TextStyle<'static> {
    (FontFamily::Name(FORMULA_FONT), f64::from(frame.px(VARIABLE))).into_font().style(FontStyle::Italic).color(&color)
}

/// A name at an axis or a line, with the letters that suit it: `x1` is a variable and is written x₁, `epoch` is a word.
pub fn name(text: &str, frame: &Frame, color: RGBColor) -> (String, TextStyle<'static>) {
    let mut rest = text.chars();
    let is_variable = rest.next().is_some_and(char::is_alphabetic) && rest.all(|c| c.is_ascii_digit());
    if is_variable { (subscripted(text), variable(frame, color)) } else { (text.to_owned(), label(frame, color)) }
}

/// A variable with its number below the line: `x1` → `x₁`.
fn subscripted(text: &str) -> String {
    text.chars().map(|c| c.to_digit(10).and_then(|digit| char::from_u32(0x2080 + digit)).unwrap_or(c)).collect()
}

/// In the middle of its place.
pub fn centred(style: &TextStyle<'static>) -> TextStyle<'static> {
    style.pos(Pos::new(HPos::Center, VPos::Center))
}

/// About how wide and high a name that should be seen first is, in CSS pixels. To ask the browser would force a layout.
pub fn size(text: &str) -> (f64, f64) {
    // Hangul and its kin are as wide as they are high.
    let widths =
        text.chars().map(|c| if c >= '\u{1100}' && !('\u{2000}'..'\u{3000}').contains(&c) { 1.0 } else { 0.58 });
    (widths.sum::<f64>() * (LABEL + 1.0), LABEL + 5.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_are_lettered_as_the_pages_around_them() {
        for sheet in [include_str!("../../../www/plate.css"), include_str!("../../../www/page.css")] {
            assert!(sheet.contains(FONT) && sheet.contains(FORMULA_FONT));
        }
    }
}
