//! The command `bench-boot`: what starting an instance costs when its module is already loaded, what loading it from the
//! code cache costs, and what memory a further instance takes. Medians of many rounds.

use std::path::Path;
use std::rc::Rc;
use std::time::Instant;

use caisson_devices::balloon::Balloon;
use caisson_devices::bus::Bus;
use caisson_devices::console::{Console, Port};
use caisson_devices::entropy::Entropy;
use caisson_devices::mmio::{Model, Slot};
use caisson_devices::net::{Backend, Capabilities, Incoming, Net, NetOptions};
use caisson_devices::rtc::Rtc;
use caisson_devices::scatter::Scatter;
use wasmtime::Engine;

use crate::cache;
use crate::clock::{KernelClocks, random};
use crate::engine::{THREAD_STACK_BYTES, engine};
use crate::instance::{Image, Instance, Setup, linker};
use crate::memory::WasmMemory;
use crate::run::{Failure, load_failure, load_module, read_module};
use crate::stacks::Names;
use crate::verify::Facts;

/// Instances that live at the same time to measure what each takes.
const RESIDENTS: u32 = 100;

/// A port that swallows text.
pub struct Nowhere;

impl Port for Nowhere {
    fn write(&mut self, _bytes: &[u8]) {}

    fn read(&mut self, _into: &mut [u8]) -> Option<usize> {
        None
    }

    fn input(&self) -> Option<i32> {
        None
    }
}

/// A network without anybody on it.
struct Silence;

impl Backend for Silence {
    fn capabilities(&self) -> Capabilities {
        Capabilities { header: true, udp_segmentation: true }
    }

    fn receive(&mut self, _into: Scatter<'_>) -> Incoming {
        Incoming::Empty
    }

    fn transmit(&mut self, _frame: &[std::io::IoSlice<'_>]) -> bool {
        true
    }

    fn input(&self) -> Option<i32> {
        None
    }
}

fn bus(facts: &Facts, text: &str) -> Bus<WasmMemory> {
    let mut bus = Bus::new(text);
    for device in &facts.manifest.devices {
        let model: Box<dyn Model<WasmMemory>> = match device.as_str() {
            "entropy" => Box::new(Entropy::new(Box::new(random))),
            "rtc" => Box::new(Rtc::new(Box::new(KernelClocks))),
            "balloon" => Box::new(Balloon::new()),
            "net" => Box::new(Net::new(Box::new(Silence), NetOptions { mac: [2, 0, 0, 0, 0, 1], mtu: 1500 }, None)),
            _ => Box::new(Console::new(Box::new(Nowhere))),
        };
        bus.attach(device, Slot::new(model));
    }
    bus
}

struct Boot {
    image: Image,
    names: Rc<Names>,
    text: String,
}

impl Boot {
    fn setup(&self) -> Setup {
        let bus = bus(self.image.facts(), &self.text);
        Setup { bus, names: Rc::clone(&self.names), memory_bytes_max: None, trace: false }
    }

    /// Instantiate, seal, boot and the first turn. The devices are made before the clock starts: they are the same for
    /// every module and cost nothing that a module could save.
    fn once(&self) -> Result<(u64, Instance), Failure> {
        let setup = self.setup();
        let start = Instant::now();
        let mut instance = Instance::new(&self.image, setup)?;
        instance.boot()?;
        instance.turn()?;
        Ok((start.elapsed().as_nanos() as u64, instance))
    }
}

/// The middle one.
pub fn median(mut samples: Vec<u64>) -> u64 {
    samples.sort_unstable();
    samples[samples.len() / 2]
}

/// Resident memory of this process alone: pages of the modules' images that were only read are there once for all instances
/// (proc_pid_statm(5): `resident` less `shared`).
fn resident_bytes() -> u64 {
    let text = std::fs::read_to_string("/proc/self/statm").unwrap_or_default();
    let field = |index: usize| text.split_whitespace().nth(index).and_then(|field| field.parse::<u64>().ok());
    let pages = field(1).unwrap_or(0).saturating_sub(field(2).unwrap_or(0));
    pages * crate::memory::page_bytes() as u64
}

/// The command.
pub fn bench(path: &Path, rounds: u32, json: bool, params: &[String]) -> Result<u8, Failure> {
    let bytes = read_module(path)?;
    let text: String = params.iter().map(|param| format!("{param}\n")).collect();
    let thread = std::thread::Builder::new().stack_size(THREAD_STACK_BYTES);
    let file = path.to_owned();
    let measured = thread.spawn(move || measure(&file, &bytes, rounds.max(1), text))?;
    let figures =
        measured.join().map_err(|_| Failure { message: "Cannot measure: the host failed".to_owned(), code: 70 })??;
    if json {
        let object: serde_json::Map<_, _> =
            figures.iter().map(|(name, value, _)| ((*name).to_owned(), (*value).into())).collect();
        println!("{}", serde_json::Value::Object(object));
        return Ok(0);
    }
    for (name, value, unit) in figures {
        println!("{name:32} {value:>12.2} {unit}");
    }
    Ok(0)
}

type Figures = Vec<(&'static str, f64, &'static str)>;

fn measure(path: &Path, bytes: &[u8], rounds: u32, text: String) -> Result<Figures, Failure> {
    let engine = engine(RESIDENTS + 1)?;
    let directory = std::env::temp_dir().join(format!("caisson-bench-{}", std::process::id()));
    let result = measure_in(&engine, path, bytes, rounds, text, &directory);
    let _ = std::fs::remove_dir_all(&directory);
    result
}

fn measure_in(
    engine: &Engine,
    path: &Path,
    bytes: &[u8],
    rounds: u32,
    text: String,
    directory: &Path,
) -> Result<Figures, Failure> {
    let start = Instant::now();
    let compiled = cache::load(engine, bytes, None, Some(directory)).map_err(load_failure)?;
    let compile_ms = start.elapsed().as_secs_f64() * 1e3;
    let names = Rc::new(Names { symbols: Default::default(), offsets: compiled.offsets });
    let boot = Boot { image: Image::new(&linker(engine)?, &compiled.module, compiled.facts)?, names, text };
    let (first, _) = boot.once()?;
    let mut samples = Vec::new();
    let mut drops = Vec::new();
    for _ in 0..rounds {
        let (took, instance) = boot.once()?;
        samples.push(took);
        let start = Instant::now();
        drop(instance);
        drops.push(start.elapsed().as_nanos() as u64);
    }
    let mut loads = Vec::new();
    for _ in 0..rounds.min(500) {
        let start = Instant::now();
        let loaded = load_module(engine, path, Some(directory))?;
        loads.push(start.elapsed().as_nanos() as u64);
        assert!(loaded.cached, "the entry was just written");
    }
    let before = resident_bytes();
    let residents: Result<Vec<_>, Failure> =
        (0..RESIDENTS).map(|_| boot.once().map(|(_, instance)| instance)).collect();
    let each = resident_bytes().saturating_sub(before) as f64 / f64::from(RESIDENTS);
    drop(residents?);
    Ok(vec![
        ("compile_ms", compile_ms, "ms"),
        ("boot_first_us", first as f64 / 1e3, "us"),
        ("boot_us", median(samples) as f64 / 1e3, "us"),
        ("drop_us", median(drops) as f64 / 1e3, "us"),
        ("load_from_cache_us", median(loads) as f64 / 1e3, "us"),
        ("resident_per_instance_kib", each / 1024.0, "KiB"),
    ])
}
