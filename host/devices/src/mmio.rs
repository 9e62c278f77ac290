//! One bus slot: virtio-mmio's register map, version 2 (virtio 1.2 §4.2.2), in front of a device model.
//! The transport keeps status, features and queue layouts; the model does the device's work on ready queues.

use crate::memory::{GuestMemory, Violation};
use crate::queue::Queue;

/// "virt", §4.2.2.
pub const MAGIC: u32 = 0x7472_6976;
const VERSION: u32 = 2;
const VENDOR: u32 = 0x5349_4143;

/// §6: VIRTIO_F_RING_EVENT_IDX.
pub const EVENT_IDX: u64 = 1 << 29;
/// §6: VIRTIO_F_VERSION_1; offered by every device, and the guest must accept it.
pub const VERSION_1: u64 = 1 << 32;

// §2.1, device status.
const DRIVER_OK: u32 = 4;
const FEATURES_OK: u32 = 8;
const NEEDS_RESET: u32 = 64;
const STATUS_KNOWN: u32 = 1 | 2 | DRIVER_OK | FEATURES_OK | 128;

// §4.2.2, InterruptStatus.
const USED_BUFFER: u32 = 1;
const CONFIG_CHANGE: u32 = 2;

/// A device behind the transport. `M` is the memory it works on.
pub trait Model<M: GuestMemory> {
    /// Device id of virtio 1.2 §5.
    fn device_id(&self) -> u32;

    /// Offered features beyond VERSION_1.
    fn features(&self) -> u64;

    /// The largest size of each queue; 0 for a queue that does not exist.
    fn queue_sizes(&self) -> &[u16];

    /// A little-endian word of the configuration space; `offset` is a multiple of 4.
    fn config(&self, offset: u32) -> u32 {
        let _ = offset;
        0
    }

    /// The driver is ready (DRIVER_OK) with these features.
    fn activate(&mut self, features: u64) {
        let _ = features;
    }

    /// Back to the state before any driver.
    fn reset(&mut self) {}

    /// The driver took queue `index` away; buffers taken from it are gone.
    fn queue_stopped(&mut self, index: usize) {
        let _ = index;
    }

    /// Works on queue `index`, which is ready. True when the guest wants a turn because of it.
    fn work(&mut self, index: usize, queues: &mut [Queue], memory: &mut M) -> Result<bool, Violation>;

    /// Sends on whatever `work` held back for the sake of batching.
    fn flush(&mut self, queues: &mut [Queue], memory: &mut M) -> Result<bool, Violation> {
        let _ = (queues, memory);
        Ok(false)
    }

    /// A file descriptor that is readable when [`Model::receive`] has something to do.
    fn input(&self) -> Option<i32> {
        None
    }

    /// True when the guest has offered buffers for input.
    fn can_receive(&mut self, queues: &mut [Queue], memory: &mut M) -> Result<bool, Violation> {
        let _ = (queues, memory);
        Ok(false)
    }

    /// Takes a batch of input from outside into the guest's buffers.
    fn receive(&mut self, queues: &mut [Queue], memory: &mut M, now_ns: u64) -> Result<Received, Violation> {
        let _ = (queues, memory, now_ns);
        Ok(Received::default())
    }

    /// When [`Model::receive`] wants to be called without input, in ns of the host's monotonic clock.
    fn deadline(&self) -> Option<u64> {
        None
    }

    /// Names and values of the device's counters.
    fn counters(&self, visit: &mut dyn FnMut(&'static str, u64)) {
        let _ = visit;
    }
}

/// What came in through [`Model::receive`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Received {
    /// Frames or chunks taken from outside, dropped ones included.
    pub items: u32,
    /// The guest wants a turn.
    pub tell: bool,
}

/// A slot of the bus with a device in it.
pub struct Slot<M: GuestMemory> {
    model: Box<dyn Model<M>>,
    queues: Vec<Queue>,
    status: u32,
    device_features_select: u32,
    driver_features_select: u32,
    driver_features: u64,
    queue_select: u32,
    interrupts: u32,
    config_generation: u32,
}

impl<M: GuestMemory> Slot<M> {
    /// Puts a model behind the register map.
    pub fn new(model: Box<dyn Model<M>>) -> Slot<M> {
        let queues = model.queue_sizes().iter().map(|_| Queue::default()).collect();
        Slot {
            model,
            queues,
            status: 0,
            device_features_select: 0,
            driver_features_select: 0,
            driver_features: 0,
            queue_select: 0,
            interrupts: 0,
            config_generation: 0,
        }
    }

    /// The model, to ask it for counters and input.
    pub fn model(&self) -> &dyn Model<M> {
        self.model.as_ref()
    }

    fn offered(&self) -> u64 {
        self.model.features() | VERSION_1
    }

    fn live(&self) -> bool {
        self.status & (DRIVER_OK | NEEDS_RESET) == DRIVER_OK
    }

    fn selected_size_max(&self) -> u16 {
        self.model.queue_sizes().get(self.queue_select as usize).copied().unwrap_or(0)
    }

    /// Reads the register at `offset` (0..0xfff, a multiple of 4). Registers that do not exist read as 0.
    pub fn read(&self, offset: u32) -> u32 {
        match offset {
            0x000 => MAGIC,
            0x004 => VERSION,
            0x008 => self.model.device_id(),
            0x00c => VENDOR,
            0x010 => half(self.offered(), self.device_features_select),
            0x034 => u32::from(self.selected_size_max()),
            0x044 => self.queues.get(self.queue_select as usize).map_or(0, |queue| u32::from(queue.ready())),
            0x060 => self.interrupts,
            0x070 => self.status,
            // §4.2.2: a shared memory region that does not exist has length and base of all ones.
            0x0b0..=0x0bc => u32::MAX,
            0x0fc => self.config_generation,
            0x100..=0xfff => self.model.config(offset - 0x100),
            _ => 0,
        }
    }

    /// Writes the register at `offset`. True when the guest wants a turn because of it.
    pub fn write(&mut self, offset: u32, value: u32, memory: &mut M) -> Result<bool, Violation> {
        let result = self.write_register(offset, value, memory);
        if result.is_err() {
            self.status |= NEEDS_RESET;
            self.interrupts |= CONFIG_CHANGE;
        }
        result
    }

    fn write_register(&mut self, offset: u32, value: u32, memory: &mut M) -> Result<bool, Violation> {
        match offset {
            0x014 => self.device_features_select = value,
            0x020 => self.accept_features(value),
            0x024 => self.driver_features_select = value,
            0x030 => self.queue_select = value,
            0x044 => self.set_ready(value, memory)?,
            0x050 => return self.work(value as usize, memory),
            0x064 => self.interrupts &= !value,
            0x070 => self.set_status(value),
            0x038 | 0x080 | 0x084 | 0x090 | 0x094 | 0x0a0 | 0x0a4 => self.set_layout(offset, value),
            _ => {}
        }
        Ok(false)
    }

    fn accept_features(&mut self, value: u32) {
        if self.status & FEATURES_OK == 0 && self.driver_features_select < 2 {
            set_half(&mut self.driver_features, self.driver_features_select, value);
        }
    }

    fn set_layout(&mut self, offset: u32, value: u32) {
        let Some(queue) = self.queues.get_mut(self.queue_select as usize) else { return };
        if queue.ready() {
            return;
        }
        match offset {
            0x038 => queue.layout.size = value,
            0x080 | 0x084 => set_half(&mut queue.layout.descriptors, (offset >> 2) & 1, value),
            0x090 | 0x094 => set_half(&mut queue.layout.available, (offset >> 2) & 1, value),
            _ => set_half(&mut queue.layout.used, (offset >> 2) & 1, value),
        }
    }

    fn set_ready(&mut self, value: u32, memory: &mut M) -> Result<(), Violation> {
        let size_max = self.selected_size_max();
        let event_index = self.driver_features & EVENT_IDX != 0;
        let Some(queue) = self.queues.get_mut(self.queue_select as usize) else { return Ok(()) };
        match (value, queue.ready()) {
            (1, false) => queue.start(memory, size_max, event_index),
            (0, true) => {
                queue.reset();
                self.model.queue_stopped(self.queue_select as usize);
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn set_status(&mut self, value: u32) {
        if value == 0 {
            return self.reset();
        }
        // §3.1.1: features are final once FEATURES_OK stays set; it stays unset when the subset is unacceptable.
        let mut status = self.status | (value & STATUS_KNOWN);
        let acceptable = self.driver_features & !self.offered() == 0 && self.driver_features & VERSION_1 != 0;
        if self.status & FEATURES_OK == 0 && status & FEATURES_OK != 0 && !acceptable {
            status &= !FEATURES_OK;
        }
        if status & FEATURES_OK == 0 {
            status &= !DRIVER_OK;
        }
        let started = status & DRIVER_OK != 0 && self.status & DRIVER_OK == 0;
        self.status = status;
        if started {
            self.model.activate(self.driver_features);
        }
    }

    fn reset(&mut self) {
        self.model.reset();
        self.queues.iter_mut().for_each(Queue::reset);
        self.status = 0;
        self.driver_features = 0;
        self.interrupts = 0;
    }

    fn guarded(
        &mut self,
        action: impl FnOnce(&mut dyn Model<M>, &mut [Queue]) -> Result<bool, Violation>,
    ) -> Result<bool, Violation> {
        let result = action(self.model.as_mut(), &mut self.queues);
        match result {
            Ok(true) => self.interrupts |= USED_BUFFER,
            Ok(false) => {}
            Err(_) => {
                self.status |= NEEDS_RESET;
                self.interrupts |= CONFIG_CHANGE;
            }
        }
        result
    }

    /// Works on one queue; what the guest asked for by QueueNotify.
    pub fn work(&mut self, index: usize, memory: &mut M) -> Result<bool, Violation> {
        if !self.live() || !self.queues.get(index).is_some_and(Queue::ready) {
            return Ok(false);
        }
        self.guarded(|model, queues| model.work(index, queues, memory))
    }

    /// Works on all queues and sends what was held back; what the host does after every turn.
    pub fn work_all(&mut self, memory: &mut M) -> Result<bool, Violation> {
        if !self.live() {
            return Ok(false);
        }
        let mut tell = false;
        for index in 0..self.queues.len() {
            if self.queues[index].ready() {
                tell |= self.guarded(|model, queues| model.work(index, queues, memory))?;
            }
        }
        Ok(tell | self.guarded(|model, queues| model.flush(queues, memory))?)
    }

    /// When the device wants [`Slot::receive`] without input; never before its driver is ready.
    pub fn deadline(&self) -> Option<u64> {
        if self.live() { self.model.deadline() } else { None }
    }

    /// True when input could be given to the guest now.
    pub fn can_receive(&mut self, memory: &mut M) -> Result<bool, Violation> {
        if !self.live() {
            return Ok(false);
        }
        let mut can = false;
        self.guarded(|model, queues| {
            can = model.can_receive(queues, memory)?;
            Ok(false)
        })?;
        Ok(can)
    }

    /// Gives the guest a batch of input.
    pub fn receive(&mut self, memory: &mut M, now_ns: u64) -> Result<Received, Violation> {
        let mut received = Received::default();
        if self.live() {
            self.guarded(|model, queues| {
                received = model.receive(queues, memory, now_ns)?;
                Ok(received.tell)
            })?;
        }
        Ok(received)
    }
}

fn half(value: u64, select: u32) -> u32 {
    match select {
        0 => value as u32,
        1 => (value >> 32) as u32,
        _ => 0,
    }
}

fn set_half(target: &mut u64, select: u32, value: u32) {
    let shift = 32 * select;
    *target = *target & !(u64::from(u32::MAX) << shift) | u64::from(value) << shift;
}

/// The register's name in virtio 1.2 §4.2.2, for traces.
pub fn register_name(offset: u32) -> &'static str {
    match offset {
        0x000 => "MagicValue",
        0x004 => "Version",
        0x008 => "DeviceID",
        0x00c => "VendorID",
        0x010 => "DeviceFeatures",
        0x014 => "DeviceFeaturesSel",
        0x020 => "DriverFeatures",
        0x024 => "DriverFeaturesSel",
        0x030 => "QueueSel",
        0x034 => "QueueNumMax",
        0x038 => "QueueNum",
        0x044 => "QueueReady",
        0x050 => "QueueNotify",
        0x060 => "InterruptStatus",
        0x064 => "InterruptACK",
        0x070 => "Status",
        0x080 => "QueueDescLow",
        0x084 => "QueueDescHigh",
        0x090 => "QueueDriverLow",
        0x094 => "QueueDriverHigh",
        0x0a0 => "QueueDeviceLow",
        0x0a4 => "QueueDeviceHigh",
        0x0fc => "ConfigGeneration",
        0x100..=0xfff => "Config",
        _ => "reserved",
    }
}
