// The drivers against a device side written from the specification.

import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { FakeDevice } from './fake-bus.ts';
import type { Packet } from '../../runtime/core/packet.ts';

const { bus } = await vi.hoisted(async () => {
  const { FakeBus } = await import('./fake-bus.ts');
  return { bus: new FakeBus() };
});

vi.mock('../../runtime/lang/intrinsics.ts', () => ({
  busRead: (address: number) => bus.read(address),
  busWrite: (address: number, value: number) => bus.write(address, value),
  busNow: () => bus.nowNs,
  addressOf: (buffer: ArrayBuffer) => bus.addressOf(buffer),
  deviceSlot: () => 3,
}));

const { Virtqueue, passedEvent } = await import('../../runtime/device/virtqueue.ts');
const { VirtioDevice } = await import('../../runtime/device/virtio.ts');
const {
  BULK_BUFFERS,
  BULK_ENDS_FRAMES,
  BULK_FRAME_BYTES,
  LARGE_PACKETS,
  PACKET_BYTES,
  RECEIVE_BUFFERS,
  SEGMENTATION_BYTES,
  TRANSMIT_BUFFERS,
  VirtioNet,
} = await import('../../runtime/device/virtio-net.ts');
const { VirtioEntropy } = await import('../../runtime/device/entropy.ts');
const { READ_AGAIN_MS, VirtioClock } = await import('../../runtime/device/rtc.ts');
const { REPORTED_RANGES, VirtioBalloon } = await import('../../runtime/device/balloon.ts');
const { bootParameter } = await import('../../runtime/device/boot.ts');
const { CHECKSUM_PARTIAL, CHECKSUM_UNKNOWN, CHECKSUM_VALID } = await import('../../runtime/core/packet.ts');

const EVENT_IDX = 1n << 29n;
const NET_FEATURES = EVENT_IDX | 1n | 2n | (1n << 3n) | (1n << 5n) | (1n << 16n) | (1n << 15n) | (1n << 56n);

beforeEach(() => bus.reset());

describe('virtio', () => {
  test('§3.1.1: reset, acknowledge, driver, features, driver ok', () => {
    const device = bus.add(3, 1, NET_FEATURES, 2);
    const driver = new VirtioDevice(3, 1);
    expect(device.status).toBe(3);
    driver.negotiate(1, 0);
    expect(device.status).toBe(11);
    expect(device.accepted).toBe(1n | (1n << 32n));
    driver.start();
    expect(device.status).toBe(15);
  });

  test('a slot that is empty, another device, features refused: stopped with a reason', () => {
    expect(() => new VirtioDevice(5, 1)).toThrow('Cannot start device 1: slot 5 holds device 0');
    const device = bus.add(3, 4, 0n, 1);
    expect(() => new VirtioDevice(3, 1)).toThrow('slot 3 holds device 4');
    device.refuseFeatures = true;
    expect(() => new VirtioDevice(3, 4).negotiate(0, 0)).toThrow('Cannot negotiate features');
    expect(() => new VirtioDevice(3, 4).queueSize(7, 16)).toThrow('Cannot set up queue 7');
  });
});

describe('virtqueue', () => {
  function attach(size: number): { queue: InstanceType<typeof Virtqueue>; device: FakeDevice } {
    const device = bus.add(3, 1, EVENT_IDX, 1);
    const driver = new VirtioDevice(3, 1);
    driver.negotiate(0x20000000, 0);
    const queue = new Virtqueue(size, true);
    driver.attach(0, queue);
    return { queue, device };
  }

  test('§2.7: alignment of its three parts', () => {
    const { queue } = attach(8);
    expect(queue.descriptorAddress % 16).toBe(0);
    expect(queue.availableAddress % 2).toBe(0);
    expect(queue.usedAddress % 4).toBe(0);
  });

  test('buffers come back in any order, many times round', () => {
    const { queue, device } = attach(8);
    bus.addressOf(new ArrayBuffer(16));
    for (let round = 0; round < 15_000; round++) {
      const count = 1 + (round % 8);
      for (let i = 0; i < count; i++) expect(queue.add(0x1000 + i, 10, true, i)).toBe(true);
      const heads: number[] = [];
      for (let i = 0; i < count; i++) {
        const chain = device.take(0)!;
        expect(chain.buffers[0].address).toBe(0x1000 + i);
        heads.push(chain.head);
      }
      expect(device.take(0)).toBeUndefined();
      if (round % 2 === 1) heads.reverse();
      for (const [i, head] of heads.entries()) device.giveBack(0, head, i);
      for (let i = 0; i < count; i++) {
        expect(queue.pop()).toBe(round % 2 === 1 ? count - 1 - i : i);
        expect(queue.usedLength).toBe(i);
      }
      expect(queue.pop()).toBe(-1);
    }
    expect(queue.room).toBe(8);
  });

  test('a full queue says so', () => {
    const { queue } = attach(4);
    for (let i = 0; i < 4; i++) expect(queue.add(0x1000, 1, false, i)).toBe(true);
    expect(queue.add(0x1000, 1, false, 9)).toBe(false);
    expect(queue.addRequest(0x1000, 1, 0x2000, 1, 9)).toBe(false);
  });

  test('a request is two descriptors, read then written', () => {
    const { queue, device } = attach(4);
    expect(queue.addRequest(0x1000, 16, 0x2000, 32, 5)).toBe(true);
    const chain = device.take(0)!;
    expect(chain.buffers).toEqual([
      { address: 0x1000, length: 16, writable: false },
      { address: 0x2000, length: 32, writable: true },
    ]);
    device.giveBack(0, chain.head, 32);
    expect(queue.pop()).toBe(5);
    expect(queue.room).toBe(4);
  });

  test('a buffer that was not offered stops the program', () => {
    const { queue, device } = attach(4);
    device.giveBack(0, 2, 0);
    expect(() => queue.pop()).toThrow('Cannot use a returned buffer');
    const second = attach(4);
    second.device.giveBack(0, 77, 0);
    expect(() => second.queue.pop()).toThrow('descriptor 77 was not offered');
  });

  test('§2.7.10: the driver tells the device only when it asked', () => {
    const { queue, device } = attach(8);
    expect(queue.takeNotification()).toBe(false);
    queue.add(0x1000, 1, true, 0);
    expect(queue.takeNotification()).toBe(true);
    expect(queue.takeNotification()).toBe(false);
    device.setAvailableEvent(0, 3);
    queue.add(0x1000, 1, true, 0);
    queue.add(0x1000, 1, true, 0);
    expect(queue.takeNotification()).toBe(false);
    queue.add(0x1000, 1, true, 0);
    expect(queue.takeNotification()).toBe(true);
  });

  test('§2.7.7: the device tells the driver only when it is asked', () => {
    const { queue, device } = attach(8);
    queue.wantUsed();
    expect(device.usedEvent(0)).toBe(0);
    queue.ignoreUsed();
    expect(device.usedEvent(0)).toBe(0xffff);
  });

  test('events are compared modulo 2^16', () => {
    expect(passedEvent(0xffff, 2, 0xfffe)).toBe(true);
    expect(passedEvent(2, 2, 0xfffe)).toBe(false);
    expect(passedEvent(1, 2, 0xfffe)).toBe(true);
    expect(passedEvent(0xfffd, 2, 0xfffe)).toBe(false);
  });
});

describe('virtio-net', () => {
  function open(features: bigint): { net: InstanceType<typeof VirtioNet>; device: FakeDevice } {
    const device = bus.add(3, 1, features, 2);
    device.config.set([2, 0, 0, 0, 0, 9, 1, 0, 1, 0, 0xdc, 0x05]);
    return { net: new VirtioNet(3), device };
  }

  /** The device puts a frame into the next receive buffer. */
  function deliver(device: FakeDevice, frame: Uint8Array, flags: number): void {
    const chain = device.take(0)!;
    const [{ address, length }] = chain.buffers;
    expect(length).toBeGreaterThanOrEqual(frame.length + 12);
    const bytes = bus.bytes(address, frame.length + 12);
    bytes.fill(0, 0, 12);
    bytes[0] = flags;
    bytes.set(frame, 12);
    device.giveBack(0, chain.head, frame.length + 12);
  }

  /** Takes what was sent: the device header and the frame. */
  function sent(device: FakeDevice): { header: Uint8Array; frame: Uint8Array }[] {
    const frames: { header: Uint8Array; frame: Uint8Array }[] = [];
    for (let chain = device.take(1); chain !== undefined; chain = device.take(1)) {
      const [{ address, length, writable }] = chain.buffers;
      expect(writable).toBe(false);
      const bytes = bus.bytes(address, length).slice();
      frames.push({ header: bytes.subarray(0, 12), frame: bytes.subarray(12) });
      device.giveBack(1, chain.head, 0);
    }
    return frames;
  }

  const keep = (kept: Packet[]) => ({ onFrame: (packet: Packet) => kept.push(packet) > 0 });
  const drop = { onFrame: () => false };

  test('takes the features it knows, the address, the MTU and the link', () => {
    const { net, device } = open(NET_FEATURES);
    expect(device.accepted).toBe(NET_FEATURES | (1n << 32n));
    expect([...net.hardwareAddress]).toEqual([2, 0, 0, 0, 0, 9]);
    expect(net.mtu).toBe(1500);
    expect(net.linkUp).toBe(true);
    expect(net.checksumOffload).toBe(true);
    const plain = open(0n);
    expect([plain.net.checksumOffload, plain.net.linkUp, plain.net.mtu]).toEqual([false, true, 1500]);
  });

  test('fills the receive ring and tells the device once', () => {
    const { device } = open(NET_FEATURES);
    expect(device.waiting(0)).toBe(RECEIVE_BUFFERS);
    expect(device.notifications).toEqual([0]);
  });

  test('hands frames over, at most the budget, and posts the buffers again', () => {
    const { net, device } = open(NET_FEATURES);
    for (let i = 0; i < 10; i++) deliver(device, Uint8Array.from([i, 1, 2]), 0);
    const seen: number[] = [];
    const sink = {
      onFrame: (packet: Packet) => {
        expect(packet.end - packet.start).toBe(3);
        seen.push(packet.bytes[packet.start]);
        return false;
      },
    };
    expect(net.poll(sink, 6, 0)).toBe(6);
    expect(net.poll(sink, 6, 0)).toBe(4);
    expect(net.poll(sink, 6, 0)).toBe(0);
    net.flush();
    expect(seen).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(device.waiting(0)).toBe(RECEIVE_BUFFERS);
  });

  test('§5.1.6.4.1: what the device knows about checksums', () => {
    const { net, device } = open(NET_FEATURES);
    for (const flags of [0, 1, 2]) deliver(device, Uint8Array.from([flags]), flags);
    const kept: Packet[] = [];
    net.poll(keep(kept), 10, 0);
    expect(kept.map((packet) => packet.checksum)).toEqual([CHECKSUM_UNKNOWN, CHECKSUM_VALID, CHECKSUM_VALID]);
  });

  test('a length that cannot be is no frame', () => {
    const { net, device } = open(NET_FEATURES);
    for (const length of [0, 11, 12, PACKET_BYTES, 0xffffffff]) device.giveBack(0, device.take(0)!.head, length);
    expect(net.poll({ onFrame: () => expect.fail('no frame here') }, 10, 0)).toBe(5);
    net.flush();
    expect(device.waiting(0)).toBe(RECEIVE_BUFFERS);
  });

  test('§5.1.6.2: a partial checksum is left to the device', () => {
    const { net, device } = open(NET_FEATURES);
    const packet = net.allocate()!;
    packet.end = packet.start + 60;
    packet.checksum = CHECKSUM_PARTIAL;
    packet.checksumStart = packet.start + 34;
    packet.checksumOffset = 6;
    net.transmit(packet);
    net.flush();
    const [{ header, frame }] = sent(device);
    expect([...header]).toEqual([1, 0, 0, 0, 0, 0, 34, 0, 6, 0, 0, 0]);
    expect(frame.length).toBe(60);
    expect(device.notifications).toEqual([0, 1]);
  });

  test('§5.1.6.2: a super-segment is cut up by the device', () => {
    const { net, device } = open(NET_FEATURES | (1n << 11n));
    expect(net.segmentationBytes).toBe(SEGMENTATION_BYTES);
    const packet = net.allocateLarge()!;
    packet.end = packet.start + 54 + 3000;
    packet.bytes[packet.start + 34 + 12] = 5 << 4;
    packet.checksum = CHECKSUM_PARTIAL;
    packet.checksumStart = packet.start + 34;
    packet.checksumOffset = 16;
    packet.segmentBytes = 1460;
    net.transmit(packet);
    net.flush();
    const [{ header, frame }] = sent(device);
    expect([...header]).toEqual([1, 1, 54, 0, 1460 & 255, 1460 >>> 8, 34, 0, 16, 0, 0, 0]);
    expect(frame.length).toBe(3054);
    expect(open(NET_FEATURES).net.segmentationBytes).toBe(0);
  });

  test('§5.1.6.2: a super-segment of IPv6 says so, behind a VLAN tag too', () => {
    const { net, device } = open(NET_FEATURES | (1n << 12n));
    expect([net.segmentationBytes, net.segmentationBytes6]).toEqual([0, SEGMENTATION_BYTES]);
    for (const tag of [0, 4]) {
      const packet = net.allocateLarge()!;
      const { bytes, start } = packet;
      const transport = start + tag + 54;
      packet.end = transport + 20 + 3000;
      bytes.set(tag === 0 ? [0x86, 0xdd] : [0x81, 0, 0, 7, 0x86, 0xdd], start + 12);
      bytes[transport + 12] = 5 << 4;
      packet.checksum = CHECKSUM_PARTIAL;
      packet.checksumStart = transport;
      packet.checksumOffset = 16;
      packet.segmentBytes = 1440;
      net.transmit(packet);
      net.flush();
      const [{ header }] = sent(device);
      expect([...header]).toEqual([1, 4, 74 + tag, 0, 1440 & 255, 1440 >>> 8, 54 + tag, 0, 16, 0, 0, 0]);
    }
  });

  test('large packets are bounded, and come back', () => {
    const { net, device } = open(NET_FEATURES | (1n << 11n));
    for (let round = 0; round < 3; round++) {
      for (let i = 0; i < LARGE_PACKETS; i++) {
        const packet = net.allocateLarge()!;
        packet.end = packet.start + 100;
        net.transmit(packet);
      }
      expect(net.allocateLarge()).toBeUndefined();
      sent(device);
    }
    const packet = net.allocateLarge()!;
    net.release(packet);
    expect(net.allocateLarge()).toBe(packet);
  });

  test('§5.1.6.4: a frame in several buffers is put together, and its buffers are posted again', () => {
    const { net, device } = open(NET_FEATURES | (1n << 7n));
    const frame = Uint8Array.from({ length: 5000 }, (_, i) => (i * 7) & 255);
    const pieces = [2034, 2046, 920];
    let at = 0;
    for (const [i, length] of pieces.entries()) {
      const chain = device.take(0)!;
      const bytes = bus.bytes(chain.buffers[0].address, chain.buffers[0].length);
      const header = i === 0 ? 12 : 0;
      bytes.fill(0, 0, header);
      if (i === 0) bytes.set([1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 3, 0]);
      bytes.set(frame.subarray(at, at + length), header);
      device.giveBack(0, chain.head, header + length);
      at += length;
    }
    let seen = 0;
    const sink = {
      onFrame: (packet: Packet) => {
        seen++;
        expect(packet.bytes.slice(packet.start, packet.end)).toEqual(frame);
        expect([packet.checksum, packet.index]).toEqual([CHECKSUM_VALID, -1]);
        return false;
      },
    };
    expect(net.poll(sink, 10, 0)).toBe(1);
    expect(seen).toBe(1);
    net.flush();
    expect(device.waiting(0)).toBe(RECEIVE_BUFFERS);
  });

  /** The device uses one buffer for a frame, or as many as it takes. */
  function deliverBulk(device: FakeDevice, length: number): number {
    let buffers = 0;
    let first = 0;
    for (let left = length + 12; left > 0; buffers++) {
      const chain = device.take(0)!;
      if (buffers === 0) first = chain.buffers[0].address;
      const part = Math.min(left, chain.buffers[0].length);
      device.giveBack(0, chain.head, part);
      left -= part;
    }
    bus.bytes(first, 12).fill(0).set([buffers], 10);
    return buffers;
  }

  test('bulk comes in a few large buffers, which a reader may keep for a turn, until it is over', () => {
    const { net, device } = open(NET_FEATURES | (1n << 7n));
    const turn = (length: number): number => {
      const buffers = deliverBulk(device, length);
      const kept: Packet[] = [];
      const sink = {
        onFrame: (packet: Packet) => {
          expect(packet.end - packet.start).toBe(length);
          return packet.index >= 0 && kept.push(packet) > 0;
        },
      };
      expect(net.poll(sink, 10, 0)).toBe(1);
      for (const packet of kept) net.release(packet);
      net.flush();
      return buffers;
    };
    expect(turn(60_000)).toBe(29);
    expect(device.waiting(0)).toBe(RECEIVE_BUFFERS - 29 + BULK_BUFFERS);
    while (turn(60_000) > 1);
    for (let i = 0; i < 1000; i++) {
      expect(device.waiting(0)).toBe(BULK_BUFFERS);
      expect(turn(60_000)).toBe(1);
    }
    // Acknowledgements of what goes the other way come between.
    for (let i = 0; i < BULK_ENDS_FRAMES - 1; i++) turn(100);
    expect(turn(BULK_FRAME_BYTES)).toBe(1);
    expect(device.waiting(0)).toBe(BULK_BUFFERS);
    for (let i = 0; i < BULK_ENDS_FRAMES + BULK_BUFFERS; i++) expect(turn(100)).toBe(1);
    expect(device.waiting(0)).toBe(RECEIVE_BUFFERS);
    expect(turn(60_000)).toBe(29);
  });

  test('bulk goes on in small buffers while all large packets are under way', () => {
    const { net, device } = open(NET_FEATURES | 1n | (1n << 7n) | (1n << 11n));
    const sending: Packet[] = [];
    for (let packet = net.allocateLarge(); packet !== undefined; packet = net.allocateLarge()) sending.push(packet);
    for (let i = 0; i < 10; i++) {
      expect(deliverBulk(device, 60_000)).toBe(29);
      expect(net.poll(drop, 10, 0)).toBe(1);
      net.flush();
      expect(device.waiting(0)).toBe(RECEIVE_BUFFERS);
    }
    expect(sending.length).toBe(LARGE_PACKETS);
  });

  test('§5.1.6.4: a frame whose buffers are missing or too long is none', () => {
    const { net, device } = open(NET_FEATURES | (1n << 7n));
    const sink = { onFrame: () => expect.fail('no frame here') };
    for (const count of [2, 200]) {
      const chain = device.take(0)!;
      bus.bytes(chain.buffers[0].address, 12).set([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, count, 0]);
      device.giveBack(0, chain.head, 100);
      net.poll(sink, 10, 0);
    }
    const first = device.take(0)!;
    bus.bytes(first.buffers[0].address, 12).set([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0]);
    device.giveBack(0, first.head, 100);
    device.giveBack(0, device.take(0)!.head, 0xffffffff);
    net.poll(sink, 10, 0);
    net.flush();
    expect(device.waiting(0)).toBe(RECEIVE_BUFFERS);
  });

  test('an answer leaves in the buffer of the question', () => {
    const { net, device } = open(NET_FEATURES);
    for (let round = 0; round < 1000; round++) {
      deliver(device, Uint8Array.from([round & 255, 7]), 0);
      const sink = {
        onFrame: (packet: Packet) => {
          packet.bytes[packet.start + 1] = 8;
          packet.clearOffload();
          net.transmit(packet);
          return true;
        },
      };
      net.poll(sink, 64, 0);
      net.flush();
      expect(sent(device).map(({ frame }) => [...frame])).toEqual([[round & 255, 8]]);
      expect(device.waiting(0)).toBe(RECEIVE_BUFFERS);
    }
  });

  test('a full transmit ring kicks at once and goes on', () => {
    const { net, device } = open(NET_FEATURES);
    let frames = 0;
    device.onNotify = (queue) => {
      if (queue === 1) frames += sent(device).length;
    };
    for (let i = 0; i < 10 * TRANSMIT_BUFFERS; i++) {
      const packet = net.allocate()!;
      packet.end = packet.start + 20;
      net.transmit(packet);
    }
    net.flush();
    frames += sent(device).length;
    expect(frames).toBe(10 * TRANSMIT_BUFFERS);
  });

  test('a device that takes nothing: no packets, and all back when it does', () => {
    const { net, device } = open(NET_FEATURES);
    let count = 0;
    for (let packet = net.allocate(); packet !== undefined; packet = net.allocate()) {
      packet.end = packet.start + 20;
      net.transmit(packet);
      count++;
    }
    expect(count).toBe(TRANSMIT_BUFFERS);
    expect(sent(device).length).toBe(TRANSMIT_BUFFERS);
    expect(net.allocate()).toBeDefined();
  });

  test('packets that are kept leave the ring smaller, and it fills again', () => {
    const { net, device } = open(NET_FEATURES);
    const kept: Packet[] = [];
    for (let i = 0; i < RECEIVE_BUFFERS; i++) deliver(device, Uint8Array.from([1]), 0);
    net.poll(keep(kept), 1000, 0);
    net.flush();
    for (let i = 0; i < TRANSMIT_BUFFERS; i++) deliver(device, Uint8Array.from([1]), 0);
    net.poll(keep(kept), 1000, 0);
    net.flush();
    expect(device.waiting(0)).toBe(0);
    for (const packet of kept) net.release(packet);
    net.flush();
    expect(device.waiting(0)).toBe(RECEIVE_BUFFERS);
  });

  test('§5.1.4: the link goes down and up', () => {
    const { net, device } = open(NET_FEATURES);
    device.config[6] = 0;
    net.poll(drop, 1, 0);
    expect(net.linkUp).toBe(true);
    device.interrupts = 2;
    net.poll(drop, 1, 0);
    expect([net.linkUp, device.interrupts]).toEqual([false, 0]);
  });

  test('an MTU that no host or no buffer can have is not used', () => {
    for (const [offered, used] of [
      [68, 576],
      [1400, 1400],
      [9000, 1500],
    ]) {
      const device = bus.add(3, 1, NET_FEATURES, 2);
      device.config.set([2, 0, 0, 0, 0, 9, 1, 0, 1, 0, offered & 255, offered >>> 8]);
      expect(new VirtioNet(3).mtu).toBe(used);
    }
  });
});

describe('entropy, rtc, balloon, boot parameters', () => {
  test('entropy: fills what it is given, in as many requests as it takes', () => {
    const device = bus.add(3, 4, 0n, 1);
    let next = 0;
    device.onNotify = () => {
      const chain = device.take(0)!;
      const [{ address, length }] = chain.buffers;
      const give = Math.min(length, 50);
      const bytes = bus.bytes(address, give);
      for (let i = 0; i < give; i++) bytes[i] = next++ & 255;
      device.giveBack(0, chain.head, give);
    };
    const target = new Uint8Array(200);
    const entropy = new VirtioEntropy(3);
    // oxlint-disable-next-line unicorn/no-array-fill-with-reference-type -- a device's method, not an array's
    entropy.fill(target);
    expect([...target]).toEqual([...target.keys()].map((i) => i & 255));
    const dry = bus.add(3, 4, 0n, 1);
    dry.onNotify = () => dry.giveBack(0, dry.take(0)!.head, 0);
    // oxlint-disable-next-line unicorn/no-array-fill-with-reference-type -- a device's method, not an array's
    expect(() => new VirtioEntropy(3).fill(target)).toThrow('Cannot read entropy');
  });

  function answerClock(device: FakeDevice, status: number, ns: bigint): void {
    device.onNotify = () => {
      const chain = device.take(0)!;
      const [request, answer] = chain.buffers;
      expect([...bus.bytes(request.address, request.length)]).toEqual([1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
      const bytes = bus.bytes(answer.address, answer.length);
      bytes.fill(0);
      bytes[0] = status;
      new DataView(bytes.buffer, bytes.byteOffset).setBigUint64(8, ns, true);
      device.giveBack(0, chain.head, 16);
    };
  }

  test('rtc: reads the clock, carries on by itself, and reads again after a minute', () => {
    const device = bus.add(3, 17, 0n, 1);
    answerClock(device, 0, 1_700_000_000_123_000_000n);
    const clock = new VirtioClock(3);
    bus.nowNs = 5e9;
    expect(clock.utcMs()).toBeCloseTo(1_700_000_000_123, 2);
    bus.nowNs = 6e9;
    expect(clock.utcMs()).toBeCloseTo(1_700_000_001_123, 2);
    expect(device.notifications.length).toBe(1);
    answerClock(device, 0, 1_800_000_000_000_000_000n);
    bus.nowNs = 5e9 + READ_AGAIN_MS * 1e6;
    expect(clock.utcMs()).toBeCloseTo(1_800_000_000_000, 2);
    clock.forget();
    answerClock(device, 2, 0n);
    expect(() => clock.utcMs()).toThrow('Cannot read the clock: the device refused');
  });

  test('balloon: reports ranges up to its bound and knows when they are settled', () => {
    const device = bus.add(3, 5, 1n << 5n, 5);
    const balloon = new VirtioBalloon(3);
    expect(balloon.active).toBe(true);
    let reported = 0;
    while (balloon.report(0x10000 + reported * 4096, 4096)) reported++;
    expect(reported).toBe(REPORTED_RANGES);
    balloon.flush();
    expect(balloon.settled()).toBe(false);
    for (let chain = device.take(4); chain !== undefined; chain = device.take(4)) device.giveBack(4, chain.head, 0);
    expect(balloon.settled()).toBe(true);
    expect(() => balloon.report(100, 4096)).toThrow('not whole pages');
    bus.add(3, 5, 0n, 3);
    expect(new VirtioBalloon(3).report(0x10000, 4096)).toBe(false);
  });

  test('boot parameters: by key, UTF-8, the first of two, none', () => {
    expect(bootParameter('a')).toBeUndefined();
    bus.bootText = new TextEncoder().encode('a=1\nnet0.address=10.0.0.2/24\nname=Zoë €🙂\na=2\nempty=\nlast=x=y');
    expect(bootParameter('a')).toBe('1');
    expect(bootParameter('net0.address')).toBe('10.0.0.2/24');
    expect(bootParameter('net0')).toBeUndefined();
    expect(bootParameter('name')).toBe('Zoë €🙂');
    expect(bootParameter('empty')).toBe('');
    expect(bootParameter('last')).toBe('x=y');
    bus.bootText = Uint8Array.from([97, 61, 0xff, 0xe2, 0x82, 65, 0xed, 0xa0, 0x80, 0xc0, 0x80]);
    expect(bootParameter('a')).toBe(new TextDecoder().decode(bus.bootText.subarray(2)));
  });
});
