//! One figure in a page, seen and used through its shadow root.

use crate::engine::Engine;
use crate::page::{Page, Pointer, key};
use crate::webdriver::{Element, PLACE_OF};
use serde_json::{Value, json};

/// What every script below begins with. `$` finds an element in the figure or fails, `pixelsOf` gives a canvas as the address
/// of a PNG; `args` are the arguments.
const PROLOGUE: &str = "
    const [nth, ...args] = arguments;
    const figure = document.querySelectorAll('perceptron-playground')[nth];
    const root = figure.shadowRoot;
    const $ = (css) => {
        const found = root.querySelector(css);
        if (!found) throw new Error('nothing in the figure fits ' + css);
        return found;
    };
    // Read from a copy: a canvas that is read itself is drawn in another way from then on.
    const pixelsOf = (canvas) => {
        const { width, height } = canvas, copy = document.createElement('canvas');
        Object.assign(copy, { width, height }).getContext('2d').drawImage(canvas, 0, 0);
        return copy.toDataURL();
    };
    const isShown = (element) => element.checkVisibility({ visibilityProperty: true });
";

/// The `nth` figure of a page, whatever panel it shows.
#[derive(Clone, Copy, Debug)]
pub struct Figure<'p> {
    /// The page it stands in.
    pub page: &'p Page<'p>,
    nth: usize,
}

impl<'p> Figure<'p> {
    pub(crate) fn new(page: &'p Page<'p>, nth: usize) -> Self {
        Self { page, nth }
    }

    /// Runs the body of a function that knows `figure`, its `root`, `$` and its `args`.
    #[track_caller]
    pub fn run(&self, body: &str, args: &[Value]) -> Value {
        let arguments = std::iter::once(json!(self.nth)).chain(args.iter().cloned()).collect::<Vec<_>>();
        self.page.run(&format!("{PROLOGUE}{body}"), &arguments)
    }

    #[track_caller]
    fn string(&self, body: &str, args: &[Value]) -> String {
        let value = self.run(body, args);
        value.as_str().unwrap_or_else(|| panic!("a text was expected, not {value}: {body} {args:?}")).to_owned()
    }

    /// The state as the element tells it: a link's query.
    #[track_caller]
    pub fn state(&self) -> String {
        self.string("return figure.query", &[])
    }

    /// The element that fits a selector.
    #[track_caller]
    pub fn element(&self, css: &str) -> Element {
        let found = self.run("return $(args[0])", &[json!(css)]);
        Element::from_value(&found).expect("an element comes back as one")
    }

    /// The text that can be read in an element.
    #[track_caller]
    pub fn text(&self, css: &str) -> String {
        plain(&self.string("return $(args[0]).textContent", &[json!(css)]))
    }

    /// The texts of all shown elements that fit a selector.
    #[track_caller]
    pub fn texts(&self, css: &str) -> Vec<String> {
        let texts = self.run(
            "return [...root.querySelectorAll(args[0])].filter(isShown).map((e) => e.textContent.replace(/\\s+/g, ' ').trim())",
            &[json!(css)],
        );
        texts.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
    }

    /// Whether an element can be seen.
    #[track_caller]
    pub fn shows(&self, css: &str) -> bool {
        self.run("const e = root.querySelector(args[0]); return e !== null && isShown(e)", &[json!(css)]) == true
    }

    /// The value of a control.
    #[track_caller]
    pub fn value(&self, css: &str) -> String {
        self.string("return $(args[0]).value", &[json!(css)])
    }

    /// An attribute of an element; empty when it has none.
    #[track_caller]
    pub fn attribute(&self, css: &str, name: &str) -> String {
        self.string("return $(args[0]).getAttribute(args[1]) ?? ''", &[json!(css), json!(name)])
    }

    /// Whether a box is ticked, a radio button chosen, or a button pressed in.
    #[track_caller]
    pub fn is_on(&self, css: &str) -> bool {
        self.run("const e = $(args[0]); return e.checked || e.getAttribute('aria-pressed') === 'true'", &[json!(css)])
            == true
    }

    /// Whether a control can be used.
    #[track_caller]
    pub fn is_enabled(&self, css: &str) -> bool {
        self.run("return !$(args[0]).disabled", &[json!(css)]) == true
    }

    /// Waits until the figure speaks a language, whose words are loaded when they are first asked for.
    #[track_caller]
    pub fn wait_for_language(&self, lang: &str) {
        self.page.wait_for(
            "the figure's language",
            &format!(
                "const {{ shadowRoot }} = document.querySelectorAll('perceptron-playground')[{}];
                 return /[가-힣]/.test(shadowRoot.querySelector('.kind').textContent) === {}",
                self.nth,
                lang == "ko",
            ),
        );
        self.page.settle();
    }

    /// Chooses in the figure's menu.
    #[track_caller]
    pub fn choose_in_menu(&self, item: &str) {
        self.click(".menu-button");
        self.click(&format!(".menu .{item}"));
    }

    /// Clicks an element with the mouse.
    #[track_caller]
    pub fn click(&self, css: &str) {
        let place = self.run(&format!("{PLACE_OF} return placeOf($(args[0]))"), &[json!(css)]);
        self.page.browser.session.click_at(&place);
        self.page.settle();
    }

    /// Gives the focus to an element, as a step of the Tab key would.
    #[track_caller]
    pub fn focus(&self, css: &str) {
        self.run("$(args[0]).focus({ focusVisible: true })", &[json!(css)]);
    }

    /// Types a text into a box in the place of what stands there, and leaves it with Enter.
    #[track_caller]
    pub fn enter(&self, css: &str, text: &str) {
        self.click(css);
        self.page.press(&[key::CONTROL, "a"]);
        if text.is_empty() {
            self.page.press(&["\u{E017}"]); // Delete
        }
        self.page.type_text(text);
        self.page.press(&[key::ENTER]);
    }

    /// Gives a file box a file, as a choice in the browser's own window does: `content`, so many times over.
    #[track_caller]
    pub fn choose_file(&self, css: &str, name: &str, content: &str, times: u32) {
        self.run(
            "const [css, name, content, times] = args, files = new DataTransfer(), box = $(css);
             files.items.add(new File([content.repeat(times)], name));
             box.files = files.files;
             box.dispatchEvent(new Event('change'));",
            &[json!(css), json!(name), json!(content), json!(times)],
        );
    }

    /// Drags an element by its middle.
    #[track_caller]
    pub fn drag(&self, pointer: Pointer, css: &str, path: &[(i32, i32)]) {
        self.reveal(css);
        self.page.drag(pointer, &self.element(css), (0, 0), path);
    }

    /// Brings an element into view, where pointers can reach it.
    #[track_caller]
    pub fn reveal(&self, css: &str) {
        self.run("$(args[0]).scrollIntoView({ block: 'center', behavior: 'instant' })", &[json!(css)]);
        self.page.settle();
    }

    /// The picture's pixels, as the address of a PNG: equal when every pixel is.
    #[track_caller]
    pub fn picture(&self) -> String {
        self.string("return pixelsOf($('canvas'))", &[])
    }

    /// Fails unless the picture is one taken before, but for rounding: what is copied onto a ground is rounded to bytes once more than
    /// what is drawn on it, in Firefox twice. Both are compared on white, as one sees them: the color of a pixel that is hardly there is
    /// rounded by many levels.
    #[track_caller]
    pub fn assert_looks_like(&self, picture: &str) {
        let levels = self.run(
            "const images = [pixelsOf($('canvas')), args[0]].map((src) => Object.assign(new Image(), { src }));
             await Promise.all(images.map((image) => image.decode()));
             const [{ width, height }, before] = images;
             if (before.width !== width || before.height !== height) return 255;
             const [a, b] = images.map((image) => {
                 const copy = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
                 copy.fillStyle = 'white';
                 copy.fillRect(0, 0, width, height);
                 copy.drawImage(image, 0, 0);
                 return copy.getImageData(0, 0, width, height).data;
             });
             return a.reduce((most, level, at) => Math.max(most, Math.abs(level - b[at])), 0)",
            &[json!(picture)],
        );
        let most = if self.page.browser.engine == Engine::Firefox { 3 } else { 2 };
        assert!(levels.as_u64().is_some_and(|levels| levels <= most), "{levels} levels");
    }

    /// The red, green and blue of the picture's pixel at a place in CSS pixels from its upper left corner.
    #[track_caller]
    pub fn pixel(&self, x: f64, y: f64) -> [u8; 3] {
        let bytes = self.run(
            "const canvas = $('canvas'), scale = canvas.width / canvas.clientWidth;
             const [x, y] = args.map((length) => Math.round(length * scale));
             const copy = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
             copy.drawImage(canvas, -x, -y);
             return [...copy.getImageData(0, 0, 1, 1).data]",
            &[json!(x), json!(y)],
        );
        let byte = |i: usize| u8::try_from(bytes[i].as_u64().unwrap_or_default()).unwrap_or_default();
        [byte(0), byte(1), byte(2)]
    }
}

/// A text as it is read off a page: one space between words, whatever stands between them in the source.
pub fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
