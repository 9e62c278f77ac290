//! Attacks on the sealed range: every way of writing memory that a module or a device has, and a reused pool slot.

mod common;

use caisson_devices::bus::Fault;
use caisson_devices::memory::Violation;
use caisson_host::engine::engine;
use common::{Memo, Parts, SEAL, descriptor, instance, module, on_guest_stack, open_queue};
use wasmtime::{Engine, Trap};

const TARGET: u32 = SEAL.0 + 0x800;

/// Boots a module that does `attack`; it must trap, and the sealed bytes must be as before.
fn refused(engine: &Engine, items: &str, attack: &str) -> Trap {
    let bytes = module(&Parts { items, boot: attack, ..Parts::default() });
    let mut instance = instance(engine, &bytes, &Memo::default());
    let error = instance.boot().expect_err(attack);
    let sealed = &instance.memory()[SEAL.0 as usize..SEAL.1 as usize];
    assert!(sealed.iter().all(|byte| *byte == 0x5a), "{attack} changed a sealed byte");
    *error.downcast_ref::<Trap>().unwrap_or_else(|| panic!("{attack}: {error:?}"))
}

#[test]
fn scalar_stores_trap() {
    on_guest_stack(|| {
        let engine = engine(2).expect("an engine");
        for (store, value) in [
            ("i32.store", "i32.const 1"),
            ("i32.store8", "i32.const 1"),
            ("i32.store16", "i32.const 1"),
            ("i64.store", "i64.const 1"),
            ("i64.store8", "i64.const 1"),
            ("i64.store32", "i64.const 1"),
            ("f32.store", "f32.const 1"),
            ("f64.store", "f64.const 1"),
        ] {
            // A constant address, whose bounds check the compiler may leave out; a computed one; one with an offset.
            let constant = format!("({store} (i32.const {TARGET}) ({value}))");
            assert_eq!(refused(&engine, "", &constant), Trap::MemoryOutOfBounds);
            let global = "(global $at (mut i32) (i32.const 0))";
            let computed = format!("({store} (i32.add (global.get $at) (i32.const {TARGET})) ({value}))");
            assert_eq!(refused(&engine, global, &computed), Trap::MemoryOutOfBounds);
            let offset = format!("({store} offset={TARGET} (global.get $at) ({value}))");
            assert_eq!(refused(&engine, global, &offset), Trap::MemoryOutOfBounds);
        }
    });
}

#[test]
fn a_store_that_reaches_into_the_range_traps() {
    on_guest_stack(|| {
        let engine = engine(2).expect("an engine");
        let attack = format!("(i64.store (i32.const {}) (i64.const -1))", SEAL.0 - 4);
        assert_eq!(refused(&engine, "", &attack), Trap::MemoryOutOfBounds);
        let attack = format!("(i64.store (i32.const {}) (i64.const -1))", SEAL.1 - 4);
        assert_eq!(refused(&engine, "", &attack), Trap::MemoryOutOfBounds);
    });
}

#[test]
fn simd_stores_trap() {
    on_guest_stack(|| {
        let engine = engine(2).expect("an engine");
        let attack = format!("(v128.store (i32.const {TARGET}) (v128.const i64x2 1 2))");
        assert_eq!(refused(&engine, "", &attack), Trap::MemoryOutOfBounds);
        for lane in ["v128.store8_lane", "v128.store16_lane", "v128.store32_lane", "v128.store64_lane"] {
            let attack = format!("({lane} 0 (i32.const {TARGET}) (v128.const i64x2 1 2))");
            assert_eq!(refused(&engine, "", &attack), Trap::MemoryOutOfBounds);
        }
    });
}

#[test]
fn atomic_stores_are_refused_with_the_module() {
    let attack = format!("(i32.atomic.store (i32.const {TARGET}) (i32.const 1))");
    let violations =
        caisson_host::verify::verify(&module(&Parts { boot: &attack, ..Parts::default() })).expect_err("refused");
    assert!(violations[0].contains("threads"), "{violations:?}");
}

#[test]
fn bulk_writes_trap() {
    on_guest_stack(|| {
        let engine = engine(2).expect("an engine");
        let data = "(data $d \"0123456789abcdef\")";
        let (start, end) = SEAL;
        for (to, length) in [(TARGET, 16), (start - 8, 16), (end - 8, 16), (start - 8, 9), (end - 1, 1), (0, 0x2_0000)]
        {
            let fill = format!("(memory.fill (i32.const {to}) (i32.const 1) (i32.const {length}))");
            assert_eq!(refused(&engine, data, &fill), Trap::UnreachableCodeReached, "fill {to} {length}");
            let copy = format!("(memory.copy (i32.const {to}) (i32.const 64) (i32.const {length}))");
            assert_eq!(refused(&engine, data, &copy), Trap::UnreachableCodeReached, "copy {to} {length}");
        }
        for to in [TARGET, start - 8, end - 8] {
            let init = format!("(memory.init $d (i32.const {to}) (i32.const 0) (i32.const 16))");
            assert_eq!(refused(&engine, data, &init), Trap::UnreachableCodeReached, "init {to}");
        }
        // Lengths that wrap around, and destinations outside memory.
        let fill = "(memory.fill (i32.const 0x10000) (i32.const 1) (i32.const 0xffff8000))";
        assert_eq!(refused(&engine, data, fill), Trap::UnreachableCodeReached);
        let fill = "(memory.fill (i32.const 0x3fff8) (i32.const 1) (i32.const 16))";
        assert_eq!(refused(&engine, data, fill), Trap::MemoryOutOfBounds);
    });
}

#[test]
fn bulk_writes_beside_the_range_work() {
    on_guest_stack(|| {
        let engine = engine(2).expect("an engine");
        let (start, end) = SEAL;
        let boot = format!(
            "(memory.fill (i32.const {}) (i32.const 1) (i32.const 16))
             (memory.copy (i32.const {end}) (i32.const {start}) (i32.const 16))
             (memory.init $d (i32.const 32) (i32.const 2) (i32.const 4))
             (memory.fill (i32.const {TARGET}) (i32.const 1) (i32.const 0))",
            start - 16
        );
        let bytes = module(&Parts { items: "(data $d \"0123456789\")", boot: &boot, ..Parts::default() });
        let mut instance = instance(&engine, &bytes, &Memo::default());
        instance.boot().expect("boots");
        let memory = instance.memory();
        assert!(memory[start as usize - 16..start as usize].iter().all(|byte| *byte == 1));
        assert!(memory[end as usize..end as usize + 16].iter().all(|byte| *byte == 0x5a));
        assert_eq!(&memory[32..36], b"2345");
    });
}

#[test]
fn device_writes_into_the_range_end_the_instance() {
    on_guest_stack(|| {
        let engine = engine(2).expect("an engine");
        // Entropy into a sealed buffer.
        let boot = [
            open_queue(0, 0, 0, 1),
            descriptor(0, TARGET, 16, 2),
            "(i32.store16 (i32.const 18) (i32.const 1)) (call $write (i32.const 0x50) (i32.const 0))".to_owned(),
        ];
        let bytes = module(&Parts { devices: &["entropy"], boot: &boot.concat(), ..Parts::default() });
        let mut first = instance(&engine, &bytes, &Memo::default());
        let error = first.boot().expect_err("a violation");
        let fault = error.downcast_ref::<Fault>().expect("a fault");
        assert_eq!(fault.violation, Violation::Sealed { address: u64::from(TARGET), length: 16 });
        assert!(first.memory()[SEAL.0 as usize..SEAL.1 as usize].iter().all(|byte| *byte == 0x5a));
        // A used ring inside the range.
        let used = format!(
            "(call $write (i32.const 0x70) (i32.const 3)) (call $write (i32.const 0x38) (i32.const 1))
             (call $write (i32.const 0xa0) (i32.const {TARGET})) (call $write (i32.const 0x44) (i32.const 1))"
        );
        let bytes = module(&Parts { devices: &["entropy"], boot: &used, ..Parts::default() });
        let mut second = instance(&engine, &bytes, &Memo::default());
        let error = second.boot().expect_err("a violation");
        assert!(matches!(error.downcast_ref::<Fault>().expect("a fault").violation, Violation::Sealed { .. }));
    });
}

/// An unsealed module, different for each `number`, that checks for zeros and writes where [`module`] is sealed.
fn open(number: u32) -> Vec<u8> {
    let text = format!(
        "(module (memory (export \"memory\") 4 16)
           (global (export \"seal_start\") i32 (i32.const 0)) (global (export \"seal_end\") i32 (i32.const 0))
           (func (export \"boot\")
             (if (i32.load (i32.const 64)) (then unreachable))
             (if (i32.load (i32.const {TARGET})) (then unreachable))
             (i32.store (i32.const {TARGET}) (i32.const {number}))
             (memory.fill (i32.const {TARGET}) (i32.const 1) (i32.const 64)))
           (func (export \"turn\") (result i64) (i64.const -1))
           (@custom \"caisson.manifest\" \"{{\\\"version\\\":1,\\\"devices\\\":[],\\\"memory\\\":{{\\\"max\\\":16}}}}\"))"
    );
    wat::parse_str(text).expect("valid")
}

#[test]
fn a_reused_slot_is_writable_again_and_clean() {
    on_guest_stack(|| {
        let engine = engine(1).expect("an engine");
        // Without initial data: the pool maps a slot's data anew for another module, which would hide a left-over seal.
        let sealed = common::text(&Parts { boot: "(i32.store (i32.const 64) (i32.const 7))", ..Parts::default() });
        let sealed = sealed.replace("(data (i32.const 73728) ", "(data ");
        let sealed = wat::parse_str(sealed).expect("valid");
        for round in 0..6 {
            let mut first = instance(&engine, &sealed, &Memo::default());
            assert_eq!(first.sealed_bytes(), 0x2000);
            first.boot().expect("boots");
            drop(first);
            // A module with an empty range that writes where the other one was sealed; another one each round, because
            // the pool prefers to give a module the slot that it had before.
            let mut second = instance(&engine, &open(round), &Memo::default());
            second.boot().expect("the slot is writable and clean");
            drop(second);
            let attack = format!("(i32.store (i32.const {TARGET}) (i32.const 1))");
            assert_eq!(refused(&engine, "", &attack), Trap::MemoryOutOfBounds);
        }
    });
}

#[test]
fn only_whole_pages_inside_the_range_are_protected() {
    on_guest_stack(|| {
        let engine = engine(1).expect("an engine");
        let bytes = common::text(&Parts { boot: "(i32.store (i32.const 0x12ff8) (i32.const 0))", ..Parts::default() });
        // 0x12ff8..0x13ff8: no page lies inside entirely but none of its bytes may be written by devices or in bulk.
        let bytes = bytes
            .replace("(i32.const 73728))\n", "(i32.const 0x12ff8))\n")
            .replace("(i32.const 81920))", "(i32.const 0x13ff8))");
        let mut instance = instance(&engine, &wat::parse_str(bytes).expect("valid"), &Memo::default());
        assert_eq!(instance.sealed_bytes(), 0);
        instance.boot().expect("a scalar store beside whole pages");
    });
}

#[test]
fn code_offsets_survive_the_rewriting() {
    on_guest_stack(|| {
        // The same trap before and after bulk writes, in several functions: offsets must be those of the original.
        let items = "(func $a (memory.fill (i32.const 0) (i32.const 0) (i32.const 1)) (call $b))
                     (func $b (memory.copy (i32.const 0) (i32.const 1) (i32.const 1))
                       (memory.fill (i32.const 0) (i32.const 0) (i32.const 1)) unreachable)";
        let bytes = module(&Parts { items, boot: "(call $a)", ..Parts::default() });
        let engine = engine(1).expect("an engine");
        let compiled = cache_load(&engine, &bytes);
        let mut instance = instance(&engine, &bytes, &Memo::default());
        let error = instance.boot().expect_err("traps");
        let backtrace = error.downcast_ref::<wasmtime::WasmBacktrace>().expect("a backtrace");
        let offsets: Vec<usize> = backtrace
            .frames()
            .iter()
            .map(|frame| compiled.offsets.original(frame.module_offset().expect("an offset")))
            .collect();
        assert_eq!(bytes[offsets[0]], 0x00, "unreachable in $b");
        assert_eq!(bytes[offsets[1]], 0x10, "call in $a");
        assert_eq!(bytes[offsets[2]], 0x10, "call in boot");
    });
}

fn cache_load(engine: &Engine, bytes: &[u8]) -> caisson_host::cache::Compiled {
    caisson_host::cache::load(engine, bytes, None, None).unwrap_or_else(|error| panic!("{error:?}"))
}
