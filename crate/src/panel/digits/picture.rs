//! The panel's pictures: the pad, what becomes of the drawing, and how the run goes.

use nalgebra::Point2;
use plotters::prelude::*;

use super::DigitsPanel;
use super::pad::Pad;
use super::run::Measures;
use super::settings::Task;
use crate::data::bitmap::{Bitmap, PIXELS};
use crate::data::digits::{CELLS, Cells, FULL, SIDE};
use crate::panel::json::Key;
use crate::panel::words::Words;
use crate::plot::chart::{LossChart, Reference, Series};
use crate::plot::color_map::ColorMap;
use crate::plot::frame::Frame;
use crate::plot::letters;
use crate::plot::palette::{Hue, Palette};
use crate::plot::picture::Picture;
use crate::plot::raster::{HeatMap, Raster};
use crate::plot::sparkline::Sparkline;
use crate::plot::stroke::Dash;
use crate::plot::surface::{Area, DrawResult};

/// What a pointer on the pad takes hold of.
pub const PEN: Key = "pen";
/// How dark the darkest cell is: numbers in ink must stand out from it.
const DARKEST: f64 = 0.4;
/// The least side of a cell, in CSS pixels, in which its number stands.
const NUMBERED: f64 = 17.0;
/// The most nodes whose weights stand beside the chart.
const MAX_TILES: usize = 16;
/// The gap between two of them, and the height of their names, in CSS pixels.
const TILE_GAP: f64 = 8.0;
const TILE_NAME: f64 = 18.0;
/// The gap between the pad and its cells where both are one picture, in CSS pixels.
const GAP: f64 = 24.0;

/// What a picture of the pad shows.
#[derive(Clone, Debug, PartialEq)]
enum Content {
    /// The strokes, over what was put on the pad.
    Drawing(Pad),
    /// The black pixels.
    Pixels(Bitmap),
    /// The 8 × 8 cells, in numbers.
    Cells(Cells),
}

/// A picture of the pad, or of what becomes of it.
#[derive(Clone, Debug, PartialEq)]
pub struct PadPicture(Content);

/// The pad and its cells beside each other.
#[derive(Clone, Debug, PartialEq)]
pub struct PadAndCells(PadPicture, PadPicture);

/// Weights of nodes as images, each with its name below it.
#[derive(Clone, Debug, PartialEq)]
pub struct WeightTiles(Vec<(String, Vec<f32>)>);

impl WeightTiles {
    /// How many tiles stand side by side, and how long their sides are, so that they are as large as can be.
    fn layout(&self, width: f64, height: f64) -> (usize, f64) {
        let count = self.0.len();
        let side = |columns: usize| {
            let rows = count.div_ceil(columns) as f64;
            ((width / columns as f64) - TILE_GAP).min(height / rows - TILE_GAP - TILE_NAME)
        };
        let columns = (1..=count.max(1)).max_by(|a, b| side(*a).total_cmp(&side(*b))).unwrap_or(1);
        // Whole pixels for each cell.
        (columns, (side(columns) / SIDE as f64).floor() * SIDE as f64)
    }
}

impl Picture for WeightTiles {
    fn frame(&self, size: [u32; 2], scale: f64) -> Frame {
        Frame { size, scale, x: [0.0, 1.0], y: [0.0, 1.0] }
    }

    fn draw(&self, area: &Area, frame: &Frame, colors: &Palette) -> DrawResult {
        area.fill(&colors.paper)?;
        let [width, height] = frame.size.map(|length| f64::from(length) / frame.scale);
        let (columns, side) = self.layout(width, height);
        if side < SIDE as f64 {
            return Ok(());
        }
        let map = ColorMap::new(colors, false);
        let letters = letters::centred(&frame.letters(colors.muted));
        let free = width - columns as f64 * (side + TILE_GAP) + TILE_GAP;
        let left = free / 2.0;
        let cell = side / SIDE as f64;
        let mut pixels = vec![[0; 4]; CELLS];
        for (at, (name, weights)) in self.0.iter().enumerate() {
            let x = left + (at % columns) as f64 * (side + TILE_GAP);
            let y = (at / columns) as f64 * (side + TILE_GAP + TILE_NAME);
            map.paint(weights, [-1.0, 1.0], &mut pixels);
            for (at, [red, green, blue, _]) in pixels.iter().enumerate() {
                let [column, row] = [at % SIDE, at / SIDE].map(|at| at as f64 * cell);
                let from = (frame.px(x + column), frame.px(y + row));
                let to = (frame.px(x + column + cell), frame.px(y + row + cell));
                area.draw(&Rectangle::new([from, to], RGBColor(*red, *green, *blue).filled()))?;
            }
            let corners = [(frame.px(x), frame.px(y)), (frame.px(x + side), frame.px(y + side))];
            area.draw(&Rectangle::new(corners, colors.grid.stroke_width(frame.stroke(1.0))))?;
            area.draw_text(name, &letters, (frame.px(x + side / 2.0), frame.px(y + side + TILE_NAME / 2.0)))?;
        }
        Ok(())
    }
}

/// Tiles of 8 × 8 values below each other.
struct Tiles(Vec<Cells>);

impl Raster for Tiles {
    fn size(&self) -> [usize; 2] {
        [SIDE, SIDE * self.0.len()]
    }

    fn paint(&self, colors: &Palette, pixels: &mut [[u8; 4]]) {
        let between = |a: u8, b: u8, count: u8| {
            let mixed = u16::from(a) * u16::from(FULL - count) + u16::from(b) * u16::from(count);
            u8::try_from(mixed / u16::from(FULL)).unwrap_or(u8::MAX)
        };
        let (paper, ink) = (colors.paper, colors.ink);
        for (count, pixel) in self.0.iter().flatten().zip(pixels) {
            let [r, g, b] = [(paper.0, ink.0), (paper.1, ink.1), (paper.2, ink.2)].map(|(a, b)| between(a, b, *count));
            *pixel = [r, g, b, u8::MAX];
        }
    }
}

impl DigitsPanel {
    /// The picture called `name`.
    pub(super) fn picture_of(&self, name: &str, words: &Words) -> Option<Box<dyn Picture + '_>> {
        let pad = || PadPicture(Content::Drawing(self.settings.pad.clone()));
        let cells = || PadPicture(Content::Cells(self.seen.cells));
        match name {
            "all" => Some(Box::new(PadAndCells(pad(), cells()))),
            "pad" => Some(Box::new(pad())),
            "cells" => Some(Box::new(cells())),
            "bitmap" => Some(Box::new(PadPicture(Content::Pixels(self.seen.bitmap)))),
            "loss" => Some(Box::new(self.loss_curve())),
            "tiles" => Some(Box::new(self.weight_tiles())),
            "accuracy" => Some(Box::new(self.chart(words, true))),
            "losses" => Some(Box::new(self.chart(words, false))),
            _ => None,
        }
    }

    /// Small images: those of the chosen cell of the confusion matrix, or the weights of the first layer.
    pub(super) fn raster_of(&self, name: &str) -> Option<Box<dyn Raster + '_>> {
        match name {
            "images" => {
                let images = self.parts.as_ref().map_or(&[][..], |parts| &parts.validation.images);
                Some(Box::new(Tiles(
                    self.images_shown().into_iter().filter_map(|at| images.get(at).copied()).collect(),
                )))
            }
            "weights" => Some(Box::new(self.weight_map())),
            _ => None,
        }
    }

    /// The weights of the nodes of the first layer, each node's from −1 to 1.
    fn weight_map(&self) -> HeatMap<Vec<f32>> {
        let network = self.network();
        let weights = network.layers().first().map_or(&[][..], |layer| &network.parameters()[layer.weights()]);
        let values = weights.chunks_exact(CELLS).flat_map(|weights| {
            let most = weights.iter().fold(1e-6_f32, |most, weight| most.max(weight.abs()));
            weights.iter().map(move |weight| weight / most)
        });
        HeatMap { values: values.collect(), columns: SIDE, range: [-1.0, 1.0], is_decision: false }
    }

    /// The weights of the first nodes of the first layer, as many as can be told apart.
    fn weight_tiles(&self) -> WeightTiles {
        let HeatMap { values, .. } = self.weight_map();
        let is_output = self.network().layers().len() == 1;
        let name = |node: usize| match self.settings.task {
            _ if !is_output => (node + 1).to_string(),
            Task::Digit => node.to_string(),
            Task::Five => "5".to_owned(),
        };
        let tiles = values.chunks_exact(CELLS).take(MAX_TILES).enumerate();
        WeightTiles(tiles.map(|(node, weights)| (name(node), weights.to_vec())).collect())
    }

    pub(super) fn measured(&self) -> &[Measures] {
        if let Some(followed) = self.followed() {
            return &followed.measured;
        }
        self.run.as_ref().map_or(&[], |run| run.run().measured())
    }

    /// The training loss by epoch.
    fn loss_curve(&self) -> Sparkline {
        let all = self.measured();
        let shown = if self.followed().is_some() { all.len() } else { self.settings.epochs as usize + 1 };
        Sparkline::of(all.iter().take(shown).filter_map(|measures| measures.loss), all.len())
    }

    /// The accuracies by epoch, with the baseline, or the losses.
    fn chart(&self, words: &Words, is_accuracy: bool) -> LossChart {
        let series = |name: &str, hue, dash, of: &dyn Fn(&Measures) -> Option<f64>| Series {
            name: words.get(name).to_owned(),
            hue,
            dash,
            points: self.measured().iter().filter_map(|at| Some(Point2::new(at.epoch as f64, of(at)?))).collect(),
        };
        let series = if is_accuracy {
            [
                series("validation", Hue::One, Dash::Solid, &|measures| measures.validation_accuracy),
                series("training", Hue::Zero, Dash::Dashed, &|measures| measures.accuracy),
            ]
        } else {
            [
                series("validation", Hue::One, Dash::Solid, &|measures| measures.validation_loss),
                series("training", Hue::Zero, Dash::Dashed, &|measures| measures.loss),
            ]
        };
        let [_, all] = self.right();
        let share = self.baseline().map(|[_, right]| right as f64 / all.max(1) as f64);
        // The axis reaches to where all are right.
        let lines = share.map(|share| [(words.get("baseline"), share), ("100%", 1.0)]).filter(|_| is_accuracy);
        let line = |(name, loss): (&str, f64)| Reference { name: name.to_owned(), loss };
        LossChart {
            // The accuracy is named above its picture.
            names: [words.get("epoch"), if is_accuracy { "" } else { words.get("loss") }].map(str::to_owned),
            series: series.into(),
            references: lines.into_iter().flatten().map(line).collect(),
            epochs: 10.0,
            logarithmic: false,

            cursor: None,
        }
    }
}

/// Left, top and side of the largest square in the middle of a surface, in CSS pixels.
fn square(frame: &Frame) -> [f64; 3] {
    let [width, height] = frame.size.map(|length| f64::from(length) / frame.scale);
    let side = width.min(height);
    [(width - side) / 2.0, (height - side) / 2.0, side]
}

/// The frame of a square pad whose places count in pixels of the pad, from its upper left corner.
fn pad_frame(size: [u32; 2], scale: f64) -> Frame {
    let any = Frame { size, scale, x: [0.0, 1.0], y: [0.0, 1.0] };
    let ([left, top, side], [from_left, from_top, width, height]) = (square(&any), any.inside());
    let pixels = |length: f64| length / side.max(1.0) * PIXELS as f64;
    let (x, y) = (pixels(from_left - left), pixels(from_top - top));
    Frame { x: [x, x + pixels(width)], y: [y + pixels(height), y], ..any }
}

impl PadPicture {
    fn draw_in(&self, area: &Area, frame: &Frame, colors: &Palette, [left, top, side]: [f64; 3]) -> DrawResult {
        let at = |x: f64, y: f64| {
            let of = PIXELS as f64;
            (frame.px(left + side * x / of), frame.px(top + side * y / of))
        };
        let lines = |every: usize, style: ShapeStyle| {
            let edge = PIXELS as f64;
            (0..=PIXELS).step_by(every).map(|part| part as f64).try_for_each(|part| {
                area.draw(&PathElement::new(vec![at(part, 0.0), at(part, edge)], style))?;
                area.draw(&PathElement::new(vec![at(0.0, part), at(edge, part)], style))
            })
        };
        let faint = ShapeStyle::from(&colors.grid).stroke_width(frame.stroke(1.0));
        match &self.0 {
            Content::Drawing(pad) => {
                lines(PIXELS / SIDE, faint)?;
                draw_pixels(pad.ground(), area, colors.ink, &at)?;
                let pixel = side / PIXELS as f64;
                for stroke in pad.strokes() {
                    let color = if stroke.draws() { colors.ink } else { colors.paper };
                    let width = stroke.width() * pixel;
                    let places: Vec<_> = stroke.line().into_iter().map(|[x, y]| at(x, y)).collect();
                    // Round ends and corners, which a path alone has not.
                    for place in &places {
                        area.draw(&Circle::new(*place, frame.px(width / 2.0).max(1), color.filled()))?;
                    }
                    let style = color.stroke_width(frame.stroke(width));
                    places.windows(2).try_for_each(|ends| area.draw(&PathElement::new(ends.to_vec(), style)))?;
                }
                Ok(())
            }
            Content::Pixels(bitmap) => {
                draw_pixels(bitmap, area, colors.ink, &at)?;
                lines(PIXELS / SIDE, ShapeStyle::from(&colors.muted.mix(0.5)).stroke_width(frame.stroke(1.0)))
            }
            Content::Cells(cells) => {
                let letters = letters::centred(&frame.letters(colors.ink));
                let block = (PIXELS / SIDE) as f64;
                for (cell, count) in cells.iter().enumerate() {
                    let [column, row] = [cell % SIDE, cell / SIDE].map(|at| at as f64 * block);
                    let (from, to) = (at(column, row), at(column + block, row + block));
                    let share = DARKEST * f64::from(*count) / f64::from(FULL);
                    area.draw(&Rectangle::new([from, to], colors.ink.mix(share).filled()))?;
                    if side / SIDE as f64 >= NUMBERED {
                        let middle = (i32::midpoint(from.0, to.0), i32::midpoint(from.1, to.1));
                        area.draw_text(&count.to_string(), &letters, middle)?;
                    }
                }
                lines(PIXELS / SIDE, faint)
            }
        }
    }
}

/// Runs of black pixels, each a rectangle.
fn draw_pixels(bitmap: &Bitmap, area: &Area, color: RGBColor, at: &impl Fn(f64, f64) -> (i32, i32)) -> DrawResult {
    for row in 0..PIXELS {
        let mut column = 0;
        while column < PIXELS {
            let begin = column;
            while bitmap.is_black(column, row) {
                column += 1;
            }
            if column > begin {
                let corners = [at(begin as f64, row as f64), at(column as f64, row as f64 + 1.0)];
                area.draw(&Rectangle::new(corners, color.filled()))?;
            }
            column += 1;
        }
    }
    Ok(())
}

impl Picture for PadPicture {
    fn frame(&self, size: [u32; 2], scale: f64) -> Frame {
        pad_frame(size, scale)
    }

    fn draw(&self, area: &Area, frame: &Frame, colors: &Palette) -> DrawResult {
        area.fill(&colors.paper)?;
        self.draw_in(area, frame, colors, square(frame))
    }
}

impl Picture for PadAndCells {
    fn frame(&self, size: [u32; 2], scale: f64) -> Frame {
        Frame { size, scale, x: [0.0, 1.0], y: [0.0, 1.0] }
    }

    fn draw(&self, area: &Area, frame: &Frame, colors: &Palette) -> DrawResult {
        area.fill(&colors.paper)?;
        let [width, height] = frame.size.map(|length| f64::from(length) / frame.scale);
        let side = height.min((width - GAP) / 2.0).max(0.0);
        // The outermost lines of the grid lie on the last pixel.
        let side = (side - 1.0).max(0.0);
        self.0.draw_in(area, frame, colors, [0.0, 0.0, side])?;
        self.1.draw_in(area, frame, colors, [width - side - 1.0, 0.0, side])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plot::picture::svg;

    #[test]
    fn a_place_on_the_pad_is_in_pixels_whatever_the_size_and_shape_of_its_canvas() {
        for size in [[320, 320], [400, 300], [200, 500], [33, 40]] {
            let frame = pad_frame(size, 1.0);
            let [left, top, side] = square(&frame);
            for (place, share) in [([0.0, 0.0], [0.0, 0.0]), ([32.0, 32.0], [1.0, 1.0]), ([8.0, 24.0], [0.25, 0.75])] {
                let at = frame.to_pixels(place.into());
                let wanted = Point2::new(left + share[0] * side, top + share[1] * side);
                assert!((at - wanted).norm() < 1e-9, "{at} for {place:?} of {size:?}");
                assert!((frame.from_pixels(wanted) - Point2::from(place)).norm() < 1e-9);
            }
        }
    }

    #[test]
    fn small_cells_have_no_numbers_and_nothing_is_drawn_as_nothing() {
        let texts = |side: u32| {
            svg(&PadPicture(Content::Cells([7; CELLS])), [side; 2], &Palette::LIGHT).matches("<text").count()
        };
        assert_eq!([texts(320), texts(100)], [64, 0]);
        for content in [Content::Drawing(Pad::default()), Content::Pixels(Bitmap([5; PIXELS]))] {
            svg(&PadPicture(content), [0, 0], &Palette::LIGHT);
        }
    }
}
