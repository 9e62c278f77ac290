//! Records of the wasm stack: made when the guest writes the bus's stack-capture register, resolved to text only when the
//! guest asks for it. It is what `Error.stack` rests on.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;

use caisson_devices::bus::Stacks;
use wasmtime::WasmBacktrace;

use crate::instrument::Offsets;
use crate::symbols::Symbols;

/// Records kept; the oldest is forgotten first.
pub const RECORDS_MAX: usize = 1024;
/// Frames in a record.
pub const RECORD_FRAMES_MAX: usize = 32;

/// A frame: function index and offset in the original module.
pub type Frame = (u32, Option<usize>);

/// The names and offsets that make frames readable.
#[derive(Debug, Default)]
pub struct Names {
    /// From the `.map`; empty without one.
    pub symbols: Symbols,
    /// Back from the instrumented module.
    pub offsets: Offsets,
}

impl Names {
    /// The frames of a backtrace, innermost first, without the host's helpers.
    pub fn frames(&self, backtrace: &WasmBacktrace) -> Vec<Frame> {
        let frames = backtrace.frames().iter().filter(|frame| !self.offsets.is_helper(frame.func_index()));
        frames
            .map(|frame| (frame.func_index(), frame.module_offset().map(|offset| self.offsets.original(offset))))
            .collect()
    }

    /// One line a frame.
    pub fn text(&self, frames: &[Frame]) -> String {
        let lines: Vec<String> = frames.iter().map(|frame| self.symbols.frame(frame.0, frame.1)).collect();
        lines.join("\n")
    }
}

/// The records of one instance.
#[derive(Debug)]
pub struct Records {
    names: Rc<Names>,
    records: VecDeque<Vec<Frame>>,
    last: u32,
}

impl Records {
    /// No records yet.
    pub fn new(names: Rc<Names>) -> Records {
        Records { names, records: VecDeque::new(), last: 0 }
    }

    /// Keeps a record under the next id; ids start at 1 and wrap around past 0.
    pub fn add(&mut self, backtrace: &WasmBacktrace) {
        let mut frames = self.names.frames(backtrace);
        frames.truncate(RECORD_FRAMES_MAX);
        if self.records.len() == RECORDS_MAX {
            self.records.pop_front();
        }
        self.records.push_back(frames);
        self.last = self.last.wrapping_add(1).max(1);
    }
}

/// Shared between the import that captures and the bus that serves the text.
#[derive(Clone, Debug)]
pub struct SharedRecords(pub Rc<RefCell<Records>>);

impl Stacks for SharedRecords {
    fn last(&self) -> u32 {
        self.0.borrow().last
    }

    fn text(&self, id: u32) -> String {
        let records = self.0.borrow();
        let age = records.last.wrapping_sub(id) as usize;
        let index = records.records.len().checked_sub(age + 1);
        index.filter(|_| id != 0).map_or(String::new(), |index| records.names.text(&records.records[index]))
    }
}
