//! virtio-balloon (virtio 1.2 §5.5) with free page reporting only (§5.5.6.7): the guest names ranges whose contents it
//! does not need, and the host may take their pages back. Inflating would take memory away from a running program and
//! is not offered.

use crate::memory::{GuestMemory, Violation};
use crate::mmio::{EVENT_IDX, Model};
use crate::queue::{Chain, QUEUE_SIZE_MAX, Queue};

const DEVICE_ID: u32 = 5;
/// §5.5.3: VIRTIO_BALLOON_F_PAGE_REPORTING.
const PAGE_REPORTING: u64 = 1 << 5;
/// §5.5.2: reporting_vq.
const REPORTING: usize = 4;

/// The device.
pub struct Balloon {
    chain: Chain,
    released: u64,
}

impl Balloon {
    /// A balloon.
    pub fn new() -> Balloon {
        Balloon { chain: Chain::new(), released: 0 }
    }
}

impl Default for Balloon {
    fn default() -> Balloon {
        Balloon::new()
    }
}

impl<M: GuestMemory> Model<M> for Balloon {
    fn device_id(&self) -> u32 {
        DEVICE_ID
    }

    fn features(&self) -> u64 {
        PAGE_REPORTING | EVENT_IDX
    }

    fn queue_sizes(&self) -> &[u16] {
        &[0, 0, 0, 0, QUEUE_SIZE_MAX]
    }

    fn work(&mut self, index: usize, queues: &mut [Queue], memory: &mut M) -> Result<bool, Violation> {
        if index != REPORTING {
            return Ok(false);
        }
        let queue = &mut queues[index];
        for _ in 0..queue.waiting(memory)? {
            queue.take_next(memory, &mut self.chain)?;
            for &region in self.chain.writable() {
                memory.release(region);
                self.released += region.len() as u64;
            }
            queue.give_back(memory, self.chain.head(), 0);
        }
        let half = (queue.layout.size / 2) as u16;
        queue.want_kick_after(memory, half);
        queue.publish(memory);
        Ok(false)
    }

    fn counters(&self, visit: &mut dyn FnMut(&'static str, u64)) {
        visit("bytes reported free", self.released);
    }
}
