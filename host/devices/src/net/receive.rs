//! The guest's receive buffers, taken from the ring ahead of time: a read needs room for the largest frame, and what it
//! leaves over is kept for the next one. Buffers stay the device's until they are used, so keeping them is sound.

use crate::memory::{GuestMemory, Region, Violation};
use crate::queue::{Chain, Queue};

/// Chains kept at most; more stay in the ring.
pub const STAGED_MAX: usize = 256;

#[derive(Clone, Copy, Debug)]
struct Staged {
    head: u16,
    regions: usize,
    bytes: usize,
}

/// Buffers in the order in which the guest offered them.
#[derive(Debug, Default)]
pub struct Staging {
    chains: Vec<Staged>,
    regions: Vec<Region>,
    /// Chains and regions before these are used up.
    chain_at: usize,
    region_at: usize,
    bytes: usize,
}

impl Staging {
    /// Forgets all buffers, as a reset does.
    pub fn clear(&mut self) {
        *self = Staging::default();
    }

    /// Chains that are kept.
    pub fn len(&self) -> usize {
        self.chains.len() - self.chain_at
    }

    /// Takes chains until there is room for `bytes`. False when the guest has not offered enough.
    pub fn ensure(
        &mut self,
        queue: &mut Queue,
        memory: &impl GuestMemory,
        chain: &mut Chain,
        bytes: usize,
        chains_max: usize,
    ) -> Result<bool, Violation> {
        while self.bytes < bytes && self.len() < chains_max.min(STAGED_MAX) {
            if !queue.take(memory, chain)? {
                break;
            }
            if chain.writable().is_empty() {
                return Err(Violation::Request { reason: "a receive buffer has no writable part" });
            }
            self.compact();
            self.regions.extend_from_slice(chain.writable());
            let bytes = chain.writable_bytes();
            self.chains.push(Staged { head: chain.head(), regions: chain.writable().len(), bytes });
            self.bytes += bytes;
        }
        // A ring that is offered whole and is still too small gets frames that fit, rather than none.
        Ok(self.bytes >= bytes || (self.len() > 0 && self.len() >= chains_max.min(queue.layout.size as usize)))
    }

    fn compact(&mut self) {
        if self.chain_at > 0 && (self.chain_at == self.chains.len() || self.chain_at >= STAGED_MAX) {
            self.chains.drain(..self.chain_at);
            self.regions.drain(..self.region_at);
            (self.chain_at, self.region_at) = (0, 0);
        }
    }

    /// The buffers of the first chain, or of all chains.
    pub fn regions(&self, all: bool) -> &[Region] {
        let rest = &self.regions[self.region_at..];
        if all { rest } else { &rest[..self.chains[self.chain_at].regions] }
    }

    /// How many chains the first `length` bytes take.
    pub fn count(&self, mut length: usize) -> u16 {
        let mut count = 0;
        for chain in &self.chains[self.chain_at..] {
            count += 1;
            length -= length.min(chain.bytes);
            if length == 0 {
                break;
            }
        }
        count
    }

    /// Gives back the chains that hold the first `length` bytes.
    pub fn consume(&mut self, queue: &mut Queue, memory: &mut impl GuestMemory, mut length: usize) {
        for _ in 0..self.count(length) {
            let chain = self.chains[self.chain_at];
            let part = chain.bytes.min(length);
            queue.give_back(memory, chain.head, part as u32);
            self.chain_at += 1;
            self.region_at += chain.regions;
            self.bytes -= chain.bytes;
            length -= part;
        }
    }
}

/// Stores `bytes` at `offset` of consecutive regions.
pub fn store_at(memory: &mut impl GuestMemory, regions: &[Region], mut offset: usize, mut bytes: &[u8]) {
    for region in regions {
        let part = region.part(offset, bytes.len());
        offset -= offset.min(region.len());
        memory.store(part, &bytes[..part.len()]);
        bytes = &bytes[part.len()..];
        if bytes.is_empty() {
            return;
        }
    }
}

/// Loads consecutive regions from `offset` on into `into`; returns how much there was.
pub fn load_at(memory: &impl GuestMemory, regions: &[Region], mut offset: usize, into: &mut [u8]) -> usize {
    let mut done = 0;
    for region in regions {
        let part = region.part(offset, into.len() - done);
        offset -= offset.min(region.len());
        memory.load(part, &mut into[done..done + part.len()]);
        done += part.len();
    }
    done
}
