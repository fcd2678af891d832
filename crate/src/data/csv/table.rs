//! Tables of any columns, one of which may hold labels.

use std::collections::BTreeSet;
use std::fmt::Write;

use ::csv::ByteRecord;

use super::cells::{Delimiter, number};
use super::{CellError, CsvError, Shape, read_rows};
use crate::data::synthetic::MAX_CLASSES;
use crate::data::table::{Labels, MAX_COLUMNS, Table};

/// The most rows of a table: each may have many columns.
pub const MAX_TABLE_ROWS: usize = 20_000;
/// The most characters of the name of a column or a class.
const MAX_NAME: usize = 24;

/// A table of 2 to [`MAX_COLUMNS`] columns of numbers. The column whose first row has a text holds the labels; where none has, the last
/// column does if it has at most [`MAX_CLASSES`] whole numbers.
///
/// # Errors
/// The first error in the file.
pub fn read_table(bytes: &[u8]) -> Result<Table, CsvError> {
    let mut rows: Vec<Vec<f64>> = Vec::new();
    let mut texts: Vec<String> = Vec::new();
    let mut names = BTreeSet::new();
    let mut label_column = None;
    let shape = |bytes: &[u8]| {
        let (delimiter, columns) = Delimiter::of_table(bytes);
        Shape { delimiter, columns, numbers: columns, most: MAX_TABLE_ROWS }
    };
    let header = read_rows(bytes, shape, |record| {
        if rows.is_empty() {
            label_column = record.iter().position(|cell| number(cell) == Err(CellError::Text));
        }
        let mut row = Vec::with_capacity(record.len());
        for (at, cell) in record.iter().enumerate() {
            if Some(at) == label_column {
                let name = short(cell);
                if name.is_empty() {
                    return Err((at, CellError::Missing));
                }
                names.insert(name.clone());
                if names.len() > MAX_CLASSES {
                    return Err((at, CellError::TooManyClasses));
                }
                texts.push(name);
                continue;
            }
            let is_second = rows.is_empty() && label_column.is_some();
            row.push(number(cell).map_err(|fault| match fault {
                CellError::Text if is_second => (at, CellError::SecondLabel),
                fault => (at, fault),
            })?);
        }
        rows.push(row);
        Ok(())
    })?;
    let labels = match label_column {
        Some(column) => Some((column, names.into_iter().collect(), texts)),
        None => whole_labels(&mut rows),
    };
    let columns = rows[0].len();
    if !(2..=MAX_COLUMNS).contains(&columns) {
        return Err(CsvError::NumberColumns { found: columns });
    }
    let label_at = labels.as_ref().map(|(column, ..)| *column);
    let named = |header: Option<&ByteRecord>, at: usize, usual: String| {
        header.map(|header| short(&header[at])).filter(|name| !name.is_empty()).unwrap_or(usual)
    };
    let numbers = (0..=columns).filter(|at| Some(*at) != label_at).take(columns);
    let columns = numbers.zip(1..).map(|(at, number)| named(header.as_ref(), at, format!("x{number}"))).collect();
    let labels = match labels {
        None => None,
        Some((_, classes, _)) if classes.len() < 2 => return Err(CsvError::OneClass),
        Some((column, classes, of)) => Some(Labels {
            name: named(header.as_ref(), column, "label".to_owned()),
            of: of.iter().map(|name| class_of(&classes, name)).collect(),
            classes,
        }),
    };
    Ok(Table { columns, values: rows.concat(), labels })
}

/// The number of a class among all.
#[allow(clippy::cast_possible_truncation)] // at most MAX_CLASSES
fn class_of(classes: &[String], name: &str) -> u8 {
    classes.iter().position(|class| class == name).unwrap_or_default() as u8
}

/// Takes the last column as labels, when it has few whole numbers: its place, the classes in their order, and the label of each row.
fn whole_labels(rows: &mut [Vec<f64>]) -> Option<(usize, Vec<String>, Vec<String>)> {
    let last = rows[0].len() - 1;
    let mut classes: Vec<f64> = Vec::new();
    for row in &*rows {
        let label = row[last];
        let is_whole = label.fract() == 0.0 && label.abs() < 1e6;
        if !is_whole {
            return None;
        }
        if !classes.contains(&label) {
            classes.push(label);
        }
        if classes.len() > MAX_CLASSES {
            return None;
        }
    }
    classes.sort_by(f64::total_cmp);
    let labels = rows.iter_mut().filter_map(Vec::pop).map(|label| label.to_string()).collect();
    Some((last, classes.iter().map(f64::to_string).collect(), labels))
}

/// A name on one line, not too long.
fn short(cell: &[u8]) -> String {
    let text = String::from_utf8_lossy(cell.trim_ascii());
    let kept = text.chars().filter(|c| !c.is_control()).take(MAX_NAME);
    kept.collect::<String>().trim().to_owned()
}

/// The file of a table. [`read_table`] reads it back to the bit.
pub fn write_table(table: &Table) -> String {
    let quoted = |name: &str| {
        let needs_quotes = name.contains([',', '"', ';', '\t']);
        if needs_quotes { format!("\"{}\"", name.replace('"', "\"\"")) } else { name.to_owned() }
    };
    let mut header: Vec<_> = table.columns.iter().map(|name| quoted(name)).collect();
    header.extend(table.labels.iter().map(|labels| quoted(&labels.name)));
    let mut text = header.join(",") + "\n";
    for (at, row) in table.rows().enumerate() {
        let mut cells: Vec<_> = row.iter().map(|value| format!("{value:?}")).collect();
        cells.extend(table.labels.iter().map(|labels| quoted(&labels.classes[usize::from(labels.of[at])])));
        let _ = writeln!(text, "{}", cells.join(","));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::super::CsvLocation;
    use super::*;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    fn fault(text: &str) -> (usize, usize, CellError) {
        match read_table(text.as_bytes()) {
            Err(CsvError::Cell { place: CsvLocation { line, column }, fault, .. }) => (line, column, fault),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn labels_are_the_column_of_texts_wherever_it_stands() {
        for text in [
            "kind,length,width\nb,1,2\na,3,4\nb,5,6\n",
            "length;kind;width\n1;b;2\n3;a;4\n5;b;6\n",
            "length\twidth\tkind\n1\t2\tb\n3\t4\ta\n5\t6\tb\n",
        ] {
            let table = read_table(text.as_bytes()).unwrap();
            assert_eq!(
                (table.columns.join(" "), &table.values),
                ("length width".to_owned(), &vec![1., 2., 3., 4., 5., 6.])
            );
            let labels = table.labels.unwrap();
            assert_eq!(
                (labels.name.as_str(), labels.classes.join(" "), labels.of),
                ("kind", "a b".to_owned(), vec![1, 0, 1])
            );
        }
        let plain = read_table("1,2,꽃\n3,4,새\n".as_bytes()).unwrap();
        assert_eq!(plain.columns, ["x1", "x2"]);
        assert_eq!(plain.labels.unwrap().name, "label");
    }

    #[test]
    fn a_last_column_of_few_whole_numbers_holds_labels_and_others_are_values() {
        let table = read_table(b"a,b,c\n1,2,10\n3,4,2\n5,6,10\n").unwrap();
        let labels = table.labels.unwrap();
        assert_eq!((labels.classes.join(" "), labels.of), ("2 10".to_owned(), vec![1, 0, 1]));
        for text in ["a,b,c\n1,2,0.5\n3,4,2\n", "1,2,1\n1,2,2\n1,2,3\n1,2,4\n1,2,5\n1,2,6\n1,2,7\n"] {
            let table = read_table(text.as_bytes()).unwrap();
            assert_eq!((table.columns.len(), table.labels), (3, None));
        }
    }

    #[test]
    fn each_fault_has_its_place() {
        assert_eq!(fault("a,b,k\n1,2,x\n3,,y\n"), (3, 3, CellError::Missing));
        assert_eq!(fault("a,b,k\n1,2,x\n3,NA,y\n"), (3, 3, CellError::Missing));
        assert_eq!(fault("a,b,k\n1,2,x\n3,4,\n"), (3, 5, CellError::Missing));
        assert_eq!(fault("a,b,k\n1,2,x\n3,many,y\n"), (3, 3, CellError::Text));
        assert_eq!(fault("a,b,k\n1,two,x\n3,4,y\n"), (2, 7, CellError::SecondLabel));
        assert_eq!(fault("1,2,a\n1,2,b\n1,2,c\n1,2,d\n1,2,e\n1,2,f\n1,2,g\n"), (7, 5, CellError::TooManyClasses));
        assert_eq!(read_table(b"1,2,a\n3,4,a\n"), Err(CsvError::OneClass));
        assert_eq!(read_table(b"1,a\n2,b\n"), Err(CsvError::NumberColumns { found: 1 }));
        let wide = "1,".repeat(17) + "a\n";
        assert_eq!(read_table(wide.repeat(2).as_bytes()), Err(CsvError::NumberColumns { found: 17 }));
        assert_eq!(read_table(b""), Err(CsvError::Empty));
    }

    #[cfg(not(target_arch = "wasm32"))]
    mod for_any {
        use super::*;
        use proptest::prelude::*;

        proptest! {
            #[test]
            fn what_is_written_is_read_back(
                rows in prop::collection::vec((prop::collection::vec(-1e30..1e30_f64, 3), 0..3_u8), 2..40),
                names in prop::collection::vec("[a-z가-힣][a-z ,;\"]{0,8}[a-z]", 4),
                has_labels: bool,
            ) {
                let classes = vec!["a,b".to_owned(), "b".to_owned(), "새 \"x\"".to_owned()];
                let mut of: Vec<u8> = rows.iter().map(|(_, class)| *class).collect();
                // Each class that has a name has a row.
                of.splice(..0, [0, 1, 2]);
                let mut values: Vec<f64> = vec![0.5; 9];
                values.extend(rows.iter().flat_map(|(row, _)| row));
                let labels = has_labels.then(|| Labels { name: names[3].clone(), classes, of });
                let table = Table { columns: names[..3].to_vec(), values, labels };
                prop_assert_eq!(read_table(write_table(&table).as_bytes()).unwrap(), table);
            }

            #[test]
            fn no_file_breaks_it(text in "[a-z0-9.,;\"\n\t-]{0,80}") {
                let _ = read_table(text.as_bytes());
            }
        }
    }
}
