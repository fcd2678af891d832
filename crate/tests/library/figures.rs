//! The pictures that stand in for a live figure, in www/figures, are what the panels open with, and the command that draws
//! a picture in any state. `UPDATE_FIGURES=1 cargo test figures` draws those in www/figures anew.

use perceptron_playground::panel::REGISTRY;
use perceptron_playground::panel::drawing::draw;
use std::path::PathBuf;
use std::process::{Command, Output};
use std::sync::LazyLock;

/// The pictures of chapters on the cover that are not those of panels: name, panel, and what is set, as in a link.
const CHAPTERS: [[&str; 3]; 3] = [
    ["bias", "gates", "gate=and&w1=1&w2=1&b=-1.5"],
    ["learning", "gates", "gate=nand&w1=0&w2=0&b=0&steps=24"],
    ["decision", "regression", "task=logistic&steps=400"],
];

#[test]
fn each_panel_has_the_picture_that_it_opens_with_and_each_chapter_its_own() {
    for [name, panel, link] in REGISTRY.iter().map(|(name, _)| [*name, *name, ""]).chain(CHAPTERS) {
        let settings: Vec<_> = link.split('&').filter_map(|pair| pair.split_once('=')).collect();
        let drawn = draw(panel, &settings).unwrap();
        assert!(drawn.problems.is_empty(), "{name}: {:?}", drawn.problems);
        let drawn = drawn.svg;
        let path = format!("{}/../www/figures/{name}.svg", env!("CARGO_MANIFEST_DIR"));
        if std::env::var_os("UPDATE_FIGURES").is_some() {
            std::fs::write(&path, &drawn).unwrap();
        }
        let kept = std::fs::read_to_string(&path).unwrap();
        assert!(kept == drawn, "www/figures/{name}.svg is out of date: run this test with UPDATE_FIGURES=1");
    }
}

#[test]
fn the_table_of_panels_is_the_pages() {
    let page = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../www/panels/index.js")).unwrap();
    let list = page.lines().find_map(|line| line.strip_prefix("export const PANELS = [")).expect("the page's list");
    assert_eq!(
        list.split('\'').skip(1).step_by(2).collect::<Vec<_>>(),
        REGISTRY.iter().map(|(name, _)| *name).collect::<Vec<_>>()
    );
}

#[test]
fn a_setting_changes_the_picture_and_a_wrong_one_does_not() {
    for (name, setting) in [
        ("gates", ("gate", "xor")),
        ("xor", ("h1b", "0.9")),
        ("activations", ("function", "tanh")),
        ("network", ("data", "xor")),
        ("classes", ("part", "order")),
        ("layers", ("rank", "4")),
        ("regression", ("w", "1.5")),
    ] {
        let opening = draw(name, &[("gaet", "1")]).unwrap().svg;
        let set = draw(name, &[setting]).unwrap();
        assert!(set.problems.is_empty() && set.svg != opening, "{name}: {:?}", set.problems);
        let wrong = draw(name, &[("gaet", "1"), (setting.0, "<b>")]).unwrap();
        assert_eq!((wrong.problems.len(), wrong.svg == opening), (2, true), "{name}");
    }
    assert!(draw("gats", &[]).is_none());
}

/// Runs the command, built if need be.
fn command(words: &str) -> Output {
    static PROGRAM: LazyLock<PathBuf> = LazyLock::new(|| {
        // Of one package alone cargo would compile what it depends on anew, for fewer features.
        let cargo = ["build", "--quiet", "--workspace", "--example", "figure"];
        assert!(Command::new(env!("CARGO")).args(cargo).status().expect("cargo is what runs this test").success());
        // This test is <target>/debug/deps/….
        let test = std::env::current_exe().unwrap();
        test.ancestors().nth(2).unwrap().join("examples").join(format!("figure{}", std::env::consts::EXE_SUFFIX))
    });
    Command::new(&*PROGRAM).args(words.split(' ')).output().expect("it has been built")
}

#[test]
fn the_command_draws_into_a_file_with_a_title_in_either_language() {
    let file = std::env::temp_dir().join(format!("figure-{}.svg", std::process::id()));
    let said = command(&format!("gates --gate xor --lang ko -o {}", file.display()));
    assert!(said.status.success(), "{said:?}");
    let svg = std::fs::read_to_string(&file).unwrap();
    std::fs::remove_file(&file).unwrap();
    assert!(svg.starts_with("<svg ") && svg.contains("lang=\"ko\"") && svg.contains("뉴런 하나와"), "{}", &svg[..300]);
    let english = String::from_utf8(command("gates --gate=xor").stdout).unwrap();
    assert!(english.contains("<title>One neuron and the logic gates</title>"), "{}", &english[..300]);
    let pictures = [svg, english].map(|svg| svg.split_once("</title>").unwrap().1.to_owned());
    assert_eq!(pictures[0], pictures[1]);
}

#[test]
fn the_command_says_what_is_wrong_in_either_language() {
    for (words, parts) in [
        ("gates --w1 50", ["w1", "50"]),
        ("gates --gate xro", ["xro", "xnor"]),
        ("gates --gaet xor", ["gaet", "theta"]),
        ("gats", ["gats", "regression"]),
    ] {
        for language in ["en", "ko"] {
            let said = command(&format!("{words} --lang {language}"));
            let error = String::from_utf8(said.stderr).unwrap();
            assert!(!said.status.success() && said.stdout.is_empty(), "{words}");
            assert!(parts.iter().all(|part| error.contains(part)), "{words}: {error}");
            assert_eq!(error.chars().any(|letter| ('가'..='힣').contains(&letter)), language == "ko", "{error}");
        }
    }
    for (words, part) in [("gates --lang fr", "`fr`"), ("gates --gate", "`--gate`"), ("gates xor", "`xor`")] {
        let said = command(words);
        assert!(!said.status.success() && String::from_utf8_lossy(&said.stderr).contains(part), "{words}: {said:?}");
    }
}
