//! What the process gives up before it boots a program: all of the file system (Landlock), and every system call that the
//! event loop does not need (seccomp). Lists are per kind of network; `caisson-host syscalls` prints them.

use std::collections::BTreeMap;
use std::io;

use landlock::{
    ABI, Access, AccessFs, CompatLevel, Compatible, RestrictionStatus, Ruleset, RulesetAttr, RulesetStatus,
};
use seccompiler::{
    BpfProgram, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition, SeccompFilter, SeccompRule,
};

use crate::cli::Profile;

/// TUNSETOFFLOAD of <linux/if_tun.h>: the guest's features reach the TAP only when its driver starts.
const TUNSETOFFLOAD: u64 = 0x4004_54d0;

/// What every profile needs.
const COMMON: &[(&str, i64)] = &[
    // Frames, text and the wake-up for signals.
    ("read", libc::SYS_read),
    ("readv", libc::SYS_readv),
    ("write", libc::SYS_write),
    ("writev", libc::SYS_writev),
    ("ppoll", libc::SYS_ppoll),
    // Clocks where the vDSO cannot serve them; randomness.
    ("clock_gettime", libc::SYS_clock_gettime),
    ("getrandom", libc::SYS_getrandom),
    // The guest's memory growing, the host's own allocator. Never executable.
    ("mmap", libc::SYS_mmap),
    ("munmap", libc::SYS_munmap),
    ("mremap", libc::SYS_mremap),
    ("mprotect", libc::SYS_mprotect),
    ("madvise", libc::SYS_madvise),
    ("brk", libc::SYS_brk),
    // Traps come as signals; the watchdog sleeps on a futex.
    ("rt_sigreturn", libc::SYS_rt_sigreturn),
    ("futex", libc::SYS_futex),
    ("exit_group", libc::SYS_exit_group),
];

const TAP: &[(&str, i64)] = &[("ioctl", libc::SYS_ioctl)];

const UNIX: &[(&str, i64)] = &[
    ("recvfrom", libc::SYS_recvfrom),
    ("sendto", libc::SYS_sendto),
    ("accept4", libc::SYS_accept4),
    ("close", libc::SYS_close),
];

const USER: &[(&str, i64)] = &[
    ("socket", libc::SYS_socket),
    ("connect", libc::SYS_connect),
    ("bind", libc::SYS_bind),
    ("accept4", libc::SYS_accept4),
    ("sendto", libc::SYS_sendto),
    ("recvfrom", libc::SYS_recvfrom),
    ("getsockopt", libc::SYS_getsockopt),
    // TCP_NODELAY of connections that were accepted or opened, and nothing else.
    ("setsockopt", libc::SYS_setsockopt),
    ("shutdown", libc::SYS_shutdown),
    ("close", libc::SYS_close),
    ("epoll_ctl", libc::SYS_epoll_ctl),
    ("epoll_wait", libc::SYS_epoll_wait),
];

fn calls(profile: Profile) -> impl Iterator<Item = (&'static str, i64)> {
    let own = match profile {
        Profile::Tap => TAP,
        Profile::Unix => UNIX,
        Profile::User => USER,
    };
    COMMON.iter().chain(own).copied()
}

/// Names of the allowed system calls, in alphabetical order.
pub fn names(profile: Profile) -> Vec<&'static str> {
    let mut names: Vec<_> = calls(profile).map(|call| call.0).collect();
    names.sort_unstable();
    names
}

fn rule(argument: u8, operator: SeccompCmpOp, value: u64) -> Result<SeccompRule, seccompiler::BackendError> {
    SeccompRule::new(vec![SeccompCondition::new(argument, SeccompCmpArgLen::Dword, operator, value)?])
}

fn filter(profile: Profile) -> Result<BpfProgram, seccompiler::BackendError> {
    let mut rules: BTreeMap<i64, Vec<SeccompRule>> = calls(profile).map(|call| (call.1, Vec::new())).collect();
    let executable = libc::PROT_EXEC as u64;
    // No new code: neither mmap nor mprotect may ask for PROT_EXEC.
    for call in [libc::SYS_mmap, libc::SYS_mprotect] {
        rules.insert(call, vec![rule(2, SeccompCmpOp::MaskedEq(executable), 0)?]);
    }
    if profile == Profile::User {
        let level = SeccompCondition::new(1, SeccompCmpArgLen::Dword, SeccompCmpOp::Eq, libc::IPPROTO_TCP as u64)?;
        let option = SeccompCondition::new(2, SeccompCmpArgLen::Dword, SeccompCmpOp::Eq, libc::TCP_NODELAY as u64)?;
        rules.insert(libc::SYS_setsockopt, vec![SeccompRule::new(vec![level, option])?]);
    }
    if profile == Profile::Tap {
        rules.insert(libc::SYS_ioctl, vec![rule(1, SeccompCmpOp::Eq, TUNSETOFFLOAD)?]);
    }
    let architecture = std::env::consts::ARCH.try_into()?;
    SeccompFilter::new(rules, SeccompAction::Trap, SeccompAction::Allow, architecture)?.try_into()
}

/// One heap for all threads. Those that glibc makes for other threads read a file of /proc when they first give memory back, in whatever
/// `free` that happens: a system call that ends the process once they are restricted. Before any thread starts.
pub fn use_one_heap() {
    #[cfg(target_env = "gnu")]
    // SAFETY: mallopt has no preconditions.
    unsafe {
        libc::mallopt(libc::M_ARENA_MAX, 1);
    }
}

/// Allows only the profile's system calls, on all threads of the process, from now on.
pub fn restrict_system_calls(profile: Profile) -> io::Result<()> {
    report_forbidden_calls()?;
    let program = filter(profile).map_err(io::Error::other)?;
    seccompiler::apply_filter_all_threads(&program).map_err(io::Error::other)
}

extern "C" fn forbidden(_signal: i32, info: *mut libc::siginfo_t, _context: *mut libc::c_void) {
    // SAFETY: the kernel passes a valid siginfo; for SIGSYS the call's number lies behind si_call_addr (sigaction(2)):
    // 16 bytes of common header, an address, then the number.
    let number = unsafe { info.cast::<u8>().add(24).cast::<i32>().read_unaligned() };
    let mut text = *b"Cannot call system call     : it is not allowed here\n";
    let mut rest = number.unsigned_abs();
    for place in (24..27).rev() {
        text[place] = b'0' + (rest % 10) as u8;
        rest /= 10;
    }
    // SAFETY: write and _exit are async-signal-safe; `text` lives on this stack.
    unsafe {
        libc::write(2, text.as_ptr().cast(), text.len());
        libc::_exit(70);
    }
}

/// A forbidden call ends the process with a message that names it.
fn report_forbidden_calls() -> io::Result<()> {
    // SAFETY: a zeroed sigaction is valid; the handler only calls async-signal-safe functions.
    let installed = unsafe {
        let mut action: libc::sigaction = std::mem::zeroed();
        action.sa_sigaction = forbidden as *const () as usize;
        action.sa_flags = libc::SA_SIGINFO;
        libc::sigaction(libc::SIGSYS, &action, std::ptr::null_mut())
    };
    if installed == 0 { Ok(()) } else { Err(io::Error::last_os_error()) }
}

/// Takes the file system away from this thread and the threads it starts. What is open stays open.
/// Says how that went: old kernels cannot.
pub fn restrict_files() -> io::Result<&'static str> {
    let status = ruleset().map_err(io::Error::other)?;
    Ok(match status.ruleset {
        RulesetStatus::FullyEnforced => "enforced",
        RulesetStatus::PartiallyEnforced => "enforced as far as this kernel can",
        RulesetStatus::NotEnforced => "not available in this kernel",
    })
}

fn ruleset() -> Result<RestrictionStatus, landlock::RulesetError> {
    Ruleset::default()
        .set_compatibility(CompatLevel::BestEffort)
        .handle_access(AccessFs::from_all(ABI::V5))?
        .create()?
        .restrict_self()
}
