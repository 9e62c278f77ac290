//! Guest memory as devices see it, and the one function that checks guest addresses.
//! A [`Region`] can only be made by [`check`], so whatever takes a `Region` needs no further check: memory never shrinks.

use std::fmt;
use std::ops::Range;

/// What a device wants to do with a region.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// The device reads.
    Read,
    /// The device writes: refused inside the sealed range.
    Write,
}

/// A range of guest memory that [`check`] found to lie inside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Region {
    at: u32,
    len: u32,
}

impl Region {
    /// Offset of the first byte in guest memory.
    pub fn at(self) -> usize {
        self.at as usize
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        self.len as usize
    }

    /// True when the region holds no byte.
    pub fn is_empty(self) -> bool {
        self.len == 0
    }

    /// `len` bytes from `offset` on, both clamped to the region.
    pub fn part(self, offset: usize, len: usize) -> Region {
        let offset = offset.min(self.len());
        let len = len.min(self.len() - offset);
        Region { at: self.at + offset as u32, len: len as u32 }
    }

    /// The region as indices into the whole memory.
    pub fn range(self) -> Range<usize> {
        self.at()..self.at() + self.len()
    }
}

/// The linear memory of one instance.
pub trait GuestMemory {
    /// Size in bytes; it may grow between calls and never shrinks.
    fn size(&self) -> u64;

    /// The sealed (read-only) range, in bytes.
    fn sealed(&self) -> Range<u64>;

    /// Copies out of memory; `into` is at most as long as the region.
    fn load(&self, region: Region, into: &mut [u8]);

    /// Copies into memory; `from` is at most as long as the region, which was checked for [`Access::Write`].
    fn store(&mut self, region: Region, from: &[u8]);

    /// The whole memory, when the host has it in its own address space.
    fn mapped(&self) -> Option<&[u8]> {
        None
    }

    /// The whole memory, writable, when the host has it in its own address space.
    fn mapped_mut(&mut self) -> Option<&mut [u8]> {
        None
    }

    /// The guest does not need the contents of `region` any more. Bytes must keep their value or become zero.
    fn release(&mut self, region: Region) {
        let _ = region;
    }
}

/// Loads a little-endian 16-bit word at `offset` of a region that is known to hold it.
pub fn load_u16(memory: &impl GuestMemory, region: Region, offset: usize) -> u16 {
    let mut bytes = [0; 2];
    memory.load(region.part(offset, 2), &mut bytes);
    u16::from_le_bytes(bytes)
}

/// Stores a little-endian 16-bit word at `offset` of a region that is known to hold it.
pub fn store_u16(memory: &mut impl GuestMemory, region: Region, offset: usize, value: u16) {
    memory.store(region.part(offset, 2), &value.to_le_bytes());
}

/// A rule of docs/abi.md that the guest broke. The device is marked NEEDS_RESET and the instance ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // the fields are named after what they hold
pub enum Violation {
    /// `address .. address + length` does not lie inside memory.
    OutOfMemory { address: u64, length: u64 },
    /// A device was told to write inside the sealed range.
    Sealed { address: u64, length: u64 },
    /// A ring is not aligned as virtio 1.2 §2.7 asks.
    Misaligned { address: u64, alignment: u64 },
    /// A queue size that is 0, no power of two, or more than the device's maximum.
    QueueSize { size: u32 },
    /// More buffers are available than the queue holds.
    AvailableIndex { index: u16, next: u16 },
    /// A descriptor index outside the table.
    DescriptorIndex { index: u16 },
    /// A chain with more descriptors than allowed, or with a cycle.
    ChainLength { head: u16 },
    /// A descriptor flag that was not negotiated.
    DescriptorFlags { flags: u16 },
    /// A device-readable descriptor behind a device-writable one (§2.7.4.2).
    ChainOrder { head: u16 },
    /// The chain does not have the shape that the device's requests have.
    Request { reason: &'static str },
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Violation::OutOfMemory { address, length } => {
                write!(f, "{length} bytes at {address:#x} do not lie inside memory")
            }
            Violation::Sealed { address, length } => {
                write!(f, "{length} bytes at {address:#x} for the device to write lie in the sealed range")
            }
            Violation::Misaligned { address, alignment } => {
                write!(f, "a ring at {address:#x} is not aligned to {alignment}")
            }
            Violation::QueueSize { size } => write!(f, "a queue has size {size}"),
            Violation::AvailableIndex { index, next } => {
                write!(f, "available index {index} is more than a queue ahead of {next}")
            }
            Violation::DescriptorIndex { index } => write!(f, "descriptor {index} is outside the table"),
            Violation::ChainLength { head } => write!(f, "the chain at descriptor {head} is too long or a cycle"),
            Violation::DescriptorFlags { flags } => write!(f, "descriptor flags {flags:#x} were not negotiated"),
            Violation::ChainOrder { head } => {
                write!(f, "the chain at descriptor {head} has a readable part behind a writable one")
            }
            Violation::Request { reason } => f.write_str(reason),
        }
    }
}

impl std::error::Error for Violation {}

/// The one place where a guest address becomes a [`Region`].
///
/// An empty region may lie anywhere up to the end of memory. Device writes may not touch the sealed range.
pub fn check(memory: &impl GuestMemory, address: u64, length: u64, access: Access) -> Result<Region, Violation> {
    let end = address.checked_add(length).ok_or(Violation::OutOfMemory { address, length })?;
    if end > memory.size() || end > u64::from(u32::MAX) + 1 {
        return Err(Violation::OutOfMemory { address, length });
    }
    if access == Access::Write && length > 0 {
        let sealed = memory.sealed();
        if address < sealed.end && end > sealed.start {
            return Err(Violation::Sealed { address, length });
        }
    }
    match (u32::try_from(address), u32::try_from(length)) {
        (Ok(at), Ok(len)) => Ok(Region { at, len }),
        _ => Err(Violation::OutOfMemory { address, length }),
    }
}

/// Guest memory that the host owns: for tests, and for hosts that copy.
#[derive(Clone, Debug, Default)]
pub struct OwnedMemory {
    /// The bytes.
    pub bytes: Vec<u8>,
    /// The sealed range.
    pub sealed: Range<u64>,
    /// Regions that were released.
    pub released: Vec<Region>,
    /// Hides [`GuestMemory::mapped`], to exercise the copying paths.
    pub unmapped: bool,
}

impl OwnedMemory {
    /// Zeroed memory without a sealed range.
    pub fn new(size: usize) -> OwnedMemory {
        OwnedMemory { bytes: vec![0; size], ..OwnedMemory::default() }
    }
}

impl GuestMemory for OwnedMemory {
    fn size(&self) -> u64 {
        self.bytes.len() as u64
    }

    fn sealed(&self) -> Range<u64> {
        self.sealed.clone()
    }

    fn load(&self, region: Region, into: &mut [u8]) {
        let from = &self.bytes[region.range()];
        into.copy_from_slice(&from[..into.len()]);
    }

    fn store(&mut self, region: Region, from: &[u8]) {
        let into = &mut self.bytes[region.range()];
        into[..from.len()].copy_from_slice(from);
    }

    fn mapped(&self) -> Option<&[u8]> {
        (!self.unmapped).then_some(&self.bytes)
    }

    fn mapped_mut(&mut self) -> Option<&mut [u8]> {
        (!self.unmapped).then_some(&mut self.bytes)
    }

    fn release(&mut self, region: Region) {
        self.released.push(region);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_checked_against_size_overflow_and_seal() {
        let memory = OwnedMemory { sealed: 1024..2048, ..OwnedMemory::new(4096) };
        let go = |address, length, access| check(&memory, address, length, access);
        assert_eq!(go(0, 4096, Access::Read).map(Region::len), Ok(4096));
        assert_eq!(go(4096, 0, Access::Write).map(Region::len), Ok(0));
        assert!(go(4096, 1, Access::Read).is_err());
        assert!(go(u64::MAX, 2, Access::Read).is_err());
        assert!(go(1 << 32, 1, Access::Read).is_err());
        assert!(go(1000, 24, Access::Write).is_ok());
        assert_eq!(go(1000, 25, Access::Write), Err(Violation::Sealed { address: 1000, length: 25 }));
        assert!(go(2047, 1, Access::Write).is_err());
        assert!(go(2048, 1, Access::Write).is_ok());
        assert!(go(1024, 1024, Access::Read).is_ok());
    }
}
