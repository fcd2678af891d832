//! Networks one behind the other: a tile a node, which shows what it gives over the plane of its network's inputs, and strokes for
//! the weights.

use nalgebra::Point2;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use super::color_map::ColorMap;
use super::frame::Frame;
use super::letters;
use super::palette::{Palette, mixed};
use super::picture::Picture;
use super::raster::{Ground, Raster};
use super::surface::{Area, DrawResult};

/// The room around the columns, and above them for their names, in CSS pixels.
const EDGE: f64 = 8.0;
const NAMES: f64 = 24.0;
/// The largest side of a tile, and the gap between two, in CSS pixels.
const LARGEST: f64 = 30.0;
const GAP: f64 = 1.5;
/// How many CSS pixels a pixel of the tiles is wide.
const PIXEL: f64 = 2.0;
/// A weight has a stroke from this share of the greatest one of its layer on.
const SEEN_FROM: f64 = 0.3;

/// A node.
#[derive(Clone, Debug, PartialEq)]
pub struct Tile {
    /// What it gives, row by row from the upper edge; as many values as squares of the networks' `side`.
    pub values: Vec<f32>,
    /// The values in the colours of class 0 and of class 1.
    pub range: [f32; 2],
}

/// The nodes of a layer, or the inputs.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Column {
    /// What is written above them.
    pub name: String,
    /// The nodes.
    pub tiles: Vec<Tile>,
    /// The weights `[nodes, nodes of the column before]`; empty for inputs.
    pub weights: Vec<f32>,
}

/// The networks.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Networks {
    /// How many values a row of a tile has.
    pub side: usize,
    /// The layers of all networks, from the left to the right.
    pub columns: Vec<Column>,
}

impl Networks {
    /// Left, top and side of a tile on a surface of a size, all in CSS pixels.
    fn place(&self, [width, height]: [f64; 2], column: usize, tile: usize) -> [f64; 3] {
        let count = self.columns[column].tiles.len() as f64;
        let down = (height - NAMES - EDGE).max(1.0);
        let side = (down / count - GAP).clamp(1.0, LARGEST);
        let across = (width - 2.0 * EDGE - LARGEST).max(0.0) / (self.columns.len().max(2) - 1) as f64;
        let left = EDGE + LARGEST / 2.0 + column as f64 * across - side / 2.0;
        let top = NAMES + (down - count * (side + GAP)) / 2.0 + tile as f64 * (side + GAP);
        [left, top, side]
    }
}

/// The tiles alone.
struct Tiles<'a> {
    networks: &'a Networks,
    /// The size of the surface in CSS pixels.
    size: [f64; 2],
}

/// A length in CSS pixels as pixels of the tiles.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // within a surface
fn pixels_of_tiles(length: f64) -> usize {
    (length / PIXEL).round() as usize
}

impl Raster for Tiles<'_> {
    fn size(&self) -> [usize; 2] {
        self.size.map(|length| pixels_of_tiles(length).max(1))
    }

    fn paint(&self, colors: &Palette, pixels: &mut [[u8; 4]]) {
        pixels.fill([0; 4]);
        let ([columns, rows], map, side) = (self.size(), ColorMap::new(colors, false), self.networks.side);
        let mut tile_pixels = vec![[0; 4]; side * side];
        for (at, column) in self.networks.columns.iter().enumerate() {
            for (number, tile) in column.tiles.iter().enumerate() {
                map.paint(&tile.values, tile.range, &mut tile_pixels);
                let [left, top, length] = self.networks.place(self.size, at, number).map(pixels_of_tiles);
                for (y, row) in (top..(top + length.max(1)).min(rows)).enumerate() {
                    for (x, pixel) in (left..(left + length.max(1)).min(columns)).enumerate() {
                        let [of_x, of_y] = [x, y].map(|place| place * side / length.max(1));
                        pixels[row * columns + pixel] = tile_pixels[of_y * side + of_x];
                    }
                }
            }
        }
    }
}

/// The size of a frame's surface in CSS pixels.
fn size_of(frame: &Frame) -> [f64; 2] {
    frame.size.map(|length| f64::from(length) / frame.scale)
}

impl Picture for Networks {
    /// Its plane counts CSS pixels from the upper left corner, downwards below 0.
    fn frame(&self, size: [u32; 2], scale: f64) -> Frame {
        Frame::of_cells(size, scale, 1.0, [0.0; 2])
    }

    fn ground(&self, frame: &Frame) -> Option<Ground<'_>> {
        let tiles = Tiles { networks: self, size: size_of(frame) };
        let [width, height] = tiles.size().map(|count| count as f64 * PIXEL);
        Some(Ground { raster: Box::new(tiles), x: [0.0, width], y: [-height, 0.0] })
    }

    fn draw(&self, area: &Area, frame: &Frame, colors: &Palette) -> DrawResult {
        let size = size_of(frame);
        for (at, column) in self.columns.iter().enumerate() {
            let [left, _, side] = self.place(size, at, 0);
            let (text, style) = letters::name(&column.name, frame, colors.ink);
            let place = (frame.px(left + side / 2.0), frame.px(NAMES / 2.0));
            area.draw(&Text::new(text, place, style.pos(Pos::new(HPos::Center, VPos::Center))))?;
            let greatest = column.weights.iter().fold(0.0_f32, |most, weight| most.max(weight.abs()));
            let before = if column.weights.is_empty() { 0 } else { self.columns[at - 1].tiles.len() };
            for (number, weight) in column.weights.iter().enumerate() {
                let share = f64::from(weight.abs() / greatest);
                // Nor has one that is no number.
                if share.is_nan() || share < SEEN_FROM {
                    continue;
                }
                let (from, to) = (number % before, number / before);
                let [x0, y0, side0] = self.place(size, at - 1, from);
                let [x1, y1, side1] = self.place(size, at, to);
                let ends = [Point2::new(x0 + side0, y0 + side0 / 2.0), Point2::new(x1, y1 + side1 / 2.0)];
                let hue = if *weight < 0.0 { colors.zero } else { colors.one };
                let line = ends.map(|end| (frame.px(end.x), frame.px(end.y)));
                area.draw(&PathElement::new(
                    line.to_vec(),
                    mixed(colors.paper, hue, 0.7 * share).stroke_width(frame.stroke(2.0 * share)),
                ))?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plot::picture::svg;
    use crate::plot::raster::pixels_of;

    fn networks() -> Networks {
        let tile = |value: f32| Tile { values: vec![value; 4], range: [-1.0, 1.0] };
        let column = |name: &str, values: &[f32], weights: &[f32]| Column {
            name: name.to_owned(),
            tiles: values.iter().copied().map(tile).collect(),
            weights: weights.to_vec(),
        };
        let columns = vec![column("z", &[1.0, -1.0], &[]), column("x", &[0.5], &[0.9, -0.1])];
        Networks { side: 2, columns }
    }

    #[test]
    fn tiles_have_the_colours_of_their_values_and_small_weights_no_stroke() {
        let networks = networks();
        let tiles = Tiles { networks: &networks, size: [200.0, 120.0] };
        let [columns, _] = tiles.size();
        let pixels = pixels_of(&tiles, &Palette::LIGHT);
        let pixel = |column: usize, tile: usize| {
            let [left, top, side] = networks.place([200.0, 120.0], column, tile).map(pixels_of_tiles);
            pixels[(top + side / 2) * columns + left + side / 2]
        };
        let map = ColorMap::new(&Palette::LIGHT, false);
        for (column, tile, value) in [(0, 0, 1.0), (0, 1, -1.0), (1, 0, 0.5)] {
            let mut wanted = [[0; 4]];
            map.paint(&[value], [-1.0, 1.0], &mut wanted);
            assert_eq!(pixel(column, tile), wanted[0]);
        }
        assert_eq!(svg(&networks, [200, 120], &Palette::LIGHT).matches("<polyline").count(), 1);
    }

    #[test]
    fn every_size_can_be_drawn() {
        for size in [[0, 0], [4, 4], [20, 400], [400, 20]] {
            let text = svg(&networks(), size, &Palette::LIGHT);
            assert!(!text.contains("NaN"), "{text}");
        }
        svg(&Networks::default(), [100, 100], &Palette::LIGHT);
    }
}
