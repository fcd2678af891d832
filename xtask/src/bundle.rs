//! The page's JavaScript and styles, made small: the page works without; a reader far away waits less with it.

use crate::npm::NodeTools;
use crate::process;
use crate::project::Project;
use crate::report::Failure;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What a page names: all other modules are put into these or into chunks beside them. The panels' sheets are entries too.
const ENTRIES: [&str; 10] = [
    "embed.js",
    "embed-host.js",
    "frame.js",
    "frame.css",
    "page.js",
    "plate.css",
    "page.css",
    "teacher.js",
    "teacher.css",
    "scorm.js",
];

/// Puts the many small modules in `www` together, a file for the element and one for each panel, and takes the comments out.
pub fn site(www: &Path, node: &NodeTools) -> Result<(), Failure> {
    let unreadable = |error: io::Error| Failure::new(format!("Can't read {}: {error}.", www.display()));
    let sheets = sheets_of_panels(www).map_err(unreadable)?;
    let mut esbuild = Command::new(node.esbuild());
    // The library that the teachers' page makes its zips with is looked for there.
    esbuild.env("NODE_PATH", node.modules());
    esbuild.current_dir(www).args(ENTRIES).args(&sheets).args([
        "--bundle",
        "--splitting",
        "--format=esm",
        "--minify",
        "--target=es2022",
        "--define:FINISHED_SITE=true",
        "--chunk-names=[name]-[hash]",
        "--log-level=warning",
        "--allow-overwrite",
        "--outdir=.",
    ]);
    if !process::run(&mut esbuild)?.success() {
        return Err(Failure::new("The page's JavaScript did not bundle; esbuild says why above."));
    }
    remove_modules(www)
        .map_err(|error| Failure::new(format!("Can't remove what has been bundled in {}: {error}.", www.display())))
}

/// Makes what a site has for those who can't or won't use it as it is; see xtask/node/dist.mjs.
pub fn ways_in(project: &Project, site: &Path) -> Result<(), Failure> {
    // Modules are looked for beside the script that names them: it runs where its modules are installed.
    let scripts = project.tools().join("npm/scripts");
    copy_folder(&project.root.join("xtask/node"), &scripts)
        .map_err(|error| Failure::new(format!("Can't write {}: {error}.", scripts.display())))?;
    let mut command = Command::new("node");
    command.arg(scripts.join("dist.mjs")).arg(&project.root).arg(site).arg(env!("CARGO_PKG_VERSION"));
    if !process::run(&mut command)?.success() {
        return Err(Failure::new("The site's other forms were not made; the reason stands above."));
    }
    Ok(())
}

/// The sheets of the panels, as paths from `www`.
fn sheets_of_panels(www: &Path) -> io::Result<Vec<PathBuf>> {
    let mut sheets = Vec::new();
    for entry in fs::read_dir(www.join("panels"))? {
        let path = Path::new("panels").join(entry?.file_name());
        if path.extension().is_some_and(|end| end == "css") {
            sheets.push(path);
        }
    }
    Ok(sheets)
}

/// Removes the modules that stand in the bundles now.
fn remove_modules(www: &Path) -> io::Result<()> {
    for name in ["kit", "teacher", "texts", "types"] {
        fs::remove_dir_all(www.join(name))?;
    }
    for name in ["site.js", "globals.d.ts"] {
        fs::remove_file(www.join(name))?;
    }
    for entry in fs::read_dir(www.join("panels"))? {
        let path = entry?.path();
        if path.is_dir() {
            fs::remove_dir_all(path)?;
        } else if path.extension().is_some_and(|end| end == "js") {
            fs::remove_file(path)?;
        }
    }
    Ok(())
}

fn copy_folder(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        fs::copy(entry.path(), to.join(entry.file_name()))?;
    }
    Ok(())
}
