//! The event loop: turns, devices, waiting. One thread, no wake-ups when idle: it waits for input that the guest has
//! buffers for, for the guest's deadline, and for signals.

use caisson_devices::bus::Fault;
use wasmtime::{Trap, WasmBacktrace};

use crate::clock::monotonic_ns;
use crate::instance::Instance;
use crate::signals;
use crate::stacks::{Frame, Names};
use crate::watchdog::Watchdog;

/// How an instance ended.
#[derive(Debug)]
pub enum Ending {
    /// The program exited with this code.
    Exit(u8),
    /// It trapped: what, and where.
    Trap(String, Vec<Frame>),
    /// A turn took too long, and where it was.
    TurnLimit(Vec<Frame>),
    /// It broke a rule of a device.
    Violation(Fault, Vec<Frame>),
    /// A signal asked for the end.
    Signal(i32),
}

/// What happened, in numbers.
#[derive(Clone, Copy, Debug, Default)]
pub struct Counters {
    /// Calls of `turn`.
    pub turns: u64,
    /// Times the process slept.
    pub waits: u64,
    /// Batches of input.
    pub batches: u64,
    /// Empty looks at the inputs before sleeping (`--spin`).
    pub spins: u64,
}

/// The loop around one instance.
pub struct EventLoop<'a> {
    /// The instance.
    pub instance: &'a mut Instance,
    /// Limits turns.
    pub watchdog: &'a Watchdog,
    /// Names for backtraces.
    pub names: &'a Names,
    /// Readable when a signal came.
    pub wake: Option<i32>,
    /// Looks at the inputs this often before sleeping.
    pub spin: u32,
    /// What happened.
    pub counters: Counters,
}

impl EventLoop<'_> {
    /// Boots, and runs until the program ends.
    pub fn run(&mut self) -> Ending {
        self.watchdog.enter();
        let booted = self.instance.boot();
        self.watchdog.leave();
        let mut result = booted.map(|()| monotonic_ns() as i64);
        let mut inputs = Vec::new();
        loop {
            let after = self.instance.after_turn();
            let deadline = match (result, after) {
                (Err(error), _) => return self.ending(&error),
                (Ok(_), Err(fault)) => return Ending::Violation(fault, Vec::new()),
                (Ok(deadline), Ok(())) => deadline,
            };
            if deadline < 0 {
                return Ending::Exit((-(deadline + 1)) as u8);
            }
            if let Some(signal) = signals::received() {
                return Ending::Signal(signal);
            }
            if let Err(fault) = self.wait(deadline, &mut inputs) {
                return Ending::Violation(fault, Vec::new());
            }
            if let Some(signal) = signals::received() {
                return Ending::Signal(signal);
            }
            self.watchdog.enter();
            result = self.instance.turn();
            self.watchdog.leave();
            self.counters.turns += 1;
        }
    }

    /// Returns when the guest needs a turn.
    fn wait(&mut self, deadline: i64, inputs: &mut Vec<(usize, i32)>) -> Result<(), Fault> {
        let mut looks = 0;
        loop {
            let (bus, memory) = self.instance.devices();
            bus.inputs(memory, inputs)?;
            let now = monotonic_ns();
            let mut items = 0;
            for &(slot, _) in inputs.iter() {
                items += bus.receive(slot, memory, now)?.items;
            }
            self.counters.batches += u64::from(items > 0);
            if bus.take_pending() || deadline <= now as i64 || signals::received().is_some() {
                return Ok(());
            }
            if items > 0 {
                looks = 0;
                continue;
            }
            if looks < self.spin && !inputs.is_empty() {
                looks += 1;
                self.counters.spins += 1;
                continue;
            }
            let wake_at =
                bus.deadline().map_or(deadline, |other| deadline.min(i64::try_from(other).unwrap_or(i64::MAX)));
            bus.inputs(memory, inputs)?;
            self.counters.waits += 1;
            sleep(inputs, self.wake, wake_at);
            looks = 0;
        }
    }

    fn ending(&self, error: &wasmtime::Error) -> Ending {
        let backtrace = error.downcast_ref::<WasmBacktrace>();
        let frames = backtrace.map(|backtrace| self.names.frames(backtrace)).unwrap_or_default();
        let in_helper = backtrace
            .and_then(|backtrace| backtrace.frames().first())
            .is_some_and(|frame| self.names.offsets.is_helper(frame.func_index()));
        if let Some(fault) = error.downcast_ref::<Fault>() {
            return Ending::Violation(fault.clone(), frames);
        }
        match error.downcast_ref::<Trap>() {
            Some(Trap::Interrupt) if self.watchdog.expired() => Ending::TurnLimit(frames),
            Some(Trap::Interrupt) if signals::received().is_some() => Ending::Signal(signals::received().unwrap_or(0)),
            Some(Trap::UnreachableCodeReached) if in_helper => Ending::Trap(SEALED_WRITE.to_owned(), frames),
            Some(Trap::MemoryOutOfBounds) => Ending::Trap(memory_fault(error), frames),
            Some(trap) => Ending::Trap(trap.to_string(), frames),
            None => Ending::Trap(format!("{}", error.root_cause()), frames),
        }
    }
}

const SEALED_WRITE: &str = "Cannot write memory: the destination is sealed";

/// Tells a write to sealed pages from an address outside memory, which the engine reports as the same trap.
fn memory_fault(error: &wasmtime::Error) -> String {
    let text = format!("{error:?}");
    let numbers = text.split("memory fault at wasm address ").nth(1).and_then(|rest| {
        let (address, rest) = rest.split_once(" in linear memory of size ")?;
        let size = rest.split_whitespace().next()?;
        let hex = |text: &str| u64::from_str_radix(text.trim_start_matches("0x"), 16).ok();
        Some((hex(address)?, hex(size)?))
    });
    match numbers {
        Some((address, size)) if address < size => format!("{SEALED_WRITE} (address {address:#x})"),
        Some((address, size)) => format!("Cannot access memory: address {address:#x} is outside its {size:#x} bytes"),
        None => "Cannot access memory: the address is outside".to_owned(),
    }
}

/// Sleeps until an input is readable, a signal comes, or the monotonic clock reaches `until`.
fn sleep(inputs: &[(usize, i32)], wake: Option<i32>, until: i64) {
    let entry = |descriptor| libc::pollfd { fd: descriptor, events: libc::POLLIN, revents: 0 };
    let mut entries = [entry(-1); caisson_devices::bus::SLOTS + 1];
    let mut count = 0;
    for descriptor in inputs.iter().map(|input| input.1).chain(wake) {
        entries[count] = entry(descriptor);
        count += 1;
    }
    let left = until.saturating_sub(monotonic_ns() as i64).max(0);
    let timeout = libc::timespec { tv_sec: left / 1_000_000_000, tv_nsec: left % 1_000_000_000 };
    let timeout = if until == i64::MAX { std::ptr::null() } else { &raw const timeout };
    // SAFETY: `count` valid entries, a timeout that is null or valid, no signal mask.
    unsafe { libc::ppoll(entries.as_mut_ptr(), count as libc::nfds_t, timeout, std::ptr::null()) };
}
