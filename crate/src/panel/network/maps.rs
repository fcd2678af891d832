//! What the network gives over the plane that the picture shows: its outputs on a fine grid, and each node on a coarse one.
//!
//! Both are worked out when they are drawn, and kept until the network or the plane changes.

use std::rc::Rc;

use wide::f32x4;

use super::coding::Encoder;
use super::packed::single;
use super::plane::Plane;
use crate::model::dense::Dense;
use crate::model::network::Network;
use crate::model::samples::Points;
use crate::plot::color_map::ColorMap;
use crate::plot::field::Cells;
use crate::plot::palette::Palette;
use crate::plot::raster::Raster;

/// The number of cells along a side of a tile: about as many pixels as it is shown with.
pub const TILE: usize = 25;

/// How a place of the picture becomes the network's inputs: a row of the plane, and that row encoded.
#[derive(Clone, Debug, PartialEq)]
pub struct Projection {
    /// How a row becomes inputs.
    pub encoder: Encoder,
    /// The rows of the picture.
    pub plane: Plane,
}

impl Projection {
    /// The centres of cells as the network's inputs; `None` where they are too large.
    pub fn points(&self, Cells { x, y, columns, rows }: Cells) -> Option<Points> {
        let mut row = Vec::new();
        let fill = |place: [f32; 2], inputs: &mut [f32]| {
            self.plane.row_at(place.map(f64::from), &mut row);
            for (input, value) in inputs.iter_mut().zip(self.encoder.inputs(&row)) {
                *input = value;
            }
        };
        Points::grid(x.map(single), y.map(single), columns, rows, self.encoder.features.len(), fill).ok()
    }
}

/// A grid as the network's inputs, and what the network gave there.
#[derive(Clone, Debug)]
struct Map {
    projection: Projection,
    cells: Cells,
    points: Points,
    /// The network that the values are of: its layers and its parameters.
    layers: Vec<Dense>,
    parameters: Vec<f32>,
    values: Vec<f32>,
}

impl Map {
    fn new(projection: &Projection, cells: Cells) -> Option<Self> {
        let points = projection.points(cells)?;
        Some(Self {
            projection: projection.clone(),
            cells,
            points,
            layers: Vec::new(),
            parameters: Vec::new(),
            values: Vec::new(),
        })
    }

    /// Takes on a grid, unless it has it already.
    fn lay_out<'a>(map: &'a mut Option<Self>, projection: &Projection, cells: Cells) -> Option<&'a mut Self> {
        if map.as_ref().is_none_or(|map| (&map.projection, map.cells) != (projection, cells)) {
            *map = Self::new(projection, cells);
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
    /// The outputs, shared with the pictures.
    field: Option<Rc<[f32]>>,
    units: Option<Map>,
    scratch: Vec<f32x4>,
}

impl Maps {
    /// The output at the centres of cells, row by row from the upper edge; the last one where there are two, and all of them, cell by
    /// cell, where there are more.
    pub fn output(&mut self, network: &Network, projection: &Projection, cells: Cells) -> Rc<[f32]> {
        let Some(map) = Map::lay_out(&mut self.outputs, projection, cells) else { return Rc::from([]) };
        let outputs = network.outputs();
        if map.is_of(network, outputs)
            && let Some(field) = &self.field
        {
            return Rc::clone(field);
        }
        // Values too large to be numbers are coloured as what they are beyond.
        let _ = network.predict_into(&map.points, &mut self.scratch, &mut map.values);
        let field: Rc<[f32]> = shown(&map.values, outputs).collect();
        self.field = Some(Rc::clone(&field));
        field
    }

    /// The tiles of all inputs and nodes over what the picture shows. The outputs have the `range` of the readout.
    pub fn tiles(&mut self, network: &Network, range: [f32; 2], projection: &Projection) -> Tiles {
        let [x, y] = projection.plane.ranges;
        let cells = Cells { x, y, columns: TILE, rows: TILE };
        let mut tiles = Tiles { values: Vec::new(), ranges: Vec::new() };
        let inputs = projection.encoder.features.len();
        let mut all = vec![0.0; inputs * TILE * TILE];
        let mut row = Vec::new();
        let centre = |[low, high]: [f64; 2], at: usize| low + (high - low) * (at as f64 + 0.5) / TILE as f64;
        for (at, values) in all.chunks_exact_mut(inputs).enumerate() {
            projection.plane.row_at([centre(x, at % TILE), centre(y, TILE - 1 - at / TILE)], &mut row);
            for (value, input) in values.iter_mut().zip(projection.encoder.inputs(&row)) {
                *value = input;
            }
        }
        for input in 0..inputs {
            tiles.push(all.iter().skip(input).step_by(inputs).copied(), spread);
        }
        let Some(map) = Map::lay_out(&mut self.units, projection, cells) else { return tiles };
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
        let hidden = tiles.ranges.len() - network.outputs();
        tiles.ranges[hidden..].fill(range);
        tiles
    }
}

/// What is shown of the outputs for many rows, so many a row: of two the last, which says class 1, else all.
pub fn shown(values: &[f32], outputs: usize) -> impl Iterator<Item = f32> {
    let step = if outputs == 2 { 2 } else { 1 };
    values.iter().skip(step - 1).step_by(step).copied()
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
    use crate::panel::network::shape::Feature;

    #[test]
    fn another_activation_makes_another_map_of_the_same_weights() {
        let cells = Cells { x: [-1.0, 1.0], y: [-1.0, 1.0], columns: 3, rows: 2 };
        let mut maps = Maps::default();
        let projection = Projection {
            encoder: Encoder::of_plane(&[Feature::X1, Feature::X2]),
            plane: Plane::of_inputs([-1.0, 1.0]),
        };
        let mut output = |activation| {
            let mut network = Network::new(&[2, 1], &[activation]).expect("a small network");
            network.set_parameters(&[1.0, 0.5, 0.25]).expect("three parameters");
            (maps.output(&network, &projection, cells), maps.tiles(&network, [0.0, 1.0], &projection))
        };
        let (plain, plain_tiles) = output(Activation::Identity);
        let (bent, bent_tiles) = output(Activation::Tanh);
        assert_eq!(plain.len(), 6);
        assert!(plain.iter().zip(&*bent).all(|(sum, output)| (sum.tanh() - output).abs() < 1e-4));
        assert_ne!(plain_tiles, bent_tiles);
        assert_eq!(output(Activation::Identity), (plain, plain_tiles));
    }
}
