//! What a walk does: keys, texts, clicks and drags, wherever they hit.

use super::random::Random;
use playground_tests::page::{Pointer, key};
use playground_tests::{Engine, Page, Value, json};

/// Keeps a walk in the page: no link is followed, no file is saved, no window of the system opens.
pub const KEEP_INSIDE: &str = "
    const isOut = (element) => element instanceof HTMLAnchorElement && (element.download !== '' || !element.getAttribute('href')?.startsWith('#'));
    const real = HTMLElement.prototype.click;
    HTMLElement.prototype.click = function () { if (!isOut(this) && this.type !== 'file') real.call(this); };
    addEventListener('click', (event) => {
        if (event.composedPath().some((element) => isOut(element) || element.type === 'file')) event.preventDefault();
    }, true);
    const isList = (event) => event.composedPath()[0] instanceof HTMLSelectElement;
    addEventListener('mousedown', (event) => {
        if (isList(event)) { event.preventDefault(); event.composedPath()[0].focus(); }
    }, true);
    addEventListener('keydown', (event) => {
        if (isList(event) && [' ', 'Enter', 'F4'].includes(event.key)) event.preventDefault();
    }, true);
    window.print = () => {};
    Object.defineProperty(navigator, 'clipboard', { value: { writeText: async () => {}, write: async () => {}, readText: async () => '' } });
";

/// What can be hit: everything that answers to a pointer, and pictures.
const TARGETS: &str = "
    const css = 'a, button, input, select, textarea, summary, label, canvas, [tabindex], [role=slider], tbody td';
    const seen = (e) => e.checkVisibility({ visibilityProperty: true }) && e.getBoundingClientRect().width > 0;
    const targets = [...document.querySelector('perceptron-playground').shadowRoot.querySelectorAll(css)].filter(seen);
";

const KEYS: [&str; 20] = [
    key::LEFT,
    key::RIGHT,
    key::UP,
    key::DOWN,
    key::LEFT,
    key::RIGHT,
    key::UP,
    key::DOWN,
    key::HOME,
    key::END,
    key::PAGE_UP,
    key::PAGE_DOWN,
    key::SPACE,
    key::ENTER,
    "\u{E00C}", // Escape
    "\u{E003}", // Backspace
    "\u{E017}", // Delete
    "5",
    "-",
    ".",
];

const TEXTS: [&str; 14] =
    ["0", "1", "-0.5", "0.3", "1,5", "1e308", "-1e-9", "99999999", "", "abc", "--", "NaN ", "0,0\n1,1", "가"];

/// Who does it.
#[derive(Debug)]
pub struct Actor<'p> {
    page: &'p Page<'p>,
    pointers: Vec<Pointer>,
}

impl<'p> Actor<'p> {
    pub fn new(page: &'p Page<'p>) -> Self {
        let pointers = match page.browser.engine {
            Engine::Chromium => vec![Pointer::Mouse, Pointer::Mouse, Pointer::Touch, Pointer::Pen],
            Engine::Firefox | Engine::WebKit => vec![Pointer::Mouse],
        };
        Self { page, pointers }
    }

    /// Does one thing, and tells it.
    #[track_caller]
    pub fn act(&mut self, random: &mut Random) -> String {
        match random.below(10) {
            0 | 1 => self.tab(random),
            2 | 3 => self.keys(random),
            4 => self.text(random),
            5..=7 => self.point(random, 0),
            _ => {
                let moves = 1 + random.below(5);
                self.point(random, moves)
            }
        }
    }

    fn tab(&self, random: &mut Random) -> String {
        let times = 1 + random.below(6);
        if random.below(3) == 0 {
            (0..times).for_each(|_| self.page.press(&[key::SHIFT, key::TAB]));
            format!("Shift+Tab {times} times")
        } else {
            self.page.press_times(key::TAB, usize::try_from(times).unwrap_or(1));
            format!("Tab {times} times")
        }
    }

    fn keys(&self, random: &mut Random) -> String {
        let (pressed, times) = (random.one_of(&KEYS), random.one_of(&[1, 1, 1, 2, 5, 20]));
        self.page.press_times(pressed, times);
        format!("{pressed:?} {times} times on {}", self.focused())
    }

    fn text(&self, random: &mut Random) -> String {
        let text = random.one_of(&TEXTS);
        self.page.press(&[key::CONTROL, "a"]);
        self.page.type_text(text);
        if random.below(2) == 0 {
            self.page.press(&[key::ENTER]);
        }
        format!("types {text:?} on {}", self.focused())
    }

    /// A click, or a drag by some moves, at a random place of a random target.
    fn point(&self, random: &mut Random, moves: u64) -> String {
        let (nth, pointer) = (random.below(1 << 20), random.one_of(&self.pointers));
        let place = [random.within(45), random.within(45)];
        let path = (0..moves).map(|_| (random.within(60), random.within(40))).collect::<Vec<_>>();
        let found = self.page.run(
            &format!(
                "{TARGETS}
                 if (targets.length === 0) return null;
                 const target = targets[arguments[0] % targets.length];
                 target.scrollIntoView({{ block: 'center', inline: 'center', behavior: 'instant' }});
                 const box = target.getBoundingClientRect();
                 const inside = (value, end) => Math.round(Math.min(Math.max(value, 1), end - 2));
                 return [inside(box.x + box.width * (0.5 + arguments[1] / 100), innerWidth), inside(box.y + box.height * (0.5 + arguments[2] / 100), innerHeight),
                         innerWidth, innerHeight, `${{target.localName}}#${{target.id}}.${{target.className}} ${{target.textContent.trim().slice(0, 30)}}`]"
            ),
            &[json!(nth), json!(place[0]), json!(place[1])],
        );
        let number = |i: usize| i32::try_from(found[i].as_i64().unwrap_or_default()).unwrap_or_default();
        let (mut at, end) = ([number(0), number(1)], [number(2), number(3)]);
        if found.is_null() {
            return "finds nothing to point at".to_owned();
        }
        let from = at;
        let steps = path.iter().map(|step| {
            at = [(at[0] + step.0).clamp(1, end[0] - 2), (at[1] + step.1).clamp(1, end[1] - 2)];
            at
        });
        self.page.stroke(pointer, from, &steps.collect::<Vec<_>>());
        format!("{pointer:?} at {from:?} by {path:?} on {}", found[4].as_str().unwrap_or_default())
    }

    fn focused(&self) -> String {
        let told = self.page.run(
            "let e = document.activeElement; while (e?.shadowRoot?.activeElement) e = e.shadowRoot.activeElement;
             return `${e?.localName}#${e?.id}.${e?.className}`",
            &[],
        );
        Value::as_str(&told).unwrap_or_default().to_owned()
    }
}
