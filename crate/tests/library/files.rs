//! What is wrong with a learner's file is told by a sentence that exists in both languages, with all its gaps filled.

#![cfg(not(target_arch = "wasm32"))]

use crate::common::texts::texts;
use perceptron_playground::data::csv::{CellError, CsvError, CsvLocation};
use perceptron_playground::export::model_file::{ModelFileError, Wanted};
use perceptron_playground::panel::files::FileKind;
use perceptron_playground::panel::view::Message;

fn messages() -> Vec<Message> {
    let place = CsvLocation { line: 3, column: 7 };
    let cell = |fault| CsvError::Cell { place, text: "a".to_owned(), fault };
    let cells = [CellError::Missing, CellError::Text, CellError::DecimalComma, CellError::NotANumber];
    let columns = |decimal_commas| CsvError::Columns { place, found: 1, expected: 2, decimal_commas };
    let csv = [
        CsvError::Empty,
        CsvError::OnlyHeader,
        CsvError::OneRow { place },
        CsvError::TooManyBytes,
        CsvError::TooManyRows { place, most: 2 },
        CsvError::NumberColumns { found: 1 },
        CsvError::OneClass,
        columns(false),
        columns(true),
        CsvError::UnclosedQuote { place },
        CsvError::Utf16,
        cell(CellError::TooLarge),
        cell(CellError::Label),
        cell(CellError::SecondLabel),
        cell(CellError::TooManyClasses),
    ];
    let path = || "layers[0]".to_owned();
    let kinds = [Wanted::Object, Wanted::List, Wanted::Number, Wanted::Count, Wanted::Text];
    let model = [
        ModelFileError::TooLong,
        ModelFileError::Syntax { line: 1, column: 2 },
        ModelFileError::NotFinite { line: 1, column: 2 },
        ModelFileError::OtherFormat,
        ModelFileError::Version { given: "2".to_owned() },
        ModelFileError::Panel { given: "xor".to_owned(), wanted: "network".to_owned() },
        ModelFileError::Missing { path: path() },
        ModelFileError::Length { path: path(), given: 1, wanted: 2 },
        ModelFileError::TooManyRows { given: 1, most: 2 },
        ModelFileError::Value { path: path(), given: "1".to_owned(), allowed: "2".to_owned() },
        ModelFileError::OtherWeights,
    ];
    let kinds = kinds.map(|wanted| ModelFileError::Kind { path: path(), wanted });
    let csv = csv.into_iter().chain(cells.map(cell)).map(Message::from);
    csv.chain(model.into_iter().chain(kinds).map(Message::from)).chain([FileKind::CSV.too_large()]).collect()
}

#[test]
fn each_fault_of_a_file_has_its_sentence() {
    for language in ["ko", "en"] {
        let kit = texts("kit", language);
        for Message { key, values } in messages() {
            let text = kit.get(&format!("say.{key}")).unwrap_or_else(|| panic!("{language}: {key}"));
            let gaps = text.split('{').skip(1).map(|rest| rest.split('}').next().unwrap());
            for gap in gaps {
                assert!(values.0.iter().any(|(name, _)| *name == gap), "{language}: {key} has no {gap}");
            }
        }
    }
}

#[test]
fn a_limit_is_told_in_whole_megabytes() {
    assert_eq!([FileKind::CSV, FileKind::MODEL].map(|kind| kind.limit()), ["32 MB", "16 MB"]);
}
