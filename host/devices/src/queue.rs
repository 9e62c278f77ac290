//! The device side of a split virtqueue (virtio 1.2 §2.7) with EVENT_IDX (§2.7.7, §2.7.10).
//! Rings are checked when the queue becomes ready, descriptors when they are taken; each field is read once.

use crate::memory::{Access, GuestMemory, Region, Violation, check, load_u16, store_u16};

/// The largest queue a guest may set up (docs/abi.md).
pub const QUEUE_SIZE_MAX: u16 = 1024;
/// Descriptors in one chain; more, or a cycle, is a violation.
pub const CHAIN_DESCRIPTORS_MAX: usize = 64;

// §2.7.5, descriptor flags.
const NEXT: u16 = 1;
const WRITE: u16 = 2;
const DESCRIPTOR_BYTES: u64 = 16;
/// §2.7.6: flags, idx, ring.
const AVAILABLE_HEADER: usize = 4;
/// §2.7.8: flags, idx, ring of id and len.
const USED_HEADER: usize = 4;
const USED_ELEMENT_BYTES: usize = 8;
/// §2.7.6.1: VIRTQ_AVAIL_F_NO_INTERRUPT.
const NO_INTERRUPT: u16 = 1;

/// A chain of buffers that the guest offered, split into what the device reads and what it writes.
/// It is kept and refilled by its device, so taking a chain allocates nothing.
#[derive(Debug, Default)]
pub struct Chain {
    head: u16,
    regions: Vec<Region>,
    readable: usize,
}

impl Chain {
    /// An empty chain with room for the longest one.
    pub fn new() -> Chain {
        Chain { head: 0, regions: Vec::with_capacity(CHAIN_DESCRIPTORS_MAX), readable: 0 }
    }

    /// Index of the first descriptor: what the used ring names.
    pub fn head(&self) -> u16 {
        self.head
    }

    /// The buffers that the device reads.
    pub fn readable(&self) -> &[Region] {
        &self.regions[..self.readable]
    }

    /// The buffers that the device writes.
    pub fn writable(&self) -> &[Region] {
        &self.regions[self.readable..]
    }

    /// Bytes in [`Chain::readable`].
    pub fn readable_bytes(&self) -> usize {
        total(self.readable())
    }

    /// Bytes in [`Chain::writable`].
    pub fn writable_bytes(&self) -> usize {
        total(self.writable())
    }

    /// Copies from the start of the readable part; returns how much there was.
    pub fn load(&self, memory: &impl GuestMemory, into: &mut [u8]) -> usize {
        let mut done = 0;
        for region in self.readable() {
            let part = region.part(0, into.len() - done);
            memory.load(part, &mut into[done..done + part.len()]);
            done += part.len();
        }
        done
    }

    /// Copies to the start of the writable part; returns how much fitted.
    pub fn store(&self, memory: &mut impl GuestMemory, from: &[u8]) -> usize {
        let mut done = 0;
        for region in self.writable() {
            let part = region.part(0, from.len() - done);
            memory.store(part, &from[done..done + part.len()]);
            done += part.len();
        }
        done
    }
}

fn total(regions: &[Region]) -> usize {
    regions.iter().map(|region| region.len()).sum()
}

/// Where the guest put a queue, as written to the registers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// QueueNum.
    pub size: u32,
    /// QueueDesc.
    pub descriptors: u64,
    /// QueueDriver.
    pub available: u64,
    /// QueueDevice.
    pub used: u64,
}

#[derive(Clone, Copy, Debug)]
struct Rings {
    descriptors: Region,
    available: Region,
    used: Region,
}

/// One queue of a device.
#[derive(Debug, Default)]
pub struct Queue {
    /// Registers, kept until the queue becomes ready.
    pub layout: Layout,
    rings: Option<Rings>,
    event_index: bool,
    next_available: u16,
    next_used: u16,
    /// The used index that the guest was last told about.
    told_used: u16,
}

impl Queue {
    /// True between QueueReady = 1 and a reset.
    pub fn ready(&self) -> bool {
        self.rings.is_some()
    }

    /// Makes the queue live: checks its size, alignment and rings.
    pub fn start(&mut self, memory: &impl GuestMemory, size_max: u16, event_index: bool) -> Result<(), Violation> {
        let Layout { size, descriptors, available, used } = self.layout;
        if size == 0 || !size.is_power_of_two() || size > u32::from(size_max.min(QUEUE_SIZE_MAX)) {
            return Err(Violation::QueueSize { size });
        }
        for (address, alignment) in [(descriptors, 16), (available, 2), (used, 4)] {
            if address % alignment != 0 {
                return Err(Violation::Misaligned { address, alignment });
            }
        }
        let count = u64::from(size);
        self.rings = Some(Rings {
            descriptors: check(memory, descriptors, DESCRIPTOR_BYTES * count, Access::Read)?,
            available: check(memory, available, 6 + 2 * count, Access::Read)?,
            used: check(memory, used, 6 + 8 * count, Access::Write)?,
        });
        self.event_index = event_index;
        (self.next_available, self.next_used, self.told_used) = (0, 0, 0);
        Ok(())
    }

    /// Forgets everything, as a device reset asks (§2.4).
    pub fn reset(&mut self) {
        *self = Queue::default();
    }

    /// Buffers that the guest offered and the device has not taken.
    pub fn waiting(&self, memory: &impl GuestMemory) -> Result<u16, Violation> {
        let Some(rings) = self.rings else { return Ok(0) };
        let index = load_u16(memory, rings.available, 2);
        let count = index.wrapping_sub(self.next_available);
        if u32::from(count) > self.layout.size {
            return Err(Violation::AvailableIndex { index, next: self.next_available });
        }
        Ok(count)
    }

    /// Takes the next chain into `chain`; false when there is none. Ring position `next_available` is read once.
    pub fn take(&mut self, memory: &impl GuestMemory, chain: &mut Chain) -> Result<bool, Violation> {
        if self.waiting(memory)? == 0 {
            return Ok(false);
        }
        self.take_next(memory, chain)?;
        Ok(true)
    }

    /// Takes a chain that [`Queue::waiting`] counted.
    pub fn take_next(&mut self, memory: &impl GuestMemory, chain: &mut Chain) -> Result<(), Violation> {
        let rings = self.rings.expect("a queue with buffers is ready");
        let slot = usize::from(self.next_available) & (self.layout.size as usize - 1);
        let head = load_u16(memory, rings.available, AVAILABLE_HEADER + 2 * slot);
        self.walk(memory, rings, head, chain)?;
        self.next_available = self.next_available.wrapping_add(1);
        Ok(())
    }

    /// Undoes the last `take`: the chain is offered again.
    pub fn put_back(&mut self) {
        self.next_available = self.next_available.wrapping_sub(1);
    }

    fn walk(&self, memory: &impl GuestMemory, rings: Rings, head: u16, chain: &mut Chain) -> Result<(), Violation> {
        chain.head = head;
        chain.regions.clear();
        chain.readable = 0;
        let mut index = head;
        loop {
            if u32::from(index) >= self.layout.size {
                return Err(Violation::DescriptorIndex { index });
            }
            if chain.regions.len() == CHAIN_DESCRIPTORS_MAX {
                return Err(Violation::ChainLength { head });
            }
            let mut bytes = [0; DESCRIPTOR_BYTES as usize];
            memory.load(rings.descriptors.part(usize::from(index) * bytes.len(), bytes.len()), &mut bytes);
            let address = u64::from_le_bytes(bytes[0..8].try_into().expect("8 bytes"));
            let length = u32::from_le_bytes(bytes[8..12].try_into().expect("4 bytes"));
            let flags = u16::from_le_bytes([bytes[12], bytes[13]]);
            if flags & !(NEXT | WRITE) != 0 {
                return Err(Violation::DescriptorFlags { flags });
            }
            let access = if flags & WRITE != 0 { Access::Write } else { Access::Read };
            if access == Access::Read && chain.readable < chain.regions.len() {
                return Err(Violation::ChainOrder { head });
            }
            chain.regions.push(check(memory, address, u64::from(length), access)?);
            chain.readable += usize::from(access == Access::Read);
            if flags & NEXT == 0 {
                return Ok(());
            }
            index = u16::from_le_bytes([bytes[14], bytes[15]]);
        }
    }

    /// Gives a chain back with `written` bytes in it. The guest sees it at the next [`Queue::publish`].
    pub fn give_back(&mut self, memory: &mut impl GuestMemory, head: u16, written: u32) {
        let rings = self.rings.expect("a queue with taken chains is ready");
        let slot = usize::from(self.next_used) & (self.layout.size as usize - 1);
        let mut element = [0; USED_ELEMENT_BYTES];
        element[..4].copy_from_slice(&u32::from(head).to_le_bytes());
        element[4..].copy_from_slice(&written.to_le_bytes());
        memory.store(rings.used.part(USED_HEADER + slot * USED_ELEMENT_BYTES, USED_ELEMENT_BYTES), &element);
        self.next_used = self.next_used.wrapping_add(1);
    }

    /// Shows the guest what was given back. True when it wants to be told (§2.7.7, §2.7.10).
    pub fn publish(&mut self, memory: &mut impl GuestMemory) -> bool {
        let Some(rings) = self.rings else { return false };
        if self.next_used == self.told_used {
            return false;
        }
        let before = std::mem::replace(&mut self.told_used, self.next_used);
        store_u16(memory, rings.used, 2, self.next_used);
        if !self.event_index {
            return load_u16(memory, rings.available, 0) & NO_INTERRUPT == 0;
        }
        let event = load_u16(memory, rings.available, AVAILABLE_HEADER + 2 * self.layout.size as usize);
        passed(event, self.next_used, before)
    }

    /// With EVENT_IDX: asks for a kick only once `more` further buffers are offered, because the host looks at every
    /// ring after each turn anyway.
    pub fn want_kick_after(&mut self, memory: &mut impl GuestMemory, more: u16) {
        let Some(rings) = self.rings else { return };
        if self.event_index {
            let at = USED_HEADER + USED_ELEMENT_BYTES * self.layout.size as usize;
            store_u16(memory, rings.used, at, self.next_available.wrapping_add(more.max(1) - 1));
        }
    }
}

/// §2.7.7.2: was `event` passed on the way from `before` to `after`? All modulo 2^16.
pub fn passed(event: u16, after: u16, before: u16) -> bool {
    after.wrapping_sub(event).wrapping_sub(1) < after.wrapping_sub(before)
}
