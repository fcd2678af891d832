//! Looks: in both themes and in the reader's own colours everything can be told from its ground, and assistive technology finds
//! what it needs.

use super::drawers::{drawers_of, show_drawer};
use super::{Promise, assert_nothing, begin, guess_first, open_empty_page, questions, speak};
use crate::element::axe;
use playground_tests::runner::is_full;
use playground_tests::{Figure, Page, Test, Value, json, tests};

pub const PROMISES: &[(&str, Promise)] = &[
    ("axe_has_nothing_to_object_to", axe_has_nothing_to_object_to),
    ("nothing_sticks_out_sideways", nothing_sticks_out_sideways),
    ("forced_colours_reach_every_part", forced_colours_reach_every_part),
];

pub fn tests() -> Vec<Test> {
    tests![the_sign_on_the_play_button_stands_out_under_the_pointer]
}

/// Each question once, and whatever opens; in the other languages and colours, and on a phone, what differs there.
fn axe_has_nothing_to_object_to(page: &Page<'_>, panel: &'static str) {
    open_empty_page(page);
    let all = questions(panel);
    let looks = [
        ("ko", "light", None, &all[..]),
        ("en", "dark", None, &all[all.len() - 1..]),
        ("ko", "dark", Some([360, 740]), &all[..1]),
        ("en", "light", Some([360, 740]), &all[all.len() - 1..]),
    ];
    // The first and the last stand for the others.
    let looks = looks.into_iter().step_by(if is_full() { 1 } else { 3 });
    for (lang, scheme, phone, questions) in looks {
        page.browser.media("", &[("prefers-color-scheme", scheme)]);
        if let Some([width, height]) = phone {
            page.browser.phone(width, height);
        }
        for question in questions {
            let figure = begin(page, panel, lang, question);
            let what = format!("{panel} {question} in {lang}, {scheme}, {phone:?}");
            guess_first(&figure);
            axe::assert_no_violation(page, &what);
            if *question == "none" {
                let drawers = drawers_of(&figure);
                let shown = if lang == "ko" || phone.is_none() { &drawers[..] } else { &drawers[..1] };
                for drawer in shown {
                    show_drawer(&figure, drawer);
                    axe::assert_no_violation(page, &format!("{what}, drawer {drawer}"));
                }
                figure.run("$('.close').click(); $('.menu-button').click()", &[]);
                page.settle();
                axe::assert_no_violation(page, &format!("{what}, menu"));
            } else if *question == all[0] {
                let asked = page.put(panel, lang, &format!("goal={question}"));
                if asked.shows(".guesses") {
                    axe::assert_no_violation(page, &format!("{what}, as it asks"));
                }
            }
        }
    }
}

fn nothing_sticks_out_sideways(page: &Page<'_>, panel: &'static str) {
    page.browser.phone(360, 740);
    open_empty_page(page);
    for question in questions(panel) {
        let figure = begin(page, panel, "en", question);
        for (lang, width) in [("en", 360), ("en", 320), ("ko", 320), ("ko", 360)] {
            speak(&figure, lang);
            page.browser.phone(width, 740);
            page.wait_for("the screen", &format!("return document.documentElement.clientWidth === {width}"));
            page.settle();
            let cut = figure.run(
                "const parts = [...root.querySelectorAll('button, td, th, p, label, output, summary, h2, .box')];
                 const isHeard = (e) => e.closest('.voice, .probes, .handle') || getComputedStyle(e).clipPath !== 'none';
                 const isOut = ({ left, right }) => right > innerWidth + 1 || left < -1;
                 return parts.filter((e) => isShown(e) && !isHeard(e) && isOut(e.getBoundingClientRect())).map((e) => `${e.tagName}.${e.className}: ${e.textContent}`)",
                &[],
            );
            assert_nothing(&cut, &format!("{panel} {question} in {lang} on {width}"));
            // A phone zooms out where a page is wider than its screen.
            let wide = page.run("return [document.documentElement.scrollWidth, innerWidth]", &[]);
            assert_eq!(wide, json!([width, width]), "{panel} {question} in {lang}");
        }
    }
}

/// Lightness of a colour and contrast of two, by WCAG 2.
const CONTRAST: &str = "
    const light = (rgb) => [0.2126, 0.7152, 0.0722].reduce((sum, share, k) => {
        const c = rgb[k] / 255;
        return sum + share * (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
    }, 0);
    const contrast = (a, b) => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
";

/// Buttons in whose place, as it is painted, nothing stands out from the commonest colour: texts that can't be read.
#[track_caller]
fn unreadable(figure: &Figure<'_>) -> Vec<String> {
    let buttons = figure.run(
        "return [...root.querySelectorAll('button.primary, .tabs button, .guesses button, .next')].filter(isShown).map((e) => {
             const { x, y, width, height } = e.getBoundingClientRect();
             const isInSight = [y + 3, y + height - 3].every((at) => e.contains(root.elementFromPoint(x + width / 2, at)));
             const box = { x: x + scrollX + 3, y: y + scrollY + 3, width: width - 6, height: height - 6, scale: 1 };
             return isInSight ? [`${e.className} ${e.textContent}`, box] : undefined;
         }).filter((found) => found !== undefined)",
        &[],
    );
    let is_unreadable = |button: &&Value| {
        let options = json!({ "format": "png", "clip": button[1] });
        let painted = figure.page.browser.devtools("Page.captureScreenshot", &options);
        let best = figure.run(
            &format!(
                "{CONTRAST}
                 const image = await createImageBitmap(new Blob([Uint8Array.from(atob(args[0]), (c) => c.charCodeAt(0))]));
                 const copy = new OffscreenCanvas(image.width, image.height).getContext('2d');
                 copy.drawImage(image, 0, 0);
                 const {{ data }} = copy.getImageData(0, 0, image.width, image.height), counts = new Map(), colors = [];
                 for (let i = 0; i < data.length; i += 4) {{
                     const color = [...data.slice(i, i + 3)];
                     counts.set(color.join(), (counts.get(color.join()) ?? 0) + 1);
                     colors.push(color);
                 }}
                 const common = light([...counts].sort((a, b) => b[1] - a[1])[0][0].split(','));
                 return Math.max(...colors.map((color) => contrast(common, light(color))))"
            ),
            &[painted["data"].clone()],
        );
        best.as_f64().is_none_or(|best| best < 4.5)
    };
    let all = buttons.as_array().into_iter().flatten();
    all.filter(is_unreadable).map(|button| button[0].as_str().unwrap_or_default().to_owned()).collect()
}

/// A click leaves the pointer on the button.
fn the_sign_on_the_play_button_stands_out_under_the_pointer(page: &Page<'_>) {
    for scheme in ["light", "dark"] {
        page.browser.media("", &[("prefers-color-scheme", scheme)]);
        let figure = page.open_panel("regression", "goal=none");
        figure.click(".play");
        figure.run("await Promise.all($('.play').getAnimations().map(({ finished }) => finished))", &[]);
        assert_eq!(unreadable(&figure), Vec::<String>::new(), "{scheme}");
    }
}

/// In the reader's own colours the pictures are drawn with them, and what is chosen is told apart.
fn forced_colours_reach_every_part(page: &Page<'_>, panel: &'static str) {
    for scheme in ["light", "dark"] {
        page.browser.media("", &[("forced-colors", "active"), ("prefers-color-scheme", scheme)]);
        open_empty_page(page);
        let figure = begin(page, panel, "en", "none");
        let look = "
             const wrong = [];
             const system = document.createElement('span');
             document.body.append(system);
             const colorOf = (name) => { system.style.color = name; return getComputedStyle(system).color.match(/\\d+/g).slice(0, 3).map(Number); };
             const [ground, ink] = [colorOf('Canvas'), colorOf('CanvasText')].map(light);
             system.remove();
             for (const canvas of [...root.querySelectorAll('.picture-place canvas')].filter(isShown)) {
                 const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d', { willReadFrequently: true });
                 copy.drawImage(canvas, 0, 0);
                 const { data } = copy.getImageData(0, 0, canvas.width, canvas.height);
                 let best = 1;
                 for (let i = 0; i < data.length; i += 4) if (data[i + 3] > 250) best = Math.max(best, contrast(ground, light(data.slice(i, i + 3))));
                 if (best < 0.9 * contrast(ground, ink)) wrong.push(`${canvas.parentElement.className}: its ink has a contrast of ${best.toFixed(1)} with the reader's ground`);
             }
             for (const e of root.querySelectorAll('.sentence, .question, .line')) {
                 const color = getComputedStyle(e).color.match(/\\d+/g).slice(0, 3).map(Number);
                 if (contrast(ground, light(color)) < 7) wrong.push(`${e.className} in ${color}`);
             }
             return wrong";
        assert_nothing(&figure.run(&format!("{CONTRAST}{look}"), &[]), &format!("{panel}, {scheme}"));
        show_drawer(&figure, "settings");
        assert_eq!(unreadable(&figure), Vec::<String>::new(), "{panel}, {scheme}");
    }
}
