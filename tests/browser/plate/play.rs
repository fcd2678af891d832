//! Playing: the same button in the same place, something to see at once, nothing that jumps.

use super::{Promise, begin, guess_first, open_empty_page, panels, questions, screens, show_on};
use playground_tests::{Figure, Page, Test, Value, json, tests};

pub const PROMISES: &[(&str, Promise)] = &[
    ("the_play_button_has_one_place_in_all_panels", the_play_button_has_one_place_in_all_panels),
    ("the_first_second_of_playing_shows_something", the_first_second_of_playing_shows_something),
];

pub fn tests() -> Vec<Test> {
    tests![where_motion_is_unwelcome_nothing_plays_by_itself]
}

/// A clock of frames: each takes a sixtieth of a second, however long it took.
const CLOCK: &str = "
    let now = performance.now();
    const ask = requestAnimationFrame.bind(window);
    window.requestAnimationFrame = (paint) => ask(() => paint(window.frameTime ?? now));
    window.letFramesPass = (count) => new Promise((done) => {
        const next = () => {
            if (count-- === 0) { window.frameTime = now; done(); return; }
            now += 1000 / 60;
            window.frameTime = now;
            ask(next);
        };
        ask(next);
    });
";

/// Questions whose answer is that nothing moves: with all weights at 0 every gradient is 0.
const STILL: [(&str, &str); 1] = [("network", "zeros")];

/// Where the play button is, from the plate's lower left corner, and its size.
#[track_caller]
fn box_of_play(figure: &Figure<'_>) -> Value {
    figure.run(
        "const plate = $('.plate').getBoundingClientRect(), { left, bottom, width, height } = $('.play').getBoundingClientRect();
         return [left - plate.left, plate.bottom - bottom, width, height].map(Math.round)",
        &[],
    )
}

/// That of a panel is where that of the first panel is, on each screen, in each question, and whether it plays or not.
fn the_play_button_has_one_place_in_all_panels(page: &Page<'_>, panel: &'static str) {
    open_empty_page(page);
    let first = begin(page, panels().next().unwrap_or(panel), "ko", "none");
    let place_on = |screen: &[u32; 2]| {
        show_on(&first, *screen);
        box_of_play(&first)
    };
    let places: Vec<_> = screens().iter().map(place_on).collect();
    for question in questions(panel) {
        let figure = begin(page, panel, "ko", question);
        if !figure.shows(".play") {
            continue;
        }
        let check = |when: &str, screen: [u32; 2], expected: &Value| {
            let place = box_of_play(&figure);
            let number = |value: &Value, i: usize| value[i].as_i64().unwrap_or(i64::MAX / 2);
            let is_near = (0..4).all(|i| (number(&place, i) - number(expected, i)).abs() <= 1);
            assert!(is_near, "{panel} {question} {when} on {screen:?}: {place}, not {expected}");
        };
        for (screen, place) in screens().iter().copied().zip(&places) {
            show_on(&figure, screen);
            check("before playing", screen, place);
        }
        let (Some(screen), Some(place)) = (screens().last().copied(), places.last()) else { return };
        guess_first(&figure);
        figure.run("$('.play').click()", &[]);
        page.settle();
        check("while it plays", screen, place);
        figure.run("figure.pause()", &[]);
        page.settle();
        check("after playing", screen, place);
    }
}

fn the_first_second_of_playing_shows_something(page: &Page<'_>, panel: &'static str) {
    page.browser.before_load(CLOCK);
    open_empty_page(page);
    for question in questions(panel) {
        let figure = page.put(panel, "ko", &format!("goal={question}"));
        page.run("return letFramesPass(30)", &[]);
        if !figure.shows(".play") {
            continue;
        }
        let found = figure.run(
            "const canvases = [...root.querySelectorAll('.picture-place canvas')].filter(isShown);
             const look = () => canvases.map((canvas) => {
                 const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d', { willReadFrequently: true });
                 copy.drawImage(canvas, 0, 0);
                 return copy.getImageData(0, 0, canvas.width, canvas.height).data;
             });
             const placed = () => [...root.querySelectorAll('.head, .coach, .picture-place, .readout, .rail-controls > *, .drawer-buttons button, .transport button, .history, .place')]
                 .filter(isShown).map((e) => { const { x, y, width, height } = e.getBoundingClientRect(); return [e.className, x, y, width, height].join(' '); });
             const [before, places] = [look(), placed()];
             let shift = 0;
             new PerformanceObserver((list) => { for (const { value } of list.getEntries()) shift += value; }).observe({ type: 'layout-shift' });
             $('.play').click();
             await letFramesPass(60);
             const after = look(), moved = placed().filter((place, at) => place !== places[at]);
             let [changed, all] = [0, 0];
             before.forEach((old, at) => {
                 for (let i = 0; i < old.length; i += 4) {
                     all += 1;
                     if ([0, 1, 2, 3].some((k) => Math.abs(old[i + k] - after[at][i + k]) > 8)) changed += 1;
                 }
             });
             const { phase } = $('.coach').dataset;
             // In free play there may be nothing left to learn: such a run comes to its end without a change.
             for (let second = 0; second < 10 && phase === 'free' && changed < 0.02 * all; second++) {
                 await letFramesPass(60);
                 if ($('.play').getAttribute('aria-label') === '재생') break;
             }
             return [changed / all, shift, phase, moved, phase === 'free' && $('.play').getAttribute('aria-label') === '재생']",
            &[],
        );
        let share = found[0].as_f64().unwrap_or_default();
        let is_over = found[4] == true;
        let is_still = STILL.contains(&(panel, question));
        assert!(
            !is_still || figure.value(".history") != "0",
            "{panel} {question}: the run goes on though nothing moves"
        );
        assert!(
            is_over || is_still || share >= 0.02,
            "{panel} {question}: {:.2} % of the picture changed in a second",
            100.0 * share
        );
        assert_eq!(found[3], json!([]), "{panel} {question}: what one plays with stays where it is");
        // Numbers that get longer may push each other a little.
        assert!(found[1].as_f64().unwrap_or(1.0) < 0.005, "{panel} {question}: something jumped by {}", found[1]);
        assert_ne!(found[2], json!("why"), "{panel} {question} is answered by one press");
    }
}

fn where_motion_is_unwelcome_nothing_plays_by_itself(page: &Page<'_>) {
    page.browser.media("", &[("prefers-reduced-motion", "reduce")]);
    open_empty_page(page);
    for panel in panels() {
        let figure = begin(page, panel, "en", "none");
        if figure.shows(".transport button") {
            assert!(!figure.shows(".play") && figure.shows(".move") && figure.shows(".finish"), "{panel}");
        }
    }
}
