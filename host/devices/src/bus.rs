//! The bus that a module reaches through its imports (docs/abi.md): 32 slots of 4 KiB, then the boot parameters, then the
//! control registers. Addresses are total: what does not exist reads as 0 and ignores writes.

use crate::memory::{GuestMemory, Violation};
use crate::mmio::{MAGIC, Received, Slot, register_name};

/// Slots on the bus.
pub const SLOTS: usize = 32;
const SLOT_SHIFT: u32 = 12;
const SLOTS_END: u32 = (SLOTS as u32) << SLOT_SHIFT;

/// Boot parameters: magic, length, then the text.
pub const BOOT: u32 = 0x2_0000;
/// "CAIS", little-endian.
pub const BOOT_MAGIC: u32 = 0x5349_4143;
/// The text's window ends where the control registers start.
pub const BOOT_BYTES_MAX: usize = 0x2_0000 - 8;
/// Changes at clone and restore.
pub const GENERATION: u32 = 0x4_0000;
/// Write: record the wasm stack. Read: id of the last record.
pub const STACK_CAPTURE: u32 = 0x4_0004;
/// Write an id: select that record. Read: byte length of its text.
pub const STACK_SELECT: u32 = 0x4_0008;
/// The text of the selected record, four bytes a read.
pub const STACK_TEXT: u32 = 0x5_0000;
/// Bytes in the window of [`STACK_TEXT`].
pub const STACK_TEXT_BYTES_MAX: usize = 0x1_0000;

/// A broken rule, with the slot whose device found it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The slot.
    pub slot: usize,
    /// Manifest name of the device in it.
    pub device: String,
    /// What was broken.
    pub violation: Violation,
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Cannot use device {} in slot {}: {}", self.device, self.slot, self.violation)
    }
}

impl std::error::Error for Fault {}

/// Records of the wasm stack, made when the guest writes [`STACK_CAPTURE`]; the host behind it knows engine and names.
pub trait Stacks {
    /// Id of the last record, 0 when there is none.
    fn last(&self) -> u32;
    /// The text of a record, one line a frame; empty when the id is unknown or forgotten.
    fn text(&self, id: u32) -> String;
}

struct Device<M: GuestMemory> {
    name: String,
    slot: Slot<M>,
}

/// All devices of one instance.
pub struct Bus<M: GuestMemory> {
    devices: Vec<Device<M>>,
    boot_text: Vec<u8>,
    generation: u32,
    stacks: Option<Box<dyn Stacks>>,
    stack_text: Vec<u8>,
    /// A device has news that the guest wants a turn for.
    pending: bool,
}

impl<M: GuestMemory> Bus<M> {
    /// A bus with `boot_text` as boot parameters; text beyond [`BOOT_BYTES_MAX`] is the caller's error and is cut.
    pub fn new(boot_text: &str) -> Bus<M> {
        let mut boot_text = boot_text.as_bytes().to_vec();
        boot_text.truncate(BOOT_BYTES_MAX);
        Bus { devices: Vec::new(), boot_text, generation: 1, stacks: None, stack_text: Vec::new(), pending: false }
    }

    /// Puts a device into the next slot; false when all are taken.
    pub fn attach(&mut self, name: &str, slot: Slot<M>) -> bool {
        if self.devices.len() == SLOTS {
            return false;
        }
        self.devices.push(Device { name: name.to_owned(), slot });
        true
    }

    /// Serves the stack registers.
    pub fn set_stacks(&mut self, stacks: Box<dyn Stacks>) {
        self.stacks = Some(stacks);
    }

    /// Slots in use, in order, with the manifest names of their devices.
    pub fn slots(&self) -> impl Iterator<Item = (&str, &Slot<M>)> {
        self.devices.iter().map(|device| (device.name.as_str(), &device.slot))
    }

    /// The import `read`.
    pub fn read(&self, address: u32) -> u32 {
        if address & 3 != 0 {
            return 0;
        }
        if address < SLOTS_END {
            let offset = address & 0xfff;
            return match self.devices.get((address >> SLOT_SHIFT) as usize) {
                Some(device) => device.slot.read(offset),
                // §4.2.3.1: an empty slot says so by device id 0.
                None => [MAGIC, 2, 0].get((offset >> 2) as usize).copied().unwrap_or(0),
            };
        }
        match address {
            BOOT => BOOT_MAGIC,
            0x2_0004 => self.boot_text.len() as u32,
            0x2_0008..0x4_0000 => word(&self.boot_text, (address - BOOT - 8) as usize),
            GENERATION => self.generation,
            STACK_CAPTURE => self.stacks.as_ref().map_or(0, |stacks| stacks.last()),
            STACK_SELECT => self.stack_text.len() as u32,
            0x5_0000..0x6_0000 => word(&self.stack_text, (address - STACK_TEXT) as usize),
            _ => 0,
        }
    }

    /// The import `write`, except for [`STACK_CAPTURE`], which the host handles before it comes here.
    pub fn write(&mut self, address: u32, value: u32, memory: &mut M) -> Result<(), Fault> {
        if address & 3 != 0 {
            return Ok(());
        }
        if address < SLOTS_END {
            let index = (address >> SLOT_SHIFT) as usize;
            if let Some(device) = self.devices.get_mut(index) {
                let told = device.slot.write(address & 0xfff, value, memory);
                self.pending |= told.map_err(|violation| fault(index, &device.name, violation))?;
            }
        } else if address == STACK_SELECT {
            let text = self.stacks.as_ref().map_or(String::new(), |stacks| stacks.text(value));
            self.stack_text = text.into_bytes();
            self.stack_text.truncate(STACK_TEXT_BYTES_MAX);
        }
        Ok(())
    }

    /// Works on every queue of every device: after each turn, and after a trap. Output comes first, so that a fault of
    /// one device does not swallow what another still has to print.
    pub fn after_turn(&mut self, memory: &mut M) -> Result<(), Fault> {
        let mut first = Ok(());
        for (index, device) in self.devices.iter_mut().enumerate() {
            match device.slot.work_all(memory) {
                Ok(tell) => self.pending |= tell,
                Err(violation) => first = first.and(Err(fault(index, &device.name, violation))),
            }
        }
        first
    }

    /// Takes the note that a device has news.
    pub fn take_pending(&mut self) -> bool {
        std::mem::take(&mut self.pending)
    }

    /// Slots of devices that can take input now, with the file descriptors to wait on; -1 for none.
    pub fn inputs(&mut self, memory: &mut M, into: &mut Vec<(usize, i32)>) -> Result<(), Fault> {
        into.clear();
        for (index, device) in self.devices.iter_mut().enumerate() {
            let descriptor = device.slot.model().input();
            if descriptor.is_none() && device.slot.deadline().is_none() {
                continue;
            }
            let can = device.slot.can_receive(memory).map_err(|v| fault(index, &device.name, v))?;
            if can {
                into.push((index, descriptor.unwrap_or(-1)));
            }
        }
        Ok(())
    }

    /// The earliest deadline of any device.
    pub fn deadline(&self) -> Option<u64> {
        self.devices.iter().filter_map(|device| device.slot.deadline()).min()
    }

    /// Gives the device in slot `index` a batch of input.
    pub fn receive(&mut self, index: usize, memory: &mut M, now_ns: u64) -> Result<Received, Fault> {
        let device = &mut self.devices[index];
        let received = device.slot.receive(memory, now_ns).map_err(|v| fault(index, &device.name, v))?;
        self.pending |= received.tell;
        Ok(received)
    }
}

fn fault(slot: usize, device: &str, violation: Violation) -> Fault {
    Fault { slot, device: device.to_owned(), violation }
}

fn word(bytes: &[u8], at: usize) -> u32 {
    let mut word = [0; 4];
    let rest = bytes.get(at..).unwrap_or(&[]);
    let count = rest.len().min(4);
    word[..count].copy_from_slice(&rest[..count]);
    u32::from_le_bytes(word)
}

/// `slot 2 QueueNotify` and the like, for traces.
pub fn describe(address: u32) -> String {
    match address {
        0..SLOTS_END => format!("slot {} {}", address >> SLOT_SHIFT, register_name(address & 0xfff)),
        BOOT..0x4_0000 => format!("boot+{:#x}", address - BOOT),
        GENERATION => "Generation".to_owned(),
        STACK_CAPTURE => "StackCapture".to_owned(),
        STACK_SELECT => "StackSelect".to_owned(),
        _ => format!("{address:#x}"),
    }
}
