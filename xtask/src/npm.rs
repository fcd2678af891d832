//! The tools that come from npm: wasm-opt (binaryen), the TypeScript compiler, esbuild, axe-core, scorm-again, and what draws and
//! reads the pictures that links unfold to.

use crate::process;
use crate::project::Project;
use crate::report::{self, Failure};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What the committed lock file names, installed.
#[derive(Debug, Clone)]
pub struct NodeTools {
    modules: PathBuf,
}

impl NodeTools {
    /// The folder of modules.
    pub fn modules(&self) -> &Path {
        &self.modules
    }

    /// The folder with `wasm-opt` and `tsc`.
    pub fn programs(&self) -> PathBuf {
        self.modules.join(".bin")
    }

    pub fn tsc(&self) -> PathBuf {
        self.program("tsc")
    }

    pub fn wasm_opt(&self) -> PathBuf {
        self.program("wasm-opt")
    }

    fn program(&self, name: &str) -> PathBuf {
        self.programs().join(if cfg!(windows) { format!("{name}.cmd") } else { name.to_owned() })
    }

    /// The accessibility checker that browser tests put into the page.
    pub fn axe(&self) -> PathBuf {
        self.modules.join("axe-core/axe.min.js")
    }

    /// What runs SCORM 1.2 packages in learning management systems.
    pub fn scorm(&self) -> PathBuf {
        self.modules.join("scorm-again/dist/scorm12.min.js")
    }
}

/// The folder of the lock file, and among the tools, of what has to do with links that unfold.
pub const UNFOLD: &str = "unfold";

/// Installs exactly what the lock files in xtask/npm and xtask/unfold name, unless that is there already.
pub fn ensure(project: &Project) -> Result<NodeTools, Failure> {
    install(project, &project.root.join("xtask").join(UNFOLD), UNFOLD, "resvg, a font, two readers of links")?;
    let what = "wasm-opt, TypeScript, esbuild, axe-core, scorm-again";
    let modules = install(project, &project.root.join("xtask/npm"), "npm", what)?;
    Ok(NodeTools { modules })
}

/// Installs what the lock file in the folder `wanted` names into `name` among the tools, unless that is there already, and
/// gives the folder of modules; `what` says what they are.
pub fn install(project: &Project, wanted: &Path, name: &str, what: &str) -> Result<PathBuf, Failure> {
    let folder = project.tools().join(name);
    let modules = folder.join("node_modules");
    // Copied when all is installed, so that it also says that nothing is missing.
    let installed = folder.join("installed-lock.json");
    if is_same(&wanted.join("package-lock.json"), &installed) {
        return Ok(modules);
    }
    let npm = process::which(if cfg!(windows) { "npm.cmd" } else { "npm" }).ok_or_else(|| {
        Failure::new(format!("Node.js with npm is missing ({what} come from npm): please install Node.js 20 or later."))
    })?;
    report::step(&format!("npm ci: {what}"), || {
        let unwritable = |error: io::Error| Failure::new(format!("Can't write {}: {error}.", folder.display()));
        fs::create_dir_all(&folder).map_err(unwritable)?;
        for file in ["package.json", "package-lock.json"] {
            fs::copy(wanted.join(file), folder.join(file)).map_err(unwritable)?;
        }
        let ci = || {
            let mut command = Command::new(&npm);
            command.current_dir(&folder).args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
            process::run_logged(&mut command, &project.log(name))
        };
        ci().or_else(|_| ci())?;
        fs::copy(wanted.join("package-lock.json"), &installed).map(|_| ()).map_err(unwritable)
    })?;
    Ok(modules)
}

fn is_same(one: &Path, other: &Path) -> bool {
    matches!((fs::read(one), fs::read(other)), (Ok(one), Ok(other)) if one == other)
}
