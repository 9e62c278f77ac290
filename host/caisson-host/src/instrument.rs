//! Bulk-memory writes made safe for a sealed range. `memory.fill`, `memory.copy` and `memory.init` run inside the engine,
//! where a fault on a read-only page would end the whole process; so each of them becomes a call to a helper at the end of
//! the module that compares the destination with the sealed range first. Nothing else of the module changes.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::{Deserialize, Serialize};
use wasm_encoder::{BlockType, Encode, Function, Instruction};
use wasmparser::{Operator, Parser, Payload};

const TYPE_SECTION: u8 = 1;
const FUNCTION_SECTION: u8 = 3;
const CODE_SECTION: u8 = 10;

/// Where code offsets of the instrumented module lie in the original one.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Offsets {
    /// Pairs of (instrumented, original), ascending; empty when nothing was changed.
    anchors: Vec<(u32, u32)>,
    /// Index of the first helper.
    helpers: Option<u32>,
}

impl Offsets {
    /// The offset in the original module.
    pub fn original(&self, offset: usize) -> usize {
        let index = self.anchors.partition_point(|anchor| anchor.0 as usize <= offset);
        match index.checked_sub(1) {
            Some(index) => self.anchors[index].1 as usize + (offset - self.anchors[index].0 as usize),
            None => offset,
        }
    }

    /// True for a function that is not in the original module.
    pub fn is_helper(&self, function: u32) -> bool {
        self.helpers.is_some_and(|first| function >= first)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Bulk {
    Fill,
    Copy,
    Init(u32),
}

struct Site {
    range: Range<usize>,
    bulk: Bulk,
}

struct Body {
    range: Range<usize>,
    sites: Vec<Site>,
}

/// Rewrites a validated module for the sealed range `seal`.
pub fn instrument(bytes: &[u8], seal: Range<u32>) -> wasmparser::Result<(Vec<u8>, Offsets)> {
    let (bodies, sections, types, functions) = survey(bytes)?;
    let mut helpers = BTreeMap::new();
    for site in bodies.iter().flat_map(|body| &body.sites) {
        let next = functions + helpers.len() as u32;
        helpers.entry(site.bulk).or_insert(next);
    }
    let mut out = Vec::with_capacity(bytes.len() + 4096);
    out.extend_from_slice(&bytes[..8]);
    let mut offsets = Offsets { anchors: Vec::new(), helpers: Some(functions) };
    for (id, whole, contents) in sections {
        match id {
            TYPE_SECTION => {
                // The helpers' type: three i32, no result.
                append(&mut out, id, &bytes[contents], 1, &[0x60, 3, 0x7f, 0x7f, 0x7f, 0]);
            }
            FUNCTION_SECTION => {
                let mut added = Vec::new();
                helpers.iter().for_each(|_| types.encode(&mut added));
                append(&mut out, id, &bytes[contents], helpers.len() as u32, &added);
            }
            CODE_SECTION => write_code(bytes, &bodies, &helpers, &seal, &mut out, &mut offsets),
            _ => out.extend_from_slice(&bytes[whole]),
        }
    }
    Ok((out, offsets))
}

type Sections = Vec<(u8, Range<usize>, Range<usize>)>;

/// Bodies with their bulk writes; sections as (id, whole, contents); counts of types and functions.
fn survey(bytes: &[u8]) -> wasmparser::Result<(Vec<Body>, Sections, u32, u32)> {
    let (mut bodies, mut sections, mut types, mut functions) = (Vec::new(), Vec::new(), 0, 0);
    let mut last_end = 8;
    for payload in Parser::new(0).parse_all(bytes) {
        let payload = payload?;
        if let Some((id, contents)) = payload.as_section() {
            sections.push((id, last_end..contents.end, contents.clone()));
            last_end = contents.end;
        }
        match payload {
            Payload::TypeSection(section) => {
                for group in section {
                    types += group?.types().len() as u32;
                }
            }
            Payload::ImportSection(section) => functions += section.into_imports().count() as u32,
            Payload::FunctionSection(section) => functions += section.count(),
            Payload::CodeSectionEntry(body) => {
                let range = body.range();
                bodies.push(Body { range, sites: sites(&body)? });
            }
            _ => {}
        }
    }
    Ok((bodies, sections, types, functions))
}

fn sites(body: &wasmparser::FunctionBody<'_>) -> wasmparser::Result<Vec<Site>> {
    let mut reader = body.get_operators_reader()?;
    let mut sites = Vec::new();
    while !reader.eof() {
        let (operator, start) = reader.read_with_offset()?;
        let bulk = match operator {
            Operator::MemoryFill { .. } => Bulk::Fill,
            Operator::MemoryCopy { .. } => Bulk::Copy,
            Operator::MemoryInit { data_index, .. } => Bulk::Init(data_index),
            _ => continue,
        };
        sites.push(Site { range: start..reader.original_position(), bulk });
    }
    Ok(sites)
}

/// Writes a section whose contents are a count and items, with `more` items appended.
fn append(out: &mut Vec<u8>, id: u8, contents: &[u8], more: u32, items: &[u8]) {
    let mut reader = wasmparser::BinaryReader::new(contents, 0);
    let count = reader.read_var_u32().expect("validated");
    let mut section = Vec::with_capacity(contents.len() + items.len() + 5);
    (count + more).encode(&mut section);
    section.extend_from_slice(&contents[reader.original_position()..]);
    section.extend_from_slice(items);
    out.push(id);
    section.encode(out);
}

fn write_code(
    bytes: &[u8],
    bodies: &[Body],
    helpers: &BTreeMap<Bulk, u32>,
    seal: &Range<u32>,
    out: &mut Vec<u8>,
    offsets: &mut Offsets,
) {
    let mut section = Vec::new();
    ((bodies.len() + helpers.len()) as u32).encode(&mut section);
    // Anchors relative to the section's contents, until its place is known.
    let mut anchors = Vec::new();
    for body in bodies {
        write_body(bytes, body, helpers, &mut section, &mut anchors);
    }
    let mut by_index: Vec<_> = helpers.iter().collect();
    by_index.sort_by_key(|(_, index)| **index);
    for (bulk, _) in by_index {
        helper(*bulk, seal).encode(&mut section);
    }
    out.push(CODE_SECTION);
    section.len().encode(out);
    let base = out.len();
    offsets.anchors = anchors.into_iter().map(|(new, old)| ((base + new) as u32, old as u32)).collect();
    out.extend_from_slice(&section);
}

fn write_body(
    bytes: &[u8],
    body: &Body,
    helpers: &BTreeMap<Bulk, u32>,
    section: &mut Vec<u8>,
    anchors: &mut Vec<(usize, usize)>,
) {
    let mut code = Vec::with_capacity(body.range.len());
    let mut marks = vec![(0, body.range.start)];
    let mut at = body.range.start;
    for site in &body.sites {
        code.extend_from_slice(&bytes[at..site.range.start]);
        Instruction::Call(helpers[&site.bulk]).encode(&mut code);
        marks.push((code.len(), site.range.end));
        at = site.range.end;
    }
    code.extend_from_slice(&bytes[at..body.range.end]);
    code.len().encode(section);
    let base = section.len();
    anchors.extend(marks.into_iter().map(|(new, old)| (base + new, old)));
    section.extend_from_slice(&code);
}

/// Traps when destination (local 0) and length (local 2) reach into the sealed range; else does the write.
fn helper(bulk: Bulk, seal: &Range<u32>) -> Function {
    let mut function = Function::new([]);
    let mut code = function.instructions();
    code.local_get(0).i64_extend_i32_u().local_get(2).i64_extend_i32_u().i64_add();
    code.i64_const(i64::from(seal.start)).i64_gt_u();
    code.local_get(0).i32_const(seal.end as i32).i32_lt_u();
    code.i32_and().local_get(2).i32_const(0).i32_ne().i32_and();
    code.if_(BlockType::Empty).unreachable().end();
    code.local_get(0).local_get(1).local_get(2);
    match bulk {
        Bulk::Fill => code.memory_fill(0),
        Bulk::Copy => code.memory_copy(0, 0),
        Bulk::Init(segment) => code.memory_init(0, segment),
    };
    code.end();
    function
}
