//! Runs tasks side by side: each as soon as what it comes after has ended and nothing else holds its lane.

use crate::report::Failure;
use std::sync::mpsc;
use std::time::{Duration, Instant};

/// What the scheduler has to know of a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Task {
    pub name: &'static str,
    /// The tasks whose results this one uses: it runs after them, and not at all if one of them fails. Those that are not
    /// in the list are taken as done.
    pub uses: &'static [&'static str],
    /// Tasks of one lane run one after another, because they would wait for each other anyway.
    pub lane: Lane,
}

/// What only one task can have at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lane {
    /// Cargo's lock on the folder of native builds.
    Native,
    /// Cargo's lock on the folder of builds for WebAssembly.
    Wasm,
    /// The cores: the tests in a browser take all of them, and two such steps would only slow each other down.
    Browser,
    /// Nothing that anyone else wants.
    Free,
}

/// How a task ended.
#[derive(Debug)]
pub struct Outcome {
    pub name: &'static str,
    pub time: Duration,
    pub result: Result<(), Failure>,
}

/// What a task does, when it is its turn.
enum Turn {
    Start,
    Wait,
    Skip,
}

/// Runs `tasks`, at most `at_once` at a time, those that come first in the list first. `run` runs one; `tell` is told of each
/// that has ended, in the order in which they end.
pub fn run(
    tasks: &[Task],
    at_once: usize,
    run: impl Fn(&Task) -> Result<(), Failure> + Sync,
    mut tell: impl FnMut(&Outcome),
) -> Vec<Outcome> {
    let mut waiting = tasks.to_vec();
    let mut running: Vec<Task> = Vec::new();
    let mut outcomes: Vec<Outcome> = Vec::new();
    let (sender, ended) = mpsc::channel();
    std::thread::scope(|scope| {
        while !waiting.is_empty() || !running.is_empty() {
            let mut at = 0;
            while at < waiting.len() {
                let task = waiting[at];
                match turn(&task, &waiting, &running, &outcomes) {
                    Turn::Start if running.len() < at_once => {
                        running.push(waiting.remove(at));
                        let (sender, run) = (sender.clone(), &run);
                        scope.spawn(move || {
                            let start = Instant::now();
                            // A panic in a task is that task's failure; the channel must hear of it all the same.
                            let result = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| run(&task)))
                                .unwrap_or_else(|_| Err(Failure::new("It ended before its time.")));
                            let _ = sender.send(Outcome { name: task.name, time: start.elapsed(), result });
                        });
                    }
                    Turn::Skip => {
                        waiting.remove(at);
                        let why = "Not run, because a step whose result it uses has failed.";
                        let outcome = Outcome { name: task.name, time: Duration::ZERO, result: Err(Failure::new(why)) };
                        tell(&outcome);
                        outcomes.push(outcome);
                        // One that was looked at before may use this one's result.
                        at = 0;
                    }
                    Turn::Start | Turn::Wait => at += 1,
                }
            }
            if running.is_empty() {
                // Only tasks that wait for each other could be left.
                debug_assert!(waiting.is_empty(), "a circle: {waiting:?}");
                break;
            }
            let Ok(outcome) = ended.recv() else { break };
            running.retain(|task| task.name != outcome.name);
            tell(&outcome);
            outcomes.push(outcome);
        }
    });
    outcomes
}

fn turn(task: &Task, waiting: &[Task], running: &[Task], outcomes: &[Outcome]) -> Turn {
    let failed = |name: &str| outcomes.iter().any(|outcome| outcome.name == name && outcome.result.is_err());
    if task.uses.iter().any(|name| failed(name)) {
        return Turn::Skip;
    }
    let is_to_come = |name: &&str| waiting.iter().chain(running).any(|other| other.name == *name);
    let is_taken = task.lane != Lane::Free && running.iter().any(|other| other.lane == task.lane);
    if is_taken || task.uses.iter().any(is_to_come) { Turn::Wait } else { Turn::Start }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
    use std::sync::{Condvar, Mutex};

    const fn task(name: &'static str, uses: &'static [&'static str], lane: Lane) -> Task {
        Task { name, uses, lane }
    }

    /// Runs tasks that end when `is_enough` says so of those that run; gives what ran beside what, and how each ended.
    fn play(
        tasks: &[Task],
        at_once: usize,
        failing: &str,
        is_enough: impl Fn(&[&str]) -> bool + Sync,
    ) -> (Vec<Vec<&'static str>>, Vec<(&'static str, bool)>) {
        let (running, changed, seen) = (Mutex::new(Vec::new()), Condvar::new(), Mutex::new(Vec::new()));
        let work = |task: &Task| {
            let mut now = running.lock().unwrap();
            now.push(task.name);
            seen.lock().unwrap().push(now.clone());
            changed.notify_all();
            let waited = changed.wait_timeout_while(now, Duration::from_secs(20), |now| !is_enough(now));
            waited.unwrap().0.retain(|name| *name != task.name);
            if task.name == failing { Err(Failure::new("no")) } else { Ok(()) }
        };
        let mut told = Vec::new();
        run(tasks, at_once, work, |outcome| told.push((outcome.name, outcome.result.is_ok())));
        (seen.into_inner().unwrap(), told)
    }

    #[test]
    fn tasks_of_different_lanes_run_side_by_side_and_no_more_than_allowed() {
        let tasks = [
            task("a", &[], Lane::Native),
            task("b", &[], Lane::Native),
            task("c", &[], Lane::Free),
            task("d", &[], Lane::Free),
        ];
        // The first ends when it has seen another beside it; after that all may end.
        let has_seen_two = AtomicBool::new(false);
        let is_enough = |now: &[&str]| has_seen_two.fetch_or(now.len() > 1, Relaxed) || now.len() > 1;
        let (seen, _) = play(&tasks, 2, "", is_enough);
        assert!(seen.iter().any(|now| now.contains(&"a") && now.contains(&"c")), "{seen:?}");
        assert!(seen.iter().all(|now| now.len() <= 2 && !(now.contains(&"a") && now.contains(&"b"))), "{seen:?}");
        let (seen, _) = play(&tasks, 1, "", |_| true);
        assert_eq!(seen, [["a"], ["b"], ["c"], ["d"]]);
    }

    #[test]
    fn a_task_runs_after_those_whose_results_it_uses() {
        let tasks = [task("reads", &["makes", "elsewhere"], Lane::Free), task("makes", &[], Lane::Free)];
        assert_eq!(play(&tasks, 2, "", |_| true).1, [("makes", true), ("reads", true)]);
    }

    #[test]
    fn what_uses_a_failed_result_is_not_run_and_all_else_is() {
        let tasks = [
            task("makes", &[], Lane::Free),
            task("uses it all", &["reads"], Lane::Free),
            task("reads", &["makes"], Lane::Free),
            task("other", &[], Lane::Free),
        ];
        let (seen, mut told) = play(&tasks, 1, "makes", |_| true);
        told.sort_unstable();
        assert_eq!(told, [("makes", false), ("other", true), ("reads", false), ("uses it all", false)]);
        assert_eq!(seen, [["makes"], ["other"]]);
    }

    #[test]
    fn a_panic_is_a_failure() {
        let tasks = [task("a", &[], Lane::Free)];
        let outcomes = run(&tasks, 1, |_| panic!("on purpose"), |_| {});
        assert!(outcomes[0].result.is_err());
    }
}
