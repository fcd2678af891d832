//! `cargo xtask parity`: what learners take along, run in real Keras and real `PyTorch`, must give the page's own numbers.

use crate::process::pass;
use crate::project::Project;
use crate::report::Failure;
use crate::{page, python};
use std::fs;
use std::path::Path;
use std::process::Command;

/// `cargo xtask parity`
pub fn run() -> Result<(), Failure> {
    compare_runs(&Project::locate(), true)
}

/// Writes code of runs of all panels, all of them or those that stand for the whole, and compares every epoch's loss and the
/// final weights.
pub fn compare_runs(project: &Project, all: bool) -> Result<(), Failure> {
    let [keras, pytorch] = python::ensure(project)?;
    let folder = project.target.join("parity");
    pass(Command::new(page::example(project, "parity")?).arg(&folder).args(if all { None } else { Some("core") }))?;
    // Never in one process: PyTorch and other backends of Keras do not bear each other. Side by side they are quicker.
    let runs = [(&keras, "keras"), (&pytorch, "pytorch")];
    let results = std::thread::scope(|scope| {
        let compared = runs.map(|(python, library)| scope.spawn(|| compare(project, python, library, &folder)));
        compared.map(|one| one.join().unwrap_or_else(|_| Err(Failure::new("A comparison ended before its time."))))
    });
    results.into_iter().collect()
}

fn compare(project: &Project, python: &Path, library: &str, folder: &Path) -> Result<(), Failure> {
    let mut compare = Command::new(python);
    python::bare(&mut compare).env("MPLBACKEND", "Agg").env("PYTHONUNBUFFERED", "1");
    // Compiling a model costs Keras more than training it: what JAX has compiled once it finds there the next time.
    compare.env("JAX_COMPILATION_CACHE_DIR", project.target.join("jax-cache"));
    compare
        .env("JAX_PERSISTENT_CACHE_MIN_COMPILE_TIME_SECS", "0")
        .env("JAX_PERSISTENT_CACHE_MIN_ENTRY_SIZE_BYTES", "-1");
    compare.arg(project.root.join("xtask/python/parity.py")).arg(folder).arg(library);
    pass(&mut compare)?;
    check_count(folder, library)
}

/// A comparison counts only when it says of every run that was written how many numbers it compared.
fn check_count(folder: &Path, library: &str) -> Result<(), Failure> {
    let unreadable = |error| Failure::new(format!("Can't read {}: {error}.", folder.display()));
    let names = fs::read_dir(folder).map_err(unreadable)?.filter_map(Result::ok).map(|entry| entry.file_name());
    let written = names.filter(|name| name.to_string_lossy().ends_with(".txt")).count();
    let told = fs::read_to_string(folder.join(format!("{library}.compared"))).unwrap_or_default();
    let counts: Vec<usize> = told.lines().filter_map(|line| line.parse().ok()).collect();
    if written > 0 && counts.len() == written && counts.iter().all(|count| *count > 1) {
        return Ok(());
    }
    Err(Failure::new(format!("{library} compared {} of {written} runs.", counts.len())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_compared_is_no_success() {
        let folder = std::env::temp_dir().join(format!("parity-count-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let write = |name: &str, text: &str| fs::write(folder.join(name), text).unwrap();
        assert!(check_count(&folder, "keras").is_err(), "no run at all");
        write("0.txt", "");
        write("1.txt", "");
        assert!(check_count(&folder, "keras").is_err(), "no comparison");
        write("keras.compared", "12\n");
        assert!(check_count(&folder, "keras").is_err(), "one run was left out");
        write("keras.compared", "12\n0\n");
        assert!(check_count(&folder, "keras").is_err(), "a run without numbers");
        write("keras.compared", "12\n7\n");
        assert_eq!(check_count(&folder, "keras"), Ok(()));
        fs::remove_dir_all(&folder).unwrap();
    }
}
