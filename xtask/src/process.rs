//! Starting other programs, and ending them with us.

use crate::report::Failure;
use std::borrow::BorrowMut;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// The children that run now, each the leader of a process group of its own, so that its own children end with it.
static RUNNING: Mutex<Vec<u32>> = Mutex::new(Vec::new());

/// Makes Ctrl-C (and SIGTERM) end every running child before we end ourselves.
pub fn end_children_on_interrupt() -> Result<(), Failure> {
    ctrlc::set_handler(|| {
        for child in RUNNING.lock().unwrap_or_else(PoisonError::into_inner).iter() {
            end_group(*child);
        }
        std::process::exit(130);
    })
    .map_err(|error| Failure::new(format!("Can't listen for Ctrl-C: {error}.")))
}

#[cfg(unix)]
fn end_group(leader: u32) {
    // The standard library can only kill a child that one holds, and only that child; `kill` takes the group.
    let _ = Command::new("kill").args(["-TERM", "--", &format!("-{leader}")]).stderr(Stdio::null()).status();
}

#[cfg(not(unix))]
fn end_group(leader: u32) {
    let _ = Command::new("taskkill").args(["/T", "/F", "/PID", &leader.to_string()]).stdout(Stdio::null()).status();
}

/// A program's name for messages; of `sudo -n env A=b program`, the program's.
fn name_of(command: &Command) -> String {
    let is_wrapper = |word: &&OsStr| {
        let word = word.to_string_lossy();
        ["sudo", "-n", "env"].contains(&word.as_ref()) || word.contains('=')
    };
    let mut words = std::iter::once(command.get_program()).chain(command.get_args());
    let program = words.find(|word| !is_wrapper(word)).unwrap_or(command.get_program());
    Path::new(program).file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

fn spawn(command: &mut Command) -> Result<Child, Failure> {
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(command, 0);
    // Held while starting: an interrupt between the start and the note would leave the child behind.
    let mut running = RUNNING.lock().unwrap_or_else(PoisonError::into_inner);
    let child = command
        .stdin(Stdio::null())
        .spawn()
        .map_err(|error| Failure::new(format!("Can't start {}: {error}.", name_of(command))))?;
    running.push(child.id());
    Ok(child)
}

fn forget(child: u32) {
    RUNNING.lock().unwrap_or_else(PoisonError::into_inner).retain(|&id| id != child);
}

/// Runs `command`, its output going where ours goes.
pub fn run(command: &mut Command) -> Result<ExitStatus, Failure> {
    let mut child = spawn(command)?;
    let status = child.wait();
    forget(child.id());
    status.map_err(|error| Failure::new(format!("Lost sight of {}: {error}.", name_of(command))))
}

/// Runs `command` in sight of the reader, as a check that it has to pass.
pub fn pass(mut command: impl BorrowMut<Command>) -> Result<(), Failure> {
    let status = run(command.borrow_mut())?;
    if status.success() { Ok(()) } else { Err(Failure::new("Its output above says why.")) }
}

/// Runs `command` with all that it prints in a file.
pub fn run_into(command: &mut Command, file: &Path) -> Result<ExitStatus, Failure> {
    let unwritable = |error| Failure::new(format!("Can't write {}: {error}.", file.display()));
    fs::create_dir_all(file.parent().unwrap_or(Path::new("."))).map_err(unwritable)?;
    let output = File::create(file).map_err(unwritable)?;
    command.stdout(output.try_clone().map_err(unwritable)?).stderr(output);
    run(command)
}

/// Runs `command` with its whole output in the file `log`; a failure names what went wrong last and the file.
pub fn run_logged(command: &mut Command, log: &Path) -> Result<(), Failure> {
    run_logged_within(command, log, None)
}

/// Like [`run_logged`], but gives up after `limit`.
pub fn run_logged_within(command: &mut Command, log: &Path, limit: Option<Duration>) -> Result<(), Failure> {
    let unwritable = |error| Failure::new(format!("Can't write {}: {error}.", log.display()));
    fs::create_dir_all(log.parent().unwrap_or(Path::new("."))).map_err(unwritable)?;
    let file = File::create(log).map_err(unwritable)?;
    command.stdout(file.try_clone().map_err(unwritable)?).stderr(file);
    let mut child = spawn(command)?;
    let start = Instant::now();
    let status = loop {
        let Some(limit) = limit else { break child.wait() };
        match child.try_wait() {
            Ok(None) if start.elapsed() > limit => {
                end_group(child.id());
                break child.wait();
            }
            Ok(None) => std::thread::sleep(Duration::from_millis(50)),
            Ok(Some(status)) => break Ok(status),
            Err(error) => break Err(error),
        }
    };
    forget(child.id());
    match status {
        Ok(status) if status.success() => Ok(()),
        _ => Err(Failure::new(format!("{} failed{}", name_of(command), last_complaint(log)))),
    }
}

/// The line of a log that most likely says why: the last that starts with "error" or "E:", else the last one.
fn last_complaint(log: &Path) -> String {
    let text = fs::read(log).map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default();
    let is_complaint =
        |line: &&str| ["error", "E: ", "npm error"].iter().any(|start| line.trim_start().starts_with(start));
    let line = text.lines().rfind(is_complaint).or_else(|| text.lines().rfind(|line| !line.trim().is_empty()));
    let reason = line.map(|line| format!(" ({})", line.trim().trim_end_matches('.'))).unwrap_or_default();
    format!("{reason}; all it said is in {}.", log.display())
}

/// What `command` prints, or nothing when it can't be started or fails. For short questions such as `--version`.
pub fn answer(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_string())
}

/// The program `name` on PATH.
pub fn which(name: &str) -> Option<PathBuf> {
    which_in(name, &std::env::var_os("PATH")?)
}

/// The program `name` in a list of folders written like PATH.
pub fn which_in(name: &str, path: &OsStr) -> Option<PathBuf> {
    std::env::split_paths(path).map(|folder| folder.join(program_file(name))).find(|file| is_program(file))
}

/// The file name of a program: with `.exe` where the system asks for it.
pub fn program_file(name: &str) -> String {
    format!("{name}{}", std::env::consts::EXE_SUFFIX)
}

#[cfg(unix)]
pub fn is_program(file: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    file.metadata().is_ok_and(|data| data.is_file() && data.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
pub fn is_program(file: &Path) -> bool {
    file.is_file()
}
