//! The sentences of the page in its two languages: the same keys, the same {placeholders}, and none left out.

#![cfg(not(target_arch = "wasm32"))]

use perceptron_playground::data::gates::GATE_NAMES;
use perceptron_playground::panel::gates::{TABLE, goals::GOAL_NAMES};
use perceptron_playground::panel::table::Wrong;
use perceptron_playground::panel::{activations, classes, digits, layers, xor};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Every text of a file under its path of keys, `learn.best`. The files hold nothing but nested tables of plain strings,
/// which is all that is read here; anything else ends the test.
fn texts(file: &Path) -> BTreeMap<String, String> {
    let (name, source) = (file.display(), fs::read_to_string(file).unwrap());
    let start = source.find(" = {").expect("a table") + " = ".len();
    let end = source.rfind("};").expect("its end");
    let mut rest = &source[start..=end];
    let (mut texts, mut path, mut key) = (BTreeMap::new(), Vec::new(), None::<String>);
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '{' => {
                path.extend(key.take());
                1
            }
            '}' => {
                path.pop();
                1
            }
            '\'' => {
                let closing = 1 + rest[1..].find('\'').expect("a string is closed");
                let text = rest[1..closing].to_owned();
                assert!(!text.contains(['\\', '\n']), "{name}: {text}");
                match key.take() {
                    Some(key) => {
                        let keys = path.iter().map(String::as_str).chain([key.as_str()]).collect::<Vec<_>>();
                        assert_eq!(texts.insert(keys.join("."), text), None, "{name}: {key} stands twice");
                    }
                    None => key = Some(text),
                }
                closing + 1
            }
            '/' => rest.find('\n').expect("a comment ends"),
            ':' | ',' => 1,
            _ if first.is_whitespace() => first.len_utf8(),
            _ => {
                let word = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').expect("a key ends");
                assert!(word > 0 && key.is_none(), "{name} is no plain table: {rest:.40}");
                key = Some(rest[..word].to_owned());
                word
            }
        };
        rest = &rest[length..];
    }
    texts
}

/// The names in braces.
fn placeholders(text: &str) -> BTreeSet<&str> {
    text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name).collect()
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../www/texts")
}

/// The tables of texts, as the English and the Korean file of each.
fn pairs() -> Vec<[BTreeMap<String, String>; 2]> {
    let folder = folder();
    let files = fs::read_dir(&folder).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap());
    let names: BTreeSet<_> = files.map(|file| file.split('.').next().unwrap().to_owned()).collect();
    assert!(names.contains("kit") && names.contains("gates"), "{names:?}");
    names.iter().map(|name| ["en", "ko"].map(|language| texts(&folder.join(format!("{name}.{language}.js"))))).collect()
}

#[test]
fn both_languages_have_the_same_keys() {
    for [en, ko] in pairs() {
        assert!(en.len() > 20);
        assert_eq!(en.keys().collect::<Vec<_>>(), ko.keys().collect::<Vec<_>>());
    }
}

#[test]
fn each_text_has_the_same_placeholders_in_both_languages() {
    for [en, ko] in pairs() {
        for (key, text) in en {
            assert_eq!(placeholders(&text), placeholders(&ko[&key]), "{key}");
        }
    }
}

#[test]
fn no_text_is_left_out_in_one_language() {
    for [en, ko] in pairs() {
        for (key, text) in en {
            assert_eq!(text.trim().is_empty(), ko[&key].trim().is_empty(), "{key}");
        }
    }
}

#[test]
fn a_placeholder_is_a_name_in_braces() {
    assert_eq!(placeholders("{given}: 0 … {max}, {given}"), BTreeSet::from(["given", "max"]));
    for text in pairs().into_iter().flatten().flat_map(BTreeMap::into_values) {
        assert_eq!(text.matches('{').count(), text.matches('}').count(), "{text}");
        assert!(placeholders(&text).iter().all(|name| name.bytes().all(|b| b.is_ascii_alphanumeric())), "{text}");
    }
}

#[test]
fn all_that_the_library_names_has_its_text() {
    let numbers = [Wrong::Empty, Wrong::Comma, Wrong::NotANumber, Wrong::OutOfRange, Wrong::Rounded];
    let others = [Wrong::UnknownName, Wrong::NotAChoice, Wrong::TooLong];
    let of = |file: &str, section: &str, names: &[&str]| {
        let texts = texts(&folder().join(file));
        for name in names {
            assert!(texts.get(&format!("{section}.{name}")).is_some_and(|text| !text.is_empty()), "{section}.{name}");
        }
    };
    of("kit.en.js", "problems", &[&numbers.map(Wrong::key)[..], &others.map(Wrong::key)].concat());
    let wanted = ["object", "list", "number", "count", "text"];
    let files = ["too-long", "syntax", "not-finite", "other-format", "version", "panel", "missing", "length", "value"];
    of("kit.en.js", "modelFile", &[&wanted[..], &files, &["other-weights"]].concat());
    let fields: Vec<_> = TABLE.0.iter().map(|field| field.name).collect();
    of("gates.en.js", "names", &fields);
    of("kit.en.js", "functions", &GATE_NAMES);
    for section in ["goals", "ask", "reached"] {
        of("gates.en.js", section, &GOAL_NAMES[1..]);
        of("xor.en.js", section, &xor::goals::GOAL_NAMES[1..]);
        of("activations.en.js", section, &activations::goals::GOAL_NAMES[1..]);
        of("classes.en.js", section, &classes::goals::GOAL_NAMES[1..]);
    }
    of("classes.en.js", "names", &classes::TABLE.0.iter().map(|field| field.name).collect::<Vec<_>>());
    of("digits.en.js", "names", &digits::settings::TABLE.0.iter().map(|field| field.name).collect::<Vec<_>>());
    for section in ["goals", "ask", "reached"] {
        of("digits.en.js", section, &digits::settings::GOAL_NAMES[1..]);
        of("layers.en.js", section, &layers::goals::GOAL_NAMES[1..]);
    }
    of("layers.en.js", "names", &layers::settings::TABLE.0.iter().map(|field| field.name).collect::<Vec<_>>());
    of("layers.en.js", "conv.presetNames", &layers::conv::PRESETS.map(|(name, _)| name));
    of("xor.en.js", "names", &xor::TABLE.0.iter().map(|field| field.name).collect::<Vec<_>>());
    of("activations.en.js", "names", &activations::TABLE.0.iter().map(|field| field.name).collect::<Vec<_>>());
    for section in ["functions", "formulas"] {
        of("activations.en.js", section, &activations::FUNCTION_NAMES);
    }
    of("xor.en.js", "presets", &xor::hand::PRESETS.map(|(name, _)| name));
}
