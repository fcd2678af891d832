//! The panel's pictures: the plane of the inputs and beside it the plane of the hidden outputs, and the curves of its drawers.

use nalgebra::Point2;

use super::search::sample;
use super::walk::Walk;
use super::{Hidden, Part, SLICES, Xor};
use crate::data::gates::{Gate, ROWS, row_name};
use crate::model::boundary::Boundary;
use crate::model::decimal::{Decimal, Product};
use crate::model::network::Network;
use crate::model::perceptron::{Perceptron, TieRule};
use crate::model::samples::Points;
use crate::panel::words::Words;
use crate::plot::chart::{LossChart, Reference, Series};
use crate::plot::curves::{self, Curves};
use crate::plot::palette::Hue;
use crate::plot::picture::Picture;
use crate::plot::plane::{Line, Mark, Plane, RANGE, Shade, Surface, Tint, Trace};
use crate::plot::raster::Raster;
use crate::plot::side_by_side::SideBySide;
use crate::plot::sparkline::Sparkline;
use crate::plot::stroke::Dash;

/// How many cells the small picture of a seed has along each side.
pub(super) const TILE: usize = 24;
/// How opaque its tint of 1 is.
const TILE_TINT: f64 = 0.85;
const INPUTS: [&str; 2] = ["x1", "x2"];
const HIDDEN: [&str; 2] = ["h1", "h2"];
/// How many of the lines tried last the search shows.
const LINES_SHOWN: u32 = 12;
/// How far the picture of the slope reaches to both sides.
const SUMS: f64 = 4.0;

type Polygon = Vec<Point2<f64>>;

fn point(row: [bool; 2]) -> Point2<f64> {
    Point2::from(row.map(|x| f64::from(u8::from(x))))
}

/// The row whose point is within `reach` of `place`.
pub(super) fn row_near(marks: &[Mark], place: Point2<f64>, reach: f64) -> Option<usize> {
    marks.iter().position(|mark| (mark.at - place).norm() < reach)
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

/// A network's outputs everywhere in the plane of its two inputs.
#[derive(Debug)]
struct Outputs(Network);

impl Surface for Outputs {
    fn outputs(&self, x: [f64; 2], y: [f64; 2], [columns, rows]: [usize; 2]) -> Vec<f32> {
        outputs(&self.0, x, y, [columns, rows])
    }
}

/// A network's outputs at the centres of the cells of a rectangle; none where they are no numbers.
#[allow(clippy::cast_possible_truncation)] // places on a screen
fn outputs(network: &Network, x: [f64; 2], y: [f64; 2], [columns, rows]: [usize; 2]) -> Vec<f32> {
    let [x, y] = [x, y].map(|range| range.map(|value| value as f32));
    let grid = Points::grid(x, y, columns, rows, 2, |at, inputs| inputs.copy_from_slice(&at));
    grid.and_then(|grid| network.predict(&grid)).unwrap_or_default()
}

/// What a seed's network has come to, over the plane.
pub(super) fn tile_of(network: &Network) -> Vec<f32> {
    outputs(network, RANGE, RANGE, [TILE; 2])
}

/// The output layer alone, which looks at h1 and h2.
fn output_layer(network: &Network) -> Option<Network> {
    let layer = &network.layers()[1];
    let mut alone = Network::new(&[2, 1], &[layer.activation]).ok()?;
    alone.set_parameters(&network.parameters()[layer.weights().start..layer.biases().end]).ok()?;
    Some(alone)
}

/// The corners of a convex polygon in the order that plots take them in.
fn counter_clockwise(mut corners: [Point2<f64>; 4]) -> Polygon {
    if (corners[1] - corners[0]).perp(&(corners[2] - corners[0])) < 0.0 {
        corners.reverse();
    }
    corners.to_vec()
}

/// Whether the perceptron's sum is exactly zero.
fn is_on_line(unit: &Perceptron, row: [bool; 2]) -> bool {
    unit.weighted_sum(row) == Decimal::ZERO
}

impl Xor {
    /// The picture called `name`.
    pub(super) fn picture_called(&self, name: &str, words: &Words) -> Option<Box<dyn Picture + '_>> {
        Some(match name {
            "inputs" => Box::new(self.plane_of_inputs(words)),
            "hidden" => Box::new(self.plane_of_hidden(words)?),
            "losses" => Box::new(self.loss_chart(words)),
            "spark" => Box::new(self.spark()),
            "slope" => Box::new(self.slope_curves()),
            "planes" => {
                let hidden = self.plane_of_hidden(words).map(|plane| Box::new(plane) as Box<dyn Picture>);
                let inputs: Box<dyn Picture> = Box::new(self.plane_of_inputs(words));
                Box::new(SideBySide(std::iter::once(inputs).chain(hidden).collect()))
            }
            _ => return None,
        })
    }

    /// A row as a point.
    fn point_of(&self, row: usize, at: Point2<f64>, right: Option<bool>, on_line: bool) -> Mark {
        let chosen = row == self.settings().row.0;
        Mark { at, target: Gate::XOR.outputs()[row], right, on_line, chosen, name: row_name(ROWS[row]) }
    }

    /// The rows at their inputs.
    pub(super) fn marks_of_inputs(&self) -> Vec<Mark> {
        let settings = self.settings();
        let hand = settings.hand();
        let on_line = |row: [bool; 2]| match settings.part {
            Part::Hand => hand.hidden.iter().any(|unit| is_on_line(unit, row)),
            Part::Limit => is_on_line(&settings.single(), row),
            Part::Collapse => hand.collapsed().weighted_sum(row) == Decimal::ZERO.into(),
            Part::Learn | Part::Seeds => false,
        };
        let mark =
            |(at, row): (usize, [bool; 2])| self.point_of(at, point(row), Some(self.row_right(at)), on_line(row));
        ROWS.into_iter().enumerate().map(mark).collect()
    }

    /// Where the hidden layer puts a row, at the end of its way.
    fn hidden_place(&self, row: usize) -> Point2<f64> {
        let settings = self.settings();
        match settings.part {
            Part::Learn | Part::Seeds => {
                let [h1, h2, _] = self.learned().outputs()[row];
                Point2::new(h1.into(), h2.into())
            }
            Part::Collapse => Point2::from(settings.hand().hidden.map(|unit| unit.weighted_sum(ROWS[row]).to_f64())),
            Part::Hand | Part::Limit => point(settings.hand().hidden_outputs(ROWS[row], settings.tie)),
        }
    }

    /// How much of its way a row has done.
    fn share_of_way(&self, row: usize) -> f64 {
        if self.settings().part == Part::Collapse {
            self.settings().walk.share_of_all()
        } else {
            self.settings().walk.share(row)
        }
    }

    /// The rows in the hidden plane, where they are on their way.
    pub(super) fn marks_of_hidden(&self) -> Vec<Mark> {
        let settings = self.settings();
        let hand = settings.hand();
        let on_line = |row: usize| match settings.part {
            Part::Hand => is_on_line(&hand.output, hand.hidden_outputs(ROWS[row], settings.tie)),
            Part::Collapse => hand.sum_without_step(ROWS[row]) == Decimal::ZERO.into(),
            _ => false,
        };
        let mark = |row: usize| {
            let (from, to, share) = (point(ROWS[row]), self.hidden_place(row), self.share_of_way(row));
            self.point_of(row, from + (to - from) * share, None, share >= 1.0 && on_line(row))
        };
        (0..ROWS.len()).map(mark).collect()
    }

    /// Thin lines in the hidden plane: the ways of the points as far as they have come, or what has become of the square of
    /// the inputs.
    fn ways(&self, marks: &[Mark]) -> Vec<Trace> {
        if self.settings().part == Part::Collapse {
            let corners = [0, 1, 3, 2, 0].map(|row: usize| marks[row].at);
            return vec![Trace { path: corners.to_vec(), strength: 0.7 }];
        }
        if self.settings().walk == Walk::default() {
            return Vec::new();
        }
        let way = |(row, mark): (usize, &Mark)| Trace { path: vec![point(ROWS[row]), mark.at], strength: 0.6 };
        marks.iter().enumerate().map(way).collect()
    }

    /// The lines that the search has tried last, the latest the strongest.
    fn lines_tried(&self) -> Vec<Trace> {
        let searched = self.searched();
        if self.settings().part != Part::Limit || searched == 0 || searched == SLICES {
            return Vec::new();
        }
        let [low, high] = [-2.0, 4.0].map(|edge| Point2::new(edge, edge));
        let trace = |number: u32| {
            let ends = Boundary::of(&sample(number))?.segment(low, high)?;
            let strength = 1.0 - f64::from(searched - 1 - number) / f64::from(LINES_SHOWN);
            Some(Trace { path: ends.to_vec(), strength })
        };
        (searched.saturating_sub(LINES_SHOWN)..searched).filter_map(trace).collect()
    }

    /// The plane of x1 and x2.
    pub fn plane_of_inputs(&self, words: &Words) -> Plane {
        let settings = self.settings();
        let (hand, tie) = (settings.hand(), settings.tie);
        // Wider than any picture of the plane is, so that what is tinted reaches all its edges.
        let whole = Plane::square([-20.0, 21.0]);
        let [h1, h2] = &hand.hidden;
        // The part of the plane whose points all come to one place of the hidden plane.
        let part_of = |[o1, o2]: [bool; 2]| part(h2, &part(h1, &whole, o1, tie), o2, tie);
        let lit = settings.walk.moving().filter(|_| settings.part == Part::Hand);
        let lit = lit.map_or_else(Vec::new, |row| part_of(hand.hidden_outputs(ROWS[row], tie)));
        let (lines, shade) = match settings.part {
            Part::Hand => {
                let ones = ROWS.into_iter().filter(|hidden| hand.output.output(*hidden, tie));
                (vec![line(h1, Some("h1")), line(h2, Some("h2"))], Shade::Ones(ones.map(part_of).collect()))
            }
            Part::Learn | Part::Seeds => {
                let network = self.learned().network();
                let lines = [(0, "h1"), (1, "h2")].map(|(unit, name)| learned_line(network, 0, unit, name));
                (lines.to_vec(), Shade::Surface(Box::new(Outputs(network.clone()))))
            }
            Part::Limit => {
                let unit = settings.single();
                (vec![line(&unit, None)], Shade::Ones(vec![part(&unit, &whole, true, tie)]))
            }
            Part::Collapse => {
                let one = hand.collapsed();
                let boundary = Boundary::from_f64(one.weights.map(Product::to_f64), one.bias.to_f64());
                let ones = match &boundary {
                    Some(boundary) => boundary.clip(&whole, true),
                    None if one.output([false; 2], tie) => whole,
                    None => Vec::new(),
                };
                let line = boundary.map(|boundary| Line { boundary, name: Some("y") });
                (vec![line], Shade::Ones(vec![ones]))
            }
        };
        Plane {
            names: INPUTS,
            range: RANGE,
            marks: self.marks_of_inputs(),
            lines: lines.into_iter().flatten().collect(),
            shade,
            lit,
            traces: self.lines_tried(),
            sides: Some(sides(words)),
        }
    }

    /// The plane of h1 and h2; nothing for one perceptron, which has no hidden layer.
    pub fn plane_of_hidden(&self, words: &Words) -> Option<Plane> {
        let settings = self.settings();
        let hand = settings.hand();
        let range = match settings.part {
            Part::Limit => return None,
            Part::Learn | Part::Seeds if settings.activation == Hidden::Tanh => [-1.5, 1.5],
            Part::Collapse => {
                let places = (0..ROWS.len()).map(|row| self.hidden_place(row));
                let farthest = places.flat_map(|at| [at.x.abs(), at.y.abs()]).fold(1.0, f64::max);
                [-farthest.ceil() - 0.5, farthest.ceil() + 0.5]
            }
            Part::Hand | Part::Learn | Part::Seeds => RANGE,
        };
        let (line, shade) = match settings.part {
            Part::Learn | Part::Seeds => {
                let network = self.learned().network();
                let shade = output_layer(network)
                    .map_or(Shade::Ones(Vec::new()), |layer| Shade::Surface(Box::new(Outputs(layer))));
                (learned_line(network, 1, 0, "y"), shade)
            }
            _ => {
                let [low, high] = range;
                let whole = Plane::square([low - 10.0 * (high - low), high + 10.0 * (high - low)]);
                let ones = part(&hand.output, &whole, true, settings.tie);
                (line(&hand.output, Some("y")), Shade::Ones(vec![ones]))
            }
        };
        let marks = self.marks_of_hidden();
        // What becomes of the square of the inputs, once it has set out.
        let lit = settings.walk.row().filter(|_| settings.part == Part::Collapse);
        let lit = lit.map_or_else(Vec::new, |_| counter_clockwise([0, 1, 3, 2].map(|row: usize| marks[row].at)));
        Some(Plane {
            names: HIDDEN,
            range,
            lines: line.into_iter().collect(),
            shade,
            lit,
            traces: self.ways(&marks),
            marks,
            sides: Some(sides(words)),
        })
    }

    /// The small pictures of the seeds that show, one below the other.
    pub(super) fn tiles(&self) -> Box<dyn Raster + '_> {
        let shown = &self.seeds.outcomes()[..self.tried() as usize];
        let values = shown.iter().flat_map(|outcome| outcome.tile.iter().copied()).collect::<Vec<_>>();
        Box::new(Tint { values, columns: TILE, strength: TILE_TINT })
    }

    /// σ(k·a) with its slope, and h1's four sums on them.
    fn slope_curves(&self) -> Curves {
        #[allow(clippy::cast_possible_truncation)]
        let at = |a: f64| self.steep_sigmoid(a as f32);
        let x = [-SUMS, SUMS];
        let curve = |hue, width, f: &dyn Fn(f64) -> f64| curves::Line {
            hue,
            dash: Dash::Solid,
            width,
            pieces: curves::Line::of(f, x, &[]),
        };
        let sums = self.slopes(0);
        let mark = |hue, filled, a: f32, y: f32| curves::Mark { at: Point2::new(a.into(), y.into()), hue, filled };
        let marks = sums.iter().flat_map(|(a, slope)| {
            [mark(Hue::Zero, false, *a, *slope), mark(Hue::Ink, true, *a, self.steep_sigmoid(*a).0)]
        });
        Curves {
            x,
            y: [-0.15, 1.25],
            names: ["a", ""],
            shaded: Vec::new(),
            lines: vec![curve(Hue::Zero, 2.0, &|a| at(a).1.into()), curve(Hue::Ink, 2.5, &|a| at(a).0.into())],
            marks: marks.collect(),
            labels: Vec::new(),
        }
    }

    /// The loss by epoch up to the step shown, beside that of an output which says ½ to everything, ln 2.
    pub fn loss_chart(&self, words: &Words) -> LossChart {
        let all = self.learned().losses();
        let shown = self.learned().losses_shown();
        let points = (1_u32..).zip(shown).map(|(epoch, loss)| Point2::new(epoch.into(), *loss)).collect();
        let series = Series { name: String::new(), hue: Hue::One, dash: Dash::Solid, points };
        LossChart {
            names: ["epoch", "loss"].map(|key| words.get(key).to_owned()),
            series: vec![series],
            references: vec![Reference { name: words.get("half").to_owned(), loss: std::f64::consts::LN_2 }],
            epochs: all.len() as f64,
            logarithmic: false,

            cursor: None,
        }
    }

    /// The same as a small curve beside the sentence.
    fn spark(&self) -> Sparkline {
        let run = self.learned();
        let losses = run.losses_shown().iter().copied();
        Sparkline { reference: Some(std::f64::consts::LN_2), ..Sparkline::of(losses, run.losses().len()) }
    }
}

fn sides(words: &Words) -> [String; 2] {
    ["output-0", "output-1"].map(|key| words.get(key).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::panel::session::{Figure as _, Session};
    use crate::panel::xor::hand::PRESETS;

    /// Whether a point lies in a convex polygon, counter-clockwise, or on its border.
    fn holds(polygon: &[Point2<f64>], at: Point2<f64>) -> bool {
        let edges = (0..polygon.len()).map(|i| (polygon[i], polygon[(i + 1) % polygon.len()]));
        polygon.len() > 2 && edges.into_iter().all(|(from, to)| (to - from).perp(&(at - from)) > -1e-9)
    }

    fn opened(query: &str) -> Session<Xor> {
        let mut session = Session::<Xor>::default();
        assert_eq!(session.open(query), []);
        while session.advance(0.0, &mut || true) {}
        session
    }

    #[test]
    fn the_tinted_parts_are_where_the_output_is_1() {
        for (name, network) in PRESETS {
            let mut panel = Xor::default();
            panel.place(network);
            let plane = panel.plane_of_inputs(&Words::default());
            let Shade::Ones(parts) = plane.shade else { panic!("by hand there is no surface") };
            for mark in plane.marks {
                assert_eq!(parts.iter().any(|part| holds(part, mark.at)), mark.target, "{name}: {}", mark.name);
                assert_eq!(mark.right, Some(true));
            }
        }
    }

    #[test]
    fn the_curve_ends_where_the_run_stands_and_the_axis_where_it_has_been() {
        let mut session = opened("part=learn&steps=400");
        session.seek(41);
        while session.advance(0.0, &mut || true) {}
        let panel = session.panel();
        let chart = panel.loss_chart(&Words::default());
        let points = &chart.series[0].points;
        assert!((chart.epochs - 100.0).abs() < 1e-9 && points.len() == 10);
        assert!(points.iter().zip(panel.learned().losses()).all(|(point, loss)| (point.y - loss).abs() < 1e-12));
        assert_eq!(format!("{:.3}", points[9].y), panel.loss_text().unwrap());
    }

    #[test]
    fn four_points_fall_onto_three_places_and_one_line_separates_them() {
        let panel = Xor::default();
        let plane = panel.plane_of_hidden(&Words::default()).unwrap();
        let at = |name: &str| plane.marks.iter().find(|mark| mark.name == name).unwrap().at;
        assert_eq!(at("01"), at("10"));
        let line = plane.lines[0].boundary;
        assert!(plane.marks.iter().all(|mark| (line.value_at(mark.at) > 0.0) == mark.target));
    }

    #[test]
    fn points_go_from_their_inputs_to_where_the_hidden_layer_puts_them() {
        for part in ["hand", "collapse"] {
            let mut session = opened(&format!("part={part}"));
            let places = |session: &Session<Xor>| {
                session.panel().marks_of_hidden().into_iter().map(|mark| mark.at).collect::<Vec<_>>()
            };
            let rest = places(&session);
            session.step(1);
            let first = places(&session);
            assert!(first.iter().zip(ROWS).all(|(at, row)| (at - point(row)).norm() < 0.05), "{part}");
            session.step(10_000);
            assert_eq!(places(&session), rest, "{part}");
        }
    }

    #[test]
    fn without_a_step_the_square_of_the_inputs_stays_a_parallelogram() {
        let panel = opened("part=collapse&h1w1=0.7&h1w2=-0.3&h2w1=1.2&h2b=0.4");
        let plane = panel.panel().plane_of_hidden(&Words::default()).unwrap();
        let [a, b, c, d, end] = plane.traces[0].path[..] else { panic!("five corners") };
        assert!(((b - a) - (c - d)).norm() < 1e-12 && a == end);
    }

    #[test]
    fn the_lines_tried_show_only_while_the_search_goes_on() {
        let mut session = opened("part=limit");
        let lines = |session: &Session<Xor>| session.panel().plane_of_inputs(&Words::default()).traces.len();
        assert_eq!(lines(&session), 0);
        session.step(40);
        assert!((6..=12).contains(&lines(&session)), "{}", lines(&session));
        session.finish();
        while session.advance(0.0, &mut || true) {}
        assert_eq!(lines(&session), 0);
    }
}
