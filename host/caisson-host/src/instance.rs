//! One running instance: the three imports, the sealed range, `boot` and `turn`.

use std::cell::RefCell;
use std::rc::Rc;

use caisson_devices::bus::{self, Bus, Fault};
use wasmtime::{
    Caller, Engine, InstancePre, Linker, Memory, Module, Store, Trap, TypedFunc, UpdateDeadline, WasmBacktrace,
};

use crate::clock::monotonic_ns;
use crate::memory::{Seal, WasmMemory};
use crate::profile::Samples;
use crate::signals;
use crate::stacks::{Names, Records, SharedRecords};
use crate::verify::Facts;
use crate::watchdog::Watchdog;

/// What the imports work on.
pub struct HostState {
    /// The devices.
    pub bus: Bus<WasmMemory>,
    /// The memory as they see it.
    pub memory: WasmMemory,
    handle: Option<Memory>,
    records: Rc<RefCell<Records>>,
    trace: bool,
    limits: MemoryLimit,
    sampling: Option<Sampling>,
}

struct Sampling {
    samples: Samples,
    watchdog: Watchdog,
}

struct MemoryLimit {
    bytes: usize,
}

impl wasmtime::ResourceLimiter for MemoryLimit {
    fn memory_growing(&mut self, _current: usize, desired: usize, _maximum: Option<usize>) -> wasmtime::Result<bool> {
        Ok(desired <= self.bytes)
    }

    fn table_growing(&mut self, _current: usize, _desired: usize, _maximum: Option<usize>) -> wasmtime::Result<bool> {
        Ok(true)
    }
}

/// The imports, bound once for all instances of an engine.
pub fn linker(engine: &Engine) -> wasmtime::Result<Linker<HostState>> {
    let mut linker = Linker::new(engine);
    linker.func_wrap("virtio", "read", |caller: Caller<'_, HostState>, address: i32| -> i32 {
        let state = caller.data();
        let value = state.bus.read(address as u32);
        if state.trace {
            trace(format_args!("read  {} = {value:#x}", bus::describe(address as u32)));
        }
        value as i32
    })?;
    linker.func_wrap("virtio", "write", write)?;
    linker.func_wrap("virtio", "now", || -> i64 { monotonic_ns() as i64 })?;
    Ok(linker)
}

fn write(mut caller: Caller<'_, HostState>, address: i32, value: i32) -> wasmtime::Result<()> {
    let (address, value) = (address as u32, value as u32);
    if caller.data().trace {
        trace(format_args!("write {} = {value:#x}", bus::describe(address)));
    }
    if address == bus::STACK_CAPTURE {
        let backtrace = WasmBacktrace::force_capture(&caller);
        caller.data().records.borrow_mut().add(&backtrace);
        return Ok(());
    }
    let handle = caller.data().handle.expect("imports run only after instantiation: there is no start function");
    let (base, len) = (handle.data_ptr(&caller), handle.data_size(&caller));
    let state = caller.data_mut();
    // SAFETY: the memory belongs to the calling instance, whose store this call borrows exclusively; it does not move
    // (engine.rs), and the window is used before this function returns.
    unsafe { state.memory.attach(base, len) };
    state.bus.write(address, value, &mut state.memory).map_err(wasmtime::Error::new)
}

fn trace(line: std::fmt::Arguments<'_>) {
    eprintln!("virtio: {line}");
}

/// A compiled module that is ready to be instantiated.
pub struct Image {
    pre: InstancePre<HostState>,
    facts: Facts,
}

impl Image {
    /// Binds a module to the imports.
    pub fn new(linker: &Linker<HostState>, module: &Module, facts: Facts) -> wasmtime::Result<Image> {
        Ok(Image { pre: linker.instantiate_pre(module)?, facts })
    }

    /// What was found out about the module.
    pub fn facts(&self) -> &Facts {
        &self.facts
    }
}

/// A running instance.
pub struct Instance {
    // Dropped before the store: the pool must get writable pages back.
    seal: Option<Seal>,
    store: Store<HostState>,
    memory: Memory,
    boot: TypedFunc<(), ()>,
    turn: TypedFunc<(), i64>,
}

/// What an instance is given.
pub struct Setup {
    /// Its devices.
    pub bus: Bus<WasmMemory>,
    /// Names for stack records.
    pub names: Rc<Names>,
    /// Memory it may grow to, if less than it declares.
    pub memory_bytes_max: Option<u64>,
    /// Print every register access.
    pub trace: bool,
}

impl Instance {
    /// Instantiates, seals, and does not yet boot.
    pub fn new(image: &Image, setup: Setup) -> wasmtime::Result<Instance> {
        let engine = image.pre.module().engine();
        let records = Rc::new(RefCell::new(Records::new(setup.names)));
        let mut bus = setup.bus;
        bus.set_stacks(Box::new(SharedRecords(Rc::clone(&records))));
        let state = HostState {
            bus,
            memory: WasmMemory::new(image.facts.seal.clone(), image.facts.image_end),
            handle: None,
            records,
            trace: setup.trace,
            sampling: None,
            limits: MemoryLimit { bytes: setup.memory_bytes_max.map_or(usize::MAX, |bytes| bytes as usize) },
        };
        let mut store = Store::new(engine, state);
        if setup.memory_bytes_max.is_some() {
            store.limiter(|state| &mut state.limits);
        }
        store.set_epoch_deadline(1);
        let instance = image.pre.instantiate(&mut store)?;
        let memory = instance.get_memory(&mut store, "memory").expect("verified: memory is exported");
        let boot = instance.get_typed_func(&mut store, "boot")?;
        let turn = instance.get_typed_func(&mut store, "turn")?;
        store.data_mut().handle = Some(memory);
        // SAFETY: the range was verified to lie in the initial memory, which lives in the store; the seal is dropped first.
        let seal = unsafe { Seal::apply(memory.data_ptr(&store), image.facts.seal.clone()) }?;
        Ok(Instance { seal: Some(seal), store, memory, boot, turn })
    }

    /// Bytes that are read-only.
    pub fn sealed_bytes(&self) -> usize {
        self.seal.as_ref().map_or(0, Seal::bytes)
    }

    /// Calls `boot`.
    pub fn boot(&mut self) -> wasmtime::Result<()> {
        self.store.set_epoch_deadline(1);
        self.boot.call(&mut self.store, ())
    }

    /// Calls `turn`; its result is a deadline in ns, `i64::MAX`, or `-(code + 1)`.
    pub fn turn(&mut self) -> wasmtime::Result<i64> {
        self.store.set_epoch_deadline(1);
        self.turn.call(&mut self.store, ())
    }

    /// From now on each tick of the epoch (profile.rs) takes a sample, and ends the turn only when its time is over or a
    /// signal came.
    pub fn sample(&mut self, names: Rc<Names>, watchdog: Watchdog) {
        self.store.data_mut().sampling = Some(Sampling { samples: Samples::new(names), watchdog });
        self.store.epoch_deadline_callback(|mut context| {
            let backtrace = WasmBacktrace::force_capture(&context);
            let Some(sampling) = &mut context.data_mut().sampling else { return Err(Trap::Interrupt.into()) };
            if sampling.watchdog.expired() || signals::received().is_some() {
                return Err(Trap::Interrupt.into());
            }
            sampling.samples.add(&backtrace);
            Ok(UpdateDeadline::Continue(1))
        });
    }

    /// The samples taken so far.
    pub fn samples(&self) -> Option<&Samples> {
        self.store.data().sampling.as_ref().map(|sampling| &sampling.samples)
    }

    /// The devices with the memory they work on, between turns.
    pub fn devices(&mut self) -> (&mut Bus<WasmMemory>, &mut WasmMemory) {
        let (base, len) = (self.memory.data_ptr(&self.store), self.memory.data_size(&self.store));
        let state = self.store.data_mut();
        // SAFETY: no wasm code runs while `self` is borrowed, and the result borrows `self`.
        unsafe { state.memory.attach(base, len) };
        (&mut state.bus, &mut state.memory)
    }

    /// Works on all rings: after every turn, and to drain the console after a trap.
    pub fn after_turn(&mut self) -> Result<(), Fault> {
        let (bus, memory) = self.devices();
        bus.after_turn(memory)
    }

    /// The whole memory, for tests.
    pub fn memory(&self) -> &[u8] {
        self.memory.data(&self.store)
    }
}

impl Drop for Instance {
    fn drop(&mut self) {
        self.seal = None;
    }
}
