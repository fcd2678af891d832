//! `dist`: the page; `figure`: a picture of it.

use crate::project::{Project, WASM_TARGET};
use crate::report::Failure;
use crate::setup::{self, Found, Need};
use crate::stamp::Stamp;
use crate::toolchain::WasmToolchain;
use crate::{bundle, paths, process, report, toolchain, wheel};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The profiles of Cargo.toml that the page is compiled in: to be downloaded, and to be worked on and tested.
const RELEASE: &str = "release";
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
const SOURCES: [&str; 22] = [
    ".cargo/config.toml",
    "Cargo.lock",
    "Cargo.toml",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "course",
    "crate/Cargo.toml",
    "crate/model/Cargo.toml",
    "crate/model/src",
    "crate/src",
    "docs/embedding.ko.md",
    "docs/embedding.md",
    "docs/recipes.ko.md",
    "docs/recipes.md",
    "embed.html",
    "index.html",
    "teacher.html",
    "www",
    "xtask/node",
    "xtask/npm",
    "xtask/src",
    "xtask/unfold",
];

/// `cargo xtask dist`; `address` is where the site will lie, if that is known.
pub fn dist(address: Option<&str>) -> Result<(), Failure> {
    let project = Project::locate();
    let found = setup::ensure(&project, &[Need::Page, Need::Node]);
    report::step("building dist/", || build(&project, &found, Quality::Finished, address))?;
    let folder = project.dist().join("python");
    report::step("building dist/python/", || wheel::build(&project, &project.dist(), &folder)).map(drop)
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
    build(project, found, quality, None)?;
    stamp.end();
    Ok(())
}

fn site_of(project: &Project, quality: Quality) -> PathBuf {
    match quality {
        Quality::Finished => project.dist(),
        Quality::Quick => project.tested_site(),
    }
}

/// Builds the static site with tools that are there: the engine's modules, then the JavaScript and the styles made small, then
/// what links to it unfold to.
fn build(project: &Project, found: &Found, quality: Quality, address: Option<&str>) -> Result<(), Failure> {
    let site = site_of(project, quality);
    let pkg = site.join("pkg");
    let written = |result: io::Result<()>| {
        result.map_err(|error| Failure::new(format!("Can't write into {}: {error}.", site.display())))
    };
    match quality {
        Quality::Finished => {
            // Each of them ends on one processor.
            let (whole, first) = std::thread::scope(|scope| {
                let first = scope.spawn(|| compile(project, found, FIRST, &["--no-default-features"]));
                let lost = || Err(Failure::new("A build ended before its time."));
                (compile(project, found, RELEASE, &[]), first.join().unwrap_or_else(|_| lost()))
            });
            whole.and(first)?;
            written(lay_out(&project.root, &site))?;
            bind(project, found, RELEASE, &pkg, WHOLE_MODULE)?;
            bind(project, found, FIRST, &pkg, FIRST_MODULE)?;
        }
        Quality::Quick => {
            compile(project, found, QUICK, &[])?;
            written(lay_out(&project.root, &site))?;
            bind(project, found, QUICK, &pkg, WHOLE_MODULE)?;
            written(copy_first(&pkg))?;
        }
    }
    bundle::site(project, &site)?;
    if quality == Quality::Finished {
        // Before the modules are packed into pages of one file, where nothing can be read any more.
        paths::check(project, &site)?;
    }
    bundle::ways_in(project, &site)?;
    bundle::unfold(project, &site, address)?;
    if quality == Quality::Finished { paths::check(project, &site) } else { Ok(()) }
}

/// Lays out a new site: the page, and the files and folders that it names for trunk, a line for each.
fn lay_out(root: &Path, site: &Path) -> io::Result<()> {
    if site.is_dir() {
        fs::remove_dir_all(site)?;
    }
    fs::create_dir_all(site)?;
    let source = fs::read_to_string(root.join("index.html"))?;
    let (of_trunk, page): (Vec<_>, Vec<_>) = source.lines().partition(|line| line.contains("<link data-trunk "));
    fs::write(site.join("index.html"), page.join("\n") + "\n")?;
    for name in of_trunk.into_iter().filter_map(copied_by) {
        copy(&root.join(name), &site.join(name))?;
    }
    Ok(())
}

/// What a link for trunk has copied.
fn copied_by(link: &str) -> Option<&str> {
    let (_, name) = link.split_once("rel=\"copy-").and_then(|(_, rest)| rest.split_once("href=\""))?;
    name.split('"').next()
}

/// Copies a file, or a folder with all that is in it.
pub fn copy(from: &Path, to: &Path) -> io::Result<()> {
    if !from.is_dir() {
        return fs::copy(from, to).map(drop);
    }
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let name = entry?.file_name();
        copy(&from.join(&name), &to.join(&name))?;
    }
    Ok(())
}

/// Puts the whole module in the place of the small one.
fn copy_first(pkg: &Path) -> io::Result<()> {
    for end in [".js", ".d.ts", "_bg.wasm"] {
        fs::copy(pkg.join(format!("{WHOLE_MODULE}{end}")), pkg.join(format!("{FIRST_MODULE}{end}")))?;
    }
    Ok(())
}

/// Compiles the engine in a profile; see the features of the crate for what may be left out.
fn compile(project: &Project, found: &Found, profile: &str, options: &[&str]) -> Result<(), Failure> {
    let toolchain = found.toolchain.as_ref().map_err(Clone::clone)?;
    process::pass(compiler(project, toolchain, profile).args(options))
}

/// Compiles what a page under work begins with, while tools that it needs later are still compiled themselves.
pub fn compile_ahead(project: &Project, toolchain: &WasmToolchain) {
    let log = project.log("page");
    let compiled = || process::run_logged(&mut compiler(project, toolchain, QUICK), &log);
    // What is wrong with the page is said when it is built.
    let _ = report::step("the page: compiling", compiled);
}

fn compiler(project: &Project, toolchain: &WasmToolchain, profile: &str) -> Command {
    let mut command = Command::new(toolchain.cargo());
    toolchain.apply(project, &mut command);
    command.current_dir(&project.root);
    command.args(["build", "--profile", profile, "--target", WASM_TARGET, "--manifest-path", "crate/Cargo.toml"]);
    command
}

/// Makes a module of what a profile compiled to, with its JavaScript and its types.
fn bind(project: &Project, found: &Found, profile: &str, pkg: &Path, name: &str) -> Result<(), Failure> {
    let wasm_bindgen = found.wasm_bindgen.as_ref().map_err(Clone::clone)?;
    let compiled = project.page_target().join(WASM_TARGET).join(profile).join("perceptron_playground.wasm");
    let mut bindgen = Command::new(wasm_bindgen);
    bindgen.args(["--target", "web", "--out-name", name, "--out-dir"]).arg(pkg).arg(compiled);
    if profile == QUICK {
        return process::pass(&mut bindgen);
    }
    process::pass(bindgen.arg("--remove-name-section"))?;
    let bound = pkg.join(format!("{name}_bg.wasm"));
    let node = found.node.as_ref().map_err(Clone::clone)?;
    // -O3 copies each constant vector to all its uses, which Chromium's compiler then builds anew each time: small networks
    // learn 1.4 times slower than with -O2.
    process::pass(Command::new(node.wasm_opt()).arg("-O2").arg(&bound).arg("-o").arg(&bound))
}

/// Builds an example of the library as the tests are built, whose parts it shares, and says where it is.
pub fn example(project: &Project, name: &str) -> Result<PathBuf, Failure> {
    process::pass(&mut toolchain::cargo(project, &["build", "--quiet", "--workspace", "--example", name]))?;
    Ok(project.target.join("debug/examples").join(process::program_file(name)))
}

/// `cargo xtask figure`
pub fn figure(arguments: &[String]) -> Result<(), Failure> {
    let project = Project::locate();
    let program = example(&project, "figure")?;
    // From where the person is: the name of the file to write is seen from there.
    let status = process::run(Command::new(program).args(arguments))?;
    if status.success() { Ok(()) } else { Err(Failure::new("No picture was drawn.")) }
}
