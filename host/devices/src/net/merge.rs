//! Bursts of answers become one frame: consecutive UDP frames of one flow, of equal length but for the last, are handed to
//! the backend as one UDP_L4 super-frame whose payloads stay where they are in guest memory.

use std::io::IoSlice;

use super::checksum::{fold, pseudo_header_v4, sum};
use super::header::{GSO_NONE, GSO_UDP_L4, HEADER_BYTES, Header, NEEDS_CSUM};
use crate::memory::Region;

/// Frames in one super-frame (Linux UDP_MAX_SEGMENTS is 128 since 6.9 and was 64 before).
pub const SEGMENTS_MERGED_MAX: usize = 64;
/// Flows that are collected at the same time.
pub const FLOWS_MAX: usize = 8;

const UDP: u8 = 17;
const NETWORK: usize = 14;
const TRANSPORT: usize = NETWORK + 20;
const PAYLOAD: usize = TRANSPORT + 8;
/// Virtio, Ethernet, IPv4 and UDP header: all of a frame that is looked at.
pub const PREFIX_BYTES: usize = HEADER_BYTES + PAYLOAD;
/// RFC 791 §3.1: total length is 16 bits.
const PACKET_BYTES_MAX: usize = 65_535;

/// Whatever must be equal for two frames to be one flow.
type Key = [u8; 32];

/// Frames of one flow.
pub struct Run {
    key: Key,
    prefix: [u8; PREFIX_BYTES],
    segment: usize,
    payload_bytes: usize,
    open: bool,
    frames: Vec<(u16, Region)>,
}

/// What [`Merger::offer`] made of a frame.
pub enum Offer {
    /// It was added to a run.
    Taken,
    /// It cannot be merged: send it alone.
    Alone,
    /// This run must be sent first; then offer the frame again.
    Full(usize),
}

/// Runs that are being collected.
#[derive(Default)]
pub struct Merger {
    runs: Vec<Run>,
    spare: Vec<Vec<(u16, Region)>>,
}

impl Merger {
    /// Offers a frame that lies in one buffer and whose first bytes are `prefix`.
    pub fn offer(&mut self, prefix: &[u8; PREFIX_BYTES], head: u16, region: Region) -> Offer {
        let Some((key, payload)) = mergeable(prefix, region.len()) else { return Offer::Alone };
        if let Some(index) = self.runs.iter().position(|run| run.key == key) {
            let run = &mut self.runs[index];
            let fits = run.open
                && payload <= run.segment
                && run.frames.len() < SEGMENTS_MERGED_MAX
                && PAYLOAD - NETWORK + run.payload_bytes + payload <= PACKET_BYTES_MAX;
            if !fits {
                return Offer::Full(index);
            }
            run.open = payload == run.segment;
            run.payload_bytes += payload;
            run.frames.push((head, region));
            return Offer::Taken;
        }
        if self.runs.len() == FLOWS_MAX {
            return Offer::Full(0);
        }
        let mut frames = self.spare.pop().unwrap_or_default();
        frames.push((head, region));
        self.runs.push(Run {
            key,
            prefix: *prefix,
            segment: payload,
            payload_bytes: payload,
            open: payload > 0,
            frames,
        });
        Offer::Taken
    }

    /// Takes a run out, oldest first.
    pub fn take(&mut self, index: usize) -> Option<Run> {
        (index < self.runs.len()).then(|| self.runs.remove(index))
    }

    /// Keeps the run's room for the next one.
    pub fn recycle(&mut self, mut run: Run) {
        run.frames.clear();
        self.spare.push(run.frames);
    }
}

impl Run {
    /// Heads and buffers of its frames.
    pub fn frames(&self) -> &[(u16, Region)] {
        &self.frames
    }

    /// Calls `action` with the frame to send: the only one as it is, or several as one super-frame.
    pub fn with_frame<R>(&self, memory: &[u8], action: impl FnOnce(&[IoSlice<'_>]) -> R) -> R {
        if let [(_, region)] = self.frames[..] {
            return action(&[IoSlice::new(&memory[region.range()])]);
        }
        let prefix = self.super_prefix();
        let empty = IoSlice::new(&[]);
        let mut slices = [empty; SEGMENTS_MERGED_MAX + 1];
        slices[0] = IoSlice::new(&prefix);
        for (slice, (_, region)) in slices[1..].iter_mut().zip(&self.frames) {
            *slice = IoSlice::new(&memory[region.part(PREFIX_BYTES, usize::MAX).range()]);
        }
        action(&slices[..=self.frames.len()])
    }

    /// The first frame's headers, with the lengths and checksums of the whole.
    fn super_prefix(&self) -> [u8; PREFIX_BYTES] {
        let mut prefix = self.prefix;
        let header = Header {
            flags: NEEDS_CSUM,
            gso_type: GSO_UDP_L4,
            header_length: PAYLOAD as u16,
            gso_size: self.segment as u16,
            csum_start: TRANSPORT as u16,
            csum_offset: 6,
            buffers: 0,
        };
        prefix[..HEADER_BYTES].copy_from_slice(&header.bytes());
        let frame = &mut prefix[HEADER_BYTES..];
        let length = PAYLOAD - TRANSPORT + self.payload_bytes;
        frame[NETWORK + 2..NETWORK + 4].copy_from_slice(&((length + 20) as u16).to_be_bytes());
        frame[NETWORK + 10..NETWORK + 12].fill(0);
        let value = !fold(sum(&frame[NETWORK..TRANSPORT]));
        frame[NETWORK + 10..NETWORK + 12].copy_from_slice(&value.to_be_bytes());
        frame[TRANSPORT + 4..TRANSPORT + 6].copy_from_slice(&(length as u16).to_be_bytes());
        let pseudo = fold(pseudo_header_v4(&frame[NETWORK + 12..NETWORK + 20], UDP, length));
        frame[TRANSPORT + 6..TRANSPORT + 8].copy_from_slice(&pseudo.to_be_bytes());
        prefix
    }
}

/// The flow of a frame that may be merged, and its payload length: UDP over IPv4 without options or fragments, whose
/// checksum the backend makes, and whose lengths agree with the buffer.
fn mergeable(prefix: &[u8; PREFIX_BYTES], bytes: usize) -> Option<(Key, usize)> {
    let header = Header::parse(prefix[..HEADER_BYTES].try_into().expect("12 bytes"));
    let frame = &prefix[HEADER_BYTES..];
    let word = |at: usize| usize::from(u16::from_be_bytes([frame[at], frame[at + 1]]));
    let plain = header.flags == NEEDS_CSUM
        && header.gso_type == GSO_NONE
        && usize::from(header.csum_start) == TRANSPORT
        && header.csum_offset == 6;
    let length = bytes.checked_sub(HEADER_BYTES + NETWORK)?;
    let udp = word(12) == 0x0800
        && frame[NETWORK] == 0x45
        && word(NETWORK + 2) == length
        && word(NETWORK + 6) & 0x3fff == 0
        && frame[NETWORK + 9] == UDP
        && word(TRANSPORT + 4) + 20 == length;
    if !plain || !udp {
        return None;
    }
    let payload = bytes.checked_sub(PREFIX_BYTES)?;
    let mut key = [0; 32];
    key[..12].copy_from_slice(&frame[..12]);
    key[12] = frame[NETWORK + 1];
    key[13..16].copy_from_slice(&frame[NETWORK + 6..NETWORK + 9]);
    key[16..28].copy_from_slice(&frame[NETWORK + 12..TRANSPORT + 4]);
    Some((key, payload))
}
