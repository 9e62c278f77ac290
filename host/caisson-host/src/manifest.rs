//! The custom section `caisson.manifest` (docs/abi.md): the devices a module needs, in slot order, and its memory bound.

use serde::{Deserialize, Serialize};

/// Name of the custom section.
pub const SECTION: &str = "caisson.manifest";
/// Bytes of a manifest.
pub const MANIFEST_BYTES_MAX: usize = 64 * 1024;
/// Hex digits of a layout seed.
pub const SEED_DIGITS_MAX: usize = 64;
/// Manifest names of devices. A device may be named once.
pub const DEVICES: [&str; 8] = ["net", "block", "console", "console:stderr", "entropy", "balloon", "rtc", "vsock"];

/// The manifest; unknown keys are ignored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Always 1.
    pub version: u32,
    /// `devices[n]` stands in bus slot n.
    pub devices: Vec<String>,
    /// The bound of the memory.
    pub memory: MemoryBound,
    /// The seed of the layout, in hex.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seed: Option<String>,
}

/// The bound of the memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemoryBound {
    /// Pages of 64 KiB.
    pub max: u64,
}

impl Manifest {
    /// Reads the section's contents. The error completes `its manifest is invalid: …`.
    pub fn parse(bytes: &[u8]) -> Result<Manifest, String> {
        if bytes.len() > MANIFEST_BYTES_MAX {
            return Err(format!("it is over {MANIFEST_BYTES_MAX} bytes"));
        }
        let manifest: Manifest = serde_json::from_slice(bytes).map_err(|error| error.to_string())?;
        if manifest.version != 1 {
            return Err("its version is not 1".to_owned());
        }
        if manifest.devices.len() > caisson_devices::bus::SLOTS {
            return Err(format!("it names more than {} devices", caisson_devices::bus::SLOTS));
        }
        for (index, device) in manifest.devices.iter().enumerate() {
            if !DEVICES.contains(&device.as_str()) {
                return Err(format!("device {device:?} is unknown"));
            }
            if manifest.devices[..index].contains(device) {
                return Err(format!("device {device:?} is named twice"));
            }
        }
        if manifest.memory.max > 65_536 {
            return Err("its memory bound is not a number of pages".to_owned());
        }
        let seed = manifest.seed.as_deref().unwrap_or("");
        if seed.len() > SEED_DIGITS_MAX || !seed.bytes().all(|digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f')) {
            return Err("its seed is not a hex text".to_owned());
        }
        Ok(manifest)
    }
}
