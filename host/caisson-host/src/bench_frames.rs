//! The command `bench-frames`: what a frame costs inside a module and in its device, without a kernel around them. Frames
//! from a capture are handed over in batches as a TAP would, what comes back is counted; turns and device work are timed
//! apart. It is how a change to the stack is judged on a busy machine, and what a profiler is pointed at.

use std::cell::Cell;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::time::{Duration, Instant};

use caisson_devices::balloon::Balloon;
use caisson_devices::bus::Bus;
use caisson_devices::console::Console;
use caisson_devices::entropy::Entropy;
use caisson_devices::mmio::{Model, Slot};
use caisson_devices::net::{Backend, Capabilities, Header, Incoming, NEEDS_CSUM, Net, NetOptions};
use caisson_devices::rtc::Rtc;
use caisson_devices::scatter::Scatter;

use crate::bench::Nowhere;
use crate::cache;
use crate::clock::{KernelClocks, monotonic_ns, random};
use crate::engine::{THREAD_STACK_BYTES, engine};
use crate::instance::{Image, Instance, Setup, linker};
use crate::memory::WasmMemory;
use crate::run::{Failure, load_module};
use crate::stacks::Names;
use crate::symbols::Symbols;
use crate::verify::Facts;

/// Bytes of the capture.
const CAPTURE_BYTES_MAX: u64 = 256 << 20;
/// How long a module may take until it has nothing to do at first.
const SETTLE: Duration = Duration::from_secs(5);
const MAC: [u8; 6] = [2, 0, 0, 0, 0, 1];

/// What is asked for.
#[derive(Debug)]
pub struct FramesBench {
    /// The module.
    pub file: PathBuf,
    /// Frames to hand over, in the format that `--pcap` writes.
    pub frames: PathBuf,
    /// How often the capture is played.
    pub rounds: u32,
    /// Boot parameters.
    pub params: Vec<String>,
    /// Write a map of the compiled code for `perf report`.
    pub perf_map: bool,
    /// Print as JSON.
    pub json: bool,
}

#[derive(Default)]
struct Shared {
    left: Cell<usize>,
    sent: Cell<u64>,
}

/// Plays frames; swallows and counts what is sent.
struct Replay {
    frames: Rc<Vec<Vec<u8>>>,
    shared: Rc<Shared>,
}

impl Backend for Replay {
    fn capabilities(&self) -> Capabilities {
        Capabilities { header: true, udp_segmentation: true }
    }

    fn receive(&mut self, mut into: Scatter<'_>) -> Incoming {
        let left = self.shared.left.get();
        if left == 0 {
            return Incoming::Empty;
        }
        self.shared.left.set(left - 1);
        Incoming::Frame(into.fill(&self.frames[self.frames.len() - left]))
    }

    fn transmit(&mut self, _frame: &[std::io::IoSlice<'_>]) -> bool {
        self.shared.sent.set(self.shared.sent.get() + 1);
        true
    }

    fn input(&self) -> Option<i32> {
        Some(-1)
    }
}

/// The frames of a capture, each behind the header that a TAP device gives frames from its own machine.
fn read_capture(path: &Path) -> Result<Vec<Vec<u8>>, Failure> {
    let failure = |state: &str| Failure { message: format!("Cannot read {}: {state}", path.display()), code: 66 };
    if std::fs::metadata(path)?.len() > CAPTURE_BYTES_MAX {
        return Err(failure("it is too large"));
    }
    let bytes = std::fs::read(path)?;
    let word =
        |at: usize| bytes.get(at..at + 4).map(|four| u32::from_le_bytes(four.try_into().expect("four")) as usize);
    let (mut frames, mut at) = (Vec::new(), 24);
    while let Some(length) = word(at + 8) {
        let frame = bytes.get(at + 16..at + 16 + length).ok_or_else(|| failure("it ends within a frame"))?;
        let mut with_header = header_of(frame).bytes().to_vec();
        with_header.extend_from_slice(frame);
        frames.push(with_header);
        at += 16 + length;
    }
    if frames.is_empty() { Err(failure("there is no frame in it")) } else { Ok(frames) }
}

/// UDP from the same machine comes with its checksum still to be made.
fn header_of(frame: &[u8]) -> Header {
    let udp = frame.len() > 42 && frame[12..14] == [8, 0] && frame[14] == 0x45 && frame[23] == 17;
    if !udp {
        return Header::default();
    }
    Header { flags: NEEDS_CSUM, csum_start: 34, csum_offset: 6, ..Header::default() }
}

fn bus(facts: &Facts, text: &str, replay: Replay) -> Bus<WasmMemory> {
    let mut bus = Bus::new(text);
    let mut replay = Some(replay);
    for device in &facts.manifest.devices {
        let model: Box<dyn Model<WasmMemory>> = match (device.as_str(), replay.take()) {
            ("net", Some(replay)) => Box::new(Net::new(Box::new(replay), NetOptions { mac: MAC, mtu: 1500 }, None)),
            (name, unused) => {
                replay = unused;
                match name {
                    "entropy" => Box::new(Entropy::new(Box::new(random))),
                    "rtc" => Box::new(Rtc::new(Box::new(KernelClocks))),
                    "balloon" => Box::new(Balloon::new()),
                    _ => Box::new(Console::new(Box::new(Nowhere))),
                }
            }
        };
        bus.attach(device, Slot::new(model));
    }
    bus
}

#[derive(Clone, Copy, Default)]
struct Times {
    turns: Duration,
    devices: Duration,
}

/// Plays all frames once.
fn play(instance: &mut Instance, shared: &Shared, count: usize) -> Result<Times, Failure> {
    let fault = |fault: caisson_devices::bus::Fault| Failure { message: fault.to_string(), code: 132 };
    let mut times = Times::default();
    let mut inputs = Vec::new();
    shared.left.set(count);
    let mut before = Instant::now();
    while shared.left.get() > 0 {
        let (bus, memory) = instance.devices();
        bus.inputs(memory, &mut inputs).map_err(fault)?;
        for &(slot, _) in &inputs {
            bus.receive(slot, memory, monotonic_ns()).map_err(fault)?;
        }
        bus.take_pending();
        let received = Instant::now();
        instance.turn()?;
        let turned = Instant::now();
        instance.after_turn().map_err(fault)?;
        let after = Instant::now();
        times.turns += turned - received;
        times.devices += received - before + (after - turned);
        before = after;
    }
    Ok(times)
}

/// Turns until the module waits for news.
fn settle(instance: &mut Instance) -> Result<(), Failure> {
    let start = Instant::now();
    loop {
        let deadline = instance.turn()?;
        let _ = instance.after_turn();
        let (bus, _) = instance.devices();
        let news = bus.take_pending();
        if deadline < 0 || start.elapsed() > SETTLE {
            let message = "Cannot measure frames: the program does not wait for any".to_owned();
            return Err(Failure { message, code: 69 });
        }
        if !news && deadline > monotonic_ns() as i64 {
            return Ok(());
        }
    }
}

/// The command.
pub fn bench(options: FramesBench) -> Result<u8, Failure> {
    let thread = std::thread::Builder::new().stack_size(THREAD_STACK_BYTES);
    let measured = thread.spawn(move || measure(&options))?;
    measured.join().map_err(|_| Failure { message: "Cannot measure: the host failed".to_owned(), code: 70 })?
}

fn measure(options: &FramesBench) -> Result<u8, Failure> {
    let frames = Rc::new(read_capture(&options.frames)?);
    let engine = engine(1)?;
    let compiled = load_module(&engine, &options.file, cache::default_directory().as_deref())?;
    if options.perf_map {
        let symbols = Symbols::open(&Symbols::path(&options.file));
        symbols.write_perf_map(&compiled.module)?;
    }
    let text: String = options.params.iter().map(|param| format!("{param}\n")).collect();
    let shared = Rc::new(Shared::default());
    let replay = Replay { frames: Rc::clone(&frames), shared: Rc::clone(&shared) };
    let bus = bus(&compiled.facts, &text, replay);
    let names = Rc::new(Names { symbols: Symbols::default(), offsets: compiled.offsets });
    let setup = Setup { bus, names, memory_bytes_max: None, trace: false };
    let image = Image::new(&linker(&engine)?, &compiled.module, compiled.facts)?;
    let mut instance = Instance::new(&image, setup)?;
    instance.boot()?;
    settle(&mut instance)?;
    // What is learnt from the first frames (neighbours, hot questions) is not part of the figure.
    play(&mut instance, &shared, frames.len())?;
    play(&mut instance, &shared, frames.len())?;
    shared.sent.set(0);
    let mut rounds = Vec::new();
    for _ in 0..options.rounds.max(1) {
        rounds.push(play(&mut instance, &shared, frames.len())?);
    }
    let sent = shared.sent.get() as f64 / f64::from(options.rounds.max(1)) / frames.len() as f64;
    report(&rounds, frames.len(), sent, options.json);
    Ok(0)
}

/// Least and median: on a busy machine the least is the cost, and the median shows how busy it was.
fn report(rounds: &[Times], count: usize, sent: f64, json: bool) {
    let each = |pick: fn(&Times) -> Duration| {
        let mut nanoseconds: Vec<f64> =
            rounds.iter().map(|times| pick(times).as_nanos() as f64 / count as f64).collect();
        nanoseconds.sort_by(f64::total_cmp);
        (nanoseconds[0], nanoseconds[nanoseconds.len() / 2])
    };
    let (turn_least, turn_median) = each(|times| times.turns);
    let (device_least, device_median) = each(|times| times.devices);
    if json {
        let figures = serde_json::json!({
            "frames": count, "turn_least_ns": turn_least, "turn_median_ns": turn_median,
            "device_least_ns": device_least, "device_median_ns": device_median, "sends_per_frame": sent,
        });
        println!("{figures}");
        return;
    }
    println!("frames in a round                {count:>12}");
    println!("in the module, least             {turn_least:>12.1} ns a frame");
    println!("in the module, median            {turn_median:>12.1} ns a frame");
    println!("in the devices, least            {device_least:>12.1} ns a frame");
    println!("in the devices, median           {device_median:>12.1} ns a frame");
    println!("sends, super-frames counted once {sent:>12.2} a frame");
}
