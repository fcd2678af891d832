//! `serve` and `dist`: the page, built by trunk; `figure`: a picture of it.

use crate::npm::NodeTools;
use crate::project::{Project, WASM_TARGET};
use crate::report::Failure;
use crate::setup::{self, Found, Need};
use crate::stamp::Stamp;
use crate::toolchain::{self, WasmToolchain};
use crate::{bundle, paths, process, report};
use std::fs;
use std::io;
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus};

/// Where trunk serves when nobody says otherwise.
const USUAL_PORT: u16 = 8080;

/// The profiles of Cargo.toml that the page is compiled in: to be downloaded, and to be worked on and tested.
pub const RELEASE: &str = "release";
pub const QUICK: &str = "quick";
const FIRST: &str = "first";

/// The module of the first panel, as www/kit/engine.js calls it, and the whole one.
const FIRST_MODULE: &str = "perceptron-gates";
const WHOLE_MODULE: &str = "perceptron-playground";

/// What a site is made for. All files have the same names and serve the same ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quality {
    /// Small and fast: optimised as a whole, in minutes.
    Finished,
    /// Soon there: compiled in parts, with checks of the arithmetic; in the place of the first panel's small module stands
    /// the whole one.
    Quick,
}

/// All that a site is made from.
const SOURCES: [&str; 16] = [
    ".cargo/config.toml",
    "Cargo.lock",
    "Cargo.toml",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "Trunk.toml",
    "course",
    "crate/Cargo.toml",
    "crate/src",
    "docs/embedding.md",
    "embed.html",
    "index.html",
    "teacher.html",
    "www",
    "xtask/node",
    "xtask/src",
];

/// `cargo xtask dist`
pub fn dist() -> Result<(), Failure> {
    let project = Project::locate();
    let found = setup::ensure(&project, &[Need::Page, Need::Node]);
    report::step("building dist/", || build(&project, &found, Quality::Finished))
}

/// Builds a site for tests unless there is one of the same sources.
pub fn ensure(project: &Project, found: &Found, quality: Quality) -> Result<(), Failure> {
    let site = site_of(project, quality);
    let inputs = SOURCES.map(|source| project.root.join(source));
    let name = if quality == Quality::Finished { "dist" } else { "site" };
    let stamp = Stamp { inputs: &inputs, made: &site, note: project.target.join(format!("{name}.made-from")) };
    if stamp.is_fresh() {
        eprintln!("The page in {} is that of these sources.", site.display());
        return Ok(());
    }
    stamp.begin();
    build(project, found, quality)?;
    stamp.end();
    Ok(())
}

fn site_of(project: &Project, quality: Quality) -> PathBuf {
    match quality {
        Quality::Finished => project.dist(),
        Quality::Quick => project.tested_site(),
    }
}

/// Builds the static site with tools that are there: trunk, then the JavaScript and the styles made small.
pub fn build(project: &Project, found: &Found, quality: Quality) -> Result<(), Failure> {
    let site = site_of(project, quality);
    let node = found.node.as_ref().map_err(Clone::clone)?;
    let toolchain = found.toolchain.as_ref().map_err(Clone::clone)?;
    let mut whole = found.trunk(project)?;
    whole.args(["build", "--dist"]).arg(&site);
    match quality {
        Quality::Finished => {
            whole.arg("--release");
            let mut first = compile(project, toolchain, FIRST);
            first.arg("--no-default-features");
            // Each of them ends on one processor.
            let (whole, first) = std::thread::scope(|scope| {
                let first = scope.spawn(move || process::run(&mut first));
                let lost = || Err(Failure::new("A build ended before its time."));
                (process::run(&mut whole), first.join().unwrap_or_else(|_| lost()))
            });
            has_built(whole?, "The page did not build; trunk says why above.")?;
            has_built(first?, "The module of the first panel did not build; the reason stands above.")?;
            bind_first(project, found, node)?;
        }
        Quality::Quick => {
            // Without trunk's --release, which adds wasm-opt.
            whole.args(["--cargo-profile", QUICK]);
            has_built(process::run(&mut whole)?, "The page did not build; trunk says why above.")?;
            copy_first(&site.join("pkg"))
                .map_err(|error| Failure::new(format!("Can't write into {}: {error}.", site.display())))?;
        }
    }
    bundle::site(project, &site)?;
    if quality == Quality::Finished {
        // Before the modules are packed into pages of one file, where nothing can be read any more.
        paths::check(project, &site)?;
    }
    bundle::ways_in(project, &site)?;
    if quality == Quality::Finished { paths::check(project, &site) } else { Ok(()) }
}

fn has_built(status: ExitStatus, otherwise: &str) -> Result<(), Failure> {
    if status.success() { Ok(()) } else { Err(Failure::new(otherwise)) }
}

/// Puts the whole module in the place of the small one.
fn copy_first(pkg: &Path) -> io::Result<()> {
    for end in [".js", ".d.ts", "_bg.wasm"] {
        fs::copy(pkg.join(format!("{WHOLE_MODULE}{end}")), pkg.join(format!("{FIRST_MODULE}{end}")))?;
    }
    Ok(())
}

/// Puts the small module, for the panel that a reader meets first, beside the whole one; see the features of the crate.
fn bind_first(project: &Project, found: &Found, node: &NodeTools) -> Result<(), Failure> {
    let wasm_bindgen = found.wasm_bindgen.as_ref().map_err(Clone::clone)?;
    let compiled = project.page_target().join(WASM_TARGET).join(FIRST).join("perceptron_playground.wasm");
    let pkg = project.dist().join("pkg");
    let bound = pkg.join(format!("{FIRST_MODULE}_bg.wasm"));

    let mut bindgen = Command::new(wasm_bindgen);
    bindgen
        .args(["--target", "web", "--remove-name-section", "--out-name", FIRST_MODULE, "--out-dir"])
        .arg(&pkg)
        .arg(compiled);
    let mut optimizer = Command::new(node.wasm_opt());
    optimizer.arg("-O2").arg(&bound).arg("-o").arg(&bound);
    for command in [&mut bindgen, &mut optimizer] {
        if !process::run(command)?.success() {
            return Err(Failure::new(
                "The module of the first panel could not be put in place; the reason stands above.",
            ));
        }
    }
    Ok(())
}

/// Compiles the Rust part of the page just as trunk will, so that it is done when trunk asks for it. What goes wrong here
/// goes wrong again there, and is told there.
pub fn compile_ahead(project: &Project, toolchain: &WasmToolchain, profile: &str) {
    let mut command = compile(project, toolchain, profile);
    let _ = report::step("the page's Rust", || process::run_logged(&mut command, &project.log("page")));
}

fn compile(project: &Project, toolchain: &WasmToolchain, profile: &str) -> Command {
    let mut command = Command::new(toolchain.cargo());
    toolchain.apply(project, &mut command);
    command.current_dir(&project.root).args([
        "build",
        "--profile",
        profile,
        "--target",
        WASM_TARGET,
        "--manifest-path",
    ]);
    command.arg(project.root.join("crate/Cargo.toml"));
    command
}

/// `cargo xtask figure`
pub fn figure(arguments: &[String]) -> Result<(), Failure> {
    let project = Project::locate();
    let mut cargo = Command::new(toolchain::active_cargo());
    // From where the person is: the name of the file to write is seen from there.
    cargo.args(["run", "--quiet", "--manifest-path"]).arg(project.root.join("crate/Cargo.toml"));
    cargo.args(["--example", "figure", "--"]).args(arguments);
    let status = process::run(&mut cargo)?;
    if status.success() { Ok(()) } else { Err(Failure::new("No picture was drawn.")) }
}

/// `cargo xtask serve`
pub fn serve(port: Option<u16>, open: bool) -> Result<(), Failure> {
    let project = Project::locate();
    // Asked first: a port that is taken should not be found out after minutes of set-up.
    let port = choose_port(port)?;
    let found = setup::ensure(&project, &[Need::QuickPage]);
    let mut command = found.trunk(&project)?;
    // Optimised, but in parts (Cargo.toml), and without trunk's --release, which adds wasm-opt: it takes longer than all the
    // rest of a rebuild and makes the page a little smaller, which nobody notices on one's own machine.
    command.args(["serve", "--cargo-profile", QUICK, "--address", "127.0.0.1", "--port", &port.to_string()]);
    command.arg("--dist").arg(project.served());
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
    let status = process::run(command)?;
    if status.success() { Ok(()) } else { Err(Failure::new("trunk ended; it says why above.")) }
}
