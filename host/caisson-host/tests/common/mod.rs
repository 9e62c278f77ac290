//! Sealed modules for tests, from WebAssembly text, and instances of them.
#![allow(dead_code, missing_docs)]

use std::cell::RefCell;
use std::rc::Rc;

use caisson_devices::balloon::Balloon;
use caisson_devices::bus::Bus;
use caisson_devices::console::{Console, Port};
use caisson_devices::entropy::Entropy;
use caisson_devices::mmio::{Model, Slot};
use caisson_devices::rtc::{Clocks, Rtc};
use caisson_host::cache;
use caisson_host::instance::{Image, Instance, Setup, linker};
use caisson_host::memory::WasmMemory;
use caisson_host::stacks::Names;
use wasmtime::Engine;

/// First and last byte of the sealed range of [`module`]: two pages of the host, in the middle of a wasm page.
pub const SEAL: (u32, u32) = (0x1_2000, 0x1_4000);

/// What a test's module is made of.
pub struct Parts<'a> {
    pub devices: &'a [&'a str],
    pub items: &'a str,
    pub boot: &'a str,
    pub turn: &'a str,
}

impl Default for Parts<'_> {
    fn default() -> Self {
        Parts { devices: &[], items: "", boot: "", turn: "(i64.const -1)" }
    }
}

/// A sealed module: 4 to 16 pages, the sealed range filled with 0x5a.
pub fn text(parts: &Parts<'_>) -> String {
    let devices = parts.devices.iter().map(|name| format!("\\\"{name}\\\"")).collect::<Vec<_>>().join(",");
    let sealed = "\\5a".repeat((SEAL.1 - SEAL.0) as usize);
    format!(
        "(module
          (import \"virtio\" \"read\" (func $read (param i32) (result i32)))
          (import \"virtio\" \"write\" (func $write (param i32 i32)))
          (import \"virtio\" \"now\" (func $now (result i64)))
          (memory (export \"memory\") 4 16)
          (global (export \"seal_start\") i32 (i32.const {}))
          (global (export \"seal_end\") i32 (i32.const {}))
          (data (i32.const {}) \"{sealed}\")
          {}
          (func $boot (export \"boot\") {})
          (func $turn (export \"turn\") (result i64) {})
          (@custom \"caisson.manifest\"
            \"{{\\\"version\\\":1,\\\"devices\\\":[{devices}],\\\"memory\\\":{{\\\"max\\\":16}}}}\"))",
        SEAL.0, SEAL.1, SEAL.0, parts.items, parts.boot, parts.turn
    )
}

pub fn module(parts: &Parts<'_>) -> Vec<u8> {
    let text = text(parts);
    wat::parse_str(&text).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

/// A port that keeps what is printed and reads what is given.
#[derive(Clone, Default)]
pub struct Memo {
    pub printed: Rc<RefCell<Vec<u8>>>,
    pub input: Rc<RefCell<Vec<u8>>>,
}

impl Port for Memo {
    fn write(&mut self, bytes: &[u8]) {
        self.printed.borrow_mut().extend_from_slice(bytes);
    }

    fn read(&mut self, into: &mut [u8]) -> Option<usize> {
        let mut input = self.input.borrow_mut();
        let count = input.len().min(into.len());
        into[..count].copy_from_slice(&input[..count]);
        input.drain(..count);
        Some(count)
    }

    fn input(&self) -> Option<i32> {
        None
    }
}

pub struct Fixed;

impl Clocks for Fixed {
    fn utc_ns(&self) -> u64 {
        1_700_000_000_000_000_000
    }

    fn monotonic_ns(&self) -> u64 {
        42
    }
}

pub fn devices(names: &[String], text: &str, console: &Memo) -> Bus<WasmMemory> {
    let mut bus = Bus::new(text);
    for name in names {
        let model: Box<dyn Model<WasmMemory>> = match name.as_str() {
            "console" | "console:stderr" => Box::new(Console::new(Box::new(console.clone()))),
            "entropy" => Box::new(Entropy::new(Box::new(|bytes| bytes.fill(7)))),
            "rtc" => Box::new(Rtc::new(Box::new(Fixed))),
            "balloon" => Box::new(Balloon::new()),
            other => panic!("device {other}"),
        };
        assert!(bus.attach(name, Slot::new(model)));
    }
    bus
}

/// Instantiates a module on `engine`, sealed and not booted.
pub fn instance(engine: &Engine, bytes: &[u8], console: &Memo) -> Instance {
    let compiled = match cache::load(engine, bytes, None, None) {
        Ok(compiled) => compiled,
        Err(error) => panic!("{error:?}"),
    };
    let names = Rc::new(Names { symbols: Default::default(), offsets: compiled.offsets });
    let linker = linker(engine).expect("imports");
    let image = Image::new(&linker, &compiled.module, compiled.facts).expect("bound");
    let bus = devices(&image.facts().manifest.devices, "key=value\n", console);
    Instance::new(&image, Setup { bus, names, memory_bytes_max: None, trace: false }).expect("an instance")
}

/// Runs `test` on a thread with the stack that instances need.
pub fn on_guest_stack(test: impl FnOnce() + Send + 'static) {
    let thread = std::thread::Builder::new().stack_size(caisson_host::engine::THREAD_STACK_BYTES);
    thread.spawn(test).expect("a thread").join().expect("the test");
}

/// A queue of one descriptor at `at` in slot `slot`: descriptor, then available ring at +16, used ring at +24.
pub fn open_queue(slot: u32, queue: u32, at: u32, size: u32) -> String {
    let write = |register: u32, value: u32| {
        format!("(call $write (i32.const {}) (i32.const {value}))", (slot << 12) + register)
    };
    [
        write(0x70, 0),
        write(0x70, 3),
        write(0x24, 1),
        write(0x20, 1),
        write(0x70, 11),
        write(0x30, queue),
        write(0x38, size),
        write(0x80, at),
        write(0x90, at + 16 * size),
        write(0xa0, (at + 16 * size + 6 + 2 * size).next_multiple_of(4)),
        write(0x44, 1),
        write(0x70, 15),
    ]
    .concat()
}

/// Stores a descriptor at `at`.
pub fn descriptor(at: u32, address: u32, length: u32, flags: u32) -> String {
    format!(
        "(i64.store (i32.const {at}) (i64.const {address})) (i32.store (i32.const {}) (i32.const {length}))
         (i32.store (i32.const {}) (i32.const {flags}))",
        at + 8,
        at + 12
    )
}
