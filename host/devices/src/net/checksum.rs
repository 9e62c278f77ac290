//! The Internet checksum (RFC 1071) and the pseudo headers of TCP and UDP (RFC 9293 §3.1, RFC 768, RFC 8200 §8.1).

/// Adds the 16-bit big-endian words of `bytes`, the last one padded with zero. Not folded.
pub fn sum(bytes: &[u8]) -> u64 {
    let mut total = 0u64;
    let mut chunks = bytes.chunks_exact(4);
    for chunk in &mut chunks {
        total += u64::from(u32::from_be_bytes([chunk[0], chunk[1], chunk[2], chunk[3]]));
    }
    let mut last = [0; 4];
    let rest = chunks.remainder();
    last[..rest.len()].copy_from_slice(rest);
    total + u64::from(u32::from_be_bytes(last))
}

/// Folds a sum to 16 bits, without complement.
pub fn fold(mut total: u64) -> u16 {
    while total > 0xffff {
        total = (total & 0xffff) + (total >> 16);
    }
    total as u16
}

/// Sum of the IPv4 pseudo header; `addresses` are source and destination, 8 bytes.
pub fn pseudo_header_v4(addresses: &[u8], protocol: u8, length: usize) -> u64 {
    sum(addresses) + u64::from(protocol) + length as u64
}

/// Sum of the IPv6 pseudo header; `addresses` are source and destination, 32 bytes.
pub fn pseudo_header_v6(addresses: &[u8], protocol: u8, length: usize) -> u64 {
    pseudo_header_v4(addresses, protocol, length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_the_example_of_rfc_1071_section_3() {
        let bytes = [0x00, 0x01, 0xf2, 0x03, 0xf4, 0xf5, 0xf6, 0xf7];
        assert_eq!(fold(sum(&bytes)), 0xddf2);
        assert_eq!(fold(sum(&bytes[..7])), 0xdcfb);
        assert_eq!(fold(sum(&[])), 0);
    }
}
