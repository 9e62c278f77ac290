// The options of `caisson run` that belong to the host. One table declares them for `--help` and turns them back into the
// host's own arguments; their meaning is the host's (docs/guide.md, *Running*).
import { Option, type Command } from 'commander';

interface HostOption {
  readonly flags: string;
  readonly text: string;
  /** May be given several times. */
  readonly repeat?: boolean;
  readonly choices?: readonly string[];
}

const HOST_OPTIONS: readonly HostOption[] = [
  {
    flags: '--net <network>',
    text: 'user (default), tap:NAME, unix:PATH, unix-listen:PATH or unix-dgram:PATH[,local=PATH]',
  },
  {
    flags: '--publish <ports>',
    text: 'with --net user: [ADDRESS:]HOST:GUEST/udp or /tcp, an IPv6 address in brackets (may be repeated)',
    repeat: true,
  },
  { flags: '--instances <n>', text: 'with --net user: so many instances behind the same published ports' },
  {
    flags: '--param <key=value>',
    text: 'boot parameter: net0.address=10.0.0.2/24, net0.gateway=…, net0.mac=…, the app’s own (may be repeated)',
    repeat: true,
  },
  { flags: '--env <name>', text: 'NAME or NAME=VALUE, for process.env (may be repeated)', repeat: true },
  { flags: '--memory-max <size>', text: 'bound on memory below the declared one: bytes, or with K, M or G' },
  { flags: '--turn-limit-ms <n>', text: 'end the program when one turn takes longer; 0 for no limit' },
  { flags: '--spin <times>', text: 'look at the inputs this often before sleeping: less latency, more CPU' },
  { flags: '--pcap <file>', text: 'capture what crosses the net device' },
  { flags: '--trace <what>', text: 'print device activity to stderr', choices: ['virtio'] },
  { flags: '--profile <file>', text: 'sample the program, and write a profile for speedscope at the end' },
  { flags: '--stats', text: 'print the host’s counters at the end' },
  { flags: '--no-sandbox', text: 'run without the system call filter and the file system rule' },
  { flags: '--code-cache <directory>', text: 'where compiled code is kept' },
  { flags: '--no-code-cache', text: 'compile anew, and keep nothing' },
  { flags: '--map <file>', text: 'source positions, if not beside the module' },
];

const repeated = (value: string, earlier: readonly string[] | undefined): string[] => [...(earlier ?? []), value];

export function addHostOptions(command: Command): Command {
  for (const { flags, text, repeat, choices } of HOST_OPTIONS) {
    const option = new Option(flags, text).helpGroup('Host options:');
    if (choices !== undefined) option.choices(choices);
    if (repeat === true) option.argParser(repeated);
    command.addOption(option);
  }
  return command;
}

/** The host's arguments for what was given on the command line. */
export function hostArguments(command: Command): string[] {
  const list: string[] = [];
  for (const { flags } of HOST_OPTIONS) {
    const option = command.options.find((candidate) => candidate.flags === flags);
    if (option === undefined || command.getOptionValueSource(option.attributeName()) !== 'cli') continue;
    const value: unknown = command.getOptionValue(option.attributeName());
    const name = option.long ?? flags;
    // `--x VALUE` and `--no-x` share one attribute, in which `--no-x` is false.
    if (option.negate !== (value === false)) continue;
    if (typeof value === 'boolean') list.push(name);
    else for (const item of Array.isArray(value) ? (value as string[]) : [String(value)]) list.push(`${name}=${item}`);
  }
  return list;
}
