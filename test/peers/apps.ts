// The apps as programs that listen on this machine, whichever way they run: sealed, on a published port of the user-mode network, or
// under `caisson dev` on Node's sockets. Suites that take an `App` cannot tell which it is.

import { createServer, type AddressInfo } from 'node:net';
import { HOST, NODE, start, type Started } from './namespace.ts';

const START_LIMIT_MS = 60_000;

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

export interface App {
  /** Where it listens, over IPv4 and IPv6. */
  readonly port: number;
  readonly base: string;
  ask(path: string, init?: RequestInit): Promise<Response>;
  stop(): Promise<void>;
}

/** What an app finds in its environment, by where it finds this machine's loopback: of IPv4, and of IPv6 as URLs have it. */
export type Environment = (loopback: string, loopback6: string) => Readonly<Record<string, string>>;

/** Starts an app by name; resolves when it answers. */
export type StartApp = (name: string, environment?: Environment) => Promise<App>;

async function answering(program: Started, port: number): Promise<App> {
  const base = `http://127.0.0.1:${port}`;
  for (const limit = performance.now() + START_LIMIT_MS; ;) {
    try {
      await fetch(`${base}/`, { method: 'HEAD', signal: AbortSignal.timeout(2000) });
      break;
    } catch (error) {
      if (performance.now() < limit && program.child.exitCode === null) {
        await new Promise((resolve) => setTimeout(resolve, 50));
        continue;
      }
      await program.stop();
      throw new Error(`Cannot reach the app: ${program.text()}`, { cause: error });
    }
  }
  return {
    port,
    base,
    ask: (path, init = {}) => fetch(base + path, { redirect: 'manual', ...init }),
    stop: () => program.stop('SIGINT'),
  };
}

/** Under `caisson dev`. */
export const startDev: StartApp = async (name, environment = () => ({})) => {
  const port = await freePort();
  const variables = Object.entries({ ...environment('127.0.0.1', '[::1]'), PORT: `${port}` }).map(
    ([key, value]) => `${key}=${value}`,
  );
  const program = start('env', [...variables, NODE, 'compiler/main.ts', 'dev', `apps/${name}/main.ts`]);
  return answering(program, port);
};

/** Sealed; `module` says where the compiled app is. */
export function startSealed(module: (name: string) => string): StartApp {
  return async (name, environment = () => ({})) => {
    const port = await freePort();
    const variables = Object.entries(environment('10.0.2.2', '[fd00:a00:200::2]')).flatMap(([key, value]) => [
      '--env',
      `${key}=${value}`,
    ]);
    const options = ['--no-code-cache', '--net', 'user,host-loopback', '--publish', `${port}:80/tcp`, ...variables];
    return answering(start(HOST, ['run', module(name), ...options]), port);
  };
}
