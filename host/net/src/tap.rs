//! A TAP device with virtio headers (Linux Documentation/networking/tuntap, <linux/if_tun.h>): the kernel does checksums
//! and segmentation in both directions.

use std::fs::{File, OpenOptions};
use std::io::{self, IoSlice, Write};
use std::net::Ipv4Addr;
use std::os::fd::AsRawFd;
use std::os::unix::fs::OpenOptionsExt;

use caisson_devices::net::{Backend, Capabilities, HEADER_BYTES, Incoming, Offloads};
use caisson_devices::scatter::Scatter;

// <linux/if_tun.h>
const TUNSETIFF: libc::c_ulong = 0x4004_54ca;
const TUNSETOFFLOAD: libc::c_ulong = 0x4004_54d0;
const TUNSETVNETHDRSZ: libc::c_ulong = 0x4004_54d8;
const IFF_TAP: i16 = 0x0002;
const IFF_NO_PI: i16 = 0x1000;
const IFF_VNET_HDR: i16 = 0x4000;
const TUN_F_CSUM: u32 = 0x01;
const TUN_F_TSO4: u32 = 0x02;
const TUN_F_TSO6: u32 = 0x04;
const TUN_F_USO4: u32 = 0x20;
const TUN_F_USO6: u32 = 0x40;

/// The device.
#[derive(Debug)]
pub struct Tap {
    file: File,
    mtu: u16,
    udp_segmentation: bool,
    failed: u64,
}

fn ioctl(file: &File, request: libc::c_ulong, argument: libc::c_ulong) -> io::Result<()> {
    // SAFETY: the requests used here take either a number or the address of a live value of the right type.
    let result = unsafe { libc::ioctl(file.as_raw_fd(), request, argument) };
    if result < 0 { Err(io::Error::last_os_error()) } else { Ok(()) }
}

impl Tap {
    /// Attaches to the TAP device `name`; with the privilege to, the kernel makes it if it does not exist.
    pub fn open(name: &str) -> io::Result<Tap> {
        let file = OpenOptions::new().read(true).write(true).custom_flags(libc::O_NONBLOCK).open("/dev/net/tun")?;
        let mut request = interface_request(name)?;
        request.ifr_ifru.ifru_flags = IFF_TAP | IFF_NO_PI | IFF_VNET_HDR;
        ioctl(&file, TUNSETIFF, &raw const request as libc::c_ulong)?;
        let header = HEADER_BYTES as libc::c_int;
        ioctl(&file, TUNSETVNETHDRSZ, &raw const header as libc::c_ulong)?;
        // Kernels before 6.2 do not know UDP segmentation; then it is done in software.
        let udp_segmentation = ioctl(&file, TUNSETOFFLOAD, (TUN_F_CSUM | TUN_F_USO4 | TUN_F_USO6).into()).is_ok();
        ioctl(&file, TUNSETOFFLOAD, 0)?;
        Ok(Tap { file, mtu: interface_mtu(name)?, udp_segmentation, failed: 0 })
    }

    /// The interface's MTU.
    pub fn mtu(&self) -> u16 {
        self.mtu
    }
}

fn interface_request(name: &str) -> io::Result<libc::ifreq> {
    // SAFETY: a zeroed ifreq is a valid value.
    let mut request: libc::ifreq = unsafe { std::mem::zeroed() };
    if name.is_empty() || name.len() >= request.ifr_name.len() || name.contains('\0') {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "the name is no interface name"));
    }
    for (place, byte) in request.ifr_name.iter_mut().zip(name.bytes()) {
        *place = byte as libc::c_char;
    }
    Ok(request)
}

fn interface_mtu(name: &str) -> io::Result<u16> {
    let socket = crate::user::sockets::socket(libc::SOCK_DGRAM, (Ipv4Addr::UNSPECIFIED, 0).into())?;
    let mut request = interface_request(name)?;
    // SAFETY: SIOCGIFMTU reads the name and writes the MTU of a live ifreq.
    let result = unsafe { libc::ioctl(socket.as_raw_fd(), libc::SIOCGIFMTU, &raw mut request) };
    if result < 0 {
        return Err(io::Error::last_os_error());
    }
    // SAFETY: a successful SIOCGIFMTU filled in this member.
    let mtu = unsafe { request.ifr_ifru.ifru_mtu };
    Ok(u16::try_from(mtu).unwrap_or(u16::MAX))
}

impl Backend for Tap {
    fn capabilities(&self) -> Capabilities {
        Capabilities { header: true, udp_segmentation: self.udp_segmentation }
    }

    fn activate(&mut self, offloads: Offloads) {
        let mut flags = 0;
        if offloads.checksum {
            flags |= TUN_F_CSUM;
            flags |= if offloads.tcp4 { TUN_F_TSO4 } else { 0 };
            flags |= if offloads.tcp6 { TUN_F_TSO6 } else { 0 };
            flags |= if offloads.udp && self.udp_segmentation { TUN_F_USO4 | TUN_F_USO6 } else { 0 };
        }
        // Refused offloads only mean that the kernel does more itself.
        let _ = ioctl(&self.file, TUNSETOFFLOAD, flags.into());
    }

    fn receive(&mut self, into: Scatter<'_>) -> Incoming {
        let vectors = into.vectors();
        let got = if let [vector] = vectors {
            // SAFETY: `Scatter` promises that its vectors are valid for writes while it lives.
            unsafe { libc::read(self.file.as_raw_fd(), vector.iov_base, vector.iov_len) }
        } else {
            // SAFETY: as above; there are at most VECTORS_MAX of them.
            unsafe { libc::readv(self.file.as_raw_fd(), vectors.as_ptr(), vectors.len() as i32) }
        };
        match usize::try_from(got) {
            Ok(0) => Incoming::Empty,
            Ok(length) if length < HEADER_BYTES => Incoming::Dropped,
            Ok(length) => Incoming::Frame(length),
            Err(_) => Incoming::Empty,
        }
    }

    fn transmit(&mut self, frame: &[IoSlice<'_>]) -> bool {
        let written = match frame {
            [one] => self.file.write(one),
            several => self.file.write_vectored(several),
        };
        self.failed += u64::from(written.is_err());
        written.is_ok()
    }

    fn input(&self) -> Option<i32> {
        Some(self.file.as_raw_fd())
    }

    fn counters(&self, visit: &mut dyn FnMut(&'static str, u64)) {
        visit("frames refused by the kernel", self.failed);
    }
}
