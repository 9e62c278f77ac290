//! The command line. Exit codes are part of the interface and are documented in `--help` and docs/abi.md.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

const EXIT_CODES: &str = "Exit codes of run:
  0..255  what the program exits with
  124     a turn ran longer than --turn-limit-ms
  132     the program broke a rule of a device
  134     the program trapped
  143/130 ended by SIGTERM or SIGINT
Exit codes of the host itself, before a program runs:
  64      wrong usage
  65      the file is no sealed module
  66      the file cannot be read
  69      a device cannot be given
  70      anything else";

/// Runs sealed Caisson modules.
#[derive(Debug, Parser)]
#[command(name = "caisson-host", version, about, after_help = EXIT_CODES)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The subcommands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Boot a module and run it until it exits
    Run(Box<RunOptions>),
    /// Check that a module is sealed
    Verify {
        /// The module
        file: PathBuf,
        /// Print the result as JSON
        #[arg(long)]
        json: bool,
    },
    /// Show a module's imports, devices, memory and sealed range
    Inspect {
        /// The module
        file: PathBuf,
        /// Print as JSON
        #[arg(long)]
        json: bool,
    },
    /// Print the system calls that are allowed after set-up
    Syscalls {
        /// The kind of network they are for
        #[arg(long, value_enum, default_value_t = Profile::Tap)]
        net: Profile,
    },
    /// Measure instantiate, seal and boot, and loading from the code cache
    BenchBoot {
        /// The module
        file: PathBuf,
        /// Rounds; medians are printed
        #[arg(long, default_value_t = 1000)]
        rounds: u32,
        /// Print as JSON
        #[arg(long)]
        json: bool,
        /// Boot parameter; may be repeated
        #[arg(long = "param", value_name = "KEY=VALUE")]
        params: Vec<String>,
    },
    /// Measure what a frame costs in the module and in its net device, without a kernel around them
    BenchFrames {
        /// The module
        file: PathBuf,
        /// Frames to hand over, a capture such as --pcap writes
        #[arg(long, value_name = "FILE")]
        frames: PathBuf,
        /// How often they are played
        #[arg(long, default_value_t = 100)]
        rounds: u32,
        /// Write /tmp/perf-PID.map, so that perf report names the module's functions
        #[arg(long)]
        perf_map: bool,
        /// Print as JSON
        #[arg(long)]
        json: bool,
        /// Boot parameter; may be repeated
        #[arg(long = "param", value_name = "KEY=VALUE")]
        params: Vec<String>,
    },
    /// Measure from the start of a process to its first answered frame, or to its end
    BenchStart(BenchStart),
}

/// Options of `bench-start`.
#[derive(Debug, Args)]
pub struct BenchStart {
    /// The module
    pub file: PathBuf,
    /// Rounds; medians are printed
    #[arg(long, default_value_t = 50)]
    pub rounds: u32,
    /// Print as JSON
    #[arg(long)]
    pub json: bool,
    /// The module answers ARP at this address, which is passed on as net0.address; without it, time to the end
    #[arg(long, value_name = "ADDRESS")]
    pub answers: Option<std::net::Ipv4Addr>,
}

/// Which set of system calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Profile {
    /// TAP device, or no network
    Tap,
    /// Unix socket
    Unix,
    /// User-mode network
    User,
}

/// What to trace.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Trace {
    /// Every register access on the bus
    Virtio,
}

/// Options of `run`.
#[derive(Debug, Args)]
pub struct RunOptions {
    /// The module
    pub file: PathBuf,
    /// Network: tap:NAME, unix:PATH, unix-listen:PATH, unix-dgram:PATH[,local=PATH] or user
    #[arg(long, default_value = "user", value_name = "NETWORK")]
    pub net: String,
    /// With --net user: forward [ADDRESS:]HOST:GUEST[/udp|tcp], an address of IPv6 in brackets; may be repeated
    #[arg(long, value_name = "HOST:GUEST/PROTOCOL")]
    pub publish: Vec<String>,
    /// With --net user: this many instances behind the same published ports, each in a process of its own
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..))]
    pub instances: u32,
    /// Which of them this process is; --instances gives it to the processes that it starts
    #[arg(long, hide = true, value_name = "NUMBER")]
    pub instance: Option<u32>,
    /// Boot parameter such as net0.address=10.0.0.2/24; may be repeated
    #[arg(long = "param", value_name = "KEY=VALUE")]
    pub params: Vec<String>,
    /// Environment variable to pass on, or to set with =VALUE; may be repeated
    #[arg(long = "env", value_name = "NAME[=VALUE]")]
    pub environment: Vec<String>,
    /// Memory the program may grow to, if less than it declares: bytes, or with K, M or G
    #[arg(long, value_name = "SIZE", value_parser = parse_size)]
    pub memory_max: Option<u64>,
    /// Write the frames that cross the net device to a capture file
    #[arg(long, value_name = "FILE")]
    pub pcap: Option<PathBuf>,
    /// Print device activity to stderr
    #[arg(long, value_enum)]
    pub trace: Option<Trace>,
    /// Look at the inputs this often before sleeping: costs CPU, saves the wake-up
    #[arg(long, value_name = "TIMES", default_value_t = 0)]
    pub spin: u32,
    /// Sample the program every millisecond and write the profile to FILE at the end, for speedscope
    #[arg(long, value_name = "FILE")]
    pub profile: Option<PathBuf>,
    /// Write /tmp/perf-PID.map, so that perf report names the module's functions
    #[arg(long)]
    pub perf_map: bool,
    /// Print counters to stderr at the end
    #[arg(long)]
    pub stats: bool,
    /// End a program whose turn takes longer; 0 for no limit
    #[arg(long, value_name = "MS", default_value_t = 60_000)]
    pub turn_limit_ms: u64,
    /// Run without the system call filter and the file system rule
    #[arg(long)]
    pub no_sandbox: bool,
    /// Where compiled code is kept; default is caisson/ in the user's cache
    #[arg(long, value_name = "DIRECTORY")]
    pub code_cache: Option<PathBuf>,
    /// Compile anew, and keep nothing
    #[arg(long)]
    pub no_code_cache: bool,
    /// Source positions, if not FILE.map
    #[arg(long, value_name = "FILE")]
    pub map: Option<PathBuf>,
    /// Arguments of the program
    #[arg(last = true)]
    pub arguments: Vec<String>,
}

fn parse_size(text: &str) -> Result<u64, String> {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let shift = match text[digits.len()..].to_ascii_lowercase().as_str() {
        "" | "b" => 0,
        "k" | "kib" => 10,
        "m" | "mib" => 20,
        "g" | "gib" => 30,
        unit => return Err(format!("Cannot read size: unit {unit} is unknown")),
    };
    let number: u64 = digits.parse().map_err(|_| format!("Cannot read size: {text} is no number"))?;
    number
        .checked_shl(shift)
        .filter(|bytes| bytes >> shift == number)
        .ok_or_else(|| "Cannot read size: too large".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes() {
        assert_eq!(parse_size("64M"), Ok(64 << 20));
        assert_eq!(parse_size("65536"), Ok(65_536));
        assert_eq!(parse_size("2GiB"), Ok(2 << 30));
        assert!(parse_size("x").is_err());
        assert!(parse_size("1T").is_err());
    }
}
