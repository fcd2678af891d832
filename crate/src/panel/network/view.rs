//! What the pictures show: the map of every unit over the plane, the points, and the curves.

use nalgebra::Point2;
use wide::f32x4;

use super::NetworkPanel;
use super::packed::single;
use super::points;
use crate::model::activation::Activation;
use crate::model::samples::Points;
use crate::plot::chart::{LossChart, Series};
use crate::plot::field::{Cells, Field, Mark};
use crate::plot::palette::Hue;
use crate::plot::stroke::Dash;

/// How many cells each side of the output's map has.
pub const SIDE: usize = 100;
/// How many cells each side of a tile has: a map as small as it is shown.
pub const TILE: usize = 25;
/// The most points that a picture shows: more would hide each other, and take their time.
pub const MOST_SHOWN: usize = 2000;

/// What the output gives at each cell of a grid over the plane, and every unit at each of a coarser one, with room that is
/// used again.
#[derive(Clone, Debug, Default)]
pub struct Maps {
    /// The two grids as the network's inputs, and the range that they cover.
    grids: Option<([Points; 2], [f64; 2])>,
    /// The output layer's values on the fine grid, point by point, and those of its last node alone.
    outputs: Vec<f32>,
    field: Vec<f32>,
    /// The inputs' tiles, one after another, and the units'.
    inputs: Vec<f32>,
    units: Vec<f32>,
    scratch: Vec<f32x4>,
}

impl Maps {
    /// To be called when the network has other inputs or units.
    pub fn forget(&mut self) {
        self.grids = None;
    }
}

/// A map, row by row from the upper edge, and how to colour it.
#[derive(Clone, Copy, Debug)]
pub struct Map<'a> {
    /// The values.
    pub values: &'a [f32],
    /// The value in the colour of class 0, and the one in the colour of class 1.
    pub range: [f32; 2],
}

impl NetworkPanel {
    /// The range of either input that the pictures show.
    pub fn view(&self) -> [f64; 2] {
        points::view(points::shape(self.settings.choice("data")), &self.points)
    }

    /// Works out all maps for the network as it is now.
    pub fn work_out_maps(&mut self) {
        let view = self.view();
        let mut maps = std::mem::take(&mut self.maps);
        if maps.grids.as_ref().is_none_or(|(_, range)| *range != view) {
            self.lay_out_grids(&mut maps, view);
        }
        if let Some(([fine, coarse], _)) = &maps.grids {
            let network = self.network();
            // Values too large to be numbers are coloured as what they are beyond.
            let _ = network.predict_into(fine, &mut maps.scratch, &mut maps.outputs);
            let _ = network.predict_units_into(coarse, &mut maps.scratch, &mut maps.units);
            let rows = maps.outputs.chunks_exact(network.outputs());
            for (cell, row) in maps.field.iter_mut().zip(rows) {
                *cell = row[row.len() - 1];
            }
        }
        self.maps = maps;
    }

    fn lay_out_grids(&self, maps: &mut Maps, view: [f64; 2]) {
        let features = &self.settings.inputs;
        let [low, high] = view.map(single);
        let grid = |side: usize| {
            let fill = |x: [f32; 2], row: &mut [f32]| {
                for (value, feature) in row.iter_mut().zip(features) {
                    *value = feature.at(x);
                }
            };
            Points::grid([low, high], [low, high], side, side, features.len(), fill)
        };
        maps.grids = grid(SIDE).and_then(|fine| Ok(([fine, grid(TILE)?], view))).ok();
        let cell = |at: usize| low + (high - low) * (at as f32 + 0.5) / TILE as f32;
        maps.inputs.clear();
        for feature in features {
            let cells = (0..TILE * TILE).map(|at| feature.at([cell(at % TILE), cell(TILE - 1 - at / TILE)]));
            maps.inputs.extend(cells);
        }
        let network = self.network();
        maps.outputs = vec![0.0; network.outputs() * SIDE * SIDE];
        maps.field = vec![0.0; SIDE * SIDE];
        maps.units = vec![0.0; network.units() * TILE * TILE];
    }

    /// How many tiles there are: one for each input, then one for each unit.
    pub fn tile_count(&self) -> usize {
        self.settings.inputs.len() + self.network().units()
    }

    /// The output's map, [`SIDE`] cells a side, as [`NetworkPanel::work_out_maps`] left it; empty before.
    pub fn output_map(&self) -> Map<'_> {
        Map { values: &self.maps.field, range: self.settings.output().range() }
    }

    /// The tile of an input or unit, [`TILE`] cells a side, as [`NetworkPanel::work_out_maps`] left it.
    pub fn tile(&self, number: usize) -> Option<Map<'_>> {
        let inputs = self.settings.inputs.len();
        let cells = TILE * TILE;
        if number < inputs {
            let values = self.maps.inputs.get(number * cells..(number + 1) * cells)?;
            return Some(Map { values, range: spread(values) });
        }
        let unit = number - inputs;
        let values = self.maps.units.get(unit * cells..(unit + 1) * cells)?;
        Some(Map { values, range: self.range_of(unit, values) })
    }

    fn range_of(&self, unit: usize, values: &[f32]) -> [f32; 2] {
        let is_last = unit + 1 == self.network().units();
        if is_last {
            return self.settings.output().range();
        }
        match self.layer_of(unit).map(|(layer, _)| self.network().layers()[layer].activation) {
            Some(Activation::Tanh) => [-1.0, 1.0],
            Some(Activation::Relu | Activation::Identity) => {
                let [low, high] = spread(values);
                [low.min(-1.0), high.max(1.0)]
            }
            _ => [0.0, 1.0],
        }
    }

    /// A unit's layer of weights and its place there.
    pub fn layer_of(&self, unit: usize) -> Option<(usize, usize)> {
        let mut before = 0;
        for (at, layer) in self.network().layers().iter().enumerate() {
            if unit < before + layer.units {
                return Some((at, unit - before));
            }
            before += layer.units;
        }
        None
    }

    /// The picture of the output over the plane. With `cells` it is complete; without, the cells lie beneath it already.
    pub fn field(&self, with_cells: bool) -> Field {
        let chosen = self.settings.count("point") as usize;
        let show_test = self.settings.choice("testpoints") == "on";
        let mut marks: Vec<Mark> = Vec::new();
        let mark = |number: usize, held: bool| {
            let point = &self.points[number];
            let at = Point2::from(point.inputs);
            Mark { at, one: point.label, held_out: held, chosen: number == chosen }
        };
        let shown = |numbers: &[usize], held| numbers.iter().map(|&number| mark(number, held)).collect::<Vec<_>>();
        if show_test {
            marks.extend(shown(&self.parts.test, true));
            marks.extend(shown(&self.parts.validation, true));
        }
        marks.extend(shown(&self.parts.training, false));
        // The chosen one lies on top, and is there whatever else is.
        let on_top = marks.iter().rposition(|mark| mark.chosen).map(|at| marks.remove(at));
        let skipped = marks.len().saturating_sub(MOST_SHOWN);
        marks.drain(..skipped);
        if chosen < self.points.len() {
            marks.push(on_top.unwrap_or_else(|| mark(chosen, !self.parts.training.contains(&chosen))));
        }
        let cells = with_cells.then(|| self.output_map()).map(|map| Cells {
            side: SIDE,
            values: map.values.to_vec(),
            range: map.range,
            discretize: self.settings.choice("discretize") == "on",
        });
        Field { view: self.view(), marks, cells }
    }

    /// The point nearest to a place, within `reach`.
    pub fn point_near(&self, x1: f64, x2: f64, reach: f64) -> Option<usize> {
        let show_test = self.settings.choice("testpoints") == "on";
        let chosen = self.settings.count("point") as usize;
        let held = if show_test { [&self.parts.test[..], &self.parts.validation[..]] } else { [&[][..], &[][..]] };
        let shown = self.parts.training.iter().chain(held[0]).chain(held[1]).chain(std::iter::once(&chosen));
        let distance = |number: usize| {
            let [a, b] = self.points[number].inputs;
            (a - x1).hypot(b - x2)
        };
        let near = shown.copied().filter(|number| *number < self.points.len() && distance(*number) <= reach);
        near.min_by(|a, b| distance(*a).total_cmp(&distance(*b)))
    }

    /// The chart of the losses, or of the accuracies. `names` are those of the axes (epoch, loss or accuracy) and of the
    /// curves (training, validation, test).
    pub fn chart(&self, [x, y, training, validation, test]: [&str; 5], accuracy: bool, logarithmic: bool) -> LossChart {
        let entries = self.curves().map_or(&[][..], |curves| curves.entries());
        let series = |name: &str, hue, dash, of: &dyn Fn(&super::curves::Entry) -> [Option<f64>; 3]| {
            let mut points = Vec::new();
            for entry in entries {
                let heights = of(entry).into_iter().flatten();
                points.extend(heights.map(|height| Point2::new(entry.epoch as f64, height)));
            }
            Series { name: name.to_owned(), hue, dash, points }
        };
        let mut all = if accuracy {
            vec![
                series(training, Hue::One, Dash::Solid, &|entry| [Some(entry.last.training_accuracy), None, None]),
                series(test, Hue::Zero, Dash::Dashed, &|entry| [entry.last.test_accuracy, None, None]),
            ]
        } else {
            vec![
                series(training, Hue::One, Dash::Solid, &|entry| {
                    let extremes =
                        if entry.highest == entry.lowest { [None; 2] } else { [entry.lowest, entry.highest] };
                    [extremes[0], extremes[1], entry.last.training]
                }),
                series(validation, Hue::Ink, Dash::Dotted, &|entry| [entry.last.validation, None, None]),
                series(test, Hue::Zero, Dash::Dashed, &|entry| [entry.last.test, None, None]),
            ]
        };
        if !accuracy {
            all.extend(self.kept.iter().rev().map(|kept| {
                let point =
                    |&(epoch, loss, _): &(u64, Option<f64>, Option<f64>)| Some(Point2::new(epoch as f64, loss?));
                let points = kept.losses.iter().filter_map(point).collect();
                Series { name: kept.name.clone(), hue: Hue::Muted, dash: Dash::Dotted, points }
            }));
        }
        all.retain(|series| !series.points.is_empty());
        LossChart {
            names: [x.to_owned(), y.to_owned()],
            series: all,
            references: Vec::new(),
            epochs: 10.0,
            logarithmic,
        }
    }
}

/// From −m to m, where m is the greatest magnitude there is.
fn spread(values: &[f32]) -> [f32; 2] {
    let most = values.iter().fold(1e-6_f32, |most, value| most.max(value.abs()));
    [-most, most]
}
