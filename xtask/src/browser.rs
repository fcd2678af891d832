//! The browsers that tests drive, their drivers, and a font with Korean letters for what they see.

use crate::apt;
use crate::process;
use crate::project::Project;
use crate::report::Failure;
use crate::tools;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A Chromium or Chrome, where there is one without a window, and a driver of the same major version.
#[derive(Debug, Clone)]
pub struct Browser {
    pub chromium: PathBuf,
    pub driver: PathBuf,
}

/// Finds or installs the browser and the font.
pub fn ensure(project: &Project) -> Result<Browser, Failure> {
    let otherwise = "Please install Chrome or Chromium and the chromedriver of the same version, both on PATH \
                     (or named by the variables CHROMIUM and CHROMEDRIVER).";
    if find().is_none() {
        apt::install(project, &["chromium", "chromium-driver"], otherwise)?;
    }
    if !process::is_program(Path::new(SHELL)) && apt::candidate("chromium-headless-shell").is_some() {
        // The tests run in the whole browser as well, at more than half as much cost again.
        let _ = apt::install(project, &["chromium-headless-shell"], otherwise);
    }
    let browser = find().ok_or_else(|| Failure::new(otherwise))?;
    if !has_korean_font() {
        let otherwise = "Please install a font with Korean letters, such as Noto Sans CJK.";
        apt::install(project, &["fonts-noto-cjk"], otherwise)?;
    }
    Ok(browser)
}

/// Firefox and its driver.
#[derive(Debug, Clone)]
pub struct Firefox {
    pub program: PathBuf,
    pub driver: PathBuf,
}

/// `WebKitGTK`'s driver, the browser it starts, and the screen that one needs.
#[derive(Debug, Clone)]
pub struct WebKit {
    pub program: PathBuf,
    pub driver: PathBuf,
    pub screen: PathBuf,
}

/// Finds or installs Firefox; its driver is compiled.
pub fn ensure_firefox(project: &Project) -> Result<Firefox, Failure> {
    let find = || named_by("FIREFOX").or_else(|| ["firefox-esr", "firefox"].into_iter().find_map(process::which));
    let otherwise = "Please install Firefox on PATH (or name it by the variable FIREFOX).";
    if find().is_none() {
        apt::install(project, &["firefox-esr"], otherwise)?;
    }
    let driver = named_by("GECKODRIVER").map_or_else(|| tools::ensure_geckodriver(project), Ok)?;
    Ok(Firefox { program: find().ok_or_else(|| Failure::new(otherwise))?, driver })
}

/// Finds or installs `WebKitGTK` with its driver.
pub fn ensure_webkit(project: &Project) -> Result<WebKit, Failure> {
    let otherwise = "Please install WebKitGTK's MiniBrowser and WebKitWebDriver and Xvfb, on Debian the packages webkit2gtk-driver and xvfb.";
    let find = || {
        Some(WebKit {
            program: named_by("MINIBROWSER").or_else(mini_browser)?,
            driver: named_by("WEBKITDRIVER").or_else(|| process::which("WebKitWebDriver"))?,
            screen: named_by("XVFB").or_else(|| process::which("Xvfb"))?,
        })
    };
    if let Some(webkit) = find() {
        return Ok(webkit);
    }
    apt::install(project, &["webkit2gtk-driver", "xvfb"], otherwise)?;
    find().ok_or_else(|| Failure::new(otherwise))
}

/// It stands beside the library: /usr/lib/<machine>/webkit2gtk-4.1/MiniBrowser on Debian, /usr/libexec/… elsewhere.
fn mini_browser() -> Option<PathBuf> {
    let machine = format!("/usr/lib/{}-linux-gnu", std::env::consts::ARCH);
    let folders = [machine.as_str(), "/usr/libexec", "/usr/lib", "/usr/lib64"];
    let versions = ["webkitgtk-6.0", "webkit2gtk-4.1", "webkit2gtk-4.0"];
    let places = versions
        .into_iter()
        .flat_map(|version| folders.into_iter().map(move |folder| Path::new(folder).join(version).join("MiniBrowser")));
    places.into_iter().find(|file| process::is_program(file))
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

/// Chromium without all that a window needs, as Debian has it. The program of this name on PATH only starts it.
const SHELL: &str = "/usr/lib/chromium/chromium-headless-shell";

fn usual_places() -> impl Iterator<Item = PathBuf> {
    let names =
        ["chrome-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
    let application = PathBuf::from("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");
    let shell = PathBuf::from(SHELL);
    std::iter::once(shell).chain(names.into_iter().filter_map(process::which)).chain(std::iter::once(application))
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
