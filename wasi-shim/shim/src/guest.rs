//! The module's side: its memory and its exports, and the three imports that it gets from here.
//!
//! The shim has a memory of its own. A bridge (a core module of a few instructions in the same component, `template` makes
//! it) has both: it copies between them. It puts its functions and the module's exports into this module's function table
//! and calls `attach` with the place, before anything runs. So the shim calls them as it calls any function pointer.

use std::cell::{Cell, RefCell};
use std::ops::Range;

use caisson_devices::bus::{Bus, Fault};
use caisson_devices::memory::{GuestMemory, Region};
use wasip2::clocks::monotonic_clock;

/// What the bridge told.
#[derive(Clone, Copy)]
pub struct Guest {
    table: usize,
    seal: (u32, u32),
    /// The devices of the manifest, in slot order.
    pub devices: u64,
}

// Order in the table, from `Guest::table` on; `template` writes the same.
const LOAD: usize = 0;
const STORE: usize = 1;
const SIZE: usize = 2;
const BOOT: usize = 3;
const TURN: usize = 4;

thread_local! {
    static GUEST: Cell<Option<Guest>> = const { Cell::new(None) };
    static BUS: RefCell<Option<(Bus<GuestWindow>, GuestWindow)>> = const { RefCell::new(None) };
}

impl Guest {
    /// Calls `boot`.
    pub fn boot(self) {
        // SAFETY: the bridge put a function of this type at this place of the table (`attach`); on wasm32 a function
        // pointer is an index into it, and the engine checks the type at the call.
        let boot: extern "C" fn() = unsafe { std::mem::transmute(self.table + BOOT) };
        boot();
    }

    /// Calls `turn`.
    pub fn turn(self) -> i64 {
        // SAFETY: as in `boot`.
        let turn: extern "C" fn() -> i64 = unsafe { std::mem::transmute(self.table + TURN) };
        turn()
    }
}

/// The module's memory, by copies across the bridge.
pub struct GuestWindow {
    load: extern "C" fn(u32, *mut u8, usize),
    store: extern "C" fn(u32, *const u8, usize),
    size: extern "C" fn() -> u32,
    sealed: Range<u64>,
}

impl GuestWindow {
    fn new(guest: Guest) -> GuestWindow {
        GuestWindow {
            // SAFETY: as in `Guest::boot`.
            load: unsafe { std::mem::transmute::<usize, extern "C" fn(u32, *mut u8, usize)>(guest.table + LOAD) },
            // SAFETY: as in `Guest::boot`.
            store: unsafe { std::mem::transmute::<usize, extern "C" fn(u32, *const u8, usize)>(guest.table + STORE) },
            // SAFETY: as in `Guest::boot`.
            size: unsafe { std::mem::transmute::<usize, extern "C" fn() -> u32>(guest.table + SIZE) },
            sealed: u64::from(guest.seal.0)..u64::from(guest.seal.1),
        }
    }
}

impl GuestMemory for GuestWindow {
    fn size(&self) -> u64 {
        // In pages, because 4 GiB do not fit.
        u64::from((self.size)()) << 16
    }

    fn sealed(&self) -> Range<u64> {
        self.sealed.clone()
    }

    fn load(&self, region: Region, into: &mut [u8]) {
        assert!(into.len() <= region.len(), "a region is as long as what is loaded from it");
        (self.load)(region.at() as u32, into.as_mut_ptr(), into.len());
    }

    fn store(&mut self, region: Region, from: &[u8]) {
        assert!(from.len() <= region.len(), "a region is as long as what is stored into it");
        (self.store)(region.at() as u32, from.as_ptr(), from.len());
    }
}

/// Called by the bridge, once, before anything else.
#[unsafe(no_mangle)]
pub extern "C" fn attach(table: usize, seal_start: u32, seal_end: u32, devices: u64) {
    GUEST.set(Some(Guest { table, seal: (seal_start, seal_end), devices }));
}

/// The module that this component was fused with.
pub fn attached() -> Guest {
    GUEST.get().expect("the bridge attaches the module when the component is instantiated")
}

/// Gives the module its devices.
pub fn set_bus(bus: Bus<GuestWindow>) {
    BUS.set(Some((bus, GuestWindow::new(attached()))));
}

/// The devices and the memory they work on.
pub fn with_bus<R>(
    action: impl FnOnce(&mut Bus<GuestWindow>, &mut GuestWindow) -> Result<R, Fault>,
) -> Result<R, Fault> {
    BUS.with_borrow_mut(|both| {
        let (bus, memory) = both.as_mut().expect("devices are made before the module boots");
        action(bus, memory)
    })
}

/// The import `virtio.read`.
#[unsafe(no_mangle)]
pub extern "C" fn bus_read(address: u32) -> u32 {
    BUS.with_borrow(|both| both.as_ref().map_or(0, |(bus, _)| bus.read(address)))
}

/// The import `virtio.write`. A broken rule ends the program here and now: there is no way back into it.
#[unsafe(no_mangle)]
pub extern "C" fn bus_write(address: u32, value: u32) {
    if let Err(fault) = with_bus(|bus, memory| bus.write(address, value, memory)) {
        let _ = with_bus(|bus, memory| bus.after_turn(memory));
        wasip2::cli::exit::exit_with_code(crate::violation(&fault));
    }
}

/// The import `virtio.now`.
#[unsafe(no_mangle)]
pub extern "C" fn bus_now() -> i64 {
    monotonic_clock::now() as i64
}
