//! Makes the template: a component that holds the shim, and places for a module and for what the build knows of it.
//!
//! `wit-component` makes a component of the shim alone, with the WASI interfaces that the shim uses as imports and
//! `wasi:cli/run` as export. Behind it come three core modules: the **module** (a placeholder), whose imports `virtio.*`
//! are the shim's `bus_*`; the **facts** (a placeholder), one global `devices`; and the [`BRIDGE`], which links them.

use wasm_encoder::{
    Alias, ComponentAliasSection, ComponentSection, ExportKind, InstanceSection, ModuleArg, RawSection,
};
use wasmparser::{Parser, Payload, Validator, WasmFeatures};

/// Exports of the shim that become the module's imports, in the order `read`, `write`, `now`.
const BUS_FUNCTIONS: [&str; 3] = ["bus_read", "bus_write", "bus_now"];

/// The component model's binary format: section 1 is a core module.
const CORE_MODULE_SECTION: u8 = 1;
const NO_ARGUMENTS: [(&str, ModuleArg); 0] = [];

/// Copies between the memories, and the start function that attaches the module. The order in the table is guest.rs's.
const BRIDGE: &str = r#"(module
  (import "shim" "memory" (memory $shim 0))
  (import "shim" "__indirect_function_table" (table $table 0 funcref))
  (import "shim" "attach" (func $attach (param i32 i32 i32 i64)))
  (import "module" "memory" (memory $module 0))
  (import "module" "boot" (func $boot))
  (import "module" "turn" (func $turn (result i64)))
  (import "module" "seal_start" (global $seal_start i32))
  (import "module" "seal_end" (global $seal_end i32))
  (import "facts" "devices" (global $devices i64))
  (elem $functions func $load $store $size $boot $turn)
  (func $load (param $at i32) (param $into i32) (param $bytes i32)
    (memory.copy $shim $module (local.get $into) (local.get $at) (local.get $bytes)))
  (func $store (param $at i32) (param $from i32) (param $bytes i32)
    (memory.copy $module $shim (local.get $at) (local.get $from) (local.get $bytes)))
  (func $size (result i32) (memory.size $module))
  (func $start (local $at i32)
    (local.set $at (table.grow $table (ref.null func) (i32.const 5)))
    (table.init $table $functions (local.get $at) (i32.const 0) (i32.const 5))
    (call $attach (local.get $at) (global.get $seal_start) (global.get $seal_end) (global.get $devices)))
  (start $start))"#;

// To fuse a module, its bytes take the place of the first placeholder, and the facts that of the second. Both are core module
// sections of their own, and begin with a custom section called `caisson.module` or `caisson.facts`. Nothing else of the
// component changes, so this is all that `compiler/seal/component.ts` does, and building an app needs no Rust.

/// What a module may be without breaking the template: all five exports, no imports.
const MODULE_PLACEHOLDER: &str = r#"(module
  (@custom "caisson.module" (before first) "")
  (memory (export "memory") 1 1)
  (func (export "boot"))
  (func (export "turn") (result i64) (i64.const -1))
  (global (export "seal_start") i32 (i32.const 0))
  (global (export "seal_end") i32 (i32.const 0)))"#;

/// Devices by slot, four bits each (shim/src/lib.rs, `code`).
const FACTS_PLACEHOLDER: &str =
    r#"(module (@custom "caisson.facts" (before first) "") (global (export "devices") i64 (i64.const 0)))"#;

/// Makes the template from the shim's core module.
pub fn template(shim: &[u8]) -> Result<Vec<u8>, Box<dyn std::error::Error>> {
    let mut component = wit_component::ComponentEncoder::default().module(shim)?.validate(true).encode()?;
    let types = Validator::new_with_features(WasmFeatures::all()).validate_all(&component)?;
    let types = types.as_ref();
    let (modules, functions, instances) = (types.module_count(), types.function_count(), types.core_instance_count());
    let shim = shim_instance(&component)?.ok_or("the shim's instance was not found")?;
    for text in [MODULE_PLACEHOLDER, FACTS_PLACEHOLDER, BRIDGE] {
        append(&mut component, &RawSection { id: CORE_MODULE_SECTION, data: &wat::parse_str(text)? });
    }
    let mut aliases = ComponentAliasSection::new();
    for name in BUS_FUNCTIONS {
        aliases.alias(Alias::CoreInstanceExport { instance: shim, kind: ExportKind::Func, name });
    }
    append(&mut component, &aliases);
    let mut linked = InstanceSection::new();
    linked.export_items([
        ("read", ExportKind::Func, functions),
        ("write", ExportKind::Func, functions + 1),
        ("now", ExportKind::Func, functions + 2),
    ]);
    linked.instantiate(modules, [("virtio", ModuleArg::Instance(instances))]);
    linked.instantiate(modules + 1, NO_ARGUMENTS);
    let parts = [("shim", shim), ("module", instances + 1), ("facts", instances + 2)];
    linked.instantiate(modules + 2, parts.map(|(name, instance)| (name, ModuleArg::Instance(instance))));
    append(&mut component, &linked);
    Validator::new_with_features(WasmFeatures::all()).validate_all(&component)?;
    Ok(component)
}

fn append(component: &mut Vec<u8>, section: &impl ComponentSection) {
    section.append_to_component(component);
}

/// The core instance of the first module: `wit-component` puts what it was given there.
fn shim_instance(component: &[u8]) -> wasmparser::Result<Option<u32>> {
    let mut index = 0;
    let mut depth = 0;
    for payload in Parser::new(0).parse_all(component) {
        match payload? {
            Payload::ModuleSection { .. } | Payload::ComponentSection { .. } => depth += 1,
            Payload::End(_) => depth -= 1,
            Payload::InstanceSection(section) if depth == 0 => {
                for instance in section {
                    if matches!(instance?, wasmparser::Instance::Instantiate { module_index: 0, .. }) {
                        return Ok(Some(index));
                    }
                    index += 1;
                }
            }
            _ => {}
        }
    }
    Ok(None)
}
