//! The host of a Caisson module on WASI 0.2: the device models of `host/devices` behind the three imports, and the loop of
//! turns. It lives in one component with the module, which has a memory of its own; `guest.rs` says how that is reached.
//! docs/abi.md is the contract, docs/decisions/0005-wasi-by-core-linking.md how the parts are put together.

mod guest;
mod parameters;
mod world;

use caisson_devices::bus::{Bus, Fault};
use caisson_devices::console::Console;
use caisson_devices::entropy::Entropy;
use caisson_devices::mmio::{Model, Slot};
use caisson_devices::rtc::Rtc;
use wasip2::clocks::monotonic_clock;
use wasip2::io::poll::{Pollable, poll};

use guest::GuestWindow;
use world::{Output, Stdin, WasiClocks, report};

/// The program broke a rule of a device, as the host on wasmtime says it (docs/guide.md, Exit codes).
const EXIT_VIOLATION: u8 = 132;
/// The boot parameters are too long, or the module names a device that is not here.
const EXIT_USAGE: u8 = 64;

/// Codes of devices in the fact `devices`: four bits a slot, slot 0 lowest, 0 ends the list. `template` documents them too,
/// and `compiler/seal/component.ts` writes them.
mod code {
    pub const CONSOLE: u64 = 1;
    pub const CONSOLE_STDERR: u64 = 2;
    pub const ENTROPY: u64 = 3;
    pub const RTC: u64 = 4;
    pub const BALLOON: u64 = 5;
}

struct Shim;

wasip2::cli::command::export!(Shim);

impl wasip2::exports::cli::run::Guest for Shim {
    fn run() -> Result<(), ()> {
        std::panic::set_hook(Box::new(|panic| report(&panic.to_string())));
        match run() {
            0 => Ok(()),
            code => {
                wasip2::cli::exit::exit_with_code(code);
                Err(())
            }
        }
    }
}

/// Boots the module and runs its turns until it exits; the exit code.
fn run() -> u8 {
    let guest = guest::attached();
    let text = match parameters::boot_text() {
        Ok(text) => text,
        Err(message) => {
            report(&message);
            return EXIT_USAGE;
        }
    };
    let Some(bus) = devices(guest.devices, &text) else {
        report("Cannot boot module: its manifest names a device that this shim does not have");
        return EXIT_USAGE;
    };
    guest::set_bus(bus);
    guest.boot();
    let mut deadline = monotonic_clock::now() as i64;
    loop {
        if let Err(fault) = guest::with_bus(|bus, memory| bus.after_turn(memory)) {
            return violation(&fault);
        }
        if deadline < 0 {
            return (-(deadline + 1)) as u8;
        }
        if let Err(fault) = wait(deadline) {
            return violation(&fault);
        }
        deadline = guest.turn();
    }
}

fn violation(fault: &Fault) -> u8 {
    report(&fault.to_string());
    EXIT_VIOLATION
}

/// The bus with exactly the devices that the manifest names, in its order.
fn devices(mut codes: u64, text: &str) -> Option<Bus<GuestWindow>> {
    let mut bus = Bus::new(text);
    while codes != 0 {
        let (name, model): (&str, Box<dyn Model<GuestWindow>>) = match codes & 15 {
            code::CONSOLE => ("console", Box::new(Console::new(Box::new(Output::stdout())))),
            code::CONSOLE_STDERR => ("console:stderr", Box::new(Console::new(Box::new(Output::stderr())))),
            code::ENTROPY => ("entropy", Box::new(Entropy::new(Box::new(world::random)))),
            code::RTC => ("rtc", Box::new(Rtc::new(Box::new(WasiClocks)))),
            code::BALLOON => ("balloon", Box::new(caisson_devices::balloon::Balloon::new())),
            _ => return None,
        };
        bus.attach(name, Slot::new(model));
        codes >>= 4;
    }
    Some(bus)
}

/// Returns when the module needs a turn: a device has news, or the deadline has come.
fn wait(deadline: i64) -> Result<(), Fault> {
    let mut inputs = Vec::new();
    loop {
        let now = monotonic_clock::now();
        let (items, pending) = guest::with_bus(|bus, memory| {
            bus.inputs(memory, &mut inputs)?;
            let mut items = 0;
            for &(slot, _) in &inputs {
                items += bus.receive(slot, memory, now)?.items;
            }
            Ok((items, bus.take_pending()))
        })?;
        if pending || deadline <= now as i64 {
            return Ok(());
        }
        if items > 0 {
            continue;
        }
        // The input that was just looked at and had nothing; with nothing to wait for the program cannot go on, and
        // neither could it under a host: it waits for ever.
        let stdin = inputs.iter().any(|input| input.1 == world::STDIN).then(Stdin::pollable);
        let clock = (deadline != i64::MAX).then(|| monotonic_clock::subscribe_instant(deadline as u64));
        let sources: Vec<&Pollable> = stdin.iter().chain(&clock).collect();
        if sources.is_empty() {
            report("Cannot go on: the program waits, and no device can ever wake it");
            wasip2::cli::exit::exit_with_code(EXIT_USAGE);
        }
        poll(&sources);
    }
}
