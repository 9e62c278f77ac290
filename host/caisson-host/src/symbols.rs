//! Names and source positions of a module's code, from the `.map` beside it: `app.wasm.map` for `app.wasm` (docs/abi.md).
//! The file is a convenience: what is wrong with it makes a backtrace poorer and nothing else. It is opened at start, before
//! the sandbox, and read only when a name is wanted: reading a large one takes longer than everything else a start does.

use std::cell::OnceCell;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use wasmtime::Module;

/// Bytes of a map.
pub const MAP_BYTES_MAX: u64 = 256 << 20;

/// Function index, name, source index, line, column, and possibly more.
type FunctionEntry = (u32, String, i64, u32, u32);

#[derive(Debug, Default, Deserialize)]
struct MapFile {
    #[serde(default)]
    sources: Vec<String>,
    #[serde(default)]
    functions: Vec<Vec<serde_json::Value>>,
    #[serde(default)]
    positions: Vec<(u64, i64, u32, u32)>,
}

/// The names of one module, read when they are first wanted.
#[derive(Debug, Default)]
pub struct Symbols {
    /// Open for as long as the value lives: once the sandbox is up, nothing may be closed.
    file: Option<File>,
    map: OnceCell<Map>,
}

#[derive(Debug, Default)]
struct Map {
    sources: Vec<String>,
    functions: Vec<FunctionEntry>,
    positions: Vec<(u64, i64, u32, u32)>,
}

impl Symbols {
    /// Where the map of a module lies.
    pub fn path(module: &Path) -> PathBuf {
        let mut name = module.as_os_str().to_owned();
        name.push(".map");
        PathBuf::from(name)
    }

    /// Opens a map; no names when there is none.
    pub fn open(path: &Path) -> Symbols {
        Symbols { file: File::open(path).ok(), map: OnceCell::new() }
    }

    /// One line of a backtrace: `    at name (file.ts:1:2)`.
    pub fn frame(&self, function: u32, offset: Option<usize>) -> String {
        self.map().frame(function, offset)
    }

    /// Name and place of a frame: `main`, and source, line, column.
    pub fn describe(&self, function: u32, offset: Option<usize>) -> (Option<&str>, Option<(&str, u32, u32)>) {
        self.map().describe(function, offset)
    }

    /// Names for `perf report`, in the format of Linux tools/perf/Documentation/jit-interface.txt.
    pub fn write_perf_map(&self, module: &Module) -> std::io::Result<()> {
        let mut text = String::new();
        let base = module.text().as_ptr() as usize;
        for function in module.functions() {
            let name = self.frame(function.index.as_u32(), None);
            let name = name.trim_start().trim_start_matches("at ").replace(' ', "_");
            text.push_str(&format!("{:x} {:x} {name}\n", base + function.offset, function.len));
        }
        std::fs::write(format!("/tmp/perf-{}.map", std::process::id()), text)
    }

    fn map(&self) -> &Map {
        self.map.get_or_init(|| {
            let text = self.file.as_ref().and_then(|file| read(file, MAP_BYTES_MAX));
            text.and_then(|text| Map::parse(&text)).unwrap_or_default()
        })
    }
}

/// Reads a file with `read` alone: the sandbox does not allow asking for its size first.
fn read(mut file: &File, bytes_max: u64) -> Option<Vec<u8>> {
    let mut text = Vec::new();
    let mut chunk = vec![0; 64 << 10];
    loop {
        match file.read(&mut chunk).ok()? {
            0 => return Some(text),
            length => text.extend_from_slice(&chunk[..length]),
        }
        if text.len() as u64 > bytes_max {
            return None;
        }
    }
}

impl Map {
    /// From the map's text.
    fn parse(text: &[u8]) -> Option<Map> {
        let file: MapFile = serde_json::from_slice(text).ok()?;
        let mut functions: Vec<FunctionEntry> = file.functions.iter().filter_map(|entry| function(entry)).collect();
        functions.sort_by_key(|entry| entry.0);
        let mut positions = file.positions;
        positions.sort_by_key(|position| position.0);
        Some(Map { sources: file.sources, functions, positions })
    }

    fn frame(&self, function: u32, offset: Option<usize>) -> String {
        match self.describe(function, offset) {
            (Some(name), Some((source, line, column))) => format!("    at {name} ({source}:{line}:{column})"),
            (Some(name), None) => format!("    at {name}"),
            (None, Some((source, line, column))) => format!("    at {source}:{line}:{column}"),
            (None, None) => format!("    at wasm-function[{function}]"),
        }
    }

    fn describe(&self, function: u32, offset: Option<usize>) -> (Option<&str>, Option<(&str, u32, u32)>) {
        let index = self.functions.binary_search_by_key(&function, |entry| entry.0).ok();
        let entry = index.map(|index| &self.functions[index]);
        let place = offset
            .and_then(|offset| self.position(offset as u64, entry))
            .or_else(|| entry.and_then(|entry| self.place(entry.2, entry.3, entry.4)));
        (entry.map(|entry| entry.1.as_str()).filter(|name| !name.is_empty()), place)
    }

    /// The last position at or before `offset`. It must be of this function; functions do not overlap, so a position of an
    /// earlier one can only be taken for a function that has none of its own and then names the wrong line: such are rare
    /// (helpers without source), and have no entry among the functions either.
    fn position(&self, offset: u64, entry: Option<&FunctionEntry>) -> Option<(&str, u32, u32)> {
        entry?;
        let index = self.positions.partition_point(|position| position.0 <= offset).checked_sub(1)?;
        let (_, source, line, column) = self.positions[index];
        self.place(source, line, column)
    }

    fn place(&self, source: i64, line: u32, column: u32) -> Option<(&str, u32, u32)> {
        let source = self.sources.get(usize::try_from(source).ok()?)?;
        Some((source, line, column))
    }
}

/// Leniently: missing or null parts become zero, so that a newer map still gives names.
fn function(entry: &[serde_json::Value]) -> Option<FunctionEntry> {
    let number = |at: usize| entry.get(at).and_then(serde_json::Value::as_i64);
    let index = u32::try_from(number(0)?).ok()?;
    let name = entry.get(1)?.as_str()?.to_owned();
    let small = |at: usize| number(at).and_then(|value| u32::try_from(value).ok()).unwrap_or(0);
    Some((index, name, number(2).unwrap_or(-1), small(3), small(4)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_name_function_and_position() {
        let text = br#"{"version":1,"sources":["a.ts"],"functions":[[7,"main",0,1,1,33],[8,"x",null,null,null]],
            "positions":[[100,0,2,3],[110,0,4,5]]}"#;
        let symbols = Map::parse(text).expect("a map");
        assert_eq!(symbols.frame(7, Some(105)), "    at main (a.ts:2:3)");
        assert_eq!(symbols.frame(7, Some(110)), "    at main (a.ts:4:5)");
        assert_eq!(symbols.frame(7, Some(5)), "    at main (a.ts:1:1)");
        assert_eq!(symbols.frame(8, None), "    at x");
        assert_eq!(symbols.frame(9, Some(105)), "    at wasm-function[9]");
    }
}
