//! What stands behind a net device: a TAP, a socket, a network in user space.

use std::io::IoSlice;

use crate::scatter::Scatter;

/// What a backend can do with `virtio_net_hdr`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Capabilities {
    /// Frames carry the 12-byte header in both directions; checksums and TCP segmentation are the backend's.
    pub header: bool,
    /// With `header`: UDP segmentation too.
    pub udp_segmentation: bool,
}

/// What the guest accepts in frames that it receives.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Offloads {
    /// Partial checksums.
    pub checksum: bool,
    /// TCP over IPv4 larger than the MTU.
    pub tcp4: bool,
    /// TCP over IPv6 larger than the MTU.
    pub tcp6: bool,
    /// UDP larger than the MTU, to be segmented; over both versions of IP.
    pub udp: bool,
}

/// What came of asking for a frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Incoming {
    /// A frame of this many bytes, header included if the backend has headers.
    Frame(usize),
    /// A frame that did not fit, or that was damaged.
    Dropped,
    /// Nothing there now.
    Empty,
}

/// A network that frames go to and come from. None of this blocks.
pub trait Backend {
    /// What it can do; constant.
    fn capabilities(&self) -> Capabilities;

    /// It was put behind a device with this hardware address.
    fn attached(&mut self, mac: [u8; 6]) {
        let _ = mac;
    }

    /// The guest is ready and accepts these offloads.
    fn activate(&mut self, offloads: Offloads) {
        let _ = offloads;
    }

    /// Takes one frame into the buffers.
    fn receive(&mut self, into: Scatter<'_>) -> Incoming;

    /// Sends one frame, header first if the backend has headers. False when it was dropped.
    fn transmit(&mut self, frame: &[IoSlice<'_>]) -> bool;

    /// Work that depends on time or on other sockets; called before a batch is received.
    fn service(&mut self, now_ns: u64) {
        let _ = now_ns;
    }

    /// True when `service` has work of its own, whether or not the guest has buffers.
    fn serves(&self) -> bool {
        false
    }

    /// True when `receive` has a frame although `input` need not be readable.
    fn ready(&self) -> bool {
        false
    }

    /// True while there is a peer to talk to.
    fn link_up(&self) -> bool {
        true
    }

    /// A file descriptor that is readable when `service` or `receive` has something to do.
    fn input(&self) -> Option<i32>;

    /// When `service` wants to be called without input, in ns of the host's monotonic clock.
    fn deadline(&self) -> Option<u64> {
        None
    }

    /// Names and values of the backend's counters.
    fn counters(&self, visit: &mut dyn FnMut(&'static str, u64)) {
        let _ = visit;
    }
}
