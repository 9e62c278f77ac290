//! virtio-rtc (device 17, virtio 1.4 draft): clock 0 is UTC, clock 1 monotonic, both in ns; no alarms, no
//! cross-timestamps. A request is answered before QueueNotify returns.

use crate::memory::{GuestMemory, Violation};
use crate::mmio::Model;
use crate::queue::{Chain, QUEUE_SIZE_MAX, Queue};

const DEVICE_ID: u32 = 17;
const CLOCKS: u16 = 2;

// Message types.
const READ: u16 = 0x0001;
const CONFIG: u16 = 0x1000;
const CLOCK_CAPABILITIES: u16 = 0x1001;

// Status.
const OK: u8 = 0;
const NOT_SUPPORTED: u8 = 2;
const NO_DEVICE: u8 = 3;
const INVALID: u8 = 4;

// Clock types: this host passes on what its kernel says, which may smear leap seconds.
const UTC_MAYBE_SMEARED: u8 = 4;
const MONOTONIC: u8 = 2;

/// The host's clocks.
pub trait Clocks {
    /// Nanoseconds since 1970-01-01 UTC, without leap seconds.
    fn utc_ns(&self) -> u64;
    /// Nanoseconds since an arbitrary moment: what the import `now` returns.
    fn monotonic_ns(&self) -> u64;
}

/// The device.
pub struct Rtc {
    clocks: Box<dyn Clocks>,
    chain: Chain,
    answered: u64,
}

impl Rtc {
    /// A clock device that reads `clocks`.
    pub fn new(clocks: Box<dyn Clocks>) -> Rtc {
        Rtc { clocks, chain: Chain::new(), answered: 0 }
    }

    /// The answer to a request: status, 7 reserved bytes, then 8 bytes that depend on the message.
    fn answer(&self, request: &[u8]) -> [u8; 16] {
        let mut answer = [0; 16];
        let word = |at: usize| request.get(at..at + 2).map(|two| u16::from_le_bytes([two[0], two[1]]));
        let (status, body) = match (word(0), word(8)) {
            (Some(CONFIG), _) => (OK, u64::from(CLOCKS)),
            (Some(READ), Some(0)) => (OK, self.clocks.utc_ns()),
            (Some(READ), Some(1)) => (OK, self.clocks.monotonic_ns()),
            (Some(CLOCK_CAPABILITIES), Some(0)) => (OK, u64::from(UTC_MAYBE_SMEARED)),
            (Some(CLOCK_CAPABILITIES), Some(1)) => (OK, u64::from(MONOTONIC)),
            (Some(READ | CLOCK_CAPABILITIES), Some(_)) => (NO_DEVICE, 0),
            (Some(READ | CLOCK_CAPABILITIES) | None, _) => (INVALID, 0),
            (Some(_), _) => (NOT_SUPPORTED, 0),
        };
        answer[0] = status;
        answer[8..].copy_from_slice(&body.to_le_bytes());
        answer
    }
}

impl<M: GuestMemory> Model<M> for Rtc {
    fn device_id(&self) -> u32 {
        DEVICE_ID
    }

    fn features(&self) -> u64 {
        0
    }

    fn queue_sizes(&self) -> &[u16] {
        &[QUEUE_SIZE_MAX]
    }

    fn work(&mut self, index: usize, queues: &mut [Queue], memory: &mut M) -> Result<bool, Violation> {
        let queue = &mut queues[index];
        for _ in 0..queue.waiting(memory)? {
            queue.take_next(memory, &mut self.chain)?;
            let mut request = [0; 16];
            let length = self.chain.load(memory, &mut request);
            let answer = self.answer(&request[..length]);
            let written = self.chain.store(memory, &answer);
            self.answered += 1;
            queue.give_back(memory, self.chain.head(), written as u32);
        }
        queue.publish(memory);
        Ok(false)
    }

    fn counters(&self, visit: &mut dyn FnMut(&'static str, u64)) {
        visit("requests answered", self.answered);
    }
}
