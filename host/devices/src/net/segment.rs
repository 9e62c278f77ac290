//! Checksums and segmentation in software, for backends that carry plain frames: TCP over IPv4 and IPv6, UDP by size
//! (virtio 1.2 §5.1.6.2). The guest's header and frame are hostile; what does not hold together is an error, never a panic.

use std::fmt;

use super::checksum::{fold, pseudo_header_v4, pseudo_header_v6, sum};
use super::header::{GSO_ECN, GSO_NONE, GSO_TCPV4, GSO_TCPV6, GSO_UDP_L4, Header, NEEDS_CSUM};

/// Segments that one frame may become.
pub const SEGMENTS_MAX: usize = 1024;

const ETHERNET_BYTES: usize = 14;
const VLAN_BYTES: usize = 4;
const TCP: u8 = 6;
const UDP: u8 = 17;
const UDP_BYTES: usize = 8;
// RFC 9293 §3.1, the flags byte.
const FIN_PSH: u8 = 0x01 | 0x08;
const CWR: u8 = 0x80;

/// Why a frame could not be completed; it is dropped and counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SegmentError {
    /// The checksum's place lies outside the frame.
    ChecksumPlace,
    /// The frame is not what `gso_type` says.
    Protocol,
    /// It would become more than [`SEGMENTS_MAX`] segments, or empty ones.
    Size,
}

impl fmt::Display for SegmentError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            SegmentError::ChecksumPlace => "its checksum lies outside the frame",
            SegmentError::Protocol => "it is not of the protocol to be segmented",
            SegmentError::Size => "its segment size does not fit",
        })
    }
}

/// Makes the checksum that the header asks for, in place.
pub fn complete(header: &Header, frame: &mut [u8]) -> Result<(), SegmentError> {
    if header.flags & NEEDS_CSUM == 0 {
        return Ok(());
    }
    let start = usize::from(header.csum_start);
    let place = start + usize::from(header.csum_offset);
    if start > frame.len() || place + 2 > frame.len() {
        return Err(SegmentError::ChecksumPlace);
    }
    let value = !fold(sum(&frame[start..]));
    // RFC 768: a UDP checksum of zero is sent as all ones; for TCP both mean the same.
    let value = if value == 0 { 0xffff } else { value };
    frame[place..place + 2].copy_from_slice(&value.to_be_bytes());
    Ok(())
}

struct Parts {
    network: usize,
    transport: usize,
    payload: usize,
    v6: bool,
    protocol: u8,
}

/// Splits `frame` and gives each finished segment to `emit`; `scratch` is room that is used again.
/// A frame without segmentation is only completed.
pub fn segment(
    header: &Header,
    frame: &mut [u8],
    scratch: &mut Vec<u8>,
    mut emit: impl FnMut(&[u8]),
) -> Result<(), SegmentError> {
    if header.gso_type & !GSO_ECN == GSO_NONE {
        complete(header, frame)?;
        emit(frame);
        return Ok(());
    }
    let parts = parse(header.gso_type & !GSO_ECN, frame)?;
    let size = usize::from(header.gso_size);
    let payload = frame.len() - parts.payload;
    if size == 0 || payload.div_ceil(size) > SEGMENTS_MAX {
        return Err(SegmentError::Size);
    }
    let count = payload.div_ceil(size).max(1);
    for index in 0..count {
        let from = parts.payload + index * size;
        let to = (from + size).min(frame.len());
        scratch.clear();
        scratch.extend_from_slice(&frame[..parts.payload]);
        scratch.extend_from_slice(&frame[from..to]);
        number(&parts, scratch, index, size, count);
        address(&parts, scratch);
        emit(scratch);
    }
    Ok(())
}

fn parse(gso_type: u8, frame: &[u8]) -> Result<Parts, SegmentError> {
    let word = |at: usize| frame.get(at..at + 2).map(|two| u16::from_be_bytes([two[0], two[1]]));
    let byte = |at: usize| frame.get(at).copied().ok_or(SegmentError::Protocol);
    let (network, ether_type) = match word(12) {
        Some(0x8100) => (ETHERNET_BYTES + VLAN_BYTES, word(16)),
        other => (ETHERNET_BYTES, other),
    };
    let (v6, protocol, transport) = match ether_type {
        Some(0x0800) => {
            let length = usize::from(byte(network)? & 0x0f) * 4;
            if length < 20 {
                return Err(SegmentError::Protocol);
            }
            (false, byte(network + 9)?, network + length)
        }
        Some(0x86dd) => (true, byte(network + 6)?, network + 40),
        _ => return Err(SegmentError::Protocol),
    };
    let expected = match gso_type {
        GSO_TCPV4 => protocol == TCP && !v6,
        GSO_TCPV6 => protocol == TCP && v6,
        GSO_UDP_L4 => protocol == UDP,
        _ => false,
    };
    if !expected {
        return Err(SegmentError::Protocol);
    }
    let length = if protocol == UDP { UDP_BYTES } else { usize::from(byte(transport + 12)? >> 4) * 4 };
    let payload = transport + length;
    if length < UDP_BYTES || (protocol == TCP && length < 20) || payload > frame.len() {
        return Err(SegmentError::Protocol);
    }
    Ok(Parts { network, transport, payload, v6, protocol })
}

/// Sequence number, flags and identification of segment `index`.
fn number(parts: &Parts, segment: &mut [u8], index: usize, size: usize, count: usize) {
    if parts.protocol == TCP {
        let at = parts.transport + 4;
        let sequence = u32::from_be_bytes(segment[at..at + 4].try_into().expect("4 bytes"));
        let sequence = sequence.wrapping_add((index * size) as u32);
        segment[at..at + 4].copy_from_slice(&sequence.to_be_bytes());
        let flags = &mut segment[parts.transport + 13];
        if index + 1 < count {
            *flags &= !FIN_PSH;
        }
        if index > 0 {
            *flags &= !CWR;
        }
    }
    if !parts.v6 {
        let at = parts.network + 4;
        let identification = u16::from_be_bytes([segment[at], segment[at + 1]]).wrapping_add(index as u16);
        segment[at..at + 2].copy_from_slice(&identification.to_be_bytes());
    }
}

/// Lengths and checksums.
fn address(parts: &Parts, segment: &mut [u8]) {
    let (network, transport) = (parts.network, parts.transport);
    let length = segment.len() - transport;
    let pseudo = if parts.v6 {
        segment[network + 4..network + 6].copy_from_slice(&(length as u16).to_be_bytes());
        pseudo_header_v6(&segment[network + 8..network + 40], parts.protocol, length)
    } else {
        let total = (segment.len() - network) as u16;
        segment[network + 2..network + 4].copy_from_slice(&total.to_be_bytes());
        segment[network + 10..network + 12].fill(0);
        let value = !fold(sum(&segment[network..transport]));
        segment[network + 10..network + 12].copy_from_slice(&value.to_be_bytes());
        pseudo_header_v4(&segment[network + 12..network + 20], parts.protocol, length)
    };
    let place = transport + if parts.protocol == UDP { 6 } else { 16 };
    if parts.protocol == UDP {
        segment[transport + 4..transport + 6].copy_from_slice(&(length as u16).to_be_bytes());
    }
    segment[place..place + 2].fill(0);
    let value = !fold(pseudo + sum(&segment[transport..]));
    let value = if value == 0 { 0xffff } else { value };
    segment[place..place + 2].copy_from_slice(&value.to_be_bytes());
}
