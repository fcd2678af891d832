//! Python with Keras and Python with `PyTorch`, each in an environment of its own among the tools, and environments beside them
//! that have a few packages more.

use crate::apt;
use crate::process;
use crate::project::Project;
use crate::report::{self, Failure};
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;

/// What is said on a system where Python can't be installed from here.
const OTHERWISE: &str = "Please install Python 3.11 or later, with its module venv.";

/// The packages beside the system's own `PyTorch`, and those with one from pip.
const PYTORCH_OF_THE_SYSTEM: &str = "pytorch-of-the-system.txt";
const PYTORCH: &str = "pytorch.txt";

/// The interpreters with Keras and with `PyTorch`: one downloads while the other unpacks.
pub fn ensure(project: &Project) -> Result<[PathBuf; 2], Failure> {
    let _turn = turn(project)?;
    // Before they go side by side: the system's installer serves one at a time.
    any_python(project)?;
    std::thread::scope(|scope| {
        let keras = scope.spawn(|| ensure_keras(project));
        let pytorch = ensure_pytorch(project);
        let keras = keras.join().unwrap_or_else(|_| Err(Failure::new("The set-up of Keras ended before its time.")));
        Ok([keras?, pytorch?])
    })
}

/// The interpreter with Keras alone.
pub fn keras(project: &Project) -> Result<PathBuf, Failure> {
    let _turn = turn(project)?;
    any_python(project)?;
    ensure_keras(project)
}

/// The interpreter with what builds a wheel.
pub fn wheel_builder(project: &Project) -> Result<PathBuf, Failure> {
    let _turn = turn(project)?;
    let folder = project.tools().join("python/wheel");
    let wanted = list(project, "wheel.txt");
    if let Some(python) = ready(&folder, &wanted, "hatchling") {
        return Ok(python);
    }
    install(project, &any_python(project)?, &[], &folder, &wanted, "hatchling", None)
}

/// The interpreter of the environment `name`: it has what xtask/python/NAME.txt lists, `module` among it, and finds all that the
/// environment of `beside` has, so that Keras and `PyTorch` are on the disk once.
pub fn beside(project: &Project, beside: &Path, name: &str, module: &str) -> Result<PathBuf, Failure> {
    let _turn = turn(project)?;
    let folder = project.tools().join("python").join(name);
    let wanted = list(project, &format!("{name}.txt"));
    if let Some(python) = ready(&folder, &wanted, module) {
        return Ok(python);
    }
    // An environment is made by the Python that it is of, not by another environment.
    let system = answered(beside, "import sys; print(sys._base_executable)")?;
    install(project, Path::new(&system), &["--system-site-packages"], &folder, &wanted, name, Some(beside))
}

/// Waits until no other process installs anything here.
fn turn(project: &Project) -> Result<File, Failure> {
    let folder = project.tools().join("python");
    let taken = fs::create_dir_all(&folder).and_then(|()| File::create(folder.join("lock")));
    let locked = taken.and_then(|file| file.lock().map(|()| file));
    locked.map_err(|error| Failure::new(format!("Can't write into {}: {error}.", folder.display())))
}

fn answered(python: &Path, question: &str) -> Result<String, Failure> {
    let answer = process::answer(Command::new(python).args(["-c", question]));
    answer.ok_or_else(|| Failure::new(format!("{} does not answer.", python.display())))
}

/// The interpreter with `PyTorch`, where it has been installed.
pub fn pytorch_if_installed(project: &Project) -> Option<PathBuf> {
    let folder = pytorch_folder(project);
    [PYTORCH_OF_THE_SYSTEM, PYTORCH].iter().find_map(|wanted| ready(&folder, &list(project, wanted), "torch"))
}

fn pytorch_folder(project: &Project) -> PathBuf {
    project.tools().join("python/pytorch")
}

/// The file that lists an environment's packages.
fn list(project: &Project, name: &str) -> PathBuf {
    project.root.join("xtask/python").join(name)
}

/// Readies a call of Python with Keras on a processor; a person's own packages and settings have no say in it.
pub fn bare(command: &mut Command) -> &mut Command {
    command.env("KERAS_BACKEND", "jax").env("PYTHONNOUSERSITE", "1");
    command.env_remove("PYTHONPATH").env_remove("PYTHONHOME")
}

fn ensure_keras(project: &Project) -> Result<PathBuf, Failure> {
    let folder = project.tools().join("python/keras");
    let wanted = list(project, "keras.txt");
    if let Some(python) = ready(&folder, &wanted, "keras") {
        return Ok(python);
    }
    let system = any_python(project)?;
    install(project, &system, &[], &folder, &wanted, "Keras", None)
}

/// The interpreter of the environment with `PyTorch`. Debian and its relatives have a build for processors alone, of
/// 100 MB; what pip brings to Linux comes with 2.9 GB of libraries for graphics cards.
fn ensure_pytorch(project: &Project) -> Result<PathBuf, Failure> {
    let folder = pytorch_folder(project);
    let system = Path::new("/usr/bin/python3");
    if process::which("apt-get").is_some() {
        let wanted = list(project, PYTORCH_OF_THE_SYSTEM);
        if let Some(python) = ready(&folder, &wanted, "torch") {
            return Ok(python);
        }
        let packages = ["python3", "python3-venv", "python3-torch"];
        let installed = apt::install(project, &packages, "There is no python3-torch.");
        if installed.is_ok() && has_module(system, "torch") {
            return install(project, system, &["--system-site-packages"], &folder, &wanted, "matplotlib", None);
        }
    }
    let wanted = list(project, PYTORCH);
    if let Some(python) = ready(&folder, &wanted, "torch") {
        return Ok(python);
    }
    let system = any_python(project)?;
    install(project, &system, &[], &folder, &wanted, "PyTorch", None)
}

/// A Python that can make environments.
fn any_python(project: &Project) -> Result<PathBuf, Failure> {
    let find =
        || ["python3", "python"].into_iter().filter_map(process::which).find(|python| has_module(python, "ensurepip"));
    if let Some(python) = find() {
        return Ok(python);
    }
    apt::install(project, &["python3", "python3-venv"], OTHERWISE)?;
    find().ok_or_else(|| Failure::new(OTHERWISE))
}

fn has_module(python: &Path, module: &str) -> bool {
    let question = format!("import importlib.util as u; assert u.find_spec('{module}')");
    process::answer(Command::new(python).args(["-c", &question])).is_some()
}

/// The interpreter in `folder`, when just what `wanted` lists was installed into it and `module` is still there.
fn ready(folder: &Path, wanted: &Path, module: &str) -> Option<PathBuf> {
    let python = folder.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    let is_same = matches!((fs::read(wanted), fs::read(mark(folder))), (Ok(one), Ok(other)) if one == other);
    (is_same && has_module(&python, module)).then_some(python)
}

/// The copy of the list that is made when all of it is installed.
fn mark(folder: &Path) -> PathBuf {
    folder.join("installed.txt")
}

fn install(
    project: &Project,
    system: &Path,
    options: &[&str],
    folder: &Path,
    wanted: &Path,
    what: &str,
    beside: Option<&Path>,
) -> Result<PathBuf, Failure> {
    report::step(&format!("pip install {what}"), || {
        let name = folder.file_name().unwrap_or_default().to_string_lossy();
        let mut make = Command::new(system);
        make.args(["-m", "venv", "--clear"]).args(options).arg(folder);
        process::run_logged(&mut make, &project.log(&format!("venv-{name}")))?;
        let python = folder.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
        let unwritable = |error| Failure::new(format!("Can't write into {}: {error}.", folder.display()));
        if let Some(beside) = beside {
            let packages = "import sysconfig; print(sysconfig.get_path('purelib'))";
            let own = PathBuf::from(answered(&python, packages)?);
            fs::write(own.join("beside.pth"), answered(beside, packages)?).map_err(unwritable)?;
        }
        let pip = || {
            let mut pip = Command::new(&python);
            pip.args(["-m", "pip", "install", "--disable-pip-version-check", "--requirement"]).arg(wanted);
            process::run_logged(&mut pip, &project.log(&format!("pip-{name}")))
        };
        pip().or_else(|_| pip())?;
        fs::copy(wanted, mark(folder)).map(|_| ()).map_err(unwritable)?;
        Ok(python)
    })
}
