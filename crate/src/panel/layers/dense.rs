//! Networks of dense layers: shapes, weight matrices and the counts of their parameters, as Keras's summary tells them.

use super::Layers;
use super::numbers::grouped;
use super::report::{Report, Said};
use crate::model::dense::Dense;
use crate::model::summary::Summary;
use crate::plot::grids::{Grids, Shade};
use crate::plot::palette::Hue;

/// The most rows and columns of a matrix that are drawn one by one.
const MOST_DRAWN: usize = 12;

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

    fn layer_name(number: usize) -> String {
        if number == 0 { "dense".to_owned() } else { format!("dense_{number}") }
    }

    pub(super) fn said_of_network(&self) -> Said {
        let layers = self.dense_layers();
        let key = if layers.len() == 1 { "one" } else { "several" };
        let arrow = self.settings().sizes().iter().map(usize::to_string).collect::<Vec<_>>().join(" → ");
        let weights: usize = layers.iter().map(|layer| layer.inputs * layer.units).sum();
        let biases: usize = layers.iter().map(|layer| layer.units).sum();
        let values = vec![
            ("sizes", arrow),
            ("layers", layers.len().to_string()),
            ("weights", grouped(weights)),
            ("biases", grouped(biases)),
            ("parameters", grouped(weights + biases)),
        ];
        Said { key, values }
    }

    pub(super) fn network_worked(&self) -> Vec<String> {
        let layers = self.dense_layers();
        let line = |(number, layer): (usize, &Dense)| {
            let (inputs, units) = (layer.inputs, layer.units);
            format!(
                "{}: {inputs}×{units} + {units} = {} + {units} = {}",
                Self::layer_name(number),
                inputs * units,
                layer.parameter_count()
            )
        };
        let mut lines: Vec<_> = layers.iter().enumerate().map(line).collect();
        if layers.len() > 1 {
            let counts: Vec<_> = layers.iter().map(|layer| layer.parameter_count().to_string()).collect();
            lines.push(format!("{} = {}", counts.join(" + "), self.parameters()));
        }
        lines
    }

    /// A row for each layer: shapes of output, weights and biases, and its parameters.
    pub(super) fn shapes(&self) -> Report {
        let mut report = Report::with_heads(["layer", "output", "weights", "biases", "parameters"]);
        for (number, layer) in self.dense_layers().iter().enumerate() {
            report.row([
                Self::layer_name(number),
                format!("(None, {})", layer.units),
                format!("({}, {})", layer.inputs, layer.units),
                format!("({},)", layer.units),
                grouped(layer.parameter_count()),
            ]);
        }
        report
    }

    /// Each layer's weight matrix with a row for each input and a column for each unit, and its biases below: a cell is a
    /// parameter. What would be too large is one block.
    pub(super) fn network_picture(&self) -> Grids {
        let layers = self.dense_layers();
        let drawn = |length: usize| length.min(MOST_DRAWN);
        // The names above need about this room.
        let widths: Vec<f64> = layers.iter().map(|layer| (drawn(layer.units) as f64).max(4.0)).collect();
        let tallest = layers.iter().map(|layer| drawn(layer.inputs)).max().unwrap_or(1);
        let width = widths.iter().sum::<f64>() + 1.5 * (layers.len() - 1) as f64;
        let mut grids = Grids { size: [width, tallest as f64 + 3.4], ..Grids::default() };
        let mut left = 0.0;
        for (layer, width) in layers.iter().zip(widths) {
            let (rows, columns) = (drawn(layer.inputs), drawn(layer.units));
            let is_whole = rows == layer.inputs && columns == layer.units;
            let (top, below) = (1.0, 1.0 + rows as f64 + 0.4);
            let cells = |count: usize, value: f64| (0..count).map(move |_| (Shade::Signed(value), String::new()));
            grids.caption([left, top], format!("{}×{}", layer.inputs, layer.units));
            if is_whole {
                grids.grid([left, top], columns, cells(rows * columns, 0.6));
                grids.grid([left, below], columns, cells(columns, -0.6));
            }
            let strokes = if is_whole { 1.5 } else { 3.0 };
            grids.outline([left, top], [columns as f64, rows as f64], Hue::One, strokes);
            grids.outline([left, below], [columns as f64, 1.0], Hue::Zero, strokes);
            grids.caption_below([left, below + 1.0], format!("+ {}", layer.units));
            left += width + 1.5;
        }
        grids
    }
}
