//! The browser that tests drive, its driver, and a font with Korean letters for what they see.

use crate::apt;
use crate::process;
use crate::project::Project;
use crate::report::Failure;
use crate::tools;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A Chromium or Chrome, and a driver of the same major version.
#[derive(Debug, Clone)]
pub struct Browser {
    pub chromium: PathBuf,
    pub driver: PathBuf,
}

/// Finds or installs the browser and the font.
pub fn ensure(project: &Project) -> Result<Browser, Failure> {
    let otherwise = "Please install Chrome or Chromium and the chromedriver of the same version, both on PATH \
                     (or named by the variables CHROMIUM and CHROMEDRIVER).";
    let browser = if let Some(browser) = find() {
        browser
    } else {
        apt::install(project, &["chromium", "chromium-driver"], otherwise)?;
        find().ok_or_else(|| Failure::new(otherwise))?
    };
    if !has_korean_font() {
        let otherwise = "Please install a font with Korean letters, such as Noto Sans CJK.";
        apt::install(project, &["fonts-noto-cjk"], otherwise)?;
    }
    Ok(browser)
}

fn find() -> Option<Browser> {
    let driver = named_by("CHROMEDRIVER").or_else(|| process::which("chromedriver"))?;
    let wanted = major(&driver)?;
    let candidates = named_by("CHROMIUM").into_iter().chain(usual_places());
    let chromium = candidates.into_iter().find(|program| major(program).as_ref() == Some(&wanted))?;
    Some(Browser { chromium, driver })
}

fn named_by(variable: &str) -> Option<PathBuf> {
    std::env::var_os(variable).map(PathBuf::from).filter(|file| process::is_program(file))
}

fn usual_places() -> impl Iterator<Item = PathBuf> {
    let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
    let application = PathBuf::from("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");
    names.into_iter().filter_map(process::which).chain(std::iter::once(application))
}

/// The first number of a version; browser and driver of the same one understand each other.
fn major(program: &Path) -> Option<String> {
    tools::version_of(program)?.split('.').next().map(String::from)
}

fn has_korean_font() -> bool {
    // Other systems come with one.
    if !cfg!(target_os = "linux") {
        return true;
    }
    let listed = process::answer(Command::new("fc-list").args([":lang=ko", "family"]));
    listed.is_some_and(|fonts| !fonts.is_empty())
        || Path::new("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc").is_file()
}
