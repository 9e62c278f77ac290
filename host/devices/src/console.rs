//! virtio-console (virtio 1.2 §5.3), port 0 only: queue 0 brings input, queue 1 takes output. Output is used up before
//! QueueNotify returns. An input buffer that comes back with length 0 means that the input has ended (docs/abi.md).

use crate::memory::{GuestMemory, Violation};
use crate::mmio::{Model, Received};
use crate::queue::{Chain, QUEUE_SIZE_MAX, Queue};

const DEVICE_ID: u32 = 3;
const INPUT: usize = 0;
const OUTPUT: usize = 1;
/// Bytes moved at once; longer buffers take more rounds.
const CHUNK_BYTES: usize = 16 * 1024;

/// Where a console's text comes from and goes to.
pub trait Port {
    /// Takes all of the text, or drops it when nobody listens any more.
    fn write(&mut self, bytes: &[u8]);

    /// Input now there: its length, 0 at the end of input, None when there is none yet.
    fn read(&mut self, into: &mut [u8]) -> Option<usize>;

    /// A file descriptor that is readable when `read` would have something.
    fn input(&self) -> Option<i32>;
}

/// The device.
pub struct Console {
    port: Box<dyn Port>,
    ended: bool,
    chain: Chain,
    chunk: Vec<u8>,
    written: u64,
    read: u64,
}

impl Console {
    /// A console on `port`.
    pub fn new(port: Box<dyn Port>) -> Console {
        Console { port, ended: false, chain: Chain::new(), chunk: vec![0; CHUNK_BYTES], written: 0, read: 0 }
    }

    fn print(&mut self, memory: &impl GuestMemory) {
        for &region in self.chain.readable() {
            let mut done = 0;
            while done < region.len() {
                let part = region.part(done, CHUNK_BYTES);
                memory.load(part, &mut self.chunk[..part.len()]);
                self.port.write(&self.chunk[..part.len()]);
                done += part.len();
            }
            self.written += done as u64;
        }
    }
}

impl<M: GuestMemory> Model<M> for Console {
    fn device_id(&self) -> u32 {
        DEVICE_ID
    }

    fn features(&self) -> u64 {
        0
    }

    fn queue_sizes(&self) -> &[u16] {
        &[QUEUE_SIZE_MAX, QUEUE_SIZE_MAX]
    }

    fn work(&mut self, index: usize, queues: &mut [Queue], memory: &mut M) -> Result<bool, Violation> {
        if index != OUTPUT {
            return Ok(false);
        }
        for _ in 0..queues[OUTPUT].waiting(memory)? {
            queues[OUTPUT].take_next(memory, &mut self.chain)?;
            self.print(memory);
            queues[OUTPUT].give_back(memory, self.chain.head(), 0);
        }
        queues[OUTPUT].publish(memory);
        // Output that was printed is no news to the guest: no turn for it.
        Ok(false)
    }

    fn input(&self) -> Option<i32> {
        if self.ended { None } else { self.port.input() }
    }

    fn can_receive(&mut self, queues: &mut [Queue], memory: &mut M) -> Result<bool, Violation> {
        Ok(!self.ended && queues[INPUT].waiting(memory)? > 0)
    }

    fn receive(&mut self, queues: &mut [Queue], memory: &mut M, _now_ns: u64) -> Result<Received, Violation> {
        if self.ended || queues[INPUT].waiting(memory)? == 0 {
            return Ok(Received::default());
        }
        // The next buffer is looked at before the input is read, so that nothing read is ever without a place.
        queues[INPUT].take_next(memory, &mut self.chain)?;
        let room = self.chain.writable_bytes().min(CHUNK_BYTES);
        if room == 0 {
            return Err(Violation::Request { reason: "an input buffer has no writable byte" });
        }
        let Some(length) = self.port.read(&mut self.chunk[..room]) else {
            queues[INPUT].put_back();
            return Ok(Received::default());
        };
        self.ended = length == 0;
        self.read += length as u64;
        self.chain.store(memory, &self.chunk[..length]);
        queues[INPUT].give_back(memory, self.chain.head(), length as u32);
        Ok(Received { items: 1, tell: queues[INPUT].publish(memory) })
    }

    fn counters(&self, visit: &mut dyn FnMut(&'static str, u64)) {
        visit("bytes printed", self.written);
        visit("bytes read", self.read);
    }
}
