//! Guest buffers as I/O vectors, so that a frame crosses between kernel and guest without a copy in between.
//! Writable buffers of a hostile chain may overlap, so they are raw vectors and never two `&mut` slices.

use std::io::IoSlice;
use std::marker::PhantomData;

use crate::memory::{GuestMemory, Region};

/// What readv and its kin take.
#[cfg(unix)]
pub use libc::iovec;

/// The same where there are no such calls (WebAssembly): the models are compiled there too.
#[cfg(not(unix))]
#[derive(Clone, Copy, Debug)]
#[repr(C)]
#[allow(non_camel_case_types)]
pub struct iovec {
    /// First byte.
    pub iov_base: *mut core::ffi::c_void,
    /// Bytes.
    pub iov_len: usize,
}

/// Vectors that fit one system call (Linux UIO_MAXIOV).
pub const VECTORS_MAX: usize = 1024;

/// Buffers to fill, in order.
pub struct Scatter<'a> {
    vectors: &'a [iovec],
    bytes: usize,
    memory: PhantomData<&'a mut [u8]>,
}

impl Scatter<'_> {
    /// The vectors, for readv and its kin. They are valid for writes as long as this value lives.
    pub fn vectors(&self) -> &[iovec] {
        self.vectors
    }

    /// Room in all buffers together.
    pub fn bytes(&self) -> usize {
        self.bytes
    }

    /// Copies `from` into the buffers; returns how much fitted.
    pub fn fill(&mut self, from: &[u8]) -> usize {
        let mut done = 0;
        for vector in self.vectors {
            let count = vector.iov_len.min(from.len() - done);
            // SAFETY: `with_scatter` made each vector from a checked region of memory that it holds exclusively for
            // the life of `self`; `from` is a live slice, and cannot lie in that memory because of that exclusivity.
            unsafe { std::ptr::copy_nonoverlapping(from[done..].as_ptr(), vector.iov_base.cast::<u8>(), count) };
            done += count;
        }
        done
    }
}

/// Calls `action` with the writable `regions`, less their first `skip` bytes. `storage` is room that is used again.
/// None when the memory is not mapped.
pub fn with_scatter<M: GuestMemory, R>(
    memory: &mut M,
    regions: &[Region],
    mut skip: usize,
    storage: &mut Vec<iovec>,
    action: impl FnOnce(Scatter<'_>) -> R,
) -> Option<R> {
    let whole = memory.mapped_mut()?;
    let (base, size) = (whole.as_mut_ptr(), whole.len());
    storage.clear();
    let mut bytes = 0;
    for region in regions.iter().take(VECTORS_MAX) {
        let part = region.part(skip, usize::MAX);
        skip -= skip.min(region.len());
        assert!(part.range().end <= size, "a region lies inside the memory it was checked against");
        // SAFETY: the assertion keeps the offset inside the one allocation that `whole` borrows.
        let start = unsafe { base.add(part.at()) };
        storage.push(iovec { iov_base: start.cast(), iov_len: part.len() });
        bytes += part.len();
    }
    Some(action(Scatter { vectors: storage, bytes, memory: PhantomData }))
}

/// Calls `action` with the bytes of `regions`, less their first `skip` bytes, as slices behind `prefix`.
/// Memory that is not mapped is copied to `copy` first.
pub fn with_gather<M: GuestMemory, R>(
    memory: &M,
    prefix: &[u8],
    regions: &[Region],
    mut skip: usize,
    copy: &mut Vec<u8>,
    action: impl FnOnce(&[IoSlice<'_>]) -> R,
) -> R {
    let Some(whole) = memory.mapped() else {
        copy.clear();
        for region in regions {
            let part = region.part(skip, usize::MAX);
            skip -= skip.min(region.len());
            let at = copy.len();
            copy.resize(at + part.len(), 0);
            memory.load(part, &mut copy[at..]);
        }
        return action(&[IoSlice::new(prefix), IoSlice::new(copy)]);
    };
    if let [region] = regions {
        let body = IoSlice::new(&whole[region.part(skip, usize::MAX).range()]);
        if prefix.is_empty() {
            return action(&[body]);
        }
        return action(&[IoSlice::new(prefix), body]);
    }
    let mut slices = Vec::with_capacity(regions.len() + 1);
    slices.push(IoSlice::new(prefix));
    for region in regions {
        slices.push(IoSlice::new(&whole[region.part(skip, usize::MAX).range()]));
        skip -= skip.min(region.len());
    }
    action(&slices)
}
