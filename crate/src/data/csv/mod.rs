//! Data sets as comma-separated values: points as `x1,x2,label`, observations as `x,y`, and tables of any columns.
//!
//! The reader takes what spreadsheets write: with or without a header, with commas, semicolons or tabs, with quotes, any line ends and
//! a byte order mark. It refuses a file that it cannot read and says where the error is, because a data set that silently lost a row
//! would teach something false.

mod cells;
mod table;

use std::fmt::{self, Write};

use ::csv::{ByteRecord, ReaderBuilder};
use thiserror::Error;

use super::lab::Observation;
use super::synthetic::Point;
use cells::{Delimiter, excerpt, is_header, label, number};
pub use table::{MAX_TABLE_ROWS, read_table, write_table};

/// The most rows of a file. An epoch over that many takes a fraction of a second.
pub const MAX_ROWS: usize = 200_000;
/// The most bytes of a file: far more than [`MAX_ROWS`] rows need.
pub const MAX_BYTES: usize = 32 << 20;

/// A place in a file as an editor shows it. Both numbers count from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CsvLocation {
    /// The line.
    pub line: usize,
    /// The character of the line.
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
    /// It is empty.
    #[error("a number is missing")]
    Missing,
    /// It is no number.
    #[error("a number is wanted")]
    Text,
    /// It is a number with a decimal comma.
    #[error("a number needs a decimal point and not a comma")]
    DecimalComma,
    /// It is NaN.
    #[error("NaN is no value to learn from")]
    NotANumber,
    /// It is infinite in single precision, which networks compute in: beyond about ±3.4·10³⁸.
    #[error("the number is too large")]
    TooLarge,
    /// It is a number, but no label.
    #[error("a label is 0 or 1")]
    Label,
    /// It is a text in a second column of labels.
    #[error("only one column may hold texts")]
    SecondLabel,
    /// It is one class more than there can be.
    #[error("more than {} classes", super::synthetic::MAX_CLASSES)]
    TooManyClasses,
}

/// Why a file cannot be read. A text from the file is cut short.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum CsvError {
    /// The file is empty.
    #[error("the file is empty")]
    Empty,
    /// There is only a header.
    #[error("the file has a header and no rows")]
    OnlyHeader,
    /// There is only one row.
    #[error("{place}: the file has no second row")]
    OneRow {
        /// Where the row begins.
        place: CsvLocation,
    },
    /// There are more bytes than [`MAX_BYTES`].
    #[error("the file has more than {} MB", MAX_BYTES >> 20)]
    TooManyBytes,
    /// There are more rows than a file of its kind may have.
    #[error("{place}: the file has more than {most} rows")]
    TooManyRows {
        /// Where the first row beyond the limit begins.
        place: CsvLocation,
        /// The most rows.
        most: usize,
    },
    /// A row has another number of cells than the file has columns.
    #[error("{place}: {found} cells, not {expected}")]
    Columns {
        /// The first extra cell, or where the first missing cell should be.
        place: CsvLocation,
        /// How many cells the row has.
        found: usize,
        /// How many it should have.
        expected: usize,
        /// Whether the row seems to have commas between cells and decimal commas in its numbers.
        decimal_commas: bool,
    },
    /// A cell has no valid content.
    #[error("{place}: “{text}”: {fault}")]
    Cell {
        /// Where the cell's content begins.
        place: CsvLocation,
        /// The beginning of the content.
        text: String,
        /// What is wrong with it.
        fault: CellError,
    },
    /// A quote is never closed, so that the rest of the file is inside it.
    #[error("{place}: the quote is never closed")]
    UnclosedQuote {
        /// Where the quote is.
        place: CsvLocation,
    },
    /// The rows have too few columns of numbers, or too many.
    #[error("{found} columns of numbers, not 2 to {}", super::table::MAX_COLUMNS)]
    NumberColumns {
        /// How many there are.
        found: usize,
    },
    /// All rows have the same label.
    #[error("all rows are of one class")]
    OneClass,
    /// The file is UTF-16, which Excel calls Unicode text. It must be of the kind "CSV UTF-8".
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
/// The first error in the file.
pub fn read_points(bytes: &[u8]) -> Result<Vec<Point>, CsvError> {
    let rows = read(bytes, [Column::Number, Column::Number, Column::Label])?;
    Ok(rows.into_iter().map(|[x1, x2, label]| Point { inputs: [x1, x2], class: u8::from(label > 0.5) }).collect())
}

/// Observations from the columns x and y.
///
/// # Errors
/// The first error in the file.
pub fn read_observations(bytes: &[u8]) -> Result<Vec<Observation>, CsvError> {
    let rows = read(bytes, [Column::Number, Column::Number])?;
    Ok(rows.into_iter().map(|[x, y]| Observation { x, y }).collect())
}

/// Samples from one column of numbers or two, whatever their names: how many columns there are, and all numbers row by row.
///
/// # Errors
/// The first error in the file.
pub fn read_samples(bytes: &[u8]) -> Result<(usize, Vec<f64>), CsvError> {
    let first = bytes.split(|b| *b == b'\n').position(|line| !line.trim_ascii().is_empty()).map_or(1, |line| line + 1);
    match read(bytes, [Column::Number; 2]) {
        // A file of one column has one cell in its first line already.
        Err(CsvError::Columns { found: 1, place, .. }) if place.line == first => {
            Ok((1, read(bytes, [Column::Number])?.into_flattened()))
        }
        rows => Ok((2, rows?.into_flattened())),
    }
}

/// The file of points. [`read_points`] reads it back to the bit.
pub fn write_points(points: &[Point]) -> String {
    write("x1,x2,label\n", points, |text, Point { inputs: [x1, x2], class }| writeln!(text, "{x1:?},{x2:?},{class}"))
}

/// The file of observations. [`read_observations`] reads it back to the bit.
pub fn write_observations(observations: &[Observation]) -> String {
    write("x,y\n", observations, |text, Observation { x, y }| writeln!(text, "{x:?},{y:?}"))
}

fn write<Row>(header: &str, rows: &[Row], line: impl Fn(&mut String, &Row) -> fmt::Result) -> String {
    let mut text = header.to_owned();
    for row in rows {
        line(&mut text, row).expect("writing to a string does not fail");
    }
    text
}

/// Whether a file is of 16 bits a letter: it says so, or every second byte at its beginning is zero, as in numbers that are written so.
fn is_utf_16(bytes: &[u8]) -> bool {
    let is_every_second_zero = |from: usize| bytes.iter().skip(from).step_by(2).take(8).all(|byte| *byte == 0);
    let says_so = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    says_so || bytes.len() > 3 && (is_every_second_zero(0) || is_every_second_zero(1))
}

fn read<const N: usize>(bytes: &[u8], columns: [Column; N]) -> Result<Vec<[f64; N]>, CsvError> {
    let mut rows = Vec::new();
    // A label is written without a decimal comma.
    let numbers = columns.iter().filter(|column| **column == Column::Number).count();
    let shape = |bytes: &[u8]| Shape { delimiter: Delimiter::of(bytes, N), columns: N, numbers, most: MAX_ROWS };
    read_rows(bytes, shape, |record| {
        let mut row = [0.0; N];
        for (i, column) in columns.into_iter().enumerate() {
            let value = if column == Column::Label { label(&record[i]) } else { number(&record[i]) };
            row[i] = value.map_err(|fault| (i, fault))?;
        }
        rows.push(row);
        Ok(())
    })?;
    Ok(rows)
}

/// How the rows of a file are built.
struct Shape {
    delimiter: Delimiter,
    /// The number of cells of a row, and of those that must be numbers.
    columns: usize,
    numbers: usize,
    /// The most rows.
    most: usize,
}

/// Reads a file row by row. `take` gets each, and names the cell that it cannot read. Gives the header, when there is one.
fn read_rows(
    bytes: &[u8],
    shape: impl FnOnce(&[u8]) -> Shape,
    mut take: impl FnMut(&ByteRecord) -> Result<(), (usize, CellError)>,
) -> Result<Option<ByteRecord>, CsvError> {
    if bytes.len() > MAX_BYTES {
        return Err(CsvError::TooManyBytes);
    }
    if is_utf_16(bytes) {
        return Err(CsvError::Utf16);
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let Shape { delimiter, columns, numbers, most } = shape(bytes);
    let mut reader =
        ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter.byte()).from_reader(bytes);
    let mut record = ByteRecord::new();
    let (mut count, mut first_row, mut header) = (0, None, None);
    while reader.read_byte_record(&mut record).expect("bytes in memory can be read, and rows may have any length") {
        let place = |cell| delimiter.place(bytes, &record, cell);
        let or_unclosed_quote =
            |error| delimiter.unclosed_quote(bytes, &record).map_or(error, |place| CsvError::UnclosedQuote { place });
        if delimiter.is_blank(&record) {
            continue;
        }
        if count == most {
            return Err(CsvError::TooManyRows { place: place(0), most });
        }
        if record.len() != columns {
            // Under a header any number of cells up to twice as many can be numbers with decimal commas. Without a header only as many
            // as when every number has one.
            let least = if header.is_some() { columns + 1 } else { columns + numbers };
            let decimal_commas = record.len() >= least && delimiter.seems_to_divide_numbers(&record, columns);
            let (place, found) = (place(record.len().min(columns)), record.len());
            return Err(or_unclosed_quote(CsvError::Columns { place, found, expected: columns, decimal_commas }));
        }
        if count == 0 && header.is_none() && is_header(&record) {
            if let Some(place) = delimiter.unclosed_quote(bytes, &record) {
                return Err(CsvError::UnclosedQuote { place });
            }
            header = Some(record.clone());
            continue;
        }
        take(&record).map_err(|(cell, fault)| {
            or_unclosed_quote(CsvError::Cell { place: place(cell), text: excerpt(&record[cell]), fault })
        })?;
        first_row.get_or_insert_with(|| place(0));
        count += 1;
    }
    match (count, first_row) {
        (0, _) if header.is_some() => Err(CsvError::OnlyHeader),
        (1, Some(place)) => Err(CsvError::OneRow { place }),
        (0, _) | (_, None) => Err(CsvError::Empty),
        _ => Ok(header),
    }
}

#[cfg(test)]
mod tests;
