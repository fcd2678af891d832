//! docs/settings.md: every setting of every panel, written from the tables themselves.

#![cfg(not(target_arch = "wasm32"))]

use perceptron_playground::panel::session::{GOAL, NONE};
use perceptron_playground::panel::{REGISTRY, open};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

const HEAD: &str = "\
# Settings

What links, attributes and `state` can say to each panel. This page is written from the panels' own tables: `UPDATE_SETTINGS=1 cargo test
-p perceptron-playground settings_page` writes it anew.

Any setting may be left out. A value that can't be used is told in the figure, and the default stands. `goal` names a question; alone it begins
with its own start.
";

/// A text in a cell of a table.
fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

fn page() -> String {
    let mut page = HEAD.to_owned();
    for (name, _) in REGISTRY {
        let figure = open(name).unwrap();
        let schema = figure.schema();
        let questions: Vec<_> = schema.questions.iter().map(|question| format!("`{}`", question.name)).collect();
        write!(
            page,
            "\n## {name}\n\nQuestions: {}.\n\n| name | what it is | values | default |\n|---|---|---|---|\n",
            questions.join(", ")
        )
        .unwrap();
        for setting in schema.settings.iter().filter(|setting| setting.name != GOAL) {
            let values = match setting.limits[..] {
                [min, max] => format!("{min} to {max}"),
                _ if setting.choices.is_empty() => "packed".to_owned(),
                _ => setting.choices.iter().map(|choice| format!("`{choice}`")).collect::<Vec<_>>().join(", "),
            };
            let default = if setting.default.is_empty() { String::new() } else { format!("`{}`", setting.default) };
            let unlinked = if setting.linked { "" } else { " Copied links don't carry it." };
            writeln!(
                page,
                "| `{}` | {}{unlinked} | {} | {default} |",
                setting.name,
                cell(setting.doc.trim()),
                cell(&values)
            )
            .unwrap();
        }
    }
    page
}

#[test]
fn the_page_of_settings_is_up_to_date() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/settings.md");
    if std::env::var_os("UPDATE_SETTINGS").is_some() {
        fs::write(&file, page()).unwrap();
    }
    assert_eq!(fs::read_to_string(&file).unwrap_or_default(), page(), "run it with UPDATE_SETTINGS=1");
}

#[test]
fn every_setting_says_what_it_is() {
    for (name, _) in REGISTRY {
        for setting in open(name).unwrap().schema().settings.iter().filter(|setting| setting.name != GOAL) {
            assert!(setting.doc.trim().len() > 8, "{name}: {}", setting.name);
        }
        assert!(open(name).unwrap().schema().questions.last().is_some_and(|question| question.name == NONE));
    }
}
