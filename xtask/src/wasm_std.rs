//! A standard library for WebAssembly, compiled once from the sources that a system's Rust package brings.
//!
//! Cargo can compile the standard library with the page, but then does so anew for every profile and folder. We do it once and
//! keep the result in a sysroot of its own.

use crate::paths;
use crate::process;
use crate::project::{Project, WASM_TARGET};
use crate::report::Failure;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Whether a folder of compiled libraries has a standard library in it.
pub fn is_complete(folder: &Path) -> bool {
    fs::read_dir(folder).is_ok_and(|mut files| {
        files.any(|file| file.is_ok_and(|file| file.file_name().to_string_lossy().starts_with("libstd-")))
    })
}

/// Whether the sources of the standard library are where cargo looks for them.
pub fn has_sources(rustc: &Path) -> bool {
    process::answer(Command::new(rustc).env_remove("LD_LIBRARY_PATH").args(["--print", "sysroot"]))
        .is_some_and(|sysroot| Path::new(&sysroot).join("lib/rustlib/src/rust/library/std/Cargo.toml").is_file())
}

/// The flag that makes `rustc` use what [`build`] has left, if that fits this compiler.
pub fn flag(project: &Project, rustc: &Path) -> Option<String> {
    let note = fs::read_to_string(note(project)).ok()?;
    (Some(note) == identity(rustc)).then(|| format!("--sysroot={}", sysroot(project).display()))
}

/// Compiles the standard library.
pub fn build(project: &Project, rustc: &Path, linker: Option<&Path>) -> Result<(), Failure> {
    let package = project.tools().join("wasm-std");
    let unwritable = |error: io::Error| Failure::new(format!("Can't write {}: {error}.", package.display()));
    write_empty_package(&package).map_err(unwritable)?;

    let mut command = Command::new(rustc.with_file_name("cargo"));
    command.current_dir(&package).args(["build", "--release", "--target", WASM_TARGET]);
    for inherited in ["CARGO", "RUSTUP_TOOLCHAIN", "LD_LIBRARY_PATH"] {
        command.env_remove(inherited);
    }
    command
        .env("RUSTC", rustc)
        .env("CARGO_TARGET_DIR", package.join("target"))
        // Compiling the standard library is not yet a stable feature of cargo; this opens it here and only here.
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort,test")
        // The page is linked with link-time optimisation, which needs the bitcode.
        .env(
            "CARGO_ENCODED_RUSTFLAGS",
            [vec!["-Cembed-bitcode=yes".to_owned()], paths::flags(project, rustc)].concat().join("\u{1f}"),
        );
    if let Some(linker) = linker {
        command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker);
    }
    process::run_logged(&mut command, &project.log("wasm-std"))?;

    let compiled = package.join("target").join(WASM_TARGET).join("release/deps");
    let libraries = sysroot(project).join("lib/rustlib").join(WASM_TARGET).join("lib");
    keep_libraries(&compiled, &libraries).map_err(unwritable)?;
    fs::write(note(project), identity(rustc).unwrap_or_default()).map_err(unwritable)
}

/// The page's own packages are not to be compiled here, so cargo gets an empty one that stands in no workspace.
fn write_empty_package(package: &Path) -> io::Result<()> {
    fs::create_dir_all(package.join("src"))?;
    fs::write(package.join("src/lib.rs"), "#![no_std]\n")?;
    let manifest = "[package]\nname = \"empty\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n";
    fs::write(package.join("Cargo.toml"), manifest)
}

fn keep_libraries(compiled: &Path, libraries: &Path) -> io::Result<()> {
    // Libraries of an earlier compiler would be taken for doubles.
    if libraries.exists() {
        fs::remove_dir_all(libraries)?;
    }
    fs::create_dir_all(libraries)?;
    for file in fs::read_dir(compiled)? {
        let file = file?.path();
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if file.extension().is_some_and(|extension| extension == "rlib") && !name.starts_with("libempty-") {
            fs::copy(&file, libraries.join(name))?;
        }
    }
    Ok(())
}

fn sysroot(project: &Project) -> PathBuf {
    project.tools().join("wasm-sysroot")
}

/// The file that says which compiler the sysroot belongs to; written last, so that it also says that the rest is there.
fn note(project: &Project) -> PathBuf {
    sysroot(project).join("compiler.txt")
}

/// The compiler, and what is special about how [`build`] used it.
fn identity(rustc: &Path) -> Option<String> {
    let compiler = process::answer(Command::new(rustc).env_remove("LD_LIBRARY_PATH").arg("-vV"))?;
    Some(format!("{compiler}\nwithout this machine's paths"))
}
