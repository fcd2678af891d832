//! What may be typed after `cargo xtask`.

use crate::checks::{self, Request, Step};
use crate::fuzz;

pub const HELP: &str = "\
cargo xtask <command>

  serve [--port N] [--open]     build the page and serve it on this machine, reloading it when a file changes
  dist                          build the static site into dist/, for any folder of any static host, with pages of
                                one file (dist/files) and an npm package (dist/npm)
  test [STEP ...] [-- FILTER]   run every check, or only the steps named; what follows -- goes to the tests
                                steps: fmt clippy native parity page ts node package wasm browser firefox webkit
       --engines                all browser tests in Chromium, Firefox and WebKit; without it the last two run a core
       --actions N, --seed N    how far the random walks over the panels go, and from which seed they and the property tests start, as in
                                `cargo xtask test browser --actions 5000 --seed 7 -- monkey`
  fuzz [TARGET] [--seconds N]   make up what comes from outside and watch what becomes of it, each target for a minute or N
                                seconds; the targets are the files in fuzz/targets
  deny                          check licences, sources and, where their list can be fetched, known faults of the crates
  figure <panel> [...]          draw the picture of a panel in any state as SVG (`cargo xtask figure --help`)
  bench [...]                   measure speed and size
  parity                        run the code that learners take along in real Keras and PyTorch and compare its numbers
  setup                         install everything the other commands need, and list it

Each command installs what it needs and does not find, once, into target/tools or through the system's package manager.
";

/// One command, checked.
#[derive(Debug, PartialEq, Eq)]
pub enum Command {
    Help,
    Serve { port: Option<u16>, open: bool },
    Dist,
    Test(Request),
    Fuzz { target: Option<String>, seconds: u64 },
    Deny,
    Figure { arguments: Vec<String> },
    Bench { arguments: Vec<String> },
    Parity,
    Setup,
}

/// Reads the words after `cargo xtask`; the error is a sentence.
pub fn parse(words: impl IntoIterator<Item = String>) -> Result<Command, String> {
    let mut words = words.into_iter();
    let Some(name) = words.next() else { return Ok(Command::Help) };
    let rest: Vec<String> = words.collect();
    // `cargo xtask bench --help` is for the benchmark itself to answer, and so with the figures.
    if !["bench", "figure"].contains(&name.as_str())
        && rest.iter().take_while(|word| *word != "--").any(|word| word == "--help" || word == "-h")
    {
        return Ok(Command::Help);
    }
    match name.as_str() {
        "help" | "--help" | "-h" => Ok(Command::Help),
        "serve" => serve(&rest),
        "dist" => nothing_after("dist", &rest).map(|()| Command::Dist),
        "test" => test(rest),
        "fuzz" => fuzz(&rest),
        "deny" => nothing_after("deny", &rest).map(|()| Command::Deny),
        "figure" => Ok(Command::Figure { arguments: rest }),
        "bench" => Ok(Command::Bench { arguments: rest }),
        "parity" => nothing_after("parity", &rest).map(|()| Command::Parity),
        "setup" => nothing_after("setup", &rest).map(|()| Command::Setup),
        unknown => Err(format!(
            "There is no command `{unknown}`: choose from serve, dist, test, fuzz, deny, figure, bench, parity and setup (`cargo xtask --help` explains them)."
        )),
    }
}

fn nothing_after(command: &str, rest: &[String]) -> Result<(), String> {
    match rest.first() {
        None => Ok(()),
        Some(word) => Err(format!("`cargo xtask {command}` takes no arguments, but was given `{word}`.")),
    }
}

fn serve(rest: &[String]) -> Result<Command, String> {
    let (mut port, mut open) = (None, false);
    let mut words = rest.iter();
    while let Some(word) = words.next() {
        let (flag, value) = match word.split_once('=') {
            Some((flag, value)) => (flag, Some(value)),
            None => (word.as_str(), None),
        };
        match (flag, value) {
            ("--open", None) => open = true,
            ("--port", value) => {
                let value = value.or_else(|| words.next().map(String::as_str)).unwrap_or_default();
                let number = value.parse::<u16>().ok().filter(|&number| number > 0);
                port = Some(number.ok_or_else(|| {
                    format!("`--port` needs a number from 1 to 65535, as in `--port 8080`, but got `{value}`.")
                })?);
            }
            _ => return Err(format!("`cargo xtask serve` knows --port N and --open, but not `{word}`.")),
        }
    }
    Ok(Command::Serve { port, open })
}

fn fuzz(rest: &[String]) -> Result<Command, String> {
    let (mut target, mut seconds) = (None, fuzz::USUAL_SECONDS);
    let mut words = rest.iter();
    while let Some(word) = words.next() {
        if word == "--seconds" {
            let value = words.next().map(String::as_str).unwrap_or_default();
            // To the fuzzer, 0 is for ever.
            seconds = value.parse().ok().filter(|&number| number > 0).ok_or_else(|| {
                format!("`--seconds` needs a whole number from 1, as in `--seconds 300`, but got `{value}`.")
            })?;
        } else if target.is_some() || word.starts_with('-') {
            return Err(format!("`cargo xtask fuzz` knows one target and --seconds N, but not `{word}`."));
        } else {
            target = Some(word.clone());
        }
    }
    Ok(Command::Fuzz { target, seconds })
}

fn test(rest: Vec<String>) -> Result<Command, String> {
    let mut words = rest.into_iter();
    let mut request = Request::default();
    while let Some(word) = words.next() {
        match word.as_str() {
            "--" => break,
            "--engines" => request.engines = true,
            "--actions" | "--seed" => {
                let value = words.next().unwrap_or_default();
                let number = value
                    .parse::<u64>()
                    .map_err(|_| format!("`{word}` needs a whole number, as in `{word} 5000`, but got `{value}`."))?;
                *(if word == "--seed" { &mut request.seed } else { &mut request.actions }) = Some(number);
            }
            _ => request.steps.push(
                Step::from_name(&word)
                    .ok_or_else(|| format!("There is no test step `{word}`: choose from {}.", checks::step_names()))?,
            ),
        }
    }
    request.filters = words.collect();
    Ok(Command::Test(request))
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
    fn test_takes_steps_and_filters() {
        let filters = vec!["xor".into(), "--help".into()];
        let expected = Request { steps: vec![Step::Native, Step::Fmt], filters, ..Request::default() };
        assert_eq!(parse_line("test native fmt -- xor --help"), Ok(Command::Test(expected)));
    }

    #[test]
    fn test_takes_engines_actions_and_a_seed() {
        let expected = Request { engines: true, actions: Some(50), seed: Some(7), ..Request::default() };
        assert_eq!(parse_line("test --engines --seed 7 --actions 50"), Ok(Command::Test(expected)));
        assert!(parse_line("test --seed x").unwrap_err().contains("--seed"));
    }
}
