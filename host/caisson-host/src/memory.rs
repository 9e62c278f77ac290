//! The linear memory of a running instance, as the device models see it, and the sealing of its read-only pages.

use std::ops::Range;

use caisson_devices::memory::{GuestMemory, Region};

/// A window on an instance's linear memory.
///
/// The window is refreshed by [`WasmMemory::attach`] at every entry into the host and used only until the host returns
/// to wasm or drops the store, so base and length are those of the live memory.
#[derive(Debug)]
pub struct WasmMemory {
    base: *mut u8,
    len: usize,
    sealed: Range<u64>,
    /// Bytes before this hold initial data: given back, they would return to it instead of zero.
    image_end: u64,
}

impl WasmMemory {
    /// A window on nothing.
    pub fn new(sealed: Range<u32>, image_end: u64) -> WasmMemory {
        let base = std::ptr::NonNull::dangling().as_ptr();
        WasmMemory { base, len: 0, sealed: u64::from(sealed.start)..u64::from(sealed.end), image_end }
    }

    /// Points the window at the memory.
    ///
    /// # Safety
    /// `base .. base + len` must be the linear memory of an instance in a store that lives, and that nobody else
    /// touches, until the next `attach` or the end of `self`'s use; it must not move.
    pub unsafe fn attach(&mut self, base: *mut u8, len: usize) {
        self.base = base;
        self.len = len;
    }

    fn bytes(&self) -> &[u8] {
        // SAFETY: `attach` promises a live memory of this length that only this thread touches, and `&self` keeps this
        // window from writing meanwhile. Wasm code does not run while the host does.
        unsafe { std::slice::from_raw_parts(self.base, self.len) }
    }

    fn bytes_mut(&mut self) -> &mut [u8] {
        // SAFETY: as in `bytes`; `&mut self` makes this the only reference. Pages of the sealed range are read-only, and
        // `memory::check` hands out no region for writing that touches them.
        unsafe { std::slice::from_raw_parts_mut(self.base, self.len) }
    }
}

impl GuestMemory for WasmMemory {
    #[inline]
    fn size(&self) -> u64 {
        self.len as u64
    }

    #[inline]
    fn sealed(&self) -> Range<u64> {
        self.sealed.clone()
    }

    #[inline]
    fn load(&self, region: Region, into: &mut [u8]) {
        let from = &self.bytes()[region.range()];
        into.copy_from_slice(&from[..into.len()]);
    }

    #[inline]
    fn store(&mut self, region: Region, from: &[u8]) {
        let into = &mut self.bytes_mut()[region.range()];
        into[..from.len()].copy_from_slice(from);
    }

    #[inline]
    fn mapped(&self) -> Option<&[u8]> {
        Some(self.bytes())
    }

    #[inline]
    fn mapped_mut(&mut self) -> Option<&mut [u8]> {
        Some(self.bytes_mut())
    }

    fn release(&mut self, region: Region) {
        let page = page_bytes();
        let start = (region.at().max(self.image_end as usize)).next_multiple_of(page);
        let end = region.range().end / page * page;
        if start < end && end <= self.len {
            // SAFETY: whole pages inside the memory, behind its initial image, so they are anonymous and become zero, which
            // `GuestMemory::release` allows; `&mut self` rules out references into them.
            unsafe { libc::madvise(self.base.add(start).cast(), end - start, libc::MADV_DONTNEED) };
        }
    }
}

/// Bytes of a page of the host.
pub fn page_bytes() -> usize {
    // SAFETY: sysconf has no preconditions.
    let bytes = unsafe { libc::sysconf(libc::_SC_PAGESIZE) };
    usize::try_from(bytes).unwrap_or(4096)
}

/// Pages of an instance's memory that are read-only; dropping it makes them writable again, which must happen before the
/// memory goes back to a pool.
#[derive(Debug)]
pub struct Seal {
    start: *mut libc::c_void,
    len: usize,
}

impl Seal {
    /// Makes the whole pages inside `range` of the memory at `base` read-only.
    ///
    /// # Safety
    /// `base + range` must lie inside one live mapping that outlives the seal.
    pub unsafe fn apply(base: *mut u8, range: Range<u32>) -> std::io::Result<Seal> {
        let page = page_bytes();
        let start = (range.start as usize).next_multiple_of(page);
        let len = (range.end as usize / page * page).saturating_sub(start);
        // SAFETY: the caller promises that the range lies in the mapping.
        let seal = Seal { start: unsafe { base.add(start) }.cast(), len };
        if len > 0 && !seal.protect(libc::PROT_READ) {
            let error = std::io::Error::last_os_error();
            std::mem::forget(seal);
            return Err(error);
        }
        Ok(seal)
    }

    /// Bytes that are read-only.
    pub fn bytes(&self) -> usize {
        self.len
    }

    fn protect(&self, protection: i32) -> bool {
        // SAFETY: `apply`'s caller promised that these pages are mapped for as long as the seal lives.
        unsafe { libc::mprotect(self.start, self.len, protection) == 0 }
    }
}

impl Drop for Seal {
    fn drop(&mut self) {
        if self.len > 0 && !self.protect(libc::PROT_READ | libc::PROT_WRITE) {
            // A page that stays read-only would break the pool's next instance.
            std::process::abort();
        }
    }
}
