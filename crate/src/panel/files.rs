//! Files that a learner gives: what kinds there are, and what is wrong with one.

use super::json::Key;
use super::view::Message;
use crate::data::csv::{self, CellError, CsvError};
use crate::data::synthetic::MAX_CLASSES;
use crate::data::table::MAX_COLUMNS;
use crate::export::model_file::{self, ModelFileError, Wanted};

/// A kind of file that a panel takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FileKind {
    /// Its name, for [`Panel::take`](super::port::Panel::take) and the page's texts.
    pub name: Key,
    /// What its names end in, as a page's file input takes it.
    pub endings: Key,
    /// The most bytes it may have, a whole number of MB. A page tells it beforehand, and reads no file that has more.
    pub max_bytes: usize,
}

impl FileKind {
    /// Rows to learn from.
    pub const CSV: Self = Self { name: "csv", endings: ".csv,.tsv,.txt,text/csv", max_bytes: csv::MAX_BYTES };
    /// A model that was saved here.
    pub const MODEL: Self = Self { name: "model", endings: ".json,application/json", max_bytes: model_file::MAX_BYTES };

    /// The limit as text: `32 MB`.
    pub fn limit(&self) -> String {
        format!("{} MB", self.max_bytes >> 20)
    }

    /// What is told of a file that has more bytes.
    pub fn too_large(&self) -> Message {
        Message::new("file-too-large").with("limit", self.limit())
    }
}

impl From<CsvError> for Message {
    fn from(error: CsvError) -> Self {
        let at = |key, place: csv::CsvLocation| Self::new(key).with("line", place.line).with("column", place.column);
        match error {
            CsvError::Empty => Self::new("csv-empty"),
            CsvError::OnlyHeader => Self::new("csv-only-header"),
            CsvError::OneRow { place } => Self::new("csv-one-row").with("line", place.line),
            CsvError::TooManyBytes => FileKind::CSV.too_large(),
            CsvError::TooManyRows { place, most } => {
                Self::new("csv-too-many-rows").with("line", place.line).with("most", most)
            }
            CsvError::Columns { place, decimal_commas: true, .. } => {
                Self::new("csv-decimal-commas").with("line", place.line)
            }
            CsvError::Columns { place, found, expected, .. } => {
                at("csv-columns", place).with("found", found).with("wanted", expected)
            }
            CsvError::UnclosedQuote { place } => at("csv-unclosed-quote", place),
            CsvError::NumberColumns { found } => {
                Self::new("csv-number-columns").with("found", found).with("most", MAX_COLUMNS)
            }
            CsvError::OneClass => Self::new("csv-one-class"),
            CsvError::Utf16 => Self::new("csv-utf-16"),
            CsvError::Cell { place, fault: CellError::Missing, .. } => at("csv-missing", place),
            CsvError::Cell { place, fault, text } => {
                let key = match fault {
                    CellError::Missing | CellError::Text => "csv-text",
                    CellError::DecimalComma => "csv-decimal-comma",
                    CellError::NotANumber => "csv-not-a-number",
                    CellError::TooLarge => "csv-too-large",
                    CellError::Label => "csv-label",
                    CellError::SecondLabel => "csv-second-label",
                    CellError::TooManyClasses => "csv-too-many-classes",
                };
                at(key, place).with("text", text).with("most", MAX_CLASSES)
            }
        }
    }
}

impl From<ModelFileError> for Message {
    fn from(error: ModelFileError) -> Self {
        let at = |key, line: usize, column: usize| Self::new(key).with("line", line).with("column", column);
        match error {
            ModelFileError::TooLong => FileKind::MODEL.too_large(),
            ModelFileError::Syntax { line, column } => at("model-syntax", line, column),
            ModelFileError::NotFinite { line, column } => at("model-not-finite", line, column),
            ModelFileError::OtherFormat => Self::new("model-other-format"),
            ModelFileError::Version { given } => Self::new("model-version").with("given", given),
            ModelFileError::Panel { given, wanted } => {
                Self::new("model-panel").with("given", given).with("wanted", wanted)
            }
            ModelFileError::Missing { path } => Self::new("model-missing").with("path", path),
            ModelFileError::Kind { path, wanted } => {
                let key = match wanted {
                    Wanted::Object => "model-object",
                    Wanted::List => "model-list",
                    Wanted::Number => "model-number",
                    Wanted::Count => "model-count",
                    Wanted::Text => "model-text",
                };
                Self::new(key).with("path", path)
            }
            ModelFileError::Length { path, given, wanted } => {
                Self::new("model-length").with("path", path).with("given", given).with("wanted", wanted)
            }
            ModelFileError::TooManyRows { given, most } => {
                Self::new("model-too-many-rows").with("given", given).with("most", most)
            }
            ModelFileError::Value { path, given, allowed } => {
                Self::new("model-value").with("path", path).with("given", given).with("allowed", allowed)
            }
            ModelFileError::OtherWeights => Self::new("model-other-weights"),
        }
    }
}
