//! What the network gives over the plane of x1 and x2: its output on a fine grid, and each node on a coarse one.
//!
//! Both are worked out when they are drawn, and kept until the network or the plane changes.

use std::rc::Rc;

use wide::f32x4;

use super::packed::single;
use super::shape::{Feature, Output};
use crate::model::dense::Dense;
use crate::model::network::Network;
use crate::model::samples::Points;
use crate::plot::color_map::ColorMap;
use crate::plot::field::Cells;
use crate::plot::palette::Palette;
use crate::plot::raster::Raster;

/// The number of cells along a side of a tile: about as many pixels as it is shown with.
pub const TILE: usize = 25;

/// A grid as the network's inputs, and what the network gave there.
#[derive(Clone, Debug)]
struct Map {
    features: Vec<Feature>,
    cells: Cells,
    points: Points,
    /// The network that the values are of: its layers and its parameters.
    layers: Vec<Dense>,
    parameters: Vec<f32>,
    values: Vec<f32>,
}

impl Map {
    fn new(features: &[Feature], cells: Cells) -> Option<Self> {
        let fill = |x: [f32; 2], row: &mut [f32]| {
            for (value, feature) in row.iter_mut().zip(features) {
                *value = feature.at(x);
            }
        };
        let Cells { x, y, columns, rows } = cells;
        let points = Points::grid(x.map(single), y.map(single), columns, rows, features.len(), fill).ok()?;
        Some(Self {
            features: features.to_vec(),
            cells,
            points,
            layers: Vec::new(),
            parameters: Vec::new(),
            values: Vec::new(),
        })
    }

    /// Takes on a grid, unless it has it already.
    fn lay_out<'a>(map: &'a mut Option<Self>, features: &[Feature], cells: Cells) -> Option<&'a mut Self> {
        if map.as_ref().is_none_or(|map| (&map.features[..], map.cells) != (features, cells)) {
            *map = Self::new(features, cells);
        }
        map.as_mut()
    }

    /// Whether the values are those of `network`, so many at each cell. If not, there is room for them.
    fn is_of(&mut self, network: &Network, values_a_cell: usize) -> bool {
        let length = self.points.count() * values_a_cell;
        let parameters = network.parameters();
        if self.values.len() == length && self.parameters == parameters && self.layers == network.layers() {
            return true;
        }
        self.layers.clear();
        self.layers.extend(network.layers());
        self.parameters.clear();
        self.parameters.extend(parameters);
        self.values.resize(length, 0.0);
        false
    }
}

/// The maps, with room that is used again.
#[derive(Clone, Debug, Default)]
pub struct Maps {
    outputs: Option<Map>,
    /// The last output node's values alone.
    field: Option<Rc<[f32]>>,
    units: Option<Map>,
    scratch: Vec<f32x4>,
}

impl Maps {
    /// The output at the centres of cells, row by row from the upper edge; the last one where there are two.
    pub fn output(&mut self, network: &Network, features: &[Feature], cells: Cells) -> Rc<[f32]> {
        let Some(map) = Map::lay_out(&mut self.outputs, features, cells) else { return Rc::from([]) };
        let outputs = network.outputs();
        if map.is_of(network, outputs)
            && let Some(field) = &self.field
        {
            return Rc::clone(field);
        }
        // Values too large to be numbers are coloured as what they are beyond.
        let _ = network.predict_into(&map.points, &mut self.scratch, &mut map.values);
        let field: Rc<[f32]> = map.values.chunks_exact(outputs).map(|row| row[outputs - 1]).collect();
        self.field = Some(Rc::clone(&field));
        field
    }

    /// The tiles of all inputs and nodes over the square from `view[0]` to `view[1]`.
    pub fn tiles(&mut self, network: &Network, output: Output, features: &[Feature], view: [f64; 2]) -> Tiles {
        let cells = Cells { x: view, y: view, columns: TILE, rows: TILE };
        let mut tiles = Tiles { values: Vec::new(), ranges: Vec::new() };
        let [low, high] = view.map(single);
        let centre = |at: usize| low + (high - low) * (at as f32 + 0.5) / TILE as f32;
        for feature in features {
            let values = (0..TILE * TILE).map(|at| feature.at([centre(at % TILE), centre(TILE - 1 - at / TILE)]));
            tiles.push(values, spread);
        }
        let Some(map) = Map::lay_out(&mut self.units, features, cells) else { return tiles };
        if !map.is_of(network, network.units()) {
            let _ = network.predict_units_into(&map.points, &mut self.scratch, &mut map.values);
        }
        let mut units = map.values.chunks_exact(TILE * TILE);
        for layer in network.layers() {
            for values in units.by_ref().take(layer.units) {
                let range = |values: &[f32]| {
                    layer.activation.bounds().unwrap_or_else(|| {
                        let [low, high] = spread(values);
                        [low.min(-1.0), high.max(1.0)]
                    })
                };
                tiles.push(values.iter().copied(), range);
            }
        }
        if let Some(last) = tiles.ranges.last_mut() {
            *last = output.range();
        }
        tiles
    }
}

/// The tiles, one below another.
#[derive(Clone, Debug, PartialEq)]
pub struct Tiles {
    values: Vec<f32>,
    ranges: Vec<[f32; 2]>,
}

impl Tiles {
    fn push(&mut self, values: impl Iterator<Item = f32>, range: impl Fn(&[f32]) -> [f32; 2]) {
        let from = self.values.len();
        self.values.extend(values);
        self.ranges.push(range(&self.values[from..]));
    }
}

impl Raster for Tiles {
    fn size(&self) -> [usize; 2] {
        [TILE, TILE * self.ranges.len()]
    }

    fn paint(&self, colors: &Palette, pixels: &mut [[u8; 4]]) {
        let map = ColorMap::new(colors, false);
        let tiles = self.values.chunks_exact(TILE * TILE).zip(pixels.chunks_exact_mut(TILE * TILE));
        for ((values, pixels), range) in tiles.zip(&self.ranges) {
            map.paint(values, *range, pixels);
        }
    }
}

/// From −m to m, where m is the greatest magnitude there is.
pub fn spread(values: &[f32]) -> [f32; 2] {
    let most = values.iter().fold(1e-6_f32, |most, value| most.max(value.abs()));
    [-most, most]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::activation::Activation;

    #[test]
    fn another_activation_makes_another_map_of_the_same_weights() {
        let cells = Cells { x: [-1.0, 1.0], y: [-1.0, 1.0], columns: 3, rows: 2 };
        let mut maps = Maps::default();
        let features = [Feature::X1, Feature::X2];
        let mut output = |activation| {
            let mut network = Network::new(&[2, 1], &[activation]).expect("a small network");
            network.set_parameters(&[1.0, 0.5, 0.25]).expect("three parameters");
            (
                maps.output(&network, &features, cells),
                maps.tiles(&network, Output::SigmoidSquared, &features, [-1.0, 1.0]),
            )
        };
        let (plain, plain_tiles) = output(Activation::Identity);
        let (bent, bent_tiles) = output(Activation::Tanh);
        assert_eq!(plain.len(), 6);
        assert!(plain.iter().zip(&*bent).all(|(sum, output)| (sum.tanh() - output).abs() < 1e-4));
        assert_ne!(plain_tiles, bent_tiles);
        assert_eq!(output(Activation::Identity), (plain, plain_tiles));
    }
}
