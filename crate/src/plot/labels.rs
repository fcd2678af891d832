//! Names beside what they name: curves, lines, trajectories. They keep out of each other's way.

use nalgebra::Point2;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use super::frame::Frame;
use super::palette::{Hue, Palette};
use super::stroke::{Dash, clip_segment, stroke};
use super::surface::{Area, DrawResult};

/// The height of a line of text, in CSS pixels.
pub(super) const LINE: f64 = 15.0;
/// The length of the stroke before a curve's name, and the space behind it.
const SAMPLE: f64 = 14.0;
const SPACE: f64 = 4.0;

/// About how wide a text is, in CSS pixels: whoever shows the picture has the letters.
pub(super) fn width(text: &str) -> f64 {
    text.chars().map(|c| if c >= '\u{1100}' { 13.0 } else { 7.2 }).sum()
}

/// How wide a curve's name is with the stroke before it.
pub(super) fn curve_width(name: &str) -> f64 {
    SAMPLE + SPACE + width(name)
}

/// Heights in the order of those wanted, at least `gap` apart and otherwise as near to them as can be: the sum of the squares of
/// the moves is least (the pool-adjacent-violators algorithm, Ayer et al. 1955). Where there is room, they are within `range`.
pub(super) fn spread(wanted: &[f64], gap: f64, [low, high]: [f64; 2]) -> Vec<f64> {
    let mut order: Vec<_> = (0..wanted.len()).collect();
    order.sort_by(|a, b| wanted[*a].total_cmp(&wanted[*b]));
    // Without the gaps, the heights need only ascend: neighbours that do not are brought to their mean.
    let mut groups: Vec<(f64, f64)> = Vec::new();
    for (nth, at) in order.iter().enumerate() {
        groups.push((wanted[*at] - gap * nth as f64, 1.0));
        while let [.., (sum, count), (next, more)] = groups[..]
            && sum / count > next / more
        {
            groups.truncate(groups.len() - 2);
            groups.push((sum + next, count + more));
        }
    }
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a count
    let means = groups.iter().flat_map(|(sum, count)| std::iter::repeat_n(sum / count, *count as usize));
    let most = high - gap * wanted.len().saturating_sub(1) as f64;
    let mut heights = vec![0.0; wanted.len()];
    for (nth, (at, mean)) in order.iter().zip(means).enumerate() {
        heights[*at] = mean.min(most).max(low) + gap * nth as f64;
    }
    heights
}

/// A rectangle that a text takes: left, top, right, bottom, in CSS pixels.
pub(super) type Rect = [f64; 4];

/// Whether two texts would overlap.
pub(super) fn overlap([a, b, c, d]: &Rect, [left, top, right, bottom]: &Rect) -> bool {
    a < right && left < c && b < bottom && top < d
}

/// Whether a path passes through a text's rectangle.
pub(super) fn passes(path: &[Point2<f64>], [left, top, right, bottom]: &Rect) -> bool {
    let (low, high) = (Point2::new(*left, *top), Point2::new(*right, *bottom));
    path.windows(2).any(|ends| clip_segment([ends[0], ends[1]], low, high).is_some())
}

/// Draws a text, from its left end and the middle of its height, on a ground that dims what lies below it.
pub(super) fn draw_text(
    area: &Area,
    frame: &Frame,
    colors: &Palette,
    text: &str,
    [left, middle]: [f64; 2],
    color: RGBColor,
) -> DrawResult {
    let corner = |x: f64, y: f64| (frame.px(x), frame.px(y));
    let ground = [corner(left - 2.0, middle - 7.5), corner(left + width(text) + 2.0, middle + 7.5)];
    area.draw(&Rectangle::new(ground, colors.paper.mix(0.8).filled()))?;
    let letters = frame.letters(color).pos(Pos::new(HPos::Left, VPos::Center));
    area.draw(&Text::new(text.to_owned(), corner(left, middle), letters))
}

/// Draws a curve's name with a piece of its stroke before it.
pub(super) fn draw_curve_name(
    area: &Area,
    frame: &Frame,
    colors: &Palette,
    name: &str,
    (hue, dash): (Hue, Dash),
    [left, middle]: [f64; 2],
) -> DrawResult {
    draw_text(area, frame, colors, name, [left + SAMPLE + SPACE, middle], colors.ink)?;
    let ends = [left, left + SAMPLE].map(|x| Point2::new(x, middle));
    stroke(area, frame, &ends, hue.of(colors).stroke_width(frame.stroke(2.0)), dash)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_are_apart_stay_and_others_move_by_the_same_amount() {
        assert_eq!(spread(&[10.0, 50.0, 90.0], 15.0, [0.0, 200.0]), [10.0, 50.0, 90.0]);
        assert_eq!(spread(&[50.0, 50.0], 16.0, [0.0, 200.0]), [42.0, 58.0]);
        assert_eq!(spread(&[60.0, 50.0], 20.0, [0.0, 200.0]), [65.0, 45.0], "in the order of those wanted");
        assert_eq!(spread(&[50.0, 50.0, 50.0], 10.0, [0.0, 200.0]), [40.0, 50.0, 60.0]);
        assert_eq!(spread(&[], 10.0, [0.0, 1.0]), Vec::<f64>::new());
    }

    #[test]
    fn names_stay_in_view() {
        assert_eq!(spread(&[-20.0, 0.0], 15.0, [5.0, 100.0]), [5.0, 20.0]);
        assert_eq!(spread(&[99.0, 98.0], 15.0, [5.0, 100.0]), [100.0, 85.0]);
    }

    #[test]
    fn a_path_that_only_comes_near_does_not_pass() {
        let path = [Point2::new(0.0, 0.0), Point2::new(100.0, 100.0)];
        assert!(passes(&path, &[40.0, 40.0, 60.0, 50.0]));
        assert!(!passes(&path, &[60.0, 20.0, 90.0, 50.0]) && !passes(&path[..1], &[0.0, 0.0, 1.0, 1.0]));
    }
}
