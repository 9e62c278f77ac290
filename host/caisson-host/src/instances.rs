//! `run --instances N`: so many processes of this program, each with one instance, behind the same published ports, among which
//! the kernel divides connections. They share nothing but the cached code, so what ends one leaves the others alone. This process only
//! starts them, hands on signals, and reports who ended.

use std::ffi::OsString;
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::process::{Child, Command};

use crate::cli::RunOptions;
use crate::run::Failure;

/// Instances of one program on one host.
pub const INSTANCES_MAX: u32 = 256;

/// Runs them all until the last has ended. The code is that of the first that failed.
pub fn run(options: &RunOptions) -> Result<u8, Failure> {
    check(options).map_err(|message| Failure { message, code: 64 })?;
    let signals = block_signals()?;
    let mut children = Vec::new();
    for number in 1..=options.instances {
        match start(number) {
            Ok(child) => children.push(Some(child)),
            Err(error) => {
                tell(&mut children, libc::SIGTERM);
                return Err(Failure { message: format!("Cannot start instance {number}: {error}"), code: 70 });
            }
        }
    }
    let mut code = 0;
    let mut asked = None;
    while children.iter().any(Option::is_some) {
        let mut signal = 0;
        // SAFETY: a valid set and a live i32.
        unsafe { libc::sigwait(&raw const signals, &raw mut signal) };
        if signal != libc::SIGCHLD {
            asked = Some(signal);
            tell(&mut children, signal);
        }
        for ended in reap(&mut children)? {
            let left = children.iter().flatten().count();
            if asked.is_none() && ended.code != 0 {
                eprintln!("instance {} ended with code {}; {left} go on", ended.number, ended.code);
                code = if code == 0 { ended.code } else { code };
            }
        }
    }
    Ok(asked.map_or(code, |signal| 128 + signal as u8))
}

/// Options that only one process can have.
fn check(options: &RunOptions) -> Result<(), String> {
    let count = options.instances;
    if count > INSTANCES_MAX {
        return Err(format!("Cannot run {count} instances: {INSTANCES_MAX} are the most"));
    }
    if !options.net.starts_with("user") {
        return Err(format!("Cannot run {count} instances on network {}: it has one address", options.net));
    }
    for (option, given) in [("--pcap", options.pcap.is_some()), ("--profile", options.profile.is_some())] {
        if given {
            return Err(format!("Cannot write one file of {count} instances: leave out {option}"));
        }
    }
    match options.publish.iter().find(|text| text.starts_with("0:") || text.contains(":0:")) {
        Some(text) => Err(format!("Cannot publish {text} for {count} instances: each would get another port")),
        None => Ok(()),
    }
}

/// The same command line, told which instance it is.
fn start(number: u32) -> std::io::Result<Child> {
    let mut arguments: Vec<OsString> = std::env::args_os().skip(1).collect();
    let place = arguments.iter().position(|argument| argument == "run").map_or(0, |at| at + 1);
    arguments.insert(place, format!("--instance={number}").into());
    let mut command = Command::new(std::env::current_exe()?);
    // A group of its own, so that the terminal's signals come through this process, once.
    command.args(arguments).process_group(0);
    // Nobody outlives this process, and what it blocks for `sigwait` reaches the others.
    // SAFETY: prctl, sigemptyset and sigprocmask are async-signal-safe; a zeroed set is valid.
    unsafe {
        command.pre_exec(|| {
            libc::prctl(libc::PR_SET_PDEATHSIG, libc::SIGTERM);
            let mut none: libc::sigset_t = std::mem::zeroed();
            libc::sigemptyset(&raw mut none);
            libc::sigprocmask(libc::SIG_SETMASK, &raw const none, std::ptr::null_mut());
            Ok(())
        });
    }
    command.spawn()
}

struct Ended {
    number: usize,
    code: u8,
}

fn reap(children: &mut [Option<Child>]) -> std::io::Result<Vec<Ended>> {
    let mut ended = Vec::new();
    for (index, place) in children.iter_mut().enumerate() {
        let Some(child) = place else { continue };
        let Some(status) = child.try_wait()? else { continue };
        let code = status.code().unwrap_or_else(|| 128 + status.signal().unwrap_or(0)) as u8;
        ended.push(Ended { number: index + 1, code });
        *place = None;
    }
    Ok(ended)
}

fn tell(children: &mut [Option<Child>], signal: i32) {
    for child in children.iter().flatten() {
        // SAFETY: kill has no preconditions; a child that was not waited for keeps its number.
        unsafe { libc::kill(child.id() as i32, signal) };
    }
}

/// From now on these wait for `sigwait`.
fn block_signals() -> std::io::Result<libc::sigset_t> {
    // SAFETY: a zeroed set is valid, and sigemptyset makes it empty anyway.
    unsafe {
        let mut set: libc::sigset_t = std::mem::zeroed();
        libc::sigemptyset(&raw mut set);
        for signal in [libc::SIGINT, libc::SIGTERM, libc::SIGCHLD] {
            libc::sigaddset(&raw mut set, signal);
        }
        match libc::pthread_sigmask(libc::SIG_BLOCK, &raw const set, std::ptr::null_mut()) {
            0 => Ok(set),
            error => Err(std::io::Error::from_raw_os_error(error)),
        }
    }
}
