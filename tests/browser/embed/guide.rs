//! What the guides tell a teacher to copy, opened as it stands there: a name that no panel knows any more is found here.

use playground_tests::runner::dist;
use playground_tests::{Page, Test, json, tests};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

pub fn tests() -> Vec<Test> {
    tests![
        every_piece_of_html_works_as_it_is_copied,
        every_figure_that_is_named_opens_without_a_complaint,
        every_file_that_is_named_is_there,
        every_link_between_guides_leads_somewhere,
    ]
}

/// Where the guides have the playground.
const SITE: &str = "https://your.host/playground/";

/// The guides, each with its name; those of embedding as the site has them, with their hashes.
fn guides() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let docs = fs::read_dir(root.join("docs")).expect("there are guides").flatten().map(|file| file.path());
    let mut files = docs.filter(|file| file.extension().is_some_and(|end| end == "md")).collect::<Vec<_>>();
    files.push(root.join("README.md"));
    let guides = files.into_iter().map(|file| {
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let file = if name.starts_with("embedding.") { dist().join(&name) } else { file };
        let text = fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        (name, text)
    });
    guides.collect()
}

/// The pieces of `text` from each `start` to the first of `ends` after it.
fn pieces<'t>(text: &'t str, start: &'t str, ends: &'t [char]) -> impl Iterator<Item = &'t str> {
    text.match_indices(start).map(move |(at, _)| {
        let rest = &text[at..];
        &rest[..rest.find(ends).unwrap_or(rest.len())]
    })
}

const LISTEN: &str = "window.complaints = [];
    for (const type of ['error', 'unhandledrejection', 'securitypolicyviolation']) {
        addEventListener(type, (event) => complaints.push(event.detail?.message ?? event.message ?? type), true);
    }";

fn every_piece_of_html_works_as_it_is_copied(page: &Page<'_>) {
    page.browser.before_load(LISTEN);
    page.browser.screen(1280, 4000, 1.0);
    let mut count = 0;
    for (name, guide) in guides() {
        for block in guide.split("```html\n").skip(1) {
            let block = block.split("```").next().unwrap_or_default().replace(SITE, &page.server.address_of("/"));
            let script =
                if block.contains("www/") { "" } else { "<script type=\"module\" src=\"/www/embed.js\"></script>" };
            // Some are a script for a page that has a figure.
            let figure = if block.contains("embed.html") || block.contains("<perceptron") {
                ""
            } else {
                "<perceptron-playground></perceptron-playground>"
            };
            page.server.make(
                "/copied.html",
                &format!(
                    "<!doctype html><html lang=\"ko\"><head><meta charset=\"utf-8\"><title>Copied</title>\
                     <link rel=\"icon\" href=\"data:,\"></head><body>{script}{figure}{block}</body></html>"
                ),
            );
            page.open("/copied.html");
            page.wait_for(
                "the frames",
                "return [...document.querySelectorAll('iframe')].every(({ style }) => style.height !== '' || !document.querySelector('script[src*=embed-host]'))",
            );
            assert_eq!(page.run("return complaints", &[]), json!([]), "{name}: {block}");
            count += 1;
        }
    }
    assert!(count >= 6, "{count} pieces were found");
}

fn every_figure_that_is_named_opens_without_a_complaint(page: &Page<'_>) {
    page.browser.before_load(LISTEN);
    let mut elements = BTreeSet::new();
    let mut addresses = BTreeSet::new();
    for (_, guide) in guides() {
        elements.extend(pieces(&guide, "<perceptron-playground ", &['>', '`', '…']).map(str::to_owned));
        // A command draws what an element with the same names shows.
        for command in pieces(&guide, "xtask figure ", &['\n', '`']) {
            let mut words = command.split_whitespace().skip(2);
            let mut element = format!("<perceptron-playground panel=\"{}\"", words.next().unwrap_or_default());
            while let (Some(option), Some(value)) = (words.next(), words.next()) {
                if let Some(option) = option.strip_prefix("--") {
                    element += &format!(" {option}=\"{value}\"");
                }
            }
            elements.insert(element);
        }
        for start in ["embed.html?", "embed.html#", "#panel="] {
            let found = pieces(&guide, start, &['"', '`', ')', ' ', '\n', '…']);
            addresses.extend(found.map(|address| address.replace("&amp;", "&")));
        }
    }
    assert!(elements.len() >= 5 && addresses.len() >= 3, "{elements:?} {addresses:?}");
    for element in elements {
        page.open_with(&format!("{element}></perceptron-playground>"));
        assert_eq!(page.run("return complaints", &[]), json!([]), "{element}");
    }
    for address in addresses {
        page.open(&format!("/embed.html{}", address.trim_start_matches("embed.html")));
        assert_eq!(page.run("return complaints", &[]), json!([]), "{address}");
    }
}

fn every_file_that_is_named_is_there(_page: &Page<'_>) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut count = 0;
    for (name, guide) in guides() {
        // What stands with a site's address is in the finished site; in the guides' sentences also what it is made of.
        let starts: [(&str, &[&Path]); 4] = [
            ("playground/", &[&dist()]),
            ("`dist/", &[&dist()]),
            ("`www/", &[&dist(), &root]),
            ("`files/", &[&dist()]),
        ];
        for (start, folders) in starts {
            for (at, _) in guide.match_indices(start) {
                // The npm package has that ending too.
                if guide[..at].ends_with('-') {
                    continue;
                }
                let rest =
                    guide[at..].trim_start_matches('`').trim_start_matches("playground/").trim_start_matches("dist/");
                let is_end = |letter: char| !letter.is_ascii_alphanumeric() && !"/._-".contains(letter);
                let file = rest.split(is_end).next().unwrap_or_default().trim_end_matches('.');
                assert!(folders.iter().any(|folder| folder.join(file).exists()), "{name}: {start}{file}");
                count += 1;
            }
        }
    }
    assert!(count >= 20, "{count} names were found");
}

/// What a heading is called behind a `#`, as sites that show Markdown make it.
fn slug(heading: &str) -> String {
    let kept = heading.to_lowercase();
    kept.chars()
        .filter(|letter| letter.is_alphanumeric() || " -_".contains(*letter))
        .collect::<String>()
        .replace(' ', "-")
}

fn headings(guide: &Path) -> impl Iterator<Item = String> {
    let text = fs::read_to_string(guide).expect("a guide is text");
    let lines = text.lines().filter(|line| line.starts_with('#'));
    lines.map(|line| line.trim_start_matches('#').trim().to_owned()).collect::<Vec<_>>().into_iter()
}

fn every_link_between_guides_leads_somewhere(_page: &Page<'_>) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut count = 0;
    // Those of the finished site stand alone there: what they name has to be there too.
    for folder in [root.clone(), root.join("docs"), dist()] {
        let files = fs::read_dir(&folder).expect("there are guides").flatten().map(|file| file.path());
        for file in files.filter(|file| file.extension().is_some_and(|end| end == "md")) {
            let text = fs::read_to_string(&file).expect("a guide is text");
            for link in pieces(&text, "](", &[')']).map(|link| &link[2..]).filter(|link| !link.contains("://")) {
                let (name, place) = link.split_once('#').unwrap_or((link, ""));
                let to = if name.is_empty() { file.clone() } else { folder.join(name) };
                assert!(to.exists(), "{}: {link}", file.display());
                // What stands behind the `#` of a page of the course is a figure's state.
                let is_heading = to.extension().is_some_and(|end| end == "md") && !place.is_empty();
                let is_there = !is_heading || headings(&to).any(|heading| slug(&heading) == place);
                assert!(is_there, "{}: {link}", file.display());
                count += 1;
            }
        }
    }
    assert!(count >= 30, "{count} links were found");
}
