use super::problem::SHOWN;
use super::query::unescape;
use super::*;
use crate::model::decimal::Decimal;
#[cfg(not(target_arch = "wasm32"))]
use proptest::prelude::*;

static TABLE: Table = Table(&[
    Field::choice("gate", &["and", "or"]),
    Field::number("w1", Decimal::hundredths(50), [-2, 2], [-10, 10]),
    Field::count("steps", 0, 0, 1000),
    Field::count("epochs", 0, 0, u32::MAX),
    Field::real("alpha", 0.03, [0.0, 1.0], [-1e6, 1e6]),
    Field::packed("weights", 12),
    Field::number("theta", Decimal::hundredths(70), [-2, 2], [-10, 10]).unlinked(),
]);

fn wrong(query: &str) -> Vec<Wrong> {
    TABLE.read_query(query).1.iter().map(|problem| problem.wrong).collect()
}

#[test]
fn takes_the_good_and_reports_the_bad() {
    let (values, problems) = TABLE.read_query("gate=or&w1=-1.25&steps=12&theta=0.3");
    assert_eq!(problems, []);
    let shown: Vec<_> = values.iter().map(|(field, value)| (field.name, field.ascii(value))).collect();
    let expected = [("gate", "or"), ("w1", "-1.25"), ("steps", "12"), ("theta", "0.3")];
    assert_eq!(shown, expected.map(|(name, value)| (name, value.to_owned())));

    for (query, expected) in [
        ("gate=nope", Wrong::NotAChoice),
        ("gate=", Wrong::Empty),
        ("gate", Wrong::Empty),
        ("w1=1e999", Wrong::NotANumber),
        ("w1=NaN", Wrong::NotANumber),
        ("w1=10.01", Wrong::OutOfRange),
        ("w1=1,5", Wrong::Comma),
        ("w1=0.333", Wrong::Rounded),
        ("steps=-1", Wrong::OutOfRange),
        ("steps=1.5", Wrong::NotANumber),
        ("epochs=4294967296", Wrong::OutOfRange),
        ("alpha=1e999", Wrong::OutOfRange),
        ("alpha=inf", Wrong::NotANumber),
        ("alpha=NaN", Wrong::NotANumber),
        ("alpha=0,5", Wrong::Comma),
        ("alpha=", Wrong::Empty),
        ("weights=0123456789abc", Wrong::TooLong),
        ("weights=<b>", Wrong::Damaged),
        ("<script>=1", Wrong::UnknownName),
        ("%zz=%", Wrong::UnknownName),
        ("__proto__=1", Wrong::UnknownName),
    ] {
        assert_eq!(wrong(query), [expected], "{query}");
    }
    assert_eq!(wrong("&&"), []);
    assert_eq!(wrong(&"w1=1&".repeat(4000)), [Wrong::TooLong]);
}

#[test]
fn escapes_mean_what_they_mean_in_a_url() {
    assert_eq!(unescape("%EF%BC%91%EF%BC%8E5"), "１．5");
    assert_eq!(unescape("a+b%2Bc"), "a b+c");
    assert_eq!(unescape("%"), "%");
    assert_eq!(unescape("%f"), "%f");
    assert_eq!(unescape("%+1"), "% 1");
    assert_eq!(unescape("%ff"), "\u{fffd}");
    assert_eq!(wrong("w1=%EF%BC%91%EF%BC%8E5"), []);
}

#[test]
fn a_message_shows_only_the_beginning_of_a_long_text() {
    let problem = TABLE.read("w1", &"x".repeat(100_000)).unwrap_err();
    assert_eq!(problem.given.chars().count(), SHOWN + 1);
    assert_eq!(problem.allowed, "−10 … 10");
}

#[cfg(not(target_arch = "wasm32"))]
proptest! {
    #[test]
    fn whatever_the_link_nothing_breaks(query in "\\PC*") {
        let (_, problems) = TABLE.read_query(&query);
        for problem in problems {
            prop_assert!(problem.given.chars().count() <= SHOWN + 1 && problem.name.chars().count() <= SHOWN + 1);
        }
    }

    #[test]
    fn what_is_written_is_read_back(
        w1 in -1000..=1000, steps in 0..=1000u32, epochs: u32, alpha in -1e6_f32..1e6, weights in "[a-zA-Z0-9._~-]{0,12}", or: bool
    ) {
        let gate = if or { "or" } else { "and" };
        let of = |field: &Field| match field.name {
            "w1" | "theta" => Value::Number(Decimal::hundredths(w1)),
            "steps" => Value::Count(steps),
            "epochs" => Value::Count(epochs),
            "alpha" => Value::Real(alpha),
            "weights" => Value::Packed(weights.clone()),
            _ => Value::Choice(gate),
        };
        let query = TABLE.write_query(of);
        let (values, problems) = TABLE.read_query(&query);
        prop_assert_eq!(problems, []);
        for (field, value) in values {
            prop_assert_eq!(&of(field), &value);
            prop_assert_ne!(&field.default, &value);
        }
    }
}
