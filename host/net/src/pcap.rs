//! Captures in the classic format with nanoseconds (draft-ietf-opsawg-pcap, magic 0xa1b23c4d), link type Ethernet.

use std::fs::File;
use std::io::{self, IoSlice, Write};
use std::path::Path;
use std::time::SystemTime;

const MAGIC_NANOSECONDS: u32 = 0xa1b2_3c4d;
const LINKTYPE_ETHERNET: u32 = 1;
const SNAP_BYTES: u32 = 262_144;

/// Sees every frame that crosses the device; may be moved to the guest's thread.
pub type SendCapture = Box<dyn FnMut(&[IoSlice<'_>]) + Send>;

/// A capture into a new file. A file that cannot be written any more ends the capture, not the run.
pub fn open(path: &Path) -> io::Result<SendCapture> {
    let mut file = File::create(path)?;
    let mut header = Vec::new();
    header.extend_from_slice(&MAGIC_NANOSECONDS.to_le_bytes());
    header.extend_from_slice(&2u16.to_le_bytes());
    header.extend_from_slice(&4u16.to_le_bytes());
    header.extend_from_slice(&[0; 8]);
    header.extend_from_slice(&SNAP_BYTES.to_le_bytes());
    header.extend_from_slice(&LINKTYPE_ETHERNET.to_le_bytes());
    file.write_all(&header)?;
    let mut file = Some(file);
    let mut record = Vec::new();
    Ok(Box::new(move |frame| {
        let Some(open) = &mut file else { return };
        let length: usize = frame.iter().map(|slice| slice.len()).sum();
        let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        record.clear();
        for word in [now.as_secs() as u32, now.subsec_nanos(), length as u32, length as u32] {
            record.extend_from_slice(&word.to_le_bytes());
        }
        frame.iter().for_each(|slice| record.extend_from_slice(slice));
        if open.write_all(&record).is_err() {
            file = None;
        }
    }))
}
