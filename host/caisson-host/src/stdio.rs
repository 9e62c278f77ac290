//! The consoles' ports: the process's own stdin, stdout and stderr, by file descriptor and without buffering.

use caisson_devices::console::Port;

/// Waits at most this long for an output that takes no more, then looks again.
const OUTPUT_WAIT_MS: i32 = 1000;

/// A console on file descriptors of this process.
#[derive(Debug)]
pub struct Descriptors {
    output: i32,
    input: Option<i32>,
    closed: bool,
}

impl Descriptors {
    /// stdout, with stdin as input.
    pub fn stdout() -> Descriptors {
        Descriptors { output: 1, input: Some(0), closed: false }
    }

    /// stderr.
    pub fn stderr() -> Descriptors {
        Descriptors { output: 2, input: None, closed: false }
    }
}

fn poll(descriptor: i32, events: i16, timeout_ms: i32) -> bool {
    let mut entry = libc::pollfd { fd: descriptor, events, revents: 0 };
    let timeout =
        libc::timespec { tv_sec: i64::from(timeout_ms / 1000), tv_nsec: i64::from(timeout_ms % 1000) * 1_000_000 };
    // SAFETY: one valid pollfd, a valid timeout, no signal mask.
    unsafe { libc::ppoll(&mut entry, 1, &timeout, std::ptr::null()) > 0 }
}

impl Port for Descriptors {
    fn write(&mut self, mut bytes: &[u8]) {
        while !bytes.is_empty() && !self.closed {
            // SAFETY: `bytes` is a live slice of the given length.
            let written = unsafe { libc::write(self.output, bytes.as_ptr().cast(), bytes.len()) };
            if let Ok(written) = usize::try_from(written) {
                bytes = &bytes[written..];
                continue;
            }
            match std::io::Error::last_os_error().kind() {
                std::io::ErrorKind::Interrupted => {}
                std::io::ErrorKind::WouldBlock => {
                    poll(self.output, libc::POLLOUT, OUTPUT_WAIT_MS);
                }
                // Nobody listens any more: the program goes on, its text is dropped.
                _ => self.closed = true,
            }
        }
    }

    fn read(&mut self, into: &mut [u8]) -> Option<usize> {
        let input = self.input?;
        if !poll(input, libc::POLLIN, 0) {
            return None;
        }
        // SAFETY: `into` is a live, writable slice of the given length.
        let got = unsafe { libc::read(input, into.as_mut_ptr().cast(), into.len()) };
        match usize::try_from(got) {
            Ok(got) => Some(got),
            Err(_) => match std::io::Error::last_os_error().kind() {
                std::io::ErrorKind::Interrupted | std::io::ErrorKind::WouldBlock => None,
                _ => Some(0),
            },
        }
    }

    fn input(&self) -> Option<i32> {
        self.input
    }
}
