//! virtio-net (virtio 1.2 §5.1). The device offers the same features on every backend: what a backend cannot do itself
//! (checksums, segmentation) is done here, so that an instance can move between hosts.

mod backend;
mod checksum;
mod device;
mod header;
mod merge;
mod receive;
mod segment;

pub use backend::{Backend, Capabilities, Incoming, Offloads};
pub use checksum::{fold, pseudo_header_v4, pseudo_header_v6, sum};
pub use device::{Capture, Net, NetOptions};
pub use header::{GSO_NONE, GSO_TCPV4, GSO_TCPV6, GSO_UDP_L4, HEADER_BYTES, Header, NEEDS_CSUM};
pub use merge::SEGMENTS_MERGED_MAX;
pub use segment::{SEGMENTS_MAX, SegmentError, complete, segment};
