//! virtio-entropy (virtio 1.2 §5.4): fills every writable buffer before QueueNotify returns.

use crate::memory::{GuestMemory, Violation};
use crate::mmio::Model;
use crate::queue::{Chain, QUEUE_SIZE_MAX, Queue};

const DEVICE_ID: u32 = 4;
/// Bytes given for one request; a driver that wants more asks again (§5.4.6).
pub const REQUEST_BYTES_MAX: usize = 64 * 1024;

/// Fills a buffer with unpredictable bytes.
pub type Source = Box<dyn FnMut(&mut [u8])>;

/// The device.
pub struct Entropy {
    source: Source,
    chain: Chain,
    buffer: Vec<u8>,
    given: u64,
}

impl Entropy {
    /// An entropy device that draws from `source`.
    pub fn new(source: Source) -> Entropy {
        Entropy { source, chain: Chain::new(), buffer: Vec::new(), given: 0 }
    }
}

impl<M: GuestMemory> Model<M> for Entropy {
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
            let length = self.chain.writable_bytes().min(REQUEST_BYTES_MAX);
            self.buffer.resize(length, 0);
            (self.source)(&mut self.buffer);
            self.chain.store(memory, &self.buffer);
            self.buffer.fill(0);
            self.given += length as u64;
            queue.give_back(memory, self.chain.head(), length as u32);
        }
        queue.publish(memory);
        Ok(false)
    }

    fn counters(&self, visit: &mut dyn FnMut(&'static str, u64)) {
        visit("bytes given", self.given);
    }
}
