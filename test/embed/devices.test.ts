// The device models of embed/ behind their register bank: features, entropy, the clock, frames and the switch.
import { describe, expect, it } from 'vitest';
import { Bus, BOOT_MAGIC, BOOT_TEXT_BYTES_MAX, encodeBootText } from '../../embed/bus.ts';
import { ConsoleModel } from '../../embed/console.ts';
import { ENTROPY_BYTES_MAX, EntropyModel } from '../../embed/entropy.ts';
import { GuestMemory } from '../../embed/guest-memory.ts';
import { BACKLOG_FRAMES_MAX, NetModel } from '../../embed/net.ts';
import { RtcModel } from '../../embed/rtc.ts';
import { ADDRESSES_MAX, EthernetSwitch, PORTS_MAX } from '../../embed/switch.ts';
import { Driver, NEXT, WRITE } from './driver.ts';

const MAC = Uint8Array.of(2, 0, 0, 0, 0, 7);
const MRG_RXBUF = 15;

describe('the register bank', () => {
  const model = new ConsoleModel(() => {});
  it('shows an empty slot as device 0', () => {
    const driver = new Driver([{ name: 'console', model }]);
    expect(driver.bus.read(0)).toBe(0x74726976);
    expect(driver.bus.read(4)).toBe(2);
    expect(driver.bus.read(8)).toBe(3);
    expect([0, 4, 8].map((at) => driver.bus.read(0x1000 + at))).toEqual([0x74726976, 2, 0]);
    expect(driver.bus.read(2)).toBe(0);
    expect(() => driver.bus.write(2, 1)).not.toThrow();
  });

  it('refuses features that it did not offer, or without VERSION_1', () => {
    const driver = new Driver([{ name: 'console', model }]);
    driver.bus.write(0x70, 3);
    driver.bus.write(0x70, 11);
    expect(driver.bus.read(0x70) & 8).toBe(0);
    driver.bus.write(0x24, 1);
    driver.bus.write(0x20, 1);
    driver.bus.write(0x24, 0);
    driver.bus.write(0x20, 1 << 5);
    driver.bus.write(0x70, 11);
    expect(driver.bus.read(0x70) & 8).toBe(0);
    driver.bus.write(0x20, 0);
    driver.bus.write(0x70, 11);
    expect(driver.bus.read(0x70) & 8).toBe(8);
  });

  it('forgets its queues at a reset', () => {
    const driver = new Driver([{ name: 'console', model }]);
    driver.start(0, [1]);
    driver.bus.write(0x30, 1);
    expect(driver.bus.read(0x44)).toBe(1);
    driver.bus.write(0x70, 0);
    expect(driver.bus.read(0x44)).toBe(0);
  });
});

describe('the bus page', () => {
  it('gives the parameters four bytes a read', () => {
    const encoded = encodeBootText({ 'net0.address': '10.0.0.2/24', who: 'Zoë' });
    if (!encoded.ok) throw new Error(encoded.reason);
    const bus = new Bus([], encoded.text, new GuestMemory(new WebAssembly.Memory({ initial: 1 }), 0, 0), () => {});
    expect(bus.read(0x20000)).toBe(BOOT_MAGIC);
    const text = new Uint8Array(bus.read(0x20004));
    for (let i = 0; i < text.length; i++) text[i] = bus.read(0x20008 + (i & ~3)) >>> (8 * (i % 4));
    expect(new TextDecoder().decode(text)).toBe('net0.address=10.0.0.2/24\nwho=Zoë\n');
    expect(bus.read(0x40000)).toBe(0);
    expect(bus.read(0x40004)).toBe(0);
  });

  it('refuses what has no line form or no room', () => {
    expect(encodeBootText({ 'a=b': '' }).ok).toBe(false);
    expect(encodeBootText({ a: 'b\nc' }).ok).toBe(false);
    expect(encodeBootText({ a: 'x'.repeat(BOOT_TEXT_BYTES_MAX - 3) }).ok).toBe(true);
    expect(encodeBootText({ a: 'x'.repeat(BOOT_TEXT_BYTES_MAX - 2) }).ok).toBe(false);
  });
});

describe('entropy', () => {
  it('fills what is offered, up to its bound', () => {
    const asked: number[] = [];
    const model = new EntropyModel((bytes) => void (asked.push(bytes.length), bytes.fill(0xab)));
    const driver = new Driver([{ name: 'entropy', model }]);
    driver.start(0, [0]);
    driver.describe(0, 0, 0x8000, 5, WRITE);
    driver.offer(0, 0);
    driver.notify(0, 0);
    expect([...driver.bytes.subarray(0x8000, 0x8006)]).toEqual([0xab, 0xab, 0xab, 0xab, 0xab, 0]);
    driver.describe(0, 0, 0x8000, ENTROPY_BYTES_MAX + 10, WRITE);
    driver.offer(0, 0);
    driver.notify(0, 0);
    expect(driver.used(0, 1).written).toBe(ENTROPY_BYTES_MAX);
    expect(asked).toEqual([5, ENTROPY_BYTES_MAX]);
  });
});

describe('the clock', () => {
  function ask(type: number, clock: number, length = 16): Uint8Array {
    const driver = new Driver([
      {
        name: 'rtc',
        model: new RtcModel(
          () => 1_700_000_000_123_456_789n,
          () => 42n,
        ),
      },
    ]);
    driver.start(0, [0]);
    driver.view.setUint16(0x8000, type, true);
    driver.view.setUint16(0x8008, clock, true);
    driver.describe(0, 0, 0x8000, length, NEXT, 1);
    driver.describe(0, 1, 0x9000, 16, WRITE);
    driver.offer(0, 0);
    driver.notify(0, 0);
    return driver.bytes.slice(0x9000, 0x9000 + driver.used(0, 0).written);
  }
  it('reads UTC in nanoseconds', () => {
    const answer = ask(1, 0);
    expect(answer[0]).toBe(0);
    expect(new DataView(answer.buffer).getBigUint64(8, true)).toBe(1_700_000_000_123_456_789n);
  });
  it('reads the monotonic clock and tells what clocks there are', () => {
    expect(ask(1, 1)[8]).toBe(42);
    expect(ask(0x1000, 0)[8]).toBe(2);
    expect([ask(0x1001, 0)[8], ask(0x1001, 1)[8]]).toEqual([4, 2]);
  });
  it('refuses other clocks, other requests and short ones', () => {
    expect([...ask(1, 2)].slice(0, 1)).toEqual([3]);
    expect([...ask(2, 0)].slice(0, 1)).toEqual([2]);
    expect([...ask(1, 0, 8)].slice(0, 1)).toEqual([4]);
    expect([...ask(1, 0, 4)].slice(0, 1)).toEqual([4]);
  });
});

describe('net', () => {
  function netDriver(features: number[] = []): { driver: Driver; model: NetModel; sent: Uint8Array[] } {
    const sent: Uint8Array[] = [];
    const model = new NetModel({ mac: MAC, send: (frame) => void sent.push(frame) });
    const driver = new Driver([{ name: 'net', model }]);
    driver.start(0, [0, 1], features);
    return { driver, model, sent };
  }

  it('shows its address, link and MTU', () => {
    const { driver, model } = netDriver();
    expect(driver.bus.read(0x100)).toBe(2);
    expect(driver.bus.read(0x104)).toBe(0x10700);
    expect(driver.bus.read(0x108)).toBe(1 | (1500 << 16));
    const generation = driver.bus.read(0xfc);
    model.setLink(false);
    expect(driver.bus.read(0x104)).toBe(0x00700);
    expect(driver.bus.read(0xfc)).toBe(generation + 1);
    expect(driver.bus.read(0x60)).toBe(2);
  });

  it('sends frames and completes their checksum', () => {
    const { driver, sent } = netDriver([0]);
    driver.bytes.fill(0, 0x8000, 0x8100);
    driver.bytes[0x8000] = 1;
    driver.view.setUint16(0x8006, 14, true);
    driver.view.setUint16(0x8008, 2, true);
    driver.bytes.set([0x12, 0x34, 0, 0, 0xff], 0x8000 + 12 + 14);
    driver.describe(1, 0, 0x8000, 12 + 14 + 5);
    driver.offer(1, 0);
    driver.notify(0, 1);
    const sum = 0x1234 + 0xff00;
    const folded = (sum & 0xffff) + (sum >>> 16);
    const expected = ~folded & 0xffff;
    expect([...sent[0]!.subarray(14)]).toEqual([0x12, 0x34, expected >>> 8, expected & 0xff, 0xff]);
  });

  it('loses a frame with a checksum outside it, a segment offload, or no whole header, and nothing else', () => {
    const { driver, model, sent } = netDriver([0]);
    const send = (length: number): void => {
      driver.describe(1, 0, 0x8000, length);
      driver.offer(1, 0);
      driver.notify(0, 1);
    };
    driver.bytes[0x8000] = 1;
    driver.view.setUint16(0x8006, 60, true);
    send(60);
    driver.bytes[0x8000] = 0;
    driver.bytes[0x8001] = 1;
    send(60);
    driver.bytes[0x8001] = 0;
    send(20);
    expect([model.counters.droppedMalformed, sent.length]).toEqual([3, 0]);
    send(60);
    expect([model.counters.droppedMalformed, sent.length]).toEqual([3, 1]);
  });

  it('loses a received frame for which the buffer is too short', () => {
    const { driver, model } = netDriver();
    driver.describe(0, 0, 0x8000, 40, WRITE);
    driver.offer(0, 0);
    model.receive(new Uint8Array(60));
    expect([model.counters.droppedShortBuffer, driver.used(0, 0).written]).toEqual([1, 0]);
  });

  it('drops frames that are too long, both ways', () => {
    const { driver, model, sent } = netDriver();
    driver.describe(1, 0, 0x8000, 12 + 1519);
    driver.offer(1, 0);
    driver.notify(0, 1);
    expect(sent).toEqual([]);
    model.receive(new Uint8Array(1519));
    expect(model.counters.droppedTooLong).toBe(2);
  });

  it('spreads a received frame over merged buffers, or waits for enough', () => {
    const { driver, model } = netDriver([MRG_RXBUF]);
    const frame = Uint8Array.from({ length: 60 }, (_, i) => i);
    driver.describe(0, 0, 0x8000, 40, WRITE);
    driver.describe(0, 1, 0x9000, 40, WRITE);
    driver.offer(0, 0);
    driver.notify(0, 0);
    model.receive(frame);
    expect(driver.usedIndex(0)).toBe(0);
    driver.offer(0, 1);
    driver.notify(0, 0);
    expect(driver.usedIndex(0)).toBe(2);
    expect(driver.view.getUint16(0x800a, true)).toBe(2);
    expect([...driver.bytes.subarray(0x800c, 0x8028), ...driver.bytes.subarray(0x9000, 0x9020)]).toEqual([...frame]);
    expect(driver.wakes).toBe(1);
  });

  it('bounds the backlog', () => {
    const { model } = netDriver();
    for (let i = 0; i < BACKLOG_FRAMES_MAX + 3; i++) model.receive(new Uint8Array(60));
    expect(model.counters.droppedNoBuffer).toBe(3);
  });
});

describe('the switch', () => {
  function frame(to: number, from: number): Uint8Array {
    const bytes = new Uint8Array(60);
    bytes.set([to === 0xff ? 0xff : 2, 0, 0, 0, 0, to, 2, 0, 0, 0, 0, from]);
    return bytes;
  }
  it('floods, learns and then forwards', () => {
    const fabric = new EthernetSwitch();
    const got: string[] = [];
    const [a, b, c] = ['a', 'b', 'c'].map((name) => fabric.connect(() => void got.push(name)));
    a!.send(frame(2, 1));
    expect(got.splice(0)).toEqual(['b', 'c']);
    b!.send(frame(1, 2));
    expect(got.splice(0)).toEqual(['a']);
    a!.send(frame(2, 1));
    expect(got.splice(0)).toEqual(['b']);
    c!.send(frame(0xff, 3));
    expect(got.splice(0)).toEqual(['a', 'b']);
    b!.close();
    a!.send(frame(2, 1));
    expect(got.splice(0)).toEqual(['c']);
  });
  it('bounds what it learns and how many plug in', () => {
    const fabric = new EthernetSwitch();
    const port = fabric.connect(() => {})!;
    for (let i = 0; i < ADDRESSES_MAX + 5; i++) {
      const bytes = frame(1, i & 0xff);
      bytes[10] = i >>> 8;
      port.send(bytes);
    }
    expect(fabric.learnedAddresses).toBe(ADDRESSES_MAX);
    for (let i = 1; i < PORTS_MAX; i++) expect(fabric.connect(() => {})).toBeDefined();
    expect(fabric.connect(() => {})).toBeUndefined();
  });
});
