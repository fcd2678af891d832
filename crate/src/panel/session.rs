//! One figure: a panel with its undo, its questions and its play. The page holds figures of all panels alike.

use nalgebra::Point2;

use super::command::{Argument, ArgumentKind, Command as _};
use super::export::Export;
use super::json::{Json, Key, Map};
#[cfg(feature = "networks")]
use super::moment::Moment;
use super::playable::{GoOn, Playable};
use super::port::{Panel, Question};
use super::schema::{FileShown, QuestionShown, Schema, Setting};
use super::table::{Field, Kind, Problem, Value, Wrong};
use super::undo::Undo;
use super::view::{Coach, Glance, Message, Player, ValueShown, View};
use super::words::Words;
use crate::plot::picture::Picture;
use crate::plot::raster::Raster;

/// The setting that names the question under way, in links and attributes.
pub const GOAL: Key = "goal";
/// Its value in free play.
pub const NONE: Key = "none";
/// What stands for the language of the page in a question's start.
const LANGUAGE: &str = "{language}";
/// The languages; the first one is that of a session that has not been told.
const LANGUAGES: [&str; 2] = ["ko", "en"];
/// The longest time, in milliseconds, that playing makes up for: a tab that comes back from the background does not race.
const MAX_CATCHING_UP: f64 = 250.0;

/// What the page can ask of a figure, whichever panel it is of.
pub trait Figure {
    /// What does not change about it.
    fn schema(&self) -> Schema;
    /// What can be done with it beside setting a value: names, each with what its arguments must be.
    fn commands(&self) -> &'static [(&'static str, &'static [ArgumentKind])];
    /// Sets one value from a text. Gives back what is wrong with it, or that it was rounded.
    fn set(&mut self, name: &str, text: &str) -> Option<Problem>;
    /// Moves a number by so many of its steps, as far as it goes.
    fn step_setting(&mut self, name: &str, steps: i32);
    /// A setting's value as a link writes it.
    fn value(&self, name: &str) -> Option<String>;
    /// Opens what a link's query describes: the state to which undo goes back, and no further.
    fn open(&mut self, query: &str) -> Vec<Problem>;
    /// The query of a link to just this state.
    fn link(&self) -> String;
    /// Settings that keep their values whatever the learner does. With [`GOAL`] among them, no other question can be begun.
    fn lock(&mut self, names: &[&str]);
    /// Questions speak this language from the next one on: what there is to read depends on it.
    fn speak(&mut self, language: &str);
    /// Begins a question. False when there is none of that name, or another one is locked.
    fn begin(&mut self, question: &str) -> bool;
    /// Commits the learner to a guess.
    fn guess(&mut self, guess: &str);
    /// Does what a learner asks for. Gives back why it can't be done.
    fn command(&mut self, command: &str, arguments: &[Argument]) -> Option<Message>;
    /// Remembers the state for undo: to be called before each change made in one go.
    fn mark(&mut self);
    /// Takes back the last change.
    fn undo(&mut self);
    /// Does again what was taken back.
    fn redo(&mut self);
    /// Plays.
    fn play(&mut self);
    /// Runs to the end.
    fn finish(&mut self);
    /// Stops what goes on by itself.
    fn pause(&mut self);
    /// Makes one of the player's moves.
    fn make(&mut self, name: &str);
    /// Makes so many of the moves that playing repeats.
    fn step(&mut self, count: u64);
    /// Shows the run at a place of its history.
    fn seek(&mut self, position: u64);
    /// Back to the start of the run.
    fn reset(&mut self);
    /// Does what is due at `now`, in milliseconds, for as long as `go_on` says so. Says whether more will be due.
    fn advance(&mut self, now: f64, go_on: GoOn) -> bool;
    /// Says how long that took, in milliseconds.
    fn took(&mut self, milliseconds: f64);
    /// What the figure shows, as JSON: a [`View`] under `view`, what only the panel has under `own`.
    fn view(&self, wants_numbers: bool) -> String;
    /// What is pointed at for a moment.
    fn glance(&self, what: &str, number: usize) -> Option<Glance>;
    /// A picture.
    fn picture(&self, name: &str, words: &Words) -> Option<Box<dyn Picture + '_>>;
    /// The picture called `name`, or the one that stands for the panel, with its size in CSS pixels when it is saved.
    fn picture_to_save(&self, name: Option<&str>, words: &Words) -> Option<(Box<dyn Picture + '_>, [u32; 2])>;
    /// The names of the pixels that stand alone.
    fn rasters(&self) -> &'static [Key];
    /// Pixels that stand alone.
    fn raster(&self, name: &str) -> Option<Box<dyn Raster + '_>>;
    /// A pointer goes down on a picture. What is taken hold of, if anything.
    fn press(&mut self, picture: &str, place: Point2<f64>, reach: f64, is_touch: bool) -> Option<Key>;
    /// What was taken hold of is dragged.
    fn drag(&mut self, name: &str, place: Point2<f64>);
    /// A drag ends.
    fn release(&mut self);
    /// Keys move a handle.
    fn nudge(&mut self, name: &str, by: [i32; 2]);
    /// Takes a file.
    ///
    /// # Errors
    /// What is wrong with it.
    fn take(&mut self, kind: &str, file: &[u8]) -> Result<Message, Message>;
    /// Shows a moment of a model that is trained elsewhere. What is followed of one training is one change to undo.
    ///
    /// # Errors
    /// Why it can't be shown; nothing has changed then.
    #[cfg(feature = "networks")]
    fn follow(&mut self, moment: &Moment) -> Result<(), Message>;
    /// What can be exported.
    fn export(&self) -> Option<&dyn Export>;
}

/// What goes on by itself.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Going {
    /// Nothing.
    Still,
    /// The run plays. `due` moves are still to be made, and a part of one.
    Playing { last: Option<f64>, due: f64 },
    /// The run goes to its end as fast as it can.
    Finishing,
}

/// A panel with what all panels have alike.
pub struct Session<P: Panel> {
    panel: P,
    undo: Undo<P::State>,
    /// The question under way.
    question: Option<&'static Question<P>>,
    /// What a link carries of the state that the question opens with; none where a link has opened it elsewhere.
    opening: Option<Vec<(&'static Field, Value)>>,
    guess: Option<Key>,
    /// Why the question came out as it did and what was right to guess; there once it is answered.
    outcome: Option<(Message, Option<Key>)>,
    /// Whether the question has been open since it was asked: a state that a teacher has set up answers nothing.
    is_open: bool,
    going: Going,
    /// Whether the last thing done was to follow a model that is trained elsewhere.
    is_following: bool,
    /// Why the run did not go on.
    halt: Option<Message>,
    /// How much of the work put off is done.
    worked: Option<f64>,
    locked: Vec<(&'static Field, Value)>,
    is_goal_locked: bool,
    language: &'static str,
}

impl<P: Panel> Default for Session<P> {
    fn default() -> Self {
        let mut session = Self {
            panel: P::default(),
            undo: Undo::default(),
            question: None,
            opening: None,
            guess: None,
            outcome: None,
            is_open: false,
            going: Going::Still,
            is_following: false,
            halt: None,
            worked: None,
            locked: Vec::new(),
            is_goal_locked: false,
            language: LANGUAGES[0],
        };
        session.enter(P::QUESTIONS.first());
        session
    }
}

impl<P: Panel> Session<P> {
    /// The panel itself.
    pub fn panel(&self) -> &P {
        &self.panel
    }

    /// The panel itself, to be changed past undo and questions.
    pub fn panel_mut(&mut self) -> &mut P {
        &mut self.panel
    }

    /// Opens a question with its own start, or free play with what is there.
    fn enter(&mut self, question: Option<&'static Question<P>>) {
        if let Some(question) = question {
            let (values, _) = P::TABLE.read_query(&question.start.replace(LANGUAGE, self.language));
            self.panel.open(values);
        }
        self.settle(question);
        self.opening = question.map(|_| self.linked());
    }

    /// The settings that a link carries, with their values.
    fn linked(&self) -> Vec<(&'static Field, Value)> {
        let fields = P::TABLE.0.iter().filter(|setting| setting.in_link);
        fields.map(|setting| (setting, self.panel.value(setting))).collect()
    }

    /// What has changed of the question's own start, where that is only what is looked at.
    fn looked_at(&self) -> Option<Vec<(&'static Field, Value)>> {
        let changed = self.linked().into_iter().zip(self.opening.as_ref()?).filter(|(now, then)| now.1 != then.1);
        changed.map(|(now, _)| now.0.for_view.then_some(now)).collect()
    }

    /// What is there now is what undo goes back to.
    fn settle(&mut self, question: Option<&'static Question<P>>) {
        self.stop();
        self.halt = None;
        self.question = question;
        self.guess = None;
        self.outcome = None;
        self.is_open = false;
        self.opening = None;
        self.undo = Undo::default();
    }

    fn is_answered(&self) -> bool {
        self.question.is_some_and(|question| (question.is_answered)(&self.panel))
    }

    /// Sees that the question is open: before each thing that a learner does.
    fn see(&mut self) {
        self.is_open |= !self.is_answered();
    }

    /// Puts locked settings back. Says whether all are what they were.
    fn hold(&mut self) -> bool {
        for (setting, value) in &self.locked {
            if self.panel.value(setting) != *value {
                let _ = self.panel.set(setting, value.clone());
            }
        }
        self.locked.iter().all(|(setting, value)| self.panel.value(setting) == *value)
    }

    /// Puts locked settings back, and looks whether the question is answered: after each thing that a learner does.
    fn changed(&mut self) {
        self.hold();
        self.see();
        self.judge();
    }

    /// Looks whether the question is answered.
    fn judge(&mut self) {
        let Some(question) = self.question else { return };
        let is_guessed = question.guess.is_none() || self.guess.is_some();
        if self.outcome.is_none() && self.is_open && is_guessed && self.is_answered() {
            let right = question.guess.as_ref().map(|guess| (guess.right)(&self.panel));
            self.outcome = Some(((question.why)(&self.panel), right));
        }
    }

    /// Whether the run is at a place where it is looked, so that where it stops does not depend on how much is done in a frame.
    fn looks_here(&self) -> bool {
        let every = |run: &dyn Playable| run.looks_every().is_none_or(|every| run.position().is_multiple_of(every));
        self.panel.run().is_none_or(every)
    }

    /// Makes up to `count` moves of the run; stops where the question is answered, as [`Playable::advance`] does where the run ends.
    fn advance_and_look(&mut self, mut count: u64, go_on: GoOn) -> Result<bool, Message> {
        loop {
            let Some(run) = self.panel.run_mut() else { return Ok(true) };
            let every = run.looks_every().filter(|_| self.outcome.is_none());
            let piece = every.map_or(count, |every| count.min(every - run.position() % every));
            if run.advance(piece, go_on)? {
                return Ok(true);
            }
            count -= piece;
            // What the last piece has led to is looked at by whoever asked for it.
            if count == 0 || !go_on() {
                return Ok(false);
            }
            if self.looks_here() {
                self.judge();
            }
            if self.outcome.is_some() {
                return Ok(false);
            }
        }
    }

    /// Has the reason say what is so in the state that shows, as long as that is an answer.
    fn explain(&mut self) {
        if self.is_answered()
            && let (Some(question), Some((why, _))) = (self.question, &mut self.outcome)
        {
            *why = (question.why)(&self.panel);
        }
    }

    /// Ends what goes on by itself, here or elsewhere.
    fn stop(&mut self) {
        (self.going, self.is_following) = (Going::Still, false);
    }

    /// A learner does something to the state: a run that plays stops. What a setting still asks of the run stays asked for.
    fn act<T>(&mut self, change: impl FnOnce(&mut P) -> T) -> T {
        self.stop();
        self.halt = None;
        self.see();
        let before = (!self.locked.is_empty()).then(|| self.panel.state());
        let result = change(&mut self.panel);
        if let (false, Some(before)) = (self.hold(), before) {
            // What would change a locked setting for good is not done, such as a first point of one's own.
            self.panel.restore(before);
        }
        self.changed();
        self.explain();
        result
    }

    /// Begins a question, unless another one is locked.
    fn ask(&mut self, question: Option<&'static Question<P>>) -> bool {
        let is_free = !self.is_goal_locked || question.map_or(NONE, |question| question.name) == self.goal();
        if is_free {
            self.enter(question);
        }
        is_free
    }

    fn goal(&self) -> Key {
        self.question.map_or(NONE, |question| question.name)
    }

    fn read_goal(text: &str) -> Result<Option<&'static Question<P>>, Problem> {
        let name = text.trim();
        let names = || std::iter::once(NONE).chain(P::QUESTIONS.iter().map(|question| question.name));
        match P::QUESTIONS.iter().find(|question| question.name == name) {
            None if name != NONE => {
                let allowed = names().collect::<Vec<_>>().join(", ");
                Err(Problem::new(Wrong::NotAChoice, GOAL, text, allowed))
            }
            question => Ok(question),
        }
    }

    fn values(&self) -> Map<ValueShown> {
        // A packed text is read by nobody.
        let shown = P::TABLE.0.iter().filter(|setting| !matches!(setting.kind, Kind::Packed { .. }));
        let value = |setting: &'static Field| {
            let value = self.panel.value_shown(setting);
            ValueShown {
                text: setting.text(&value),
                value: setting.ascii(&value),
                reach: setting.reach(&value).map(Vec::from),
            }
        };
        Map(shown.map(|setting| (setting.name, value(setting))).collect())
    }

    fn has_export(&self) -> bool {
        self.panel.export().is_some()
    }

    /// What is to be known of the training that is played.
    fn player(&self) -> Option<Player> {
        let run = self.panel.run()?;
        let [first, wanted, position] = [run.first(), run.wanted(), run.position()];
        let share = |done: u64, of: u64| done as f64 / of.max(1) as f64;
        let behind = (wanted > position).then(|| share(position - first, wanted - first));
        Some(Player {
            playing: self.going != Going::Still,
            moves: run.moves().to_vec(),
            first,
            position,
            length: run.length(),
            resettable: run.can_reset(),
            place: run.position_text(),
            progress: behind,
        })
    }
}

impl<P: Panel> Figure for Session<P> {
    fn schema(&self) -> Schema {
        let goal = Setting {
            name: GOAL,
            kind: "choice",
            default: NONE.to_owned(),
            choices: P::QUESTIONS.iter().map(|question| question.name).chain([NONE]).collect(),
            linked: true,
            ..Setting::default()
        };
        let free = QuestionShown { name: NONE, rail: P::RAIL.to_vec(), ..QuestionShown::default() };
        let question = |question: &Question<P>| QuestionShown {
            name: question.name,
            rail: question.rail.to_vec(),
            guesses: question.guess.is_some(),
            plays: names_in(question.start).any(|name| name == "speed"),
            further: P::FURTHER.contains(&question.name),
        };
        Schema {
            name: P::NAME,
            settings: P::TABLE.0.iter().map(Setting::of).chain([goal]).collect(),
            questions: P::QUESTIONS.iter().map(question).chain([free]).collect(),
            pictures: P::PICTURES.iter().map(|(name, _)| *name).collect(),
            files: P::FILES.iter().map(FileShown::of).collect(),
            exports: self.has_export(),
        }
    }

    fn commands(&self) -> &'static [(&'static str, &'static [ArgumentKind])] {
        P::Command::ALL
    }

    fn set(&mut self, name: &str, text: &str) -> Option<Problem> {
        if name == GOAL {
            return match Self::read_goal(text) {
                Ok(question) => {
                    self.ask(question);
                    None
                }
                Err(problem) => Some(problem),
            };
        }
        let (setting, value, note) = match P::TABLE.read(name, text) {
            Ok(read) => read,
            Err(problem) => return Some(problem),
        };
        let set = if setting.for_view {
            self.see();
            let set = self.panel.set(setting, value);
            self.changed();
            set
        } else {
            self.act(|panel| panel.set(setting, value))
        };
        set.err().or(note)
    }

    fn step_setting(&mut self, name: &str, steps: i32) {
        let Some(setting) = P::TABLE.field(name) else { return };
        let value = setting.stepped(&self.panel.value_shown(setting), steps);
        // A value between the limits is only refused where the panel has its own reasons, and then nothing is to be done.
        let _ = self.act(|panel| panel.set(setting, value));
    }

    fn value(&self, name: &str) -> Option<String> {
        if name == GOAL {
            return Some(self.goal().to_owned());
        }
        P::TABLE.field(name).map(|setting| setting.ascii(&self.panel.value(setting)))
    }

    fn open(&mut self, query: &str) -> Vec<Problem> {
        let (goals, others): (Vec<_>, Vec<_>) =
            query.split('&').filter(|pair| !pair.is_empty()).partition(|pair| pair.split('=').next() == Some(GOAL));
        let (values, mut problems) = P::TABLE.read_query(&others.join("&"));
        let question = goals.last().map(|pair| Self::read_goal(pair.split_once('=').map_or("", |(_, name)| name)));
        // Beside a question, what is only looked at says nothing of how things stand: the question has its own start.
        let says_state = names_in(&others.join("&")).any(|name| P::TABLE.field(name).is_none_or(|it| !it.for_view));
        let question = match question {
            Some(Ok(question)) => question,
            Some(Err(problem)) => {
                problems.push(problem);
                None
            }
            // A link that says nothing opens the first question; one that says how things stand opens just that.
            None if others.is_empty() => P::QUESTIONS.first(),
            None => None,
        };
        // The question's own start, so that a link back to it need not say more than its name.
        self.enter(question);
        if says_state || question.is_none() {
            let opening = self.opening.take();
            problems.extend(self.panel.open(values));
            self.settle(question);
            self.opening = opening;
        } else {
            problems.extend(values.into_iter().filter_map(|(setting, value)| self.panel.set(setting, value).err()));
        }
        problems
    }

    fn link(&self) -> String {
        let pairs = P::TABLE.write_query(|setting| self.panel.value(setting));
        let says_state = names_in(&pairs).any(|name| P::TABLE.field(name).is_some_and(|setting| !setting.for_view));
        match self.question {
            Some(question) if self.looked_at().is_some() => {
                let pairs = self.looked_at().into_iter().flatten();
                let pairs = pairs.map(|(setting, value)| format!("&{}={}", setting.name, setting.ascii(&value)));
                format!("{GOAL}={}{}", question.name, pairs.collect::<String>())
            }
            Some(question) if says_state => format!("{GOAL}={}&{pairs}", question.name),
            None if !pairs.is_empty() => pairs,
            None => format!("{GOAL}={NONE}"),
            // The question is not at its start. The link must carry at least one setting, even a default.
            Some(question) => {
                let first = P::TABLE.0.iter().find(|setting| setting.in_link && !setting.for_view);
                let first = first
                    .map_or(String::new(), |setting| format!("&{}={}", setting.name, setting.ascii(&setting.default)));
                let rest = if pairs.is_empty() { pairs } else { format!("&{pairs}") };
                format!("{GOAL}={}{first}{rest}", question.name)
            }
        }
    }

    fn lock(&mut self, names: &[&str]) {
        self.is_goal_locked = names.contains(&GOAL);
        let settings = names.iter().filter_map(|name| P::TABLE.field(name));
        self.locked = settings.map(|setting| (setting, self.panel.value(setting))).collect();
    }

    fn speak(&mut self, language: &str) {
        self.language = LANGUAGES.into_iter().find(|known| *known == language).unwrap_or(self.language);
    }

    fn begin(&mut self, question: &str) -> bool {
        match Self::read_goal(question) {
            Ok(question) => self.ask(question),
            Err(_) => false,
        }
    }

    fn guess(&mut self, guess: &str) {
        let options = self.question.and_then(|question| question.guess.as_ref()).map_or(&[][..], |guess| guess.options);
        if self.outcome.is_none() {
            self.see();
            self.guess = options.iter().copied().find(|option| *option == guess);
            self.changed();
        }
    }

    fn command(&mut self, command: &str, arguments: &[Argument]) -> Option<Message> {
        let Some(command) = P::Command::read(command, arguments) else { return Some(Message::new("no-such-command")) };
        self.act(|panel| panel.command(command)).err()
    }

    fn mark(&mut self) {
        self.undo.mark(&self.panel.state());
    }

    fn undo(&mut self) {
        self.stop();
        self.halt = None;
        if let Some(state) = self.undo.back(&self.panel.state()) {
            self.panel.restore(state);
            self.hold();
        }
    }

    fn redo(&mut self) {
        self.stop();
        self.halt = None;
        if let Some(state) = self.undo.forth(&self.panel.state()) {
            self.panel.restore(state);
            self.hold();
        }
    }

    fn play(&mut self) {
        self.mark();
        self.stop();
        self.halt = None;
        self.going = Going::Playing { last: None, due: 1.0 };
    }

    fn finish(&mut self) {
        self.mark();
        self.stop();
        self.halt = None;
        self.going = Going::Finishing;
    }

    fn pause(&mut self) {
        self.going = Going::Still;
        if let Some(run) = self.panel.run_mut() {
            run.give_up();
        }
    }

    fn make(&mut self, name: &str) {
        self.mark();
        self.halt = self.act(|panel| {
            let run = panel.run_mut()?;
            let name = run.moves().iter().copied().find(|one| *one == name)?;
            run.make(name).err()
        });
    }

    fn step(&mut self, count: u64) {
        self.mark();
        self.halt = self.act(|panel| panel.run_mut()?.advance(count, &mut || true).err());
    }

    fn seek(&mut self, position: u64) {
        self.act(|panel| {
            if let Some(run) = panel.run_mut() {
                run.seek(position);
            }
        });
    }

    fn reset(&mut self) {
        self.mark();
        self.act(|panel| {
            if let Some(run) = panel.run_mut() {
                run.reset();
            }
        });
    }

    fn advance(&mut self, now: f64, go_on: GoOn) -> bool {
        self.worked = self.panel.work(go_on);
        if self.is_following {
            // How the model fares may have been part of that work.
            self.judge();
        }
        let Some(run) = self.panel.run_mut() else { return self.worked.is_some() };
        if run.wanted() > run.position() {
            run.catch_up(go_on);
            self.judge();
            return true;
        }
        if self.going != Going::Still {
            self.see();
        }
        let was_answered = self.outcome.is_some();
        let Some(run) = self.panel.run_mut() else { return false };
        let made = match &mut self.going {
            Going::Still => return self.worked.is_some(),
            Going::Finishing if !was_answered && run.looks_every().is_some() => self.advance_and_look(u64::MAX, go_on),
            Going::Finishing => run.finish(go_on),
            Going::Playing { last, due } => {
                let passed = last.map_or(0.0, |last| (now - last).clamp(0.0, MAX_CATCHING_UP));
                *last = Some(now);
                *due += passed / 1000.0 * run.speed();
                match whole_part(due) {
                    0 => {
                        run.prepare(go_on);
                        return true;
                    }
                    count => self.advance_and_look(count, go_on),
                }
            }
        };
        if made != Ok(false) {
            self.going = Going::Still;
        }
        self.halt = made.err();
        if self.going == Going::Still || self.looks_here() {
            self.changed();
        } else {
            self.hold();
        }
        if !was_answered && self.outcome.is_some() {
            // The moment to stop and look: what the reason says is so in the state that shows.
            self.going = Going::Still;
        }
        self.going != Going::Still || self.worked.is_some()
    }

    fn took(&mut self, milliseconds: f64) {
        if let Some(run) = self.panel.run_mut() {
            run.took(milliseconds);
        }
    }

    fn view(&self, wants_numbers: bool) -> String {
        let question = self.question;
        let mut view = View {
            values: self.values(),
            handles: self.panel.handles(),
            coach: Coach {
                question: self.goal(),
                guesses: question.and_then(|q| q.guess.as_ref()).map_or(Vec::new(), |guess| guess.options.to_vec()),
                guess: self.guess,
                right: self.outcome.as_ref().and_then(|(_, right)| *right),
                why: self.outcome.as_ref().map(|(why, _)| why.clone()),
                by_hand: P::BY_HAND.contains(&self.goal())
                    && self.panel.run().is_some_and(|run| run.position() > run.first()),
                locked: self.is_goal_locked,
            },
            player: self.player(),
            progress: self.worked,
            undo: self.undo.can_go_back(&self.panel.state()),
            redo: self.undo.can_go_forth(),
            notes: self.halt.iter().cloned().collect(),
            ..View::default()
        };
        let own = self.panel.show(&mut view, wants_numbers);
        format!("{{\"view\":{},\"own\":{}}}", view.json(), own.json())
    }

    fn glance(&self, what: &str, number: usize) -> Option<Glance> {
        self.panel.glance(what, number)
    }

    fn picture(&self, name: &str, words: &Words) -> Option<Box<dyn Picture + '_>> {
        self.panel.picture(name, words)
    }

    fn picture_to_save(&self, name: Option<&str>, words: &Words) -> Option<(Box<dyn Picture + '_>, [u32; 2])> {
        let is_meant = |(known, _): &&(Key, [u32; 2])| name.is_none_or(|name| name == *known);
        let (name, size) = *P::PICTURES.iter().find(is_meant)?;
        Some((self.panel.picture(name, words)?, size))
    }

    fn rasters(&self) -> &'static [Key] {
        P::RASTERS
    }

    fn raster(&self, name: &str) -> Option<Box<dyn Raster + '_>> {
        self.panel.raster(name)
    }

    fn press(&mut self, picture: &str, place: Point2<f64>, reach: f64, is_touch: bool) -> Option<Key> {
        self.see();
        let before = self.panel.state();
        let held = self.panel.press(picture, place, reach, is_touch);
        if held.is_some() || self.panel.state() != before {
            self.undo.mark(&before);
            self.stop();
            self.changed();
        }
        held
    }

    fn drag(&mut self, name: &str, place: Point2<f64>) {
        self.act(|panel| panel.drag(name, place));
    }

    fn release(&mut self) {
        self.panel.release();
        // What was dragged may count only now that it is let go.
        self.judge();
    }

    fn nudge(&mut self, name: &str, by: [i32; 2]) {
        self.act(|panel| panel.nudge(name, by));
    }

    fn take(&mut self, kind: &str, file: &[u8]) -> Result<Message, Message> {
        let known = P::FILES.iter().find(|known| known.name == kind).ok_or_else(|| Message::new("no-such-file"))?;
        if file.len() > known.max_bytes {
            return Err(known.too_large());
        }
        self.mark();
        self.act(|panel| panel.take(kind, file))
    }

    #[cfg(feature = "networks")]
    fn follow(&mut self, moment: &Moment) -> Result<(), Message> {
        self.see();
        let is_new = moment.is_start || !self.is_following;
        let before = (is_new || !self.locked.is_empty()).then(|| self.panel.state());
        self.panel.follow(moment)?;
        if let Some(before) = before {
            if self.locked.iter().any(|(setting, value)| self.panel.value(setting) != *value) {
                self.panel.restore(before);
                return Err(Message::new("follow-locked"));
            }
            if is_new {
                self.undo.mark(&before);
            }
        }
        (self.going, self.is_following, self.halt) = (Going::Still, true, None);
        self.changed();
        Ok(())
    }

    fn export(&self) -> Option<&dyn Export> {
        self.panel.export()
    }
}

/// The names in a query, in their order.
fn names_in(query: &str) -> impl Iterator<Item = &str> {
    query.split('&').filter(|pair| !pair.is_empty()).filter_map(|pair| pair.split('=').next())
}

/// Takes the whole part out of `number`.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // moves due in a quarter of a second
fn whole_part(number: &mut f64) -> u64 {
    let whole = number.floor().max(0.0);
    *number -= whole;
    whole as u64
}
