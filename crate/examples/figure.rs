//! `cargo xtask figure gates --gate xor --lang ko -o xor.svg`: the picture of a panel in any state, as SVG.
//!
//! The options are the names of the panel's table. Its title, and what is said about a wrong value, are the page's own words.

use lexopt::Parser;
use lexopt::prelude::{Long, Short, Value};
use perceptron_playground::panel::REGISTRY;
use perceptron_playground::panel::drawing::draw;
use perceptron_playground::panel::table::Problem;
use std::collections::HashMap;
use std::process::ExitCode;

const USAGE: &str = "\
cargo xtask figure <panel> [--NAME VALUE ...] [--lang ko|en] [-o FILE]

Draws the picture of a panel as SVG, into FILE or, without one, onto the standard output. NAME and VALUE are what a copied
link has: `--gate xor --w1 0.5`. The panels are those of the page, such as gates and network.
";

/// What was asked for.
#[derive(Debug, Default)]
struct Request {
    panel: String,
    settings: Vec<(String, String)>,
    language: Option<String>,
    file: Option<String>,
}

fn main() -> ExitCode {
    let request = match read(Parser::from_env()) {
        Ok(Some(request)) => request,
        Ok(None) => {
            print!("{USAGE}");
            return ExitCode::SUCCESS;
        }
        Err(sentence) => {
            eprintln!("{sentence}");
            return ExitCode::FAILURE;
        }
    };
    match make(&request) {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentences) => {
            eprintln!("{sentences}");
            ExitCode::FAILURE
        }
    }
}

/// Reads the arguments; `None` when the usage is asked for. The error is a sentence.
fn read(mut words: Parser) -> Result<Option<Request>, String> {
    let mut request = Request::default();
    let mut is_empty = true;
    while let Some(word) = words.next().map_err(|error| format!("This can't be read: {error}."))? {
        is_empty = false;
        let name = match word {
            Long("help") | Short('h') => return Ok(None),
            Value(panel) if request.panel.is_empty() => {
                request.panel = panel.to_string_lossy().into_owned();
                continue;
            }
            Value(panel) => {
                return Err(format!(
                    "One panel at a time: `{}` is asked for already, and then `{}`.",
                    request.panel,
                    panel.to_string_lossy()
                ));
            }
            Short(letter) => letter.to_string(),
            Long(name) => name.to_owned(),
        };
        let value = words.value().map_err(|_| format!("`--{name}` needs a value, as in `--{name} VALUE`."))?;
        let value = value.to_string_lossy().into_owned();
        match name.as_str() {
            "lang" if ["ko", "en"].contains(&value.as_str()) => request.language = Some(value),
            "lang" => return Err(format!("`--lang` takes ko or en, but was given `{value}`.")),
            "o" | "out" => request.file = Some(value),
            _ => request.settings.push((name, value)),
        }
    }
    Ok(if is_empty { None } else { Some(request) })
}

fn make(request: &Request) -> Result<(), String> {
    let language = request.language.as_deref().unwrap_or("en");
    let kit = Words::of("kit", language)?;
    let settings = request.settings.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect::<Vec<_>>();
    let Some(figure) = draw(&request.panel, &settings) else {
        let names: Vec<_> = REGISTRY.iter().map(|(name, _)| *name).collect();
        let values = [("panel", request.panel.as_str()), ("allowed", &names.join(", "))];
        return Err(fill(kit.text("kit", "unknownPanel"), &values));
    };
    let words = Words::of(&request.panel, language)?;
    let explain = |problem: &Problem| {
        let name = words.text("names", &problem.name);
        let name = if name.is_empty() { &problem.name } else { name };
        let values = [("name", name), ("given", &problem.given), ("allowed", &problem.allowed)];
        fill(kit.text("problems", problem.wrong.key()), &values)
    };
    if !figure.problems.is_empty() {
        return Err(figure.problems.iter().map(explain).collect::<Vec<_>>().join("\n"));
    }
    for note in &figure.notes {
        eprintln!("{}", explain(note));
    }
    let svg = with_title(&figure.svg, words.text("", "title"), language);
    match &request.file {
        None => print!("{svg}"),
        Some(file) => std::fs::write(file, svg).map_err(|error| format!("Can't write {file}: {error}."))?,
    }
    Ok(())
}

/// Gives a picture a name in a language, for readers who do not see it.
fn with_title(svg: &str, title: &str, language: &str) -> String {
    let title = title.replace('&', "&amp;").replace('<', "&lt;");
    match svg.split_once('>') {
        Some((head, rest)) => format!("{head} lang=\"{language}\" role=\"img\">\n<title>{title}</title>{rest}"),
        None => svg.to_owned(),
    }
}

fn fill(text: &str, values: &[(&str, &str)]) -> String {
    values.iter().fold(text.to_owned(), |text, (name, value)| text.replace(&format!("{{{name}}}"), value))
}

/// The sentences of one of the page's tables of words: section, key, text.
struct Words(HashMap<(String, String), String>);

impl Words {
    /// Reads www/texts/<name>.<language>.js: a literal with a section or a text on a line.
    fn of(name: &str, language: &str) -> Result<Self, String> {
        let path = format!("{}/../www/texts/{name}.{language}.js", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(&path).map_err(|error| format!("Can't read {path}: {error}."))?;
        let mut words = HashMap::new();
        let mut section = String::new();
        for line in text.lines() {
            let depth = line.len() - line.trim_start().len();
            let Some((key, value)) = line.trim().split_once(": ") else { continue };
            let key = key.trim_matches('\'');
            match (depth, value.strip_prefix('\'').and_then(|value| value.strip_suffix("',"))) {
                (2, None) => key.clone_into(&mut section),
                (2, Some(value)) => drop(words.insert((String::new(), key.to_owned()), value.to_owned())),
                (4, Some(value)) => drop(words.insert((section.clone(), key.to_owned()), value.to_owned())),
                _ => {}
            }
        }
        Ok(Self(words))
    }

    /// The text of a key; empty when there is none.
    fn text(&self, section: &str, key: &str) -> &str {
        self.0.get(&(section.to_owned(), key.to_owned())).map_or("", String::as_str)
    }
}
