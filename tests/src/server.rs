//! A server of static files on this machine alone: the built page, and pages made for one test.
//!
//! It answers simple requests on connections that stay open, which takes fewer lines than to bend a crate to it. Of the
//! small ones, `tiny_http` 0.12 lets a connection wait for ever when several arrive at once, as a browser's do: its pool
//! counts a thread as free until it has woken. `oxhttp` 0.3 can't be given a port by the system and can't be ended. Those
//! that could serve bring an asynchronous runtime, and with it more to compile than all the tests.

use std::collections::HashMap;
use std::fmt;
use std::io::{BufRead, BufReader, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Component, Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

/// A folder that the whole site can be had from as well, as on a host where it is one of many.
pub const SUBFOLDER: &str = "/lessons/week-2/";

/// One file sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    /// Its path, as asked for.
    pub path: String,
    /// Its content.
    pub body: Vec<u8>,
}

/// What a browser asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// `GET`, `POST`, …
    pub method: String,
    /// The path without what stands behind its `?`.
    pub path: String,
    /// What stands there, still encoded.
    pub query: String,
    /// The headers, their names in small letters.
    pub headers: HashMap<String, String>,
    /// The content.
    pub body: String,
}

/// What is said to a request.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// Such as `200`.
    pub status: u16,
    /// Lines of the head, each with its end.
    pub headers: String,
    /// The content.
    pub body: String,
}

/// Answers requests in the place of the files; those that it leaves are for them.
type Service = Box<dyn Fn(&Request) -> Option<Answer> + Send + Sync>;

/// A place for a service.
#[derive(Default)]
struct Place(Mutex<Option<Service>>);

impl fmt::Debug for Place {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Place")
    }
}

/// What all connections share.
#[derive(Debug)]
struct Site {
    folder: PathBuf,
    made: Mutex<HashMap<String, String>>,
    sent: Mutex<Vec<Sent>>,
    prelude: Mutex<String>,
    service: Place,
    ending: AtomicBool,
    headers: &'static str,
}

/// A running server; dropping it ends it.
#[derive(Debug)]
pub struct Server {
    site: Arc<Site>,
    address: SocketAddr,
    accepting: Option<JoinHandle<()>>,
}

impl Server {
    /// Serves `folder` on a port that the system gives.
    pub fn start(folder: &Path) -> Self {
        Self::start_with(folder, "")
    }

    /// The same with the headers that cut a page off from other origins, for which browsers give it a finer clock.
    pub fn start_isolated(folder: &Path) -> Self {
        let isolated = "Cross-Origin-Opener-Policy: same-origin\r\nCross-Origin-Embedder-Policy: require-corp\r\n";
        Self::start_with(folder, isolated)
    }

    fn start_with(folder: &Path, headers: &'static str) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("loopback has a free port");
        let address = listener.local_addr().expect("a bound listener has an address");
        let site = Arc::new(Site {
            folder: folder.to_owned(),
            made: Mutex::default(),
            sent: Mutex::default(),
            prelude: Mutex::default(),
            service: Place::default(),
            ending: AtomicBool::new(false),
            headers,
        });
        let shared = Arc::clone(&site);
        let accepting = std::thread::spawn(move || {
            for stream in listener.incoming() {
                if shared.ending.load(Ordering::Relaxed) {
                    break;
                }
                let site = Arc::clone(&shared);
                // A connection that breaks off is the browser's affair.
                std::thread::spawn(move || stream.and_then(|stream| site.answer(&stream)));
            }
        });
        Self { site, address, accepting: Some(accepting) }
    }

    /// Offers `html` under `path`, beside the site's own files.
    pub fn make(&self, path: &str, html: &str) {
        lock(&self.site.made).insert(path.to_owned(), html.to_owned());
    }

    /// Lets `service` answer requests first.
    pub fn answer_by(&self, service: impl Fn(&Request) -> Option<Answer> + Send + Sync + 'static) {
        *lock(&self.site.service.0) = Some(Box::new(service));
    }

    /// Puts a script before everything else in each document from now on.
    pub fn put_before(&self, script: &str) {
        script.clone_into(&mut lock(&self.site.prelude));
    }

    /// The whole address of a path, which starts with a slash.
    pub fn address_of(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// Every file sent so far.
    pub fn sent(&self) -> Vec<Sent> {
        lock(&self.site.sent).clone()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.site.ending.store(true, Ordering::Relaxed);
        // One last connection wakes the thread that waits for them.
        let _ = TcpStream::connect(self.address);
        let _ = self.accepting.take().map(JoinHandle::join);
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Site {
    /// Answers the requests of one connection until the browser closes it.
    fn answer(&self, mut stream: &TcpStream) -> std::io::Result<()> {
        stream.set_read_timeout(Some(Duration::from_secs(30)))?;
        stream.set_nodelay(true)?;
        let mut reader = BufReader::new(stream);
        while let Some(request) = read(&mut reader)? {
            let answer = lock(&self.service.0).as_ref().and_then(|service| service(&request));
            if let Some(Answer { status, headers, body }) = answer {
                let length = body.len();
                let head = format!("HTTP/1.1 {status} Answered\r\nContent-Length: {length}\r\n{headers}\r\n");
                stream.write_all(&[head.as_bytes(), body.as_bytes()].concat())?;
                continue;
            }
            let path = request.path.as_str();
            let found = self.find(path).map(|(kind, body)| (kind, self.with_prelude(kind, body)));
            let status = if found.is_some() { "200 OK" } else { "404 Not Found" };
            let (kind, body) = found.unwrap_or(("text/plain", b"not here".to_vec()));
            let length = body.len();
            let head = format!(
                "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\nCache-Control: no-cache\r\n{}\r\n",
                self.headers
            );
            let answer = [head.as_bytes(), &body].concat();
            lock(&self.sent).push(Sent { path: path.to_owned(), body });
            stream.write_all(&answer)?;
        }
        Ok(())
    }

    /// A document with the script before all that is in its head, so also before what its policy forbids.
    fn with_prelude(&self, kind: &str, body: Vec<u8>) -> Vec<u8> {
        let script = lock(&self.prelude).clone();
        if script.is_empty() || kind != media_type("html") {
            return body;
        }
        match String::from_utf8(body) {
            Ok(text) => text.replacen("<head>", &format!("<head><script>{script}</script>"), 1).into_bytes(),
            Err(error) => error.into_bytes(),
        }
    }

    /// The file at a path, with its media type.
    fn find(&self, path: &str) -> Option<(&'static str, Vec<u8>)> {
        if let Some(html) = lock(&self.made).get(path) {
            return Some((media_type("html"), html.clone().into_bytes()));
        }
        let within = path.strip_prefix(SUBFOLDER).or_else(|| path.strip_prefix('/'))?;
        let within = if within.is_empty() { "index.html" } else { within };
        let file = Path::new(within);
        if !file.components().all(|part| matches!(part, Component::Normal(_))) {
            return None;
        }
        let body = std::fs::read(self.folder.join(file)).ok()?;
        Some((media_type(file.extension()?.to_str()?), body))
    }
}

/// Reads a request; nothing where the connection has ended.
fn read(reader: &mut impl BufRead) -> std::io::Result<Option<Request>> {
    let mut line = String::new();
    if reader.read_line(&mut line)? == 0 {
        return Ok(None);
    }
    // "GET /www/page.js?v=1 HTTP/1.1"
    let mut words = line.split_whitespace().map(str::to_owned);
    let (method, target) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let target = target.split('#').next().unwrap_or_default();
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let (path, query) = (path.to_owned(), query.to_owned());
    let mut headers = HashMap::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line)?;
        let Some((name, value)) = line.split_once(':') else { break };
        headers.insert(name.to_ascii_lowercase(), value.trim().to_owned());
    }
    let length = headers.get("content-length").and_then(|length| length.parse().ok()).unwrap_or(0);
    let mut body = vec![0; length];
    reader.read_exact(&mut body)?;
    let body = String::from_utf8_lossy(&body).into_owned();
    Ok(Some(Request { method, path, query, headers, body }))
}

fn media_type(extension: &str) -> &'static str {
    match extension {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript",
        "css" => "text/css",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        _ => "application/octet-stream",
    }
}
