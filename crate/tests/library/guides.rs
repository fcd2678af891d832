//! The guides for teachers say in Korean what they say in English: the same sections, pieces to copy, tables, lists and names.

#![cfg(not(target_arch = "wasm32"))]

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

/// Those for teachers; the others are for people who change the code.
const GUIDES: [&str; 3] = ["embedding", "model", "recipes"];

fn read(name: &str) -> String {
    let path = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../docs")).join(name);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// A part of a guide that stands under a heading.
#[derive(Debug, Default, PartialEq, Eq)]
struct Section {
    level: usize,
    /// What it is made of, line by line where a line is no running text.
    lines: Vec<String>,
    paragraphs: usize,
    /// Names that stand as code in a sentence.
    names: BTreeSet<String>,
}

fn sections(text: &str) -> Vec<Section> {
    let mut sections = vec![Section::default()];
    let mut fence: Option<&str> = None;
    let mut is_inside = false;
    for line in text.lines() {
        let section = sections.last_mut().expect("there is the first one");
        let ticks = &line[..line.len() - line.trim_start_matches('`').len()];
        let is_code = fence.is_some() || ticks.len() >= 3 || line.starts_with("    ");
        match fence {
            None if ticks.len() >= 3 => fence = Some(ticks),
            Some(start) if line == start => fence = None,
            _ => {}
        }
        let is_paragraph = !line.is_empty() && !is_inside;
        is_inside = fence.is_some() || !line.is_empty();
        if is_code {
            section.lines.push(line.to_owned());
        } else if line.starts_with('#') {
            sections.push(Section { level: line.len() - line.trim_start_matches('#').len(), ..Section::default() });
            continue;
        } else {
            section.names.extend(line.split('`').skip(1).step_by(2).map(|name| name.replace(".ko.md", ".md")));
            if line.starts_with('|') {
                section.lines.push(format!("a row of {} cells", line.matches('|').count() - 1));
            } else if line.starts_with("- ") {
                section.lines.push("an entry".to_owned());
            }
        }
        section.paragraphs += usize::from(is_paragraph);
    }
    sections
}

#[test]
fn the_guides_in_korean_have_all_that_the_english_ones_have() {
    for name in GUIDES {
        let [english, korean] = [format!("{name}.md"), format!("{name}.ko.md")].map(|file| sections(&read(&file)));
        assert_eq!(english.len(), korean.len(), "sections of {name}");
        for (at, (english, korean)) in english.iter().zip(&korean).enumerate() {
            assert_eq!(
                (english.level, &english.lines, english.paragraphs),
                (korean.level, &korean.lines, korean.paragraphs),
                "docs/{name}.ko.md, section {at}"
            );
            let missing = english.names.difference(&korean.names).collect::<Vec<_>>();
            assert!(missing.is_empty(), "docs/{name}.ko.md, section {at}, says nothing of {missing:?}");
        }
    }
}

#[test]
fn each_guide_names_the_other_language_at_its_head() {
    for name in GUIDES {
        for (file, other) in
            [(format!("{name}.md"), format!("{name}.ko.md")), (format!("{name}.ko.md"), format!("{name}.md"))]
        {
            let link = format!("]({other})");
            assert!(read(&file).lines().take(4).any(|line| line.contains(&link)), "docs/{file} names {other}");
        }
    }
}
