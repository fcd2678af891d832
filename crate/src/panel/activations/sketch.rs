//! A slope drawn by hand: a height at each quarter of the axis, which a link carries as a letter each.

use nalgebra::Point2;

use super::REACH;

/// The letters for the heights, from the lowest to the highest.
const ALPHABET: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// The places of a sketch along the axis, from −8 to 8.
pub const PLACES: usize = 4 * 2 * REACH as usize + 1;
/// Where nothing is drawn.
const NOTHING: u8 = b'.';
/// How far to both sides a sketch must reach to be whole.
const WHOLE: f64 = 5.0;

/// The place along the axis.
fn across(place: usize) -> f64 {
    place as f64 / 4.0 - f64::from(REACH)
}

/// The place nearest to `a`.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // clamped to the places there are
pub fn place_at(a: f64) -> usize {
    ((a + f64::from(REACH)) * 4.0).round().clamp(0.0, (PLACES - 1) as f64) as usize
}

/// Whether a text is a sketch: a letter for each place, or nothing at all.
pub fn is_good(text: &str) -> bool {
    let is_level = |letter: u8| letter == NOTHING || ALPHABET.contains(&letter);
    text.is_empty() || (text.len() == PLACES && text.bytes().all(is_level))
}

/// The points drawn, in the range `heights`; nothing where nothing is drawn.
pub fn points(sketch: &str, [low, high]: [f64; 2]) -> Vec<Option<Point2<f64>>> {
    let levels = (ALPHABET.len() - 1) as f64;
    let height = |letter: u8| {
        let level = ALPHABET.iter().position(|other| *other == letter)?;
        Some(low + (high - low) * level as f64 / levels)
    };
    sketch.bytes().enumerate().map(|(place, letter)| Some(Point2::new(across(place), height(letter)?))).collect()
}

/// The pieces of the sketch that hang together.
pub fn pieces(sketch: &str, heights: [f64; 2]) -> Vec<Vec<Point2<f64>>> {
    let points = points(sketch, heights);
    points
        .split(Option::is_none)
        .filter(|piece| piece.len() > 1)
        .map(|piece| piece.iter().copied().flatten().collect())
        .collect()
}

/// Draws a stroke from one point to another.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // clamped to the levels there are
pub fn stroke(sketch: &mut String, from: Point2<f64>, to: Point2<f64>, [low, high]: [f64; 2]) {
    let mut letters = std::mem::take(sketch).into_bytes();
    letters.resize(PLACES, NOTHING);
    let levels = ALPHABET.len() - 1;
    let letter = |height: f64| {
        ALPHABET[((height - low) / (high - low) * levels as f64).round().clamp(0.0, levels as f64) as usize]
    };
    let [first, last] = [from, to].map(|point| place_at(point.x));
    let step = (to.y - from.y) / (last as f64 - first as f64).abs().max(1.0);
    let way: Box<dyn Iterator<Item = usize>> =
        if first <= last { Box::new(first..=last) } else { Box::new((last..=first).rev()) };
    for (passed, place) in way.enumerate() {
        letters[place] = letter(from.y + step * passed as f64);
    }
    letters[last] = letter(to.y);
    *sketch = String::from_utf8(letters).unwrap_or_default();
}

/// Whether it reaches far enough to both sides, without a gap.
pub fn is_whole(sketch: &str) -> bool {
    sketch.len() == PLACES && !sketch.as_bytes()[place_at(-WHOLE)..=place_at(WHOLE)].contains(&NOTHING)
}

/// The mean distance between the sketch and `slope` at the places drawn; nothing where none is.
pub fn mean_error(sketch: &str, heights: [f64; 2], slope: impl Fn(f64) -> Option<f64>) -> Option<f64> {
    let errors: Vec<_> = points(sketch, heights)
        .into_iter()
        .flatten()
        .filter_map(|point| Some((slope(point.x)? - point.y).abs()))
        .collect();
    (!errors.is_empty()).then(|| errors.iter().sum::<f64>() / errors.len() as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEIGHTS: [f64; 2] = [-0.25, 1.25];

    #[test]
    fn a_stroke_is_drawn_without_a_gap_whichever_way_it_goes() {
        for (from, to) in [(-6.0, 6.0), (6.0, -6.0)] {
            let mut sketch = String::new();
            stroke(&mut sketch, Point2::new(from, 0.0), Point2::new(to, 1.0), HEIGHTS);
            assert!(is_good(&sketch) && is_whole(&sketch));
            let error = mean_error(&sketch, HEIGHTS, |a| Some((a - from) / (to - from))).unwrap();
            assert!(error < 0.02, "{error}");
            assert_eq!(pieces(&sketch, HEIGHTS).len(), 1);
        }
    }

    #[test]
    fn a_short_stroke_is_no_whole_sketch_and_what_is_beyond_stays_at_the_edge() {
        let mut sketch = String::new();
        stroke(&mut sketch, Point2::new(-1.0, 9.0), Point2::new(1e9, -9.0), HEIGHTS);
        assert!(is_good(&sketch) && !is_whole(&sketch));
        let drawn: Vec<_> = points(&sketch, HEIGHTS).into_iter().flatten().collect();
        assert_eq!([drawn[0], drawn[drawn.len() - 1]], [Point2::new(-1.0, 1.25), Point2::new(8.0, -0.25)]);
        assert!(is_good("") && !is_good("AA") && !is_good(&"!".repeat(PLACES)) && !is_whole(""));
        assert_eq!(mean_error("", HEIGHTS, Some), None);
    }
}
