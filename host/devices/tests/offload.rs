//! The net device: receiving into one or several buffers, checksums and segmentation in software, merged bursts.

mod common;

use caisson_devices::memory::OwnedMemory;
use caisson_devices::net::{
    Capabilities, GSO_TCPV4, GSO_TCPV6, GSO_UDP_L4, HEADER_BYTES, Header, NEEDS_CSUM, SEGMENTS_MERGED_MAX, fold,
    pseudo_header_v4, pseudo_header_v6, segment, sum,
};
use common::{Driver, EVENT_IDX, Peer, Queue, net};
use proptest::prelude::*;

const CSUM: u64 = 1;
const MRG_RXBUF: u64 = 1 << 15;
const GUEST_TSO4: u64 = 1 << 7;
const HOST_USO: u64 = 1 << 56;
const TAP: Capabilities = Capabilities { header: true, udp_segmentation: true };

/// An Ethernet frame with IPv4 and UDP, checksum partial: only the pseudo header's sum is in it.
fn udp(port: u16, payload: &[u8]) -> Vec<u8> {
    let length = (8 + payload.len()) as u16;
    let mut frame = vec![2; 12];
    frame.extend_from_slice(&[8, 0, 0x45, 0]);
    frame.extend_from_slice(&(20 + length).to_be_bytes());
    frame.extend_from_slice(&[0, 9, 0x40, 0, 64, 17, 0, 0, 10, 0, 0, 1, 10, 0, 0, 2]);
    let value = !fold(sum(&frame[14..34]));
    frame[24..26].copy_from_slice(&value.to_be_bytes());
    frame.extend_from_slice(&53u16.to_be_bytes());
    frame.extend_from_slice(&port.to_be_bytes());
    frame.extend_from_slice(&length.to_be_bytes());
    let pseudo = fold(pseudo_header_v4(&frame[26..34], 17, usize::from(length)));
    frame.extend_from_slice(&pseudo.to_be_bytes());
    frame.extend_from_slice(payload);
    frame
}

fn partial() -> Header {
    Header { flags: NEEDS_CSUM, csum_start: 34, csum_offset: 6, ..Header::default() }
}

/// Asserts that lengths and checksums of a UDP or TCP frame are right.
fn check_frame(frame: &[u8]) {
    let v6 = frame[12..14] == [0x86, 0xdd];
    let (transport, protocol, pseudo) = if v6 {
        assert_eq!(usize::from(u16::from_be_bytes([frame[18], frame[19]])), frame.len() - 54);
        (54, frame[20], pseudo_header_v6(&frame[22..54], frame[20], frame.len() - 54))
    } else {
        assert_eq!(usize::from(u16::from_be_bytes([frame[16], frame[17]])), frame.len() - 14);
        assert_eq!(fold(sum(&frame[14..34])), 0xffff, "IPv4 header checksum");
        (34, frame[23], pseudo_header_v4(&frame[26..34], frame[23], frame.len() - 34))
    };
    if protocol == 17 {
        assert_eq!(
            usize::from(u16::from_be_bytes([frame[transport + 4], frame[transport + 5]])),
            frame.len() - transport
        );
    }
    assert_eq!(fold(pseudo + sum(&frame[transport..])), 0xffff, "transport checksum");
}

struct Pair {
    driver: Driver,
    receive: Queue,
    transmit: Queue,
    peer: Peer,
}

fn pair(capabilities: Capabilities, features: u64) -> Pair {
    let peer = Peer { capabilities, ..Peer::default() };
    let mut driver = net(&peer);
    let features = driver.negotiate(features);
    let receive = driver.queue(0, 64, 0x1000, features);
    let transmit = driver.queue(1, 128, 0x3000, features);
    driver.start();
    Pair { driver, receive, transmit, peer }
}

impl Pair {
    /// Puts header and frame into the transmit ring, in one buffer.
    fn send(&mut self, head: u16, header: &Header, frame: &[u8]) {
        let at = 0x10_000 + usize::from(head) * 0x800;
        let bytes = [&header.bytes()[..], frame].concat();
        self.driver.store(at, &bytes);
        self.driver.offer(&mut self.transmit, head, &[(at, bytes.len(), false)]);
    }

    fn sent(&mut self) -> Vec<Vec<u8>> {
        let queue = &self.transmit;
        self.driver.notify(queue);
        std::mem::take(&mut *self.peer.sent.borrow_mut())
    }

    fn arrive(&mut self, frame: Vec<u8>) {
        self.peer.incoming.borrow_mut().push_back(frame);
    }
}

#[test]
fn plain_frames_go_out_without_header_on_plain_backends() {
    for unmapped in [false, true] {
        let mut pair = pair(Capabilities::default(), CSUM);
        pair.driver.memory.unmapped = unmapped;
        pair.send(0, &Header::default(), &[7; 60]);
        assert_eq!(pair.sent(), [vec![7; 60]]);
        pair.send(1, &partial(), &udp(4000, b"hello"));
        let sent = pair.sent();
        check_frame(&sent[0]);
        assert!(sent[0].ends_with(b"hello"));
    }
}

#[test]
fn frames_in_several_parts_arrive_whole() {
    let mut pair = pair(Capabilities::default(), CSUM);
    let frame = udp(4000, &[5; 100]);
    let bytes = [&partial().bytes()[..], &frame].concat();
    pair.driver.store(0x10_000, &bytes);
    let parts =
        [(0x10_000, 5, false), (0x10_005, 7, false), (0x10_00c, 40, false), (0x10_034, bytes.len() - 52, false)];
    pair.driver.offer(&mut pair.transmit, 0, &parts);
    let sent = pair.sent();
    assert_eq!(sent[0].len(), frame.len());
    check_frame(&sent[0]);
}

#[test]
fn a_frame_that_is_received_has_its_header_and_length() {
    for unmapped in [false, true] {
        let mut pair = pair(Capabilities::default(), 0);
        pair.driver.memory.unmapped = unmapped;
        pair.driver.memory.bytes[0x20_000..0x20_800].fill(0xff);
        pair.driver.offer(&mut pair.receive, 0, &[(0x20_000, 2048, true)]);
        pair.arrive(vec![9; 100]);
        assert_eq!(pair.driver.receive(), 1);
        assert_eq!(pair.driver.pop(&mut pair.receive), Some((0, 112)));
        let header = Header::parse(pair.driver.memory.bytes[0x20_000..0x20_00c].try_into().expect("12 bytes"));
        assert_eq!(header, Header { buffers: 1, ..Header::default() });
        assert_eq!(pair.driver.memory.bytes[0x20_00c..0x20_070], [9; 100]);
    }
}

#[test]
fn a_large_frame_takes_several_buffers() {
    let mut pair = pair(TAP, MRG_RXBUF | GUEST_TSO4 | CSUM);
    assert!(pair.peer.offloads.borrow().tcp4 || !pair.peer.offloads.borrow().checksum);
    // Too little room for the largest frame: nothing is taken from the backend.
    for head in 0..10 {
        pair.driver.offer(&mut pair.receive, head, &[(0x20_000 + usize::from(head) * 0x800, 2048, true)]);
    }
    let frame: Vec<u8> = (0..10_000u32).map(|i| i as u8).collect();
    pair.arrive([&[0; HEADER_BYTES][..], &frame].concat());
    assert_eq!(pair.driver.receive(), 0);
    for head in 10..40 {
        pair.driver.offer(&mut pair.receive, head, &[(0x20_000 + usize::from(head) * 0x800, 2048, true)]);
    }
    assert_eq!(pair.driver.receive(), 1);
    let used: Vec<_> = std::iter::from_fn(|| pair.driver.pop(&mut pair.receive)).collect();
    assert_eq!(used, [(0, 2048), (1, 2048), (2, 2048), (3, 2048), (4, 10_012 - 8192)]);
    assert_eq!(pair.driver.word(0x20_00a), 5, "num_buffers");
    assert_eq!(pair.driver.memory.bytes[0x20_00c..0x20_00c + 10_000], frame);
}

#[test]
fn a_batch_is_bounded_and_the_rest_comes_later() {
    let mut pair = pair(Capabilities::default(), EVENT_IDX);
    for head in 0..64 {
        pair.driver.offer(&mut pair.receive, head, &[(0x20_000 + usize::from(head) * 0x800, 2048, true)]);
    }
    (0..100).for_each(|_| pair.arrive(vec![1; 60]));
    assert_eq!(pair.driver.receive(), 64);
    assert!(pair.driver.bus.take_pending(), "the guest is told");
    assert_eq!(pair.driver.receive(), 0, "there are no buffers");
    let used: Vec<_> = std::iter::from_fn(|| pair.driver.pop(&mut pair.receive)).collect();
    assert_eq!(used.len(), 64);
    for (head, _) in used {
        pair.driver.offer(&mut pair.receive, head as u16, &[(0x20_000 + head as usize * 0x800, 2048, true)]);
    }
    assert_eq!(pair.driver.receive(), 36);
}

#[test]
fn event_index_suppresses_needless_turns() {
    let mut pair = pair(Capabilities::default(), EVENT_IDX);
    // used_event far ahead: the guest does not want to hear of sent frames.
    let at = pair.transmit.available_at() + 4 + 2 * 128;
    pair.driver.store(at, &0xffffu16.to_le_bytes());
    pair.send(0, &Header::default(), &[7; 60]);
    pair.sent();
    assert!(!pair.driver.bus.take_pending());
    // avail_event: a kick is wanted only when half of the ring is full.
    let avail_event = pair.driver.word(pair.transmit.used_at() + 4 + 8 * 128);
    assert_eq!(avail_event, 1 + 64 - 1);
}

#[test]
fn bursts_of_one_flow_become_one_frame() {
    let mut pair = pair(TAP, CSUM | HOST_USO);
    for head in 0..5 {
        let payload = if head == 4 { vec![head as u8; 50] } else { vec![head as u8; 100] };
        pair.send(head, &partial(), &udp(4000, &payload));
    }
    pair.send(5, &partial(), &udp(4001, &[9; 80]));
    let sent = pair.sent();
    assert_eq!(sent.len(), 2);
    let header = Header::parse(sent[0][..12].try_into().expect("12 bytes"));
    assert_eq!((header.gso_type, header.gso_size, header.csum_start, header.csum_offset), (GSO_UDP_L4, 100, 34, 6));
    // What the kernel makes of it: the same five frames, complete.
    let mut frame = sent[0][12..].to_vec();
    let mut parts = Vec::new();
    segment(&header, &mut frame, &mut Vec::new(), |part| parts.push(part.to_vec())).expect("segments");
    assert_eq!(parts.len(), 5);
    for (index, part) in parts.iter().enumerate() {
        check_frame(part);
        assert_eq!(part[42..], if index == 4 { vec![4; 50] } else { vec![index as u8; 100] });
    }
    assert_eq!(sent[1][12..], udp(4001, &[9; 80]));
    let used: Vec<_> = std::iter::from_fn(|| pair.driver.pop(&mut pair.transmit)).map(|used| used.0).collect();
    assert_eq!(used.len(), 6);
}

#[test]
fn merging_has_bounds_and_leaves_others_alone() {
    let mut pair = pair(TAP, CSUM | HOST_USO);
    for head in 0..100 {
        pair.send(head, &partial(), &udp(4000, &[1; 10]));
    }
    let sent = pair.sent();
    assert_eq!(sent.iter().map(|frame| (frame.len() - 54) / 10).collect::<Vec<_>>(), [SEGMENTS_MERGED_MAX, 36]);
    // Growing lengths, complete checksums, twelve flows: no frame is lost or merged wrongly.
    pair.send(0, &partial(), &udp(4000, &[1; 10]));
    pair.send(1, &partial(), &udp(4000, &[1; 11]));
    pair.send(2, &Header::default(), &udp(4000, &[1; 11]));
    for head in 3..15 {
        pair.send(head, &partial(), &udp(5000 + head, &[2; 30]));
    }
    assert_eq!(pair.sent().len(), 15);
    // Without HOST_USO, and on backends without headers, frames stay single.
    for (capabilities, features) in [(TAP, CSUM), (Capabilities::default(), CSUM | HOST_USO)] {
        let mut pair = self::pair(capabilities, features);
        (0..4).for_each(|head| pair.send(head, &partial(), &udp(4000, &[1; 10])));
        assert_eq!(pair.sent().len(), 4);
    }
}

/// A TCP frame with `payload` bytes and flags FIN, PSH, ACK and CWR.
fn tcp(v6: bool, payload: usize) -> Vec<u8> {
    let mut frame = vec![2; 12];
    let length = 20 + payload;
    if v6 {
        frame.extend_from_slice(&[0x86, 0xdd, 0x60, 0, 0, 0]);
        frame.extend_from_slice(&(length as u16).to_be_bytes());
        frame.extend_from_slice(&[6, 64]);
        frame.extend_from_slice(&[1; 32]);
    } else {
        frame.extend_from_slice(&[8, 0, 0x45, 0]);
        frame.extend_from_slice(&((20 + length) as u16).to_be_bytes());
        frame.extend_from_slice(&[0xff, 0xff, 0x40, 0, 64, 6, 0, 0, 10, 0, 0, 1, 10, 0, 0, 2]);
    }
    frame.extend_from_slice(&[0, 80, 0x10, 0, 0xff, 0xff, 0xff, 0, 0, 0, 0, 0, 0x50, 0x99, 1, 0, 0, 0, 0, 0]);
    frame.extend((0..payload).map(|i| i as u8));
    frame
}

#[test]
fn tcp_is_segmented_in_software() {
    for v6 in [false, true] {
        let mut pair = pair(Capabilities::default(), CSUM | 1 << 11 | 1 << 12);
        let gso_type = if v6 { GSO_TCPV6 } else { GSO_TCPV4 };
        let header = Header {
            flags: NEEDS_CSUM,
            gso_type,
            gso_size: 1000,
            csum_start: 34,
            csum_offset: 16,
            ..Header::default()
        };
        let frame = tcp(v6, 3500);
        let bytes = [&header.bytes()[..], &frame].concat();
        pair.driver.store(0x40_000, &bytes);
        pair.driver.offer(&mut pair.transmit, 0, &[(0x40_000, bytes.len(), false)]);
        let sent = pair.sent();
        let transport = if v6 { 54 } else { 34 };
        assert_eq!(sent.iter().map(|frame| frame.len() - transport - 20).collect::<Vec<_>>(), [1000, 1000, 1000, 500]);
        sent.iter().for_each(|frame| check_frame(frame));
        let sequence = |frame: &[u8]| u32::from_be_bytes(frame[transport + 4..transport + 8].try_into().expect("4"));
        assert_eq!(sequence(&sent[1]), 0xffff_ff00u32.wrapping_add(1000), "sequence numbers wrap");
        let flags: Vec<_> = sent.iter().map(|frame| frame[transport + 13]).collect();
        assert_eq!(flags, [0x90, 0x10, 0x10, 0x19], "CWR first, FIN and PSH last");
        let payload: Vec<u8> = sent.iter().flat_map(|frame| frame[transport + 20..].to_vec()).collect();
        assert_eq!(payload, frame[transport + 20..]);
    }
}

#[test]
fn malformed_headers_lose_the_frame_only() {
    let mut pair = pair(Capabilities::default(), CSUM | HOST_USO);
    let bad = [
        Header { flags: NEEDS_CSUM, csum_start: 60_000, ..Header::default() },
        Header { flags: NEEDS_CSUM, csum_start: 60, csum_offset: 60_000, ..Header::default() },
        Header { gso_type: GSO_UDP_L4, gso_size: 0, ..Header::default() },
        Header { gso_type: GSO_TCPV6, gso_size: 100, ..Header::default() },
        Header { gso_type: 77, gso_size: 100, ..Header::default() },
    ];
    for (head, header) in bad.iter().enumerate() {
        pair.send(head as u16, header, &udp(4000, &[1; 200]));
    }
    pair.send(5, &Header::default(), &[]);
    pair.send(6, &Header::default(), &[7; 60]);
    assert_eq!(pair.sent(), [vec![7; 60]]);
    assert_eq!(pair.driver.bus.read(0x70) & 64, 0);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn segmentation_survives_anything(
        bytes in prop::array::uniform12(any::<u8>()),
        gso in prop_oneof![Just(0u8), Just(1), Just(4), Just(5), any::<u8>()],
        mut frame in prop::collection::vec(any::<u8>(), 0..300),
        kind in 0..4,
    ) {
        let header = Header { gso_type: gso, ..Header::parse(&bytes) };
        if frame.len() > 60 {
            match kind {
                0 => frame[12..16].copy_from_slice(&[8, 0, 0x45, 0]),
                1 => frame[12..15].copy_from_slice(&[0x86, 0xdd, 0x60]),
                2 => frame[12..18].copy_from_slice(&[0x81, 0, 0, 1, 8, 0]),
                _ => {}
            }
            frame[23] = if frame[23] & 1 == 0 { 6 } else { 17 };
        }
        let _ = segment(&header, &mut frame, &mut Vec::new(), |_| {});
    }
}

#[test]
fn memory_is_only_needed_mapped_for_speed() {
    let memory = OwnedMemory { unmapped: true, ..OwnedMemory::new(16) };
    assert!(caisson_devices::memory::GuestMemory::mapped(&memory).is_none());
}

#[test]
fn a_stopped_queue_forgets_its_buffers() {
    let mut pair = pair(TAP, MRG_RXBUF | GUEST_TSO4 | CSUM);
    for head in 0..40 {
        pair.driver.offer(&mut pair.receive, head, &[(0x20_000 + usize::from(head) * 0x800, 2048, true)]);
    }
    // Taken from the ring ahead of the frame that would use them.
    assert_eq!(pair.driver.receive(), 0);
    pair.driver.set(0x30, 0);
    pair.driver.set(0x44, 0);
    pair.arrive(vec![0; 100]);
    assert_eq!(pair.driver.receive(), 0);
    let queue = pair.driver.queue(0, 64, 0x60_000, 0);
    assert_eq!(pair.driver.receive(), 0);
    assert_eq!(pair.driver.word(queue.used_at() + 2), 0, "nothing of the old ring is used in the new one");
}
