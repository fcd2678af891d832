//! `cargo xtask parity`: what learners take along, run in real Keras, must give the page's own numbers.

use crate::process;
use crate::project::Project;
use crate::report::{self, Failure};
use std::path::PathBuf;
use std::process::Command;

/// What the scripts are run with. Keras computes on any of its backends; JAX's processor build is the smallest.
const PACKAGES: [&str; 2] = ["keras==3.15.1", "jax"];

/// Writes scripts of runs with a dozen different settings and compares every epoch's loss and the final weights.
pub fn run() -> Result<(), Failure> {
    let project = Project::locate();
    let python = ensure_keras(&project)?;
    let folder = project.root.join("target/parity");
    let mut write = Command::new(env!("CARGO"));
    write.current_dir(&project.root).args([
        "run",
        "--quiet",
        "--package",
        "perceptron-playground",
        "--example",
        "lab",
        "--",
    ]);
    succeed(write.arg(&folder))?;
    let mut compare = Command::new(&python);
    compare.env("KERAS_BACKEND", "jax").arg(project.root.join("xtask/python/parity.py"));
    succeed(compare.arg(&folder))
}

fn succeed(command: &mut Command) -> Result<(), Failure> {
    let status = process::run(command)?;
    if status.success() { Ok(()) } else { Err(Failure::new("Its output above says why.")) }
}

/// Finds or makes the Python environment with Keras among the tools, and gives its interpreter.
fn ensure_keras(project: &Project) -> Result<PathBuf, Failure> {
    let folder = project.tools().join("python");
    let python = folder.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    let has_keras = |python: &PathBuf| {
        let mut ask = Command::new(python);
        process::answer(ask.env("KERAS_BACKEND", "jax").args(["-c", "import keras; print(keras.__version__)"]))
            .is_some()
    };
    if python.exists() && has_keras(&python) {
        return Ok(python);
    }
    let system = ["python3", "python"]
        .into_iter()
        .find_map(process::which)
        .ok_or_else(|| Failure::new("Python is missing: please install Python 3.11 or later, with its module venv."))?;
    report::step("pip install keras", || {
        process::run_logged(Command::new(system).args(["-m", "venv"]).arg(&folder), &project.log("venv"))?;
        let mut pip = Command::new(&python);
        process::run_logged(pip.args(["-m", "pip", "install", "--quiet"]).args(PACKAGES), &project.log("pip"))
    })?;
    Ok(python)
}
