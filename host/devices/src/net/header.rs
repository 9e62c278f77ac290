//! struct virtio_net_hdr (virtio 1.2 §5.1.6), always with num_buffers: 12 bytes, little-endian.

/// Bytes in front of every frame.
pub const HEADER_BYTES: usize = 12;
/// `flags`: the checksum from `csum_start` on is still to be made.
pub const NEEDS_CSUM: u8 = 1;
/// `gso_type`: an ordinary frame.
pub const GSO_NONE: u8 = 0;
/// `gso_type`: TCP over IPv4.
pub const GSO_TCPV4: u8 = 1;
/// `gso_type`: TCP over IPv6.
pub const GSO_TCPV6: u8 = 4;
/// `gso_type`: UDP over either version.
pub const GSO_UDP_L4: u8 = 5;
/// Bit of `gso_type`: the TCP segment carries CWR (RFC 3168).
pub const GSO_ECN: u8 = 0x80;

/// The header, parsed and unjudged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Header {
    /// NEEDS_CSUM and DATA_VALID.
    pub flags: u8,
    /// One of the GSO constants.
    pub gso_type: u8,
    /// Length of the headers that each segment repeats; a hint.
    pub header_length: u16,
    /// Payload bytes in each segment.
    pub gso_size: u16,
    /// Where the checksum starts, from the start of the frame.
    pub csum_start: u16,
    /// Where the checksum is stored, from `csum_start`.
    pub csum_offset: u16,
    /// Receive only: buffers that the frame takes.
    pub buffers: u16,
}

impl Header {
    /// From its bytes.
    pub fn parse(bytes: &[u8; HEADER_BYTES]) -> Header {
        let word = |at: usize| u16::from_le_bytes([bytes[at], bytes[at + 1]]);
        Header {
            flags: bytes[0],
            gso_type: bytes[1],
            header_length: word(2),
            gso_size: word(4),
            csum_start: word(6),
            csum_offset: word(8),
            buffers: word(10),
        }
    }

    /// To bytes.
    pub fn bytes(&self) -> [u8; HEADER_BYTES] {
        let mut bytes = [self.flags, self.gso_type, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        let words = [self.header_length, self.gso_size, self.csum_start, self.csum_offset, self.buffers];
        for (index, word) in words.into_iter().enumerate() {
            bytes[2 + 2 * index..4 + 2 * index].copy_from_slice(&word.to_le_bytes());
        }
        bytes
    }
}
