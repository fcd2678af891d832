//! Links that are in notes and on pages already, of all panels, open what they always opened.
//!
//! Each line of the file has a panel, a link as it was copied or written by hand, and the link of what it opened, as the library
//! gave them before its panels had one port.

#![cfg(not(target_arch = "wasm32"))]

use crate::common::acts::open;
use perceptron_playground::panel::REGISTRY;
use perceptron_playground::panel::moved::moved;
use perceptron_playground::panel::session::{GOAL, NONE};
use std::collections::{BTreeMap, BTreeSet};

const LINKS: &str = include_str!("old_links.tsv");

/// The settings of a link, without the question: today each state has one, if only free play.
fn settings(link: &str) -> BTreeMap<&str, &str> {
    link.split('&').filter_map(|pair| pair.split_once('=')).filter(|(name, _)| *name != GOAL).collect()
}

/// A panel's name as the registry has it.
fn panel_name(panel: &str) -> &'static str {
    REGISTRY.iter().find(|(name, _)| *name == panel).expect("a panel of the registry").0
}

/// Why a link does not open what it did, there where it has moved to.
fn fault(panel: &str, link: &str, opened: &str) -> Option<String> {
    let there = |link: &str| moved(panel, link).unwrap_or((panel_name(panel), link.to_owned()));
    let ((panel, link), (_, opened)) = (there(link), there(opened));
    let mut figure = open(panel)?;
    let problems = figure.open(&link);
    // What was trained is trained again, in slices.
    let mut now = 0.0;
    while figure.advance(now, &mut || true) {
        now += 16.0;
        if now > 16e5 {
            return Some(format!("{panel}: {link} never settles"));
        }
    }
    // Without its question the state says all of itself.
    figure.set(GOAL, NONE);
    let now = figure.link();
    let is_same = problems.is_empty() && settings(&now) == settings(&opened);
    (!is_same).then(|| format!("{panel}: {link}\n  opened {opened}\n  opens {now} {problems:?}"))
}

#[test]
fn a_link_of_old_opens_what_it_always_opened() {
    let lines = LINKS.lines().map(|line| line.split('\t').collect::<Vec<_>>());
    let faults: Vec<_> = lines.clone().filter_map(|line| fault(line[0], line[1], line[2])).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    let panels: BTreeSet<_> = lines.map(|line| line[0]).collect();
    assert!(REGISTRY.iter().all(|(name, _)| panels.contains(name)), "a panel without a link of old: {panels:?}");
}
