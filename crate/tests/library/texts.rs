//! The sentences of the page in its two languages: the same keys, the same {placeholders}, and none left out.

#![cfg(not(target_arch = "wasm32"))]

use crate::common::texts::read as texts;
use perceptron_playground::data::gates::GATE_NAMES;
use perceptron_playground::panel::table::Wrong;
use perceptron_playground::panel::{layers, xor};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

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
        assert!(en.len() > 5);
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
    of("kit.en.js", "functions", &GATE_NAMES);
    of("layers.en.js", "words", &layers::conv::PRESETS.map(|(name, _)| name));
    of("xor.en.js", "presets", &xor::hand::PRESETS.map(|(name, _)| name));
}
