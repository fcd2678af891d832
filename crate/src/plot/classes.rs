//! The decision regions of a classifier with several classes, and its examples. Each class has its own colour and its own shape.

use nalgebra::Point2;
use plotters::prelude::*;

use super::frame::{Axes, Frame};
use super::palette::{Palette, mixed, rgb};
use super::picture::Picture;
use super::stroke::{Dash, stroke};
use super::surface::{Area, DrawResult};
use super::ticks::short;

/// The class of a cell without a decision.
pub const UNDECIDED: usize = 4;

/// The size of a mark from its middle to its side in a plot this wide, in CSS pixels.
const MARK: f64 = 4.5;
const WIDE: f64 = 360.0;
/// How strongly a region is tinted where the model is least certain, and where it is most certain.
const TINTS: [f64; 2] = [0.1, 0.42];
/// The number of tints of a region.
const STEPS: f64 = 8.0;

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

/// The decisions of a model at the centres of equal cells, row by row from the upper edge.
#[derive(Clone, Debug, PartialEq)]
pub struct Decisions {
    /// The number of cells on a side.
    pub side: usize,
    /// For each class the score of each cell. The greatest score decides.
    pub scores: Vec<Vec<f32>>,
    /// The class of each list of scores.
    pub classes: Vec<usize>,
    /// How certain the decision is in each cell, from 0 to 1.
    pub certainty: Vec<f32>,
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
    pub decisions: Option<Decisions>,
    /// The lines.
    pub lines: Vec<ClassLine>,
    /// The examples.
    pub marks: Vec<Mark>,
    /// The probed point.
    pub probe: Point2<f64>,
}

/// The colour of a class, of Okabe and Ito's palette. Cells without a decision have the colour of tick labels.
pub const fn color(class: usize, colors: &Palette) -> RGBColor {
    match class {
        0 => colors.one,
        1 => colors.zero,
        2 => rgb(0x0000_9e73),
        3 => rgb(0x00cc_79a7),
        _ => colors.muted,
    }
}

impl Decisions {
    /// The score of a class minus the best other score in a cell. Where it is 0, the region of the class ends.
    fn lead(&self, class: usize, cell: usize) -> f32 {
        let others = self.scores.iter().enumerate().filter(|(other, _)| *other != class);
        self.scores[class][cell] - others.map(|(_, scores)| scores[cell]).fold(f32::NEG_INFINITY, f32::max)
    }

    /// The class with the greatest score in a cell.
    pub fn decided(&self, cell: usize) -> usize {
        let best = (0..self.scores.len())
            .reduce(|best, class| if self.scores[class][cell] > self.scores[best][cell] { class } else { best });
        best.map_or(UNDECIDED, |best| self.classes[best])
    }

    /// The borders between regions: segments in cells from the centre of the upper left cell. They are where the lead of a class is 0,
    /// by linear interpolation between cells (marching squares; W. E. Lorensen and H. E. Cline, 1987).
    pub fn borders(&self) -> Vec<[Point2<f64>; 2]> {
        let mut strokes = Vec::new();
        if self.scores.len() < 2 {
            return strokes;
        }
        // Two classes have the same border.
        let classes = if self.scores.len() == 2 { 1 } else { self.scores.len() };
        for class in 0..classes {
            let lead: Vec<f64> = (0..self.side * self.side).map(|cell| f64::from(self.lead(class, cell))).collect();
            for (row, column) in (1..self.side).flat_map(|row| (1..self.side).map(move |column| (row, column))) {
                let corners = [(column - 1, row - 1), (column, row - 1), (column, row), (column - 1, row)];
                let values = corners.map(|(x, y)| lead[y * self.side + x]);
                let crossings = (0..4).filter_map(|edge| {
                    let (from, to) = (edge, (edge + 1) % 4);
                    if (values[from] > 0.0) == (values[to] > 0.0) {
                        return None;
                    }
                    let fraction = (values[from] / (values[from] - values[to])).clamp(0.0, 1.0);
                    let [from, to] = [from, to].map(|at| Point2::new(corners[at].0 as f64, corners[at].1 as f64));
                    Some(from + (to - from) * fraction)
                });
                let crossings: Vec<_> = crossings.collect();
                strokes.extend(crossings.chunks_exact(2).map(|ends| [ends[0], ends[1]]));
            }
        }
        strokes
    }
}

/// Draws the mark of an example: a filled circle, a hollow square, a filled triangle or a cross, by class.
fn draw_mark(area: &Area, frame: &Frame, colors: &Palette, mark: &Mark, size: f64) -> DrawResult {
    let at = frame.to_pixels(mark.at);
    let place = |dx: f64, dy: f64| (frame.px(at.x + dx * size), frame.px(at.y + dy * size));
    let color = color(mark.class, colors);
    let shape = |scale: f64, color: RGBColor| -> DrawResult {
        match mark.class {
            0 => area.draw(&Circle::new(place(0.0, 0.0), frame.px(size * scale).max(1), color.filled())),
            1 => {
                let corners = [place(-scale * 0.9, -scale * 0.9), place(scale * 0.9, scale * 0.9)];
                area.draw(&Rectangle::new(corners, color.filled()))
            }
            2 => {
                let corners = [(0.0, -1.25), (1.15, 0.85), (-1.15, 0.85)].map(|(x, y)| place(x * scale, y * scale));
                area.draw(&Polygon::new(corners.to_vec(), color.filled()))
            }
            _ => [[(-0.9, -0.9), (0.9, 0.9)], [(-0.9, 0.9), (0.9, -0.9)]].into_iter().try_for_each(|ends| {
                let ends = ends.map(|(x, y)| place(x, y)).to_vec();
                area.draw(&PathElement::new(ends, color.stroke_width(frame.stroke(2.2 * scale))))
            }),
        }
    };
    if mark.wrong {
        let ring = colors.wrong.stroke_width(frame.stroke(2.0));
        area.draw(&Circle::new(place(0.0, 0.0), frame.px(size + 4.0), ring))?;
    }
    // An edge in the colour of the ground, and a hole in the square.
    if mark.class != 3 {
        shape(1.3, colors.paper)?;
    }
    shape(1.0, color)?;
    if mark.class == 1 { shape(0.45, colors.paper) } else { Ok(()) }
}

impl Regions {
    fn draw_cells(&self, decisions: &Decisions, area: &Area, frame: &Frame, colors: &Palette) -> DrawResult {
        let [low, high] = self.view;
        let side = decisions.side;
        let edge = |at: usize| low + (high - low) * at as f64 / side as f64;
        let shade = |cell: usize| {
            let class = decisions.decided(cell);
            let certainty = if class == UNDECIDED { 0.3 } else { f64::from(decisions.certainty[cell]) };
            (class, (certainty.clamp(0.0, 1.0) * STEPS).round())
        };
        for row in 0..side {
            let shades: Vec<_> = (0..side).map(|column| shade(row * side + column)).collect();
            let mut column = 0;
            for run in shades.chunk_by(|a, b| a == b) {
                let (class, step) = run[0];
                let fraction = TINTS[0] + (TINTS[1] - TINTS[0]) * step / STEPS;
                let fill = mixed(colors.paper, color(class, colors), fraction).filled();
                let from = frame.to_pixels(Point2::new(edge(column), edge(side - row)));
                column += run.len();
                let to = frame.to_pixels(Point2::new(edge(column), edge(side - row - 1)));
                let corners = [from, to].map(|place| (frame.px(place.x), frame.px(place.y)));
                area.draw(&Rectangle::new(corners, fill))?;
            }
        }
        let cell = (high - low) / side as f64;
        let style = colors.ink.stroke_width(frame.stroke(1.5));
        for stroke in decisions.borders() {
            let ends = stroke.map(|at| {
                let at = Point2::new(low + (at.x + 0.5) * cell, high - (at.y + 0.5) * cell);
                let place = frame.to_pixels(at);
                (frame.px(place.x), frame.px(place.y))
            });
            area.draw(&PathElement::new(ends.to_vec(), style))?;
        }
        Ok(())
    }
}

impl Picture for Regions {
    fn frame(&self, size: [u32; 2], scale: f64) -> Frame {
        Frame { size, scale, x: self.view, y: self.view }
    }

    fn draw(&self, area: &Area, frame: &Frame, colors: &Palette) -> DrawResult {
        // The names of the axes are at the far ends.
        let [low, high] = self.view;
        let tick = |value: &f64| if *value > low && *value < high { short(*value) } else { String::new() };
        let axes = Axes { names: ["x1", "x2"], labels: [7, 7], ticks: [&tick, &tick] };
        if frame.chart(area, colors, &axes)?.is_none() {
            return Ok(());
        }
        if let Some(decisions) = &self.decisions {
            self.draw_cells(decisions, area, frame, colors)?;
        }
        for line in &self.lines {
            let ends = line.ends.map(|end| frame.to_pixels(end));
            // Without a ground the line would hardly be visible on a region of its own colour.
            let ground = colors.paper.stroke_width(frame.stroke(5.0));
            stroke(area, frame, &ends, ground, Dash::Solid)?;
            let style = color(line.class, colors).stroke_width(frame.stroke(2.5));
            stroke(area, frame, &ends, style, Dash::Dashed)?;
        }
        let [_, _, width, _] = frame.inside();
        let size = MARK * (width / WIDE).clamp(0.75, 1.25);
        self.marks.iter().try_for_each(|mark| draw_mark(area, frame, colors, mark, size))?;
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

    #[test]
    fn borders_are_where_two_classes_tie() {
        let decisions = straight(21);
        let borders = decisions.borders();
        assert!(borders.len() > 40);
        let score = |at: Point2<f64>, [a, b]: [f64; 2]| a * (at.x - 10.0) + b * (at.y - 10.0);
        for end in borders.into_iter().flatten() {
            let mut scores = [[1.0, 0.0], [-1.0, 0.0], [0.0, 1.5]].map(|slopes| score(end, slopes));
            scores.sort_by(f64::total_cmp);
            // In the cell in which all three meet, straight interpolation rounds the corner off.
            assert!(scores[2] - scores[1] < 1e-4 || (end - Point2::new(10.0, 10.0)).norm() < 1.5, "{end}: {scores:?}");
        }
    }

    #[test]
    fn each_class_has_a_shape_and_a_colour_of_its_own() {
        let of = |class: usize| {
            let marks = vec![Mark { at: Point2::origin(), class, wrong: false }];
            let picture =
                Regions { view: [-3.0, 3.0], decisions: None, lines: Vec::new(), marks, probe: Point2::new(2.0, 2.0) };
            svg(&picture, [200; 2], &Palette::LIGHT)
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
    fn nothing_to_decide_is_drawn_all_the_same() {
        let one = Decisions { side: 2, scores: vec![vec![1.0; 4]], classes: vec![2], certainty: vec![f32::NAN; 4] };
        assert_eq!((one.decided(0), one.borders()), (2, Vec::new()));
        let none = Decisions { side: 2, scores: Vec::new(), classes: Vec::new(), certainty: vec![0.0; 4] };
        assert_eq!((none.decided(0), none.borders()), (UNDECIDED, Vec::new()));
        for decisions in [one, none] {
            let picture = Regions {
                view: [-3.0, 3.0],
                decisions: Some(decisions),
                lines: Vec::new(),
                marks: vec![Mark { at: Point2::origin(), class: 3, wrong: true }],
                probe: Point2::origin(),
            };
            for size in [[0, 0], [3, 3], [300, 300]] {
                svg(&picture, size, &Palette::LIGHT);
            }
        }
    }
}
