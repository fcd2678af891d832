//! Numbers and texts packed into the letters that a link carries as they are: base64 of little-endian bytes, in the alphabet for
//! URLs (RFC 4648).

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64;

use crate::data::synthetic::{MAX_CLASSES, Point};
use crate::data::table::{Labels, MAX_COLUMNS, Table};

/// Single-precision numbers, to the bit.
pub fn pack_numbers(numbers: &[f32]) -> String {
    BASE64.encode(numbers.iter().flat_map(|number| number.to_le_bytes()).collect::<Vec<_>>())
}

/// The numbers of [`pack_numbers`]. `None` when the text is damaged.
pub fn unpack_numbers(text: &str) -> Option<Vec<f32>> {
    let bytes = BASE64.decode(text).ok()?;
    let (numbers, rest) = bytes.as_chunks::<4>();
    rest.is_empty().then(|| numbers.iter().map(|bytes| f32::from_le_bytes(*bytes)).collect())
}

/// The letter before a text in UTF-8, and before one in UTF-16, which is shorter for Hangul.
const UTF8: char = 'u';
const UTF16: char = 'w';

/// A text.
pub fn pack_text(text: &str) -> String {
    let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    if wide.len() < text.len() {
        format!("{UTF16}{}", BASE64.encode(wide))
    } else {
        format!("{UTF8}{}", BASE64.encode(text))
    }
}

/// The text of [`pack_text`]. `None` when it is damaged.
pub fn unpack_text(text: &str) -> Option<String> {
    let bytes = BASE64.decode(text.get(1..)?).ok()?;
    match text.chars().next()? {
        UTF8 => String::from_utf8(bytes).ok(),
        UTF16 => {
            let (units, rest) = bytes.as_chunks::<2>();
            let units: Vec<u16> = units.iter().map(|bytes| u16::from_le_bytes(*bytes)).collect();
            rest.is_empty().then(|| String::from_utf16(&units).ok()).flatten()
        }
        _ => None,
    }
}

/// Indices in ascending order, as one bit each of as many bytes as it takes.
pub fn pack_indices(indices: &[usize]) -> String {
    let mut bytes = vec![0_u8; indices.last().map_or(0, |last| last / 8 + 1)];
    for index in indices {
        bytes[index / 8] |= 1 << (index % 8);
    }
    BASE64.encode(bytes)
}

/// The indices of [`pack_indices`].
pub fn unpack_indices(text: &str) -> Option<Vec<usize>> {
    let bytes = BASE64.decode(text).ok()?;
    Some((0..bytes.len() * 8).filter(|index| bytes[index / 8] >> (index % 8) & 1 == 1).collect())
}

/// Points placed by hand lie on hundredths and take four bytes; others take the eight of two single-precision numbers.
const HUNDREDTHS: char = 'h';
const SINGLES: char = 's';
/// The same where a label takes a byte, since there are more than two classes.
const HUNDREDTHS_OF_CLASSES: char = 'H';
const SINGLES_OF_CLASSES: char = 'S';

/// Points whose inputs are numbers of single precision, with their labels.
pub fn pack_points(points: &[Point]) -> String {
    let hundredths = |x: f64| {
        let count = (x * 100.0).round();
        #[allow(clippy::cast_possible_truncation)] // checked just before
        let count = (count.abs() <= f64::from(i16::MAX)).then_some(count as i16)?;
        (from_hundredths(count).to_bits() == single(x).to_bits()).then_some(count)
    };
    let all: Option<Vec<i16>> = points.iter().flat_map(|point| point.inputs.map(hundredths)).collect();
    let (kind, mut bytes): (char, Vec<u8>) = match all {
        Some(counts) => (HUNDREDTHS, counts.iter().flat_map(|count| count.to_le_bytes()).collect()),
        None => {
            let numbers = points.iter().flat_map(|point| point.inputs);
            (SINGLES, numbers.flat_map(|x| single(x).to_le_bytes()).collect())
        }
    };
    if points.iter().any(|point| point.class > 1) {
        bytes.extend(points.iter().map(|point| point.class));
        let kind = if kind == HUNDREDTHS { HUNDREDTHS_OF_CLASSES } else { SINGLES_OF_CLASSES };
        return format!("{kind}{}.{}", points.len(), BASE64.encode(bytes));
    }
    let bit = |point: &Point, at: usize| point.class << at;
    bytes.extend(points.chunks(8).map(|eight| eight.iter().enumerate().fold(0, |byte, (at, p)| byte | bit(p, at))));
    format!("{kind}{}.{}", points.len(), BASE64.encode(bytes))
}

/// The length of [`pack_points`]'s text, or a bound of it where that is beyond all links.
pub fn packed_length(points: &[Point]) -> usize {
    // Four bytes a point at least.
    let least = points.len() * 16 / 3;
    if least > 1 << 16 { least } else { pack_points(points).len() }
}

/// The points of [`pack_points`].
pub fn unpack_points(text: &str) -> Option<Vec<Point>> {
    let (count, packed) = text.get(1..)?.split_once('.')?;
    let (count, bytes): (usize, _) = (count.parse().ok()?, BASE64.decode(packed).ok()?);
    let (width, labels_a_byte) = match text.chars().next()? {
        HUNDREDTHS => (2, 8),
        SINGLES => (4, 8),
        HUNDREDTHS_OF_CLASSES => (2, 1),
        SINGLES_OF_CLASSES => (4, 1),
        _ => return None,
    };
    let numbers = count.checked_mul(2 * width)?;
    if bytes.len() != numbers.checked_add(count.div_ceil(labels_a_byte))? {
        return None;
    }
    let number = |at: usize| match *bytes.get(at * width..(at + 1) * width)? {
        [a, b] => Some(f64::from(from_hundredths(i16::from_le_bytes([a, b])))),
        [a, b, c, d] => Some(f64::from(f32::from_le_bytes([a, b, c, d]))).filter(|x| x.is_finite()),
        _ => None,
    };
    let class = |at: usize| match labels_a_byte {
        8 => bytes[numbers + at / 8] >> (at % 8) & 1,
        _ => bytes[numbers + at],
    };
    let point = |at| {
        let class = Some(class(at)).filter(|class| usize::from(*class) < MAX_CLASSES)?;
        Some(Point { inputs: [number(2 * at)?, number(2 * at + 1)?], class })
    };
    (0..count).map(point).collect()
}

/// A table whose numbers are of single precision: its names, line by line, its numbers, and its labels.
pub fn pack_table(table: &Table) -> String {
    let mut names = table.columns.clone();
    names.extend(table.labels.iter().flat_map(|labels| std::iter::once(&labels.name).chain(&labels.classes).cloned()));
    let numbers: Vec<f32> = table.values.iter().map(|x| single(*x)).collect();
    let labels = BASE64.encode(table.labels.as_ref().map_or(&[][..], |labels| &labels.of));
    format!("{}.{}.{}.{labels}", table.columns.len(), pack_text(&names.join("\n")), pack_numbers(&numbers))
}

/// The length of [`pack_table`]'s text, or a bound of it where that is beyond all links.
pub fn packed_table_length(table: &Table) -> usize {
    let least = table.values.len() * 16 / 3;
    if least > 1 << 16 { least } else { pack_table(table).len() }
}

/// The table of [`pack_table`], of two rows or more.
pub fn unpack_table(text: &str) -> Option<Table> {
    let mut parts = text.split('.');
    let count: usize = parts.next()?.parse().ok().filter(|count| (2..=MAX_COLUMNS).contains(count))?;
    let names = unpack_text(parts.next()?)?;
    let numbers = unpack_numbers(parts.next()?)?;
    let of = BASE64.decode(parts.next()?).ok().filter(|_| parts.next().is_none())?;
    let mut names = names.split('\n').map(str::to_owned);
    let columns: Vec<_> = names.by_ref().take(count).collect();
    let is_whole = columns.len() == count && numbers.len() % count == 0 && numbers.len() >= 2 * count;
    let is_finite = numbers.iter().all(|number| number.is_finite());
    if !is_whole || !is_finite {
        return None;
    }
    let labels = match names.next() {
        None if of.is_empty() => None,
        None => return None,
        Some(name) => {
            let classes: Vec<_> = names.collect();
            let is_good = (2..=MAX_CLASSES).contains(&classes.len())
                && of.len() == numbers.len() / count
                && of.iter().all(|class| usize::from(*class) < classes.len());
            Some(Labels { name, classes, of }).filter(|_| is_good)?.into()
        }
    };
    Some(Table { columns, values: numbers.into_iter().map(f64::from).collect(), labels })
}

fn from_hundredths(count: i16) -> f32 {
    single(f64::from(count) / 100.0)
}

/// The nearest number of single precision, with which networks compute.
#[allow(clippy::cast_possible_truncation)] // to the nearest, on purpose
pub fn single(x: f64) -> f32 {
    x as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn damaged_texts_unpack_to_nothing() {
        for text in
            ["", "h", "h1.", "x1.AAAAAA", "h9999999999999999999.AA", "h18446744073709551615.AA", "h1.AAAA", "é1.A"]
        {
            assert_eq!(unpack_points(text), None, "{text}");
        }
        assert_eq!(unpack_numbers("AAAAA"), None, "no whole numbers");
        assert_eq!(unpack_points("s1.AADAfwAAAAAA"), None, "NaN is no place");
        assert_eq!(unpack_points("H1.AAAAAAY"), None, "there is no class 6");
        let point = Point { inputs: [-0.0, 0.5], class: 1 };
        assert!(unpack_points(&pack_points(&[point])).unwrap()[0].inputs[0].is_sign_negative());
    }

    #[cfg(not(target_arch = "wasm32"))]
    mod for_any {
        use super::*;
        use proptest::prelude::*;

        proptest! {
            #[test]
            fn numbers_survive_to_the_bit(numbers: Vec<f32>) {
                let again = unpack_numbers(&pack_numbers(&numbers)).unwrap();
                prop_assert!(again.iter().map(|x| x.to_bits()).eq(numbers.iter().map(|x| x.to_bits())));
            }

            #[test]
            fn indices_survive(set in prop::collection::btree_set(0..2000_usize, 0..50)) {
                let indices: Vec<_> = set.into_iter().collect();
                prop_assert_eq!(unpack_indices(&pack_indices(&indices)).unwrap(), indices);
            }

            #[test]
            fn points_survive_to_the_bit(places in prop::collection::vec((-1e6..1e6_f64, -327..327_i32, 0..6_u8), 0..40), fine: bool, few: bool) {
                let inputs = |x: f64, n: i32| if fine { [x, 0.5] } else { [f64::from(n) / 100.0, 3.0] };
                let class = |class: u8| if few { class % 2 } else { class };
                let point =
                    |(x, n, of)| Point { inputs: inputs(x, n).map(|x| f64::from(single(x))), class: class(of) };
                let points: Vec<_> = places.into_iter().map(point).collect();
                prop_assert_eq!(unpack_points(&pack_points(&points)).unwrap(), points);
            }

            #[test]
            fn tables_survive_to_the_bit(
                rows in prop::collection::vec((prop::array::uniform3(-1e6..1e6_f32), 0..3_u8), 2..20),
                names in prop::collection::vec("[a-z가-힣 .]{1,8}", 7),
                has_labels: bool,
            ) {
                let of = rows.iter().map(|(_, class)| *class).collect();
                let labels = Labels { name: names[3].clone(), classes: names[4..].to_vec(), of };
                let table = Table {
                    columns: names[..3].to_vec(),
                    values: rows.iter().flat_map(|(row, _)| row.map(f64::from)).collect(),
                    labels: has_labels.then_some(labels),
                };
                prop_assert_eq!(unpack_table(&pack_table(&table)).unwrap(), table);
            }

            #[test]
            fn no_text_breaks_it(text in "\\PC*", parts in prop::collection::vec("[A-Za-z0-9_-]{0,12}", 0..6)) {
                let _ = (unpack_numbers(&text), unpack_indices(&text), unpack_points(&text), unpack_table(&text));
                let _ = unpack_table(&parts.join("."));
            }
        }
    }
}
