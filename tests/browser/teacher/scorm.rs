//! SCORM 1.2 packages: their manifest, and what they report to a stand-in for a learning management system.

use super::page::{choose, choose_panel, open, open_form};
use base64::Engine as _;
use perceptron_playground::panel::REGISTRY;
use playground_tests::server::Server;
use playground_tests::{Page, Test, Value, json, tests};
use std::io::{Cursor, Read as _};
use std::path::{Path, PathBuf};

pub fn tests() -> Vec<Test> {
    tests![
        the_manifest_is_what_the_standard_asks_for,
        reaching_the_goal_is_reported_with_a_score,
        opened_and_left_it_is_neither_completed_nor_failed,
        without_a_goal_using_the_figure_completes_it,
        each_package_has_an_identifier_of_its_own,
        what_was_passed_before_stays,
        a_package_without_a_system_shows_its_figure,
        a_package_in_a_window_of_its_own_finds_the_system_that_opened_it,
    ]
}

/// The file that a click on a button of the page saves.
#[track_caller]
pub fn saved(page: &Page<'_>, button: &str) -> Vec<u8> {
    page.run(
        "window.savedFile = undefined;
         const make = URL.createObjectURL;
         URL.createObjectURL = (blob) => {
             blob.arrayBuffer().then((bytes) => { window.savedFile = new Uint8Array(bytes); });
             return make.call(URL, blob);
         };",
        &[],
    );
    page.run("document.querySelector(arguments[0]).click()", &[json!(button)]);
    page.wait_for("the file", "return window.savedFile !== undefined");
    let text = page.text(
        "let text = '';
         for (let at = 0; at < savedFile.length; at += 30000) text += String.fromCharCode(...savedFile.subarray(at, at + 30000));
         return btoa(text)",
    );
    base64::engine::general_purpose::STANDARD.decode(text).expect("the browser writes base64")
}

/// A package, unpacked into a folder that is gone when the test ends.
struct Unpacked(PathBuf, Vec<String>);

impl Unpacked {
    fn of(zip: Vec<u8>, name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("playground-scorm-{name}-{}", std::process::id()));
        std::fs::create_dir_all(folder.join("package")).expect("the system has room for a temporary folder");
        let mut archive = zip::ZipArchive::new(Cursor::new(zip)).expect("it is a zip");
        let mut names = Vec::new();
        for at in 0..archive.len() {
            let mut file = archive.by_index(at).expect("the zip is whole");
            let mut content = Vec::new();
            file.read_to_end(&mut content).expect("the zip is whole");
            names.push(file.name().to_owned());
            std::fs::write(folder.join("package").join(file.name()), content).expect("the folder can be written");
        }
        Self(folder, names)
    }

    fn text(&self, name: &str) -> String {
        std::fs::read_to_string(self.0.join("package").join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// A page with an API that notes its calls, in which the package lies two frames deep.
    fn launch(&self, page: &Page<'_>, status: &str) -> Server {
        self.launch_by(page, status, PLAYER)
    }

    /// The same with another page between the two.
    fn launch_by(&self, page: &Page<'_>, status: &str, player: &str) -> Server {
        let html = LMS.replace("{status}", status);
        std::fs::write(self.0.join("lms.html"), html).expect("the folder can be written");
        std::fs::write(self.0.join("player.html"), player).expect("the folder can be written");
        let server = Server::start(Path::new(&self.0));
        page.browser.session.navigate(&server.address_of("/lms.html"));
        page.wait_for("the figure", "return window.ready");
        server
    }
}

impl Drop for Unpacked {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

const PLAYER: &str = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Player</title>
    <iframe title=\"Package\" src=\"package/index.html\" width=\"900\" height=\"900\"></iframe></html>";

/// It opens the package in a window of its own, and has no API itself.
const OPENER: &str = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Player</title>
    <script>window.opened = open('package/index.html', 'package', 'width=900,height=900')</script></html>";

/// It answers as the standard's table of return values has it, and refuses what is called out of turn.
const LMS: &str = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>LMS</title><link rel=\"icon\" href=\"data:,\"><script>
    window.calls = [];
    window.values = { 'cmi.core.lesson_status': '{status}' };
    let open = false;
    const known = /^cmi\\.core\\.(lesson_status|score\\.(raw|min|max)|session_time|exit)$/;
    window.API = {
        LMSInitialize(text) { calls.push(['initialize']); if (open || text !== '') return 'false'; open = true; return 'true'; },
        LMSFinish(text) { calls.push(['finish']); if (!open || text !== '') return 'false'; open = false; return 'true'; },
        LMSGetValue(name) { return open ? values[name] ?? '' : ''; },
        LMSSetValue(name, value) {
            calls.push(['set', name, value]);
            if (!open || !known.test(name) || typeof value !== 'string') { window.wrong = [name, value]; return 'false'; }
            values[name] = value;
            return 'true';
        },
        LMSCommit(text) { calls.push(['commit']); return String(open && text === ''); },
    };
    addEventListener('load', () => {
        const player = () => document.querySelector('iframe')?.contentWindow;
        const figure = () => (player()?.opened ?? player()?.frames[0])?.document.querySelector('perceptron-playground');
        const look = () => (figure()?.shadowRoot?.querySelector('.voice') ? (window.ready = true) : setTimeout(look, 20));
        window.figure = figure;
        look();
    });
    </script><iframe title=\"Player\" src=\"player.html\" width=\"1000\" height=\"1000\"></iframe></html>";

fn package(page: &Page<'_>, panel: &str, goal: &str, name: &str) -> Unpacked {
    open(page, "en");
    choose_panel(page, panel);
    choose(page, "#counts", goal);
    open_form(page, "scorm");
    Unpacked::of(saved(page, "#save"), name)
}

/// Guesses, and makes the line that is asked for.
fn answer(page: &Page<'_>) {
    page.run(
        "figure().shadowRoot.querySelector('.guesses button').click();
         figure().state = { w1: 1, w2: 1, theta: 1.5 }",
        &[],
    );
}

fn value(page: &Page<'_>, name: &str) -> Value {
    page.run("return values[arguments[0]] ?? null", &[json!(format!("cmi.core.{name}"))])
}

fn the_manifest_is_what_the_standard_asks_for(page: &Page<'_>) {
    let unpacked = package(page, "gates", "make-and", "manifest");
    let seen = page.run(
        "const xml = new DOMParser().parseFromString(arguments[0], 'application/xml');
         if (xml.querySelector('parsererror')) return xml.documentElement.textContent;
         const ADL = 'http://www.adlnet.org/xsd/adlcp_rootv1p2';
         const shape = (element) => [element.localName, ...[...element.children].map(shape)];
         const resource = xml.querySelector('resource');
         const ids = [...xml.querySelectorAll('[identifier]')].map((element) => element.getAttribute('identifier'));
         return {
             shape: shape(xml.documentElement),
             spaces: [...new Set([...xml.querySelectorAll('*')].map(({ namespaceURI }) => namespaceURI))],
             version: xml.querySelector('schemaversion').textContent,
             schema: xml.querySelector('schema').textContent,
             organization: xml.querySelector('organizations').getAttribute('default') === xml.querySelector('organization').getAttribute('identifier'),
             item: xml.querySelector('item').getAttribute('identifierref') === resource.getAttribute('identifier'),
             resource: [resource.getAttribute('type'), resource.getAttributeNS(ADL, 'scormtype'), resource.getAttribute('href')],
             files: [...resource.querySelectorAll('file')].map((file) => file.getAttribute('href')),
             identifiers: ids.every((id) => /^[A-Za-z_][\\w.-]*$/.test(id)) && new Set(ids).size === ids.length,
         }",
        &[json!(unpacked.text("imsmanifest.xml"))],
    );
    let files = unpacked.1.iter().filter(|name| *name != "imsmanifest.xml").collect::<Vec<_>>();
    let expected = json!({
        "shape": ["manifest", ["metadata", ["schema"], ["schemaversion"]],
                  ["organizations", ["organization", ["title"], ["item", ["title"]]]],
                  ["resources", ["resource", ["file"], ["file"], ["file"], ["file"]]]],
        "spaces": ["http://www.imsproject.org/xsd/imscp_rootv1p1p2"],
        "version": "1.2", "schema": "ADL SCORM", "organization": true, "item": true,
        "resource": ["webcontent", "sco", "index.html"], "files": files, "identifiers": true,
    });
    assert_eq!(seen, expected);
}

fn reaching_the_goal_is_reported_with_a_score(page: &Page<'_>) {
    let unpacked = package(page, "gates", "make-and", "goal");
    let _server = unpacked.launch(page, "not attempted");
    assert_eq!([value(page, "lesson_status"), value(page, "score.raw")], [json!("incomplete"), Value::Null]);
    answer(page);
    page.wait_for("the report", "return values['cmi.core.lesson_status'] === 'passed'");
    assert_eq!(value(page, "score.raw"), json!("100"));
    page.run("document.querySelector('iframe').src = 'about:blank'", &[]);
    page.wait_for("the end", "return calls.at(-1)[0] === 'finish'");
    let time = value(page, "session_time");
    let time = time.as_str().unwrap_or_default();
    let parts = time.split(':').map(str::len).collect::<Vec<_>>();
    assert_eq!(parts, [4, 2, 2], "{time}");
    assert_eq!(
        page.run("return [window.wrong ?? null, calls.filter(([name]) => name === 'initialize').length]", &[]),
        json!([null, 1])
    );
}

fn opened_and_left_it_is_neither_completed_nor_failed(page: &Page<'_>) {
    for (panel, _) in REGISTRY {
        // The first of its questions; that there may be none is for one panel to show.
        for has_question in [true, false].into_iter().take(if *panel == "gates" { 2 } else { 1 }) {
            open(page, "en");
            choose_panel(page, panel);
            let first = page.text("return document.querySelectorAll('#counts option')[1].value");
            let goal = if has_question { &first } else { "none" };
            let unpacked = package(page, panel, goal, "left");
            let _server = unpacked.launch(page, "not attempted");
            page.settle();
            page.run("document.querySelector('iframe').src = 'about:blank'", &[]);
            page.wait_for("the end", "return calls.at(-1)[0] === 'finish'");
            let seen = [value(page, "lesson_status"), value(page, "score.raw"), value(page, "exit")];
            assert_eq!(seen, [json!("incomplete"), Value::Null, json!("suspend")], "{panel} {goal}");
        }
    }
}

fn without_a_goal_using_the_figure_completes_it(page: &Page<'_>) {
    let unpacked = package(page, "gates", "none", "plain");
    let _server = unpacked.launch(page, "not attempted");
    page.run("figure().state = { w1: 0.25 }", &[]);
    page.settle();
    assert_eq!(value(page, "lesson_status"), json!("incomplete"), "nobody has touched it");
    page.run("figure().shadowRoot.querySelector('#w1-range').focus()", &[]);
    page.press(&[playground_tests::page::key::RIGHT]);
    page.wait_for("the report", "return values['cmi.core.lesson_status'] === 'completed'");
    assert_eq!(value(page, "score.raw"), Value::Null);
}

fn each_package_has_an_identifier_of_its_own(page: &Page<'_>) {
    let mut identifiers = ["make-and", "or-same-weights", "none"].map(|goal| {
        let manifest = package(page, "gates", goal, "identifier").text("imsmanifest.xml");
        manifest.split(" identifier=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default().to_owned()
    });
    identifiers.sort();
    assert!(
        identifiers.windows(2).all(|pair| pair[0] != pair[1])
            && identifiers[0].starts_with("perceptron-playground-gates-"),
        "{identifiers:?}"
    );
}

fn what_was_passed_before_stays(page: &Page<'_>) {
    let unpacked = package(page, "gates", "make-and", "again");
    let _server = unpacked.launch(page, "passed");
    assert_eq!(page.run("return calls.filter(([name]) => name === 'set')", &[]), json!([]));
    assert_eq!(value(page, "lesson_status"), json!("passed"));
}

fn a_package_without_a_system_shows_its_figure(page: &Page<'_>) {
    let unpacked = package(page, "gates", "make-and", "alone");
    let server = Server::start(&unpacked.0);
    page.browser.session.navigate(&server.address_of("/package/index.html"));
    page.wait_until_ready();
    let state = page.figure().state();
    assert!(state.contains("goal=make-and"), "{state}");
    assert_eq!(page.figure().run("return figure.dataset.counts", &[]), json!("make-and"));
}

fn a_package_in_a_window_of_its_own_finds_the_system_that_opened_it(page: &Page<'_>) {
    let unpacked = package(page, "gates", "make-and", "opened");
    let _server = unpacked.launch_by(page, "not attempted", OPENER);
    assert_eq!([value(page, "lesson_status"), value(page, "score.raw")], [json!("incomplete"), Value::Null]);
    answer(page);
    page.wait_for("the report", "return values['cmi.core.lesson_status'] === 'passed'");
    page.run("document.querySelector('iframe').contentWindow.opened.close()", &[]);
    page.wait_for("the end", "return calls.at(-1)[0] === 'finish'");
}
