//! A learning management system as cmi5 knows it: it gives one token a visit, has the documents of the launch, and takes statements.
//! Each rule for a unit in "cmi5 Specification Profile for xAPI" (Quartz, 1st edition) that can be told from what arrives is
//! checked; what breaks one is noted under its section. It lies on an origin of its own, as stores do.

use super::rules::{Visit, broken_by};
use playground_tests::server::{Answer, Request, Server};
use playground_tests::{Value, json};
use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// What goes wrong with it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Fault {
    /// Nothing does.
    #[default]
    None,
    /// The token was given before: 8.2.3.2.
    Token,
    /// It answers no request for a document or with a statement.
    Busy,
    /// It has no launch data.
    Launch,
}

#[derive(Debug, Default)]
struct Inner {
    visit: Visit,
    launch: Value,
    preferences: Value,
    fault: Fault,
    token: String,
    tokens_given: usize,
    read: Vec<String>,
    documents: HashMap<String, Value>,
    statements: Vec<Value>,
    broken: Vec<String>,
}

/// The system; what it has seen can be asked while a page talks to it.
#[derive(Debug)]
pub struct Store {
    inner: Arc<Mutex<Inner>>,
    server: Server,
}

impl Store {
    /// A system with a learner who has not begun.
    pub fn start(folder: &Path) -> Self {
        let visit = Visit::usual();
        // As systems write it that have no mastery score.
        let launch = json!({ "contextTemplate": visit.template, "launchMode": visit.mode, "moveOn": "Passed", "masteryScore": null, "returnURL": null });
        let inner = Arc::new(Mutex::new(Inner { visit, launch, token: "visit-1".to_owned(), ..Inner::default() }));
        let server = Server::start(folder);
        let shared = Arc::clone(&inner);
        server.answer_by(move |request| Some(lock(&shared).answer(request)));
        Self { inner, server }
    }

    /// Gives the launch another value.
    pub fn launch_with(&self, name: &str, value: Value) {
        let mut inner = lock(&self.inner);
        match name {
            "launchMode" => value.as_str().unwrap_or_default().clone_into(&mut inner.visit.mode),
            "masteryScore" => inner.visit.mastery = value.as_f64(),
            _ => {}
        }
        inner.launch[name] = value;
    }

    /// What the learner prefers: 11.
    pub fn prefer(&self, languages: &str) {
        lock(&self.inner).preferences = json!({ "languagePreference": languages, "audioPreference": "on" });
    }

    /// From now on something goes wrong.
    pub fn fail(&self, fault: Fault) {
        lock(&self.inner).fault = fault;
    }

    /// The same learner opens the unit again, in the same registration.
    pub fn visit_again(&self) {
        let mut inner = lock(&self.inner);
        let verbs = inner.statements.drain(..).map(|statement| statement["verb"]["id"].clone());
        let verbs = verbs.filter_map(|verb| verb.as_str().map(str::to_owned)).collect::<Vec<_>>();
        inner.visit.before.extend(verbs);
        "visit-2".clone_into(&mut inner.token);
        inner.tokens_given = 0;
        inner.read.clear();
    }

    /// What the address of a launch has: 8.1.
    pub fn launch(&self) -> Value {
        let Visit { actor, registration, activity, .. } = lock(&self.inner).visit.clone();
        json!({
            "endpoint": self.server.address_of("/lrs"),
            "fetch": self.server.address_of("/token?visit=1"),
            "actor": actor.to_string(),
            "registration": registration,
            "activityId": activity,
        })
    }

    /// The statements taken.
    pub fn statements(&self) -> Vec<Value> {
        lock(&self.inner).statements.clone()
    }

    /// The verbs of the statements taken, without what stands before their names.
    pub fn verbs(&self) -> Vec<String> {
        let name = |statement: &Value| {
            statement["verb"]["id"].as_str().and_then(|id| id.rsplit('/').next()).unwrap_or_default().to_owned()
        };
        self.statements().iter().map(name).collect()
    }

    /// A document of the State API.
    pub fn document(&self, name: &str) -> Option<Value> {
        lock(&self.inner).documents.get(name).cloned()
    }

    /// The rules broken so far, each with its section.
    pub fn broken(&self) -> Vec<String> {
        lock(&self.inner).broken.clone()
    }

    /// The visit, for what checks statements by itself.
    pub fn visit(&self) -> Visit {
        lock(&self.inner).visit.clone()
    }
}

fn lock(inner: &Mutex<Inner>) -> MutexGuard<'_, Inner> {
    inner.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The pairs of a query, decoded.
fn pairs(query: &str) -> HashMap<String, String> {
    let pair = |text: &str| text.split_once('=').map(|(name, value)| (decoded(name), decoded(value)));
    query.split('&').filter_map(pair).collect()
}

fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        match byte {
            b'+' => bytes.push(b' '),
            b'%' => {
                let digits = [rest.next(), rest.next()].map(|digit| digit.map_or('0', char::from));
                let value = digits.iter().fold(0, |value, digit| value * 16 + digit.to_digit(16).unwrap_or(0));
                bytes.push(u8::try_from(value).unwrap_or(b'?'));
            }
            _ => bytes.push(byte),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

impl Inner {
    fn note(&mut self, section: &str, what: &str) {
        self.broken.push(format!("{section}: {what}"));
    }

    fn answer(&mut self, request: &Request) -> Answer {
        let origin = request.headers.get("origin").map_or("*", String::as_str);
        let headers = format!(
            "Access-Control-Allow-Origin: {origin}\r\nAccess-Control-Allow-Methods: GET, POST, PUT\r\n\
             Access-Control-Allow-Headers: authorization, content-type, x-experience-api-version\r\n\
             Content-Type: application/json\r\n"
        );
        let (status, body) = match (request.method.as_str(), request.path.as_str()) {
            ("OPTIONS", _) => (204, String::new()),
            (_, "/token") => self.give_token(request),
            (_, path) => match path.strip_prefix("/lrs/") {
                Some(resource) => self.serve(request, resource),
                None => (404, String::new()),
            },
        };
        Answer { status, headers, body }
    }

    fn give_token(&mut self, request: &Request) -> (u16, String) {
        if request.method != "POST" {
            self.note("8.2.1", "the token is asked for by POST");
        }
        self.tokens_given += 1;
        if self.tokens_given > 1 {
            self.note("8.2.1", "the token is asked for once");
        }
        if self.fault == Fault::Token {
            return (200, r#"{ "error-code": "1", "error-text": "used" }"#.to_owned());
        }
        (200, json!({ "auth-token": self.token }).to_string())
    }

    fn serve(&mut self, request: &Request, resource: &str) -> (u16, String) {
        if request.headers.get("authorization") != Some(&format!("Basic {}", self.token)) {
            self.note("8.2.2", "each request has the token");
        }
        if request.headers.get("x-experience-api-version").is_none_or(|version| !version.starts_with("1.0.")) {
            self.note("xAPI 1.0.3, part three, 3.3", "each request names the version");
        }
        if request.body.is_empty() == (request.method != "GET") {
            self.note("xAPI 1.0.3, part three, 1", "what is sent has a content");
        }
        if self.fault == Fault::Busy {
            return (503, String::new());
        }
        match resource {
            "statements" => self.take(request),
            "activities/state" | "agents/profile" => self.document_of(request, resource),
            _ => (404, String::new()),
        }
    }

    fn document_of(&mut self, request: &Request, resource: &str) -> (u16, String) {
        let named = pairs(&request.query);
        let agent = named.get("agent").and_then(|text| serde_json::from_str::<Value>(text).ok());
        if agent.as_ref() != Some(&self.visit.actor) {
            self.note("8.1.3", "the agent is the launch's");
        }
        if resource == "agents/profile" {
            let is_known = named.get("profileId").is_some_and(|name| name == "cmi5LearnerPreferences");
            if !is_known || request.method != "GET" {
                self.note("11", "the preferences are read under their name");
            }
            self.read.push("preferences".to_owned());
            return if self.preferences.is_null() { (404, String::new()) } else { (200, self.preferences.to_string()) };
        }
        if named.get("activityId") != Some(&self.visit.activity)
            || named.get("registration") != Some(&self.visit.registration)
        {
            self.note("10.1", "the state is that of the unit in this registration");
        }
        let name = named.get("stateId").cloned().unwrap_or_default();
        if name == "LMS.LaunchData" {
            if request.method != "GET" {
                self.note("10.2.1", "the launch data are not changed");
            }
            self.read.push("launch".to_owned());
            return if self.fault == Fault::Launch { (404, String::new()) } else { (200, self.launch.to_string()) };
        }
        if request.method == "PUT" {
            let content = serde_json::from_str(&request.body).unwrap_or_default();
            self.documents.insert(name, content);
            return (204, String::new());
        }
        self.documents.get(&name).map_or((404, String::new()), |document| (200, document.to_string()))
    }

    fn take(&mut self, request: &Request) -> (u16, String) {
        for (document, section) in [("preferences", "11"), ("launch", "10.2.1")] {
            if !self.read.iter().any(|read| read == document) {
                self.note(section, &format!("the {document} are read before the first statement"));
            }
        }
        if request.method != "POST" || request.headers.get("content-type").is_none_or(|kind| kind != "application/json")
        {
            self.note("xAPI 1.0.3, part three, 2.1.2", "statements are posted as JSON");
        }
        let content: Value = serde_json::from_str(&request.body).unwrap_or_default();
        let statements = content.as_array().cloned().unwrap_or_else(|| vec![content]);
        for statement in statements {
            let broken = broken_by(&statement, &self.visit, &self.statements);
            self.broken.extend(broken.into_iter().map(|rule| format!("{rule} in {}", statement["verb"]["id"])));
            self.statements.push(statement);
        }
        (200, "[]".to_owned())
    }
}
