//! The picture of the panel `gates`, drawn through plotters' SVG backend and measured in the document: the line goes
//! through the right points, the shade lies on the side of the ones, and each point is where and what it should be.

#![cfg(not(target_arch = "wasm32"))]

use crate::common::svg::{Element, elements};
use crate::common::text::set;
use nalgebra::Point2;
use perceptron_playground::data::gates::{GATE_NAMES, ROWS};
use perceptron_playground::model::perceptron::Perceptron;
use perceptron_playground::panel::gates::Gates;
use perceptron_playground::panel::words::Words;
use perceptron_playground::plot::frame::Frame;
use perceptron_playground::plot::palette::{Palette, rgb};
use perceptron_playground::plot::picture::{Picture, svg};
use perceptron_playground::plot::plane::RANGE;
use perceptron_playground::plot::surface::Surface;
use plotters::prelude::SVGBackend;
use plotters::style::RGBColor;
use proptest::prelude::*;

const SIDE: u32 = 432;

/// Eight colours, none twice: what is drawn in the wrong one shows.
const DARK: Palette = Palette {
    paper: rgb(0x0016_181c),
    ink: rgb(0x00ec_eef1),
    muted: rgb(0x00a3_abb5),
    grid: rgb(0x0033_383f),
    one: rgb(0x0056_b4e9),
    zero: rgb(0x00f0_b429),
    wrong: rgb(0x00ff_8a80),
    accent: rgb(0x0080_c8f0),
};

fn hex(color: RGBColor) -> String {
    format!("#{:02X}{:02X}{:02X}", color.0, color.1, color.2)
}

fn frame(size: [u32; 2], scale: f64) -> Frame {
    Frame { size, scale, x: RANGE, y: RANGE }
}

fn panel(w1: i32, w2: i32, b: i32) -> Gates {
    let mut panel = Gates::default();
    panel.place(Perceptron::hundredths(w1, w2, b));
    panel
}

/// The picture's elements on a surface of any size and scale.
fn drawn(panel: &Gates, frame: &Frame, colors: &Palette) -> Vec<Element> {
    let mut document = String::new();
    {
        let area = Surface::area(SVGBackend::with_string(&mut document, frame.size.into()));
        panel.plane(&Words::default()).draw(&area, frame, colors).unwrap();
        area.present().unwrap();
    }
    elements(&document)
}

/// Those of a kind, drawn in a colour: as stroke or, for what is filled, as fill.
fn of<'a>(elements: &'a [Element], name: &str, color: RGBColor) -> Vec<&'a Element> {
    let color = hex(color);
    elements.iter().filter(|e| e.name == name && [e.text("stroke"), e.text("fill")].contains(&color.as_str())).collect()
}

/// The two ends of the decision boundary: of all strokes of two points in ink the thickest.
fn line(elements: &[Element], colors: &Palette) -> Option<[[f64; 2]; 2]> {
    let strokes = of(elements, "polyline", colors.ink).into_iter().filter(|e| e.points().len() == 2);
    let line = strokes.max_by(|a, b| a.number("stroke-width").total_cmp(&b.number("stroke-width")))?;
    (line.number("stroke-width") > 2.0).then(|| line.points().try_into().unwrap())
}

/// Whether a polygon holds a place; `None` within two pixels of its border.
fn holds(polygon: &[[f64; 2]], [x, y]: [f64; 2]) -> Option<bool> {
    let mut crossings = 0;
    for (i, &[ax, ay]) in polygon.iter().enumerate() {
        let [bx, by] = polygon[(i + 1) % polygon.len()];
        let along = [bx - ax, by - ay];
        let share = ((x - ax) * along[0] + (y - ay) * along[1]) / along[0].hypot(along[1]).powi(2).max(1e-9);
        let share = share.clamp(0.0, 1.0);
        if (ax + along[0] * share - x).hypot(ay + along[1] * share - y) <= 2.0 {
            return None;
        }
        // How often a ray from the place to the right meets the border.
        crossings += usize::from((ay > y) != (by > y) && x < ax + along[0] * (y - ay) / along[1]);
    }
    Some(crossings % 2 == 1)
}

/// Line, shade and points of a picture, against the sums of the perceptron it shows.
fn is_true(panel: &Gates, frame: &Frame, colors: &Palette) {
    let elements = drawn(panel, frame, colors);
    let p = panel.perceptron();
    let [w1, w2, b] = [p.weights[0], p.weights[1], p.bias].map(|decimal| f64::from(decimal.count()));
    let steepness = w1.hypot(w2);
    let at = |[x, y]: [f64; 2]| frame.from_pixels(Point2::new(x / frame.scale, y / frame.scale));
    // The distance of a place from the line in the plane's units, positive on the side of the ones.
    let beyond = |place: [f64; 2]| (w1 * at(place).x + w2 * at(place).y + b) / steepness;
    // Plotters puts a point on the pixel it lies in, so up to one pixel away in each direction.
    let pixel = (at([1.0, 0.0]).x - at([0.0, 0.0]).x).max(at([0.0, 0.0]).y - at([0.0, 1.0]).y);

    let corners = [[RANGE[0]; 2], [RANGE[1], RANGE[0]], [RANGE[1]; 2], [RANGE[0], RANGE[1]]];
    let side = |[x1, x2]: [f64; 2]| w1 * x1 + w2 * x2 + b;
    let crosses = steepness > 0.0 && corners.iter().any(|c| side(*c) <= 0.0) && corners.iter().any(|c| side(*c) >= 0.0);
    let line = line(&elements, colors);
    assert_eq!(line.is_some(), crosses, "{p:?}");
    for end in line.into_iter().flatten() {
        assert!(beyond(end).abs() < 1.5 * pixel, "{p:?}: {end:?} is {} beside the line", beyond(end));
        let edge = at(end).iter().any(|x| RANGE.iter().any(|limit| (x - limit).abs() < 1.5 * pixel));
        assert!(edge, "{p:?}: the line ends at {end:?}, inside the picture");
    }

    // The arrow starts on the line, where that is in the picture, and no part of it lies on the side of the zeros.
    let wide = (1.5 * frame.scale).round();
    let shafts = of(&elements, "polyline", colors.ink).into_iter().filter(|e| e.points().len() == 2);
    let arrow: Vec<_> = shafts.filter(|e| (e.number("stroke-width") - wide).abs() < 0.1).map(Element::points).collect();
    let foot = panel.plane(&Words::default()).arrow().map(|[foot, _]| frame.to_pixels(foot) * frame.scale);
    let is_seen = panel
        .plane(&Words::default())
        .arrow()
        .is_some_and(|[foot, _]| foot.iter().all(|x| (RANGE[0]..=RANGE[1]).contains(x)));
    assert!(arrow.is_empty() || is_seen, "{p:?}");
    if let (Some(shaft), Some(foot)) = (arrow.first(), foot) {
        assert!((shaft[0][0] - foot.x).hypot(shaft[0][1] - foot.y) < 2.0, "{p:?}: the arrow starts at {:?}", shaft[0]);
        assert!(arrow.iter().flatten().all(|end| beyond(*end) > -2.0 * pixel), "{p:?}");
    }

    let shade: Vec<_> = of(&elements, "polygon", colors.one).iter().map(|polygon| polygon.points()).collect();
    assert!(shade.len() <= 1);
    for (i, j) in (0..9).flat_map(|i| (0..9).map(move |j| (f64::from(i), f64::from(j)))) {
        let place = frame.to_pixels(Point2::new(-0.4 + i * 0.225, -0.4 + j * 0.225)) * frame.scale;
        let place = [place.x, place.y];
        let is_one = if steepness > 0.0 { beyond(place) > 0.0 } else { panel.output(0) };
        let shaded = shade.first().map_or(Some(false), |polygon| holds(polygon, place));
        let is_near = steepness > 0.0 && beyond(place).abs() < 4.0 * pixel;
        assert!(is_near || shaded == Some(is_one), "{p:?}: shade at {:?}", at(place));
    }
    points_are_right(panel, &elements, frame, colors);
}

/// Circles for targets 1, squares for 0, with ticks, crosses and rings, each around its place.
fn points_are_right(panel: &Gates, elements: &[Element], frame: &Frame, colors: &Palette) {
    let circles = |color: RGBColor| {
        let all = of(elements, "circle", color);
        all.iter().map(|c| (["cx", "cy"].map(|name| c.number(name)), c.number("r"))).collect::<Vec<_>>()
    };
    let is_at = |[x, y]: [f64; 2], place: [f64; 2]| (x - place[0]).hypot(y - place[1]) < 2.0;
    let radius = |css: f64| (css * frame.scale).round();
    let squares: Vec<_> =
        of(elements, "polyline", colors.zero).into_iter().filter_map(Element::middle_of_outline).collect();
    let mut wrong = 0;
    for (row, x) in ROWS.into_iter().enumerate() {
        let place = frame.to_pixels(Point2::from(x.map(|bit| f64::from(u8::from(bit))))) * frame.scale;
        let place = [place.x, place.y];
        let has =
            |color, r: f64| circles(color).iter().any(|(at, radius)| is_at(*at, place) && (radius - r).abs() < 1.5);
        let target = panel.settings().gate.outputs()[row];
        assert_eq!(has(colors.one, radius(9.0)), target, "row {row}");
        assert_eq!(squares.iter().any(|at| is_at(*at, place)), !target, "row {row}");
        assert_eq!(has(colors.ink, radius(12.0)), panel.on_line(row), "row {row}");
        assert_eq!(has(colors.accent, radius(15.0)), row == panel.settings().row.0, "row {row}");
        wrong += usize::from(panel.output(row) != target);
    }
    let ticks = of(elements, "polyline", colors.ink).into_iter().filter(|e| e.points().len() == 3).count();
    assert_eq!((ticks, of(elements, "polyline", colors.wrong).len()), (4 - wrong, 2 * wrong));
}

#[test]
fn the_line_of_and_goes_through_its_points_in_both_palettes() {
    let panel = panel(100, 100, -150);
    for colors in [Palette::LIGHT, DARK] {
        let frame = frame([SIDE, SIDE], 1.0);
        is_true(&panel, &frame, &colors);
        let [from, to] = line(&drawn(&panel, &frame, &colors), &colors).unwrap();
        // x2 = −x1 + 1.5 enters at (1.5, 0) and leaves at (0, 1.5): between 36 and 421 pixels each unit has 192.5.
        assert_eq!((from, to), ([421.0, 299.0], [132.0, 10.0]));
    }
}

#[test]
fn level_and_vertical_lines_and_lines_along_the_edge_are_drawn() {
    for (w1, w2, b) in [(100, 0, -50), (-100, 0, 50), (0, 200, -50), (100, 0, 50), (0, 100, -150), (10, 10, 10)] {
        is_true(&panel(w1, w2, b), &frame([SIDE, SIDE], 1.0), &DARK);
    }
}

#[test]
fn without_weights_all_or_nothing_is_shaded() {
    for (b, tie) in [(50, "gt"), (-50, "gt"), (0, "gt"), (0, "ge")] {
        let mut panel = panel(0, 0, b);
        set(&mut panel, "tie", tie);
        is_true(&panel, &frame([SIDE, SIDE], 1.0), &DARK);
    }
}

#[test]
fn every_colour_is_the_palettes() {
    let panel = panel(10, 20, -30);
    assert_eq!(DARK.one, RGBColor(0x56, 0xb4, 0xe9));
    for colors in [Palette::LIGHT, DARK] {
        let Palette { paper, ink, muted, grid, one, zero, wrong, accent } = colors;
        let palette = [paper, ink, muted, grid, one, zero, wrong, accent].map(hex);
        for element in drawn(&panel, &frame([SIDE, SIDE], 1.0), &colors) {
            for color in ["stroke", "fill"].map(|name| element.text(name).to_owned()) {
                assert!(
                    color.is_empty() || color == "none" || palette.contains(&color),
                    "{color} of a {}",
                    element.name
                );
            }
        }
    }
}

#[test]
fn strokes_are_as_wide_as_the_scale_makes_them() {
    let strokes = |scale: f64, size: u32| {
        let elements = drawn(&panel(10, 20, -30), &frame([size, size], scale), &DARK);
        let of_ink = |e: &&Element| e.text("stroke") == hex(DARK.ink) || e.text("stroke") == hex(DARK.accent);
        elements.iter().filter(of_ink).map(|e| e.number("stroke-width")).collect::<Vec<_>>()
    };
    // The line 2.5 wide, the arrow's three strokes 1.5, the rings of the chosen row and of the line 2 and 1; ticks 2.5.
    let wide = |scale: f64| [2.5, 1.5, 1.5, 1.5, 2.5, 2.5, 2.5, 2.0, 1.0].map(|css: f64| (css * scale).round());
    for scale in [1.0, 2.0, 3.0] {
        assert_eq!(strokes(scale, SIDE * 3), wide(scale));
    }
}

#[test]
fn no_size_is_too_small() {
    for size in (0..=60).chain([80, 100]) {
        svg(&panel(10, 20, -30).plane(&Words::default()), [size; 2], &DARK);
        for scale in [0.5, 1.0, 2.0, 8.0] {
            drawn(&panel(10, 20, -30), &frame([size, size], scale), &DARK);
            drawn(&panel(10, 20, -30), &frame([size, 300], scale), &DARK);
            drawn(&panel(10, 20, -30), &frame([300, size], scale), &DARK);
        }
    }
    // Without room for the plane's own square nothing is drawn at all: 36 pixels of labels, 10 of air.
    for (size, scale, is_drawn) in
        [(5, 1.0, false), (47, 1.0, false), (48, 1.0, true), (93, 2.0, false), (95, 2.0, true)]
    {
        let elements = drawn(&panel(10, 20, -30), &frame([size, size], scale), &DARK);
        assert_eq!(elements.len() > 1, is_drawn, "{size} at {scale}");
    }
}

proptest! {
    // Each case draws a picture, which takes a millisecond or two.
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn what_is_drawn_is_what_is_decided(
        p in prop::array::uniform3(-200..=200), gate in prop::sample::select(&GATE_NAMES), row in 0..4usize,
        size in prop::array::uniform2(160..700u32), scale in prop::sample::select(&[1.0, 1.25, 1.5, 2.0]), on_row: bool
    ) {
        let [w1, w2, b] = p;
        let [x1, x2] = ROWS[row].map(i32::from);
        let mut panel = panel(w1, w2, if on_row { -w1 * x1 - w2 * x2 } else { b });
        set(&mut panel, "gate", gate);
        set(&mut panel, "row", &format!("{x1}{x2}"));
        is_true(&panel, &frame(size, scale), &DARK);
    }

    #[test]
    fn pixels_and_points_are_each_others_inverse(
        x in -0.5..1.5, y in -0.5..1.5, size in prop::array::uniform2(50..2000u32), scale in 0.5..4.0
    ) {
        let frame = frame(size.map(|length| length * 4), scale);
        let back = frame.from_pixels(frame.to_pixels(Point2::new(x, y)));
        prop_assert!((back - Point2::new(x, y)).norm() < 1e-9);
    }
}
