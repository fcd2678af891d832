//! Packages for learning management systems: what the teachers' page saves, and what it says of itself in each standard.

use super::page::{choose, choose_panel, open, open_form};
use crate::element::axe::assert_no_violation;
use base64::Engine as _;
use playground_tests::{Page, Test, json, tests};
use std::collections::HashMap;
use std::io::{Cursor, Read as _};
use std::path::{Path, PathBuf};
use std::sync::{LazyLock, Mutex, PoisonError};

pub fn tests() -> Vec<Test> {
    tests![
        the_scorm_manifest_is_what_the_standard_asks_for,
        the_cmi5_structure_is_what_the_standard_asks_for,
        each_package_has_an_identifier_of_its_own,
        a_package_opened_outside_of_a_course_says_so_and_shows_its_figure,
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

/// The packages that the page has made, by standard, panel and what counts: it makes the same one each time.
static MADE: LazyLock<Mutex<HashMap<[String; 3], Vec<u8>>>> = LazyLock::new(Mutex::default);

/// A package, unpacked into a folder that is gone when the test ends.
pub struct Unpacked {
    /// The folder that holds `package/`.
    pub folder: PathBuf,
    /// What the zip has.
    pub names: Vec<String>,
}

impl Unpacked {
    /// The package of a panel as it opens; `counts` is what the page lets choose.
    #[track_caller]
    pub fn of(page: &Page<'_>, standard: &str, panel: &str, counts: &str, name: &str) -> Self {
        let made = || MADE.lock().unwrap_or_else(PoisonError::into_inner);
        let key = [standard, panel, counts].map(str::to_owned);
        let there = made().get(&key).cloned();
        let zip = there.unwrap_or_else(|| {
            open(page, "en");
            choose_panel(page, panel);
            choose(page, "#counts", counts);
            open_form(page, standard);
            saved(page, "#save")
        });
        made().insert(key, zip.clone());
        Self::from(zip, &format!("{standard}-{name}"))
    }

    #[track_caller]
    fn from(zip: Vec<u8>, name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("playground-{name}-{}", std::process::id()));
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
        Self { folder, names }
    }

    /// A file of the package.
    #[track_caller]
    pub fn text(&self, name: &str) -> String {
        std::fs::read_to_string(self.folder.join("package").join(name))
            .unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// Puts a page beside the package.
    pub fn beside(&self, name: &str, html: &str) {
        std::fs::write(self.folder.join(name), html).expect("the folder can be written");
    }

    /// Copies a file beside the package.
    pub fn bring(&self, file: &Path, name: &str) {
        std::fs::copy(file, self.folder.join(name)).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    }
}

impl Drop for Unpacked {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// Guesses, and makes the line that is asked for, in the figure that the page's `figure()` gives. What no hand has done
/// counts for nothing, so a key begins it.
pub fn make_and(page: &Page<'_>) {
    page.run("figure().shadowRoot.querySelector('.guesses button').focus()", &[]);
    page.press(&[playground_tests::page::key::ENTER]);
    page.run("figure().state = { w1: 1, w2: 1, theta: 1.5 }", &[]);
}

fn the_scorm_manifest_is_what_the_standard_asks_for(page: &Page<'_>) {
    let unpacked = Unpacked::of(page, "scorm", "gates", "make-and", "manifest");
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
    let files = unpacked.names.iter().filter(|name| *name != "imsmanifest.xml").collect::<Vec<_>>();
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

/// cmi5 13.1 and 14: the elements and attributes of `CourseStructure.xsd`, in its order.
fn the_cmi5_structure_is_what_the_standard_asks_for(page: &Page<'_>) {
    for (counts, move_on, mastery) in
        [("make-and", "Passed", json!(null)), ("all", "Passed", json!("1")), ("none", "Completed", json!(null))]
    {
        let unpacked = Unpacked::of(page, "cmi5", "gates", counts, "structure");
        let seen = page.run(
            "const xml = new DOMParser().parseFromString(arguments[0], 'application/xml');
             if (xml.querySelector('parsererror')) return xml.documentElement.textContent;
             const shape = (element) => [element.localName, ...[...element.children].map(shape)];
             const [course, au] = xml.documentElement.children;
             const ids = [course, au].map((element) => element.getAttribute('id'));
             return {
                 shape: shape(xml.documentElement),
                 spaces: [...new Set([...xml.querySelectorAll('*')].map(({ namespaceURI }) => namespaceURI))],
                 ids: ids.every((id) => /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id)) && ids[0] !== ids[1],
                 au: [au.getAttribute('moveOn'), au.getAttribute('masteryScore'), au.querySelector('url').textContent],
                 texts: [...xml.querySelectorAll('langstring')].every((text) => text.getAttribute('lang') === 'en' && text.textContent !== ''),
             }",
            &[json!(unpacked.text("cmi5.xml"))],
        );
        let texts = || [json!(["title", ["langstring"]]), json!(["description", ["langstring"]])];
        let [[title, about], [au_title, au_about]] = [texts(), texts()];
        let expected = json!({
            "shape": ["courseStructure", ["course", title, about], ["au", au_title, au_about, ["url"]]],
            "spaces": ["https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd"],
            "ids": true, "au": [move_on, mastery, "index.html"], "texts": true,
        });
        assert_eq!(seen, expected, "{counts}");
        assert!(unpacked.text("index.html").contains("; connect-src http: https:"));
    }
}

fn each_package_has_an_identifier_of_its_own(page: &Page<'_>) {
    for (standard, file, part) in
        [("scorm", "imsmanifest.xml", " identifier=\""), ("cmi5", "cmi5.xml", "<course id=\"")]
    {
        let mut identifiers = ["make-and", "none"].map(|goal| {
            let text = Unpacked::of(page, standard, "gates", goal, "identifier").text(file);
            text.split(part).nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default().to_owned()
        });
        identifiers.sort();
        assert!(
            identifiers.windows(2).all(|pair| pair[0] != pair[1]) && !identifiers[0].is_empty(),
            "{standard}: {identifiers:?}"
        );
    }
}

fn a_package_opened_outside_of_a_course_says_so_and_shows_its_figure(page: &Page<'_>) {
    for (standard, launch, said) in [
        ("scorm", "", "It was opened outside of a course."),
        ("cmi5", "", "It was opened outside of a course."),
        ("cmi5", "?endpoint=ftp://a.example&registration=1", "the address lacks fetch, actor, activityId, endpoint."),
    ] {
        let unpacked = Unpacked::of(page, standard, "gates", "make-and", "alone");
        // As a double click opens it.
        page.browser.session.navigate("about:blank");
        page.browser.session.navigate(&format!("file://{}/package/index.html{launch}", unpacked.folder.display()));
        page.wait_until_ready();
        let state = page.figure().state();
        assert!(state.contains("goal=make-and"), "{state}");
        let line = page.text("return document.querySelector('.course [role=status]').textContent");
        assert!(line.contains("The figure works, but nothing done here is reported") && line.contains(said), "{line}");
        // The checker looks into style sheets, which the page's policy keeps to itself.
        for said in ["frame.css", "preload assets"] {
            page.tolerate(said);
        }
        assert_no_violation(page, standard);
    }
}
