//! `cargo xtask fuzz`: everything that comes from outside, as a fuzzer makes it up; and how that code is kept in order.

use crate::process::pass;
use crate::project::Project;
use crate::report::{self, Failure};
use crate::{toolchain, tools};
use std::path::{Path, PathBuf};
use std::process::Command;

/// How long each target runs when nobody says otherwise.
pub const USUAL_SECONDS: u64 = 60;
/// An input that takes longer, in seconds, is a finding.
const SLOW: u32 = 60;

/// Runs one target, or all of them one after another. What they find lies in target/fuzz/found.
pub fn run(target: Option<&str>, seconds: u64) -> Result<(), Failure> {
    let project = Project::locate();
    let all = targets(&project)?;
    let chosen: Vec<_> = all.iter().filter(|name| target.is_none_or(|target| target == *name)).collect();
    if chosen.is_empty() {
        let unknown = target.unwrap_or_default();
        return Err(Failure::new(format!("There is no target `{unknown}`: choose from {}.", all.join(", "))));
    }
    let fuzzer = tools::ensure_cargo_fuzz(&project)?;
    let mut failed = Vec::new();
    for name in chosen {
        if report::step(&format!("fuzzing {name}"), || fuzz(&project, &fuzzer, name, seconds)).is_err() {
            failed.push(name.as_str());
        }
    }
    if failed.is_empty() { Ok(()) } else { Err(Failure::new(format!("Found something: {}.", failed.join(", ")))) }
}

/// The targets' names: a file each.
fn targets(project: &Project) -> Result<Vec<String>, Failure> {
    let folder = project.root.join("fuzz/targets");
    let unreadable = |error| Failure::new(format!("Can't read {}: {error}.", folder.display()));
    let files = std::fs::read_dir(&folder).map_err(unreadable)?;
    let name = |file: std::io::Result<std::fs::DirEntry>| Some(file.ok()?.path().file_stem()?.to_str()?.to_owned());
    let mut names: Vec<_> = files.filter_map(name).collect();
    names.sort();
    Ok(names)
}

fn fuzz(project: &Project, fuzzer: &Path, name: &str, seconds: u64) -> Result<(), Failure> {
    let made = project.target.join("fuzz");
    let (corpus, found) = (made.join("corpus").join(name), made.join("found").join(name));
    for folder in [&corpus, &found] {
        std::fs::create_dir_all(folder)
            .map_err(|error| Failure::new(format!("Can't make {}: {error}.", folder.display())))?;
    }
    let mut command = Command::new(fuzzer);
    command
        .current_dir(&project.root)
        // Sanitizers look for what unsafe code does wrong, need a nightly compiler, and there is none to look at.
        .args(["run", name, "--sanitizer", "none", "--fuzz-dir", "fuzz", "--target-dir"])
        .arg(&made)
        .arg(corpus)
        .args(Some(project.root.join("fuzz/seeds").join(name)).filter(|seeds| seeds.is_dir()))
        .arg("--")
        .args([format!("-max_total_time={seconds}"), format!("-timeout={SLOW}")])
        // Links are up to 16 kB long; the first bytes of what is longer say what there is to say.
        .args(["-max_len=16384", "-print_final_stats=1"])
        .arg(format!("-artifact_prefix={}/", found.display()));
    pass(&mut command)
}

/// The format of the targets, which are a workspace of their own.
pub fn check_format(project: &Project) -> Result<(), Failure> {
    pass(toolchain::cargo(project, &["fmt", "--manifest-path"]).arg(manifest(project)).arg("--check"))
}

/// The lints of the targets, after those of the workspace.
pub fn lint(project: &Project) -> Result<(), Failure> {
    let mut clippy = toolchain::cargo(project, &["clippy", "--quiet", "--locked", "--manifest-path"]);
    clippy
        .arg(manifest(project))
        .arg("--target-dir")
        .arg(&project.target)
        .args(["--", "-D", "warnings"])
        // As the workspace's profile says, so that what both depend on is looked at once.
        .env("CARGO_PROFILE_DEV_OPT_LEVEL", "1")
        .env("CARGO_PROFILE_DEV_DEBUG", "line-tables-only")
        // Nothing is linked, so the fuzzer's own C++ need not be compiled.
        .env("CUSTOM_LIBFUZZER_PATH", project.target.join("none.a"));
    pass(&mut clippy)
}

fn manifest(project: &Project) -> PathBuf {
    project.root.join("fuzz/Cargo.toml")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_target_is_a_program_of_the_manifest() {
        let project = Project::locate();
        let manifest = std::fs::read_to_string(manifest(&project)).unwrap();
        let names = targets(&project).unwrap();
        assert!(!names.is_empty());
        for name in &names {
            assert!(manifest.contains(&format!("path = \"targets/{name}.rs\"")), "{name}");
        }
        assert_eq!(manifest.matches("[[bin]]").count(), names.len());
    }
}
