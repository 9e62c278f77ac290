//! The net device: queue 0 receives, queue 1 transmits, one frame with its header to a chain (virtio 1.2 §5.1.6).

use std::io::IoSlice;

use super::backend::{Backend, Incoming, Offloads};
use super::header::{GSO_NONE, GSO_UDP_L4, HEADER_BYTES, Header};
use super::merge::{Merger, Offer, PREFIX_BYTES, Run};
use super::receive::{Staging, load_at, store_at};
use super::segment::segment;
use crate::memory::{GuestMemory, Region, Violation};
use crate::mmio::{EVENT_IDX, Model, Received};
use crate::queue::{Chain, QUEUE_SIZE_MAX, Queue};
use crate::scatter::{iovec, with_gather, with_scatter};

const DEVICE_ID: u32 = 1;
const RECEIVE: usize = 0;
const TRANSMIT: usize = 1;

// Features, §5.1.3.
const CSUM: u64 = 1 << 0;
const GUEST_CSUM: u64 = 1 << 1;
const MTU: u64 = 1 << 3;
const MAC: u64 = 1 << 5;
const GUEST_TSO4: u64 = 1 << 7;
const GUEST_TSO6: u64 = 1 << 8;
const HOST_TSO4: u64 = 1 << 11;
const HOST_TSO6: u64 = 1 << 12;
const MRG_RXBUF: u64 = 1 << 15;
const STATUS: u64 = 1 << 16;
const GUEST_USO4: u64 = 1 << 54;
const GUEST_USO6: u64 = 1 << 55;
const HOST_USO: u64 = 1 << 56;
const OFFERED: u64 = CSUM
    | GUEST_CSUM
    | MTU
    | MAC
    | GUEST_TSO4
    | GUEST_TSO6
    | HOST_TSO4
    | HOST_TSO6
    | MRG_RXBUF
    | STATUS
    | GUEST_USO4
    | GUEST_USO6
    | HOST_USO
    | EVENT_IDX;

/// Frames handed to the guest before it gets a turn.
pub const RECEIVE_BATCH: u32 = 64;
/// A frame without offloads: Ethernet header, one VLAN tag, MTU.
const FRAME_OVERHEAD: usize = 18;
/// §5.1.6.3: what buffers must hold together when large frames may come.
const LARGE_FRAME_BYTES: usize = HEADER_BYTES + 65_550;

/// Sees every frame that crosses the device, without its virtio header.
pub type Capture = Box<dyn FnMut(&[IoSlice<'_>])>;

/// What the device tells the guest about the network.
#[derive(Clone, Copy, Debug)]
pub struct NetOptions {
    /// The guest's hardware address.
    pub mac: [u8; 6],
    /// Largest IP packet in an ordinary frame.
    pub mtu: u16,
}

#[derive(Default)]
struct Counters {
    received: u64,
    received_bytes: u64,
    receive_dropped: u64,
    sent: u64,
    sent_bytes: u64,
    send_dropped: u64,
    send_malformed: u64,
    merged: u64,
}

/// The device.
pub struct Net {
    backend: Box<dyn Backend>,
    capture: Option<Capture>,
    options: NetOptions,
    features: u64,
    /// The guest has no buffers to receive into.
    starved: bool,
    staging: Staging,
    chain: Chain,
    merger: Merger,
    vectors: Vec<iovec>,
    frame: Vec<u8>,
    scratch: Vec<u8>,
    counters: Counters,
}

impl Net {
    /// A device on `backend`; `capture` sees all frames.
    pub fn new(mut backend: Box<dyn Backend>, options: NetOptions, capture: Option<Capture>) -> Net {
        backend.attached(options.mac);
        Net {
            backend,
            capture,
            options,
            features: 0,
            starved: false,
            staging: Staging::default(),
            chain: Chain::new(),
            merger: Merger::default(),
            vectors: Vec::new(),
            frame: Vec::new(),
            scratch: Vec::new(),
            counters: Counters::default(),
        }
    }

    fn has(&self, feature: u64) -> bool {
        self.features & feature != 0
    }

    /// Room that a receive needs before it may start.
    fn needed(&self) -> usize {
        if self.has(GUEST_TSO4 | GUEST_TSO6 | GUEST_USO4 | GUEST_USO6) {
            LARGE_FRAME_BYTES
        } else {
            HEADER_BYTES + FRAME_OVERHEAD + usize::from(self.options.mtu)
        }
    }

    fn stage(&mut self, queues: &mut [Queue], memory: &impl GuestMemory) -> Result<bool, Violation> {
        let (needed, most) = if self.has(MRG_RXBUF) { (self.needed(), usize::MAX) } else { (1, 1) };
        self.staging.ensure(&mut queues[RECEIVE], memory, &mut self.chain, needed, most)
    }

    /// Takes one frame from the backend into the staged buffers.
    fn receive_one<M: GuestMemory>(&mut self, queue: &mut Queue, memory: &mut M) -> Incoming {
        let with_header = self.backend.capabilities().header;
        let skip = if with_header { 0 } else { HEADER_BYTES };
        let regions = self.staging.regions(self.has(MRG_RXBUF));
        let backend = &mut self.backend;
        let incoming = with_scatter(memory, regions, skip, &mut self.vectors, |into| backend.receive(into));
        let incoming = match incoming {
            Some(incoming) => incoming,
            None => receive_copied(backend.as_mut(), memory, regions, skip, &mut self.frame),
        };
        let Incoming::Frame(length) = incoming else { return incoming };
        let length = length + skip;
        if length < HEADER_BYTES {
            return Incoming::Dropped;
        }
        if !with_header {
            store_at(memory, regions, 0, &Header::default().bytes());
        }
        if let Some(capture) = &mut self.capture {
            self.scratch.resize(length - HEADER_BYTES, 0);
            load_at(memory, regions, HEADER_BYTES, &mut self.scratch);
            capture(&[IoSlice::new(&self.scratch)]);
        }
        store_at(memory, regions, 10, &self.staging.count(length).to_le_bytes());
        self.staging.consume(queue, memory, length);
        self.counters.received += 1;
        self.counters.received_bytes += (length - HEADER_BYTES) as u64;
        incoming
    }

    fn offloads(&self) -> Offloads {
        Offloads {
            checksum: self.has(GUEST_CSUM),
            tcp4: self.has(GUEST_TSO4),
            tcp6: self.has(GUEST_TSO6),
            udp: self.has(GUEST_USO4) && self.has(GUEST_USO6),
        }
    }

    /// Sends all that is offered; bursts of one flow leave together where backend and guest allow it.
    fn transmit_all<M: GuestMemory>(&mut self, queue: &mut Queue, memory: &mut M) -> Result<(), Violation> {
        let capabilities = self.backend.capabilities();
        let merging =
            self.has(HOST_USO) && capabilities.header && capabilities.udp_segmentation && memory.mapped().is_some();
        let waiting = queue.waiting(memory)?;
        let mut result = Ok(());
        for _ in 0..waiting {
            result = queue.take_next(memory, &mut self.chain);
            if result.is_err() {
                break;
            }
            if merging && waiting > 1 && self.merge(queue, memory) {
                continue;
            }
            self.transmit_chain(memory);
            queue.give_back(memory, self.chain.head(), 0);
        }
        while let Some(run) = self.merger.take(0) {
            self.transmit_run(queue, memory, run);
        }
        result
    }

    /// True when the chain was taken into a run. Frames that stay alone overtake runs of other flows only.
    fn merge<M: GuestMemory>(&mut self, queue: &mut Queue, memory: &mut M) -> bool {
        let [region] = *self.chain.readable() else { return false };
        if region.len() < PREFIX_BYTES {
            return false;
        }
        let mut prefix = [0; PREFIX_BYTES];
        memory.load(region, &mut prefix);
        loop {
            match self.merger.offer(&prefix, self.chain.head(), region) {
                Offer::Taken => return true,
                Offer::Alone => return false,
                Offer::Full(index) => {
                    if let Some(run) = self.merger.take(index) {
                        self.transmit_run(queue, memory, run);
                    }
                }
            }
        }
    }

    fn transmit_run<M: GuestMemory>(&mut self, queue: &mut Queue, memory: &mut M, run: Run) {
        let bytes = memory.mapped().expect("runs are collected in mapped memory only");
        if let Some(capture) = &mut self.capture {
            for (_, region) in run.frames() {
                capture(&[IoSlice::new(&bytes[region.part(HEADER_BYTES, usize::MAX).range()])]);
            }
        }
        let backend = &mut self.backend;
        let sent = run.with_frame(bytes, |frame| backend.transmit(frame));
        let count = run.frames().len() as u64;
        let total = run.frames().iter().map(|(_, region)| (region.len() - HEADER_BYTES) as u64).sum();
        self.count_sent(sent, count, total);
        self.counters.merged += if count > 1 { count } else { 0 };
        for &(head, _) in run.frames() {
            queue.give_back(memory, head, 0);
        }
        self.merger.recycle(run);
    }

    fn count_sent(&mut self, sent: bool, frames: u64, bytes: u64) {
        if sent {
            self.counters.sent += frames;
            self.counters.sent_bytes += bytes;
        } else {
            self.counters.send_dropped += frames;
        }
    }

    /// Sends the frame in `self.chain`.
    fn transmit_chain<M: GuestMemory>(&mut self, memory: &M) {
        let length = self.chain.readable_bytes();
        let mut bytes = [0; HEADER_BYTES];
        if length <= HEADER_BYTES || length > LARGE_FRAME_BYTES {
            self.counters.send_malformed += 1;
            return;
        }
        self.chain.load(memory, &mut bytes);
        let header = Header::parse(&bytes);
        let capabilities = self.backend.capabilities();
        let in_software = if capabilities.header {
            header.gso_type == GSO_UDP_L4 && !capabilities.udp_segmentation
        } else {
            header.flags != 0 || header.gso_type != GSO_NONE
        };
        let regions = self.chain.readable();
        let (backend, copy) = (&mut self.backend, &mut self.frame);
        if let Some(capture) = &mut self.capture {
            with_gather(memory, &[], regions, HEADER_BYTES, copy, |frame| capture(frame));
        }
        if !in_software {
            let skip = if capabilities.header { 0 } else { HEADER_BYTES };
            let sent = with_gather(memory, &[], regions, skip, copy, |frame| backend.transmit(frame));
            return self.count_sent(sent, 1, (length - HEADER_BYTES) as u64);
        }
        copy.resize(length - HEADER_BYTES, 0);
        load_at(memory, regions, HEADER_BYTES, copy);
        let zero = Header::default().bytes();
        let prefix = if capabilities.header { &zero[..] } else { &[] };
        let mut sent = (0u64, 0u64, 0u64);
        let result = segment(&header, copy, &mut self.scratch, |frame| {
            let done = backend.transmit(&[IoSlice::new(prefix), IoSlice::new(frame)]);
            sent.0 += u64::from(done);
            sent.1 += if done { frame.len() as u64 } else { 0 };
            sent.2 += u64::from(!done);
        });
        self.counters.send_malformed += u64::from(result.is_err());
        self.counters.sent += sent.0;
        self.counters.sent_bytes += sent.1;
        self.counters.send_dropped += sent.2;
    }
}

/// For memory that is not mapped: receives into `frame`, then stores.
fn receive_copied(
    backend: &mut dyn Backend,
    memory: &mut impl GuestMemory,
    regions: &[Region],
    skip: usize,
    frame: &mut Vec<u8>,
) -> Incoming {
    let room = regions.iter().map(|region| region.len()).sum::<usize>().min(LARGE_FRAME_BYTES);
    frame.resize(room.saturating_sub(skip), 0);
    let mut own = crate::memory::OwnedMemory { bytes: std::mem::take(frame), ..Default::default() };
    let length = own.bytes.len() as u64;
    let region = crate::memory::check(&own, 0, length, crate::memory::Access::Write).expect("a region of its own size");
    let incoming = with_scatter(&mut own, &[region], 0, &mut Vec::new(), |into| backend.receive(into));
    *frame = own.bytes;
    if let Some(Incoming::Frame(length)) = incoming {
        store_at(memory, regions, skip, &frame[..length]);
    }
    incoming.unwrap_or(Incoming::Empty)
}

impl<M: GuestMemory> Model<M> for Net {
    fn device_id(&self) -> u32 {
        DEVICE_ID
    }

    fn features(&self) -> u64 {
        OFFERED
    }

    fn queue_sizes(&self) -> &[u16] {
        &[QUEUE_SIZE_MAX, QUEUE_SIZE_MAX]
    }

    /// §5.1.4: mac, status, max_virtqueue_pairs, mtu.
    fn config(&self, offset: u32) -> u32 {
        let mac = self.options.mac;
        match offset {
            0 => u32::from_le_bytes([mac[0], mac[1], mac[2], mac[3]]),
            4 => u32::from_le_bytes([mac[4], mac[5], u8::from(self.backend.link_up()), 0]),
            8 => 1 | u32::from(self.options.mtu) << 16,
            _ => 0,
        }
    }

    fn activate(&mut self, features: u64) {
        self.features = features;
        self.backend.activate(self.offloads());
    }

    fn reset(&mut self) {
        self.features = 0;
        self.staging.clear();
        self.merger = Merger::default();
    }

    fn queue_stopped(&mut self, index: usize) {
        if index == RECEIVE {
            self.staging.clear();
        }
    }

    fn work(&mut self, index: usize, queues: &mut [Queue], memory: &mut M) -> Result<bool, Violation> {
        let queue = &mut queues[index];
        if index == RECEIVE {
            queue.want_kick_after(memory, queue.layout.size as u16);
            return Ok(false);
        }
        let result = self.transmit_all(queue, memory);
        queue.want_kick_after(memory, (queue.layout.size / 2) as u16);
        let tell = queue.publish(memory);
        result.map(|()| tell && index == TRANSMIT)
    }

    fn input(&self) -> Option<i32> {
        self.backend.input()
    }

    fn can_receive(&mut self, queues: &mut [Queue], memory: &mut M) -> Result<bool, Violation> {
        self.starved = !self.stage(queues, memory)?;
        // A backend with sockets of its own is also served while the guest has no buffers.
        Ok(!self.starved || self.backend.serves())
    }

    fn receive(&mut self, queues: &mut [Queue], memory: &mut M, now_ns: u64) -> Result<Received, Violation> {
        let mut received = Received::default();
        self.backend.service(now_ns);
        let mut fault = Ok(());
        while received.items < RECEIVE_BATCH {
            match self.stage(queues, memory) {
                Ok(true) => {}
                Ok(false) => break,
                Err(violation) => {
                    fault = Err(violation);
                    break;
                }
            }
            match self.receive_one(&mut queues[RECEIVE], memory) {
                Incoming::Frame(_) => {}
                Incoming::Dropped => self.counters.receive_dropped += 1,
                Incoming::Empty => break,
            }
            received.items += 1;
        }
        received.tell = queues[RECEIVE].publish(memory);
        fault.map(|()| received)
    }

    fn deadline(&self) -> Option<u64> {
        if self.backend.ready() && !self.starved { Some(0) } else { self.backend.deadline() }
    }

    fn counters(&self, visit: &mut dyn FnMut(&'static str, u64)) {
        let counters = &self.counters;
        visit("frames received", counters.received);
        visit("bytes received", counters.received_bytes);
        visit("frames lost on receive, larger than the buffers or damaged", counters.receive_dropped);
        visit("frames sent", counters.sent);
        visit("bytes sent", counters.sent_bytes);
        visit("frames lost on send, the network did not take them", counters.send_dropped);
        visit("frames lost on send, malformed", counters.send_malformed);
        visit("frames merged", counters.merged);
        self.backend.counters(visit);
    }
}
