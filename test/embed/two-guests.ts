// Runs two sealed modules on one in-memory switch in this process: a server and a client, until the client ends. Run by
// apps.test.ts in a Node of its own, because modules use exceptions that an older Node does not have.
import { readFile } from 'node:fs/promises';
import { runModule, type RunOptions, type RunResult } from '../../embed/instance.ts';
import { EthernetSwitch } from '../../embed/switch.ts';

const wire = new EthernetSwitch();
const printed = (name: string) => (chunk: Uint8Array) =>
  void process.stdout.write(`${name}: ${new TextDecoder().decode(chunk)}`);

async function guest(path: string, name: string, address: string, signal?: AbortSignal): Promise<RunResult> {
  let receive: (frame: Uint8Array) => void = () => undefined;
  const port = wire.connect((frame) => receive(frame));
  if (port === undefined) throw new Error('Cannot plug in: the switch is full');
  const options: RunOptions = {
    params: { 'net0.address': address },
    net: {
      mac: Uint8Array.from([2, 0, 0, 0, 0, Number(address.split(/[./]/)[3])]),
      send: (frame) => port.send(frame),
      connected: (way) => void (receive = way),
    },
    stdout: printed(name),
    stderr: printed(`${name} error`),
    ...(signal === undefined ? {} : { signal }),
  };
  const result = await runModule(await readFile(path), options);
  if (result.fault !== undefined && result.fault.kind !== 'stopped') throw new Error(result.fault.message);
  return result;
}

const [server, client] = process.argv.slice(2) as [string, string];
const stop = new AbortController();
const serving = guest(server, 'server', '10.0.0.2/24', stop.signal);
const asked = await Promise.race([guest(client, 'client', '10.0.0.3/24'), serving]);
stop.abort();
await serving;
process.exitCode = asked.exitCode;
