//! Rings, descriptors and registers made of random bytes: every device must answer with a violation or with work, never
//! with a panic, an endless loop, or a byte written where it may not write.

mod common;

use caisson_devices::balloon::Balloon;
use caisson_devices::console::{Console, Port};
use caisson_devices::entropy::Entropy;
use caisson_devices::memory::OwnedMemory;
use caisson_devices::mmio::Model;
use caisson_devices::net::{Capabilities, Net, NetOptions};
use caisson_devices::queue::CHAIN_DESCRIPTORS_MAX;
use caisson_devices::rtc::{Clocks, Rtc};
use common::{Driver, Peer};
use proptest::prelude::*;

const SEALED: std::ops::Range<usize> = 0x8000..0x9000;

struct Sink;

impl Port for Sink {
    fn write(&mut self, _bytes: &[u8]) {}

    fn read(&mut self, into: &mut [u8]) -> Option<usize> {
        into.fill(1);
        Some(into.len())
    }

    fn input(&self) -> Option<i32> {
        Some(-1)
    }
}

struct Zero;

impl Clocks for Zero {
    fn utc_ns(&self) -> u64 {
        0
    }

    fn monotonic_ns(&self) -> u64 {
        0
    }
}

fn model(kind: u8) -> (Box<dyn Model<OwnedMemory>>, Peer) {
    let header = kind & 1 == 0;
    let peer = Peer { capabilities: Capabilities { header, udp_segmentation: header }, ..Peer::default() };
    for length in [60, 1514, 9000, 65_000] {
        peer.incoming.borrow_mut().extend(std::iter::repeat_n(vec![3; length], 4));
    }
    let model: Box<dyn Model<OwnedMemory>> = match kind % 7 {
        0 | 1 => {
            let options = NetOptions { mac: [2, 0, 0, 0, 0, 1], mtu: 1500 };
            Box::new(Net::new(Box::new(peer.clone()), options, Some(Box::new(|_| {}))))
        }
        2 | 3 => Box::new(Console::new(Box::new(Sink))),
        4 => Box::new(Entropy::new(Box::new(|bytes| bytes.fill(9)))),
        5 => Box::new(Rtc::new(Box::new(Zero))),
        _ => Box::new(Balloon::new()),
    };
    (model, peer)
}

/// Mostly small addresses, so that rings and buffers meet; sometimes anything.
fn address() -> impl Strategy<Value = u64> {
    prop_oneof![4 => 0u64..0x1_0000, 2 => 0u64..0x12_0000, 1 => any::<u64>()]
}

fn length() -> impl Strategy<Value = u32> {
    prop_oneof![4 => 0u32..4096, 2 => 0u32..0x2_0000, 1 => any::<u32>()]
}

type Descriptor = (u64, u32, u16, u16);

fn descriptor() -> impl Strategy<Value = Descriptor> {
    let flags = prop_oneof![4 => 0u16..4, 1 => any::<u16>()];
    let next = prop_oneof![4 => 0u16..16, 1 => any::<u16>()];
    (address(), length(), flags, next)
}

fn store_queue(driver: &mut Driver, at: usize, size: u16, descriptors: &[Descriptor], heads: &[u16], index: u16) {
    for (slot, (address, length, flags, next)) in descriptors.iter().take(usize::from(size)).enumerate() {
        let mut bytes = address.to_le_bytes().to_vec();
        bytes.extend_from_slice(&length.to_le_bytes());
        bytes.extend_from_slice(&flags.to_le_bytes());
        bytes.extend_from_slice(&next.to_le_bytes());
        driver.store(at + 16 * slot, &bytes);
    }
    let available = at + 16 * usize::from(size);
    driver.store(available + 2, &index.to_le_bytes());
    for (slot, head) in heads.iter().take(usize::from(size)).enumerate() {
        driver.store(available + 4 + 2 * slot, &head.to_le_bytes());
    }
}

/// Cases of each property in a run of the tests; `just fuzz rings` sets more by proptest's own variable.
const CASES: u32 = 4000;

fn config() -> ProptestConfig {
    let named = std::env::var("PROPTEST_CASES").ok().and_then(|text| text.parse().ok());
    ProptestConfig { cases: named.unwrap_or(CASES), failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn hostile_rings(
        kind in 0u8..14,
        features in any::<u64>(),
        size_log in 0u32..6,
        descriptors in prop::collection::vec(descriptor(), 16),
        heads in prop::collection::vec(prop_oneof![4 => 0u16..16, 1 => any::<u16>()], 16),
        index in prop_oneof![4 => 0u16..32, 1 => any::<u16>()],
        unmapped in any::<bool>(),
        rounds in 1usize..4,
        changes in prop::collection::vec((prop_oneof![Just(0x44u32), Just(0x70), Just(0x30), Just(0x38), Just(0x20)], 0u32..16), 0..4),
    ) {
        let (model, _peer) = model(kind);
        let mut driver = Driver::new(model);
        driver.memory.sealed = SEALED.start as u64..SEALED.end as u64;
        driver.memory.bytes[SEALED].fill(0x5a);
        driver.memory.unmapped = unmapped;
        driver.negotiate(features);
        let size = 1u16 << size_log;
        let mut faulted = false;
        for queue in 0..5usize {
            let at = 0x1_0000 + queue * 0x4000;
            driver.set(0x30, queue as u32);
            if driver.bus.read(0x34) == 0 {
                continue;
            }
            store_queue(&mut driver, at, size, &descriptors, &heads, index);
            driver.set(0x38, u32::from(size));
            driver.set(0x80, at as u32);
            driver.set(0x90, (at + 16 * usize::from(size)) as u32);
            driver.set(0xa0, at as u32 + 0x2000);
            driver.set(0x44, 1);
        }
        driver.start();
        for _ in 0..rounds {
            for queue in 0..5 {
                faulted |= driver.write(0x50, queue).is_err();
            }
            faulted |= driver.bus.receive(0, &mut driver.memory, 0).is_err();
            faulted |= driver.bus.after_turn(&mut driver.memory).is_err();
            // Stopping, resizing and resetting in the middle of it.
            for (register, value) in &changes {
                faulted |= driver.write(*register, *value).is_err();
                faulted &= driver.bus.read(0x70) != 0;
            }
        }
        prop_assert_eq!(driver.bus.read(0x70) & 64 != 0, faulted, "a violation and nothing else asks for a reset");
        prop_assert!(driver.memory.bytes[SEALED].iter().all(|byte| *byte == 0x5a), "a sealed byte changed");
    }

    #[test]
    fn hostile_registers(
        kind in 0u8..14,
        writes in prop::collection::vec((prop_oneof![4 => (0u32..0x40).prop_map(|word| word * 4), 1 => any::<u32>()],
            prop_oneof![2 => 0u32..16, 1 => address().prop_map(|address| address as u32), 1 => any::<u32>()]), 0..200),
    ) {
        let (model, _peer) = model(kind);
        let mut driver = Driver::new(model);
        for (register, value) in writes {
            let _ = driver.write(register, value);
            driver.bus.read(register);
        }
        let _ = driver.bus.after_turn(&mut driver.memory);
    }
}

#[test]
fn a_cycle_ends() {
    let (model, _) = model(4);
    let mut driver = Driver::new(model);
    let features = driver.negotiate(0);
    let mut queue = driver.queue(0, 2, 0, features);
    driver.start();
    driver.offer(&mut queue, 0, &[(0x1000, 1, true), (0x1000, 1, true)]);
    // The second descriptor goes on with the first.
    driver.store(16 + 12, &3u16.to_le_bytes());
    let fault = driver.write(0x50, 0).expect_err("a violation");
    assert_eq!(
        fault.to_string(),
        "Cannot use device device in slot 0: the chain at descriptor 0 is too long or a cycle"
    );
}

#[test]
fn a_chain_is_as_long_as_the_bound_and_no_longer() {
    for (length, taken) in [(CHAIN_DESCRIPTORS_MAX, true), (CHAIN_DESCRIPTORS_MAX + 1, false)] {
        let (model, _) = model(4);
        let mut driver = Driver::new(model);
        let features = driver.negotiate(0);
        let mut queue = driver.queue(0, 128, 0, features);
        driver.start();
        driver.offer(&mut queue, 0, &vec![(0x4000, 1, true); length]);
        assert_eq!(driver.write(0x50, 0).is_ok(), taken, "{length} descriptors");
    }
}

#[test]
fn queues_are_checked_when_they_become_ready() {
    for (size, descriptors, available, used, why) in [
        (3, 0, 0x100, 0x200, "size 3"),
        (0, 0, 0x100, 0x200, "size 0"),
        (2048, 0, 0x10000, 0x20000, "size 2048"),
        (4, 8, 0x100, 0x200, "not aligned to 16"),
        (4, 0, 0x101, 0x200, "not aligned to 2"),
        (4, 0, 0x100, 0x202, "not aligned to 4"),
        (4, 0, 0x100, 0xffff_fff0, "do not lie inside memory"),
        (4, 0, 0x100, SEALED.start as u32 + 16, "sealed range"),
    ] {
        let (model, _) = model(4);
        let mut driver = Driver::new(model);
        driver.memory.sealed = SEALED.start as u64..SEALED.end as u64;
        driver.negotiate(0);
        driver.set(0x38, size);
        driver.set(0x80, descriptors);
        driver.set(0x90, available);
        driver.set(0xa0, used);
        let fault = driver.write(0x44, 1).expect_err(why);
        assert!(fault.to_string().contains(why), "{fault}");
        assert_eq!(driver.bus.read(0x70) & 64, 64, "{why}");
    }
}

#[test]
fn features_must_be_offered_and_hold_version_1() {
    let (model, _) = model(0);
    let mut driver = Driver::new(model);
    for (low, high, accepted) in [(0, 1, true), (0, 0, false), (1 << 28, 1, false), (1 << 29, 1, true)] {
        driver.set(0x70, 0);
        driver.set(0x70, 3);
        driver.set(0x24, 0);
        driver.set(0x20, low);
        driver.set(0x24, 1);
        driver.set(0x20, high);
        driver.set(0x70, 11);
        assert_eq!(driver.bus.read(0x70) & 8 != 0, accepted, "{low:#x} {high:#x}");
    }
}
