//! Modules, compiled once: verify, instrument, compile, and keep the result under the hash of the module, so that the next
//! start only maps code. A file that did not change since is found by its fingerprint, without being read: hashing it would
//! take longer than all the rest. An entry is trusted because only this user can write the directory.

use std::fs;
use std::io::Write;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use wasmtime::{Engine, Module};

use crate::instrument::{Offsets, instrument};
use crate::verify::{Facts, verify};

/// Modules kept; the oldest go first.
pub const ENTRIES_MAX: usize = 256;
/// Fingerprints kept; a module may have several files.
pub const REFERENCES_MAX: usize = 4 * ENTRIES_MAX;
/// A file that changed this recently may change again without a new time stamp: clocks of file systems are coarse.
const SETTLED_NS: i128 = 2_000_000_000;
/// Part of every key: changes with this file's format and with what is checked before compiling.
const FORMAT: &str = concat!("caisson-host ", env!("CARGO_PKG_VERSION"), " format 1");

/// A module that is ready to be bound to imports.
pub struct Compiled {
    /// The code.
    pub module: Module,
    /// What was found out about it.
    pub facts: Facts,
    /// Back from its instrumented form.
    pub offsets: Offsets,
    /// True when it came from the cache.
    pub cached: bool,
}

#[derive(Deserialize)]
struct Entry {
    facts: Facts,
    offsets: Offsets,
}

#[derive(Serialize)]
struct EntryRef<'a> {
    facts: &'a Facts,
    offsets: &'a Offsets,
}

/// Why a module cannot be had.
#[derive(Debug)]
pub enum LoadError {
    /// It is not sealed, or no module at all: all reasons.
    NotSealed(Vec<String>),
    /// The engine does not compile it.
    Compile(String),
}

/// The user's own cache directory.
pub fn default_directory() -> Option<PathBuf> {
    let base = std::env::var_os("XDG_CACHE_HOME").map(PathBuf::from).filter(|path| path.is_absolute());
    let base = base.or_else(|| Some(PathBuf::from(std::env::var_os("HOME")?).join(".cache")))?;
    Some(base.join("caisson").join("code"))
}

/// What tells a file from every other and from itself after a change: device, inode, size, both time stamps. Nobody can set
/// the second one (ctime), so the contents are those of the last time unless the system's clock was turned back.
#[derive(Clone, Debug)]
pub struct Fingerprint {
    text: String,
    settled: bool,
}

impl Fingerprint {
    /// Of a file as it is now; take it before the file is read.
    pub fn of(meta: &fs::Metadata) -> Fingerprint {
        let ns = |seconds: i64, rest: i64| i128::from(seconds) * 1_000_000_000 + i128::from(rest);
        let (modified, changed) = (ns(meta.mtime(), meta.mtime_nsec()), ns(meta.ctime(), meta.ctime_nsec()));
        let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).map_or(0, |now| now.as_nanos() as i128);
        let text = format!("{} {} {} {modified} {changed}", meta.dev(), meta.ino(), meta.size());
        Fingerprint { text, settled: modified.max(changed) + SETTLED_NS < now }
    }
}

/// Finds a module's entry by its file's fingerprint.
pub fn find(engine: &Engine, fingerprint: &Fingerprint, directory: Option<&Path>) -> Option<Compiled> {
    let directory = directory.filter(|directory| private(directory))?;
    let name =
        fs::read_to_string(directory.join(key(engine, fingerprint.text.as_bytes())).with_extension("ref")).ok()?;
    let hex = name.len() == 64 && name.bytes().all(|byte| byte.is_ascii_hexdigit());
    hex.then(|| read(engine, &directory.join(name)))?
}

/// Loads a module through the cache in `directory`, or compiles it without one; `fingerprint` will find it the next time.
pub fn load(
    engine: &Engine,
    bytes: &[u8],
    fingerprint: Option<&Fingerprint>,
    directory: Option<&Path>,
) -> Result<Compiled, LoadError> {
    let directory = directory.filter(|directory| private(directory));
    let name = directory.map(|_| key(engine, bytes));
    let key = directory.zip(name.as_ref()).map(|(directory, name)| directory.join(name));
    let compiled = match key.as_ref().and_then(|key| read(engine, key)) {
        Some(compiled) => compiled,
        None => compile(engine, bytes, directory, key.as_deref())?,
    };
    if let (Some(directory), Some(name), Some(fingerprint)) = (directory, name, fingerprint.filter(|it| it.settled)) {
        let reference = directory.join(self::key(engine, fingerprint.text.as_bytes())).with_extension("ref");
        let _ = put(&reference, name.as_bytes());
        let _ = evict(directory, "ref", REFERENCES_MAX);
    }
    Ok(compiled)
}

fn compile(engine: &Engine, bytes: &[u8], directory: Option<&Path>, key: Option<&Path>) -> Result<Compiled, LoadError> {
    let facts = verify(bytes).map_err(LoadError::NotSealed)?;
    let compile = |error: String| LoadError::Compile(format!("Cannot compile module: {error}"));
    let (module, offsets) = if facts.bulk_writes > 0 && !facts.seal.is_empty() {
        let (bytes, offsets) = instrument(bytes, facts.seal.clone()).map_err(|error| compile(error.to_string()))?;
        (translate(engine, &bytes), offsets)
    } else {
        (translate(engine, bytes), Offsets::default())
    };
    let module = module.map_err(|error| compile(format!("{error:?}")))?;
    if let (Some(directory), Some(key)) = (directory, key) {
        // A cache that cannot be written costs the next start some time, and nothing else.
        let _ = write(key, &module, &EntryRef { facts: &facts, offsets: &offsets });
        let _ = evict(directory, "code", ENTRIES_MAX);
    }
    Ok(Compiled { module, facts, offsets, cached: false })
}

/// Compiles on threads that are gone when it returns: idle or ending ones would make system calls after set-up.
fn translate(engine: &Engine, bytes: &[u8]) -> wasmtime::Result<Module> {
    let mut threads = Vec::new();
    let pool = rayon::ThreadPoolBuilder::new().spawn_handler(|thread| {
        threads.push(std::thread::Builder::new().spawn(|| thread.run())?);
        Ok(())
    });
    let module = match pool.build() {
        Ok(pool) => pool.install(|| Module::new(engine, bytes)),
        Err(_) => Module::new(engine, bytes),
    };
    for thread in threads {
        let _ = thread.join();
    }
    module
}

/// The name of a module's entry: over its bytes, this host, and everything that shapes the code.
fn key(engine: &Engine, bytes: &[u8]) -> String {
    struct Hasher(Sha256);
    impl std::hash::Hasher for Hasher {
        fn finish(&self) -> u64 {
            0
        }
        fn write(&mut self, bytes: &[u8]) {
            self.0.update(bytes);
        }
    }
    let mut hasher = Hasher(Sha256::new());
    hasher.0.update(FORMAT);
    std::hash::Hash::hash(&engine.precompile_compatibility_hash(), &mut hasher);
    hasher.0.update(bytes);
    hasher.0.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Makes the directory if need be. True when nobody but this user can write it.
fn private(directory: &Path) -> bool {
    let _ = fs::DirBuilder::new().recursive(true).mode(0o700).create(directory);
    // SAFETY: geteuid has no preconditions.
    let user = unsafe { libc::geteuid() };
    fs::symlink_metadata(directory).is_ok_and(|meta| meta.is_dir() && meta.uid() == user && meta.mode() & 0o022 == 0)
}

fn read(engine: &Engine, key: &Path) -> Option<Compiled> {
    let entry: Entry = serde_json::from_slice(&fs::read(key.with_extension("json")).ok()?).ok()?;
    // SAFETY: the file lies in a directory that only this user can write (`private`), under a name that only `write` makes,
    // complete since it was renamed into place; it is never changed, only removed.
    let module = unsafe { Module::deserialize_file(engine, key.with_extension("code")) }.ok()?;
    Some(Compiled { module, facts: entry.facts, offsets: entry.offsets, cached: true })
}

fn write(key: &Path, module: &Module, entry: &EntryRef<'_>) -> std::io::Result<()> {
    let code = module.serialize().map_err(|error| std::io::Error::other(error.to_string()))?;
    put(&key.with_extension("code"), &code)?;
    put(&key.with_extension("json"), &serde_json::to_vec(entry)?)
}

/// Writes a file under another name first, so that nobody ever sees half of it.
fn put(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let temporary = path.with_extension(format!("{}.tmp", std::process::id()));
    let mut file = fs::OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&temporary)?;
    let written = file.write_all(bytes).and_then(|()| fs::rename(&temporary, path));
    if written.is_err() {
        let _ = fs::remove_file(&temporary);
    }
    written
}

/// Removes the oldest files of a kind above `max`, and what belongs to them.
fn evict(directory: &Path, kind: &str, max: usize) -> std::io::Result<()> {
    let mut entries = Vec::new();
    for entry in fs::read_dir(directory)? {
        let entry = entry?;
        if entry.path().extension().is_some_and(|extension| extension == kind) {
            entries.push((entry.metadata()?.modified()?, entry.path()));
        }
    }
    entries.sort();
    for (_, path) in entries.iter().take(entries.len().saturating_sub(max)) {
        fs::remove_file(path)?;
        if kind == "code" {
            fs::remove_file(path.with_extension("json"))?;
        }
    }
    Ok(())
}
