//! The outside world of the devices on WASI 0.2: standard streams, clocks and randomness.

use caisson_devices::console::Port;
use caisson_devices::rtc::Clocks;
use wasip2::cli::{stderr, stdin, stdout};
use wasip2::clocks::{monotonic_clock, wall_clock};
use wasip2::io::poll::Pollable;
use wasip2::io::streams::{InputStream, OutputStream, StreamError};

/// Stands for standard input among the inputs of a bus.
pub const STDIN: i32 = 0;
/// wasi:io/streams, blocking-write-and-flush: "up to 4096 bytes".
const WRITE_BYTES_MAX: usize = 4096;

/// A console on standard streams. `input` is opened when it is first used, so that a program that reads nothing leaves it alone.
pub struct Output {
    output: OutputStream,
    input: bool,
    closed: bool,
}

impl Output {
    /// stdout, with stdin as input.
    pub fn stdout() -> Output {
        Output { output: stdout::get_stdout(), input: true, closed: false }
    }

    /// stderr.
    pub fn stderr() -> Output {
        Output { output: stderr::get_stderr(), input: false, closed: false }
    }
}

impl Port for Output {
    fn write(&mut self, bytes: &[u8]) {
        // Nobody listens any more: the program goes on, its text is dropped.
        self.closed = self.closed || !write(&self.output, bytes);
    }

    fn read(&mut self, into: &mut [u8]) -> Option<usize> {
        self.input.then(|| Stdin::read(into)).flatten()
    }

    fn input(&self) -> Option<i32> {
        self.input.then_some(STDIN)
    }
}

fn write(output: &OutputStream, bytes: &[u8]) -> bool {
    bytes.chunks(WRITE_BYTES_MAX).all(|chunk| output.blocking_write_and_flush(chunk).is_ok())
}

/// Prints a line of the shim's own to stderr.
pub fn report(message: &str) {
    write(&stderr::get_stderr(), format!("{message}\n").as_bytes());
}

/// Standard input, one stream for the whole run.
pub struct Stdin;

thread_local! {
    static INPUT: InputStream = stdin::get_stdin();
}

impl Stdin {
    /// Input now there: its length, 0 at its end, None when there is none yet.
    fn read(into: &mut [u8]) -> Option<usize> {
        match INPUT.with(|input| input.read(into.len() as u64)) {
            Ok(bytes) if bytes.is_empty() => None,
            Ok(bytes) => {
                into[..bytes.len()].copy_from_slice(&bytes);
                Some(bytes.len())
            }
            Err(StreamError::Closed | StreamError::LastOperationFailed(_)) => Some(0),
        }
    }

    /// Ready when `read` has something.
    pub fn pollable() -> Pollable {
        INPUT.with(InputStream::subscribe)
    }
}

/// wasi:clocks.
pub struct WasiClocks;

impl Clocks for WasiClocks {
    fn utc_ns(&self) -> u64 {
        let now = wall_clock::now();
        now.seconds * 1_000_000_000 + u64::from(now.nanoseconds)
    }

    fn monotonic_ns(&self) -> u64 {
        monotonic_clock::now()
    }
}

/// wasi:random, the secure kind.
pub fn random(into: &mut [u8]) {
    into.copy_from_slice(&wasip2::random::random::get_random_bytes(into.len() as u64));
}
