// Where an app runs for a suite that asks it over a network: sealed, on a TAP device of the client's namespace, or under `caisson dev`
// in a namespace of its own behind a veth pair. A suite that takes a `Place` cannot tell which it is.

import { Namespace, NODE, start, type Started } from './namespace.ts';

/** The app's addresses, and the client's. */
export const ADDRESS = '10.77.0.2';
export const ADDRESS6 = 'fd77::2';
export const CLIENT = '10.77.0.1';
export const CLIENT6 = 'fd77::1';
/** The client's device. */
export const DEVICE = 'net0';

const START_MS = 60_000;

export interface Place {
  /** The client's side. */
  readonly net: Namespace;
  /** Starts the program in a file; resolves when it has said `says`. */
  boot(source: string, says: string): Promise<Started>;
  remove(): Promise<void>;
}

export type MakePlace = () => Place;

function addSix(net: Namespace, address: string, device: string): void {
  net.ip('addr', 'add', `${address}/64`, 'dev', device, 'nodad');
}

/** `moduleOf` says where a program's module is. */
export function onTap(moduleOf: (source: string) => string, options: readonly string[] = []): MakePlace {
  return () => {
    const net = new Namespace('tap');
    net.addTap(DEVICE, `${CLIENT}/24`);
    addSix(net, CLIENT6, DEVICE);
    return {
      net,
      boot: async (source, says) => {
        const params = { 'net0.address': `${ADDRESS}/24`, 'net0.address6': `${ADDRESS6}/64` };
        const guest = net.boot(moduleOf(source), DEVICE, params, options);
        await guest.says(says, START_MS);
        return guest;
      },
      remove: () => net.remove(),
    };
  };
}

export const underDev: MakePlace = () => {
  const net = new Namespace('client');
  const apps = new Namespace('dev');
  net.addVeth(DEVICE, `${CLIENT}/24`, apps, DEVICE, `${ADDRESS}/24`);
  addSix(net, CLIENT6, DEVICE);
  addSix(apps, ADDRESS6, DEVICE);
  // Whoever reads frames (DHCP clients do) wants sums in them, and no device of a veth pair fills them in.
  for (const side of [net, apps]) side.run(['ethtool', '-K', DEVICE, 'tx', 'off']);
  // Where the kernel sends what is for everybody.
  apps.ip('route', 'add', '255.255.255.255', 'dev', DEVICE);
  return {
    net,
    boot: async (source, says) => {
      const program = apps.start([NODE, 'compiler/main.ts', 'dev', source]);
      await program.says(says, START_MS);
      return program;
    },
    remove: async () => {
      await net.remove();
      await apps.remove();
    },
  };
};

/** How far ports below 1024 are moved where an app has no privileges. */
export const MOVED_BY = 10_300;

/** Starts the program of a file, which listens on `port`, on one of this machine that is moved; resolves when it has said `says`. */
export type StartMoved = (source: string, port: number, says: string) => Promise<Started>;

export const movedUnderDev: StartMoved = async (source, _port, says) => {
  const program = start(NODE, ['compiler/main.ts', 'dev', '--port-offset', String(MOVED_BY), source]);
  await program.says(says, START_MS);
  return program;
};

/** Sealed, by a command line that begins with `host`: a copy, and somebody without rights, where that is wanted. */
export function movedSealed(host: readonly string[], moduleOf: (source: string) => string): StartMoved {
  return async (source, port, says) => {
    const publish = ['udp', 'tcp'].flatMap((protocol) => ['--publish', `${port + MOVED_BY}:${port}/${protocol}`]);
    const [file, ...rest] = [...host, 'run', moduleOf(source), '--no-code-cache', ...publish];
    const program = start(file!, rest);
    await program.says(says, START_MS);
    return program;
  };
}
