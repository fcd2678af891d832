//! Texts: none lies over another, none is cut, none has a hole, and both languages say everything.

use super::{
    Promise, assert_nothing, begin, finish, guess_first, open_empty_page, questions, show_on, speak,
    wait_until_worked_out,
};
use crate::plate::drawers::{drawers_of, show_drawer};
use playground_tests::runner::texts;
use playground_tests::{Figure, Page, json};

pub const PROMISES: &[(&str, Promise)] = &[
    ("no_text_lies_over_another", no_text_lies_over_another),
    ("the_language_changes_in_place", the_language_changes_in_place),
];

/// Notes where pictures write, in pixels of their canvas, and with which size in CSS pixels. What a canvas is cleared of is
/// forgotten, and what is copied from one to another is written there, too.
const LISTEN: &str = "
    window.written = new Map();
    const real = CanvasRenderingContext2D.prototype.fillText;
    CanvasRenderingContext2D.prototype.fillText = function (text, x, y, ...more) {
        const { actualBoundingBoxLeft: l, actualBoundingBoxRight: r, actualBoundingBoxAscent: a, actualBoundingBoxDescent: d } = this.measureText(text);
        const turn = this.getTransform();
        const corners = [[x - l, y - a], [x + r, y - a], [x - l, y + d], [x + r, y + d]].map(([x, y]) => turn.transformPoint({ x, y }));
        const [xs, ys] = [corners.map(({ x }) => x), corners.map(({ y }) => y)];
        const list = window.written.get(this.canvas) ?? [];
        list.push({ text, left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys), size: parseFloat(/([\\d.]+)px/.exec(this.font)?.[1] ?? 0) });
        window.written.set(this.canvas, list);
        return real.call(this, text, x, y, ...more);
    };
    const { clearRect, drawImage } = CanvasRenderingContext2D.prototype;
    CanvasRenderingContext2D.prototype.clearRect = function (...box) {
        if (box[2] >= this.canvas.width && box[3] >= this.canvas.height) window.written.delete(this.canvas);
        return clearRect.apply(this, box);
    };
    CanvasRenderingContext2D.prototype.drawImage = function (image, ...places) {
        const copied = window.written.get(image) ?? [];
        if (copied.length > 0) window.written.set(this.canvas, [...(window.written.get(this.canvas) ?? []), ...copied]);
        return drawImage.call(this, image, ...places);
    };
";

const LAPTOP: [u32; 2] = [1280, 720];
const PHONE: [u32; 2] = [390, 664];

/// A state of a figure: its name, what leads there, and the screens that it is looked at on.
type State = (&'static str, fn(&Figure<'_>), &'static [[u32; 2]]);

/// All texts of the picture's place and the plate, those written on canvases too, and which of them lie over each other or stick
/// out of the picture.
const LOOK: &str = "
    const wrong = [], all = [];
    const isHeard = (e) => e.closest('.voice, .probes, .drawer, .menu, option') || getComputedStyle(e).clipPath !== 'none';
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const { parentElement: e, data } = walker.currentNode;
        if (data.trim() === '' || !e || e.closest('style') || !isShown(e) || isHeard(e)) continue;
        const range = document.createRange(), node = walker.currentNode;
        range.selectNodeContents(node);
        for (const { left, right, top, bottom, width, height } of range.getClientRects())
            // A line of text is as high as its letters and more.
            if (width > 1) all.push({ text: data.trim(), node, left, right, top: top + 0.22 * height, bottom: bottom - 0.22 * height });
    }
    for (const canvas of [...root.querySelectorAll('canvas')].filter(isShown)) {
        const frame = canvas.getBoundingClientRect(), scale = canvas.width / frame.width;
        for (const { text, size, ...box } of window.written.get(canvas) ?? []) {
            const [left, right] = [box.left, box.right].map((x) => frame.left + x / scale), [top, bottom] = [box.top, box.bottom].map((y) => frame.top + y / scale);
            if (left < frame.left - 1 || right > frame.right + 1 || top < frame.top - 1 || bottom > frame.bottom + 1) wrong.push(`“${text}” is cut by the picture's edge`);
            if (size / scale < 11.99) wrong.push(`“${text}” has ${size / scale} px`);
            all.push({ text, left, right, top, bottom });
        }
    }
    for (let i = 0; i < all.length; i += 1) for (let k = 0; k < i; k += 1) {
        const [a, b] = [all[i], all[k]];
        const [across, down] = [Math.min(a.right, b.right) - Math.max(a.left, b.left), Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)];
        // The same text at nearly the same place is the edge around its letters, or what an ellipsis leaves of it.
        const isSame = a.text === b.text && a.node === b.node && Math.abs(a.left - b.left) < 4 && Math.abs(a.top - b.top) < 4;
        if (across > 1.5 && down > 1.5 && !isSame) wrong.push(`“${a.text}” lies over “${b.text}”`);
    }
    return [...new Set(wrong)];
";

/// Makes a few of the moves that playing repeats, where there are some.
fn move_on(figure: &Figure<'_>) {
    for _ in 0..3 {
        figure.run("const move = root.querySelector('.move'); if (move && isShown(move)) move.click()", &[]);
        figure.page.settle();
    }
    wait_until_worked_out(figure);
}

/// Moves the first slider beside the picture to its end.
fn to_the_end_of_a_slider(figure: &Figure<'_>) {
    figure.run(
        "const slider = [...root.querySelectorAll('.rail-controls input[type=range]')].find(isShown);
         if (!slider) return;
         slider.value = slider.max;
         for (const type of ['input', 'change']) slider.dispatchEvent(new Event(type))",
        &[],
    );
    figure.page.settle();
    wait_until_worked_out(figure);
}

fn no_text_lies_over_another(page: &Page<'_>, panel: &'static str) {
    page.browser.before_load(LISTEN);
    open_empty_page(page);
    for question in questions(panel) {
        let figure = begin(page, panel, "ko", question);
        let states: [State; 5] = [
            ("as it begins", |_| {}, &[LAPTOP, PHONE]),
            // What is to be done stands in the coach alone, where a phone has least room for it.
            ("once guessed", guess_first, &[PHONE]),
            ("a few moves on", move_on, &[LAPTOP]),
            ("at the end", finish, &[LAPTOP, PHONE]),
            ("with its first slider at its end", to_the_end_of_a_slider, &[PHONE]),
        ];
        for (state, go_there, screens) in states {
            go_there(&figure);
            for lang in ["ko", "en"] {
                speak(&figure, lang);
                for screen in screens {
                    // Another size first, so that all of a picture is drawn, and nothing from before is left in the notes.
                    if figure.run("return innerWidth", &[]) == screen[0] {
                        show_on(&figure, [screen[0] - 8, screen[1]]);
                    }
                    page.run("window.written.clear()", &[]);
                    show_on(&figure, *screen);
                    assert_nothing(
                        &figure.run(LOOK, &[]),
                        &format!("{panel} {question} {state}, in {lang} on {screen:?}"),
                    );
                }
            }
        }
    }
}

/// Every text of the figure that is read or spoken, but what stands for another language, code, what has been said, and numbers
/// that light up one after the other.
#[track_caller]
fn all_texts(figure: &Figure<'_>) -> Vec<String> {
    let found = figure.run(
        "const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT), texts = [];
         const isOurs = (e) => e && !e.closest('[lang], pre, code, textarea, style, .voice, .chain');
         while (walker.nextNode()) {
             const { parentElement, textContent } = walker.currentNode;
             if (isOurs(parentElement) && isShown(parentElement)) texts.push(textContent);
         }
         for (const name of ['aria-label', 'title', 'aria-valuetext', 'placeholder']) {
             for (const element of root.querySelectorAll(`[${name}]`)) {
                 if (isOurs(element) && isShown(element)) texts.push(element.getAttribute(name));
             }
         }
         return texts.map((text) => text.replace(/\\s+/g, ' ').trim()).filter((text) => text !== '')",
        &[],
    );
    texts(&found).into_iter().map(str::to_owned).collect()
}

fn has_hangul(text: &str) -> bool {
    text.chars().any(|letter| ('가'..='힣').contains(&letter))
}

/// Whether a text reads as an English sentence: names of functions, gates and libraries are the same in both languages.
fn is_english(text: &str) -> bool {
    let is_word = |word: &&str| word.len() > 1 && word.chars().all(|letter| letter.is_ascii_lowercase());
    !has_hangul(text) && text.split([' ', ',', '.', ':']).filter(is_word).count() > 3
}

fn the_language_changes_in_place(page: &Page<'_>, panel: &'static str) {
    open_empty_page(page);
    for question in questions(panel) {
        let figure = begin(page, panel, "en", question);
        let drawers = if question == "none" { drawers_of(&figure) } else { Vec::new() };
        for drawer in std::iter::once("").chain(drawers.iter().map(String::as_str)) {
            if !drawer.is_empty() {
                show_drawer(&figure, drawer);
            }
            let what = format!("{panel} {question}, drawer “{drawer}”");
            let (state, english) = (figure.state(), all_texts(&figure));
            speak(&figure, "ko");
            let korean = all_texts(&figure);
            assert_eq!(figure.state(), state, "{what}");
            assert!(english.len() > 12 && korean.len() > 12, "{what}: {} and {} texts", english.len(), korean.len());
            for text in english.iter().chain(&korean) {
                let holes = ["undefined", "null", "NaN", "{", "[object"];
                assert!(!holes.iter().any(|hole| text.contains(hole)), "{what}: {text}");
            }
            assert_eq!(english.iter().find(|text| has_hangul(text)), None, "{what} in English");
            assert_eq!(korean.iter().find(|text| is_english(text)), None, "{what} in Korean");
            assert!(has_hangul(&figure.text(".sentence")), "{what}: {}", figure.text(".sentence"));
            speak(&figure, "en");
            assert_eq!(all_texts(&figure), english, "{what}: and back");
        }
    }
    // What a part shows that nobody has a word for is named by its key.
    let figure = begin(page, panel, "ko", "none");
    assert_eq!(figure.run("return $('.plate').getAttribute('aria-label').length > 2", &[]), json!(true));
}
