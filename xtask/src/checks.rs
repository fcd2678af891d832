//! `cargo xtask test`: the steps asked for, side by side where they can be, and a table of them at the end.
//!
//! Each step runs in a process of its own, `cargo xtask step NAME`, so that what it and all its programs print can be kept
//! apart and shown whole when it ends.

use crate::process;
use crate::project::Project;
use crate::report::{self, Failure};
use crate::schedule::{self, Outcome, Task};
use crate::setup::{self, Need};
use crate::steps::{Context, Request, STEPS, Step};
use std::fs;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::Command;
use std::time::Instant;

/// Runs the steps asked for.
pub fn run(request: &Request) -> Result<(), Failure> {
    let project = Project::locate();
    let steps = with_what_they_use(request);
    let tasks: Vec<Task> = steps.iter().map(|step| step.task).collect();
    // Where one is asked for, its reader waits for it and wants to see what it does.
    let alone = request.steps.len() == 1;
    let cores = std::thread::available_parallelism().map_or(2, usize::from);
    let at_once = if alone { 1 } else { cores.max(2) };
    let start = Instant::now();
    // What the tools say is short, and while they install for minutes there should be something to see.
    let is_seen = |task: &Task| alone || task.name == "tools";
    let run_one =
        |task: &Task| if is_seen(task) { in_sight(task, request) } else { kept_apart(&project, task, request) };
    let tell = |outcome: &Outcome| eprintln!("=== {}", line(outcome));
    let outcomes = schedule::run(&tasks, at_once, run_one, tell);
    summarize(&tasks, &outcomes, start)
}

/// Runs one step in this process, as a part of what was asked for.
pub fn run_step(name: &str, request: &Request) -> Result<(), Failure> {
    let project = Project::locate();
    let step = Step::named(name).ok_or_else(|| Failure::new(format!("There is no step `{name}`.")))?;
    // The first step sees to what all others need; they only look where it is.
    let needs: Vec<Need> = if name == "tools" {
        with_what_they_use(request).iter().flat_map(|step| step.needs).copied().collect()
    } else {
        step.needs.to_vec()
    };
    let found = setup::ensure(&project, &needs);
    step.run(&Context { project: &project, found: &found, request })
}

/// The steps asked for and those whose results they use, in order.
fn with_what_they_use(request: &Request) -> Vec<&'static Step> {
    let is_wanted = |step: &Step| match request.steps.as_slice() {
        [] => request.full || !step.is_only_in_full,
        // What runs natively is compiled by whoever runs it: to do so before pays only where several do.
        [only] => step.task.name == *only || (step.task.name != "build" && uses(only, step.task.name)),
        several => several.iter().any(|name| step.task.name == *name || uses(name, step.task.name)),
    };
    STEPS.iter().filter(|step| is_wanted(step)).collect()
}

/// Whether a step uses the result of another.
fn uses(name: &str, other: &str) -> bool {
    Step::named(name).is_some_and(|step| step.task.uses.iter().any(|used| *used == other || uses(used, other)))
}

/// The process in which a step runs.
fn process_of(task: &Task, request: &Request) -> Result<Command, Failure> {
    let own = std::env::current_exe().map_err(|error| Failure::new(format!("Can't find this program: {error}.")))?;
    let mut command = Command::new(own);
    command.args(["step", task.name]).args(request.words());
    Ok(command)
}

fn in_sight(task: &Task, request: &Request) -> Result<(), Failure> {
    eprintln!("\n=== {}: {}", task.name, what(task));
    process::pass(process_of(task, request)?)
}

/// Runs a step with what it prints in a file, and prints all of that when it has ended.
fn kept_apart(project: &Project, task: &Task, request: &Request) -> Result<(), Failure> {
    eprintln!("    {}: {} …", task.name, what(task));
    let file = output_of(project, task);
    let result = process_of(task, request).and_then(|mut command| process::run_into(&mut command, &file));
    let text = fs::read(&file).unwrap_or_default();
    // In one piece, for others print too.
    let mut out = std::io::stderr().lock();
    let _ = writeln!(out, "\n=== {}: {}", task.name, what(task)).and_then(|()| out.write_all(&text));
    match result? {
        status if status.success() => Ok(()),
        _ => Err(Failure::new("Its output above says why.")),
    }
}

fn output_of(project: &Project, task: &Task) -> PathBuf {
    project.target.join("steps").join(format!("{}.txt", task.name))
}

fn what(task: &Task) -> &'static str {
    Step::named(task.name).map_or("", |step| step.what)
}

fn line(outcome: &Outcome) -> String {
    let time = report::seconds(outcome.time);
    match &outcome.result {
        Ok(()) => format!("{:<8} ok      {time:>7}", outcome.name),
        Err(failure) => format!("{:<8} FAILED  {time:>7}  {failure}", outcome.name),
    }
}

/// The table, in the order of the steps, and the time that all took together.
fn summarize(tasks: &[Task], outcomes: &[Outcome], start: Instant) -> Result<(), Failure> {
    eprintln!();
    let mut failed = Vec::new();
    for outcome in tasks.iter().filter_map(|task| outcomes.iter().find(|outcome| outcome.name == task.name)) {
        eprintln!("{}", line(outcome));
        if outcome.result.is_err() {
            failed.push(outcome.name);
        }
    }
    eprintln!("{:<16} {:>7}", "in all", report::seconds(start.elapsed()));
    if failed.is_empty() { Ok(()) } else { Err(Failure::new(format!("Failed: {}.", failed.join(", ")))) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn steps_of(steps: &[&'static str], full: bool) -> Vec<&'static str> {
        let request = Request { steps: steps.to_vec(), full, ..Request::default() };
        with_what_they_use(&request).iter().map(|step| step.task.name).collect()
    }

    #[test]
    fn no_name_means_the_usual_steps_and_full_means_all() {
        assert_eq!(steps_of(&[], true).len(), STEPS.len());
        assert_eq!(
            steps_of(&[], false),
            STEPS.iter().filter(|step| !step.is_only_in_full).map(|step| step.task.name).collect::<Vec<_>>()
        );
    }

    #[test]
    fn the_order_does_not_depend_on_what_was_typed() {
        assert_eq!(steps_of(&["native", "fmt"], false), ["fmt", "build", "native"]);
    }

    #[test]
    fn what_a_step_uses_comes_along() {
        assert_eq!(steps_of(&["browser"], false), ["tools", "page", "browser"]);
        assert_eq!(steps_of(&["package"], false), ["tools", "page", "package"]);
        assert_eq!(steps_of(&["native"], false), ["native"]);
    }
}
