//! The cells of a file: their delimiters, their places and their numbers.

use ::csv::ByteRecord;

use super::{CellError, CsvLocation};

/// The most characters of a cell in an error.
const EXCERPT_LENGTH: usize = 20;

/// The character between cells.
#[derive(Clone, Copy)]
pub enum Delimiter {
    Tab,
    Semicolon,
    Comma,
}

impl Delimiter {
    /// The delimiter that splits each of the first ten lines into `columns` cells; otherwise the first one that is in the first line at
    /// all. A line with tabs or semicolons can have decimal commas, so these two come first.
    pub fn of(bytes: &[u8], columns: usize) -> Self {
        let lines = || bytes.split(|&b| b == b'\n' || b == b'\r').filter(|line| !line.trim_ascii().is_empty()).take(10);
        let first_line = lines().next().unwrap_or_default();
        let all = [Self::Tab, Self::Semicolon, Self::Comma];
        let splits_lines = |delimiter: &Self| lines().all(|line| delimiter.count(line) + 1 == columns);
        let stands_there = |delimiter: &Self| delimiter.count(first_line) > 0;
        all.into_iter().find(splits_lines).or_else(|| all.into_iter().find(stands_there)).unwrap_or(Self::Comma)
    }

    /// The delimiter that splits each of the first ten lines into as many cells as the first, and how many those are.
    pub fn of_table(bytes: &[u8]) -> (Self, usize) {
        let first_line = bytes.split(|&b| b == b'\n' || b == b'\r').find(|line| !line.trim_ascii().is_empty());
        let cells = |delimiter: Self| delimiter.count(first_line.unwrap_or_default()) + 1;
        let all = [Self::Tab, Self::Semicolon, Self::Comma].map(|delimiter| (delimiter, cells(delimiter)));
        let is_even =
            |(delimiter, cells): &(Self, usize)| *cells > 1 && Self::of(bytes, *cells).byte() == delimiter.byte();
        all.into_iter().find(is_even).unwrap_or((Self::Comma, cells(Self::Comma)))
    }

    pub fn byte(self) -> u8 {
        match self {
            Self::Tab => b'\t',
            Self::Semicolon => b';',
            Self::Comma => b',',
        }
    }

    /// How often it is in `line` outside quotes.
    fn count(self, line: &[u8]) -> usize {
        let mut quoted = false;
        let parts = |&&b: &&u8| {
            quoted ^= b == b'"';
            b == self.byte() && !quoted
        };
        line.iter().filter(parts).count()
    }

    /// Whether the row is blank.
    pub fn is_blank(self, record: &ByteRecord) -> bool {
        (record.len() == 1 || matches!(self, Self::Tab)) && record.iter().all(|cell| cell.trim_ascii().is_empty())
    }

    /// Whether a row with more cells than `columns` looks like numbers with decimal commas: `1,5,2,5` for two columns, or `1,5,2,5,1`
    /// for three.
    pub fn seems_to_divide_numbers(self, record: &ByteRecord, columns: usize) -> bool {
        let digits = |cell: &[u8]| !cell.is_empty() && cell.iter().all(u8::is_ascii_digit);
        let unsigned = |cell: &[u8]| digits(cell.trim_ascii().strip_prefix(b"-").unwrap_or(cell.trim_ascii()));
        matches!(self, Self::Comma)
            && record.len() <= 2 * columns
            && record.iter().enumerate().all(|(i, cell)| if i % 2 == 1 { digits(cell) } else { unsigned(cell) })
    }

    /// Where a cell of a record begins, or where it should be when it is missing.
    pub fn place(self, bytes: &[u8], record: &ByteRecord, cell: usize) -> CsvLocation {
        let (Ok(start) | Err(start)) = self.cell_start(bytes, record, cell);
        place_of(bytes, start)
    }

    /// Where a quote is that the record opens and the file never closes.
    pub fn unclosed_quote(self, bytes: &[u8], record: &ByteRecord) -> Option<CsvLocation> {
        self.cell_start(bytes, record, usize::MAX).err().map(|quote| place_of(bytes, quote))
    }

    /// The index of the first byte of a cell after blanks, or of the end of the record when it has no such cell. When the file ends
    /// inside quotes, the error is the index of the opening quote.
    fn cell_start(self, bytes: &[u8], record: &ByteRecord, cell: usize) -> Result<usize, usize> {
        let after_last = usize::try_from(record.position().map_or(0, ::csv::Position::byte)).unwrap_or(bytes.len());
        // The reader counts the end of the line before, and empty lines, as part of the record.
        let line_ends = bytes[after_last..].iter().take_while(|&&b| b == b'\r' || b == b'\n').count();
        let (mut to_pass, mut quoted, mut closed, mut at_start) = (cell, false, false, true);
        let mut quote = 0;
        for (i, &b) in bytes.iter().enumerate().skip(after_last + line_ends) {
            let blank = at_start && b == b' ';
            if to_pass == 0 && !blank {
                return Ok(i);
            }
            // A quote opens a cell only at its beginning; two in a row within it stand for one.
            let is_mark = b == b'"' && (quoted || at_start || closed);
            if is_mark && at_start {
                quote = i;
            }
            closed = is_mark && quoted;
            quoted ^= is_mark;
            at_start = blank && to_pass == 0;
            if !quoted && (b == b'\r' || b == b'\n') {
                return Ok(i);
            }
            if !quoted && b == self.byte() {
                to_pass -= 1;
                at_start = true;
            }
        }
        if quoted { Err(quote) } else { Ok(bytes.len()) }
    }
}

/// The place of the byte at `index`.
fn place_of(bytes: &[u8], index: usize) -> CsvLocation {
    let before = String::from_utf8_lossy(&bytes[..index]).replace("\r\n", "\n").replace('\r', "\n");
    let last_line = before.rsplit('\n').next().unwrap_or_default();
    CsvLocation { line: before.matches('\n').count() + 1, column: last_line.chars().count() + 1 }
}

/// Whether a first row is a header: no cell is a number, and not all cells are empty.
pub fn is_header(record: &ByteRecord) -> bool {
    let faults = || record.iter().map(|cell| number(cell).err());
    faults().all(|fault| matches!(fault, Some(CellError::Text | CellError::Missing)))
        && faults().any(|fault| fault == Some(CellError::Text))
}

/// The number in a cell. Blanks around it are ignored, and the minus sign U+2212 is allowed.
pub fn number(cell: &[u8]) -> Result<f64, CellError> {
    let text = String::from_utf8_lossy(cell.trim_ascii());
    let text = if text.is_ascii() { text } else { text.replace('−', "-").into() };
    match text.parse::<f64>() {
        Ok(value) if value.is_nan() => Err(CellError::NotANumber),
        #[allow(clippy::cast_possible_truncation)] // to see whether it overflows
        Ok(value) if (value as f32).is_infinite() => Err(CellError::TooLarge),
        Ok(value) => Ok(value),
        // What R and pandas write for a missing number.
        Err(_) if matches!(&*text, "" | "NA" | "?") => Err(CellError::Missing),
        Err(_) if text.matches(',').count() == 1 && text.replace(',', ".").parse::<f64>().is_ok() => {
            Err(CellError::DecimalComma)
        }
        Err(_) => Err(CellError::Text),
    }
}

/// The label in a cell, 0 or 1.
pub fn label(cell: &[u8]) -> Result<f64, CellError> {
    number(cell).and_then(|value| if [0.0, 1.0].contains(&value) { Ok(value) } else { Err(CellError::Label) })
}

/// The beginning of a cell on one line.
pub fn excerpt(cell: &[u8]) -> String {
    let text = String::from_utf8_lossy(cell.trim_ascii());
    let mut shown: String = text.chars().take(EXCERPT_LENGTH).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if text.chars().nth(EXCERPT_LENGTH).is_some() {
        shown.push('…');
    }
    shown
}
