//! Is a module sealed? The rules of docs/abi.md, *Sealing*, on bytes alone and with no trust in what produced them.
//! All broken rules are reported, in the order in which the module breaks them.

use std::ops::Range;

use serde::Serialize;
use wasmparser::{
    ConstExpr, Data, DataKind, ExternalKind, GlobalType, Operator, Parser, Payload, TypeRef, ValType, Validator,
    WasmFeatures,
};

use crate::manifest::{Manifest, SECTION};

/// Bytes of a module.
pub const MODULE_BYTES_MAX: usize = 256 << 20;
/// Mutable globals a module may have: they are registers of a turn, not a place for state.
pub const MUTABLE_GLOBALS_MAX: usize = 16;
/// Violations reported at most.
pub const VIOLATIONS_MAX: usize = 100;
/// Bytes of a page of linear memory.
pub const PAGE_BYTES: u64 = 65_536;

const EXPORTS: [&str; 5] = ["memory", "boot", "turn", "seal_start", "seal_end"];

/// What a host needs to know of a sealed module.
#[derive(Clone, Debug, PartialEq, Serialize, serde::Deserialize)]
pub struct Facts {
    /// Its manifest.
    pub manifest: Manifest,
    /// The sealed range, in bytes.
    pub seal: Range<u32>,
    /// Memory at start and at most, in pages.
    pub memory_pages: (u64, u64),
    /// The end of the last active data segment: behind it memory starts as zeros.
    pub image_end: u64,
    /// Mutable globals.
    pub mutable_globals: usize,
    /// Names of its imports.
    pub imports: Vec<String>,
    /// Instructions that write memory in bulk; the host rewrites them.
    pub bulk_writes: usize,
    /// Functions, imports included.
    pub functions: u32,
    /// Elements of its largest table.
    pub table_elements: u64,
    /// Name and size of each section.
    pub sections: Vec<(String, usize)>,
}

/// The proposals that a module may use.
pub fn features() -> WasmFeatures {
    WasmFeatures::MUTABLE_GLOBAL
        | WasmFeatures::SATURATING_FLOAT_TO_INT
        | WasmFeatures::SIGN_EXTENSION
        | WasmFeatures::REFERENCE_TYPES
        | WasmFeatures::MULTI_VALUE
        | WasmFeatures::BULK_MEMORY
        | WasmFeatures::SIMD
        | WasmFeatures::TAIL_CALL
        | WasmFeatures::EXTENDED_CONST
        | WasmFeatures::EXCEPTIONS
        | WasmFeatures::FLOATS
        | WasmFeatures::GC_TYPES
}

#[derive(Default)]
struct Survey {
    violations: Vec<String>,
    manifests: Vec<Range<usize>>,
    imports: Vec<String>,
    imported_functions: u32,
    exports: Vec<(String, ExternalKind, u32)>,
    types: Vec<wasmparser::FuncType>,
    functions: Vec<u32>,
    globals: Vec<(GlobalType, Option<i32>)>,
    memories: Vec<wasmparser::MemoryType>,
    image_end: u64,
    bulk_writes: usize,
    table_elements: u64,
    sections: Vec<(String, usize)>,
}

impl Survey {
    fn violation(&mut self, state: impl Into<String>) {
        if self.violations.len() < VIOLATIONS_MAX {
            self.violations.push(format!("Cannot seal module: {}", state.into()));
        }
    }
}

/// Checks every rule. The error holds all violations, each a sentence.
pub fn verify(bytes: &[u8]) -> Result<Facts, Vec<String>> {
    if bytes.len() > MODULE_BYTES_MAX {
        return Err(vec![format!("Cannot verify module: it is over {MODULE_BYTES_MAX} bytes")]);
    }
    if let Err(error) = Validator::new_with_features(features()).validate_all(bytes) {
        return Err(vec![format!("Cannot verify module: {error}")]);
    }
    let mut survey = Survey::default();
    read(bytes, &mut survey).map_err(|error| vec![format!("Cannot verify module: {error}")])?;
    check_exports(&mut survey);
    let memory_pages = check_memory(&mut survey);
    let seal = check_seal(&mut survey, memory_pages.0);
    let mutable_globals = check_globals(&mut survey);
    let manifest = check_manifest(bytes, &mut survey, memory_pages.1);
    match (survey.violations.is_empty(), manifest) {
        (true, Some(manifest)) => Ok(Facts {
            manifest,
            seal,
            memory_pages,
            image_end: survey.image_end,
            mutable_globals,
            imports: survey.imports,
            bulk_writes: survey.bulk_writes,
            functions: survey.imported_functions + survey.functions.len() as u32,
            table_elements: survey.table_elements,
            sections: survey.sections,
        }),
        _ => Err(survey.violations),
    }
}

fn read(bytes: &[u8], survey: &mut Survey) -> wasmparser::Result<()> {
    for payload in Parser::new(0).parse_all(bytes) {
        let payload = payload?;
        if let Some((id, range)) = payload.as_section() {
            let name = match &payload {
                Payload::CustomSection(section) => format!("custom {}", section.name()),
                _ => section_name(id).to_owned(),
            };
            survey.sections.push((name, range.len()));
        }
        match payload {
            Payload::TypeSection(section) => {
                for group in section {
                    for ty in group?.into_types() {
                        survey.types.push(ty.unwrap_func().clone());
                    }
                }
            }
            Payload::ImportSection(section) => {
                for import in section.into_imports() {
                    read_import(import?, survey);
                }
            }
            Payload::FunctionSection(section) => {
                survey.functions = section.into_iter().collect::<Result<_, _>>()?;
            }
            Payload::TableSection(section) => {
                for table in section {
                    survey.table_elements = survey.table_elements.max(table?.ty.initial);
                }
            }
            Payload::MemorySection(section) => survey.memories = section.into_iter().collect::<Result<_, _>>()?,
            Payload::GlobalSection(section) => {
                for global in section {
                    let global = global?;
                    survey.globals.push((global.ty, constant(&global.init_expr)?));
                }
            }
            Payload::ExportSection(section) => {
                for export in section {
                    let export = export?;
                    survey.exports.push((export.name.to_owned(), export.kind, export.index));
                }
            }
            Payload::StartSection { func, .. } => survey.violation(format!("function {func} is a start function")),
            Payload::DataSection(section) => {
                for data in section {
                    read_data(&data?, survey)?;
                }
            }
            Payload::CodeSectionEntry(body) => read_body(&body, survey)?,
            Payload::CustomSection(section) if section.name() == SECTION => {
                survey.manifests.push(section.data_offset()..section.data_offset() + section.data().len());
            }
            _ => {}
        }
    }
    Ok(())
}

fn section_name(id: u8) -> &'static str {
    const NAMES: [&str; 14] = [
        "custom",
        "type",
        "import",
        "function",
        "table",
        "memory",
        "global",
        "export",
        "start",
        "element",
        "code",
        "data",
        "data count",
        "tag",
    ];
    NAMES.get(usize::from(id)).copied().unwrap_or("unknown")
}

fn read_import(import: wasmparser::Import<'_>, survey: &mut Survey) {
    let TypeRef::Func(index) = import.ty else {
        return survey.violation(format!("it imports {:?}.{:?}, which is no function", import.module, import.name));
    };
    survey.imported_functions += 1;
    let expected: Option<(&[ValType], &[ValType])> = match (import.module, import.name) {
        ("virtio", "read") => Some((&[ValType::I32], &[ValType::I32])),
        ("virtio", "write") => Some((&[ValType::I32, ValType::I32], &[])),
        ("virtio", "now") => Some((&[], &[ValType::I64])),
        _ => None,
    };
    let ty = &survey.types[index as usize];
    let found = (ty.params(), ty.results());
    match expected {
        None => survey.violation(format!("it imports {:?}.{:?}", import.module, import.name)),
        Some(expected) if expected != found => {
            survey.violation(format!("its import virtio.{} has another type", import.name));
        }
        Some(_) => survey.imports.push(format!("{}.{}", import.module, import.name)),
    }
}

fn constant(expression: &ConstExpr<'_>) -> wasmparser::Result<Option<i32>> {
    let mut reader = expression.get_operators_reader();
    let value = match reader.read()? {
        Operator::I32Const { value } => Some(value),
        _ => None,
    };
    Ok(if matches!(reader.read()?, Operator::End) { value } else { None })
}

fn read_data(data: &Data<'_>, survey: &mut Survey) -> wasmparser::Result<()> {
    let DataKind::Active { offset_expr, .. } = &data.kind else { return Ok(()) };
    match constant(offset_expr)? {
        Some(offset) => {
            survey.image_end = survey.image_end.max(u64::from(offset as u32) + data.data.len() as u64);
        }
        None => survey.violation("a data segment does not lie at a constant address"),
    }
    Ok(())
}

fn read_body(body: &wasmparser::FunctionBody<'_>, survey: &mut Survey) -> wasmparser::Result<()> {
    let mut reader = body.get_operators_reader()?;
    while !reader.eof() {
        let (operator, offset) = reader.read_with_offset()?;
        let name = match operator {
            Operator::TableSet { .. } => "table.set",
            Operator::TableGrow { .. } => "table.grow",
            Operator::TableFill { .. } => "table.fill",
            Operator::TableCopy { .. } => "table.copy",
            Operator::TableInit { .. } => "table.init",
            Operator::ElemDrop { .. } => "elem.drop",
            Operator::DataDrop { .. } => "data.drop",
            Operator::MemoryFill { .. } | Operator::MemoryCopy { .. } | Operator::MemoryInit { .. } => {
                survey.bulk_writes += 1;
                continue;
            }
            _ => continue,
        };
        survey.violation(format!("{name} at byte {offset}"));
    }
    Ok(())
}

fn check_exports(survey: &mut Survey) {
    let exports = std::mem::take(&mut survey.exports);
    for (name, _, _) in &exports {
        if !EXPORTS.contains(&name.as_str()) {
            survey.violation(format!("it exports {name:?}"));
        }
    }
    for name in EXPORTS {
        if !exports.iter().any(|export| export.0 == name) {
            survey.violation(format!("it does not export {name}"));
        }
    }
    for (name, kind, index) in &exports {
        let results: &[ValType] = match name.as_str() {
            "boot" => &[],
            "turn" => &[ValType::I64],
            "memory" if *kind != ExternalKind::Memory => {
                survey.violation("its export memory is no memory");
                continue;
            }
            _ => continue,
        };
        let ty = index.checked_sub(survey.imported_functions).and_then(|index| survey.functions.get(index as usize));
        let ty = ty.map(|ty| &survey.types[*ty as usize]);
        let fits =
            *kind == ExternalKind::Func && ty.is_some_and(|ty| ty.params().is_empty() && ty.results() == results);
        if !fits {
            survey.violation(format!("its export {name} is no function of its own with the type of {name}"));
        }
    }
    survey.exports = exports;
}

/// Pages at start and at most.
fn check_memory(survey: &mut Survey) -> (u64, u64) {
    let [memory] = survey.memories[..] else {
        survey.violation(format!("it has {} memories", survey.memories.len()));
        return (0, 0);
    };
    if memory.memory64 || memory.shared || memory.page_size_log2.is_some() {
        survey.violation("its memory is not an ordinary 32-bit memory");
    }
    let Some(maximum) = memory.maximum else {
        survey.violation("its memory has no maximum");
        return (memory.initial, 0);
    };
    if survey.image_end > memory.initial * PAGE_BYTES {
        survey.violation("a data segment does not lie inside memory");
    }
    (memory.initial, maximum)
}

fn check_seal(survey: &mut Survey, initial_pages: u64) -> Range<u32> {
    let value = |survey: &mut Survey, name: &str| {
        let export = survey.exports.iter().find(|export| export.0 == name)?;
        let global = (export.1 == ExternalKind::Global).then(|| survey.globals.get(export.2 as usize)).flatten();
        let value = global.filter(|global| !global.0.mutable && global.0.content_type == ValType::I32);
        let value = value.and_then(|global| global.1);
        if value.is_none() {
            survey.violation(format!("{name} is no immutable i32 constant"));
        }
        value
    };
    let (Some(start), Some(end)) = (value(survey, "seal_start"), value(survey, "seal_end")) else { return 0..0 };
    let (start, end) = (start as u32, end as u32);
    let size = initial_pages * PAGE_BYTES;
    if start > end || u64::from(end) > size {
        survey.violation(format!("its range {start}..{end} does not lie in {size} bytes of memory"));
    }
    start..end
}

fn check_globals(survey: &mut Survey) -> usize {
    let mutable: Vec<_> = survey.globals.iter().filter(|global| global.0.mutable).map(|global| global.0).collect();
    for global in &mutable {
        if !matches!(global.content_type, ValType::I32 | ValType::I64 | ValType::F32 | ValType::F64) {
            survey.violation(format!("a mutable global has type {}", global.content_type));
        }
    }
    if mutable.len() > MUTABLE_GLOBALS_MAX {
        survey.violation(format!("it has {} mutable globals, more than {MUTABLE_GLOBALS_MAX}", mutable.len()));
    }
    mutable.len()
}

fn check_manifest(bytes: &[u8], survey: &mut Survey, memory_max: u64) -> Option<Manifest> {
    let [range] = &survey.manifests[..] else {
        survey.violation(format!("it has {} manifests", survey.manifests.len()));
        return None;
    };
    match Manifest::parse(&bytes[range.clone()]) {
        Ok(manifest) if manifest.memory.max != memory_max => {
            survey.violation(format!(
                "its manifest bounds memory to {} pages, its memory to {memory_max}",
                manifest.memory.max
            ));
            None
        }
        Ok(manifest) => Some(manifest),
        Err(reason) => {
            survey.violation(format!("its manifest is invalid: {reason}"));
            None
        }
    }
}
