//! What all panels have in common, for tests that go through all of them: links, the table, hands, and what is shown.
//!
//! The caller supplies the random choices, so that the fuzzer can use this code too.

use nalgebra::Point2;
use perceptron_playground::data::synthetic::Point;
use perceptron_playground::model::perceptron::Perceptron;
use perceptron_playground::panel::activations::Activations;
use perceptron_playground::panel::classes::Classes;
use perceptron_playground::panel::digits::DigitsPanel;
use perceptron_playground::panel::layers::Layers;
use perceptron_playground::panel::network::training::Halt;
use perceptron_playground::panel::network::{NetworkPanel, packed};
use perceptron_playground::panel::played::Played;
use perceptron_playground::panel::table::{Field, Kind, Problem, Table, Value};
use perceptron_playground::panel::undo::Undoable;
use perceptron_playground::panel::xor::Xor;
use perceptron_playground::panel::{activations, classes, digits, layers, network, xor};
use perceptron_playground::plot::palette::Palette;
use perceptron_playground::plot::picture::svg;

/// The data set of `digits`.
const DIGITS: &[u8] = include_bytes!("../../../../www/data/digits.bin");
/// A picture's size.
const SIZE: [u32; 2] = [320, 240];

/// Something that a learner does: which of the things the panel knows, where, and to which of what there is.
#[derive(Clone, Copy, Debug)]
pub struct Hand {
    pub which: u8,
    pub x: f64,
    pub y: f64,
    pub at: usize,
}

impl Hand {
    fn point(self) -> Point2<f64> {
        Point2::new(self.x, self.y)
    }

    fn one_of<T: Copy>(self, all: &[T]) -> T {
        all[self.at % all.len()]
    }

    /// Few enough steps to be waited for.
    fn few(self) -> usize {
        self.at % 40
    }
}

/// A panel, whichever it is.
pub trait Panel: Default {
    /// Counts that cost time, and how far a test goes with each.
    const SLOW: &'static [(&'static str, u32)] = &[];

    fn table() -> &'static Table;
    /// As the page has it: with its data.
    fn opened() -> Self {
        Self::default()
    }
    fn set(&mut self, name: &str, text: &str) -> Result<Option<Problem>, Problem>;
    fn load(&mut self, query: &str) -> Vec<Problem>;
    /// Ends what a change leaves for later.
    fn settle(&mut self) {}
    fn link(&self) -> String;
    fn value(&self, name: &str) -> Option<String>;
    /// Whether a link carries all of the state.
    fn fits_link(&self) -> bool {
        true
    }
    fn mark(&mut self);
    fn undo(&mut self) -> bool;
    fn redo(&mut self) -> bool;
    fn act(&mut self, hand: Hand);
    /// A good text for a packed field, made of `numbers`.
    fn packed(name: &str, numbers: &[f32]) -> String {
        unreachable!("no packed field {name} for {numbers:?}")
    }
    /// Every number that was learned or placed by hand, to the bit.
    fn bits(&self) -> Vec<u64>;
    /// What is read on the page, but for the values of fields.
    fn texts(&mut self) -> Vec<String>;

    /// Everything that is read on the page.
    fn shown(&mut self) -> Vec<String> {
        // Packed texts are read by nobody.
        let is_read = |field: &&Field| !matches!(field.kind, Kind::Packed { .. });
        let fields = Self::table().0.iter().filter(is_read);
        let values = fields.filter_map(|field| self.value(field.name)).collect::<Vec<_>>();
        values.into_iter().chain(self.texts()).collect()
    }

    /// A good text for a field: `share` of the way from its least to its greatest, or made of `numbers`.
    fn good(field: &Field, share: f64, numbers: &[f32]) -> String {
        let slow = Self::SLOW.iter().find(|(name, _)| *name == field.name);
        let between = |min: f64, max: f64| min + (max - min) * share;
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // within the field's limits
        match field.kind {
            Kind::Number { min, max, .. } => {
                let count = between(f64::from(min.count()), f64::from(max.count())).round() as i32;
                perceptron_playground::model::decimal::Decimal::hundredths(count).ascii()
            }
            // Small numbers are as likely as large ones.
            Kind::Real { min, max, .. } => match numbers.first() {
                Some(number) => number.clamp(min, max).to_string(),
                None => (between(f64::from(min), f64::from(max)) as f32).clamp(min, max).to_string(),
            },
            Kind::Count { min, max } => {
                let max = slow.map_or(max, |(_, most)| max.min(*most));
                (between(f64::from(min), f64::from(max)).round() as u32).to_string()
            }
            Kind::Packed { .. } => Self::packed(field.name, numbers),
            Kind::Choice(names) => names[((names.len() as f64 * share) as usize).min(names.len() - 1)].to_owned(),
        }
    }

    /// Whether a text asks for more work than a test should do.
    fn is_slow(query: &str) -> bool {
        let (values, _) = Self::table().read_query(query);
        values.iter().any(|(field, value)| {
            let slow = Self::SLOW.iter().find(|(name, _)| *name == field.name);
            matches!((slow, value), (Some((_, most)), Value::Count(count)) if count > most)
        })
    }
}

/// The first words in `texts` that stand for no number.
pub fn no_numbers(texts: &[String]) -> Option<&str> {
    let is_none = |word: &str| ["NaN", "inf", "Infinity"].contains(&word);
    texts.iter().map(String::as_str).find(|text| text.split(|c: char| !c.is_alphanumeric()).any(is_none))
}

/// What must be true of every state: what is shown are numbers, and a link brings the state back to the bit, to another panel and
/// to this one with all its past.
#[track_caller]
pub fn assert_comes_back<P: Panel>(panel: &mut P) {
    assert_eq!(no_numbers(&panel.shown()), None, "{}", panel.link());
    if !panel.fits_link() {
        return;
    }
    let (link, bits) = (panel.link(), panel.bits());
    let mut other = P::opened();
    assert_eq!(other.load(&link), [], "{link}");
    assert_eq!((other.link(), other.bits()), (link.clone(), bits.clone()));
    assert_eq!(panel.load(&link), [], "{link}");
    assert_eq!((panel.link(), panel.bits()), (link, bits));
}

/// Each query must be answered with so many problems, and leave the panel as it opens.
pub fn assert_answered<P: Panel>(cases: &[(&str, usize)]) {
    let mut panel = P::default();
    for &(query, problems) in cases {
        assert_eq!(panel.load(query).len(), problems, "{query}");
        assert_eq!(panel.link(), "", "{query}");
    }
}

/// What every panel has under the same names; through the trait [`Undoable`] or without.
macro_rules! alike {
    ($table:expr, $($undoable:tt)+) => {
        fn table() -> &'static Table {
            &$table
        }
        fn set(&mut self, name: &str, text: &str) -> Result<Option<Problem>, Problem> {
            let taken = <Self>::set(self, name, text);
            self.settle();
            taken
        }
        fn load(&mut self, query: &str) -> Vec<Problem> {
            let problems = <Self>::load(self, query);
            self.settle();
            problems
        }
        fn link(&self) -> String {
            <Self>::link(self)
        }
        fn value(&self, name: &str) -> Option<String> {
            <Self>::value(self, name)
        }
        fn mark(&mut self) {
            <$($undoable)+>::mark(self);
        }
        fn undo(&mut self) -> bool {
            let was_there = <$($undoable)+>::undo(self);
            self.settle();
            was_there
        }
        fn redo(&mut self) -> bool {
            let was_there = <$($undoable)+>::redo(self);
            self.settle();
            was_there
        }
    };
}

/// Begins the question of `names` that the hand chose, or leaves the present one.
macro_rules! begin {
    ($panel:ident, $goal:ty, $names:expr, $hand:ident) => {
        match <$goal>::named($hand.one_of(&$names)) {
            Some(goal) => $panel.begin(goal),
            None => $panel.leave_goal(),
        }
    };
}

/// What panels with a run of a few rows have in common. Says whether it was for them.
fn play(panel: &mut impl Played, hand: Hand) {
    match hand.which % 5 {
        0 => _ = (0..hand.few()).try_for_each(|_| panel.step()),
        1 => _ = panel.epoch(),
        2 => panel.seek(hand.at),
        3 => panel.reset(),
        _ => _ = panel.finish(),
    }
}

fn bits_of(numbers: &[f32]) -> impl Iterator<Item = u64> {
    numbers.iter().map(|number| u64::from(number.to_bits()))
}

fn perceptron(hand: Hand) -> Perceptron {
    let hundredths = |value: f64| perceptron_playground::model::decimal::Decimal::nearest(value).unwrap_or_default();
    Perceptron { weights: [hundredths(hand.x), hundredths(hand.y)], bias: hundredths(hand.x - hand.y) }
}

impl Panel for Xor {
    alike!(xor::TABLE, Self as Undoable);

    fn act(&mut self, hand: Hand) {
        match hand.which % 16 {
            0 => {
                let mut network = self.settings().hand;
                network.hidden[hand.at % 2] = perceptron(hand);
                self.place(network);
            }
            1 => self.place_single(perceptron(hand)),
            2 => begin!(self, xor::goals::Goal, xor::goals::GOAL_NAMES, hand),
            3 => self.drag_line(hand.at % 3, hand.point()),
            4 => self.turn_line(hand.at % 3, hand.point()),
            5 => self.turn_line_by(hand.at % 3, hand.x),
            6 => _ = self.set_weight(hand.at % 3, hand.at / 3 % 3, &hand.x.to_string()),
            #[allow(clippy::cast_possible_truncation)] // whatever comes of it
            7 => self.nudge_weight(hand.at % 3, hand.at / 3 % 3, hand.x as f32),
            8 => _ = self.advance_seeds(hand.few()),
            9 => self.open_seed(u32::try_from(hand.few()).unwrap_or(1)),
            10 => _ = self.advance_search(),
            11 => _ = self.check_goal(),
            _ => play(self, hand),
        }
    }

    fn packed(_: &str, numbers: &[f32]) -> String {
        let numbers: [f32; 9] = std::array::from_fn(|at| numbers.get(at).map_or(0.0, |x| x.clamp(-1e6, 1e6)));
        packed::pack_numbers(&numbers)
    }

    fn bits(&self) -> Vec<u64> {
        bits_of(self.run().network().parameters()).chain([self.run().position() as u64]).collect()
    }

    fn texts(&mut self) -> Vec<String> {
        let mut texts = Vec::new();
        for unit in 0..3 {
            texts.extend((0..4).map(|row| self.sum_text(row, unit) + &self.output_text(row, unit)));
            texts.extend((0..3).map(|which| self.parameter_text(unit, which)));
            texts.extend(self.slope_texts(unit));
            texts.push(format!("{:?} {:?}", self.line_text(unit), self.line_degrees(unit)));
        }
        texts.extend((0..4).map(|row| self.one_line_text(row)));
        texts.push(format!("{:?} {:?} {}", self.loss_text(), self.matrices(), self.one_sum_text()));
        texts.push(format!("{:?} {:?}", self.contradiction(), self.diagnosis()));
        texts.extend([self.svg(200, &Palette::LIGHT), self.history_csv(), self.csv(), self.model_file()]);
        let names = ["epoch", "loss", "half"].map(String::from);
        texts.push(svg(&self.loss_chart(names), SIZE, &Palette::LIGHT));
        texts
    }
}

impl Panel for Activations {
    alike!(activations::TABLE, Self as Undoable);

    fn act(&mut self, hand: Hand) {
        match hand.which % 4 {
            0 => begin!(self, activations::goals::Goal, activations::goals::GOAL_NAMES, hand),
            1 => self.reset(),
            2 => _ = self.check_goal(),
            _ => self.drag(hand.x),
        }
    }

    fn bits(&self) -> Vec<u64> {
        self.batch().sums().iter().map(|sum| sum.to_bits()).collect()
    }

    fn texts(&mut self) -> Vec<String> {
        let stack = self.settings().stack;
        let mut texts = [&self.worked()[..], &self.steep_worked(), &stack.worked(self.settings().x)].concat();
        texts.extend(stack.multiplied_out());
        texts.push(stack.one_layer_worked(self.settings().x));
        texts.extend([self.best_power(), self.value_text(), self.flat_text(), self.svg(SIZE, &Palette::LIGHT)]);
        texts.push(format!("{:?} {:?} {:?} {:?}", self.power(), self.slope_text(), self.said(), self.values()));
        texts
    }
}

impl Panel for Classes {
    const SLOW: &'static [(&'static str, u32)] = &[("steps", 300)];

    alike!(classes::TABLE, Self as Undoable);

    fn act(&mut self, hand: Hand) {
        match hand.which % 8 {
            0 => begin!(self, classes::goals::Goal, classes::goals::GOAL_NAMES, hand),
            1 => _ = self.check_goal(),
            2 | 3 => self.place(hand.x, hand.y),
            4 => _ = self.steps(hand.few()),
            // A whole run takes its time.
            _ => play(self, Hand { which: hand.which % 4, ..hand }),
        }
    }

    fn bits(&self) -> Vec<u64> {
        self.run().fits().iter().flat_map(|fit| bits_of(fit.network().parameters())).collect()
    }

    fn texts(&mut self) -> Vec<String> {
        let mut texts = vec![format!("{:?} {:?} {:?}", self.sentence(), self.warnings(), self.things_grid())];
        for side in self.sides() {
            texts.push(format!("{:?} {:?} {:?}", self.caption(side), self.worked(side), self.grids(side)));
        }
        texts.push(self.svg(200, &Palette::LIGHT));
        texts
    }
}

impl Panel for DigitsPanel {
    const SLOW: &'static [(&'static str, u32)] =
        &[("epochs", 1), ("batches", 4), ("hidden1", 12), ("hidden2", 12), ("batch", 1437)];

    alike!(digits::settings::TABLE, Self);

    fn opened() -> Self {
        let mut panel = Self::default();
        panel.give(DIGITS).expect("the data set is whole");
        panel
    }

    fn settle(&mut self) {
        while self.is_behind() {
            self.catch_up();
        }
    }

    fn act(&mut self, hand: Hand) {
        match hand.which % 10 {
            0 => _ = self.begin(hand.one_of(&digits::settings::GOAL_NAMES)),
            1 => _ = self.check_goal(),
            2 => self.stroke([hand.x, hand.y], [hand.y, hand.x]),
            3 => self.put(hand.one_of(&["letter-a", "letter-hieut", "blank", "noise", "black", "digit", "no such"])),
            4 => self.put_held(hand.at),
            5 => _ = self.train(1),
            6 => _ = self.batch(),
            7 => self.seek(u32::try_from(hand.few()).unwrap_or(0)),
            8 => self.reset(),
            _ => self.calm(),
        }
    }

    fn packed(_: &str, numbers: &[f32]) -> String {
        let mut panel = Self::default();
        for pair in numbers.windows(4) {
            let [x0, y0, x1, y1] = [0, 1, 2, 3].map(|at| f64::from(pair[at]));
            panel.stroke([x0, y0], [x1, y1]);
        }
        panel.value("pad").unwrap_or_default()
    }

    fn bits(&self) -> Vec<u64> {
        bits_of(self.network().parameters()).collect()
    }

    fn texts(&mut self) -> Vec<String> {
        let answer = self.answer();
        let mut texts = vec![format!("{:?} {:?}", answer.rows(), self.halt().map(Halt::words))];
        texts.extend(self.node(0).map(|node| node.text()));
        texts.push(format!("{:?} {:?}", self.confusion(), self.measures()));
        texts.push(svg(&self.picture(true), SIZE, &Palette::LIGHT));
        texts.push(svg(&self.chart(["epoch", "loss", "training", "held", "always"], false), SIZE, &Palette::LIGHT));
        texts
    }
}

impl Panel for Layers {
    const SLOW: &'static [(&'static str, u32)] = &[("epochs", 20)];

    alike!(layers::settings::TABLE, Self);

    fn act(&mut self, hand: Hand) {
        match hand.which % 12 {
            0 => begin!(self, layers::goals::Goal, layers::goals::GOAL_NAMES, hand),
            1 => _ = self.check_goal(),
            2 => self.press(hand.x, hand.y),
            3 => self.drag(hand.x, hand.y),
            4 => self.dot(),
            5 => self.clear(),
            6 => self.restart(),
            7 => _ = self.preset(hand.one_of(&layers::conv::PRESETS).0),
            8 => _ = self.take_series(&format!("{} {} 1 2 3 4 5 6 7 8 9", hand.x, hand.y)),
            // The whole run takes its time.
            _ => play(self, Hand { which: hand.which % 4, at: hand.few(), ..hand }),
        }
    }

    fn packed(name: &str, numbers: &[f32]) -> String {
        let number = |at: usize| numbers.get(at % numbers.len().max(1)).copied().unwrap_or(at as f32);
        if name == "own" {
            let numbers: Vec<_> = (0..10 + numbers.len()).map(|at| number(at).clamp(-1e6, 1e6)).collect();
            return packed::pack_numbers(&numbers);
        }
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // saturates, and is brought into range
        layers::drawing::Drawing(std::array::from_fn(|at| number(at).abs() as u8 % 17)).write()
    }

    fn bits(&self) -> Vec<u64> {
        self.forecast().forecasts(self.epoch_shown()).iter().map(|value| value.to_bits()).collect()
    }

    fn texts(&mut self) -> Vec<String> {
        let mut texts = self.worked();
        texts.push(format!("{:?} {:?} {:?} {:?}", self.said(), self.table(), self.values(), self.scores()));
        texts.extend([self.summary(), self.recurrent_parameters(), svg(&self.picture(), SIZE, &Palette::LIGHT)]);
        texts
    }
}

impl Panel for NetworkPanel {
    const SLOW: &'static [(&'static str, u32)] = &[("epochs", 3), ("count", 300)];

    alike!(network::state::TABLE, Self);

    fn fits_link(&self) -> bool {
        !self.is_too_large()
    }

    fn act(&mut self, hand: Hand) {
        let parameter = hand.at % self.network().parameters().len();
        let point = hand.at % self.points().len();
        #[allow(clippy::cast_possible_truncation)] // whatever comes of it
        let x = hand.x as f32;
        match hand.which % 24 {
            0 => self.begin(hand.one_of(&network::goals::GOAL_NAMES)),
            1 => _ = self.check_goal(),
            2 => _ = self.change_layers(hand.at.is_multiple_of(2)),
            3 => _ = self.change_nodes(hand.at % 7, hand.x > 0.0),
            4 => _ = self.change_activation(hand.at % 3, hand.one_of(&["tanh", "relu", "identity", "step", "softmax"])),
            5 => _ = self.toggle_input(hand.one_of(&network::shape::Feature::ALL).name()),
            6 => _ = self.set_parameter(parameter, &hand.x.to_string()),
            7 => _ = self.nudge(parameter, x),
            8 => _ = self.set_frozen(parameter, hand.x > 0.0),
            9 => self.own_points(),
            10 => self.add_point(hand.x, hand.y, hand.at.is_multiple_of(2)),
            11 => self.move_point(point, hand.x, hand.y),
            12 => self.relabel_point(point),
            13 => _ = self.delete_point(point),
            14 => _ = self.train(1),
            15 => _ = self.batch(),
            16 => _ = self.sample(),
            17 => self.seek(hand.few() as u64),
            18 => self.reset(),
            19 => self.reseed(),
            20 => self.redraw(),
            21 => self.calm(),
            22 => {
                // A run may come to weights far larger than a hand can set.
                let weights: Vec<_> = self.network().parameters().iter().map(|weight| weight * x).collect();
                _ = self.set("weights", &packed::pack_numbers(&weights));
            }
            _ => _ = self.read_csv(format!("{},{},1\n{},1,0\n", hand.x, hand.y, hand.y).as_bytes()),
        }
    }

    fn packed(name: &str, numbers: &[f32]) -> String {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // whatever comes of it
        let count = |at: usize| numbers.get(at).map_or(0, |number| number.abs() as usize);
        match name {
            "points" => {
                let point = |at: &[f32]| Point { inputs: [0, 1].map(|axis| f64::from(at[axis])), label: at[0] > at[1] };
                packed::pack_points(&numbers.windows(2).map(point).collect::<Vec<_>>())
            }
            "inputs" => {
                let features =
                    network::shape::Feature::ALL.into_iter().filter(|f| count(*f as usize).is_multiple_of(2));
                network::shape::write_inputs(&features.collect::<Vec<_>>())
            }
            "layers" => {
                let layer = |at: usize| network::shape::Hidden {
                    activation: network::shape::HIDDEN_ACTIVATIONS[count(at) % 5],
                    nodes: 1 + count(at) % 5,
                };
                network::shape::write_layers(&(0..numbers.len() % 4).map(layer).collect::<Vec<_>>())
            }
            "frozen" => {
                let mut indices: Vec<_> = (0..numbers.len()).map(|at| count(at) % 16).collect();
                indices.sort_unstable();
                packed::pack_indices(&indices)
            }
            _ => packed::pack_numbers(numbers),
        }
    }

    fn bits(&self) -> Vec<u64> {
        let place = self.place();
        let points = self.points().iter().flat_map(|point| point.inputs.map(f64::to_bits));
        let frozen = place.frozen.iter().map(|index| *index as u64);
        bits_of(&place.numbers).chain([place.epochs, place.steps]).chain(frozen).chain(points).collect()
    }

    fn texts(&mut self) -> Vec<String> {
        self.work_out_maps();
        let halt = self.still().map(|halt| halt.words()).unwrap_or_default();
        let mut texts = vec![self.run_name(), format!("{halt:?} {:?}", self.confusion())];
        texts.extend(self.names());
        let point = self.settings().count("point") as usize;
        for unit in 0..self.network().units() {
            texts.push(format!("{:?}", self.node_report(unit, point)));
        }
        texts.push(format!("{:?} {:?}", self.point_report(point), self.measures()));
        texts.extend([svg(&self.field(true), SIZE, &Palette::LIGHT), self.history_csv(), self.model_file()]);
        let names = ["epoch", "loss", "training", "validation", "test"];
        texts.push(svg(&self.chart(names, false, true), SIZE, &Palette::LIGHT));
        texts
    }
}
