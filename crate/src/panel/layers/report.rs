//! What a view tells: a sentence, lines worked out, and tables.

use super::Layers;

/// What the sentence under the picture says: the name of a text, and what its places are filled with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// The text's name.
    pub key: &'static str,
    /// Name and value of each place.
    pub values: Vec<(&'static str, String)>,
}

/// A table. A head or a row's first cell may be a name for which the page has a word.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// The heads of the columns.
    pub heads: Vec<String>,
    /// The cells, row by row.
    pub cells: Vec<String>,
}

impl Report {
    /// A table with these heads and no rows.
    pub fn with_heads<T: ToString>(heads: impl IntoIterator<Item = T>) -> Self {
        Self { heads: heads.into_iter().map(|head| head.to_string()).collect(), cells: Vec::new() }
    }

    /// Adds a row.
    pub fn row<T: ToString>(&mut self, cells: impl IntoIterator<Item = T>) {
        self.cells.extend(cells.into_iter().map(|cell| cell.to_string()));
    }
}

impl Layers {
    /// What the sentence under the picture says.
    pub fn said(&self) -> Said {
        match self.settings().part() {
            "tensor" => self.said_of_tensor(),
            "dense" => self.said_of_network(),
            "conv" => self.said_of_convolution(),
            _ => self.said_of_forecast(),
        }
    }

    /// Formulas with today's numbers.
    pub fn worked(&self) -> Vec<String> {
        match self.settings().part() {
            "tensor" => self.tensor_worked(),
            "dense" => self.network_worked(),
            "conv" => self.convolution_worked(),
            _ => self.forecast_worked(),
        }
    }

    /// The table beside the picture.
    pub fn table(&self) -> Report {
        match self.settings().part() {
            "tensor" => self.axes(),
            "dense" => self.shapes(),
            "conv" => self.costs(),
            _ => self.unrolled(),
        }
    }

    /// What the picture shows as a table.
    pub fn values(&self) -> Report {
        match self.settings().part() {
            "tensor" => self.tensor_values(),
            "dense" => self.shapes(),
            "conv" => self.convolution_values(),
            _ => self.forecast_values(),
        }
    }
}
