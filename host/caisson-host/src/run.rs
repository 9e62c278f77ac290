//! The commands `run`, `verify` and `inspect`. `run` in order: read, verify and compile the module; make the devices its
//! manifest names; drop privileges; boot; loop; report how it ended.

use std::io::Write;
use std::path::Path;
use std::rc::Rc;
use std::sync::{Arc, Barrier};

use caisson_devices::balloon::Balloon;
use caisson_devices::bus::{BOOT_BYTES_MAX, Bus};
use caisson_devices::console::Console;
use caisson_devices::entropy::Entropy;
use caisson_devices::mmio::{Model, Slot};
use caisson_devices::net::{Capture, Net, NetOptions};
use caisson_devices::rtc::Rtc;
use caisson_net::{Network, NetworkSpec, Publish};
use wasmtime::Engine;

use crate::cache::{self, Compiled, Fingerprint, LoadError};
use crate::cli::{Profile, RunOptions};
use crate::clock::{KernelClocks, random};
use crate::engine::{THREAD_STACK_BYTES, engine};
use crate::event_loop::{Counters, Ending, EventLoop};
use crate::instance::{Image, Instance, Setup, linker};
use crate::instances;
use crate::memory::WasmMemory;
use crate::profile;
use crate::sandbox;
use crate::signals;
use crate::stacks::{Frame, Names};
use crate::stdio::Descriptors;
use crate::symbols::Symbols;
use crate::verify::{Facts, MODULE_BYTES_MAX};
use crate::watchdog::Watchdog;

/// Frames printed of a backtrace.
pub const PRINTED_FRAMES_MAX: usize = 30;

/// Why the host could not run a program: a message in the form `Cannot …`, and its exit code.
#[derive(Debug)]
pub struct Failure {
    /// The message.
    pub message: String,
    /// The exit code.
    pub code: u8,
}

impl Failure {
    fn new(code: u8, message: impl Into<String>) -> Failure {
        Failure { message: message.into(), code }
    }
}

impl From<wasmtime::Error> for Failure {
    fn from(error: wasmtime::Error) -> Failure {
        Failure::new(70, format!("Cannot run module: {error:?}"))
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Failure {
        Failure::new(70, format!("Cannot run module: {error}"))
    }
}

/// Reads a module's file.
pub fn read_module(path: &Path) -> Result<Vec<u8>, Failure> {
    let failure = |state: String| Failure::new(66, format!("Cannot read {}: {state}", path.display()));
    let size = std::fs::metadata(path).map_err(|error| failure(error.to_string()))?.len();
    if size > MODULE_BYTES_MAX as u64 {
        return Err(failure(format!("it is over {MODULE_BYTES_MAX} bytes")));
    }
    std::fs::read(path).map_err(|error| failure(error.to_string()))
}

/// Loads a module's file through the code cache; it is read only when the cache does not know it.
pub fn load_module(engine: &Engine, path: &Path, directory: Option<&Path>) -> Result<Compiled, Failure> {
    let fingerprint = std::fs::metadata(path).ok().map(|meta| Fingerprint::of(&meta));
    if let Some(compiled) = fingerprint.as_ref().and_then(|print| cache::find(engine, print, directory)) {
        return Ok(compiled);
    }
    let bytes = read_module(path)?;
    cache::load(engine, &bytes, fingerprint.as_ref(), directory).map_err(load_failure)
}

/// Maps the reasons against a module to a failure.
pub fn load_failure(error: LoadError) -> Failure {
    match error {
        LoadError::NotSealed(violations) => Failure::new(65, violations.join("\n")),
        LoadError::Compile(message) => Failure::new(65, message),
    }
}

/// The command `verify`.
pub fn verify(path: &Path, json: bool) -> Result<u8, Failure> {
    let result = crate::verify::verify(&read_module(path)?);
    let violations = result.as_ref().err().cloned().unwrap_or_default();
    if json {
        println!("{}", serde_json::json!({ "sealed": result.is_ok(), "violations": violations }));
    } else if result.is_ok() {
        println!("sealed");
    } else {
        violations.iter().for_each(|violation| println!("{violation}"));
    }
    Ok(if result.is_ok() { 0 } else { 65 })
}

/// The command `inspect`.
pub fn inspect(path: &Path, json: bool) -> Result<u8, Failure> {
    let facts =
        crate::verify::verify(&read_module(path)?).map_err(|violations| Failure::new(65, violations.join("\n")))?;
    if json {
        println!("{}", serde_json::to_string_pretty(&facts).unwrap_or_default());
        return Ok(0);
    }
    println!("devices          {}", facts.manifest.devices.join(", "));
    println!("imports          {}", facts.imports.join(", "));
    println!("memory           {} to {} pages", facts.memory_pages.0, facts.memory_pages.1);
    println!("sealed           {:#x}..{:#x}", facts.seal.start, facts.seal.end);
    println!("functions        {}", facts.functions);
    println!("mutable globals  {}", facts.mutable_globals);
    println!("bulk writes      {}", facts.bulk_writes);
    for (name, bytes) in &facts.sections {
        println!("section          {name}: {bytes} bytes");
    }
    Ok(0)
}

/// The command `run`.
pub fn run(options: RunOptions) -> Result<u8, Failure> {
    if options.instances > 1 && options.instance.is_none() {
        return instances::run(&options);
    }
    if !options.no_sandbox {
        sandbox::use_one_heap();
    }
    let engine = engine(1)?;
    let directory = match (options.no_code_cache, &options.code_cache) {
        (true, _) => None,
        (false, Some(directory)) => Some(directory.clone()),
        (false, None) => cache::default_directory(),
    };
    let compiled = load_module(&engine, &options.file, directory.as_deref())?;
    let text = boot_text(&options)?;
    let network = network(&options, &compiled.facts)?;
    let symbols = Symbols::open(&options.map.clone().unwrap_or_else(|| Symbols::path(&options.file)));
    if options.perf_map {
        symbols.write_perf_map(&compiled.module)?;
    }
    let profile = options.profile.as_deref().map(profile_file).transpose()?;
    let wake = signals::install(&engine)?;
    // Before any thread starts: the rule holds for this thread and for those it starts.
    let confined = if options.no_sandbox { "off" } else { sandbox::restrict_files()? };
    let watchdog = Watchdog::start(&engine, options.turn_limit_ms)?;
    if profile.is_some() {
        profile::start_ticking(&engine)?;
    }
    let run = Run { options, compiled, text, network, symbols, watchdog, wake, confined, profile };
    // The guest's recursion needs a stack that the main thread may not have.
    let thread = std::thread::Builder::new().name("guest".to_owned()).stack_size(THREAD_STACK_BYTES);
    // Starting a thread ends with system calls of this one that the guest's sandbox does not allow.
    let started = Arc::new(Barrier::new(2));
    let own = Arc::clone(&started);
    let guest = thread.spawn(move || {
        own.wait();
        run.finish()
    })?;
    started.wait();
    guest.join().unwrap_or_else(|_| Err(Failure::new(70, "Cannot run module: the host failed")))
}

struct Run {
    options: RunOptions,
    compiled: Compiled,
    text: String,
    network: Option<Network>,
    symbols: Symbols,
    watchdog: Watchdog,
    wake: i32,
    /// How the file system rule went.
    confined: &'static str,
    /// Where samples go at the end; opened before the sandbox.
    profile: Option<std::fs::File>,
}

impl Run {
    fn finish(self) -> Result<u8, Failure> {
        let Run { options, compiled, text, network, symbols, watchdog, wake, confined, profile } = self;
        let names = Rc::new(Names { symbols, offsets: compiled.offsets });
        let calls = network.as_ref().map_or(Profile::Tap, |network| system_calls(&network.spec));
        let bus = devices(&compiled.facts, &text, network, &options)?;
        let setup = Setup {
            bus,
            names: Rc::clone(&names),
            memory_bytes_max: options.memory_max,
            trace: options.trace.is_some(),
        };
        let linker = linker(compiled.module.engine())?;
        let image = Image::new(&linker, &compiled.module, compiled.facts)?;
        let mut instance = Instance::new(&image, setup)?;
        // The engine's signal stack of this thread: made now, because its system calls are not allowed later.
        wasmtime::Engine::tls_eager_initialize();
        if !options.no_sandbox {
            sandbox::restrict_system_calls(calls)?;
        }
        if profile.is_some() {
            instance.sample(Rc::clone(&names), watchdog.clone());
        }
        let mut event_loop = EventLoop {
            instance: &mut instance,
            watchdog: &watchdog,
            names: &names,
            wake: Some(wake),
            spin: options.spin,
            counters: Counters::default(),
        };
        let ending = event_loop.run();
        let counters = event_loop.counters;
        // Whatever the program printed comes before the report of its end.
        let _ = instance.after_turn();
        let code = report(&ending, &names);
        if let (Some(samples), Some(file)) = (instance.samples(), &profile)
            && let Err(error) = samples.write(file, &options.file)
        {
            eprintln!("Cannot write the profile: {error}");
        }
        if options.stats {
            let mut text = String::new();
            if let Some(number) = options.instance {
                text.push_str(&format!("instance: {number}\n"));
            }
            text.push_str(&format!("code: {}\n", if compiled.cached { "from the cache" } else { "compiled" }));
            text.push_str(&format!("file system rule: {confined}\n"));
            add_stats(&mut text, &mut instance, counters);
            // In one piece: other instances may write to the same place.
            let _ = std::io::stderr().write_all(text.as_bytes());
        }
        // SAFETY: _exit has no preconditions; all output went out unbuffered. The instance goes with the process: taking it
        // apart first would only take time, and system calls that are not allowed any more.
        unsafe { libc::_exit(i32::from(code)) }
    }
}

fn system_calls(spec: &NetworkSpec) -> Profile {
    match spec {
        NetworkSpec::Tap(_) => Profile::Tap,
        NetworkSpec::User(_) => Profile::User,
        _ => Profile::Unix,
    }
}

fn profile_file(path: &Path) -> Result<std::fs::File, Failure> {
    std::fs::File::create(path)
        .map_err(|error| Failure::new(64, format!("Cannot write the profile to {}: {error}", path.display())))
}

/// Prints how a program ended; its exit code.
fn report(ending: &Ending, names: &Names) -> u8 {
    let (message, frames, code): (String, &[Frame], u8) = match ending {
        Ending::Exit(code) => return *code,
        Ending::Signal(signal) => return 128 + *signal as u8,
        Ending::Trap(message, frames) => (format!("trap: {message}"), frames, 134),
        Ending::TurnLimit(frames) => ("trap: Cannot continue turn: it ran into its time limit".to_owned(), frames, 124),
        Ending::Violation(fault, frames) => (fault.to_string(), frames, 132),
    };
    eprintln!("{message}");
    let shown = &frames[..frames.len().min(PRINTED_FRAMES_MAX)];
    if !shown.is_empty() {
        eprintln!("{}", names.text(shown));
    }
    if frames.len() > shown.len() {
        eprintln!("    ... {} or more further frames", frames.len() - shown.len());
    }
    code
}

fn add_stats(text: &mut String, instance: &mut Instance, counters: Counters) {
    let mut add = |name: &str, value: u64| text.push_str(&format!("{name}: {value}\n"));
    add("turns", counters.turns);
    add("batches of input", counters.batches);
    add("sleeps", counters.waits);
    add("empty looks", counters.spins);
    add("sealed bytes", instance.sealed_bytes() as u64);
    let (bus, _) = instance.devices();
    for (name, slot) in bus.slots() {
        slot.model().counters(&mut |counter, value| add(&format!("{name}: {counter}"), value));
    }
}

/// The boot parameters: the options' own, then the arguments and the environment (docs/abi.md).
pub fn boot_text(options: &RunOptions) -> Result<String, Failure> {
    let mut text = String::new();
    for param in &options.params {
        let valid = param.find('=').is_some_and(|at| at > 0) && !param.contains(['\n', '\0']);
        if !valid {
            return Err(Failure::new(64, format!("Cannot pass parameter {param:?}: it is not KEY=VALUE on one line")));
        }
        text.push_str(param);
        text.push('\n');
    }
    if !options.arguments.is_empty() {
        text.push_str(&format!("argv={}\n", serde_json::json!(options.arguments)));
    }
    let mut environment = serde_json::Map::new();
    for entry in &options.environment {
        let (name, value) = match entry.split_once('=') {
            Some((name, value)) => (name, Some(value.to_owned())),
            None => (entry.as_str(), std::env::var(entry).ok()),
        };
        if let Some(value) = value {
            environment.insert(name.to_owned(), value.into());
        }
    }
    if !environment.is_empty() {
        text.push_str(&format!("env={}\n", serde_json::Value::Object(environment)));
    }
    if text.len() > BOOT_BYTES_MAX {
        return Err(Failure::new(64, format!("Cannot pass parameters: they are over {BOOT_BYTES_MAX} bytes")));
    }
    Ok(text)
}

/// The network, if the module wants one.
fn network(options: &RunOptions, facts: &Facts) -> Result<Option<Network>, Failure> {
    let publish: Result<Vec<Publish>, String> = options.publish.iter().map(|text| text.parse()).collect();
    let publish = publish.map_err(|message| Failure::new(64, message))?;
    let spec = NetworkSpec::parse(&options.net, publish, options.instance.is_some())
        .map_err(|message| Failure::new(64, message))?;
    // A mistake in the options is told to those too whose module has no use for them.
    if !facts.manifest.devices.iter().any(|device| device == "net") {
        return Ok(None);
    }
    let network = Network::open(spec, options.pcap.as_deref());
    network.map(Some).map_err(|message| Failure::new(69, message))
}

/// The bus with exactly the devices that the manifest names, in its order.
fn devices(
    facts: &Facts,
    text: &str,
    mut network: Option<Network>,
    options: &RunOptions,
) -> Result<Bus<WasmMemory>, Failure> {
    let mut bus = Bus::new(text);
    for device in &facts.manifest.devices {
        let model: Box<dyn Model<WasmMemory>> = match device.as_str() {
            "console" => Box::new(Console::new(Box::new(Descriptors::stdout()))),
            "console:stderr" => Box::new(Console::new(Box::new(Descriptors::stderr()))),
            "entropy" => Box::new(Entropy::new(Box::new(random))),
            "rtc" => Box::new(Rtc::new(Box::new(KernelClocks))),
            "balloon" => Box::new(Balloon::new()),
            "net" => {
                let network = network.take().ok_or_else(|| Failure::new(69, "Cannot give device net: no network"))?;
                let options = NetOptions { mac: mac(&options.params)?, mtu: network.mtu };
                let capture = network.capture.map(|capture| capture as Capture);
                Box::new(Net::new(network.backend, options, capture))
            }
            other => return Err(Failure::new(69, format!("Cannot give device {other}: this host does not have it"))),
        };
        bus.attach(device, Slot::new(model));
    }
    Ok(bus)
}

/// The hardware address: the parameter `net0.mac`, or a random one, locally administered and unicast (RFC 7042 §2.1).
fn mac(params: &[String]) -> Result<[u8; 6], Failure> {
    let mut mac = [0; 6];
    let Some(text) = params.iter().find_map(|param| param.strip_prefix("net0.mac=")) else {
        random(&mut mac);
        mac[0] = mac[0] & 0xfc | 0x02;
        return Ok(mac);
    };
    let parts: Vec<_> =
        text.split(':').map(|part| u8::from_str_radix(part, 16).ok().filter(|_| part.len() == 2)).collect();
    let bytes: Option<Vec<u8>> = parts.into_iter().collect();
    match bytes.and_then(|bytes| <[u8; 6]>::try_from(bytes).ok()) {
        Some(mac) if mac[0] & 1 == 0 => Ok(mac),
        _ => Err(Failure::new(64, format!("Cannot use net0.mac={text}: it is no unicast hardware address"))),
    }
}
