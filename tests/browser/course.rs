//! The course around the figures: the cover, eleven chapters, the way from one to the next, and prose whose links act on the plate
//! beside it. The bar of years, the glossary, and the map of the course: each of its links shows the words that it promises.

use crate::element::axe;
use crate::element::look::assert_becomes;
use crate::model::open_natively;
use crate::plate::drawers::show_drawer;
use crate::plate::wait_until_worked_out;
use playground_tests::runner::{is_full, texts};
use playground_tests::{Figure, Page, Test, Value, json};

/// Chapters, in the order of the course.
const CHAPTERS: [&str; 11] = [
    "neuron",
    "bias",
    "learning",
    "xor",
    "activations",
    "decision",
    "classes",
    "digits",
    "sequences",
    "regression",
    "generate",
];

/// What is checked of a chapter, in a language.
type Check = fn(&Page<'_>, &str, &str);

pub fn tests() -> Vec<Test> {
    let of_all = playground_tests::tests![
        the_cover_lists_the_chapters_and_turning_the_pages_leads_through_all,
        language_and_theme_change_in_place_and_are_kept_on_the_way,
        the_page_speaks_the_language_of_its_address_or_else_the_readers,
        links_of_former_days_find_their_chapter,
        back_goes_to_the_link_before,
        back_stays_in_a_chapter_whose_plate_shows_several_panels,
        the_cover_is_for_everyone,
        each_year_tells_three_sentences_and_its_source,
        the_glossary_has_every_term_and_leads_to_a_figure_of_each,
        the_calls_of_three_libraries_light_their_parts,
        each_link_of_the_map_shows_the_words_that_it_promises,
    ];
    let checks: [(&str, Check); 2] =
        [("a_chapter_fits_its_reader", fits), ("every_link_in_the_prose_acts_on_its_plate", acts)];
    let of_chapters = checks.into_iter().enumerate().flat_map(|(nth, (name, check))| {
        CHAPTERS.iter().enumerate().map(move |(at, chapter)| {
            // Unless everything is looked at, each chapter is read in one language, and used in the other.
            let languages = ["ko", "en"].into_iter().enumerate();
            let asked = languages.filter(move |(lang, _)| is_full() || (nth + at + lang) % 2 == 0);
            Test::new(&format!("{}::{name}::{chapter}", module_path!()), move |page| {
                asked.clone().for_each(|(_, lang)| check(page, chapter, lang));
            })
        })
    });
    of_all.into_iter().chain(of_chapters).collect()
}

#[track_caller]
fn open(page: &Page<'_>, chapter: &str, lang: &str) {
    page.open(&format!("/course/{chapter}.html?lang={lang}"));
}

/// Follows a link of the page, and waits until the page it leads to is there.
#[track_caller]
fn turn_to(page: &Page<'_>, css: &str) {
    let address = page.text(&format!("window.isOld = true; return document.querySelector({css:?}).href"));
    page.browser.session.click(&page.element(css));
    page.wait_for("the next page", &format!("return window.isOld === undefined && location.href === {address:?}"));
    page.wait_until_ready();
}

/// What a reader of a language sees of the elements that fit a selector.
#[track_caller]
fn read(page: &Page<'_>, css: &str) -> Vec<String> {
    let found = page.run(
        "return [...document.querySelectorAll(arguments[0])].filter((e) => e.checkVisibility()).map((e) => e.innerText.replace(/\\s+/g, ' ').trim())",
        &[json!(css)],
    );
    texts(&found).into_iter().map(str::to_owned).collect()
}

fn has_hangul(text: &str) -> bool {
    text.chars().any(|letter| ('가'..='힣').contains(&letter))
}

fn the_cover_lists_the_chapters_and_turning_the_pages_leads_through_all(page: &Page<'_>) {
    for (lang, is_korean) in [("ko", true), ("en", false)] {
        page.open(&format!("/?lang={lang}"));
        let names = page.run(
            "return [...document.querySelectorAll('.contents a')].map(({ href }) => /course\\/(\\w+)\\.html/.exec(href)[1])",
            &[],
        );
        assert_eq!(texts(&names), CHAPTERS);
        let titles = read(page, ".contents strong");
        assert_eq!(titles.len(), CHAPTERS.len());
        if !is_korean && !is_full() {
            continue;
        }
        turn_to(page, ".contents a");
        for (nth, chapter) in CHAPTERS.iter().enumerate() {
            assert!(page.text("return location.pathname").ends_with(&format!("/course/{chapter}.html")));
            assert!(page.text("return document.title").starts_with(&titles[nth]), "{chapter}");
            let heading = read(page, "h1").join(" ");
            assert_eq!(has_hangul(&heading), is_korean, "{heading}");
            let said = read(page, ".prose p").join(" ");
            assert!(said.len() > 200 && has_hangul(&said) == is_korean, "{chapter}: {said}");
            let turns = read(page, ".turn a");
            assert_eq!(turns.len(), if nth == 0 || nth == CHAPTERS.len() - 1 { 1 } else { 2 }, "{chapter}: {turns:?}");
            if nth < CHAPTERS.len() - 1 {
                assert!(turns.last().is_some_and(|turn| turn.ends_with(&titles[nth + 1])), "{chapter}: {turns:?}");
                turn_to(page, ".turn a:last-child");
            }
        }
        turn_to(page, ".turn a:first-child");
        assert!(page.text("return location.pathname").ends_with("/course/regression.html"));
        turn_to(page, "header .name");
        assert_eq!(read(page, ".contents strong"), titles);
    }
}

#[track_caller]
fn button(page: &Page<'_>, nth: usize) -> String {
    let css = format!("body > header button:nth-of-type({nth})");
    page.browser.session.click(&page.element(&css));
    page.settle();
    page.text(&format!("return document.querySelector({css:?}).textContent"))
}

fn language_and_theme_change_in_place_and_are_kept_on_the_way(page: &Page<'_>) {
    page.browser.media("", &[("prefers-color-scheme", "light")]);
    open(page, "neuron", "en");
    let figure = page.figure();
    figure.click(".guesses button");
    figure.enter("#w1-box", "0.25");
    let state = figure.state();
    for (theme, label, dark) in [("light", "Theme: light", false), ("dark", "Theme: dark", true)] {
        assert_eq!(button(page, 1), label);
        assert_eq!(page.text("return document.documentElement.dataset.theme"), theme);
        assert_becomes(&figure, dark);
    }
    assert_eq!(button(page, 2), "English", "the button says where it leads");
    figure.wait_for_language("ko");
    assert_eq!(figure.state(), state);
    assert!(has_hangul(&read(page, "h1").join(" ")) && has_hangul(&page.text("return document.title")));
    assert_eq!(page.text("return document.documentElement.lang"), "ko");
    // What was chosen goes along, without anything being stored.
    for css in [".turn a:last-child", ".name", ".contents a"] {
        turn_to(page, css);
        assert_eq!(page.text("return document.documentElement.lang"), "ko", "{css}");
        assert_eq!(page.text("return document.documentElement.dataset.theme"), "dark", "{css}");
        page.figure().wait_for_language("ko");
        assert_becomes(&page.figure(), true);
    }
    assert_eq!(
        page.run("return [localStorage.length, sessionStorage.length, document.cookie]", &[]),
        json!([0, 0, ""])
    );
}

fn the_page_speaks_the_language_of_its_address_or_else_the_readers(page: &Page<'_>) {
    for (browser, address, lang) in [
        ("en-US", "/", "en"),
        ("ko-KR", "/", "ko"),
        ("ko-KR", "/?lang=en", "en"),
        ("en-US", "/?lang=ko", "ko"),
        ("fr-FR", "/course/neuron.html", "en"),
        ("ko-KR", "/course/neuron.html", "ko"),
    ] {
        page.browser.speak(browser);
        page.open(address);
        page.figure().wait_for_language(lang);
        assert_eq!(page.text("return document.documentElement.lang"), lang, "{browser} {address}");
        assert_eq!(has_hangul(&read(page, "h1").join(" ")), lang == "ko", "{browser} {address}");
    }
}

/// The figure beside a link of the prose.
#[track_caller]
fn figure_beside<'p>(page: &'p Page<'p>, css: &str) -> Figure<'p> {
    let nth = page.number(&format!(
        "const figure = document.querySelector({css:?}).closest('.scene').querySelector('perceptron-playground');
         return [...document.querySelectorAll('perceptron-playground')].indexOf(figure)"
    ));
    page.nth_figure(usize::from(nth >= 0.5))
}

/// Whether what a link's hash says is open in a figure, to the last setting.
#[track_caller]
fn assert_is_open(figure: &Figure<'_>, hash: &str) {
    let query = hash.trim_start_matches('#');
    let pair = query.split('&').next().unwrap_or_default();
    let panel = pair.strip_prefix("panel=").unwrap_or_default();
    // Which questions show is the figure's own; all else is the panel's.
    let state: Vec<_> = query.split('&').skip(1).filter(|part| !part.starts_with("questions=")).collect();
    let expected = open_natively(panel, &state.join("&")).link();
    figure.page.wait_for(
        &format!("the state {expected}"),
        &format!(
            "return [...document.querySelectorAll('perceptron-playground')].some((figure) => figure.table?.panel === {panel:?} && figure.query === {expected:?})"
        ),
    );
    wait_until_worked_out(figure);
    assert_eq!(figure.run("return figure.table.panel", &[]), json!(panel), "{hash}");
    assert_eq!(figure.state(), expected, "{hash}");
    assert!(!figure.shows(".notice"), "{hash}: {}", figure.text(".notice"));
}

/// The figure of a panel in the page.
#[track_caller]
fn figure_of<'p>(page: &'p Page<'p>, panel: &str) -> Figure<'p> {
    let nth = page.number(&format!(
        "return [...document.querySelectorAll('perceptron-playground')].findIndex((figure) => figure.getAttribute('panel') === {panel:?})"
    ));
    assert!(nth >= 0.0, "the page has no {panel}");
    page.nth_figure(usize::from(nth >= 0.5))
}

fn links_of_former_days_find_their_chapter(page: &Page<'_>) {
    for (panel, state, chapter) in [
        ("gates", "gate=or&w1=1&w2=1&b=-0.5&row=01", ""),
        ("xor", "part=hand", "xor"),
        ("network", "data=xor&layers=tanh2", "xor"),
        ("activations", "", "activations"),
        ("classes", "part=compare", "classes"),
        ("digits", "", "digits"),
        ("layers", "part=conv", "digits"),
        ("regression", "steps=40", "regression"),
    ] {
        let hash = format!("#panel={panel}{}{state}", if state.is_empty() { "" } else { "&" });
        page.load(&format!("/?lang=ko{hash}"));
        let path = if chapter.is_empty() { "/".to_owned() } else { format!("/course/{chapter}.html") };
        page.wait_for(
            "the chapter",
            &format!("return location.pathname === {path:?} && location.search === '?lang=ko'"),
        );
        page.wait_for("its figures", "return document.querySelector('perceptron-playground')?.table !== undefined");
        page.wait_until_ready();
        let figure = figure_of(page, panel);
        page.wait_for(
            "the figure",
            &format!("return document.querySelector('perceptron-playground[panel={panel}]').table !== undefined"),
        );
        assert_is_open(&figure, &hash);
        assert_in_view(page, &format!("perceptron-playground[panel={panel}]"), &hash);
    }
}

/// Waits until six tenths of a figure's plate are in view, to which the page scrolls, and the page has come to rest.
#[track_caller]
fn assert_in_view(page: &Page<'_>, figure: &str, what: &str) {
    page.wait_for(
        &format!("the plate in view: {what}"),
        &format!(
            "const plate = document.querySelector('{figure}').shadowRoot.querySelector('.plate').getBoundingClientRect();
             const seen = Math.min(plate.bottom, innerHeight) - Math.max(plate.top, 0);
             const before = scrollY;
             await new Promise((done) => setTimeout(done, 100));
             return (seen >= 0.6 * plate.height && scrollY === before) || {{ error: JSON.stringify([plate, before, scrollY]) }}"
        ),
    );
}

/// The links of the prose that can be seen, by their place among all.
#[track_caller]
fn links(page: &Page<'_>) -> Vec<(String, String)> {
    let found = page.run(
        "const links = [...document.querySelectorAll('.scene a[href^=\"#panel=\"]')];
         return links.map((link, nth) => { link.id = `link-${nth}`; return link; }).filter((link) => link.checkVisibility())
             .map((link) => [link.id, link.getAttribute('href')])",
        &[],
    );
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    found.as_array().into_iter().flatten().map(|link| (text(&link[0]), text(&link[1]))).collect()
}

/// In Korean on a laptop, in English on a phone.
fn acts(page: &Page<'_>, chapter: &str, lang: &str) {
    if lang == "en" {
        page.browser.phone(390, 844);
    } else {
        page.browser.screen(1280, 720, 1.0);
    }
    open(page, chapter, lang);
    let links = links(page);
    assert!(!links.is_empty(), "{chapter} in {lang}");
    for (id, hash) in links {
        let link = format!("#{id}");
        let figure = figure_beside(page, &link);
        page.browser.session.click(&page.element(&link));
        assert_is_open(&figure, &hash);
        let plate = format!(".scene:has(#{id}) perceptron-playground");
        assert_in_view(page, &plate, &format!("{chapter} in {lang}: {hash}"));
        assert_eq!(page.text("return location.hash"), hash, "{chapter} in {lang}");
    }
}

fn back_goes_to_the_link_before(page: &Page<'_>) {
    open(page, "neuron", "en");
    let links = links(page);
    for (id, _) in &links[..2] {
        page.browser.session.click(&page.element(&format!("#{id}")));
        page.settle();
    }
    assert_is_open(&page.figure(), &links[1].1);
    page.run("history.back()", &[]);
    assert_is_open(&page.figure(), &links[0].1);
}

fn back_stays_in_a_chapter_whose_plate_shows_several_panels(page: &Page<'_>) {
    open(page, "decision", "ko");
    let links = links(page);
    assert!(links[0].1.starts_with("#panel=regression") && links[3].1.starts_with("#panel=classes"), "{links:?}");
    for (id, hash) in [&links[0], &links[3]] {
        page.browser.session.click(&page.element(&format!("#{id}")));
        assert_is_open(&page.figure(), hash);
    }
    page.run("history.back()", &[]);
    assert_is_open(&page.figure(), &links[0].1);
    assert!(page.text("return location.pathname").ends_with("/course/decision.html"));
    // The address alone opens the same.
    page.load(&format!("/course/decision.html?lang=en{}", links[2].1));
    page.wait_until_ready();
    assert_is_open(&page.figure(), &links[2].1);
    assert!(page.text("return location.pathname").ends_with("/course/decision.html"));
}

/// The story that is told, in the reader's language.
#[track_caller]
fn story(page: &Page<'_>) -> Vec<String> {
    page.wait_for("the story", "return document.querySelector('.story:not([hidden]) p') !== null");
    read(page, ".story p")
}

fn each_year_tells_three_sentences_and_its_source(page: &Page<'_>) {
    let years = [("1943", "neuron"), ("1958", "learning"), ("1969", "xor"), ("1986", "xor"), ("2012", "digits")];
    for (lang, chapter) in [("ko", "xor"), ("en", "neuron"), ("ko", "")] {
        let address =
            if chapter.is_empty() { format!("/?lang={lang}") } else { format!("/course/{chapter}.html?lang={lang}") };
        page.open(&address);
        page.wait_for("the bar", "return document.querySelectorAll('.years button').length === 5");
        for (year, of) in years {
            let button = format!("#year-{year}");
            let is_here = page.run("return document.querySelector(arguments[0]).dataset.here === ''", &[json!(button)]);
            assert_eq!(is_here, of == chapter, "{year} in {chapter}");
            page.run("document.querySelector(arguments[0]).focus()", &[json!(button)]);
            page.press(&["\u{E007}"]); // Enter
            let told = story(page);
            assert_eq!(has_hangul(&told[0]), lang == "ko", "{told:?}");
            let ends = told[0].matches(". ").count() + usize::from(told[0].ends_with('.'));
            assert!(ends >= 3 && told[0].starts_with(year), "{told:?}");
            assert!(told[1].contains(year), "the source of {year}: {told:?}");
            assert_eq!(told.len(), if of == chapter { 2 } else { 3 }, "{told:?}");
        }
        page.press(&["\u{E007}"]);
        assert_eq!(page.run("return document.querySelector('.story').hidden", &[]), true, "what is open closes again");
    }
    page.open("/course/bias.html?lang=en#year-1986");
    assert!(story(page)[0].contains("Rumelhart"));
}

fn the_glossary_has_every_term_and_leads_to_a_figure_of_each(page: &Page<'_>) {
    page.browser.screen(1280, 720, 1.0);
    let mut chapters = std::collections::BTreeMap::new();
    for (lang, scheme) in [("ko", "light"), ("en", "dark")] {
        page.browser.media("", &[("prefers-color-scheme", scheme)]);
        page.load(&format!("/course/glossary.html?lang={lang}"));
        page.wait_for("the terms", "return document.querySelectorAll('.glossary > div').length > 50");
        let file = format!("{}/../www/texts/terms.{lang}.js", env!("CARGO_MANIFEST_DIR"));
        let table = std::fs::read_to_string(file).expect("the terms");
        let names = read(page, ".glossary dt > span:first-of-type, .glossary dt > span:nth-of-type(2):not(.other)");
        for name in &names {
            assert!(table.contains(name.as_str()), "{name}");
        }
        let texts = read(page, ".glossary dd > span");
        assert_eq!(
            (names.len(), texts.len()),
            (table.matches("name:").count(), names.len()),
            "{lang}: a term is missing"
        );
        assert!(texts.iter().all(|text| has_hangul(text) == (lang == "ko")), "{texts:?}");
        axe::assert_no_violation(page, &format!("the glossary in {lang}, {scheme}"));
        let found = page.run(
            "return [...document.querySelectorAll('.glossary a')].map((a) => a.href.replace(/\\?[^#]*/, ''))",
            &[],
        );
        for link in texts_of(&found) {
            let (path, hash) = link.split_once('#').expect("a state");
            let (panel, state) =
                hash.trim_start_matches("panel=").split_once('&').unwrap_or((hash.trim_start_matches("panel="), ""));
            // It is one that the panel takes without a complaint.
            open_natively(panel, state);
            let chapter = path.rsplit('/').next().and_then(|name| name.strip_suffix(".html")).expect("a chapter");
            assert!(CHAPTERS.contains(&chapter), "{link}");
            chapters.insert((chapter.to_owned(), panel.to_owned()), format!("#{hash}"));
        }
        assert_no_sideways_scroll(page, "the glossary");
    }
    let mut opened = "";
    for ((chapter, _), hash) in &chapters {
        if opened == chapter {
            page.run("location.hash = arguments[0]", &[json!(hash)]);
        } else {
            page.load(&format!("/course/{chapter}.html?lang=ko{hash}"));
            opened = chapter;
        }
        page.wait_until_ready();
        let panel = hash.trim_start_matches("#panel=").split('&').next().unwrap_or_default();
        page.wait_for(
            &format!("{chapter}{hash}"),
            &format!("return [...document.querySelectorAll('perceptron-playground')].some((figure) => figure.table?.panel === {panel:?})"),
        );
        assert!(page.text("return location.pathname").ends_with(&format!("/course/{chapter}.html")), "{chapter}{hash}");
    }
}

fn texts_of(value: &Value) -> Vec<String> {
    texts(value).into_iter().map(str::to_owned).collect()
}

fn the_calls_of_three_libraries_light_their_parts(page: &Page<'_>) {
    open(page, "regression", "en");
    for (library, first, last) in [
        ("keras", "make_dataset", "get_weights"),
        ("pytorch", "make_dataset", "state_dict"),
        ("lightning", "make_dataset", "state_dict"),
    ] {
        page.browser.session.click(&page.element(&format!(".lab-calls [value={library}]")));
        let names = read(page, ".lab-calls th");
        assert_eq!((names.len(), names[0].as_str(), names[7].as_str()), (8, first, last), "{library}");
        let calls: Vec<_> = links(page).into_iter().filter(|(_, hash)| hash.contains("call=")).collect();
        assert_eq!(calls.len(), 8, "{library}");
        for ((id, hash), name) in calls.iter().zip(&names) {
            page.browser.session.click(&page.element(&format!("#{id}")));
            let figure = page.figure();
            assert_is_open(&figure, hash);
            // One picture is lit, and names the call; so does the sentence.
            let name = name.split('(').next().unwrap_or_default();
            let lit = figure.texts(".view.lit .call-name");
            assert_eq!(lit.len(), 1, "{hash}: {lit:?}");
            assert!(lit[0].starts_with(name), "{hash}: {lit:?}");
            assert!(figure.text("#sentence").starts_with(name), "{hash}: {}", figure.text("#sentence"));
        }
    }
    // In the figure itself: a press lights, another one puts out, and nothing begins anew.
    open(page, "regression", "ko");
    let figure = page.figure();
    figure.run("figure.open('panel=regression&steps=40')", &[]);
    page.wait_for("the run", "return document.querySelector('perceptron-playground').state?.steps === 40");
    show_drawer(&figure, "numbers");
    let (picture, fit) = (figure.picture(), ".calls li:nth-child(5) button");
    figure.click(fit);
    assert!(figure.is_on(fit) && figure.picture() != picture, "the test rows are faint");
    assert!(figure.state().contains("steps=40"), "{}", figure.state());
    figure.click(fit);
    assert!(!figure.is_on(fit) && figure.picture() == picture);
}

/// A row of the map: the page, the state or the year that it opens, and the words to be found there.
struct Promise {
    address: String,
    words: Vec<String>,
}

/// The rows of `docs/course-map.md`.
fn promises() -> Vec<Promise> {
    let map = include_str!("../../docs/course-map.md");
    let row = |line: &str| {
        let cells: Vec<_> = line.trim_matches('|').split('|').map(str::trim).collect();
        let [_, link, _, words] = cells[..] else { panic!("four cells: {line}") };
        let address = link.split_once("](../").and_then(|(_, rest)| rest.strip_suffix(')')).expect("a link to a page");
        let words: Vec<_> = words
            .split(" / ")
            .map(|word| word.strip_prefix('“').and_then(|word| word.strip_suffix('”')).unwrap_or(word).to_owned())
            .collect();
        assert!(words.iter().all(|word| word.chars().count() > 1), "{line}");
        Promise { address: address.to_owned(), words }
    };
    map.lines().filter(|line| line.contains("](../")).map(row).collect()
}

fn each_link_of_the_map_shows_the_words_that_it_promises(page: &Page<'_>) {
    page.browser.screen(1280, 720, 1.0);
    let promises = promises();
    assert!(promises.len() > 30, "{} rows", promises.len());
    let mut opened = String::new();
    for Promise { address, words } in promises {
        let (path, hash) = address.split_once('#').unwrap_or((&address, ""));
        // A reader who is on the page already follows the link there.
        if opened == path && !hash.is_empty() {
            page.run("location.hash = arguments[0]", &[json!(hash)]);
        } else {
            page.load(&format!("/{path}?lang=ko{}{hash}", if hash.is_empty() { "" } else { "#" }));
            path.clone_into(&mut opened);
        }
        if let Some(query) = hash.strip_prefix("panel=") {
            page.wait_until_ready();
            let (panel, state) = query.split_once('&').unwrap_or((query, ""));
            let state = open_natively(panel, state).link();
            page.wait_for(
                &format!("the state of {address}"),
                &format!(
                    "const open = [...document.querySelectorAll('perceptron-playground')].find((figure) => figure.table?.panel === {panel:?} && figure.query === {state:?});
                     return open !== undefined && !open.shadowRoot.querySelector('.plate').classList.contains('busy')"
                ),
            );
        }
        for word in words {
            page.wait_for(
                &format!("“{word}” at {address}"),
                &format!(
                    "const plain = (text) => text.replace(/\\s+/g, ' ');
                     const seen = (root) => [...root.querySelectorAll('body, .figure')].map((part) => plain(part.innerText)).join(' ');
                     const all = [seen(document), ...[...document.querySelectorAll('perceptron-playground')].map((figure) => seen(figure.shadowRoot))];
                     return all.some((text) => text.includes({word:?})) || {{ error: {address:?} }}"
                ),
            );
        }
    }
}

/// No page is wider than its window: on phones, and with letters twice as large on half a usual screen.
#[track_caller]
fn assert_no_sideways_scroll(page: &Page<'_>, what: &str) {
    for width in [360, 320] {
        page.browser.phone(width, 740);
        page.wait_for("the screen", &format!("return document.documentElement.clientWidth === {width}"));
        page.settle();
        let wide = page.run("return [document.documentElement.scrollWidth, innerWidth]", &[]);
        assert_eq!(wide, json!([width, width]), "{what}");
    }
    page.browser.screen(700, 900, 1.0);
    page.run("document.documentElement.style.fontSize = '200%'", &[]);
    page.settle();
    let wide = page.run("return [document.documentElement.scrollWidth, innerWidth]", &[]);
    assert!(wide[0].as_u64() <= wide[1].as_u64(), "{what} in large letters: {wide}");
    page.run("document.documentElement.style.fontSize = ''", &[]);
}

fn the_cover_is_for_everyone(page: &Page<'_>) {
    for (lang, scheme) in [("ko", "light"), ("en", "dark")] {
        page.browser.media("", &[("prefers-color-scheme", scheme)]);
        page.browser.screen(1280, 720, 1.0);
        page.open(&format!("/?lang={lang}"));
        axe::assert_no_violation(page, &format!("the cover in {lang}, {scheme}"));
        assert_no_sideways_scroll(page, &format!("the cover in {lang}"));
    }
}

/// In Korean on a light page, in English on a dark one.
fn fits(page: &Page<'_>, chapter: &str, lang: &str) {
    let scheme = if lang == "ko" { "light" } else { "dark" };
    page.browser.media("", &[("prefers-color-scheme", scheme)]);
    page.browser.screen(1280, 720, 1.0);
    open(page, chapter, lang);
    let what = format!("{chapter} in {lang}");
    let screens = page.number("return document.documentElement.scrollHeight / innerHeight");
    assert!(screens <= 4.0, "{what} is {screens:.2} screens high");
    axe::assert_no_violation(page, &format!("{what}, {scheme}"));
    every_term_opens(page, lang, &what);
    page.browser.phone(390, 844);
    page.wait_for("the phone", "return document.documentElement.clientWidth === 390");
    page.settle();
    let screens = page.number("return document.documentElement.scrollHeight / innerHeight");
    assert!(screens <= 4.0, "{what} is {screens:.2} screens of a phone high");
    assert_no_sideways_scroll(page, &what);
}

/// What a term means stands beside it in the reader's language, inside of the window.
#[track_caller]
fn every_term_opens(page: &Page<'_>, lang: &str, what: &str) {
    let terms = page.run(
        "return [...document.querySelectorAll('.term')].map((term, nth) => { term.id = `term-${nth}`; return term; }).filter((term) => term.checkVisibility()).map(({ id }) => id)",
        &[],
    );
    for id in texts(&terms) {
        page.browser.session.click(&page.element(&format!("#{id}")));
        page.wait_for("the meaning", "return document.querySelector('.meaning:popover-open')?.textContent.length > 20");
        page.settle();
        let seen = page.run(
            "const meaning = document.querySelector('.meaning'), { left, right, top, bottom } = meaning.getBoundingClientRect();
             return [meaning.innerText, left >= 0 && right <= innerWidth && top >= 0 && bottom <= innerHeight]",
            &[],
        );
        assert_eq!(has_hangul(seen[0].as_str().unwrap_or_default()), lang == "ko", "{what}, {id}: {seen}");
        assert_eq!(seen[1], true, "{what}, {id} is out of view");
        page.press(&["\u{E00C}"]);
        assert_eq!(
            page.run("return document.querySelector('.meaning:popover-open')", &[]),
            Value::Null,
            "{what}, {id}"
        );
    }
}
