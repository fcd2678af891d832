//! Data sets as comma-separated values: points as `x1,x2,label` and observations as `x,y`.
//!
//! Read is what spreadsheets write: with or without a header, with commas, semicolons or tabs between the cells, quotes
//! around them, any line ends, and a byte order mark. What cannot be read is refused with the place where it stands, for
//! a data set that silently lost a row would teach something false.

mod cells;

use std::fmt::{self, Write};

use ::csv::{ByteRecord, ReaderBuilder};
use thiserror::Error;

use super::lab::Observation;
use super::synthetic::Point;
use cells::{Delimiter, excerpt, is_header, label, number};

/// How many rows a file may have. An epoch over that many still takes a fraction of a second.
pub const MAX_ROWS: usize = 200_000;
/// The most bytes a file may have: far more than rows within [`MAX_ROWS`] need.
pub const MAX_BYTES: usize = 32 << 20;

/// A place in a file as an editor shows it: both count from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CsvLocation {
    /// The line.
    pub line: usize,
    /// The character of the line, not the cell.
    pub column: usize,
}

impl fmt::Display for CsvLocation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {}", self.line, self.column)
    }
}

/// What is wrong with a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum CellError {
    /// Nothing is in it.
    #[error("a number is missing")]
    Missing,
    /// It is no number.
    #[error("a number is wanted")]
    Text,
    /// It would be a number with a point in the place of its comma.
    #[error("a decimal comma stands where a point is wanted")]
    DecimalComma,
    /// It is the "not a number" of floating-point arithmetic.
    #[error("NaN is no value to learn from")]
    NotANumber,
    /// It is infinite, or would be in the single precision that networks compute in: beyond about ±3.4·10³⁸.
    #[error("the number is too large")]
    TooLarge,
    /// It is a number, but no label.
    #[error("a label is 0 or 1")]
    Label,
}

/// Why a file cannot be read. Offending text is cut short, to be shown.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum CsvError {
    /// There is nothing in the file.
    #[error("the file is empty")]
    Empty,
    /// There is one line, and it names the columns.
    #[error("the file has a header and no rows")]
    OnlyHeader,
    /// There is one row, too few to learn anything from.
    #[error("{place}: the file has no second row")]
    OneRow {
        /// Where the row begins.
        place: CsvLocation,
    },
    /// There are more bytes than [`MAX_BYTES`].
    #[error("the file has more than {} MB", MAX_BYTES >> 20)]
    TooManyBytes,
    /// There are more rows than [`MAX_ROWS`].
    #[error("{place}: the file has more than {MAX_ROWS} rows")]
    TooManyRows {
        /// Where the first row too many begins.
        place: CsvLocation,
    },
    /// A row has more or fewer cells than columns are wanted.
    #[error("{place}: {found} cells, not {expected}")]
    Columns {
        /// The first cell too many, or where the first missing one should stand.
        place: CsvLocation,
        /// How many cells the row has.
        found: usize,
        /// How many it should have.
        expected: usize,
        /// Whether the row looks as if commas stood both between its cells and within its numbers.
        decimal_commas: bool,
    },
    /// A cell's content does not serve.
    #[error("{place}: “{text}”: {fault}")]
    Cell {
        /// Where the cell's content begins.
        place: CsvLocation,
        /// The beginning of the content.
        text: String,
        /// What is wrong with it.
        fault: CellError,
    },
    /// Quotes are opened around a cell and closed nowhere, so that the rest of the file stands within them.
    #[error("{place}: the quote is never closed")]
    UnclosedQuote {
        /// Where the quote stands.
        place: CsvLocation,
    },
    /// Each character has two bytes, as in what Excel calls Unicode text; a file of the kind "CSV UTF-8" is wanted.
    #[error("the file is UTF-16, not UTF-8")]
    Utf16,
}

/// What a column holds.
#[derive(Clone, Copy, PartialEq)]
enum Column {
    Number,
    Label,
}

/// Points from the columns x1, x2 and label (0 or 1).
///
/// # Errors
/// The first thing in the file that does not serve, as a [`CsvError`].
pub fn read_points(bytes: &[u8]) -> Result<Vec<Point>, CsvError> {
    let rows = read(bytes, [Column::Number, Column::Number, Column::Label])?;
    Ok(rows.into_iter().map(|[x1, x2, label]| Point { inputs: [x1, x2], label: label > 0.5 }).collect())
}

/// Observations from the columns x and y.
///
/// # Errors
/// The first thing in the file that does not serve, as a [`CsvError`].
pub fn read_observations(bytes: &[u8]) -> Result<Vec<Observation>, CsvError> {
    let rows = read(bytes, [Column::Number, Column::Number])?;
    Ok(rows.into_iter().map(|[x, y]| Observation { x, y }).collect())
}

/// The points as a file that [`read_points`] reads back to the bit.
pub fn write_points(points: &[Point]) -> String {
    write("x1,x2,label\n", points, |text, Point { inputs: [x1, x2], label }| {
        writeln!(text, "{x1:?},{x2:?},{}", u8::from(*label))
    })
}

/// The observations as a file that [`read_observations`] reads back to the bit.
pub fn write_observations(observations: &[Observation]) -> String {
    write("x,y\n", observations, |text, Observation { x, y }| writeln!(text, "{x:?},{y:?}"))
}

fn write<Row>(header: &str, rows: &[Row], line: impl Fn(&mut String, &Row) -> fmt::Result) -> String {
    let mut text = header.to_owned();
    for row in rows {
        line(&mut text, row).expect("a string takes whatever is written to it");
    }
    text
}

fn read<const N: usize>(bytes: &[u8], columns: [Column; N]) -> Result<Vec<[f64; N]>, CsvError> {
    if bytes.len() > MAX_BYTES {
        return Err(CsvError::TooManyBytes);
    }
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return Err(CsvError::Utf16);
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let delimiter = Delimiter::of(bytes, N);
    let mut reader =
        ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter.byte()).from_reader(bytes);
    let mut record = ByteRecord::new();
    let mut rows = Vec::new();
    let (mut first_row, mut header) = (None, false);
    while reader.read_byte_record(&mut record).expect("memory can always be read, and rows may have any length") {
        let place = |cell| delimiter.place(bytes, &record, cell);
        let or_unclosed_quote =
            |error| delimiter.unclosed_quote(bytes, &record).map_or(error, |place| CsvError::UnclosedQuote { place });
        if delimiter.is_blank(&record) {
            continue;
        }
        if rows.len() == MAX_ROWS {
            return Err(CsvError::TooManyRows { place: place(0) });
        }
        if record.len() != N {
            // Under a header any number of cells up to twice as many can be divided numbers; without one only as many
            // as there are if each number is divided.
            let least = if header { N + 1 } else { 2 * N - columns.iter().filter(|&&c| c == Column::Label).count() };
            let decimal_commas = record.len() >= least && delimiter.seems_to_divide_numbers(&record, N);
            let (place, found) = (place(record.len().min(N)), record.len());
            return Err(or_unclosed_quote(CsvError::Columns { place, found, expected: N, decimal_commas }));
        }
        if rows.is_empty() && !header && is_header(&record) {
            if let Some(place) = delimiter.unclosed_quote(bytes, &record) {
                return Err(CsvError::UnclosedQuote { place });
            }
            header = true;
            continue;
        }
        let mut row = [0.0; N];
        for (i, column) in columns.into_iter().enumerate() {
            let value = if column == Column::Label { label(&record[i]) } else { number(&record[i]) };
            row[i] = value.map_err(|fault| {
                or_unclosed_quote(CsvError::Cell { place: place(i), text: excerpt(&record[i]), fault })
            })?;
        }
        first_row.get_or_insert_with(|| place(0));
        rows.push(row);
    }
    match (rows.len(), first_row) {
        (0, _) if header => Err(CsvError::OnlyHeader),
        (1, Some(place)) => Err(CsvError::OneRow { place }),
        (0, _) | (_, None) => Err(CsvError::Empty),
        _ => Ok(rows),
    }
}

#[cfg(test)]
mod tests;
