//! A driver for tests: it talks to devices through the bus, as a module does, over memory that the test owns.
#![allow(dead_code, missing_docs)]

use std::cell::RefCell;
use std::collections::VecDeque;
use std::io::IoSlice;
use std::rc::Rc;

use caisson_devices::bus::{Bus, Fault};
use caisson_devices::memory::OwnedMemory;
use caisson_devices::mmio::{Model, Slot};
use caisson_devices::net::{Backend, Capabilities, Incoming, Net, NetOptions, Offloads};
use caisson_devices::scatter::Scatter;

pub const MEMORY: usize = 1 << 20;
pub const VERSION_1: u64 = 1 << 32;
pub const EVENT_IDX: u64 = 1 << 29;

pub struct Driver {
    pub bus: Bus<OwnedMemory>,
    pub memory: OwnedMemory,
}

/// The driver's side of one queue in slot 0.
pub struct Queue {
    pub index: u32,
    pub size: u16,
    pub at: usize,
    pub event_index: bool,
    available: u16,
    used: u16,
}

impl Driver {
    pub fn new(model: Box<dyn Model<OwnedMemory>>) -> Driver {
        let mut bus = Bus::new("");
        assert!(bus.attach("device", Slot::new(model)));
        Driver { bus, memory: OwnedMemory::new(MEMORY) }
    }

    pub fn write(&mut self, register: u32, value: u32) -> Result<(), Fault> {
        self.bus.write(register, value, &mut self.memory)
    }

    pub fn set(&mut self, register: u32, value: u32) {
        self.write(register, value).expect("no violation");
    }

    /// Everything before the queues (§3.1.1); returns the features that were accepted.
    pub fn negotiate(&mut self, wanted: u64) -> u64 {
        self.set(0x70, 0);
        self.set(0x70, 3);
        self.set(0x14, 0);
        let low = u64::from(self.bus.read(0x10));
        self.set(0x14, 1);
        let features = (u64::from(self.bus.read(0x10)) << 32 | low) & (wanted | VERSION_1);
        self.set(0x24, 0);
        self.set(0x20, features as u32);
        self.set(0x24, 1);
        self.set(0x20, (features >> 32) as u32);
        self.set(0x70, 11);
        assert_eq!(self.bus.read(0x70) & 8, 8, "features are accepted");
        features
    }

    pub fn queue(&mut self, index: u32, size: u16, at: usize, features: u64) -> Queue {
        let queue = Queue { index, size, at, event_index: features & EVENT_IDX != 0, available: 0, used: 0 };
        self.set(0x30, index);
        self.set(0x38, u32::from(size));
        self.set(0x80, at as u32);
        self.set(0x90, queue.available_at() as u32);
        self.set(0xa0, queue.used_at() as u32);
        self.set(0x44, 1);
        queue
    }

    pub fn start(&mut self) {
        self.set(0x70, 15);
    }

    pub fn store(&mut self, at: usize, bytes: &[u8]) {
        self.memory.bytes[at..at + bytes.len()].copy_from_slice(bytes);
    }

    pub fn word(&self, at: usize) -> u16 {
        u16::from_le_bytes([self.memory.bytes[at], self.memory.bytes[at + 1]])
    }

    /// Offers a chain of (address, length, device writes) that starts at descriptor `head`.
    pub fn offer(&mut self, queue: &mut Queue, head: u16, parts: &[(usize, usize, bool)]) {
        for (offset, (address, length, writes)) in parts.iter().enumerate() {
            let index = head + offset as u16;
            let last = offset + 1 == parts.len();
            let flags = u16::from(!last) | u16::from(*writes) << 1;
            let mut bytes = (*address as u64).to_le_bytes().to_vec();
            bytes.extend_from_slice(&(*length as u32).to_le_bytes());
            bytes.extend_from_slice(&flags.to_le_bytes());
            bytes.extend_from_slice(&if last { 0 } else { index + 1 }.to_le_bytes());
            self.store(queue.at + 16 * usize::from(index), &bytes);
        }
        let slot = usize::from(queue.available % queue.size);
        self.store(queue.available_at() + 4 + 2 * slot, &head.to_le_bytes());
        queue.available = queue.available.wrapping_add(1);
        self.store(queue.available_at() + 2, &queue.available.to_le_bytes());
    }

    /// The next used buffer: head and bytes written.
    pub fn pop(&mut self, queue: &mut Queue) -> Option<(u32, u32)> {
        if self.word(queue.used_at() + 2) == queue.used {
            return None;
        }
        let at = queue.used_at() + 4 + 8 * usize::from(queue.used % queue.size);
        let long = |at: usize| u32::from_le_bytes(self.memory.bytes[at..at + 4].try_into().expect("4 bytes"));
        let result = (long(at), long(at + 4));
        queue.used = queue.used.wrapping_add(1);
        if queue.event_index {
            let used = queue.used;
            self.store(queue.available_at() + 4 + 2 * usize::from(queue.size), &used.to_le_bytes());
        }
        Some(result)
    }

    pub fn notify(&mut self, queue: &Queue) {
        self.set(0x50, queue.index);
    }

    pub fn receive(&mut self) -> u32 {
        self.bus.receive(0, &mut self.memory, 0).expect("no violation").items
    }
}

impl Queue {
    pub fn available_at(&self) -> usize {
        self.at + 16 * usize::from(self.size)
    }

    pub fn used_at(&self) -> usize {
        (self.available_at() + 6 + 2 * usize::from(self.size)).next_multiple_of(4)
    }
}

/// A backend that keeps what is sent and gives what it is told.
#[derive(Clone, Default)]
pub struct Peer {
    pub capabilities: Capabilities,
    pub sent: Rc<RefCell<Vec<Vec<u8>>>>,
    pub incoming: Rc<RefCell<VecDeque<Vec<u8>>>>,
    pub offloads: Rc<RefCell<Offloads>>,
}

impl Backend for Peer {
    fn capabilities(&self) -> Capabilities {
        self.capabilities
    }

    fn activate(&mut self, offloads: Offloads) {
        *self.offloads.borrow_mut() = offloads;
    }

    fn receive(&mut self, mut into: Scatter<'_>) -> Incoming {
        match self.incoming.borrow_mut().pop_front() {
            None => Incoming::Empty,
            Some(frame) if frame.len() > into.bytes() => Incoming::Dropped,
            Some(frame) => Incoming::Frame(into.fill(&frame)),
        }
    }

    fn transmit(&mut self, frame: &[IoSlice<'_>]) -> bool {
        self.sent.borrow_mut().push(frame.iter().flat_map(|slice| slice.to_vec()).collect());
        true
    }

    fn input(&self) -> Option<i32> {
        Some(-1)
    }
}

pub fn net(peer: &Peer) -> Driver {
    let options = NetOptions { mac: [2, 0, 0, 0, 0, 1], mtu: 1500 };
    Driver::new(Box::new(Net::new(Box::new(peer.clone()), options, None)))
}
