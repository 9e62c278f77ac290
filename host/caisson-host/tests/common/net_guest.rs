//! A guest that answers ARP, ping and UDP (by sending every datagram back), in WebAssembly text.

/// The module; `address` is its IPv4 address. `features` are accepted beyond MAC and VERSION_1 (bits 0..31).
pub fn net_guest(address: [u8; 4], features: u32) -> Vec<u8> {
    let address = u32::from_le_bytes(address);
    let features = features | 1 << 5;
    let text = format!(
        r#"(module
  (import "virtio" "read" (func $read (param i32) (result i32)))
  (import "virtio" "write" (func $write (param i32 i32)))
  (memory (export "memory") 8 8)
  (global (export "seal_start") i32 (i32.const 0))
  (global (export "seal_end") i32 (i32.const 0))
  ;; State between turns: 0x100 used index of receive, 0x104 available index of receive, 0x108 of transmit.
  (func $queue (param $index i32) (param $at i32)
    (call $write (i32.const 0x30) (local.get $index))
    (call $write (i32.const 0x38) (i32.const 64))
    (call $write (i32.const 0x80) (local.get $at))
    (call $write (i32.const 0x90) (i32.add (local.get $at) (i32.const 0x400)))
    (call $write (i32.const 0xa0) (i32.add (local.get $at) (i32.const 0x500)))
    (call $write (i32.const 0x44) (i32.const 1)))
  (func $post (param $id i32)
    (i32.store16 (i32.add (i32.const 0x1404) (i32.shl (i32.and (i32.load (i32.const 0x104)) (i32.const 63)) (i32.const 1)))
      (local.get $id))
    (i32.store (i32.const 0x104) (i32.add (i32.load (i32.const 0x104)) (i32.const 1)))
    (i32.store16 (i32.const 0x1402) (i32.load (i32.const 0x104))))
  (func $buffer (param $id i32) (result i32)
    (i32.add (i32.const 0x20000) (i32.shl (local.get $id) (i32.const 11))))
  (func (export "boot") (local $id i32)
    (call $write (i32.const 0x70) (i32.const 0))
    (call $write (i32.const 0x70) (i32.const 3))
    (call $write (i32.const 0x24) (i32.const 0))
    (call $write (i32.const 0x20) (i32.const {features}))
    (call $write (i32.const 0x24) (i32.const 1))
    (call $write (i32.const 0x20) (i32.const 1))
    (call $write (i32.const 0x70) (i32.const 11))
    (call $queue (i32.const 0) (i32.const 0x1000))
    (call $queue (i32.const 1) (i32.const 0x2000))
    (call $write (i32.const 0x70) (i32.const 15))
    (loop $next
      (i32.store (i32.add (i32.const 0x1000) (i32.shl (local.get $id) (i32.const 4))) (call $buffer (local.get $id)))
      (i32.store (i32.add (i32.const 0x1008) (i32.shl (local.get $id) (i32.const 4))) (i32.const 2048))
      (i32.store (i32.add (i32.const 0x100c) (i32.shl (local.get $id) (i32.const 4))) (i32.const 2))
      (call $post (local.get $id))
      (local.set $id (i32.add (local.get $id) (i32.const 1)))
      (br_if $next (i32.lt_u (local.get $id) (i32.const 64)))))
  (func $send (param $id i32) (param $length i32) (local $descriptor i32) (local $at i32)
    (local.set $at (call $buffer (local.get $id)))
    (i64.store (local.get $at) (i64.const 0))
    (i32.store offset=8 (local.get $at) (i32.const 0))
    (local.set $descriptor (i32.add (i32.const 0x2000) (i32.shl (local.get $id) (i32.const 4))))
    (i32.store (local.get $descriptor) (local.get $at))
    (i32.store offset=8 (local.get $descriptor) (local.get $length))
    (i32.store offset=12 (local.get $descriptor) (i32.const 0))
    (i32.store16 (i32.add (i32.const 0x2404) (i32.shl (i32.and (i32.load (i32.const 0x108)) (i32.const 63)) (i32.const 1)))
      (local.get $id))
    (i32.store (i32.const 0x108) (i32.add (i32.load (i32.const 0x108)) (i32.const 1)))
    (i32.store16 (i32.const 0x2402) (i32.load (i32.const 0x108))))
  ;; Swaps `count` bytes at two places.
  (func $swap (param $a i32) (param $b i32) (param $count i32) (local $byte i32)
    (loop $next
      (local.set $byte (i32.load8_u (local.get $a)))
      (i32.store8 (local.get $a) (i32.load8_u (local.get $b)))
      (i32.store8 (local.get $b) (local.get $byte))
      (local.set $a (i32.add (local.get $a) (i32.const 1)))
      (local.set $b (i32.add (local.get $b) (i32.const 1)))
      (local.set $count (i32.sub (local.get $count) (i32.const 1)))
      (br_if $next (local.get $count))))
  (func $own (param $at i32)
    (i32.store (local.get $at) (call $read (i32.const 0x100)))
    (i32.store16 offset=4 (local.get $at) (call $read (i32.const 0x104))))
  ;; Makes the answer to the frame in place; 0 when there is none.
  (func $answer (param $frame i32) (result i32) (local $sum i32)
    (if (i32.eq (i32.load16_u offset=12 (local.get $frame)) (i32.const 0x0608))
      (then
        (if (i32.ne (i32.load offset=38 (local.get $frame)) (i32.const {address})) (then (return (i32.const 0))))
        (if (i32.ne (i32.load16_u offset=20 (local.get $frame)) (i32.const 0x0100)) (then (return (i32.const 0))))
        (i32.store16 offset=20 (local.get $frame) (i32.const 0x0200))
        (call $swap (i32.add (local.get $frame) (i32.const 22)) (i32.add (local.get $frame) (i32.const 32)) (i32.const 10))
        (call $own (i32.add (local.get $frame) (i32.const 22)))
        (call $swap (local.get $frame) (i32.add (local.get $frame) (i32.const 6)) (i32.const 6))
        (call $own (i32.add (local.get $frame) (i32.const 6)))
        (return (i32.const 1))))
    (if (i32.ne (i32.load16_u offset=12 (local.get $frame)) (i32.const 0x0008)) (then (return (i32.const 0))))
    (if (i32.ne (i32.load offset=30 (local.get $frame)) (i32.const {address})) (then (return (i32.const 0))))
    (if (i32.eq (i32.load8_u offset=23 (local.get $frame)) (i32.const 1))
      (then
        (if (i32.ne (i32.load8_u offset=34 (local.get $frame)) (i32.const 8)) (then (return (i32.const 0))))
        (i32.store8 offset=34 (local.get $frame) (i32.const 0))
        ;; RFC 1624: the type went from 8 to 0.
        (local.set $sum (i32.add (i32.load16_u offset=36 (local.get $frame)) (i32.const 8)))
        (i32.store16 offset=36 (local.get $frame) (i32.add (local.get $sum) (i32.shr_u (local.get $sum) (i32.const 16)))))
      (else
        (if (i32.ne (i32.load8_u offset=23 (local.get $frame)) (i32.const 17)) (then (return (i32.const 0))))
        (call $swap (i32.add (local.get $frame) (i32.const 34)) (i32.add (local.get $frame) (i32.const 36)) (i32.const 2))))
    (call $swap (i32.add (local.get $frame) (i32.const 26)) (i32.add (local.get $frame) (i32.const 30)) (i32.const 4))
    (call $swap (local.get $frame) (i32.add (local.get $frame) (i32.const 6)) (i32.const 6))
    (i32.const 1))
  (func (export "turn") (result i64) (local $element i32) (local $id i32) (local $sent i32)
    (local.set $sent (i32.load (i32.const 0x108)))
    (block $done
      (loop $next
        (br_if $done (i32.eq (i32.load16_u (i32.const 0x1502)) (i32.and (i32.load (i32.const 0x100)) (i32.const 0xffff))))
        (local.set $element (i32.add (i32.const 0x1504)
          (i32.shl (i32.and (i32.load (i32.const 0x100)) (i32.const 63)) (i32.const 3))))
        (i32.store (i32.const 0x100) (i32.add (i32.load (i32.const 0x100)) (i32.const 1)))
        (local.set $id (i32.load (local.get $element)))
        (if (call $answer (i32.add (call $buffer (local.get $id)) (i32.const 12)))
          (then (call $send (local.get $id) (i32.load offset=4 (local.get $element))))
          (else (call $post (local.get $id))))
        (br $next)))
    (if (i32.ne (local.get $sent) (i32.load (i32.const 0x108)))
      (then
        (call $write (i32.const 0x50) (i32.const 1))
        ;; This host sends at once; a driver for any host would look at the used ring.
        (loop $again
          (call $post (i32.load16_u (i32.add (i32.const 0x2404)
            (i32.shl (i32.and (local.get $sent) (i32.const 63)) (i32.const 1)))))
          (local.set $sent (i32.add (local.get $sent) (i32.const 1)))
          (br_if $again (i32.ne (local.get $sent) (i32.load (i32.const 0x108)))))))
    (i32.store16 (i32.const 0x2400) (i32.const 1))
    (i64.const 0x7fffffffffffffff))
  (@custom "caisson.manifest" "{{\"version\":1,\"devices\":[\"net\"],\"memory\":{{\"max\":8}}}}"))"#
    );
    wat::parse_str(&text).unwrap_or_else(|error| panic!("{error}"))
}
