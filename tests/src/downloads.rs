//! Files that a page saves, in a folder of one test's own.

use crate::figure::Figure;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// The folder, gone when the test ends.
#[derive(Debug)]
pub struct Folder(PathBuf);

impl Folder {
    /// A folder with a name of the test's own.
    pub fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("playground-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("the system has room for a temporary folder");
        Self(folder)
    }

    /// The file that a click on a button saves.
    #[track_caller]
    pub fn saved_by(&self, figure: &Figure<'_>, button: &str, name: &str) -> Vec<u8> {
        figure.page.browser.save_into(&self.0);
        figure.click(button);
        let (file, start) = (self.0.join(name), Instant::now());
        while !is_whole(&file) {
            assert!(start.elapsed() < Duration::from_secs(20), "{name} was not saved");
            std::thread::sleep(Duration::from_millis(20));
        }
        std::fs::read(file).expect("what was saved can be read")
    }
}

fn is_whole(file: &Path) -> bool {
    file.metadata().is_ok_and(|data| data.len() > 0)
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
