//! The page tells nobody where it was built: compilers are made to leave the machine's paths out, and what is built is looked
//! through for them.

use crate::process;
use crate::project::Project;
use crate::report::Failure;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The flags with which `rustc` writes short names in the place of the machine's folders, into panics' messages above all.
pub fn flags(project: &Project, rustc: &Path) -> Vec<String> {
    let std = process::answer(Command::new(rustc).env_remove("LD_LIBRARY_PATH").args(["--print", "sysroot"]))
        .map(|sysroot| Path::new(&sysroot).join("lib/rustlib/src/rust"));
    let mut folders: Vec<_> = [(std, "rust"), (cargo_home(), "cargo"), (Some(project.root.clone()), "playground")]
        .into_iter()
        .filter_map(|(folder, name)| Some((folder?, name)))
        .collect();
    // Of two that fit, rustc takes the last: the inner one.
    folders.sort_by_key(|(folder, _)| folder.as_os_str().len());
    folders.iter().map(|(folder, name)| format!("--remap-path-prefix={}={name}", folder.display())).collect()
}

fn home() -> Option<PathBuf> {
    std::env::home_dir().filter(|home| home.parent().is_some())
}

fn cargo_home() -> Option<PathBuf> {
    std::env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| Some(home()?.join(".cargo")))
}

/// Looks through every file of the site.
///
/// # Errors
/// The first file in which a path of this machine stands.
pub fn check(project: &Project, site: &Path) -> Result<(), Failure> {
    let inside = |folder: &Path, inner: &str| format!("{}/{inner}", folder.display());
    // A folder of the project itself may be named as one of the site is; those that no site has tell them apart.
    let mut traces: Vec<_> =
        ["crate/src/", "crate/model/", "target/", "xtask/"].iter().map(|at| inside(&project.root, at)).collect();
    traces.push(format!("file://{}", project.root.display()));
    traces.push("/.cargo/registry/".to_owned());
    traces.extend(cargo_home().map(|folder| inside(&folder, "registry/")));
    traces.extend(home().map(|home| inside(&home, "")));
    match find(site, &traces) {
        Ok(None) => Ok(()),
        Ok(Some((file, trace))) => {
            Err(Failure::new(format!("A path of this machine, {trace}…, stands in {}.", file.display())))
        }
        Err(error) => Err(Failure::new(format!("Can't read {}: {error}.", site.display()))),
    }
}

fn find(folder: &Path, traces: &[String]) -> io::Result<Option<(PathBuf, String)>> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            if let Some(found) = find(&path, traces)? {
                return Ok(Some(found));
            }
            continue;
        }
        let bytes = fs::read(&path)?;
        let text = String::from_utf8_lossy(&bytes);
        if let Some(trace) = traces.iter().find(|trace| text.contains(trace.as_str())) {
            return Ok(Some((path, trace.clone())));
        }
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_of_this_machine_is_found_wherever_it_stands() {
        let project = Project::locate();
        let site = std::env::temp_dir().join(format!("site-{}", std::process::id()));
        let file = site.join("pkg/x.wasm");
        fs::create_dir_all(site.join("pkg")).unwrap();
        let found = |bytes: &[u8]| {
            fs::write(&file, bytes).unwrap();
            check(&project, &site).is_err()
        };
        let ours = format!("\0asm\u{1}{}/crate/src/lib.rs\0", project.root.display());
        let theirs = b"\0/srv/.cargo/registry/src/index.crates.io-1949cf8c6b5b557f/csv-1.4.0/src/reader.rs".as_slice();
        let results = [
            found(ours.as_bytes()),
            found(theirs),
            found(b"\0asm cargo/registry/src/index.crates.io-1949cf8c6b5b557f/csv-1.4.0/src/reader.rs"),
        ];
        fs::remove_dir_all(&site).unwrap();
        assert_eq!(results, [true, true, false]);
    }

    #[test]
    fn the_inner_folder_comes_last() {
        let flags = flags(&Project::locate(), Path::new("rustc"));
        let lengths: Vec<_> = flags.iter().map(|flag| flag.rfind('=').unwrap()).collect();
        assert!(lengths.is_sorted() && flags.iter().any(|flag| flag.ends_with("=playground")), "{flags:?}");
    }
}
