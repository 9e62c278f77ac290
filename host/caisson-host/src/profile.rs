//! `caisson run --profile FILE`: where the program spends its time, sampled every millisecond of a turn, in the format of
//! speedscope. The samples are the engine's epoch: a thread lets it tick, and at the next loop or
//! function entry the program takes note of its own stack. Time in between turns, asleep or in devices, is not the program's.

use std::collections::HashMap;
use std::fs::File;
use std::io::Write;
use std::path::Path;
use std::rc::Rc;
use std::sync::{Arc, Barrier};
use std::time::Duration;

use serde_json::json;
use wasmtime::{Engine, WasmBacktrace};

use crate::stacks::{Frame, Names};

/// Time between two samples.
pub const INTERVAL: Duration = Duration::from_millis(1);
/// Samples kept: a quarter of an hour of computing. Later ones are counted only.
pub const SAMPLES_MAX: usize = 1 << 20;
/// Different stacks kept; samples of further ones are counted only.
pub const STACKS_MAX: usize = 1 << 16;

/// Lets the epoch tick from now on, on a thread that ends with the process.
pub fn start_ticking(engine: &Engine) -> std::io::Result<()> {
    let engine = engine.clone();
    // A starting thread makes system calls that the sandbox, which may follow at once, does not allow.
    let started = Arc::new(Barrier::new(2));
    let own = Arc::clone(&started);
    std::thread::Builder::new().name("profile".to_owned()).stack_size(64 << 10).spawn(move || {
        own.wait();
        loop {
            std::thread::park_timeout(INTERVAL);
            engine.increment_epoch();
        }
    })?;
    started.wait();
    Ok(())
}

/// The samples of one instance.
#[derive(Debug)]
pub struct Samples {
    names: Rc<Names>,
    /// Stacks, innermost frame first, with their number.
    stacks: HashMap<Vec<Frame>, usize>,
    /// Numbers of stacks, in the order of time.
    samples: Vec<usize>,
    lost: u64,
}

impl Samples {
    /// None yet.
    pub fn new(names: Rc<Names>) -> Samples {
        Samples { names, stacks: HashMap::new(), samples: Vec::new(), lost: 0 }
    }

    /// Takes one.
    pub fn add(&mut self, backtrace: &WasmBacktrace) {
        self.add_frames(self.names.frames(backtrace));
    }

    fn add_frames(&mut self, frames: Vec<Frame>) {
        let next = self.stacks.len();
        let known = self.stacks.contains_key(&frames);
        if self.samples.len() == SAMPLES_MAX || (!known && next == STACKS_MAX) {
            self.lost += 1;
            return;
        }
        let number = *self.stacks.entry(frames).or_insert(next);
        self.samples.push(number);
    }

    /// Writes all of them.
    pub fn write(&self, mut file: &File, module: &Path) -> std::io::Result<()> {
        file.write_all(self.text(&module.display().to_string()).as_bytes())
    }

    /// The file's text: every distinct frame once, then the stacks from the outermost frame in, as numbers of frames.
    fn text(&self, name: &str) -> String {
        let mut frames = Vec::new();
        let mut numbers: HashMap<Frame, usize> = HashMap::new();
        let mut by_number: Vec<&[Frame]> = vec![&[]; self.stacks.len()];
        self.stacks.iter().for_each(|(stack, &number)| by_number[number] = stack);
        let stacks: Vec<Vec<usize>> = by_number
            .iter()
            .map(|stack| {
                let number = |&frame: &Frame| {
                    *numbers.entry(frame).or_insert_with(|| {
                        frames.push(self.frame(frame));
                        frames.len() - 1
                    })
                };
                stack.iter().rev().map(number).collect()
            })
            .collect();
        let samples: Vec<&[usize]> = self.samples.iter().map(|&number| stacks[number].as_slice()).collect();
        let weight = INTERVAL.as_micros() as u64;
        let profile = json!({
            "type": "sampled",
            "name": name,
            "unit": "microseconds",
            "startValue": 0,
            "endValue": weight * samples.len() as u64,
            "samples": samples,
            "weights": vec![weight; samples.len()],
        });
        json!({
            "$schema": "https://www.speedscope.app/file-format-schema.json",
            "name": name,
            "exporter": concat!("caisson-host ", env!("CARGO_PKG_VERSION")),
            "shared": { "frames": frames },
            "profiles": [profile],
            "lostSamples": self.lost,
        })
        .to_string()
    }

    fn frame(&self, (function, offset): Frame) -> serde_json::Value {
        let (name, place) = self.names.symbols.describe(function, offset);
        let name = name.map_or_else(|| format!("wasm-function[{function}]"), str::to_owned);
        match place {
            Some((file, line, column)) => json!({ "name": name, "file": file, "line": line, "col": column }),
            None => json!({ "name": name }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stacks_are_written_from_the_outermost_frame_in() {
        let mut samples = Samples::new(Rc::default());
        samples.add_frames(vec![(7, None), (3, None)]);
        samples.add_frames(vec![(7, None), (3, None)]);
        samples.add_frames(vec![(3, None)]);
        let text = samples.text("a.wasm");
        let file: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        assert_eq!(file["profiles"][0]["samples"], json!([[0, 1], [0, 1], [0]]));
        assert_eq!(file["profiles"][0]["endValue"], 3000);
        assert_eq!(file["shared"]["frames"][0]["name"], "wasm-function[3]");
    }

    #[test]
    fn samples_and_stacks_are_bounded() {
        let mut samples = Samples::new(Rc::default());
        for function in 0..STACKS_MAX as u32 + 10 {
            samples.add_frames(vec![(function, None)]);
        }
        assert_eq!((samples.stacks.len(), samples.lost), (STACKS_MAX, 10));
        while samples.samples.len() < SAMPLES_MAX {
            samples.add_frames(vec![(0, None)]);
        }
        samples.add_frames(vec![(0, None)]);
        assert_eq!((samples.samples.len(), samples.lost), (SAMPLES_MAX, 11));
    }
}
