//! Playing, in each question and each part of each panel: how long it takes on a clock of sixty frames a second, and what it answers.

#![cfg(not(target_arch = "wasm32"))]

use crate::common::acts::{open, settle, view};
use crate::common::texts::texts;
use perceptron_playground::panel::REGISTRY;
use perceptron_playground::panel::session::{Figure, NONE};

const FRAMES_A_SECOND: f64 = 60.0;

/// Questions whose whole task is to watch a run, once the learner has said how it will go: playing answers them.
const WATCHED: [(&str, &str); 17] = [
    ("gates", "learn-nand"),
    ("gates", "can-it-xor"),
    ("activations", "vanish"),
    ("xor", "one-line"),
    ("xor", "learn-it"),
    ("xor", "without-step"),
    ("network", "luck"),
    ("layers", "edges"),
    ("sequences", "beat"),
    ("sequences", "letter"),
    ("sequences", "write"),
    ("sequences", "walk"),
    ("generate", "detective"),
    ("generate", "pushes"),
    ("generate", "in-turn"),
    ("generate", "cover"),
    ("generate", "digits"),
];

fn is_answered(figure: &dyn Figure) -> bool {
    !view(figure)["view"]["coach"]["why"].is_null()
}

fn is_playing(figure: &dyn Figure) -> bool {
    view(figure)["view"]["player"]["playing"] == true
}

/// A panel in the state of a link.
fn opened(panel: &str, link: &str) -> Box<dyn Figure> {
    let mut figure = open(panel).unwrap();
    assert_eq!(figure.open(link), [], "{panel}: {link}");
    settle(&mut *figure);
    figure
}

fn guess_first(figure: &mut dyn Figure) {
    if let Some(guess) = view(figure)["view"]["coach"]["guesses"][0].as_str() {
        figure.guess(guess);
    }
}

/// A question with the first guess made.
fn guessed(panel: &str, question: &str) -> Box<dyn Figure> {
    let mut figure = opened(panel, &format!("goal={question}"));
    guess_first(&mut *figure);
    figure
}

/// For how many seconds what goes on by itself goes on; `None` where it has not come to its end in a minute.
fn goes_on_for(figure: &mut dyn Figure) -> Option<f64> {
    let times = (0..3600).map(|frame| f64::from(frame) / FRAMES_A_SECOND);
    times.into_iter().find(|time| !figure.advance(1000.0 * time, &mut || true))
}

/// Each question of each panel where there is something to play.
fn questions_played() -> impl Iterator<Item = (&'static str, &'static str)> {
    let panels = REGISTRY.iter().map(|(panel, _)| *panel);
    let all = panels.flat_map(|panel| {
        open(panel).unwrap().schema().questions.into_iter().map(move |question| (panel, question.name))
    });
    all.filter(|(panel, question)| *question != NONE && has_run(&*opened(panel, &format!("goal={question}"))))
}

fn has_run(figure: &dyn Figure) -> bool {
    !view(figure)["view"]["player"].is_null()
}

#[test]
fn the_first_press_of_play_in_a_question_takes_four_to_fifteen_seconds() {
    let mut wrong = Vec::new();
    for (panel, question) in questions_played() {
        let mut figure = guessed(panel, question);
        figure.play();
        let time = goes_on_for(&mut *figure);
        if !time.is_some_and(|time| (4.0..=15.0).contains(&time)) {
            wrong.push(format!("{panel} {question}: {time:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_first_press_of_play_in_a_part_takes_at_most_fifteen_seconds() {
    for (panel, _) in REGISTRY {
        let schema = open(panel).unwrap().schema();
        let parts = schema.settings.iter().find(|setting| setting.name == "part");
        for part in parts.map_or(&[][..], |part| &part.choices) {
            let mut figure = opened(panel, &format!("part={part}"));
            if has_run(&*figure) {
                figure.play();
                let time = goes_on_for(&mut *figure);
                assert!(time.is_some_and(|time| time <= 15.0), "{panel} {part}: {time:?}");
            }
        }
    }
}

#[test]
fn one_press_answers_a_question_only_where_its_task_is_to_watch_and_a_guess_is_made() {
    for (panel, question) in questions_played() {
        let link = format!("goal={question}");
        let is_watched = WATCHED.contains(&(panel, question));
        let moves = view(&*opened(panel, &link))["view"]["player"]["moves"].clone();
        let moves = moves.as_array().unwrap().iter().map(|name| name.as_str().unwrap().to_owned()).collect::<Vec<_>>();
        let presses = ["play", "finish", "reset"].into_iter().chain(moves.iter().map(String::as_str));
        for press in presses {
            for has_guessed in [false, true] {
                let mut figure = opened(panel, &link);
                if has_guessed {
                    guess_first(&mut *figure);
                }
                match press {
                    "play" => figure.play(),
                    "finish" => figure.finish(),
                    "reset" => figure.reset(),
                    name => figure.make(name),
                }
                assert!(goes_on_for(&mut *figure).is_some() && !is_playing(&*figure), "{panel} {question}: {press}");
                let asks_for_guess = !view(&*figure)["view"]["coach"]["guesses"].as_array().unwrap().is_empty();
                let may_be_answered = is_watched && has_guessed && asks_for_guess;
                assert!(
                    may_be_answered || !is_answered(&*figure),
                    "{panel} {question}, guessed: {has_guessed}: {press}"
                );
                if may_be_answered && ["play", "finish"].contains(&press) {
                    assert!(is_answered(&*figure), "{panel} {question}, {press}: what there is to watch answers");
                }
            }
        }
        if is_watched {
            for (language, play) in [("ko", "재생"), ("en", "play")] {
                let task = &texts(panel, language)[&format!("questions.{question}.task")];
                assert!(task.contains(play), "{panel} {question}: {task}");
            }
        }
    }
}

#[test]
fn where_training_did_what_is_to_be_done_by_hand_the_coach_says_so() {
    let mut said = Vec::new();
    for (panel, question) in questions_played() {
        let mut figure = guessed(panel, question);
        let is_by_hand = |figure: &dyn Figure| view(figure)["view"]["coach"]["by_hand"] == true;
        assert!(!is_by_hand(&*figure), "{panel} {question}: nothing has moved yet");
        figure.finish();
        goes_on_for(&mut *figure);
        if is_by_hand(&*figure) {
            said.push((panel, question));
            assert!(!is_answered(&*figure), "{panel} {question}");
            figure.reset();
            assert!(!is_by_hand(&*figure), "{panel} {question}: reset is the way back to one's own hands");
        }
    }
    let by_hand = ["make-and", "or-same-weights", "nand-by-sign"].map(|question| ("gates", question));
    assert_eq!(said, [&by_hand[..], &["fit-by-eye", "fit-odds"].map(|question| ("regression", question))].concat());
}

#[test]
fn where_a_run_stops_for_its_answer_does_not_depend_on_how_much_is_done_in_a_frame() {
    let stop = |frames: usize| {
        let mut figure = guessed("sequences", "letter");
        figure.finish();
        // Each frame ends after a few portions of work.
        for frame in 0..10_000 {
            let mut portions = 0;
            let mut go_on = || {
                portions += 1;
                portions < frames
            };
            if !figure.advance(f64::from(frame), &mut go_on) {
                break;
            }
        }
        assert!(is_answered(&*figure));
        view(&*figure)["view"]["player"]["position"].clone()
    };
    let at_once = stop(usize::MAX);
    assert_eq!([1, 7, 100].map(stop), [1, 7, 100].map(|_| at_once.clone()));
}
