//! What is wrong with a data file, as JavaScript reads it.

use wasm_bindgen::prelude::wasm_bindgen;

use crate::data::csv::{CellError, CsvError, CsvLocation, MAX_BYTES, MAX_ROWS};

/// Why a data file can't be read; the page's texts say it in the reader's language.
#[wasm_bindgen(js_name = CsvProblem)]
pub struct CsvProblem(pub(super) CsvError);

#[wasm_bindgen(js_class = CsvProblem)]
impl CsvProblem {
    /// The most bytes a file may have. Of a larger one no more than one byte beyond need be read to be told so.
    #[wasm_bindgen(js_name = byteLimit)]
    pub fn byte_limit() -> usize {
        MAX_BYTES
    }

    fn place(&self) -> Option<CsvLocation> {
        match &self.0 {
            CsvError::OneRow { place }
            | CsvError::UnclosedQuote { place }
            | CsvError::TooManyRows { place }
            | CsvError::Columns { place, .. }
            | CsvError::Cell { place, .. } => Some(*place),
            CsvError::Empty | CsvError::OnlyHeader | CsvError::TooManyBytes | CsvError::Utf16 => None,
        }
    }

    /// Which text explains it.
    #[wasm_bindgen(getter)]
    pub fn key(&self) -> String {
        match &self.0 {
            CsvError::Empty => "empty",
            CsvError::OnlyHeader => "only-header",
            CsvError::OneRow { .. } => "one-row",
            CsvError::TooManyBytes => "too-many-bytes",
            CsvError::TooManyRows { .. } => "too-many-rows",
            CsvError::Columns { decimal_commas: true, .. } => "decimal-commas",
            CsvError::Columns { .. } => "columns",
            CsvError::UnclosedQuote { .. } => "unclosed-quote",
            CsvError::Utf16 => "utf-16",
            CsvError::Cell { fault, .. } => match fault {
                CellError::Missing => "missing",
                CellError::Text => "text",
                CellError::DecimalComma => "decimal-comma",
                CellError::NotANumber => "not-a-number",
                CellError::TooLarge => "too-large",
                CellError::Label => "label",
            },
        }
        .to_owned()
    }

    /// The line it stands in, from 1; 0 where none is meant.
    #[wasm_bindgen(getter)]
    pub fn line(&self) -> usize {
        self.place().map_or(0, |place| place.line)
    }

    /// The character of the line, from 1; 0 where none is meant.
    #[wasm_bindgen(getter)]
    pub fn column(&self) -> usize {
        self.place().map_or(0, |place| place.column)
    }

    /// The text that stands there, cut short.
    #[wasm_bindgen(getter)]
    pub fn text(&self) -> String {
        if let CsvError::Cell { text, .. } = &self.0 { text.clone() } else { String::new() }
    }

    /// How many cells there are in the line, and how many there should be; or how many rows or megabytes there may be.
    #[wasm_bindgen(getter)]
    pub fn counts(&self) -> Vec<usize> {
        match self.0 {
            CsvError::Columns { found, expected, .. } => vec![found, expected],
            CsvError::TooManyBytes => vec![MAX_BYTES >> 20],
            CsvError::TooManyRows { .. } => vec![MAX_ROWS],
            _ => Vec::new(),
        }
    }
}
