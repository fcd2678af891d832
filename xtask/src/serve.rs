//! `serve`: the page under work, which trunk builds anew at each change.

use crate::page::QUICK;
use crate::project::Project;
use crate::report::Failure;
use crate::setup::{self, Found, Need};
use std::net::{Ipv4Addr, TcpListener};
use std::path::Path;
use std::process::Command;

/// Where trunk serves when nobody says otherwise.
const USUAL_PORT: u16 = 8080;

/// Trunk, to `build` or to `serve` the page under work in a folder.
pub fn trunk(project: &Project, found: &Found, word: &str, site: &Path) -> Result<Command, Failure> {
    let mut command = found.trunk(project)?;
    // Optimised, but in parts (Cargo.toml), and without trunk's --release, which adds wasm-opt: it takes longer than all the
    // rest of a rebuild and makes the page a little smaller, which nobody notices on one's own machine.
    command.args([word, "--cargo-profile", QUICK, "--dist"]).arg(site);
    Ok(command)
}

/// `cargo xtask serve`
pub fn run(port: Option<u16>, open: bool) -> Result<(), Failure> {
    let project = Project::locate();
    // Asked first: a port that is taken should not be found out after minutes of set-up.
    let port = choose_port(port)?;
    let found = setup::ensure(&project, &[Need::Page, Need::Trunk]);
    let mut command = trunk(&project, &found, "serve", &project.served())?;
    command.args(["--address", "127.0.0.1", "--port", &port.to_string()]);
    // The native builds, the finished site and what is no part of the page come and go without the page's changing.
    for ignored in ["target", "dist", "tests", "xtask"] {
        let folder = project.root.join(ignored);
        if folder.is_dir() {
            command.arg("--ignore").arg(folder);
        }
    }
    if open {
        command.arg("--open");
    }
    eprintln!("The page will be at http://127.0.0.1:{port}/ as soon as it is built. Ctrl-C ends.");
    become_process(&mut command)
}

fn choose_port(wanted: Option<u16>) -> Result<u16, Failure> {
    let is_free = |port: u16| TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_ok();
    match wanted {
        Some(port) if is_free(port) => Ok(port),
        Some(port) => Err(Failure::new(format!("Port {port} is taken: choose another with --port N."))),
        None if is_free(USUAL_PORT) => Ok(USUAL_PORT),
        None => {
            let other = (USUAL_PORT + 1..USUAL_PORT + 100).find(|&port| is_free(port));
            let port = other.ok_or_else(|| Failure::new("No port near 8080 is free: choose one with --port N."))?;
            eprintln!("Port {USUAL_PORT} is taken; using {port}.");
            Ok(port)
        }
    }
}

/// Lets trunk take our place, so that whatever ends this command ends trunk.
#[cfg(unix)]
fn become_process(command: &mut Command) -> Result<(), Failure> {
    let error = std::os::unix::process::CommandExt::exec(command);
    Err(Failure::new(format!("Can't start trunk: {error}.")))
}

#[cfg(not(unix))]
fn become_process(command: &mut Command) -> Result<(), Failure> {
    let status = crate::process::run(command)?;
    if status.success() { Ok(()) } else { Err(Failure::new("trunk ended; it says why above.")) }
}
