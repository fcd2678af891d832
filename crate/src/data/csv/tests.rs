use super::*;
#[cfg(not(target_arch = "wasm32"))]
use proptest::prelude::*;
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

/// The rows of two columns, as plain pairs.
fn pairs(text: &str) -> Result<Vec<[f64; 2]>, CsvError> {
    Ok(read_observations(text.as_bytes())?.into_iter().map(|row| [row.x, row.y]).collect())
}

fn cell(line: usize, column: usize, text: &str, fault: CellError) -> CsvError {
    CsvError::Cell { place: CsvLocation { line, column }, text: text.to_owned(), fault }
}

fn columns(line: usize, column: usize, found: usize, expected: usize, decimal_commas: bool) -> CsvError {
    CsvError::Columns { place: CsvLocation { line, column }, found, expected, decimal_commas }
}

#[test]
fn reads_what_spreadsheets_write() {
    for text in [
        "x,y\n1,2\n-3.5,4e-1\n",
        "1,2\n-3.5,0.4",
        "\u{feff}x,y\r\n1,2\r\n-3.5,.4\r\n",
        "x;y\r1;2\r-3.5;0.4\r",
        "x\ty\n1\t2\n-3.5\t0.4\n\n\n",
        "\"x, in m\",\"y \"\"up\"\"\"\n\"1\",\"2\"\n\"-3.5\",\"0.4\"\n",
        "\n\n 공부 시간 , 점수 \n +1 , 2 \n  \n −3.5 ,\t0.40\n",
        ",y\n1,2\n-3.5,0.4\n",
    ] {
        assert_eq!(pairs(text), Ok(vec![[1.0, 2.0], [-3.5, 0.4]]), "{text:?}");
    }
    let points = read_points(b"x1;x2;label\n0;1;1\n-0.5;2;0\n").unwrap();
    assert_eq!(points.iter().map(|point| point.class).collect::<Vec<_>>(), [1, 0]);
    assert_eq!(points[1], Point { inputs: [-0.5, 2.0], class: 0 });
}

#[test]
fn a_header_in_another_encoding_does_no_harm() {
    let korean_excel = [b"\xbd\xc3\xb0\xa3,\xc1\xa1\xbc\xf6\r\n".as_slice(), b"1,2\r\n3,4\r\n"].concat();
    assert_eq!(read_observations(&korean_excel).unwrap().len(), 2);
    assert_eq!(read_observations(b"\xff\xfe1\0,\x002\0"), Err(CsvError::Utf16));
    // Some programs leave the mark out.
    assert_eq!(read_observations(b"1\0,\x002\0"), Err(CsvError::Utf16));
    assert_eq!(read_observations(b"\x001\0,\x002"), Err(CsvError::Utf16));
}

#[test]
fn each_fault_of_a_cell_is_named_with_its_place() {
    for (text, error) in [
        ("x,y\n1,2\n3,four\n", cell(3, 3, "four", CellError::Text)),
        ("1,x\n2,3\n", cell(1, 3, "x", CellError::Text)),
        ("x,y\n1,\n2,3\n", cell(2, 3, "", CellError::Missing)),
        ("1,2\n,\n", cell(2, 1, "", CellError::Missing)),
        ("1,2\nNaN,3\n", cell(2, 1, "NaN", CellError::NotANumber)),
        ("1,2\n3,1e308\n", cell(2, 3, "1e308", CellError::TooLarge)),
        ("1,2\n3,-1e999\n", cell(2, 3, "-1e999", CellError::TooLarge)),
        ("1,2\n3,3.5e38\n", cell(2, 3, "3.5e38", CellError::TooLarge)),
        ("1,2\n3,inf\n", cell(2, 3, "inf", CellError::TooLarge)),
        ("x;y\n1,5;2\n", cell(2, 1, "1,5", CellError::DecimalComma)),
        ("1;2\n1;-2,25\n", cell(2, 3, "-2,25", CellError::DecimalComma)),
        ("1,2\n\"1,5\",2\n", cell(2, 1, "1,5", CellError::DecimalComma)),
        ("1,2\n3,<b>4</b>\n", cell(2, 3, "<b>4</b>", CellError::Text)),
    ] {
        assert_eq!(pairs(text), Err(error), "{text:?}");
    }
    for (text, error) in [
        ("0,1,1\n0,0,2\n", cell(2, 5, "2", CellError::Label)),
        ("0,1,1\n0,0,-1\n", cell(2, 5, "-1", CellError::Label)),
        ("x1,x2,label\n0,0,cat\n", cell(2, 5, "cat", CellError::Text)),
    ] {
        assert_eq!(read_points(text.as_bytes()), Err(error), "{text:?}");
    }
}

/// Lines end as they may, cells span lines, blanks and quotes stand about, and characters have several bytes.
#[test]
fn places_are_those_an_editor_shows() {
    for (text, error) in [
        ("\u{feff}x,y\r\n1,2\r\n\r\n\r\n3,oops\r\n", cell(5, 3, "oops", CellError::Text)),
        ("x,y\r1,2\r3,oops", cell(3, 3, "oops", CellError::Text)),
        ("시간,점수\n1,2\n3,  여덟\n", cell(3, 5, "여덟", CellError::Text)),
        ("1,2\n여덟,팔\n", cell(2, 1, "여덟", CellError::Text)),
        ("\"a\nb\",\"c\"\n1,2\n3,\"oops\"\n", cell(4, 3, "oops", CellError::Text)),
        ("1,2\n\"1\",\"a\nb\"\n", cell(2, 5, "a b", CellError::Text)),
        ("1,2\n\"a\"\"b,\",x\n", cell(2, 1, "a\"b,", CellError::Text)),
        ("1,2\n\"1\",x\"\"\n", cell(2, 5, "x\"\"", CellError::Text)),
        ("1,2\n \t 3,\n", cell(2, 6, "", CellError::Missing)),
    ] {
        assert_eq!(pairs(text), Err(error), "{text:?}");
    }
    assert_eq!(cell(3, 5, "x", CellError::Text).to_string(), "line 3, column 5: “x”: a number is wanted");
}

#[test]
fn a_wrong_number_of_cells_points_at_the_first_too_many_or_the_gap() {
    for (text, error) in [
        ("1,2\n3\n", columns(2, 2, 1, 2, false)),
        ("1,2\n3,4,x\n", columns(2, 5, 3, 2, false)),
        ("x1,x2,label\n0,0,1\n0,1,0\n", columns(1, 7, 3, 2, false)),
        ("0,0,1\n0,1,0\n", columns(1, 5, 3, 2, false)),
        ("1 2\n3 4\n", columns(1, 4, 1, 2, false)),
        ("1|2\n3|4\n", columns(1, 4, 1, 2, false)),
        ("1,5,2,5\n2,0,-3,5\n", columns(1, 5, 4, 2, true)),
        ("x,y\n1,5,2\n", columns(2, 5, 3, 2, true)),
        ("1.5,5,2,5\n", columns(1, 7, 4, 2, false)),
    ] {
        assert_eq!(pairs(text), Err(error), "{text:?}");
    }
    assert_eq!(read_points(b"0,5,1,5,1\n"), Err(columns(1, 7, 5, 3, true)));
}

#[test]
fn a_quote_that_is_never_closed_is_shown_where_it_stands() {
    for (text, line, column) in [
        ("1,2\n\"3,4\n5,6\n", 2, 1),
        ("1,2\n3,\"4\n5,6\n7,8\n", 2, 3),
        ("x,\"y\n1,2\n3,4\n", 1, 3),
        ("1,2\n\"3\"\"\",\"4\"\"\n5,6\n", 2, 7),
    ] {
        let place = CsvLocation { line, column };
        assert_eq!(pairs(text), Err(CsvError::UnclosedQuote { place }), "{text:?}");
    }
}

#[test]
fn files_with_too_little_in_them_say_so() {
    for text in ["", "\u{feff}", "\n\r\n", "  \n\t\n"] {
        assert_eq!(pairs(text), Err(CsvError::Empty), "{text:?}");
    }
    assert_eq!(pairs("x,y\n"), Err(CsvError::OnlyHeader));
    assert_eq!(pairs("x,y\n\n1,2\n"), Err(CsvError::OneRow { place: CsvLocation { line: 3, column: 1 } }));
}

#[test]
fn what_is_shown_of_an_endless_cell_is_short() {
    let text = format!("1,2\n3,{}\n", "가".repeat(100_000));
    assert_eq!(pairs(&text), Err(cell(2, 3, &format!("{}…", "가".repeat(20)), CellError::Text)));
}

#[test]
fn as_many_rows_as_the_limit_are_read_and_one_more_is_refused() {
    let rows = |n: usize| (0..n).fold("x,y\n".to_owned(), |text, i| text + &format!("{i},{}\n", 2 * i));
    let observations = pairs(&rows(MAX_ROWS)).unwrap();
    assert_eq!((observations.len(), observations[MAX_ROWS - 1]), (MAX_ROWS, [199_999.0, 399_998.0]));
    let place = CsvLocation { line: MAX_ROWS + 2, column: 1 };
    assert_eq!(pairs(&rows(MAX_ROWS + 1)), Err(CsvError::TooManyRows { place, most: MAX_ROWS }));
}

#[test]
fn a_file_beyond_the_byte_limit_is_refused_unread() {
    assert_eq!(pairs(&"\n".repeat(MAX_BYTES + 1)), Err(CsvError::TooManyBytes));
    assert_eq!(pairs(&("1,2\n3,4".to_owned() + &"\n".repeat(MAX_BYTES - 7))).map(|rows| rows.len()), Ok(2));
}

#[cfg(not(target_arch = "wasm32"))]
fn finite() -> impl Strategy<Value = f64> {
    // Every finite double within single precision's range, of any size and either sign, zeros included.
    any::<f64>().prop_filter("single precision holds it", |x| x.abs() <= f64::from(f32::MAX))
}

#[cfg(not(target_arch = "wasm32"))]
proptest! {
    #[test]
    fn whatever_the_bytes_nothing_breaks(bytes: Vec<u8>) {
        let _ = (read_points(&bytes), read_observations(&bytes));
    }

    #[test]
    fn whatever_looks_like_a_file_its_places_lie_within_it(text in "([0-9.,;\t\" x\r\n-]|\r\n|가){0,80}") {
        for error in [read_points(text.as_bytes()).err(), read_observations(text.as_bytes()).err()] {
            if let Some(CsvError::Cell { place, .. } | CsvError::Columns { place, .. } | CsvError::OneRow { place }) = error {
                let lines = text.replace("\r\n", "\n").replace('\r', "\n");
                let line = lines.split('\n').nth(place.line - 1);
                prop_assert!(line.is_some_and(|line| place.column <= line.chars().count() + 1), "{:?} {:?}", text, place);
            }
        }
    }

    #[test]
    fn the_place_of_a_fault_is_where_it_stands(before in 0..40usize, width in 1..8usize, quoted: bool, end in 0..3usize) {
        let end = ["\n", "\r\n", "\r"][end];
        let first = if quoted { format!("\"{:0width$}\"", 1) } else { format!("{:0width$}", 1) };
        let text = format!("{}{first},oops{end}", format!("1,2{end}").repeat(before + 1));
        prop_assert_eq!(pairs(&text), Err(cell(before + 2, first.len() + 2, "oops", CellError::Text)));
    }

    #[test]
    fn written_points_are_read_back_to_the_bit(
        rows in prop::collection::vec((finite(), finite(), any::<bool>()), 2..50)
    ) {
        let points: Vec<_> = rows.into_iter().map(|(x1, x2, label)| Point { inputs: [x1, x2], class: u8::from(label) }).collect();
        let read = read_points(write_points(&points).as_bytes()).unwrap();
        let bits = |points: &[Point]| points.iter().map(|p| (p.inputs.map(f64::to_bits), p.class)).collect::<Vec<_>>();
        prop_assert_eq!(bits(&read), bits(&points));
    }

    #[test]
    fn written_observations_are_read_back_to_the_bit(rows in prop::collection::vec((finite(), finite()), 2..50)) {
        let observations: Vec<_> = rows.into_iter().map(|(x, y)| Observation { x, y }).collect();
        let read = read_observations(write_observations(&observations).as_bytes()).unwrap();
        let bits = |rows: &[Observation]| rows.iter().map(|row| [row.x.to_bits(), row.y.to_bits()]).collect::<Vec<_>>();
        prop_assert_eq!(bits(&read), bits(&observations));
    }
}
