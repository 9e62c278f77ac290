//! The Caisson host: checks a module's seal, compiles it, gives it the devices its manifest names, and runs its turns.
//! `docs/abi.md` is the contract, `docs/security.md` the threat model. Read `run.rs` first.

pub mod bench;
pub mod bench_frames;
pub mod bench_start;
pub mod cache;
pub mod cli;
pub mod clock;
pub mod engine;
pub mod event_loop;
pub mod instance;
pub mod instances;
pub mod instrument;
pub mod manifest;
pub mod memory;
pub mod profile;
pub mod run;
pub mod sandbox;
pub mod signals;
pub mod stacks;
pub mod stdio;
pub mod symbols;
pub mod verify;
pub mod watchdog;
