//! The host's clocks and its randomness.

use caisson_devices::rtc::Clocks;

/// The kernel's clocks.
#[derive(Clone, Copy, Debug)]
pub struct KernelClocks;

fn read(clock: libc::clockid_t) -> u64 {
    let mut time = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    // SAFETY: `time` is a valid place for the result; both clocks exist on every Linux.
    unsafe { libc::clock_gettime(clock, &mut time) };
    time.tv_sec as u64 * 1_000_000_000 + time.tv_nsec as u64
}

/// CLOCK_MONOTONIC in ns: what the import `now` returns.
pub fn monotonic_ns() -> u64 {
    read(libc::CLOCK_MONOTONIC)
}

impl Clocks for KernelClocks {
    fn utc_ns(&self) -> u64 {
        read(libc::CLOCK_REALTIME)
    }

    fn monotonic_ns(&self) -> u64 {
        monotonic_ns()
    }
}

/// Fills `into` from the kernel's random generator.
pub fn random(into: &mut [u8]) {
    let mut done = 0;
    while done < into.len() {
        let rest = &mut into[done..];
        // SAFETY: `rest` is a live, writable slice of the given length.
        let got = unsafe { libc::getrandom(rest.as_mut_ptr().cast(), rest.len(), 0) };
        match usize::try_from(got) {
            Ok(got) => done += got,
            Err(_) if std::io::Error::last_os_error().kind() == std::io::ErrorKind::Interrupted => {}
            // Going on without randomness would be worse than ending.
            Err(_) => panic!("Cannot read randomness: {}", std::io::Error::last_os_error()),
        }
    }
}
