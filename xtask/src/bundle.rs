//! What Node.js scripts make of the site: its JavaScript and styles put together, and its other forms.

use crate::npm;
use crate::page;
use crate::process;
use crate::project::Project;
use crate::report::Failure;
use std::ffi::OsStr;
use std::path::Path;
use std::process::Command;

/// Puts the many small modules of a site together: a file for the element and one for each panel; see xtask/node/site.mjs.
pub fn site(project: &Project, site: &Path) -> Result<(), Failure> {
    let otherwise = "The page's JavaScript was not put together; the reason stands above.";
    run(project, "npm", "site.mjs", &[site.join("www").as_os_str()], otherwise)
}

/// Makes what a site has for those who can't or won't use it as it is; see xtask/node/dist.mjs.
pub fn ways_in(project: &Project, site: &Path) -> Result<(), Failure> {
    let arguments = [project.root.as_os_str(), site.as_os_str(), OsStr::new(env!("CARGO_PKG_VERSION"))];
    run(project, "npm", "dist.mjs", &arguments, "The site's other forms were not made; the reason stands above.")
}

/// Makes what the Python package has of a site, in a folder; see xtask/node/widget.mjs.
pub fn widget(project: &Project, site: &Path, folder: &Path) -> Result<(), Failure> {
    let arguments =
        [project.root.as_os_str(), site.as_os_str(), OsStr::new(env!("CARGO_PKG_VERSION")), folder.as_os_str()];
    run(project, "npm", "widget.mjs", &arguments, "The widget was not put together; the reason stands above.")
}

/// Says in every page what a link to it unfolds to, and adds a page of its own for each figure; see xtask/node/unfold.mjs. `address` is
/// where the site will lie, if that is known.
pub fn unfold(project: &Project, site: &Path, address: Option<&str>) -> Result<(), Failure> {
    let mut arguments = vec![project.root.as_os_str(), site.as_os_str()];
    arguments.extend(address.map(OsStr::new));
    run(
        project,
        npm::UNFOLD,
        "unfold.mjs",
        &arguments,
        "What links unfold to was not written; the reason stands above.",
    )
}

/// Has what links unfold to read by libraries of others; see xtask/node/try-unfold.mjs.
pub fn try_unfold(project: &Project, site: &Path) -> Result<(), Failure> {
    let copy = project.target.join("unfold");
    let arguments = [project.root.as_os_str(), site.as_os_str(), copy.as_os_str()];
    run(
        project,
        npm::UNFOLD,
        "try-unfold.mjs",
        &arguments,
        "A link unfolds to something else; the reason stands above.",
    )
}

/// Runs a script with the modules that are installed in the folder `tools`.
fn run(project: &Project, tools: &str, script: &str, arguments: &[&OsStr], otherwise: &str) -> Result<(), Failure> {
    // Modules are looked for beside the script that names them: it runs where its modules are installed.
    let scripts = project.tools().join(tools).join("scripts");
    page::copy(&project.root.join("xtask/node"), &scripts)
        .map_err(|error| Failure::new(format!("Can't write {}: {error}.", scripts.display())))?;
    let mut command = Command::new("node");
    command.arg(scripts.join(script)).args(arguments);
    if process::run(&mut command)?.success() { Ok(()) } else { Err(Failure::new(otherwise)) }
}
