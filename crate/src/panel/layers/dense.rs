//! Networks of dense layers: shapes, weight matrices and the counts of their parameters, as Keras's summary tells them.

use super::Layers;
use super::tensor::tuple;
use crate::model::dense::Dense;
use crate::model::summary::Summary;
use crate::panel::view::{Message, Said, Table};
use crate::plot::grids::{Block, Grids, Side};
use crate::plot::palette::Hue;
use crate::text::grouped;

/// The most rows and columns of a matrix that are drawn one by one.
const MAX_DRAWN: usize = 64;
/// The gaps between layers, and between weights and biases, in shares of the tallest matrix.
const GAP: f64 = 0.24;
const GAP_BELOW: f64 = 0.08;

/// A number with a comma before each three digits.
fn counted(number: usize) -> String {
    grouped(number as u64)
}

/// A layer's name in Keras's summary.
fn layer_name(number: usize) -> String {
    if number == 0 { "dense".to_owned() } else { format!("dense_{number}") }
}

impl Layers {
    /// The layers of the network.
    pub fn dense_layers(&self) -> Vec<Dense> {
        Dense::chain(&self.settings().sizes())
    }

    /// What `model.summary()` prints.
    pub fn summary(&self) -> String {
        Summary::of(&self.dense_layers()).to_string()
    }

    /// How many weights and biases the network has.
    pub fn parameters(&self) -> usize {
        self.dense_layers().iter().map(Dense::parameter_count).sum()
    }

    pub(super) fn sentence_of_network(&self) -> Message {
        let layers = self.dense_layers();
        let arrow = self.settings().sizes().iter().map(usize::to_string).collect::<Vec<_>>().join(" → ");
        let weights: usize = layers.iter().map(|layer| layer.inputs * layer.units).sum();
        let biases: usize = layers.iter().map(|layer| layer.units).sum();
        Message::new("network")
            .with("sizes", arrow)
            .with("weights", counted(weights))
            .with("biases", counted(biases))
            .with("parameters", counted(weights + biases))
    }

    /// The parameters as a sum: of weights and biases, or of the layers.
    pub(super) fn parameters_text(&self) -> String {
        let layers = self.dense_layers();
        if let [layer] = &layers[..] {
            let (inputs, units) = (layer.inputs, layer.units);
            return format!("{inputs}×{units} + {units} = {}", counted(layer.parameter_count()));
        }
        let counts: Vec<_> = layers.iter().map(|layer| counted(layer.parameter_count())).collect();
        format!("{} = {}", counts.join(" + "), counted(self.parameters()))
    }

    /// Each layer's parameters worked out, then their sum.
    pub fn network_lines(&self) -> Vec<String> {
        let layers = self.dense_layers();
        let line = |(number, layer): (usize, &Dense)| {
            let (inputs, units) = (layer.inputs, layer.units);
            format!(
                "{}: {inputs}×{units} + {units} = {} + {units} = {}",
                layer_name(number),
                counted(inputs * units),
                counted(layer.parameter_count())
            )
        };
        let mut lines: Vec<_> = layers.iter().enumerate().map(line).collect();
        if layers.len() > 1 {
            lines.push(self.parameters_text());
        }
        lines
    }

    /// A row for each layer: shapes of output, weights and biases, and its parameters.
    pub(super) fn shapes_table(&self) -> Table {
        let row = |(number, layer): (usize, &Dense)| {
            vec![
                layer_name(number).into(),
                format!("(None, {})", layer.units).into(),
                tuple(&[layer.inputs, layer.units]).into(),
                tuple(&[layer.units]).into(),
                Said::from(counted(layer.parameter_count())),
            ]
        };
        Table {
            name: "shapes",
            columns: vec!["layer", "output", "weights", "biases", "parameters"],
            rows: self.dense_layers().iter().enumerate().map(row).collect(),
            ..Table::default()
        }
    }

    /// Each layer's weight matrix with a row for each input and a column for each unit, and its biases below: a cell is a
    /// parameter. Of what would be too large only so much is drawn. The cells are filled as far as they have been counted.
    pub(super) fn network_picture(&self) -> Grids {
        let layers = self.dense_layers();
        let drawn = |length: usize| length.min(MAX_DRAWN);
        let tallest = layers.iter().map(|layer| drawn(layer.inputs)).max().unwrap_or(1) as f64;
        let widths: f64 = layers.iter().map(|layer| drawn(layer.units) as f64).sum();
        // Names need their room: matrices next to each other are never too thin for them.
        let gap = (GAP * tallest.max(widths / layers.len() as f64)).max(1.0);
        let below = (GAP_BELOW * tallest).max(0.4);
        let least = if layers.len() == 1 { 1.0 } else { gap };
        let mut grids = Grids { air: [8.0, 24.0, 30.0, 26.0], ..Grids::default() };
        let mut left = 0.0;
        let mut counted = self.walked() as usize;
        let mut share = |count: usize| {
            let done = counted.min(count);
            counted -= done;
            done as f64 / count.max(1) as f64
        };
        for layer in &layers {
            let (rows, columns) = (drawn(layer.inputs), drawn(layer.units));
            let is_whole = rows == layer.inputs && columns == layer.units;
            let biases = [left, rows as f64 + below];
            let block = |at, rows, hue, done| Block { at, size: [columns, rows], hue, is_whole, done };
            grids.blocks.push(block([left, 0.0], rows, Hue::One, share(layer.inputs * layer.units)));
            grids.blocks.push(block(biases, 1, Hue::Zero, share(layer.units)));
            grids.caption([left, 0.0], format!("{}×{}", layer.inputs, layer.units));
            grids.label([left, biases[1] + 1.0], Side::Below, Hue::Muted, format!("+ {}", layer.units));
            left += (columns as f64).max(least) + gap;
        }
        grids.size = [left - gap, tallest + below + 1.0];
        grids
    }
}
