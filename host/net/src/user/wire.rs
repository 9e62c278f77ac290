//! The few headers that the user-mode network reads and writes: Ethernet II, IPv4 (RFC 791), UDP (RFC 768).

use std::net::Ipv4Addr;

use caisson_devices::net::{fold, pseudo_header_v4, sum};

/// Bytes of an Ethernet header.
pub const ETHERNET_BYTES: usize = 14;
/// Ethernet type of IPv4.
pub const IPV4: u16 = 0x0800;
/// Ethernet type of ARP.
pub const ARP: u16 = 0x0806;
/// RFC 791 §3.1: header without options.
pub const IPV4_BYTES: usize = 20;
/// IP protocol numbers.
pub const ICMP: u8 = 1;
/// IP protocol number of TCP.
pub const TCP: u8 = 6;
/// IP protocol number of UDP.
pub const UDP: u8 = 17;
/// Bytes of a UDP header.
pub const UDP_BYTES: usize = 8;
const TIME_TO_LIVE: u8 = 64;
const MORE_FRAGMENTS: u16 = 0x2000;

/// A hardware address.
pub type Mac = [u8; 6];

/// A 16-bit big-endian word; 0 past the end.
pub fn word(bytes: &[u8], at: usize) -> u16 {
    bytes.get(at..at + 2).map_or(0, |two| u16::from_be_bytes([two[0], two[1]]))
}

/// An IPv4 address; 0.0.0.0 past the end.
pub fn address(bytes: &[u8], at: usize) -> Ipv4Addr {
    bytes.get(at..at + 4).map_or(Ipv4Addr::UNSPECIFIED, |four| Ipv4Addr::new(four[0], four[1], four[2], four[3]))
}

/// A whole, unfragmented IPv4 packet with a good header checksum.
#[derive(Debug)]
pub struct Ipv4<'a> {
    /// Source.
    pub source: Ipv4Addr,
    /// Destination.
    pub destination: Ipv4Addr,
    /// Protocol number.
    pub protocol: u8,
    /// The packet, without Ethernet padding.
    pub packet: &'a [u8],
    /// What it carries.
    pub payload: &'a [u8],
}

impl<'a> Ipv4<'a> {
    /// None for what is malformed or a fragment.
    pub fn parse(bytes: &'a [u8]) -> Option<Ipv4<'a>> {
        let header = usize::from(bytes.first()? & 0x0f) * 4;
        let total = usize::from(word(bytes, 2));
        let valid = bytes[0] >> 4 == 4 && header >= IPV4_BYTES && total >= header && total <= bytes.len();
        if !valid || fold(sum(&bytes[..header])) != 0xffff || word(bytes, 6) & 0x3fff != 0 {
            return None;
        }
        Some(Ipv4 {
            source: address(bytes, 12),
            destination: address(bytes, 16),
            protocol: bytes[9],
            packet: &bytes[..total],
            payload: &bytes[header..total],
        })
    }
}

/// A packet is part of a larger one (RFC 791 §3.1): more fragments follow it, or it does not start at 0.
pub fn is_fragment(bytes: &[u8]) -> bool {
    bytes.first().is_some_and(|first| first >> 4 == 4) && word(bytes, 6) & 0x3fff != 0
}

/// An Ethernet frame around `payload`.
pub fn ethernet(destination: Mac, source: Mac, ether_type: u16, payload: &[u8]) -> Vec<u8> {
    let mut frame = Vec::with_capacity(ETHERNET_BYTES + payload.len());
    frame.extend_from_slice(&destination);
    frame.extend_from_slice(&source);
    frame.extend_from_slice(&ether_type.to_be_bytes());
    frame.extend_from_slice(payload);
    frame
}

/// IPv4 packets that carry `payload`, in fragments where it is longer than `mtu` allows (RFC 791 §3.2).
pub fn ipv4(
    source: Ipv4Addr,
    destination: Ipv4Addr,
    protocol: u8,
    identification: u16,
    payload: &[u8],
    mtu: usize,
) -> Vec<Vec<u8>> {
    let part = (mtu - IPV4_BYTES) & !7;
    let count = payload.len().div_ceil(part).max(1);
    (0..count)
        .map(|index| {
            let piece = &payload[index * part..payload.len().min((index + 1) * part)];
            let more = if index + 1 < count { MORE_FRAGMENTS } else { 0 };
            let fragment = (index * part / 8) as u16 | more;
            let mut packet = Vec::with_capacity(IPV4_BYTES + piece.len());
            packet.extend_from_slice(&[0x45, 0]);
            packet.extend_from_slice(&((IPV4_BYTES + piece.len()) as u16).to_be_bytes());
            packet.extend_from_slice(&identification.to_be_bytes());
            packet.extend_from_slice(&fragment.to_be_bytes());
            packet.extend_from_slice(&[TIME_TO_LIVE, protocol, 0, 0]);
            packet.extend_from_slice(&source.octets());
            packet.extend_from_slice(&destination.octets());
            let value = !fold(sum(&packet));
            packet[10..12].copy_from_slice(&value.to_be_bytes());
            packet.extend_from_slice(piece);
            packet
        })
        .collect()
}

/// An address of one version of IP.
pub trait Address: Copy {
    /// Sum of the pseudo-header that checksums begin with (RFC 768, RFC 8200 §8.1).
    fn pseudo_header(self, destination: Self, protocol: u8, length: usize) -> u64;
}

impl Address for Ipv4Addr {
    fn pseudo_header(self, destination: Self, protocol: u8, length: usize) -> u64 {
        let mut addresses = [0; 8];
        addresses[..4].copy_from_slice(&self.octets());
        addresses[4..].copy_from_slice(&destination.octets());
        pseudo_header_v4(&addresses, protocol, length)
    }
}

/// Of a message whose own field is zero; 0 for one whose field is right.
pub fn checksum<A: Address>(source: A, destination: A, protocol: u8, message: &[u8]) -> u16 {
    !fold(source.pseudo_header(destination, protocol, message.len()) + sum(message))
}

/// A UDP datagram with its checksum.
pub fn udp<A: Address>(source: (A, u16), destination: (A, u16), payload: &[u8]) -> Vec<u8> {
    let length = UDP_BYTES + payload.len();
    let mut datagram = Vec::with_capacity(length);
    datagram.extend_from_slice(&source.1.to_be_bytes());
    datagram.extend_from_slice(&destination.1.to_be_bytes());
    datagram.extend_from_slice(&(length as u16).to_be_bytes());
    datagram.extend_from_slice(&[0, 0]);
    datagram.extend_from_slice(payload);
    let value = checksum(source.0, destination.0, UDP, &datagram);
    let value = if value == 0 { 0xffff } else { value };
    datagram[6..8].copy_from_slice(&value.to_be_bytes());
    datagram
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packets_parse_as_they_were_built() {
        let (a, b) = (Ipv4Addr::new(10, 0, 2, 2), Ipv4Addr::new(10, 0, 2, 15));
        let datagram = udp((a, 53), (b, 4000), b"hello");
        let packets = ipv4(a, b, UDP, 7, &datagram, 1500);
        let parsed = Ipv4::parse(&packets[0]).expect("valid");
        assert_eq!((parsed.source, parsed.destination, parsed.payload), (a, b, &datagram[..]));
    }

    #[test]
    fn long_payloads_are_fragmented() {
        let packets = ipv4(Ipv4Addr::LOCALHOST, Ipv4Addr::LOCALHOST, UDP, 7, &[1; 4000], 1500);
        let shapes: Vec<_> = packets.iter().map(|packet| (packet.len(), word(packet, 6))).collect();
        assert_eq!(shapes, [(1500, 0x2000), (1500, 0x2000 | 185), (1060, 370)]);
        assert!(Ipv4::parse(&packets[0]).is_none());
    }
}
