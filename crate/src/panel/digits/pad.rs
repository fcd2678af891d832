//! The pad: strokes drawn with a pen, over what was put on it.

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64;

use crate::data::bitmap::{Bitmap, PIXELS, Place};
use crate::data::digits::Cells;
use crate::data::preprocess::{Line, normalized, normalized_bitmap};
use crate::model::random::Random;

/// The longest text that a link has for a drawing.
pub const LONGEST: usize = 2400;
/// The most strokes, and the most places of all strokes: what is drawn before is kept as a bitmap.
const MAX_STROKES: usize = 60;
const MAX_PLACES: usize = 650;
/// The most places of one stroke.
const MAX_PLACES_OF_STROKE: usize = 256;
/// Places are kept in quarters of a pixel.
const QUARTERS: f64 = 4.0;
/// How far beyond the edge a stroke is kept, in quarters of a pixel.
const BEYOND: i16 = 64;
/// How far a stroke may be off when it is made of fewer places, in quarters of a pixel.
const TOLERANCE: f64 = 1.2;
/// What a link says between what was put on the pad and the strokes over it.
const STROKES: char = '~';
/// What a link says of a blank pad, whose bits would be 171 letters.
const BLANK: &str = "blank";

/// One stroke of the pen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stroke {
    /// The width of the pen in pixels, from 1 to 8.
    width: u8,
    /// Whether it draws; else it erases.
    draws: bool,
    /// Its places in quarters of a pixel from the upper left corner.
    places: Vec<[i16; 2]>,
}

/// The pad.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pad {
    /// What was put on it.
    ground: Bitmap,
    /// What was drawn over that.
    strokes: Vec<Stroke>,
}

/// Things other than one's own drawing to put on the pad.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// Nothing.
    Blank,
    /// Everything black.
    Black,
    /// Each pixel black by the toss of a coin.
    Noise,
    /// The letter A.
    LetterA,
    /// The Korean letter ㅎ.
    LetterHieut,
}

impl Subject {
    /// All of them, by their names.
    pub const ALL: [(&'static str, Self); 5] = [
        ("letter-a", Self::LetterA),
        ("letter-hieut", Self::LetterHieut),
        (BLANK, Self::Blank),
        ("noise", Self::Noise),
        ("black", Self::Black),
    ];

    /// The subject called `name`.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(other, _)| *other == name).map(|(_, subject)| *subject)
    }
}

/// How thick the strokes of what is put on the pad are: about as those of the data set.
const USUAL_WIDTH: u8 = 4;

const FIVE: &[Place] = &[
    [22.0, 2.0],
    [11.0, 2.0],
    [9.0, 14.0],
    [15.0, 12.0],
    [21.0, 14.0],
    [23.0, 20.0],
    [21.0, 26.0],
    [15.0, 29.0],
    [8.0, 27.0],
];
const LETTER_A: &[&[Place]] = &[&[[5.0, 30.0], [15.0, 2.0], [26.0, 30.0]], &[[9.0, 20.0], [22.0, 20.0]]];
const HIEUT: &[&[Place]] = &[
    &[[12.0, 2.0], [20.0, 2.0]],
    &[[5.0, 9.0], [27.0, 9.0]],
    &[
        [16.0, 14.0],
        [10.0, 16.0],
        [8.0, 22.0],
        [10.0, 27.0],
        [16.0, 29.0],
        [22.0, 27.0],
        [24.0, 22.0],
        [22.0, 16.0],
        [16.0, 14.0],
    ],
];

impl Default for Pad {
    /// The drawing of a 5 with which the first version of the panel opened.
    fn default() -> Self {
        Self::drawn(&[FIVE])
    }
}

/// A place in quarters of a pixel. What is no place is the corner.
#[allow(clippy::cast_possible_truncation)] // clamped
fn quarters(place: Place) -> [i16; 2] {
    let most = 255 - BEYOND;
    place.map(|at| (at * QUARTERS).round().clamp(f64::from(-BEYOND), f64::from(most)) as i16)
}

impl Stroke {
    /// Its way, in pixels.
    pub fn line(&self) -> Line {
        self.places.iter().map(|place| place.map(|at| f64::from(at) / QUARTERS)).collect()
    }

    /// The width of its pen in pixels.
    pub fn width(&self) -> f64 {
        f64::from(self.width)
    }

    /// Whether it draws; else it erases.
    pub fn draws(&self) -> bool {
        self.draws
    }

    fn draw_on(&self, bitmap: &mut Bitmap) {
        let line = self.line();
        let width = u32::from(self.width);
        match line[..] {
            [dot] => bitmap.stroke(dot, dot, width, self.draws),
            _ => line.windows(2).for_each(|ends| bitmap.stroke(ends[0], ends[1], width, self.draws)),
        }
    }

    /// The same stroke of fewer places, nowhere off by more than [`TOLERANCE`] (D. H. Douglas and T. K. Peucker, 1973).
    fn simplify(&mut self) {
        let mut kept = vec![false; self.places.len()];
        let mut spans = vec![(0, self.places.len().saturating_sub(1))];
        while let Some((first, last)) = spans.pop() {
            (kept[first], kept[last]) = (true, true);
            let [from, to] = [first, last].map(|at| self.places[at].map(f64::from));
            let off = |at: usize| distance(self.places[at].map(f64::from), from, to);
            let farthest = (first + 1..last).max_by(|a, b| off(*a).total_cmp(&off(*b)));
            if let Some(at) = farthest.filter(|at| off(*at) > TOLERANCE) {
                spans.extend([(first, at), (at, last)]);
            }
        }
        let mut keeps = kept.into_iter();
        self.places.retain(|_| keeps.next().unwrap_or(true));
    }
}

/// How far a place is from the way between two others.
fn distance(place: Place, from: Place, to: Place) -> f64 {
    let way = [to[0] - from[0], to[1] - from[1]];
    let off = [place[0] - from[0], place[1] - from[1]];
    let length = way[0] * way[0] + way[1] * way[1];
    let along = if length > 0.0 { ((off[0] * way[0] + off[1] * way[1]) / length).clamp(0.0, 1.0) } else { 0.0 };
    (off[0] - along * way[0]).hypot(off[1] - along * way[1])
}

impl Pad {
    /// A pad without anything on it.
    pub const BLANK: Self = Self { ground: Bitmap::BLANK, strokes: Vec::new() };

    fn drawn(lines: &[&[Place]]) -> Self {
        let stroke = |line: &&[Place]| Stroke {
            width: USUAL_WIDTH,
            draws: true,
            places: line.iter().map(|place| quarters(*place)).collect(),
        };
        Self { ground: Bitmap::BLANK, strokes: lines.iter().map(stroke).collect() }
    }

    fn of_bitmap(ground: Bitmap) -> Self {
        Self { ground, strokes: Vec::new() }
    }

    /// A pad with `subject` on it; `random` is asked for noise.
    pub fn of(subject: Subject, random: &mut Random) -> Self {
        match subject {
            Subject::Blank => Self::BLANK,
            Subject::Black => Self::of_bitmap(Bitmap([u32::MAX; PIXELS])),
            Subject::Noise => Self::of_bitmap(Bitmap(std::array::from_fn(|_| random.bits()))),
            Subject::LetterA => Self::drawn(LETTER_A),
            Subject::LetterHieut => Self::drawn(HIEUT),
        }
    }

    /// A pad that makes exactly these cells.
    pub fn of_cells(cells: &Cells) -> Self {
        Self::of_bitmap(Bitmap::of_cells(cells))
    }

    /// What was put on it.
    pub fn ground(&self) -> &Bitmap {
        &self.ground
    }

    /// What was drawn over that.
    pub fn strokes(&self) -> &[Stroke] {
        &self.strokes
    }

    /// The pen comes down.
    pub fn begin(&mut self, place: Place, width: u32, draws: bool) {
        let width = u8::try_from(width.clamp(1, 8)).unwrap_or(USUAL_WIDTH);
        self.strokes.push(Stroke { width, draws, places: vec![quarters(place)] });
        self.keep_within_bounds();
    }

    /// The pen that has come down goes on to a place.
    pub fn go_on(&mut self, place: Place) {
        let Some(stroke) = self.strokes.last_mut() else { return };
        let place = quarters(place);
        if stroke.places.last() == Some(&place) {
            return;
        }
        if stroke.places.len() == MAX_PLACES_OF_STROKE {
            stroke.simplify();
        }
        if stroke.places.len() < MAX_PLACES_OF_STROKE {
            stroke.places.push(place);
        } else {
            let places = vec![stroke.places[MAX_PLACES_OF_STROKE - 1], place];
            let stroke = Stroke { places, ..*stroke };
            self.strokes.push(stroke);
        }
        self.keep_within_bounds();
    }

    /// The pen lifts.
    pub fn lift(&mut self) {
        if let Some(stroke) = self.strokes.last_mut() {
            stroke.simplify();
        }
    }

    /// Strokes beyond what a link can carry become a part of what lies beneath.
    fn keep_within_bounds(&mut self) {
        let is_too_much = |strokes: &[Stroke]| {
            strokes.len() > MAX_STROKES || strokes.iter().map(|stroke| stroke.places.len()).sum::<usize>() > MAX_PLACES
        };
        while self.strokes.len() > 1 && is_too_much(&self.strokes) {
            let first = self.strokes.remove(0);
            first.draw_on(&mut self.ground);
        }
    }

    /// The pad as a bitmap.
    pub fn bitmap(&self) -> Bitmap {
        let mut bitmap = self.ground;
        self.strokes.iter().for_each(|stroke| stroke.draw_on(&mut bitmap));
        bitmap
    }

    /// The drawing as large as the images of the data set and in the middle, as a bitmap. Strokes are drawn anew, so that they become
    /// no thicker; of what is a bitmap already, or erased in part, the middle lines are.
    pub fn normalized(&self) -> Bitmap {
        let is_of_strokes = self.ground == Bitmap::BLANK && self.strokes.iter().all(|stroke| stroke.draws);
        if is_of_strokes {
            normalized(&self.strokes.iter().map(Stroke::line).collect::<Vec<_>>())
        } else {
            normalized_bitmap(&self.bitmap())
        }
    }

    /// The pad in the letters of a link.
    pub fn pack(&self) -> String {
        if *self == Self::default() {
            return String::new();
        }
        let mut none = Random::new(0);
        let named = Subject::ALL.iter().filter(|(_, subject)| *subject != Subject::Noise);
        if let Some((name, _)) = named.into_iter().find(|(_, subject)| *self == Self::of(*subject, &mut none)) {
            return (*name).to_owned();
        }
        let mut text = String::new();
        if self.ground != Bitmap::BLANK {
            text = BASE64.encode(self.ground.0.iter().flat_map(|row| row.to_le_bytes()).collect::<Vec<_>>());
        }
        if !self.strokes.is_empty() {
            text.push(STROKES);
            text += &BASE64.encode(self.strokes.iter().flat_map(bytes_of).collect::<Vec<_>>());
        }
        text
    }

    /// The pad of [`Pad::pack`]. `None` when the text is damaged.
    pub fn unpack(text: &str) -> Option<Self> {
        if text.is_empty() {
            return Some(Self::default());
        }
        if let Some(subject) = Subject::named(text).filter(|subject| *subject != Subject::Noise) {
            return Some(Self::of(subject, &mut Random::new(0)));
        }
        let (ground, strokes) =
            text.split_once(STROKES).map_or((text, None), |(ground, strokes)| (ground, Some(strokes)));
        let ground = if ground.is_empty() { Bitmap::BLANK } else { bitmap_of(ground)? };
        let strokes = strokes.map_or(Some(Vec::new()), |strokes| strokes_of(&BASE64.decode(strokes).ok()?))?;
        Some(Self { ground, strokes })
    }
}

fn bitmap_of(text: &str) -> Option<Bitmap> {
    let bytes = BASE64.decode(text).ok()?;
    let (rows, rest) = bytes.as_chunks::<4>();
    let rows: [_; PIXELS] = rows.try_into().ok().filter(|_| rest.is_empty())?;
    Some(Bitmap(rows.map(u32::from_le_bytes)))
}

/// A stroke as bytes: its width, with the highest bit when it erases; how many places it has, less 1; the places.
fn bytes_of(stroke: &Stroke) -> Vec<u8> {
    let byte = |at: i16| u8::try_from(at + BEYOND).unwrap_or(0);
    let count = u8::try_from(stroke.places.len() - 1).unwrap_or(u8::MAX);
    let mut bytes = vec![stroke.width | if stroke.draws { 0 } else { 0x80 }, count];
    bytes.extend(stroke.places.iter().flat_map(|place| place.map(byte)));
    bytes
}

/// The strokes of such bytes; `None` when these are none.
fn strokes_of(mut bytes: &[u8]) -> Option<Vec<Stroke>> {
    let mut strokes = Vec::new();
    while let [first, count, rest @ ..] = bytes {
        let (places, after) = rest.split_at_checked(2 * (usize::from(*count) + 1))?;
        let place = |pair: &[u8; 2]| pair.map(|byte| i16::from(byte) - BEYOND);
        let (width, draws) = (first & 0x7f, first & 0x80 == 0);
        if !(1..=8).contains(&width) {
            return None;
        }
        strokes.push(Stroke { width, draws, places: places.as_chunks().0.iter().map(place).collect() });
        bytes = after;
    }
    let is_little =
        strokes.len() <= MAX_STROKES && strokes.iter().map(|stroke| stroke.places.len()).sum::<usize>() <= MAX_PLACES;
    (bytes.is_empty() && !strokes.is_empty() && is_little).then_some(strokes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(places: &[Place]) -> Pad {
        let mut pad = Pad::BLANK;
        pad.begin(places[0], 4, true);
        places[1..].iter().for_each(|place| pad.go_on(*place));
        pad.lift();
        pad
    }

    #[test]
    fn a_stroke_is_kept_by_the_places_where_it_turns() {
        let along: Vec<_> = (0..60).map(|i| [4.0 + f64::from(i) * 0.25, 5.0]).chain([[19.0, 25.0]]).collect();
        let pad = drawn(&along);
        assert_eq!(pad.strokes()[0].line(), [[4.0, 5.0], [18.75, 5.0], [19.0, 25.0]]);
        let dot = drawn(&[[3.0, 3.0]]);
        assert_eq!((dot.strokes()[0].line().len(), dot.bitmap().black_pixels()), (1, 12));
    }

    #[test]
    fn what_is_fitted_has_the_strokes_of_the_drawing_and_not_its_pixels() {
        // The holes of a small 8 are closed by a thick pen, but not when it is drawn anew.
        let ring = |top: f64, radius: f64| {
            (0..=16).map(move |i| {
                let (sin, cos) = (f64::from(i) * std::f64::consts::TAU / 16.0).sin_cos();
                [16.0 + radius * sin, top + 2.0 - radius * cos]
            })
        };
        // Both begin and end where they meet.
        let pad = drawn(&ring(10.0, -2.0).chain(ring(14.0, 2.0)).collect::<Vec<_>>());
        let hole = |bitmap: &Bitmap| {
            (12..20).any(|row| {
                (2..30).any(|column| {
                    !bitmap.is_black(column, row)
                        && (0..column).any(|c| bitmap.is_black(c, row))
                        && (column..32).any(|c| bitmap.is_black(c, row))
                })
            })
        };
        assert!(!hole(&pad.bitmap()) || pad.bitmap().extent().unwrap()[0][1] < 22);
        let fitted = pad.normalized();
        assert_eq!(fitted.extent().unwrap()[0], [0, 32]);
        assert!((4..12).any(|row| !fitted.is_black(16, row)), "the upper hole is open");
        let held = Pad::of_cells(&Bitmap([0xff00; PIXELS]).cells());
        assert_eq!(held.normalized(), held.bitmap(), "what reaches from edge to edge stays as it is");
    }

    #[test]
    fn long_drawings_become_bitmaps_and_still_fit_a_link() {
        let mut pad = Pad::BLANK;
        let mut random = Random::new(5);
        for _ in 0..100 {
            let mut place = || [random.between(-20.0, 60.0), random.between(-20.0, 60.0)];
            pad.begin(place(), 3, true);
            (0..40).for_each(|_| pad.go_on(place()));
            pad.lift();
        }
        let text = pad.pack();
        assert!(text.len() <= LONGEST && pad.ground != Bitmap::BLANK, "{}", text.len());
        assert_eq!(Pad::unpack(&text), Some(pad));
        let mut one = Pad::BLANK;
        one.begin([1.0, 1.0], 8, false);
        (0..2000).for_each(|i| one.go_on([f64::from(i % 37), f64::from(i % 29)]));
        assert!(one.pack().len() <= LONGEST && one.strokes.iter().all(|stroke| stroke.places.len() <= 256));
    }

    #[test]
    fn damaged_texts_unpack_to_nothing() {
        for text in ["A", "blan", "AAAA", "é", "~", "~AAAA", "noise", "~BAEAAAAA~"] {
            assert_eq!(Pad::unpack(text), None, "{text}");
        }
        assert_eq!(Pad::unpack(""), Some(Pad::default()));
        for name in ["blank", "letter-a", "letter-hieut", "black"] {
            assert_eq!(Pad::unpack(name).unwrap().pack(), name);
        }
    }

    #[test]
    fn the_drawing_of_the_first_version_has_the_pixels_that_it_had() {
        let mut bitmap = Bitmap::BLANK;
        FIVE.windows(2).for_each(|ends| bitmap.stroke(ends[0], ends[1], 4, true));
        assert_eq!(Pad::default().bitmap(), bitmap);
    }

    #[cfg(not(target_arch = "wasm32"))]
    mod for_any {
        use super::*;
        use proptest::prelude::*;

        proptest! {
            #[test]
            fn a_bitmap_survives_a_link(rows: [u32; PIXELS]) {
                let pad = Pad::of_bitmap(Bitmap(rows));
                prop_assert_eq!(Pad::unpack(&pad.pack()), Some(pad));
            }

            #[test]
            fn a_drawing_survives_a_link(lines in prop::collection::vec((1..9_u32, any::<bool>(), prop::collection::vec([-50.0..90.0_f64, -50.0..90.0], 1..40)), 0..6)) {
                let mut pad = Pad::BLANK;
                for (width, draws, places) in lines {
                    pad.begin(places[0], width, draws);
                    places[1..].iter().for_each(|place| pad.go_on(*place));
                    pad.lift();
                }
                prop_assert!(pad.pack().len() <= LONGEST);
                prop_assert_eq!(Pad::unpack(&pad.pack()), Some(pad));
            }

            #[test]
            fn no_text_breaks_it(text in "\\PC*|[A-Za-z0-9_~-]{0,60}") {
                if let Some(pad) = Pad::unpack(&text) {
                    prop_assert_eq!(Pad::unpack(&pad.pack()), Some(pad));
                }
            }
        }
    }
}
