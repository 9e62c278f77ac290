//! Device models of the Caisson host: the device side of virtio 1.2 behind a bus of register slots (docs/abi.md).
//!
//! No WebAssembly engine, no event loop and no socket is in here: guest memory is a trait, the outside world (bytes to
//! print, frames to send, time, randomness) comes in through small traits, so that any host can reuse the models.
//! Everything a guest supplies is hostile: addresses pass through [`memory::check`], and a broken rule is a
//! [`memory::Violation`] that ends that instance.

pub mod balloon;
pub mod bus;
pub mod console;
pub mod entropy;
pub mod memory;
pub mod mmio;
pub mod net;
pub mod queue;
pub mod rtc;
pub mod scatter;
