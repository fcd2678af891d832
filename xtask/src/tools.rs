//! Programs that are compiled for the project: trunk, the wasm-bindgen that fits Cargo.lock, and what checks are run by.

use crate::process;
use crate::project::Project;
use crate::report::{self, Failure};
use crate::toolchain;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The trunk that is installed when there is none; any trunk of the same minor version reads Trunk.toml alike.
const TRUNK: &str = "0.21.14";

/// One program and the crate it comes from.
struct Tool<'a> {
    krate: &'a str,
    program: &'a str,
    version: &'a str,
    options: &'a [&'a str],
    fits: fn(found: &str, wanted: &str) -> bool,
}

/// Trunk's own updates and downloads over TLS are not needed: this program brings the tools trunk would fetch.
const TRUNK_TOOL: Tool = Tool {
    krate: "trunk",
    program: "trunk",
    version: TRUNK,
    options: &["--no-default-features"],
    fits: same_minor_version,
};

/// Finds or installs trunk.
pub fn ensure_trunk(project: &Project) -> Result<PathBuf, Failure> {
    TRUNK_TOOL.ensure_alone(project)
}

/// Whether trunk need not be compiled.
pub fn has_trunk(project: &Project) -> bool {
    TRUNK_TOOL.find(project).is_some()
}

/// Finds or installs the program that builds and runs the fuzz targets.
pub fn ensure_cargo_fuzz(project: &Project) -> Result<PathBuf, Failure> {
    let fits = same_minor_version;
    Tool { krate: "cargo-fuzz", program: "cargo-fuzz", version: "0.13.2", options: &[], fits }.ensure_alone(project)
}

/// Finds or installs the program that checks licences, sources and known faults of the dependencies.
pub fn ensure_cargo_deny(project: &Project) -> Result<PathBuf, Failure> {
    let fits = same_minor_version;
    Tool { krate: "cargo-deny", program: "cargo-deny", version: "0.20.2", options: &[], fits }.ensure_alone(project)
}

/// Finds or installs the program that drives Firefox; its later versions drive older Firefoxes as well.
pub fn ensure_geckodriver(project: &Project) -> Result<PathBuf, Failure> {
    let fits = |found: &str, wanted: &str| {
        let number = |version: &str| version.split('.').nth(1).and_then(|number| number.parse::<u32>().ok());
        !found.starts_with("0.") || number(found) >= number(wanted)
    };
    Tool { krate: "geckodriver", program: "geckodriver", version: "0.37.1", options: &[], fits }.ensure_alone(project)
}

/// Finds or installs the generator of the page's JavaScript.
pub fn ensure_wasm_bindgen(project: &Project) -> Result<PathBuf, Failure> {
    ensure_of_wasm_bindgen(project, "wasm-bindgen")
}

/// Finds or installs the program that runs wasm tests in a browser.
pub fn ensure_test_runner(project: &Project) -> Result<PathBuf, Failure> {
    ensure_of_wasm_bindgen(project, "wasm-bindgen-test-runner")
}

fn ensure_of_wasm_bindgen(project: &Project, program: &str) -> Result<PathBuf, Failure> {
    let version = project.locked_version("wasm-bindgen")?;
    // The two sides of the generated code change together, without notice, at any version.
    let fits = |found: &str, wanted: &str| found == wanted;
    Tool { krate: "wasm-bindgen-cli", program, version: &version, options: &[], fits }.ensure(project)
}

impl Tool<'_> {
    /// As [`Tool::ensure`], for the only program of its crate: what it was compiled into, about a gigabyte, goes.
    fn ensure_alone(&self, project: &Project) -> Result<PathBuf, Failure> {
        let was_there = self.find(project).is_some();
        let program = self.ensure(project)?;
        if !was_there {
            let _ = std::fs::remove_dir_all(self.build_folder(project));
        }
        Ok(program)
    }

    fn ensure(&self, project: &Project) -> Result<PathBuf, Failure> {
        let installed = project.tool(self.program);
        let on_path = process::which(self.program);
        if let Some(found) = [Some(installed.clone()), on_path].into_iter().flatten().find(|path| self.is_fitting(path))
        {
            return Ok(found);
        }
        report::step(&format!("{} {}: compiling", self.program, self.version), || {
            let log = project.log(self.program);
            // The versions its authors tested; where the registry lacks one of them, the nearest it has.
            let tested = process::run_logged(&mut self.install(project, &["--locked"]), &log);
            tested.or_else(|_| process::run_logged(&mut self.install(project, &[]), &log))
        })?;
        Ok(project.tool(self.program))
    }

    fn find(&self, project: &Project) -> Option<PathBuf> {
        let places = [Some(project.tool(self.program)), process::which(self.program)];
        places.into_iter().flatten().find(|program| self.is_fitting(program))
    }

    /// A folder for each crate, so that two can compile at once.
    fn build_folder(&self, project: &Project) -> PathBuf {
        project.tools().join("build").join(self.krate)
    }

    fn is_fitting(&self, program: &Path) -> bool {
        version_of(program).is_some_and(|found| (self.fits)(&found, self.version))
    }

    fn install(&self, project: &Project, lock: &[&str]) -> Command {
        let tools = project.tools();
        let mut command = Command::new(toolchain::active_cargo());
        command
            .args(["install", self.krate, "--version", self.version, "--bin", self.program, "--debug", "--force"])
            .args(self.options)
            .args(lock)
            .arg("--root")
            .arg(&tools)
            .arg("--target-dir")
            .arg(self.build_folder(project))
            // These programs work for seconds and are waited for while they compile.
            .env("CARGO_PROFILE_DEV_DEBUG", "0")
            .env("CARGO_PROFILE_DEV_INCREMENTAL", "false")
            .env("CARGO_RESOLVER_INCOMPATIBLE_RUST_VERSIONS", "fallback");
        command
    }
}

/// The number in the first line of `program --version`.
pub fn version_of(program: &Path) -> Option<String> {
    let answer = process::answer(Command::new(program).arg("--version").env_remove("NO_COLOR"))?;
    let is_number = |word: &&str| word.starts_with(|c: char| c.is_ascii_digit());
    answer.lines().next()?.split_whitespace().find(is_number).map(String::from)
}

fn same_minor_version(found: &str, wanted: &str) -> bool {
    let minor = |version: &str| version.splitn(3, '.').take(2).map(String::from).collect::<Vec<_>>();
    minor(found) == minor(wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_last_number_of_a_version_may_differ() {
        assert!(same_minor_version("0.21.9", TRUNK));
        assert!(!same_minor_version("0.22.1", TRUNK) && !same_minor_version("0.2.114", TRUNK));
    }
}
