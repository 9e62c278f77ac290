//! Names and source positions of a module's code, from the `.map` beside it: `app.wasm.map` for `app.wasm` (docs/abi.md).
//! The file is a convenience: what is wrong with it makes a backtrace poorer and nothing else.

use std::path::{Path, PathBuf};

use serde::Deserialize;

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

/// The names of one module.
#[derive(Debug, Default)]
pub struct Symbols {
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

    /// Reads a map; None when there is none that can be read.
    pub fn load(path: &Path) -> Option<Symbols> {
        if std::fs::metadata(path).ok()?.len() > MAP_BYTES_MAX {
            return None;
        }
        Symbols::parse(&std::fs::read(path).ok()?)
    }

    /// From the map's text.
    pub fn parse(text: &[u8]) -> Option<Symbols> {
        let file: MapFile = serde_json::from_slice(text).ok()?;
        let mut functions: Vec<FunctionEntry> = file.functions.iter().filter_map(|entry| function(entry)).collect();
        functions.sort_by_key(|entry| entry.0);
        let mut positions = file.positions;
        positions.sort_by_key(|position| position.0);
        Some(Symbols { sources: file.sources, functions, positions })
    }

    /// One line of a backtrace: `    at name (file.ts:1:2)`.
    pub fn frame(&self, function: u32, offset: Option<usize>) -> String {
        let index = self.functions.binary_search_by_key(&function, |entry| entry.0).ok();
        let entry = index.map(|index| &self.functions[index]);
        let place = offset
            .and_then(|offset| self.position(offset as u64, entry))
            .or_else(|| entry.and_then(|entry| self.place(entry.2, entry.3, entry.4)));
        match (entry.map(|entry| entry.1.as_str()).filter(|name| !name.is_empty()), place) {
            (Some(name), Some(place)) => format!("    at {name} ({place})"),
            (Some(name), None) => format!("    at {name}"),
            (None, Some(place)) => format!("    at {place}"),
            (None, None) => format!("    at wasm-function[{function}]"),
        }
    }

    /// The last position at or before `offset`. It must be of this function; functions do not overlap, so a position of an
    /// earlier one can only be taken for a function that has none of its own and then names the wrong line: such are rare
    /// (helpers without source), and have no entry among the functions either.
    fn position(&self, offset: u64, entry: Option<&FunctionEntry>) -> Option<String> {
        entry?;
        let index = self.positions.partition_point(|position| position.0 <= offset).checked_sub(1)?;
        let (_, source, line, column) = self.positions[index];
        self.place(source, line, column)
    }

    fn place(&self, source: i64, line: u32, column: u32) -> Option<String> {
        let source = self.sources.get(usize::try_from(source).ok()?)?;
        Some(format!("{source}:{line}:{column}"))
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
        let symbols = Symbols::parse(text).expect("a map");
        assert_eq!(symbols.frame(7, Some(105)), "    at main (a.ts:2:3)");
        assert_eq!(symbols.frame(7, Some(110)), "    at main (a.ts:4:5)");
        assert_eq!(symbols.frame(7, Some(5)), "    at main (a.ts:1:1)");
        assert_eq!(symbols.frame(8, None), "    at x");
        assert_eq!(symbols.frame(9, Some(105)), "    at wasm-function[9]");
    }
}
