//! The panel's questions: what each starts from, what to guess, when it is answered, and why.

use super::Layers;
use super::settings::{Edges, Part};
use super::tensor::tuple;
use crate::model::convolution::KERNEL_SIZE;
use crate::panel::json::Key;
use crate::panel::port::{Guess, Question};
use crate::panel::view::Message;
use crate::text::grouped;

/// The kernel's weights, of which the chosen one alone has something to do, behind other controls.
macro_rules! kernel_and {
    ($($name:literal),*) => {
        &[$($name,)* "k11", "k12", "k13", "k21", "k22", "k23", "k31", "k32", "k33"]
    };
}

/// The controls of free play; those of the other parts have nothing to do.
pub const FREE_RAIL: &[Key] = kernel_and!("part", "rank", "units1", "digit", "units", "seed");

/// The offset that is asked for.
const OFFSET: usize = 100;
/// The most parameters allowed.
const BUDGET: usize = 1000;

/// In their order.
pub const QUESTIONS: &[Question<Layers>] = &[
    Question {
        name: "colour",
        start: "part=tensor&rank=2&row=4&column=3&channel=0",
        rail: &["rank", "row", "column", "channel"],
        guess: Some(Guess { options: &["same", "double", "triple"], right: how_many_times }),
        is_answered: |panel| {
            let settings = panel.settings();
            settings.part == Part::Tensor && settings.rank == 3 && settings.channel == 2
        },
        why: |panel| {
            let shape: Vec<_> = panel.tensor_axes().iter().map(|axis| axis.size).collect();
            Message::new("why-colour").with("shape", tuple(&shape)).with("count", panel.tensor_count())
        },
    },
    Question {
        name: "offset",
        start: "part=tensor&rank=4&sample=0&row=0&column=0&channel=0",
        rail: &["sample", "row", "column", "channel"],
        guess: Some(Guess { options: &["8", "24", "64"], right: row_stride }),
        is_answered: |panel| {
            panel.settings().part == Part::Tensor && panel.settings().rank == 4 && panel.offset() == OFFSET
        },
        why: |panel| Message::new("why-offset").with("sum", panel.offset_text()),
    },
    Question {
        name: "budget",
        start: "part=dense&inputs=64&depth=2&units1=32&units2=10",
        rail: &["units1"],
        guess: Some(Guess { options: &["1", "65", "75"], right: cost_of_a_node }),
        is_answered: |panel| {
            // One node more would be too many.
            let is_largest = (BUDGET.saturating_sub(node_cost(panel)) + 1..=BUDGET).contains(&panel.parameters());
            panel.settings().part == Part::Dense && matches!(panel.settings().sizes()[..], [64, _, 10]) && is_largest
        },
        why: |panel| {
            let (count, cost) = (panel.parameters(), node_cost(panel));
            Message::new("why-budget")
                .with("units", panel.settings().units1)
                .with("cost", cost)
                .with("count", count)
                .with("more", grouped((count + cost) as u64))
        },
    },
    Question {
        name: "edges",
        start: "part=conv&digit=7&walk=0&down=0&across=0",
        rail: kernel_and!("digit"),
        guess: Some(Guess { options: &["left", "right", "inside"], right: where_it_answers }),
        is_answered: |panel| panel.settings().part == Part::Conv && !panel.is_walking(),
        why: |panel| {
            let ([row, column], value) = panel.strongest();
            Message::new("why-edges").with("row", row).with("column", column).with("value", value)
        },
    },
    Question {
        name: "unchanged",
        start: "part=conv&padding=same&stride=1&weight=k11",
        rail: kernel_and!("digit"),
        guess: None,
        is_answered: is_unchanged,
        why: |panel| {
            let [row, column] = panel.place();
            let value = panel.convolved().at(row, column).unwrap_or_default();
            Message::new("why-unchanged").with("value", value)
        },
    },
];

/// How many times as many numbers a colour picture has as a grey one.
fn how_many_times(panel: &Layers) -> Key {
    let axes = panel.tensor_axes();
    let pixels: usize = axes.iter().filter(|axis| axis.name != "channel").map(|axis| axis.size).product();
    match panel.tensor_count() / pixels.max(1) {
        1 => "same",
        2 => "double",
        _ => "triple",
    }
}

/// How many numbers further on in memory the pixel below is.
fn row_stride(panel: &Layers) -> Key {
    let stride = panel.tensor_axes().iter().find(|axis| axis.name == "row").map_or(0, |axis| axis.stride);
    match stride {
        ..=8 => "8",
        9..=24 => "24",
        _ => "64",
    }
}

/// How many parameters a node of the hidden layer has: its weights, its bias, and the weights that read it.
fn node_cost(panel: &Layers) -> usize {
    let sizes = panel.settings().sizes();
    sizes[0] + 1 + sizes.get(2).copied().unwrap_or(0)
}

fn cost_of_a_node(panel: &Layers) -> Key {
    match node_cost(panel) {
        1 => "1",
        2..=65 => "65",
        _ => "75",
    }
}

/// On which side of the dark the kernel answers most: where its window is darker on the right, that is the left edge.
fn where_it_answers(panel: &Layers) -> Key {
    let (place, _) = panel.strongest();
    let settings = panel.settings();
    let window = settings.convolution().window(&settings.drawing().plane(), place);
    let column = |at: usize| window.iter().skip(at).step_by(KERNEL_SIZE).sum::<i32>();
    match column(2) - column(0) {
        difference if difference > 0 => "left",
        difference if difference < 0 => "right",
        _ => "inside",
    }
}

/// Whether the layer gives back the very picture that it is given, which is not one and the same value everywhere.
fn is_unchanged(panel: &Layers) -> bool {
    let settings = panel.settings();
    let (picture, output) = (settings.drawing().plane(), panel.convolved());
    let is_same = || output.values.iter().zip(&picture.values).all(|(y, x)| y.count() == 100 * x);
    let has_ink = picture.values.iter().any(|cell| *cell > 0);
    let is_whole = settings.padding == Edges::Same && output.shape == picture.shape;
    settings.part == Part::Conv && has_ink && is_whole && is_same()
}
