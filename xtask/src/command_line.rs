//! What may be typed after `cargo xtask`.

use crate::fuzz;
use crate::steps::{Request, STEPS, Step};
use lexopt::prelude::{Long, Short, Value};
use lexopt::{Arg, Parser};
use std::str::FromStr;

pub const HELP: &str = "\
cargo xtask <command>

  serve [--port N] [--open]     build the page and serve it on this machine, reloading it when a file changes
  dist [--site ADDRESS]         build the static site into dist/, for any folder of any static host, with pages of
                                one file (dist/files), an npm package (dist/npm) and a Python package (dist/python); with
                                the address where it will lie, as in --site https://your.host/playground/, pasted
                                links show pictures and figures
  test [STEP ...] [NAME ...]    run the usual checks, or only the steps named; names of tests, or parts of names, choose among those of
                                the steps, as in `cargo xtask test browser axe`; what follows -- goes to the tests as it is
                                steps: tools fmt page build browser clippy native ts parity wasm node package links python
                                webkit dist finished firefox serve fuzz
       --full                   everything: each engine whole, all runs of parity, the finished page, long random walks, the
                                fuzzer a minute a target; without it a core of these
       --actions N, --seed N    how far the random walks over the panels go, and from which seed they and the property tests
                                start, as in `cargo xtask test browser monkey --actions 5000 --seed 7`
  fuzz [TARGET] [--seconds N]   make up what comes from outside and watch what becomes of it, each target for a minute or N
                                seconds; the targets are the files in fuzz/targets
  deny                          check licences, sources and, where their list can be fetched, known faults of the crates
  figure <panel> [...]          draw the picture of a panel in any state as SVG (`cargo xtask figure --help`)
  bench [...]                   measure speed and size
  parity                        run the code that learners take along in real Keras and PyTorch and compare its numbers
  setup                         install what the page and its tests need, and list it

Each command installs what it needs and does not find, once, into target/tools or through the system's package manager.
";

/// One command, checked.
#[derive(Debug, PartialEq, Eq)]
pub enum Command {
    Help,
    Serve {
        port: Option<u16>,
        open: bool,
    },
    Dist {
        /// Where the site will lie, with a slash at its end.
        site: Option<String>,
    },
    Test(Request),
    /// One step of a test, in a process of its own.
    Step {
        name: String,
        request: Request,
    },
    Fuzz {
        target: Option<String>,
        seconds: u64,
    },
    Deny,
    Figure {
        arguments: Vec<String>,
    },
    Bench {
        arguments: Vec<String>,
    },
    Parity,
    Setup,
}

/// Reads the words after `cargo xtask`; the error is a sentence.
pub fn parse(words: impl IntoIterator<Item = String>) -> Result<Command, String> {
    let mut parser = Parser::from_args(words);
    let name = match parser.next().map_err(sentence)? {
        None | Some(Long("help") | Short('h')) => return Ok(Command::Help),
        Some(word) => typed(&word),
    };
    match name.as_str() {
        "help" => Ok(Command::Help),
        "serve" => serve(parser),
        "dist" => dist(parser),
        "test" => Ok(request(parser)?.map_or(Command::Help, Command::Test)),
        // A part of `test`, for itself alone.
        "step" => {
            let name = parser.value().map_err(sentence)?.to_string_lossy().into_owned();
            Ok(request(parser)?.map_or(Command::Help, |request| Command::Step { name, request }))
        }
        "fuzz" => fuzz(parser),
        "deny" => nothing_after("deny", parser, Command::Deny),
        // These two answer `--help` themselves.
        "figure" => Ok(Command::Figure { arguments: rest(&mut parser)? }),
        "bench" => Ok(Command::Bench { arguments: rest(&mut parser)? }),
        "parity" => nothing_after("parity", parser, Command::Parity),
        "setup" => nothing_after("setup", parser, Command::Setup),
        unknown => Err(format!(
            "There is no command `{unknown}`: choose from serve, dist, test, fuzz, deny, figure, bench, parity and setup (`cargo xtask --help` explains them)."
        )),
    }
}

/// What the parser itself finds wrong, such as a value for a flag that takes none.
fn sentence(error: impl std::fmt::Display) -> String {
    format!("This can't be read: {error}.")
}

/// An argument as it was typed.
fn typed(argument: &Arg) -> String {
    match argument {
        Long(name) => format!("--{name}"),
        Short(letter) => format!("-{letter}"),
        Value(word) => word.to_string_lossy().into_owned(),
    }
}

/// All words that are left, as they were typed.
fn rest(parser: &mut Parser) -> Result<Vec<String>, String> {
    let words = parser.raw_args().map_err(sentence)?;
    Ok(words.map(|word| word.to_string_lossy().into_owned()).collect())
}

/// The value behind a flag.
fn value_behind<T: FromStr>(parser: &mut Parser, flag: &str, needs: &str, allows: fn(&T) -> bool) -> Result<T, String> {
    let value = parser.value().unwrap_or_default();
    let value = value.to_string_lossy();
    let read = value.parse().ok().filter(allows);
    read.ok_or_else(|| format!("`{flag}` needs {needs}, but got `{value}`."))
}

fn nothing_after(name: &str, mut parser: Parser, command: Command) -> Result<Command, String> {
    match parser.next().map_err(sentence)? {
        None => Ok(command),
        Some(Long("help") | Short('h')) => Ok(Command::Help),
        Some(word) => Err(format!("`cargo xtask {name}` takes no arguments, but was given `{}`.", typed(&word))),
    }
}

fn serve(mut parser: Parser) -> Result<Command, String> {
    let (mut port, mut open) = (None, false);
    while let Some(word) = parser.next().map_err(sentence)? {
        match word {
            Long("help") | Short('h') => return Ok(Command::Help),
            Long("open") => open = true,
            Long("port") => {
                let needs = "a number from 1 to 65535, as in `--port 8080`";
                port = Some(value_behind(&mut parser, "--port", needs, |port| *port > 0)?);
            }
            _ => {
                let word = typed(&word);
                return Err(format!("`cargo xtask serve` knows --port N and --open, but not `{word}`."));
            }
        }
    }
    Ok(Command::Serve { port, open })
}

fn dist(mut parser: Parser) -> Result<Command, String> {
    let mut site = None;
    while let Some(word) = parser.next().map_err(sentence)? {
        match word {
            Long("help") | Short('h') => return Ok(Command::Help),
            Long("site") => {
                let needs = "an address, as in `--site https://your.host/playground/`";
                let mut address: String = value_behind(&mut parser, "--site", needs, |text: &String| is_address(text))?;
                if !address.ends_with('/') {
                    address.push('/');
                }
                site = Some(address);
            }
            _ => {
                return Err(format!("`cargo xtask dist` knows --site ADDRESS, but not `{}`.", typed(&word)));
            }
        }
    }
    Ok(Command::Dist { site })
}

/// Whether a text can be the address of a folder on a host.
fn is_address(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| {
        !rest.is_empty()
            && !rest.starts_with('/')
            && rest.chars().all(|letter| letter.is_ascii_graphic() && !"?#\"<>".contains(letter))
    })
}

fn fuzz(mut parser: Parser) -> Result<Command, String> {
    let (mut target, mut seconds) = (None, fuzz::USUAL_SECONDS);
    while let Some(word) = parser.next().map_err(sentence)? {
        match word {
            Long("help") | Short('h') => return Ok(Command::Help),
            Long("seconds") => {
                // To the fuzzer, 0 means for ever.
                let needs = "a whole number from 1, as in `--seconds 300`";
                seconds = value_behind(&mut parser, "--seconds", needs, |seconds| *seconds > 0)?;
            }
            Value(_) if target.is_none() => target = Some(typed(&word)),
            _ => {
                let word = typed(&word);
                return Err(format!("`cargo xtask fuzz` knows one target and --seconds N, but not `{word}`."));
            }
        }
    }
    Ok(Command::Fuzz { target, seconds })
}

/// What is asked of the tests; nothing where help is asked for.
fn request(mut parser: Parser) -> Result<Option<Request>, String> {
    let mut request = Request::default();
    loop {
        // What follows `--` goes to the tests as it is.
        if parser.try_raw_args().is_some_and(|words| words.peek().is_some_and(|word| word == "--")) {
            request.filters.extend(rest(&mut parser)?.into_iter().skip(1));
            break;
        }
        let Some(word) = parser.next().map_err(sentence)? else { break };
        match word {
            Long("help") | Short('h') => return Ok(None),
            Long("full") => request.full = true,
            Long("actions") => request.actions = Some(count(&mut parser, "--actions")?),
            Long("seed") => request.seed = Some(count(&mut parser, "--seed")?),
            _ => {
                let is_value = matches!(word, Value(_));
                let word = typed(&word);
                match Step::named(&word) {
                    Some(step) => request.steps.push(step.task.name),
                    // Behind a step, what is no step is the name of one of its tests.
                    None if is_value && !request.steps.is_empty() => request.filters.push(word),
                    None => {
                        let steps = STEPS.each_ref().map(|step| step.task.name).join(", ");
                        return Err(format!("There is no test step `{word}`: choose from {steps}."));
                    }
                }
            }
        }
    }
    Ok(Some(request))
}

fn count(parser: &mut Parser, flag: &str) -> Result<u64, String> {
    value_behind(parser, flag, &format!("a whole number, as in `{flag} 5000`"), |_| true)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse_line(line: &str) -> Result<Command, String> {
        parse(line.split_whitespace().map(String::from))
    }

    #[test]
    fn no_word_or_help_shows_the_help() {
        for line in ["", "help", "--help", "-h", "serve --help", "test fmt -h"] {
            assert_eq!(parse_line(line), Ok(Command::Help), "{line}");
        }
    }

    #[test]
    fn serve_reads_port_and_open() {
        assert_eq!(parse_line("serve"), Ok(Command::Serve { port: None, open: false }));
        assert_eq!(parse_line("serve --open --port 9000"), Ok(Command::Serve { port: Some(9000), open: true }));
        assert_eq!(parse_line("serve --port=9000"), Ok(Command::Serve { port: Some(9000), open: false }));
    }

    #[test]
    fn dist_reads_where_the_site_will_lie() {
        assert_eq!(parse_line("dist"), Ok(Command::Dist { site: None }));
        let site = Some("https://your.host/playground/".to_owned());
        assert_eq!(parse_line("dist --site https://your.host/playground/"), Ok(Command::Dist { site: site.clone() }));
        assert_eq!(parse_line("dist --site=https://your.host/playground"), Ok(Command::Dist { site }));
        for line in [
            "dist --site",
            "dist --site your.host",
            "dist --site file:///x",
            "dist --site https:///x",
            "dist --site https://a/?b",
        ] {
            assert!(parse_line(line).unwrap_err().contains("--site"), "{line}");
        }
    }

    #[test]
    fn a_bad_port_is_refused() {
        for line in ["serve --port", "serve --port x", "serve --port 0", "serve --port 70000", "serve --port=-1"] {
            assert!(parse_line(line).unwrap_err().contains("--port"), "{line}");
        }
    }

    #[test]
    fn fuzz_reads_a_target_and_seconds() {
        let expected = |target: Option<&str>, seconds| Ok(Command::Fuzz { target: target.map(String::from), seconds });
        assert_eq!(parse_line("fuzz"), expected(None, fuzz::USUAL_SECONDS));
        assert_eq!(parse_line("fuzz link --seconds 9"), expected(Some("link"), 9));
        for line in ["fuzz --seconds", "fuzz --seconds 0", "fuzz --seconds x"] {
            assert!(parse_line(line).unwrap_err().contains("--seconds"), "{line}");
        }
    }

    #[test]
    fn unknown_words_are_named_in_one_sentence() {
        for (line, word) in [
            ("srve", "srve"),
            ("serve now", "now"),
            ("serve --prot 3", "--prot"),
            ("test --engine", "--engine"),
            ("fuzz -s 3", "-s"),
            ("--serve", "--serve"),
            ("dist x", "x"),
            ("setup x", "x"),
            ("test nativ", "nativ"),
            ("fuzz link csv", "csv"),
            ("deny x", "x"),
        ] {
            let sentence = parse_line(line).unwrap_err();
            assert!(sentence.contains(&format!("`{word}`")) && !sentence.contains('\n'), "{sentence}");
        }
    }

    #[test]
    fn help_lists_all_steps() {
        let list = HELP.split_once("steps: ").and_then(|(_, rest)| rest.split_once("       --full")).unwrap().0;
        assert_eq!(list.split_whitespace().collect::<Vec<_>>(), STEPS.each_ref().map(|step| step.task.name));
    }

    #[test]
    fn test_takes_steps_and_names_of_tests() {
        let filters = vec!["xor".into(), "--help".into()];
        let expected = Request { steps: vec!["native", "fmt"], filters, ..Request::default() };
        assert_eq!(parse_line("test native fmt -- xor --help"), Ok(Command::Test(expected.clone())));
        assert_eq!(parse_line("test native fmt xor -- --help"), Ok(Command::Test(expected)));
    }

    #[test]
    fn test_takes_full_actions_and_a_seed() {
        let expected = Request { full: true, actions: Some(50), seed: Some(7), ..Request::default() };
        assert_eq!(parse_line("test --full --seed 7 --actions 50"), Ok(Command::Test(expected)));
        for line in ["test --seed x", "test --seed", "test --seed=-1"] {
            assert!(parse_line(line).unwrap_err().contains("--seed"), "{line}");
        }
        assert!(parse_line("test --full=all").unwrap_err().contains("--full"));
    }

    #[test]
    fn the_words_of_a_request_ask_for_the_same() {
        let filters = vec!["a".into(), "--exact".into()];
        let request = Request { steps: vec!["wasm"], filters, full: true, actions: Some(5), seed: Some(7) };
        let words = ["step".to_owned(), "tools".to_owned()].into_iter().chain(request.words());
        assert_eq!(parse(words), Ok(Command::Step { name: "tools".to_owned(), request }));
    }

    #[test]
    fn the_benchmark_and_the_figures_read_their_own_words() {
        let arguments = || ["page", "--help", "--", "-x"].map(String::from).to_vec();
        assert_eq!(parse_line("bench page --help -- -x"), Ok(Command::Bench { arguments: arguments() }));
        assert_eq!(parse_line("figure page --help -- -x"), Ok(Command::Figure { arguments: arguments() }));
    }
}
