//! The decision regions of a classifier with several classes, and its examples. Each class has its own colour and its own shape.

use std::rc::Rc;

use nalgebra::Point2;
use plotters::prelude::*;

use super::class_marks::{self, MARK, WIDE, color};
use super::contours::Grid;
use super::frame::{Axes, Frame};
use super::labels::{Rect, overlap};
use super::letters;
use super::palette::{Palette, mixed};
use super::picture::Picture;
use super::raster::{Ground, Raster};
use super::stroke::{Dash, draw_clipped, stroke};
use super::surface::{Area, DrawResult};
use super::ticks::short;

/// The class of a cell without a decision: none of those that have a mark.
pub const UNDECIDED: usize = class_marks::COUNT;

/// How strongly a region is tinted where the model is least certain, and where it is most certain.
pub(super) const TINTS: [f64; 2] = [0.1, 0.42];

/// One example.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mark {
    /// The features.
    pub at: Point2<f64>,
    /// The class.
    pub class: usize,
    /// Whether the model predicts another class.
    pub wrong: bool,
}

/// The decisions of a model at the centres of equal cells, row by row from the upper edge. A ring of cells lies around the plane, so
/// that borders reach its edge.
#[derive(Clone, Debug, PartialEq)]
pub struct Decisions {
    /// The number of cells on a side, with the ring.
    pub side: usize,
    /// For each class the score of each cell. The greatest score decides.
    pub scores: Vec<Vec<f32>>,
    /// The class of each list of scores.
    pub classes: Vec<usize>,
    /// How certain the decision is in each cell, from 0 to 1.
    pub certainty: Vec<f32>,
}

/// The name of a class beside its examples.
#[derive(Clone, Debug, PartialEq)]
pub struct Label {
    /// Where.
    pub at: Point2<f64>,
    /// The class, for its colour.
    pub class: usize,
    /// The name.
    pub text: String,
}

/// A dashed line in the colour of a class.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ClassLine {
    /// The class.
    pub class: usize,
    /// The ends.
    pub ends: [Point2<f64>; 2],
}

/// The plot.
#[derive(Clone, Debug, PartialEq)]
pub struct Regions {
    /// The range of both features.
    pub view: [f64; 2],
    /// The decisions; `None` before there is a model.
    pub decisions: Option<Rc<Decisions>>,
    /// The lines.
    pub lines: Vec<ClassLine>,
    /// The examples.
    pub marks: Vec<Mark>,
    /// The names of the classes.
    pub labels: Vec<Label>,
    /// The probed point.
    pub probe: Point2<f64>,
}

/// The score of a class minus the best other score.
pub(super) fn lead(scores: impl Iterator<Item = f32>, class: usize) -> f32 {
    let (mut own, mut others) = (0.0, f32::NEG_INFINITY);
    for (at, score) in scores.enumerate() {
        if at == class { own = score } else { others = others.max(score) }
    }
    own - others
}

impl Decisions {
    /// The score of a class minus the best other score in a cell. Where it is 0, the region of the class ends.
    fn lead(&self, class: usize, cell: usize) -> f32 {
        lead(self.scores.iter().map(|scores| scores[cell]), class)
    }

    /// The class with the greatest score in a cell.
    pub fn decided(&self, cell: usize) -> usize {
        let best = (0..self.scores.len())
            .reduce(|best, class| if self.scores[class][cell] > self.scores[best][cell] { class } else { best });
        best.map_or(UNDECIDED, |best| self.classes[best])
    }

    /// The cells without the ring, row by row from the upper edge.
    fn inner(&self) -> impl Iterator<Item = usize> + '_ {
        let inside = 1..self.side.saturating_sub(1);
        inside.clone().flat_map(move |row| inside.clone().map(move |column| row * self.side + column))
    }

    /// The borders between regions over the range of both features: where the lead of a class is 0.
    pub fn borders(&self, [low, high]: [f64; 2]) -> Vec<Vec<Point2<f64>>> {
        if self.scores.len() < 2 || self.side < 3 {
            return Vec::new();
        }
        // The cells of the ring have their centres half a cell beyond the plane.
        let half = (high - low) / (self.side - 2) as f64 / 2.0;
        let (x, y) = ([low - half, high + half], [high + half, low - half]);
        // Of two classes both have the same border.
        let classes = if self.scores.len() == 2 { 1 } else { self.scores.len() };
        let border = |class: usize| {
            let values = (0..self.side * self.side).map(|cell| f64::from(self.lead(class, cell))).collect();
            Grid { x, y, columns: self.side, values }.level(0.0)
        };
        (0..classes).flat_map(border).collect()
    }

    /// The class of a cell, and how strongly it is tinted, from 0 to 1.
    fn shade(&self, cell: usize) -> (usize, f64) {
        let class = self.decided(cell);
        let certainty = if class == UNDECIDED { 0.3 } else { f64::from(self.certainty[cell]) };
        (class, if certainty.is_nan() { 0.0 } else { certainty.clamp(0.0, 1.0) })
    }
}

/// The regions of a classifier, each tinted in the colour of its class.
struct Tints<'a>(&'a Decisions);

impl Raster for Tints<'_> {
    fn size(&self) -> [usize; 2] {
        [self.0.side.saturating_sub(2); 2]
    }

    fn paint(&self, colors: &Palette, pixels: &mut [[u8; 4]]) {
        for (cell, pixel) in self.0.inner().zip(pixels) {
            let (class, certainty) = self.0.shade(cell);
            let strength = TINTS[0] + (TINTS[1] - TINTS[0]) * certainty;
            let RGBColor(red, green, blue) = mixed(colors.paper, color(class, colors), strength);
            *pixel = [red, green, blue, u8::MAX];
        }
    }
}

/// Draws the mark of an example, with a ring where the model is wrong.
fn draw_mark(area: &Area, frame: &Frame, colors: &Palette, mark: &Mark, size: f64) -> DrawResult {
    let at = frame.to_pixels(mark.at);
    if mark.wrong {
        let ring = colors.wrong.stroke_width(frame.stroke(2.0));
        area.draw(&Circle::new((frame.px(at.x), frame.px(at.y)), frame.px(size + 4.0), ring))?;
    }
    class_marks::draw(area, frame, colors, mark.class, at, size)
}

impl Regions {
    fn draw_borders(&self, decisions: &Decisions, area: &Area, frame: &Frame, colors: &Palette) -> DrawResult {
        let style = colors.ink.stroke_width(frame.stroke(1.5));
        decisions.borders(self.view).iter().try_for_each(|border| {
            let places: Vec<_> = border.iter().map(|at| frame.to_pixels(*at)).collect();
            draw_clipped(area, frame, &places, style, Dash::Solid)
        })
    }

    /// Where the middles of the names are, in CSS pixels: at their places, and where two would overlap the later one above or below.
    fn label_places(&self, frame: &Frame) -> Vec<Point2<f64>> {
        let [left, top, width, height] = frame.inside();
        let mut taken: Vec<Rect> = Vec::new();
        let place = |label: &Label| {
            let at = frame.to_pixels(label.at);
            let (across, down) = letters::size(&label.text);
            let [half, rise] = [across / 2.0, down / 2.0];
            let x = at.x.clamp((left + half).min(left + width / 2.0), (left + width - half).max(left + width / 2.0));
            let y = at.y.clamp(top + rise, (top + height - rise).max(top + rise));
            let rect = |y: f64| [x - half, y - rise, x + half, y + rise];
            let is_free = |y: &f64| {
                let rect = rect(*y);
                rect[1] >= top && rect[3] <= top + height && !taken.iter().any(|other| overlap(&rect, other))
            };
            let moves = (1..=self.labels.len()).flat_map(|lines| [-1.0, 1.0].map(|sign| sign * down * lines as f64));
            let y = std::iter::once(0.0).chain(moves).map(|by| y + by).find(is_free).unwrap_or(y);
            taken.push(rect(y));
            Point2::new(x, y)
        };
        self.labels.iter().map(place).collect()
    }

    /// The names of the classes, each with an edge of the paper's colour.
    fn draw_labels(&self, area: &Area, frame: &Frame, colors: &Palette) -> DrawResult {
        for (label, Point2 { coords }) in self.labels.iter().zip(self.label_places(frame)) {
            let [x, y] = coords.into();
            let write = |dx: f64, dy: f64, color: RGBColor| {
                let style = letters::centred(&letters::strong(frame, color));
                area.draw(&Text::new(label.text.as_str(), (frame.px(x + dx), frame.px(y + dy)), style))
            };
            for (dx, dy) in [(-1.5, 0.0), (1.5, 0.0), (0.0, -1.5), (0.0, 1.5)] {
                write(dx, dy, colors.paper)?;
            }
            write(0.0, 0.0, mixed(color(label.class, colors), colors.ink, 0.35))?;
        }
        Ok(())
    }
}

impl Picture for Regions {
    fn frame(&self, size: [u32; 2], scale: f64) -> Frame {
        Frame { size, scale, x: self.view, y: self.view }
    }

    fn ground(&self, _: &Frame) -> Option<Ground<'_>> {
        let decisions = self.decisions.as_ref()?;
        Some(Ground { raster: Box::new(Tints(decisions)), x: self.view, y: self.view })
    }

    fn draw(&self, area: &Area, frame: &Frame, colors: &Palette) -> DrawResult {
        // At the far ends stand the names of the axes.
        let [low, high] = self.view;
        let tick = |value: &f64| if *value > low && *value < high { short(*value) } else { String::new() };
        let axes = Axes { names: ["x1", "x2"], labels: [7, 7], ticks: [&tick, &tick] };
        let has_ground = self.decisions.is_some();
        let chart = if has_ground { frame.axes(area, colors, &axes)? } else { frame.chart(area, colors, &axes)? };
        if chart.is_none() {
            return Ok(());
        }
        if let Some(decisions) = &self.decisions {
            self.draw_borders(decisions, area, frame, colors)?;
        }
        for line in &self.lines {
            let ends = line.ends.map(|end| frame.to_pixels(end));
            // On a region of its own colour the line would hardly be seen.
            let ground = colors.paper.stroke_width(frame.stroke(5.0));
            stroke(area, frame, &ends, ground, Dash::Solid)?;
            let style = color(line.class, colors).stroke_width(frame.stroke(2.5));
            stroke(area, frame, &ends, style, Dash::Dashed)?;
        }
        let [_, _, width, _] = frame.inside();
        let size = MARK * (width / WIDE).clamp(0.75, 1.25);
        self.marks.iter().try_for_each(|mark| draw_mark(area, frame, colors, mark, size))?;
        self.draw_labels(area, frame, colors)?;
        let probe = frame.to_pixels(self.probe);
        let stroke = |dx: f64, dy: f64, color: RGBColor, width: f64| {
            let at = |sign: f64| (frame.px(probe.x + sign * dx), frame.px(probe.y + sign * dy));
            area.draw(&PathElement::new(vec![at(-1.0), at(1.0)], color.stroke_width(frame.stroke(width))))
        };
        for (color, width) in [(colors.paper, 5.0), (colors.ink, 2.0)] {
            stroke(8.0, 0.0, color, width)?;
            stroke(0.0, 8.0, color, width)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plot::picture::svg;
    use crate::plot::raster::pixels_of;

    const VIEW: [f64; 2] = [-3.0, 3.0];

    /// Three classes whose scores are straight: their borders meet in the middle.
    fn straight(side: usize) -> Decisions {
        let middle = (side - 1) as f32 / 2.0;
        let score = |a: f32, b: f32| {
            let at = move |cell: usize| {
                (a * ((cell % side) as f32 - middle) + b * ((cell / side) as f32 - middle)) / side as f32
            };
            (0..side * side).map(at).collect::<Vec<_>>()
        };
        let scores = vec![score(1.0, 0.0), score(-1.0, 0.0), score(0.0, 1.5)];
        Decisions { side, scores, classes: vec![0, 1, 2], certainty: vec![0.5; side * side] }
    }

    fn picture(decisions: Option<Decisions>) -> Regions {
        Regions {
            view: VIEW,
            decisions: decisions.map(Rc::new),
            lines: Vec::new(),
            marks: vec![Mark { at: Point2::origin(), class: 3, wrong: true }],
            labels: vec![Label { at: Point2::new(9.0, 9.0), class: 0, text: "사과".to_owned() }],
            probe: Point2::new(2.0, 2.0),
        }
    }

    #[test]
    fn borders_are_where_two_classes_tie_and_reach_beyond_the_plane() {
        let borders = straight(23).borders(VIEW);
        let cell = 6.0 / 21.0;
        let score = |at: Point2<f64>, [a, b]: [f64; 2]| a * at.x - b * at.y;
        for place in borders.iter().flatten() {
            let mut scores = [[1.0, 0.0], [-1.0, 0.0], [0.0, 1.5]].map(|slopes| score(*place, slopes));
            scores.sort_by(f64::total_cmp);
            // In the cell in which all three meet, straight interpolation rounds the corner off.
            assert!(scores[2] - scores[1] < 1e-3 || place.coords.norm() < 1.5 * cell, "{place}: {scores:?}");
        }
        let reach = borders.iter().flatten().map(|place| place.coords.amax()).fold(0.0, f64::max);
        assert!((reach - 3.0 - cell / 2.0).abs() < 1e-9, "{reach}");
    }

    #[test]
    fn borders_end_at_the_frame() {
        let document = svg(&picture(Some(straight(23))), [300, 300], &Palette::LIGHT);
        let [left, top, width, height] = picture(None).frame([300, 300], 1.0).inside();
        let lines = document.lines().filter(|line| line.contains("<polyline") && line.contains("stroke-width=\"2\""));
        let ends: Vec<(f64, f64)> = lines
            .flat_map(|line| line.split("points=\"").nth(1).unwrap().split('"').next().unwrap().split_whitespace())
            .map(|place| place.split_once(',').unwrap())
            .map(|(x, y)| (x.parse().unwrap(), y.parse().unwrap()))
            .collect();
        let far = |ends: &[f64], edge: f64| ends.iter().map(|at| (at - edge).abs()).fold(f64::MAX, f64::min);
        let (x, y): (Vec<f64>, Vec<f64>) = ends.into_iter().unzip();
        assert!(far(&x, left) <= 1.0 && far(&x, left + width) <= 1.0, "{x:?}");
        assert!(far(&y, top) <= 1.0 || far(&y, top + height) <= 1.0, "{y:?}");
    }

    #[test]
    fn the_ground_has_a_pixel_for_each_cell_of_the_plane() {
        let picture = picture(Some(straight(23)));
        let ground = picture.ground(&picture.frame([300, 300], 1.0)).unwrap();
        let pixels = pixels_of(&*ground.raster, &Palette::LIGHT);
        assert_eq!((ground.raster.size(), pixels.len()), ([21, 21], 21 * 21));
        assert!(pixels[10 * 21] != pixels[10 * 21 + 20] && pixels.iter().all(|[.., alpha]| *alpha == 255));
    }

    #[test]
    fn each_class_has_a_shape_and_a_colour_of_its_own() {
        let of = |class: usize| {
            let marks = vec![Mark { at: Point2::origin(), class, wrong: false }];
            svg(&Regions { marks, labels: Vec::new(), ..picture(None) }, [200; 2], &Palette::LIGHT)
        };
        let drawn: Vec<_> = (0..4).map(of).collect();
        for (color, shape, text) in [
            ("#0072B2", "<circle", &drawn[0]),
            ("#E69F00", "<rect", &drawn[1]),
            ("#009E73", "<polygon", &drawn[2]),
            ("#CC79A7", "<polyline", &drawn[3]),
        ] {
            assert!(text.lines().any(|line| line.contains(color) && line.contains(shape)), "{shape} in {color}");
        }
    }

    #[test]
    fn names_at_one_place_stand_one_above_the_other() {
        let label = |class: usize, text: &str| Label { at: Point2::new(3.0, -3.0), class, text: text.to_owned() };
        let regions = Regions { labels: vec![label(0, "apple"), label(1, "grape"), label(2, "fig")], ..picture(None) };
        let frame = regions.frame([300, 300], 1.0);
        let [left, top, width, height] = frame.inside();
        let places = regions.label_places(&frame);
        assert!(places.windows(2).all(|pair| pair[0].y - pair[1].y >= letters::size("a").1), "{places:?}");
        assert!(places.iter().all(|at| at.x < left + width && (top..top + height).contains(&at.y)), "{places:?}");
    }

    #[test]
    fn nothing_to_decide_is_drawn_all_the_same() {
        let one = Decisions { side: 3, scores: vec![vec![1.0; 9]], classes: vec![2], certainty: vec![f32::NAN; 9] };
        assert_eq!((one.decided(0), one.borders(VIEW)), (2, Vec::new()));
        let none = Decisions { side: 2, scores: Vec::new(), classes: Vec::new(), certainty: vec![0.0; 4] };
        assert_eq!((none.decided(0), none.borders(VIEW)), (UNDECIDED, Vec::new()));
        for decisions in [one, none] {
            for size in [[0, 0], [3, 3], [300, 300]] {
                svg(&picture(Some(decisions.clone())), size, &Palette::LIGHT);
            }
        }
    }
}
