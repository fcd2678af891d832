//! Everything a command needs, found or installed, with what compiles and what downloads side by side.

use crate::browser::{self, Browser, Firefox, WebKit};
use crate::npm::{self, NodeTools};
use crate::page;
use crate::project::Project;
use crate::report::{self, Failure};
use crate::toolchain::{self, WasmToolchain};
use crate::tools;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

/// What a command may ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// A compiler for WebAssembly, and wasm-bindgen.
    Page,
    /// What builds the page while one works on it.
    Trunk,
    /// The same compiler and the program that runs wasm tests.
    WasmTests,
    /// wasm-opt, the TypeScript compiler and axe-core.
    Node,
    Browser,
    Firefox,
    WebKit,
}

/// What was asked for, each found or not: what one step of a test lacks need not keep the others from running.
pub struct Found {
    pub toolchain: Result<WasmToolchain, Failure>,
    pub trunk: Result<PathBuf, Failure>,
    pub wasm_bindgen: Result<PathBuf, Failure>,
    pub test_runner: Result<PathBuf, Failure>,
    pub node: Result<NodeTools, Failure>,
    pub browser: Result<Browser, Failure>,
    pub firefox: Result<Firefox, Failure>,
    pub webkit: Result<WebKit, Failure>,
}

/// Finds or installs what `needs` names.
pub fn ensure(project: &Project, needs: &[Need]) -> Found {
    let wanted = |reasons: &[Need]| {
        if reasons.iter().any(|need| needs.contains(need)) { Ok(()) } else { Err(Failure::new("Not asked for.")) }
    };
    let start = Instant::now();
    let found = std::thread::scope(|scope| {
        // Three lanes: with two cores, one fills the gaps that another leaves while it downloads or links.
        let downloads = scope.spawn(|| {
            let toolchain = wanted(&[Need::Page, Need::WasmTests]).and_then(|()| toolchain::ensure(project));
            // Trunk is minutes away where it has to be compiled.
            if let (Ok(toolchain), true) = (&toolchain, needs.contains(&Need::Trunk) && !tools::has_trunk(project)) {
                page::compile_ahead(project, toolchain);
            }
            let node = wanted(&[Need::Node]).and_then(|()| npm::ensure(project));
            let browser = wanted(&[Need::Browser]).and_then(|()| browser::ensure(project));
            let firefox = wanted(&[Need::Firefox]).and_then(|()| browser::ensure_firefox(project));
            let webkit = wanted(&[Need::WebKit]).and_then(|()| browser::ensure_webkit(project));
            (toolchain, node, browser, firefox, webkit)
        });
        let trunk = scope.spawn(|| wanted(&[Need::Trunk]).and_then(|()| tools::ensure_trunk(project)));
        let wasm_bindgen = wanted(&[Need::Page]).and_then(|()| tools::ensure_wasm_bindgen(project));
        let test_runner = wanted(&[Need::WasmTests]).and_then(|()| tools::ensure_test_runner(project));
        let lost = || Failure::new("A part of the set-up ended before its time.");
        let trunk = trunk.join().unwrap_or_else(|_| Err(lost()));
        let (toolchain, node, browser, firefox, webkit) =
            downloads.join().unwrap_or_else(|_| (Err(lost()), Err(lost()), Err(lost()), Err(lost()), Err(lost())));
        Found { toolchain, trunk, wasm_bindgen, test_runner, node, browser, firefox, webkit }
    });
    if start.elapsed().as_secs() >= 2 {
        eprintln!("  {:>6}  set-up in all", report::seconds(start.elapsed()));
    }
    found
}

impl Found {
    /// A command that runs trunk with everything trunk looks for.
    pub fn trunk(&self, project: &Project) -> Result<Command, Failure> {
        let (toolchain, trunk) = (self.toolchain.as_ref(), self.trunk.as_ref());
        let wasm_bindgen = self.wasm_bindgen.as_ref();
        let (Ok(toolchain), Ok(trunk), Ok(wasm_bindgen)) = (toolchain, trunk, wasm_bindgen) else {
            let reasons = [toolchain.err(), trunk.err(), wasm_bindgen.err()];
            return Err(reasons.into_iter().flatten().next().cloned().unwrap_or_else(|| Failure::new("No trunk.")));
        };
        let mut command = Command::new(trunk);
        toolchain.apply(project, &mut command);
        let path = command.get_envs().find(|(name, _)| *name == "PATH").and_then(|(_, path)| path).unwrap_or_default();
        let folders = std::env::split_paths(path).collect::<Vec<_>>();
        let folder_of = |program: &Path| program.parent().map(Path::to_path_buf);
        // The exact wasm-bindgen first, wherever it is; our wasm-opt last, so that one that was there before is used.
        let folders =
            folder_of(wasm_bindgen).into_iter().chain(folders).chain(self.node.iter().map(NodeTools::programs));
        let path =
            std::env::join_paths(folders).map_err(|error| Failure::new(format!("PATH can't be used: {error}.")))?;
        // Trunk takes only `true` and `false` for NO_COLOR, where every other program takes any value for a yes.
        command.current_dir(&project.root).env("PATH", path).env_remove("NO_COLOR");
        Ok(command)
    }
}

/// `cargo xtask setup`: everything, and a table of it.
pub fn install_everything() -> Result<(), Failure> {
    let project = Project::locate();
    let needs = [Need::Page, Need::Trunk, Need::WasmTests, Need::Node, Need::Browser, Need::Firefox, Need::WebKit];
    let found = ensure(&project, &needs);
    let program = |path: &Path| format!("{}  {}", tools::version_of(path).unwrap_or_default(), path.display());
    let rows = [
        ("Rust for WebAssembly", found.toolchain.map(|toolchain| toolchain.describe())),
        ("trunk", found.trunk.map(|path| program(&path))),
        ("wasm-bindgen", found.wasm_bindgen.map(|path| program(&path))),
        ("wasm test runner", found.test_runner.map(|path| program(&path))),
        ("TypeScript", found.node.clone().map(|node| program(&node.tsc()))),
        ("axe-core", found.node.map(|node| node.axe().display().to_string())),
        ("browser", found.browser.clone().map(|browser| program(&browser.chromium))),
        ("browser driver", found.browser.map(|browser| program(&browser.driver))),
        ("Firefox", found.firefox.clone().map(|firefox| program(&firefox.program))),
        ("Firefox driver", found.firefox.map(|firefox| program(&firefox.driver))),
        ("WebKit driver", found.webkit.map(|webkit| program(&webkit.driver))),
    ];
    for (name, value) in &rows {
        println!("{name:<22}{}", value.as_ref().map_or_else(|failure| format!("missing: {failure}"), String::clone));
    }
    let missing = rows.iter().filter(|(_, value)| value.is_err()).map(|(name, _)| *name).collect::<Vec<_>>();
    if missing.is_empty() { Ok(()) } else { Err(Failure::new(format!("Still missing: {}.", missing.join(", ")))) }
}
