"""A TAP device in the namespace this runs in, as frames with a 4-byte big-endian length on standard input and output."""
import fcntl
import os
import select
import struct
import subprocess
import sys

TUNSETIFF = 0x400454CA
IFF_TAP = 0x0002
IFF_NO_PI = 0x1000

tap = os.open("/dev/net/tun", os.O_RDWR)
fcntl.ioctl(tap, TUNSETIFF, struct.pack("16sH", b"tap0", IFF_TAP | IFF_NO_PI))
for command in sys.argv[1:]:
    subprocess.run(command.split(), check=True)
sys.stdout.buffer.write(struct.pack(">I", 0))
sys.stdout.buffer.flush()
pending = b""
while True:
    ready, _, _ = select.select([tap, 0], [], [])
    if tap in ready:
        frame = os.read(tap, 65536)
        sys.stdout.buffer.write(struct.pack(">I", len(frame)) + frame)
        sys.stdout.buffer.flush()
    if 0 in ready:
        data = os.read(0, 1 << 20)
        if not data:
            break
        pending += data
        while len(pending) >= 4:
            (length,) = struct.unpack(">I", pending[:4])
            if len(pending) < 4 + length:
                break
            os.write(tap, pending[4 : 4 + length])
            pending = pending[4 + length :]
