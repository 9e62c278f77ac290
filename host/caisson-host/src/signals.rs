//! SIGINT and SIGTERM end a run in order: the handler notes the signal, interrupts a running turn through the epoch, and
//! wakes the event loop through an eventfd. A second signal ends the process at once.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicI32, Ordering};

use wasmtime::Engine;

static SIGNAL: AtomicI32 = AtomicI32::new(0);
static WAKE: AtomicI32 = AtomicI32::new(-1);
static ENGINE: OnceLock<Engine> = OnceLock::new();

extern "C" fn handle(signal: i32) {
    SIGNAL.store(signal, Ordering::SeqCst);
    if let Some(engine) = ENGINE.get() {
        engine.increment_epoch();
    }
    let one = 1u64.to_ne_bytes();
    // SAFETY: write is async-signal-safe, and `one` is 8 live bytes.
    unsafe { libc::write(WAKE.load(Ordering::SeqCst), one.as_ptr().cast(), one.len()) };
}

/// Installs the handlers; returns the descriptor that becomes readable with a signal.
pub fn install(engine: &Engine) -> std::io::Result<i32> {
    let _ = ENGINE.set(engine.clone());
    // SAFETY: eventfd has no preconditions.
    let wake = unsafe { libc::eventfd(0, libc::EFD_NONBLOCK | libc::EFD_CLOEXEC) };
    if wake < 0 {
        return Err(std::io::Error::last_os_error());
    }
    WAKE.store(wake, Ordering::SeqCst);
    for signal in [libc::SIGINT, libc::SIGTERM] {
        // SAFETY: a zeroed sigaction is valid; the handler only touches atomics and writes to a descriptor.
        let installed = unsafe {
            let mut action: libc::sigaction = std::mem::zeroed();
            action.sa_sigaction = handle as *const () as usize;
            action.sa_flags = libc::SA_RESETHAND;
            libc::sigaction(signal, &action, std::ptr::null_mut())
        };
        if installed != 0 {
            return Err(std::io::Error::last_os_error());
        }
    }
    Ok(wake)
}

/// The signal that asked for the end, if any.
pub fn received() -> Option<i32> {
    Some(SIGNAL.load(Ordering::SeqCst)).filter(|signal| *signal != 0)
}
