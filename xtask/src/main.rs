//! The project's own commands: `cargo xtask serve`, `dist`, `test`, `fuzz`, `deny`, `figure`, `bench`, `parity`, `setup`.
//!
//! Each command first makes sure that the tools it needs are there ([`setup`]), then runs them with the environment they
//! need ([`toolchain`]). Nothing here knows what the page or the tests are about.

mod apt;
mod bench;
mod browser;
mod bundle;
mod checks;
mod command_line;
mod deny;
mod fuzz;
mod npm;
mod page;
mod parity;
mod paths;
mod process;
mod project;
mod python;
mod report;
mod schedule;
mod serve;
mod setup;
mod stamp;
mod steps;
mod toolchain;
mod tools;
mod wasm_std;
mod wheel;

use command_line::Command;
use report::Failure;
use std::process::ExitCode;

fn main() -> ExitCode {
    let command = match command_line::parse(std::env::args().skip(1)) {
        Ok(command) => command,
        Err(sentence) => {
            eprintln!("{sentence}");
            return ExitCode::from(2);
        }
    };
    if let Err(failure) = process::end_children_on_interrupt() {
        eprintln!("{failure}");
        return ExitCode::FAILURE;
    }
    match run(command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> Result<(), Failure> {
    match command {
        Command::Help => {
            print!("{}", command_line::HELP);
            Ok(())
        }
        Command::Serve { port, open } => serve::run(port, open),
        Command::Dist { site } => page::dist(site.as_deref()),
        Command::Test(request) => checks::run(&request),
        Command::Step { name, request } => checks::run_step(&name, &request),
        Command::Fuzz { target, seconds } => fuzz::run(target.as_deref(), seconds),
        Command::Deny => deny::run(),
        Command::Figure { arguments } => page::figure(&arguments),
        Command::Bench { arguments } => bench::run(&arguments),
        Command::Parity => parity::run(),
        Command::Setup => setup::install_everything(),
    }
}
