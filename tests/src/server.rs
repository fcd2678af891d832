//! A server of static files on this machine alone: the built page, and pages made for one test.
//!
//! It answers one kind of request on connections that stay open, which takes fewer lines than to bend a crate to it. Of the
//! small ones, `tiny_http` 0.12 lets a connection wait for ever when several arrive at once, as a browser's do: its pool
//! counts a thread as free until it has woken. `oxhttp` 0.3 can't be given a port by the system and can't be ended. Those
//! that could serve bring an asynchronous runtime, and with it more to compile than all the tests.

use std::collections::HashMap;
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

/// What all connections share.
#[derive(Debug)]
struct Site {
    folder: PathBuf,
    made: Mutex<HashMap<String, String>>,
    sent: Mutex<Vec<Sent>>,
    prelude: Mutex<String>,
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
        let mut lines = BufReader::new(stream).lines();
        while let Some(request) = lines.next().transpose()? {
            for header in lines.by_ref() {
                if header?.is_empty() {
                    break;
                }
            }
            // "GET /www/page.js?v=1 HTTP/1.1"
            let path = request.split(' ').nth(1).unwrap_or_default();
            let path = path.split(['?', '#']).next().unwrap_or_default();
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
