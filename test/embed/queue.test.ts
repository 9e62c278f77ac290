// Hostile and honest rings against the device side of a virtqueue (embed/queue.ts, embed/slot.ts): every check that docs/abi.md
// asks of a host is reached once (virtio 1.2 §2.7).
import { describe, expect, it } from 'vitest';
import { ConsoleModel } from '../../embed/console.ts';
import { GuestMemory, GuestViolation } from '../../embed/guest-memory.ts';
import { NetModel } from '../../embed/net.ts';
import { DeviceQueue, QUEUE_SIZE_MAX } from '../../embed/queue.ts';
import { EVENT_IDX } from '../../embed/slot.ts';
import { AVAILABLE, DESCRIPTORS, Driver, INDIRECT, NEXT, USED, WRITE } from './driver.ts';

const TRANSMIT = 1;

function consoleDriver(features: number[] = [], seal?: [number, number]): { driver: Driver; text: () => string } {
  const chunks: string[] = [];
  const model = new ConsoleModel(
    (chunk) => void chunks.push(new TextDecoder().decode(chunk)),
    new TextEncoder().encode('in'),
  );
  const driver = new Driver([{ name: 'console', model }], 8, seal);
  driver.start(0, [0, TRANSMIT], features);
  return { driver, text: () => chunks.join('') };
}

function put(driver: Driver, address: number, text: string): number {
  const bytes = new TextEncoder().encode(text);
  driver.bytes.set(bytes, address);
  return bytes.length;
}

describe('an honest driver', () => {
  it('has its chains read in order and given back', () => {
    const { driver, text } = consoleDriver();
    driver.describe(TRANSMIT, 3, 0x8000, put(driver, 0x8000, 'hello '), NEXT, 5);
    driver.describe(TRANSMIT, 5, 0x9000, put(driver, 0x9000, 'world'));
    driver.offer(TRANSMIT, 3);
    driver.notify(0, TRANSMIT);
    expect(text()).toBe('hello world');
    expect(driver.usedIndex(TRANSMIT)).toBe(1);
    expect(driver.used(TRANSMIT, 0)).toEqual({ head: 3, written: 0 });
  });

  it('goes round the ring and past 2^16 offers', () => {
    const { driver } = consoleDriver();
    driver.describe(TRANSMIT, 0, 0x8000, 1);
    for (let i = 0; i < 70_000; i++) {
      driver.offer(TRANSMIT, 0);
      driver.notify(0, TRANSMIT);
    }
    expect(driver.usedIndex(TRANSMIT)).toBe(70_000 & 0xffff);
  });

  it('is told of used buffers unless it asked for silence', () => {
    const { driver } = consoleDriver();
    driver.describe(0, 0, 0x8000, 1, WRITE);
    driver.offer(0, 0);
    driver.notify(0, 0);
    expect(driver.wakes).toBe(1);
    expect(driver.bus.read(0x60)).toBe(1);
    driver.bus.write(0x64, 1);
    expect(driver.bus.read(0x60)).toBe(0);
    driver.setAvailableFlags(0, 1);
    driver.offer(0, 0);
    driver.notify(0, 0);
    expect(driver.wakes).toBe(1);
    expect(driver.bytes[0x8000]).toBe('n'.charCodeAt(0));
  });

  it('is told at its used_event and tells at avail_event', () => {
    const model = new NetModel({ mac: new Uint8Array(6), send: () => {} });
    const driver = new Driver([{ name: 'net', model }]);
    driver.start(0, [0, 1], [EVENT_IDX]);
    driver.setUsedEvent(0, 1);
    for (const head of [0, 1]) {
      driver.describe(0, head, 0x8000 + head * 0x800, 0x800, WRITE);
      driver.offer(0, head);
    }
    model.receive(new Uint8Array(60));
    expect(driver.wakes).toBe(0);
    expect(driver.availableEvent(0)).toBe(1);
    model.receive(new Uint8Array(60));
    expect(driver.wakes).toBe(1);
  });

  it('hears of the end of input once', () => {
    const { driver } = consoleDriver();
    driver.describe(0, 0, 0x8000, 64, WRITE);
    for (let i = 0; i < 3; i++) driver.offer(0, 0);
    driver.notify(0, 0);
    expect([driver.used(0, 0).written, driver.used(0, 1).written, driver.usedIndex(0)]).toEqual([2, 0, 2]);
  });

  it('keeps its rings when memory grows', () => {
    const { driver, text } = consoleDriver();
    driver.memory.grow(1);
    driver.describe(TRANSMIT, 0, 0x28000, put(driver, 0x28000, 'far'));
    driver.offer(TRANSMIT, 0);
    driver.bus.drain();
    expect(text()).toBe('far');
  });
});

describe('a hostile driver is stopped', () => {
  type Attack = (driver: Driver) => void;
  const attacks: [string, RegExp, Attack][] = [
    ['a buffer past memory', /outside memory/, (d) => d.describe(TRANSMIT, 0, 0x1ffff, 2)],
    ['a buffer that wraps', /outside memory/, (d) => d.describe(TRANSMIT, 0, 0xffffffff, 0xffffffff)],
    ['an address past 32 bits', /past 32 bits/, (d) => d.describe(TRANSMIT, 0, 0, 1, 0, 0, 1)],
    ['an indirect descriptor', /its flags are 4/, (d) => d.describe(TRANSMIT, 0, 0x8000, 16, INDIRECT)],
    ['a chain that ends nowhere', /descriptor 8 does not exist/, (d) => d.describe(TRANSMIT, 0, 0x8000, 1, NEXT, 8)],
    ['a chain that bites its tail', /over 64 descriptors/, (d) => d.describe(TRANSMIT, 0, 0x8000, 1, NEXT, 0)],
    [
      'a readable part behind a writable one',
      /readable part follows/,
      (d) => {
        d.describe(TRANSMIT, 0, 0x8000, 1, WRITE | NEXT, 1);
        d.describe(TRANSMIT, 1, 0x8000, 1);
      },
    ],
  ];
  it.each(attacks)('%s', (_name, message, attack) => {
    const { driver } = consoleDriver();
    attack(driver);
    driver.offer(TRANSMIT, 0);
    expect(() => driver.notify(0, TRANSMIT)).toThrow(message);
    expect(driver.bus.read(0x70) & 64).toBe(64);
  });

  it('a head that does not exist', () => {
    const { driver } = consoleDriver();
    driver.offer(TRANSMIT, 1000);
    expect(() => driver.bus.drain()).toThrow(/descriptor 1000 does not exist/);
    expect(driver.bus.read(0x70) & 64).toBe(64);
  });

  it('an available index that runs ahead', () => {
    const { driver } = consoleDriver();
    driver.setAvailableIndex(TRANSMIT, 9);
    expect(() => driver.notify(0, TRANSMIT)).toThrow(/runs ahead/);
  });

  it('a device-writable buffer in the sealed range', () => {
    const { driver } = consoleDriver([], [0x8000, 0x9000]);
    driver.describe(0, 0, 0x8fff, 4, WRITE);
    driver.offer(0, 0);
    expect(() => driver.notify(0, 0)).toThrow(/sealed range/);
  });

  it('and works no more until it is reset', () => {
    const { driver, text } = consoleDriver();
    driver.offer(TRANSMIT, 1000);
    expect(() => driver.notify(0, TRANSMIT)).toThrow(GuestViolation);
    driver.describe(TRANSMIT, 0, 0x8000, put(driver, 0x8000, 'late'));
    driver.offer(TRANSMIT, 0);
    driver.notify(0, TRANSMIT);
    driver.bus.drain();
    expect(text()).toBe('');
  });

  it('but not for a notification of a queue that is not live', () => {
    const { driver } = consoleDriver();
    expect(() => driver.notify(0, 2)).not.toThrow();
  });
});

describe('setting a queue up', () => {
  const memory = (): GuestMemory => new GuestMemory(new WebAssembly.Memory({ initial: 1 }), 0, 0);
  const at = { descriptors: DESCRIPTORS, available: AVAILABLE, used: USED };
  it.each([0, 3, 2 * QUEUE_SIZE_MAX])('refuses the size %d', (size) => {
    expect(() => new DeviceQueue(memory(), size, at, false, 'queue')).toThrow(/power of two/);
  });
  it.each([
    { ...at, descriptors: 0x1008 },
    { ...at, available: 0x2001 },
    { ...at, used: 0x3002 },
  ])('refuses misaligned parts', (addresses) => {
    expect(() => new DeviceQueue(memory(), 8, addresses, false, 'queue')).toThrow(/not aligned/);
  });
  it.each([
    { ...at, descriptors: 0xfff0 },
    { ...at, available: 0xfffe },
    { ...at, used: 0xfffc },
  ])('refuses parts outside memory', (addresses) => {
    expect(() => new DeviceQueue(memory(), 8, addresses, false, 'queue')).toThrow(/outside memory/);
  });
  it('refuses a used ring in the sealed range', () => {
    const sealed = new GuestMemory(new WebAssembly.Memory({ initial: 1 }), 0x3000, 0x3100);
    expect(() => new DeviceQueue(sealed, 8, at, false, 'queue')).toThrow(/sealed range/);
  });
});
