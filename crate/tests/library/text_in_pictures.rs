//! Texts in pictures: none lies on a curve or over another text, in any panel, in five states of each question and part, in both
//! languages and on two sizes.

#![cfg(not(target_arch = "wasm32"))]

use crate::common::acts::{open, settle, view};
use crate::common::svg::{Element, elements};
use crate::common::texts::texts;
use perceptron_playground::panel::REGISTRY;
use perceptron_playground::panel::session::{Figure, GOAL};
use perceptron_playground::panel::words::Words;
use perceptron_playground::plot::palette::Palette;
use perceptron_playground::plot::picture::svg;
use plotters::style::RGBColor;
use std::collections::HashSet;
use std::hash::{BuildHasher, RandomState};

/// Left, top, right, bottom in CSS pixels.
type Rect = [f64; 4];

/// The strokes of marks are shorter than this, those of curves longer, in CSS pixels.
const MARK: f64 = 24.0;
/// Plotters takes a font's size for the height of its lines, and writes that of its letters.
const LINE: f64 = 1.24;

/// About the rectangle that a text's letters take, without what sticks out of most of them.
fn letters(element: &Element) -> Rect {
    let size = LINE * element.number("font-size");
    let is_wide = |c: char| c >= '\u{1100}' && !('\u{2000}'..'\u{3000}').contains(&c);
    let width = element.content.chars().map(|c| if is_wide(c) { 0.92 } else { 0.5 }).sum::<f64>() * size;
    let [x, y] = ["x", "y"].map(|name| element.number(name));
    let left = match element.text("text-anchor") {
        "start" => x,
        "middle" => x - width / 2.0,
        _ => x - width,
    };
    // From the anchor down to the line that the letters stand on.
    let base = match element.text("dy") {
        "0.76em" => y + 0.78 * size,
        "0.5ex" => y + 0.33 * size,
        _ => y - 0.12 * size,
    };
    [left + 1.0, base - 0.66 * size, left + width - 1.0, base]
}

/// The words of a panel's pictures.
fn words_of(panel: &str, language: &str) -> Words {
    // Of two words under a key the first is taken: the panel's own.
    let lines = [panel, "kit"].into_iter().flat_map(|name| {
        let words = texts(name, language).into_iter();
        words.filter_map(|(key, word)| Some(format!("{}={word}", key.strip_prefix("picture.")?)))
    });
    Words::read(&lines.collect::<Vec<_>>().join("\n"))
}

fn opacity(element: &Element) -> f64 {
    element.text("opacity").parse().unwrap_or(1.0)
}

/// What an element hides or dims of what was drawn before it.
fn cover(element: &Element) -> Option<Rect> {
    let is_filled = !["", "none"].contains(&element.text("fill"));
    if !is_filled || opacity(element) < 0.7 {
        return None;
    }
    match element.name.as_str() {
        "rect" => {
            let [x, y, width, height] = ["x", "y", "width", "height"].map(|name| element.number(name));
            Some([x, y, x + width, y + height])
        }
        "circle" => {
            let [x, y, radius] = ["cx", "cy", "r"].map(|name| element.number(name));
            Some([x - radius, y - radius, x + radius, y + radius])
        }
        _ => None,
    }
}

/// How far a stroke goes through a rectangle, in pixels.
fn through([from, to]: [[f64; 2]; 2], [left, top, right, bottom]: Rect) -> f64 {
    let along = [to[0] - from[0], to[1] - from[1]];
    let (mut entry, mut exit) = (0.0_f64, 1.0_f64);
    for (axis, limits) in [[left, right], [top, bottom]].into_iter().enumerate() {
        if along[axis] == 0.0 {
            if from[axis] <= limits[0] || from[axis] >= limits[1] {
                return 0.0;
            }
            continue;
        }
        let at = limits.map(|limit| (limit - from[axis]) / along[axis]);
        entry = entry.max(at[0].min(at[1]));
        exit = exit.min(at[0].max(at[1]));
    }
    (exit - entry).max(0.0) * along[0].hypot(along[1])
}

/// The pieces of a stroke. A rectangle's outline is a mark, as a circle is.
fn pieces(element: &Element) -> Vec<[[f64; 2]; 2]> {
    match element.name.as_str() {
        "polyline" if element.middle_of_outline().is_some() => Vec::new(),
        "polyline" => element.points().windows(2).map(|ends| [ends[0], ends[1]]).collect(),
        "line" => vec![[["x1", "y1"], ["x2", "y2"]].map(|end| end.map(|name| element.number(name)))],
        _ => Vec::new(),
    }
}

fn overlap(a: Rect, b: Rect) -> [f64; 2] {
    [a[2].min(b[2]) - a[0].max(b[0]), a[3].min(b[3]) - a[1].max(b[1])]
}

fn hex(RGBColor(red, green, blue): RGBColor) -> String {
    format!("#{red:02X}{green:02X}{blue:02X}")
}

/// What is wrong with the texts of a picture. Grids are for looking through, and so is what is hardly there.
fn faults(document: &str) -> Vec<String> {
    let all = elements(document);
    // What is drawn in the colour of the paper is an edge around something.
    let unseen = [hex(Palette::LIGHT.grid), hex(Palette::LIGHT.paper)];
    let is_seen =
        |element: &Element| !unseen.iter().any(|color| element.text("stroke") == color) && opacity(element) >= 0.3;
    let strokes = all.iter().enumerate().filter(|(_, element)| is_seen(element));
    let strokes: Vec<_> = strokes.map(|(order, element)| (order, element, pieces(element))).collect();
    let covers = all.iter().enumerate().filter_map(|(order, element)| Some((order, cover(element)?)));
    let covers: Vec<_> = covers.collect();
    let texts = all.iter().enumerate().filter(|(_, element)| element.name == "text" && !element.content.is_empty());
    // The same letters in the colour of the paper, a little aside, are an edge around those that follow: a ground, too.
    let (edges, texts): (Vec<_>, Vec<_>) = texts.partition(|(_, text)| text.text("fill") == hex(Palette::LIGHT.paper));
    let texts: Vec<_> = texts.into_iter().map(|(order, text)| (order, text, letters(text))).collect();
    let mut wrong = Vec::new();
    for (nth, (at, text, place)) in texts.iter().enumerate() {
        for (_, other, beside) in &texts[..nth] {
            let [across, down] = overlap(*place, *beside);
            if across > 1.0 && down > 1.0 {
                wrong.push(format!("“{}” lies over “{}”", text.content, other.content));
            }
        }
        let has_edge = edges.iter().any(|(order, edge)| {
            let is_near = ["x", "y"].iter().all(|axis| (edge.number(axis) - text.number(axis)).abs() < 4.0);
            order < at && edge.content == text.content && is_near
        });
        for (order, stroke, pieces) in &strokes {
            let length: f64 = pieces.iter().map(|ends| through(*ends, *place)).sum();
            // A ground that is drawn between them dims the stroke below the letters.
            let has_ground = |cover: Rect| {
                let [across, down] = overlap(cover, *place);
                across >= place[2] - place[0] - 3.0 && down >= place[3] - place[1] - 3.0
            };
            let is_dimmed = || {
                (has_edge && order < at)
                    || covers.iter().any(|(cover, ground)| order < cover && cover < at && has_ground(*ground))
            };
            // A mark, such as the cross that a learner moves about, may come near.
            let whole: f64 = pieces.iter().map(|[from, to]| (to[0] - from[0]).hypot(to[1] - from[1])).sum();
            let most = if whole < MARK { 5.0 } else { 2.0 };
            if length > most && !is_dimmed() {
                let [color, width] = ["stroke", "stroke-width"].map(|name| stroke.text(name));
                wrong.push(format!(
                    "“{}” at {place:.0?} and a stroke of {color}, {width} wide, {length:.0} px",
                    text.content
                ));
            }
        }
    }
    wrong
}

/// The pictures looked at: many states show the same.
#[derive(Default)]
struct Seen {
    hashes: HashSet<u64>,
    hasher: RandomState,
}

impl Seen {
    fn is_new(&mut self, drawn: &str) -> bool {
        self.hashes.insert(self.hasher.hash_one(drawn))
    }
}

/// Looks at all pictures of a figure as it stands.
fn look(figure: &dyn Figure, panel: &str, state: &str, seen: &mut Seen, found: &mut Vec<String>) {
    for language in ["ko", "en"] {
        let words = words_of(panel, language);
        for name in figure.schema().pictures {
            let Some((picture, [width, height])) = figure.picture_to_save(Some(name), &words) else { continue };
            // As it is saved, and as a phone shows it.
            for size in [[width, height], [width.min(350), height.min(300)]] {
                let drawn = svg(&*picture, size, &Palette::LIGHT);
                if !seen.is_new(&drawn) {
                    continue;
                }
                let faults = faults(&drawn);
                found.extend(
                    faults.iter().map(|fault| format!("{panel} {state}, {name} in {language}, {size:?}: {fault}")),
                );
            }
        }
    }
}

/// Moves the first number beside the picture, or else the first of the panel, to the end of its slider.
fn to_the_end_of_a_slider(figure: &mut dyn Figure) {
    let schema = figure.schema();
    let goal = figure.value(GOAL).unwrap_or_default();
    let rail =
        schema.questions.iter().find(|question| question.name == goal).map_or(&[][..], |question| &question.rail);
    let numbers = rail.iter().filter_map(|name| schema.settings.iter().find(|setting| setting.name == *name));
    if let Some(number) = numbers.into_iter().find(|setting| setting.travel.len() == 2) {
        figure.set(number.name, &number.travel[1].to_string());
    }
}

#[test]
fn no_text_lies_on_a_curve_or_over_another_text() {
    let (mut seen, mut found) = (Seen::default(), Vec::new());
    for (panel, _) in REGISTRY {
        let schema = open(panel).unwrap().schema();
        let questions = schema.questions.iter().map(|question| format!("goal={}", question.name));
        let parts = schema
            .settings
            .iter()
            .find(|setting| setting.name == "part")
            .map_or(Vec::new(), |part| part.choices.clone());
        for start in questions.chain(parts.iter().map(|part| format!("part={part}"))) {
            let mut figure = open(panel).unwrap();
            figure.open(&start);
            settle(&mut *figure);
            look(&*figure, panel, &start, &mut seen, &mut found);
            if let Some(guess) = view(&*figure)["view"]["coach"]["guesses"][0].as_str() {
                figure.guess(guess);
                look(&*figure, panel, &format!("{start}, guessed"), &mut seen, &mut found);
            }
            figure.play();
            (0..60).for_each(|frame| _ = figure.advance(f64::from(frame) * 1000.0 / 60.0, &mut || true));
            look(&*figure, panel, &format!("{start}, a second later"), &mut seen, &mut found);
            figure.finish();
            _ = (0..3000).find(|frame| !figure.advance(f64::from(*frame), &mut || true));
            look(&*figure, panel, &format!("{start}, at the end"), &mut seen, &mut found);
            figure.pause();
            to_the_end_of_a_slider(&mut *figure);
            settle(&mut *figure);
            look(&*figure, panel, &format!("{start}, a slider at its end"), &mut seen, &mut found);
        }
    }
    assert!(found.is_empty(), "{} faults:\n{}", found.len(), found.join("\n"));
}
