//! The Python package: the wheel that `dist` makes of a site, and its tests.

use crate::process;
use crate::project::Project;
use crate::report::Failure;
use crate::{bundle, page, python};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Builds the wheel of a site into a folder, which has nothing else then.
pub fn build(project: &Project, site: &Path, to: &Path) -> Result<PathBuf, Failure> {
    let builder = python::wheel_builder(project)?;
    let source = project.target.join("python/source");
    let written = |result: io::Result<()>| {
        result.map_err(|error| Failure::new(format!("Can't write into {}: {error}.", source.display())))
    };
    written(empty(&source))?;
    written(empty(to))?;
    for name in ["pyproject.toml", "README.md", "src"] {
        written(page::copy(&project.root.join("python").join(name), &source.join(name)))?;
    }
    for name in ["LICENSE-APACHE", "LICENSE-MIT"] {
        written(page::copy(&project.root.join(name), &source.join(name)))?;
    }
    bundle::widget(project, site, &source.join("src/perceptron_playground/static"))?;
    let mut hatchling = Command::new(builder);
    hatchling.current_dir(&source).args(["-m", "hatchling", "build", "--target", "wheel", "--directory"]).arg(to);
    process::run_logged(&mut hatchling, &project.log("hatchling"))?;
    let wheel = fs::read_dir(to).ok().and_then(|mut files| files.next()?.ok());
    wheel.map(|file| file.path()).ok_or_else(|| Failure::new("No wheel was built."))
}

/// Builds the wheel of a site, unpacks it as pip does, and runs python/tests with it: what needs a browser or Keras, and what needs
/// `PyTorch`. Real notebooks, which are large, are installed when everything is asked for.
pub fn test(project: &Project, site: &Path, chromium: &Path, filters: &[String], full: bool) -> Result<(), Failure> {
    let folder = project.target.join("python");
    let wheel = build(project, site, &folder.join("wheel"))?;
    let [keras, pytorch] = python::ensure(project)?;
    let (name, module) = if full { ("notebooks", "jupyterlab") } else { ("widget", "playwright") };
    let with_keras = python::beside(project, &keras, name, module)?;
    let with_pytorch = python::beside(project, &pytorch, "widget-pytorch", "anywidget")?;
    let installed = folder.join("installed");
    let mut pip = Command::new(&with_keras);
    pip.args(["-m", "pip", "install", "--no-deps", "--upgrade", "--disable-pip-version-check", "--target"]);
    process::run_logged(pip.arg(&installed).arg(&wheel), &project.log("pip-wheel"))?;
    // Never in one process: PyTorch and other backends of Keras do not bear each other.
    for (interpreter, tests) in [(&with_keras, "tests"), (&with_pytorch, "tests/test_torch.py")] {
        let mut pytest = Command::new(interpreter);
        python::bare(&mut pytest).current_dir(project.root.join("python"));
        pytest.env("PYTHONPATH", &installed).env("PYTHONDONTWRITEBYTECODE", "1").env("CHROMIUM", chromium);
        // The notebooks that the panels export come from the page's engine.
        pytest.env("PLAYGROUND_DIST", site);
        pytest.args(["-m", "pytest", "-p", "no:cacheprovider", "--quiet", tests]).args(full.then_some("--full"));
        for filter in filters {
            pytest.args(["-k", filter]);
        }
        let status = process::run(&mut pytest)?;
        // With a filter there may be nothing to run in one of the two.
        let is_nothing_chosen = !filters.is_empty() && status.code() == Some(5);
        if !status.success() && !is_nothing_chosen {
            return Err(Failure::new("Its output above says why."));
        }
    }
    Ok(())
}

fn empty(folder: &Path) -> io::Result<()> {
    if folder.is_dir() {
        fs::remove_dir_all(folder)?;
    }
    fs::create_dir_all(folder)
}
