//! The compiler for the page: a Rust that has a standard library for WebAssembly.
//!
//! In order of preference: the active toolchain, if it has the target; the same after `rustup target add`; the system's own
//! Rust, if it has the target or can have it by a package; the system's own Rust with a standard library that we compile once
//! from its sources ([`crate::wasm_std`]).

use crate::process;
use crate::project::{Project, WASM_TARGET};
use crate::report::{self, Failure};
use crate::{apt, paths, wasm_std};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

/// The oldest Rust that compiles this project, as Cargo.toml says.
const OLDEST: &str = env!("CARGO_PKG_RUST_VERSION");

/// The page computes with plain 128-bit vectors, as .cargo/config.toml says.
const SIMD: &str = "-Ctarget-feature=+simd128";

/// How to start a cargo that can compile the page.
#[derive(Debug, Clone)]
pub enum WasmToolchain {
    /// The cargo that runs us.
    Active,
    /// The system's cargo beside rustup's, with these variables set, and this flag for a standard library of our own.
    System { programs: PathBuf, variables: Vec<(&'static str, PathBuf)>, sysroot: Option<String> },
}

impl WasmToolchain {
    /// Makes `command` (cargo, or a program that starts `cargo`) compile with this toolchain.
    pub fn apply(&self, project: &Project, command: &mut Command) {
        command.env("CARGO_TARGET_DIR", project.page_target());
        let mut folders = vec![project.tools().join("bin")];
        // These take the place of the flags in .cargo/config.toml, and so repeat them.
        let mut flags = vec![SIMD.to_owned()];
        flags.extend(paths::flags(project, &self.rustc()));
        if let Self::System { programs, variables, sysroot } = self {
            flags.extend(sysroot.clone());
            folders.insert(0, programs.clone());
            command.envs(variables.iter().map(|(name, value)| (name, value)));
            // Left by rustup for the children of `cargo xtask`; they would lead back to rustup's toolchain.
            for inherited in ["CARGO", "RUSTUP_TOOLCHAIN", "RUSTC", "RUSTDOC", "LD_LIBRARY_PATH"] {
                command.env_remove(inherited);
            }
        }
        folders.extend(std::env::var_os("PATH").iter().flat_map(std::env::split_paths));
        command.env("PATH", std::env::join_paths(folders).unwrap_or_default());
        // So encoded, paths may have spaces.
        command.env("CARGO_ENCODED_RUSTFLAGS", flags.join("\u{1f}"));
    }

    fn rustc(&self) -> PathBuf {
        match self {
            Self::Active => "rustc".into(),
            Self::System { programs, .. } => programs.join("rustc"),
        }
    }

    /// The cargo to start by name once [`WasmToolchain::apply`] has been used.
    pub fn cargo(&self) -> PathBuf {
        match self {
            Self::Active => active_cargo(),
            Self::System { programs, .. } => programs.join("cargo"),
        }
    }

    /// For the table of what is installed.
    pub fn describe(&self) -> String {
        let whose = if matches!(self, Self::Active) { "active toolchain" } else { "system toolchain" };
        format!("{} ({whose})", version_of(&self.rustc()).unwrap_or_else(|| "unknown".into()))
    }
}

/// The cargo that runs us, or the one on PATH when we were started by hand.
pub fn active_cargo() -> PathBuf {
    std::env::var_os("CARGO").map_or_else(|| "cargo".into(), PathBuf::from)
}

/// That cargo, to be run with these words in the project's folder.
pub fn cargo(project: &Project, words: &[&str]) -> Command {
    let mut command = Command::new(active_cargo());
    command.current_dir(&project.root).args(words);
    command
}

/// Finds or installs the compiler for the page.
pub fn ensure(project: &Project) -> Result<WasmToolchain, Failure> {
    if has_wasm_std(Path::new("rustc")) {
        return Ok(WasmToolchain::Active);
    }
    if let Some(found) = system_toolchain(project) {
        return Ok(found);
    }
    if process::which("rustup").is_some() && add_by_rustup(project).is_ok() {
        return Ok(WasmToolchain::Active);
    }
    install_system_toolchain(project)?;
    system_toolchain(project).ok_or_else(|| Failure::new(missing_target()))
}

fn missing_target() -> String {
    format!(
        "Rust's target {WASM_TARGET} is missing: please type `rustup target add {WASM_TARGET}` where rustup can download."
    )
}

fn add_by_rustup(project: &Project) -> Result<(), Failure> {
    report::step(&format!("rustup target add {WASM_TARGET}"), || {
        let mut command = Command::new("rustup");
        command.args(["target", "add", WASM_TARGET]);
        // Behind some firewalls a download hangs rather than fails.
        process::run_logged_within(&mut command, &project.log("rustup"), Some(Duration::from_secs(90)))
    })
}

/// Whether this compiler's own standard libraries include one for the page.
fn has_wasm_std(rustc: &Path) -> bool {
    process::answer(Command::new(rustc).args(["--print", "target-libdir", "--target", WASM_TARGET]))
        .is_some_and(|folder| wasm_std::is_complete(Path::new(&folder)))
}

/// The system's Rust, when it is there, new enough, and has a standard library for the page.
fn system_toolchain(project: &Project) -> Option<WasmToolchain> {
    let folder = Path::new("/usr/bin");
    let (cargo, rustc) = (folder.join("cargo"), folder.join("rustc"));
    if !process::is_program(&cargo) || !is_new_enough(&version_of(&rustc)?) {
        return None;
    }
    let mut variables = vec![("RUSTC", rustc.clone()), ("RUSTDOC", folder.join("rustdoc"))];
    let sysroot = if has_wasm_std(&rustc) { None } else { Some(wasm_std::flag(project, &rustc)?) };
    if let Some(linker) = wasm_linker() {
        variables.push(("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker));
    }
    let programs = project.tools().join("system-rust");
    link_program(&programs, &cargo).and_then(|()| link_program(&programs, &rustc)).ok()?;
    Some(WasmToolchain::System { programs, variables, sysroot })
}

/// Puts `program` into a folder of its own, so that this one alone, and not all of /usr/bin, comes first on PATH.
#[cfg(unix)]
fn link_program(folder: &Path, program: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    let link = folder.join(program.file_name().unwrap_or_default());
    if link.exists() {
        return Ok(());
    }
    // A link that leads nowhere any more would be in the way.
    let _ = std::fs::remove_file(&link);
    std::os::unix::fs::symlink(program, link)
}

#[cfg(not(unix))]
fn link_program(_: &Path, _: &Path) -> std::io::Result<()> {
    Err(std::io::ErrorKind::Unsupported.into())
}

/// Packages that bring a compiler with the target, or one with the sources to make it from.
fn install_system_toolchain(project: &Project) -> Result<(), Failure> {
    let prebuilt = "libstd-rust-dev-wasm32";
    if apt::candidate(prebuilt).is_some_and(|version| is_new_enough(&version)) {
        return apt::install(project, &["rustc", "cargo", prebuilt], &missing_target());
    }
    let rustc = Path::new("/usr/bin/rustc");
    if !wasm_std::has_sources(rustc) {
        // Debian keeps these as new as its browsers need them.
        apt::install(project, &["rustc-web", "cargo-web", "rust-web-src"], &missing_target())?;
    }
    if !version_of(rustc).is_some_and(|version| is_new_enough(&version)) {
        return Err(Failure::new(format!("The system's Rust is older than {OLDEST}. {}", missing_target())));
    }
    report::step("Rust's standard library for WebAssembly, from the system's sources", || {
        wasm_std::build(project, rustc, wasm_linker().as_deref())
    })
}

/// The linker rustup brings, or one of the system's.
fn wasm_linker() -> Option<PathBuf> {
    let sysroot = process::answer(Command::new("rustc").args(["--print", "sysroot"]))?;
    let host = process::answer(Command::new("rustc").args(["--print", "host-tuple"]))?;
    let bundled = Path::new(&sysroot).join("lib/rustlib").join(host).join("bin/rust-lld");
    if process::is_program(&bundled) { Some(bundled) } else { process::which("rust-lld") }
}

fn version_of(rustc: &Path) -> Option<String> {
    let answer = process::answer(Command::new(rustc).env_remove("LD_LIBRARY_PATH").arg("--version"))?;
    answer.split_whitespace().nth(1).map(String::from)
}

fn is_new_enough(version: &str) -> bool {
    numbers(version) >= numbers(OLDEST)
}

/// Major and minor number of a version such as `1.96.0+dfsg1-1~deb12u2`.
fn numbers(version: &str) -> Option<(u32, u32)> {
    let mut parts = version.split(|c: char| !c.is_ascii_digit()).map(|part| part.parse().ok());
    Some((parts.next()??, parts.next()??))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_compare_as_numbers() {
        assert_eq!(numbers("1.96.0+dfsg1-1~deb12u2"), Some((1, 96)));
        assert!(is_new_enough("1.100.0") && is_new_enough(OLDEST) && !is_new_enough("1.63.0+dfsg1-2"));
        assert!(!is_new_enough("unknown"));
    }
}
