//! Programs as WASI components on stock wasmtime: what they import, what they print, how they end.

mod common;

use common::{Scratch, build, engine, fuse, run};
use wasmtime::component::Component;

/// Everything that a component may import. Console, clocks, randomness, arguments, an exit code, and what those rest on.
const ALLOWED: [&str; 11] = [
    "wasi:cli/environment",
    "wasi:cli/exit",
    "wasi:cli/stderr",
    "wasi:cli/stdin",
    "wasi:cli/stdout",
    "wasi:clocks/monotonic-clock",
    "wasi:clocks/wall-clock",
    "wasi:io/error",
    "wasi:io/poll",
    "wasi:io/streams",
    "wasi:random/random",
];

#[test]
fn a_component_imports_only_the_interfaces_of_its_devices() {
    let scratch = Scratch::new("imports");
    let engine = engine();
    let component = Component::new(&engine, build(&scratch, "hello.ts")).expect("a valid component");
    let ty = component.component_type();
    let mut imports: Vec<_> =
        ty.imports(&engine).map(|(name, _)| name.split('@').next().expect("a name").to_owned()).collect();
    imports.sort();
    assert_eq!(imports, ALLOWED);
    let exports: Vec<_> = ty.exports(&engine).map(|(name, _)| name.to_owned()).collect();
    assert!(matches!(&exports[..], [run] if run.starts_with("wasi:cli/run@0.2.")), "{exports:?}");
}

#[test]
fn hello_prints() {
    let scratch = Scratch::new("hello");
    let hello = build(&scratch, "hello.ts");
    let alone = run(&hello, &[], &[], "");
    assert_eq!((alone.stdout.as_str(), alone.stderr.as_str(), alone.ending), ("hello, world\n", "", Ok(0)));
    assert_eq!(run(&hello, &["\"you\" \u{1F30D}\n"], &[], "").stdout, "hello, \"you\" \u{1F30D}\n\n");
}

#[test]
fn randomness_clocks_arguments_environment_timers_and_exit_code() {
    let scratch = Scratch::new("facts");
    let facts = build(&scratch, "facts.ts");
    let run = run(&facts, &["a", "b\\c"], &[("NAME", "x=y"), ("CAISSON_PARAMS", "some=thing")], "");
    let year: u64 =
        run.stdout.split("year ").nth(1).and_then(|rest| rest.lines().next()?.parse().ok()).expect("a year");
    assert!(year >= 2026, "{run:?}");
    let rest: Vec<_> = run.stdout.lines().filter(|line| !line.starts_with("year")).collect();
    assert_eq!(rest, ["random true", "arguments a|b\\c", "environment x=y undefined", "later true"]);
    assert_eq!(run.stderr, "on stderr\n");
    assert_eq!(run.ending, Ok(3));
}

#[test]
fn an_uncaught_error_ends_with_1_behind_what_was_printed() {
    let scratch = Scratch::new("failure");
    let run = run(&build(&scratch, "failure.ts"), &[], &[], "");
    assert_eq!((run.stdout.as_str(), run.ending), ("before\n", Ok(1)));
    assert!(run.stderr.contains("RangeError: on purpose"), "{}", run.stderr);
}

/// A module with the given devices and bodies of `boot` and `turn`; `$read`, `$write` and `$now` are the imports.
fn module(devices: &str, boot: &str, turn: &str) -> String {
    let devices: Vec<_> = devices.split_whitespace().map(|name| format!("\\\"{name}\\\"")).collect();
    format!(
        "(module
          (import \"virtio\" \"read\" (func $read (param i32) (result i32)))
          (import \"virtio\" \"write\" (func $write (param i32 i32)))
          (import \"virtio\" \"now\" (func $now (result i64)))
          (memory (export \"memory\") 2 4)
          (global (export \"seal_start\") i32 (i32.const 65536))
          (global (export \"seal_end\") i32 (i32.const 131072))
          (func (export \"boot\") {boot})
          (func (export \"turn\") (result i64) {turn})
          (@custom \"caisson.manifest\"
            \"{{\\\"version\\\":1,\\\"devices\\\":[{}],\\\"memory\\\":{{\\\"max\\\":4}}}}\"))",
        devices.join(",")
    )
}

/// Sets up queue `queue` of slot 0 with one descriptor at 0, the available ring at 16, the used ring at 24, and offers
/// `length` bytes at `address` in it.
fn offer(queue: u32, address: u32, length: u32, flags: u32) -> String {
    let registers = [
        (0x70, 1),
        (0x70, 3),
        (0x24, 1),
        (0x20, 1),
        (0x70, 11),
        (0x30, queue),
        (0x38, 1),
        (0x80, 0),
        (0x90, 16),
        (0xa0, 24),
        (0x44, 1),
        (0x70, 15),
    ];
    let mut text: String =
        registers.iter().map(|(at, value)| format!("(call $write (i32.const {at}) (i32.const {value}))")).collect();
    let words = [(0, address), (4, 0), (8, length), (12, flags), (16, 0x1_0000), (20, 0)];
    text.extend(words.iter().map(|(at, value)| format!("(i32.store (i32.const {at}) (i32.const {value}))")));
    text + &format!("(call $write (i32.const 0x50) (i32.const {queue}))")
}

#[test]
fn a_broken_rule_ends_the_program_with_the_devices_name() {
    let scratch = Scratch::new("hostile");
    let cases = [
        ("console", offer(1, 0xffff_fff0, 64, 0), "Cannot use device console in slot 0: 64 bytes at 0xfffffff0"),
        ("entropy", offer(0, 0x1_0100, 8, 2), "Cannot use device entropy in slot 0: 8 bytes at 0x10100"),
        ("rtc", offer(0, 0x100, 8, 8), "Cannot use device rtc in slot 0: descriptor flags 0x8"),
    ];
    for (device, boot, message) in cases {
        let run = run(&fuse(&scratch, &module(device, &boot, "(i64.const -1)")), &[], &[], "");
        assert_eq!(run.ending, Ok(132), "{run:?}");
        assert!(run.stderr.starts_with(message), "{}", run.stderr);
    }
}

#[test]
fn boot_parameters_come_from_the_environment() {
    let scratch = Scratch::new("parameters");
    // Copies the text to 0x1000, then prints it.
    let boot = "(local $i i32) (local $length i32)
        (local.set $length (call $read (i32.const 0x20004)))
        (loop $copy
          (i32.store (i32.add (i32.const 0x1000) (local.get $i)) (call $read (i32.add (i32.const 0x20008) (local.get $i))))
          (br_if $copy (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 4))) (local.get $length))))"
        .to_owned()
        + &offer(1, 0x1000, 1, 0).replace("(i32.store (i32.const 8) (i32.const 1))", "(i32.store (i32.const 8) (local.get $length))");
    let component = fuse(&scratch, &module("console", &boot, "(i64.const -1)"));
    let run = |environment: &[(&str, &str)]| common::run(&component, &["a\"\u{1}"], environment, "");
    let given = run(&[("X", "1"), ("CAISSON_PARAMS", "a=b=c\n\nd=e")]);
    assert_eq!(given.stdout, "a=b=c\nd=e\nargv=[\"a\\\"\\u0001\"]\nenv={\"X\":\"1\"}\n");
    let refused = run(&[("CAISSON_PARAMS", "nonsense")]);
    assert_eq!(refused.ending, Ok(64));
    assert!(refused.stderr.starts_with("Cannot pass parameter \"nonsense\""), "{}", refused.stderr);
    let long = run(&[("LONG", &"x".repeat(200_000))]);
    assert_eq!(long.ending, Ok(64));
    assert!(long.stderr.starts_with("Cannot pass parameters: they are over"), "{}", long.stderr);
}

#[test]
fn input_arrives_and_ends() {
    let scratch = Scratch::new("input");
    // Offers one buffer; each turn exits with 10 times the bytes read plus the first of them, or sleeps until they come.
    let boot = offer(0, 0x1000, 16, 2);
    let turn = "(if (result i64) (i32.and (i32.load16_u (i32.const 26)) (i32.const 1))
        (then (i64.sub (i64.const -1) (i64.extend_i32_u
            (i32.add (i32.mul (i32.load (i32.const 32)) (i32.const 10)) (i32.load8_u (i32.const 0x1000))))))
        (else (i64.const 0x7fffffffffffffff)))";
    let component = fuse(&scratch, &module("console", &boot, turn));
    assert_eq!(run(&component, &[], &[], "\u{1}23").ending, Ok(31));
    assert_eq!(run(&component, &[], &[], "").ending, Ok(0));
}

#[test]
fn a_program_that_nothing_can_wake_is_ended() {
    let scratch = Scratch::new("stuck");
    let component = fuse(&scratch, &module("", "", "(i64.const 0x7fffffffffffffff)"));
    let run = run(&component, &[], &[], "");
    assert_eq!(run.ending, Ok(64));
    assert!(run.stderr.starts_with("Cannot go on: "), "{}", run.stderr);
}

#[test]
fn a_trap_is_the_engines() {
    let scratch = Scratch::new("trap");
    let run = run(&fuse(&scratch, &module("", "unreachable", "(i64.const -1)")), &[], &[], "");
    assert!(run.ending.as_ref().is_err_and(|text| text.contains("unreachable")), "{run:?}");
}
