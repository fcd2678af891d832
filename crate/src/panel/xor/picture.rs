//! The panel's pictures: the plane of the inputs and beside it the plane of the hidden outputs.

use nalgebra::Point2;

use super::{Part, Xor};
use crate::data::gates::{Gate, ROWS, row_name};
use crate::model::activation::Activation;
use crate::model::boundary::Boundary;
use crate::model::decimal::{Decimal, Product};
use crate::model::network::Network;
use crate::model::perceptron::{Perceptron, TieRule};
use crate::model::samples::Points;
use crate::plot::activation::ActivationPlot;
use crate::plot::chart::{LossChart, Reference, Series};
use crate::plot::palette::{Hue, Palette};
use crate::plot::picture::svg;
use crate::plot::plane::{Line, Mark, Plane, RANGE, Shade};
use crate::plot::stroke::Dash;

/// How many cells a surface has along each side.
const CELLS: usize = 64;
const INPUTS: [&str; 2] = ["x1", "x2"];
const HIDDEN: [&str; 2] = ["h1", "h2"];

type Polygon = Vec<Point2<f64>>;

fn point(row: [bool; 2]) -> Point2<f64> {
    Point2::from(row.map(|x| f64::from(u8::from(x))))
}

/// The part of `polygon` where `unit` puts out `output`.
fn part(unit: &Perceptron, polygon: &[Point2<f64>], output: bool, tie: TieRule) -> Polygon {
    match Boundary::of(unit) {
        Some(boundary) => boundary.clip(polygon, output),
        // Without weights the bias alone decides, everywhere alike.
        None if tie.step(unit.bias) == output => polygon.to_vec(),
        None => Vec::new(),
    }
}

pub(super) fn line(unit: &Perceptron, name: Option<&'static str>) -> Option<Line> {
    Boundary::of(unit).map(|boundary| Line { boundary, name })
}

/// The line of a layer's unit in a learned network.
fn learned_line(network: &Network, layer: usize, unit: usize, name: &'static str) -> Option<Line> {
    let layer = &network.layers()[layer];
    let [weights, biases] = [layer.weights(), layer.biases()].map(|range| &network.parameters()[range]);
    let weights = [weights[2 * unit], weights[2 * unit + 1]].map(f64::from);
    let boundary = Boundary::from_f64(weights, biases[unit].into())?;
    Some(Line { boundary, name: Some(name) })
}

/// A network's output over the square of `range`.
fn surface(network: &Network, range: [f64; 2]) -> Shade {
    #[allow(clippy::cast_possible_truncation)] // small round numbers
    let range = range.map(|value| value as f32);
    let grid = Points::grid(range, range, CELLS, CELLS, 2, |at, inputs| inputs.copy_from_slice(&at));
    let values = grid.and_then(|grid| network.predict(&grid)).unwrap_or_default();
    Shade::Surface(values, CELLS)
}

/// The output layer alone, which looks at h1 and h2.
fn output_layer(network: &Network) -> Option<Network> {
    let layer = &network.layers()[1];
    let mut alone = Network::new(&[2, 1], &[layer.activation]).ok()?;
    alone.set_parameters(&network.parameters()[layer.weights().start..layer.biases().end]).ok()?;
    Some(alone)
}

impl Xor {
    /// A row as a point.
    fn point_of(&self, row: usize, at: Point2<f64>, right: Option<bool>, on_line: bool) -> Mark {
        let chosen = row == self.settings().row;
        Mark { at, target: Gate::XOR.outputs()[row], right, on_line, chosen, name: row_name(ROWS[row]) }
    }

    /// The rows at their inputs.
    fn marks_of_inputs(&self, on_line: impl Fn([bool; 2]) -> bool) -> Vec<Mark> {
        let mark = |row: usize| self.point_of(row, point(ROWS[row]), Some(self.row_right(row)), on_line(ROWS[row]));
        (0..ROWS.len()).map(mark).collect()
    }

    /// The plane of x1 and x2.
    pub fn plane_of_inputs(&self) -> Plane {
        let settings = self.settings();
        let (hand, tie) = (&settings.hand, settings.tie);
        let whole = Plane::square(RANGE);
        let zero = |unit: &Perceptron, row| unit.weighted_sum(row) == Decimal::ZERO;
        let (marks, lines, shade) = match settings.part {
            Part::Hand => {
                let [h1, h2] = &hand.hidden;
                let parts = ROWS.into_iter().filter(|hidden| hand.output.output(*hidden, tie));
                let parts = parts.map(|[o1, o2]| part(h2, &part(h1, &whole, o1, tie), o2, tie)).collect();
                let lines = [line(h1, Some("h1")), line(h2, Some("h2"))].into_iter().flatten().collect();
                (self.marks_of_inputs(|row| zero(h1, row) || zero(h2, row)), lines, Shade::Ones(parts))
            }
            Part::Learn => {
                let network = self.run().network();
                let lines = [(0, "h1"), (1, "h2")].map(|(unit, name)| learned_line(network, 0, unit, name));
                let lines = lines.into_iter().flatten().collect();
                (self.marks_of_inputs(|_| false), lines, surface(network, RANGE))
            }
            Part::Limit => {
                let unit = &settings.single;
                let lines = line(unit, None).into_iter().collect();
                (self.marks_of_inputs(|row| zero(unit, row)), lines, Shade::Ones(vec![part(unit, &whole, true, tie)]))
            }
            Part::Collapse => {
                let one = hand.collapsed();
                let boundary = Boundary::from_f64(one.weights.map(Product::to_f64), one.bias.to_f64());
                let ones = match &boundary {
                    Some(boundary) => boundary.clip(&whole, true),
                    None if one.output([false; 2], tie) => whole,
                    None => Vec::new(),
                };
                let lines = boundary.map(|boundary| Line { boundary, name: Some("y") }).into_iter().collect();
                let on_line = |row| one.weighted_sum(row) == Decimal::ZERO.into();
                (self.marks_of_inputs(on_line), lines, Shade::Ones(vec![ones]))
            }
        };
        Plane { names: INPUTS, range: RANGE, marks, lines, shade, sides: None }
    }

    /// The plane of h1 and h2; nothing for one perceptron, which has no hidden layer.
    pub fn plane_of_hidden(&self) -> Option<Plane> {
        let settings = self.settings();
        let (hand, tie) = (&settings.hand, settings.tie);
        let rows = 0..ROWS.len();
        let (range, marks, line, shade) = match settings.part {
            Part::Limit => return None,
            Part::Hand => {
                let mark = |row: usize| {
                    let hidden = hand.hidden_outputs(ROWS[row], tie);
                    let on_line = hand.output.weighted_sum(hidden) == Decimal::ZERO;
                    self.point_of(row, point(hidden), None, on_line)
                };
                let ones = part(&hand.output, &Plane::square(RANGE), true, tie);
                (RANGE, rows.map(mark).collect(), line(&hand.output, Some("y")), Shade::Ones(vec![ones]))
            }
            Part::Learn => {
                let range = if settings.activation == Activation::Tanh { [-1.5, 1.5] } else { RANGE };
                let outputs = self.run().outputs();
                let at = |row: usize| Point2::new(f64::from(outputs[row][0]), f64::from(outputs[row][1]));
                let network = self.run().network();
                let shade = output_layer(network).map_or(Shade::Ones(Vec::new()), |layer| surface(&layer, range));
                let marks = rows.map(|row| self.point_of(row, at(row), None, false)).collect();
                (range, marks, learned_line(network, 1, 0, "y"), shade)
            }
            Part::Collapse => {
                let at = |row: usize| Point2::from(hand.hidden.map(|unit| unit.weighted_sum(ROWS[row]).to_f64()));
                let farthest = rows.clone().flat_map(|row| [at(row).x.abs(), at(row).y.abs()]).fold(1.0, f64::max);
                let range = [-farthest.ceil() - 0.5, farthest.ceil() + 0.5];
                let on_line = |row: usize| hand.sum_without_step(ROWS[row]) == Decimal::ZERO.into();
                let marks = rows.map(|row| self.point_of(row, at(row), None, on_line(row))).collect();
                let ones = part(&hand.output, &Plane::square(range), true, tie);
                (range, marks, line(&hand.output, Some("y")), Shade::Ones(vec![ones]))
            }
        };
        Some(Plane { names: HIDDEN, range, marks, lines: line.into_iter().collect(), shade, sides: None })
    }

    /// The output over the plane of the network that a seed came to, as a picture of `side` × `side` pixels: RGBA in the
    /// colour `0xRRGGBB`, the more opaque the nearer to 1. Empty for a place where none has been tried.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // an output from 0 to 1 as a byte
    pub fn seed_tile(&self, place: usize, side: usize, color: u32) -> Vec<u8> {
        let Some(outcome) = self.seeds().outcomes().get(place) else { return Vec::new() };
        let mut network = self.run().network().clone();
        let [_, red, green, blue] = color.to_be_bytes();
        let range = RANGE.map(|value| value as f32);
        let grid = Points::grid(range, range, side, side, 2, |at, inputs| inputs.copy_from_slice(&at));
        let values = network.set_parameters(&outcome.parameters).and(grid).and_then(|grid| network.predict(&grid));
        values.unwrap_or_default().iter().flat_map(|y| [red, green, blue, (y * 255.0) as u8]).collect()
    }

    /// σ(k·a) with its slope, and h1's four sums on it, drawn by `draw`.
    pub fn with_slope<T>(&self, draw: impl FnOnce(&ActivationPlot) -> T) -> T {
        #[allow(clippy::cast_possible_truncation)]
        let function = |a: f64| {
            let (h, slope) = self.steep_sigmoid(a as f32);
            (f64::from(h), f64::from(slope))
        };
        draw(&ActivationPlot { function: &function, sums: self.slopes(0).map(|(a, _)| f64::from(a)).to_vec() })
    }

    /// The loss by epoch up to the step shown, beside that of an output which says ½ to everything, ln 2. `names` are those of
    /// the two axes and of that line.
    pub fn loss_chart(&self, [epoch, loss, half]: [String; 3]) -> LossChart {
        let all = self.run().losses();
        let shown = &all[..(self.run().position() / ROWS.len()).min(all.len())];
        let points = (1_u32..).zip(shown).map(|(epoch, loss)| Point2::new(epoch.into(), *loss)).collect();
        let series = Series { name: String::new(), hue: Hue::One, dash: Dash::Solid, points };
        LossChart {
            names: [epoch, loss],
            series: vec![series],
            references: vec![Reference { name: half, loss: std::f64::consts::LN_2 }],
            epochs: all.len() as f64,
            logarithmic: false,
        }
    }

    /// The planes side by side, each `side` CSS pixels wide and high, as an SVG document.
    pub fn svg(&self, side: u32, colors: &Palette) -> String {
        let inputs = svg(&self.plane_of_inputs(), [side; 2], colors);
        let Some(hidden) = self.plane_of_hidden() else { return inputs };
        let hidden = svg(&hidden, [side; 2], colors).replacen("<svg ", &format!("<svg x=\"{side}\" "), 1);
        let width = 2 * side;
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{side}\">\n{inputs}{hidden}</svg>\n"
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::panel::played::Played;
    use crate::panel::xor::hand::PRESETS;

    /// Whether a point lies in a convex polygon, counter-clockwise, or on its border.
    fn holds(polygon: &[Point2<f64>], at: Point2<f64>) -> bool {
        let edges = (0..polygon.len()).map(|i| (polygon[i], polygon[(i + 1) % polygon.len()]));
        polygon.len() > 2 && edges.into_iter().all(|(from, to)| (to - from).perp(&(at - from)) > -1e-9)
    }

    #[test]
    fn the_tinted_parts_are_where_the_output_is_1() {
        for (name, network) in PRESETS {
            let mut panel = Xor::default();
            panel.place(network);
            let Shade::Ones(parts) = panel.plane_of_inputs().shade else { panic!("by hand there is no surface") };
            for mark in panel.plane_of_inputs().marks {
                assert_eq!(parts.iter().any(|part| holds(part, mark.at)), mark.target, "{name}: {}", mark.name);
                assert_eq!(mark.right, Some(true));
            }
        }
    }

    #[test]
    fn the_curve_ends_where_the_run_stands_and_the_axis_where_it_has_been() {
        let mut panel = Xor::default();
        panel.load("part=learn&steps=400");
        panel.seek(41);
        let chart = panel.loss_chart(["epoch", "loss", "half"].map(str::to_owned));
        let points = &chart.series[0].points;
        assert!((chart.epochs - 100.0).abs() < 1e-9 && points.len() == 10);
        assert!(points.iter().zip(panel.run().losses()).all(|(point, loss)| (point.y - loss).abs() < 1e-12));
        assert_eq!(format!("{:.3}", points[9].y), panel.loss_text().unwrap());
    }

    #[test]
    fn the_document_holds_both_planes_or_the_only_one() {
        let mut panel = Xor::default();
        let both = panel.svg(300, &Palette::LIGHT);
        assert!(both.matches("<svg ").count() == 3 && both.matches("</svg>").count() == 3);
        assert!(both.contains("<svg x=\"300\" ") && both.contains("h₁"));
        panel.set("part", "limit").unwrap();
        assert_eq!(panel.svg(300, &Palette::LIGHT).matches("<svg ").count(), 1);
    }

    #[test]
    fn four_points_fall_onto_three_places_and_one_line_parts_them() {
        let panel = Xor::default();
        let plane = panel.plane_of_hidden().unwrap();
        let at = |name: &str| plane.marks.iter().find(|mark| mark.name == name).unwrap().at;
        assert_eq!(at("01"), at("10"));
        let line = plane.lines[0].boundary;
        assert!(plane.marks.iter().all(|mark| (line.value_at(mark.at) > 0.0) == mark.target));
    }
}
