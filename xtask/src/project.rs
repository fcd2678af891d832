//! Where things are: the checkout, what cargo builds, the tools installed for it, and the versions they must have.

use crate::report::Failure;
use std::path::{Path, PathBuf};

/// The package the page is made of.
pub const PAGE_PACKAGE: &str = "perceptron-playground";
/// The mathematics under it.
pub const MODEL_PACKAGE: &str = "perceptron-model";
/// The package that drives browsers.
pub const BROWSER_TESTS_PACKAGE: &str = "playground-tests";
/// What the page is compiled for.
pub const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// The folders of one checkout.
#[derive(Debug, Clone)]
pub struct Project {
    pub root: PathBuf,
    pub target: PathBuf,
}

impl Project {
    /// The checkout this program was built from. Cargo says where it is when it runs us; a copy run by hand remembers.
    pub fn locate() -> Self {
        let manifest = std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
        let root = Path::new(&manifest).parent().map(Path::to_path_buf).unwrap_or_default();
        // We are <target>/debug/xtask, wherever the person's cargo settings put <target>.
        let target = std::env::current_exe().ok().and_then(|exe| Some(exe.parent()?.parent()?.to_path_buf()));
        Self { target: target.unwrap_or_else(|| root.join("target")), root }
    }

    /// The static site that `dist` makes.
    pub fn dist(&self) -> PathBuf {
        self.root.join("dist")
    }

    /// The site that most tests look at: quicker to make than [`Project::dist`], and the same to use.
    pub fn tested_site(&self) -> PathBuf {
        self.target.join("site")
    }

    /// The site that `serve` shows: apart from [`Project::dist`], because it carries the script that reloads the page.
    pub fn served(&self) -> PathBuf {
        self.target.join("serve")
    }

    /// What the wasm toolchain compiles: apart from the native builds, whose compiler may be another one and whose locks
    /// would make `serve` and `cargo test` wait for each other.
    pub fn page_target(&self) -> PathBuf {
        self.target.join("page")
    }

    pub fn tools(&self) -> PathBuf {
        self.target.join("tools")
    }

    /// A program installed for this project, whether it is there yet or not.
    pub fn tool(&self, name: &str) -> PathBuf {
        self.tools().join("bin").join(crate::process::program_file(name))
    }

    /// The file that keeps what an installation said.
    pub fn log(&self, name: &str) -> PathBuf {
        self.tools().join("log").join(format!("{name}.log"))
    }

    /// The version of `package` that Cargo.lock names.
    pub fn locked_version(&self, package: &str) -> Result<String, Failure> {
        let lock = self.root.join("Cargo.lock");
        let text = std::fs::read_to_string(&lock)
            .map_err(|error| Failure::new(format!("Can't read {}: {error}.", lock.display())))?;
        version_in_lock(&text, package).ok_or_else(|| Failure::new(format!("Cargo.lock names no package {package}.")))
    }
}

/// The first version of `package` in the text of a Cargo.lock, where `version` follows `name`.
fn version_in_lock(lock: &str, package: &str) -> Option<String> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name);
    lines.next()?;
    Some(lines.next()?.strip_prefix("version = \"")?.strip_suffix('"')?.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lock_file_gives_the_version_of_exactly_the_named_package() {
        let lock = "[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"1.0.0\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(version_in_lock(lock, "wasm-bindgen").as_deref(), Some("0.2.130"));
        assert_eq!(version_in_lock(lock, "wasm"), None);
    }

    #[test]
    fn this_checkout_pins_wasm_bindgen() {
        assert!(Project::locate().locked_version("wasm-bindgen").is_ok());
    }
}
