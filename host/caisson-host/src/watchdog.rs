//! Ends turns that take too long. A thread looks at a counter that the guest's thread keeps; while the guest is idle the
//! thread sleeps until it is woken, so an idle instance causes no wake-ups.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Barrier};
use std::thread::Thread;
use std::time::Duration;

use wasmtime::Engine;

#[derive(Debug, Default)]
struct Shared {
    /// Odd while a turn runs.
    turns: AtomicU64,
    parked: AtomicBool,
    expired: AtomicBool,
}

/// The guest's side of the watchdog.
#[derive(Clone, Debug)]
pub struct Watchdog {
    shared: Arc<Shared>,
    thread: Option<Thread>,
}

impl Watchdog {
    /// Starts watching: a turn that runs longer than `limit_ms` (and at most 1.5 times that) is interrupted through the
    /// engine's epoch. No limit with 0.
    pub fn start(engine: &Engine, limit_ms: u64) -> std::io::Result<Watchdog> {
        let shared = Arc::new(Shared::default());
        if limit_ms == 0 {
            return Ok(Watchdog { shared, thread: None });
        }
        let (engine, watched) = (engine.clone(), Arc::clone(&shared));
        let slice = Duration::from_millis(limit_ms).div_f64(2.0);
        // A starting thread makes system calls that the sandbox, which may follow at once, does not allow.
        let started = Arc::new(Barrier::new(2));
        let own = Arc::clone(&started);
        let handle = std::thread::Builder::new().name("watchdog".to_owned()).stack_size(64 << 10).spawn(move || {
            own.wait();
            watch(&watched, &engine, slice);
        })?;
        started.wait();
        Ok(Watchdog { shared, thread: Some(handle.thread().clone()) })
    }

    /// A turn begins.
    pub fn enter(&self) {
        let Some(thread) = &self.thread else { return };
        self.shared.turns.fetch_add(1, Ordering::SeqCst);
        if self.shared.parked.swap(false, Ordering::SeqCst) {
            thread.unpark();
        }
    }

    /// A turn ended.
    pub fn leave(&self) {
        if self.thread.is_some() {
            self.shared.turns.fetch_add(1, Ordering::SeqCst);
        }
    }

    /// True when a turn was interrupted because it took too long.
    pub fn expired(&self) -> bool {
        self.shared.expired.load(Ordering::SeqCst)
    }
}

fn watch(shared: &Shared, engine: &Engine, slice: Duration) {
    // The turn seen last, and for how many slices.
    let mut seen = (0, 0);
    loop {
        let turn = shared.turns.load(Ordering::SeqCst);
        if turn.is_multiple_of(2) {
            shared.parked.store(true, Ordering::SeqCst);
            if shared.turns.load(Ordering::SeqCst) == turn {
                std::thread::park();
            }
            shared.parked.store(false, Ordering::SeqCst);
            continue;
        }
        seen = if turn == seen.0 { (turn, seen.1 + 1) } else { (turn, 0) };
        if seen.1 >= 2 {
            shared.expired.store(true, Ordering::SeqCst);
            engine.increment_epoch();
        }
        std::thread::park_timeout(slice);
    }
}
