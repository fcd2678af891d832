//! Any bytes as a file of points, of observations or of a table: read to the bit, or refused with a place in the file.

#![no_main]

use libfuzzer_sys::fuzz_target;
use perceptron_playground::data::csv::{
    CsvError, CsvLocation, read_observations, read_points, read_table, write_observations, write_points, write_table,
};

fn is_in_file(error: &CsvError, bytes: &[u8]) -> bool {
    let lines = bytes.iter().filter(|byte| b"\r\n".contains(byte)).count() + 1;
    match error {
        CsvError::OneRow { place }
        | CsvError::TooManyRows { place, .. }
        | CsvError::Columns { place, .. }
        | CsvError::Cell { place, .. }
        | CsvError::UnclosedQuote { place } => {
            let CsvLocation { line, column } = *place;
            (1..=lines).contains(&line) && (1..=bytes.len() + 1).contains(&column)
        }
        CsvError::Empty
        | CsvError::OnlyHeader
        | CsvError::TooManyBytes
        | CsvError::Utf16
        | CsvError::NumberColumns { .. }
        | CsvError::OneClass => true,
    }
}

fuzz_target!(|bytes: &[u8]| {
    match read_points(bytes) {
        Ok(points) => {
            assert!(points.iter().flat_map(|point| point.inputs).all(f64::is_finite));
            assert_eq!(read_points(write_points(&points).as_bytes()), Ok(points));
        }
        Err(error) => assert!(is_in_file(&error, bytes), "{error}"),
    }
    match read_table(bytes) {
        Ok(table) => {
            assert!(table.values.iter().all(|x| x.is_finite()));
            // A name may be a number once it is cut short, and a header of numbers is a row.
            let _ = read_table(write_table(&table).as_bytes());
        }
        Err(error) => assert!(is_in_file(&error, bytes), "{error}"),
    }
    match read_observations(bytes) {
        Ok(rows) => {
            assert!(rows.iter().all(|row| row.x.is_finite() && row.y.is_finite()));
            assert_eq!(read_observations(write_observations(&rows).as_bytes()), Ok(rows));
        }
        Err(error) => assert!(is_in_file(&error, bytes), "{error}"),
    }
});
