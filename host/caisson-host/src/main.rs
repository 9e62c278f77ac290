//! The command `caisson-host`.

use std::process::ExitCode;

use caisson_host::cli::{Cli, Command};
use caisson_host::{bench, bench_frames, bench_start, run, sandbox};
use clap::Parser;

const USAGE: u8 = 64;

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { USAGE } else { 0 });
        }
    };
    let result = match cli.command {
        Command::Run(options) => run::run(*options),
        Command::Verify { file, json } => run::verify(&file, json),
        Command::Inspect { file, json } => run::inspect(&file, json),
        Command::Syscalls { net } => {
            sandbox::names(net).iter().for_each(|name| println!("{name}"));
            Ok(0)
        }
        Command::BenchBoot { file, rounds, json, params } => bench::bench(&file, rounds, json, &params),
        Command::BenchFrames { file, frames, rounds, perf_map, json, params } => {
            bench_frames::bench(bench_frames::FramesBench { file, frames, rounds, params, perf_map, json })
        }
        Command::BenchStart(options) => bench_start::bench(&options),
    };
    match result {
        Ok(code) => ExitCode::from(code),
        Err(failure) => {
            eprintln!("caisson-host: {}", failure.message);
            ExitCode::from(failure.code)
        }
    }
}
