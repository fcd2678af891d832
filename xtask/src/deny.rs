//! `cargo xtask deny`: licences, sources and known faults of everything that is built in, by deny.toml.

use crate::project::Project;
use crate::report::Failure;
use crate::{process, toolchain, tools};
use std::process::Command;
use std::time::Duration;

/// What is asked of the crates themselves; their faults are asked for apart, since those must be fetched.
const OF_THE_CRATES: [&str; 3] = ["bans", "licenses", "sources"];
/// The workspaces: what is shipped and its tests, and the fuzzer's.
const WORKSPACES: [&str; 2] = ["Cargo.toml", "fuzz/Cargo.toml"];

pub fn run() -> Result<(), Failure> {
    let project = Project::locate();
    let deny = tools::ensure_cargo_deny(&project)?;
    let command = |manifest: &str, words: &[&str]| {
        let mut command = Command::new(&deny);
        command
            .current_dir(&project.root)
            .args(["--locked", "--manifest-path"])
            .arg(project.root.join(manifest))
            .arg("--config")
            .arg(project.root.join("deny.toml"))
            .args(words)
            // It starts a cargo of its own.
            .env("CARGO", toolchain::active_cargo());
        command
    };
    let check = |manifest: &str, what: &[&str]| {
        process::run(command(manifest, &["check"]).args(what)).map(|status| status.success())
    };
    let mut failed = Vec::new();
    for manifest in WORKSPACES {
        if !check(manifest, &OF_THE_CRATES)? {
            failed.push(format!("{} of {manifest}", OF_THE_CRATES.join(", ")));
        }
    }
    // Behind some firewalls a download hangs rather than fails.
    let limit = Some(Duration::from_mins(2));
    let mut fetch = command(WORKSPACES[0], &["fetch", "db"]);
    if process::run_logged_within(&mut fetch, &project.log("cargo-deny-fetch"), limit).is_err() {
        eprintln!(
            "Known faults were NOT checked: their database can't be fetched from here. Licences, bans and sources were."
        );
    } else {
        for manifest in WORKSPACES {
            if !check(manifest, &["advisories"])? {
                failed.push(format!("advisories of {manifest}"));
            }
        }
    }
    if failed.is_empty() { Ok(()) } else { Err(Failure::new(format!("Not in order: {}.", failed.join("; ")))) }
}
