//! Packages of the system, on Debian and its relatives.

use crate::process;
use crate::project::Project;
use crate::report::{self, Failure};
use std::process::Command;

/// Installs `packages`; `otherwise` is the sentence for a system where that can't be done.
pub fn install(project: &Project, packages: &[&str], otherwise: &str) -> Result<(), Failure> {
    if process::which("apt-get").is_none() {
        return Err(Failure::new(otherwise));
    }
    let list = packages.join(" ");
    let privilege = privilege().ok_or_else(|| {
        Failure::new(format!("Missing: {list}. Please type `sudo apt-get install {list}`, then this command again."))
    })?;
    report::step(&format!("apt-get install {list}"), || {
        let log = project.log("apt");
        let known = packages.iter().all(|package| candidate(package).is_some());
        if known && process::run_logged(&mut apt_get(privilege, &install_words(packages)), &log).is_ok() {
            return Ok(());
        }
        // The lists may be missing or older than what the mirror still keeps; a download may also just have failed.
        process::run_logged(&mut apt_get(privilege, &["update"]), &log)?;
        if let Some(unknown) = packages.iter().find(|package| candidate(package).is_none()) {
            return Err(Failure::new(format!("This system has no package {unknown}. {otherwise}")));
        }
        process::run_logged(&mut apt_get(privilege, &install_words(packages)), &log)
    })
}

/// The version of `package` that would be installed.
pub fn candidate(package: &str) -> Option<String> {
    let policy = process::answer(Command::new("apt-cache").env("LC_ALL", "C").args(["policy", package]))?;
    let version = policy.lines().find_map(|line| line.trim().strip_prefix("Candidate: "))?;
    (version != "(none)").then(|| version.to_string())
}

/// What goes before `apt-get`: nothing for root, sudo where it asks for no password.
fn privilege() -> Option<&'static [&'static str]> {
    if process::answer(Command::new("id").arg("-u")).as_deref() == Some("0") {
        return Some(&[]);
    }
    process::answer(Command::new("sudo").args(["-n", "true"])).map(|_| &["sudo", "-n"][..])
}

fn install_words<'a>(packages: &[&'a str]) -> Vec<&'a str> {
    let mut words = vec!["install", "-y", "--no-install-recommends"];
    words.extend(packages);
    words
}

fn apt_get(privilege: &[&str], words: &[&str]) -> Command {
    // `env`, because sudo would drop a variable set from outside.
    let before = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-o", "DPkg::Lock::Timeout=300", "-q"];
    let mut line = privilege.iter().chain(&before).chain(words);
    let mut command = Command::new(line.next().unwrap_or(&"apt-get"));
    command.args(line);
    command
}
