#!/usr/bin/env node
// The command `caisson`: its commands, options and exit codes; what they do is in cli/, one file each.
// With cli/ the only part of the compiler that touches the process and its files.
import * as nodeModule from 'node:module';
import { join } from 'node:path';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { buildCommand, TARGETS, type BuildFlags } from './cli/build.ts';
import { checkCommand, type CheckFlags } from './cli/check.ts';
import { CommandFailure, EXIT, packageDirectory, readTextIfPresent, type Context } from './cli/context.ts';
import { devCommand, type DevFlags } from './cli/dev.ts';
import { explainCommand } from './cli/explain.ts';
import { addHostOptions, hostArguments } from './cli/host-options.ts';
import { inspectCommand, sizeCommand, verifyCommand, type SizeFlags } from './cli/modules.ts';
import { ENGINES } from './cli/pipeline.ts';
import { cacheDirectory } from './cli/result-cache.ts';
import { runCommand } from './cli/run.ts';

const EXIT_CODES = `
Exit codes:
  0   success
  1   the program is refused, or the module is not sealed
  2   the command line cannot be understood
  3   a file cannot be read or written, or a tool is missing
  70  a defect of caisson itself
  caisson run and caisson dev end with the program's own code. The host adds: 124 a turn took too long,
  132 a rule of a device was broken, 134 trapped; before boot 65 not sealed, 66 unreadable, 69 a device is missing.
`;

const EXAMPLES = `
Examples:
  caisson run hello.ts                           build to a cache and boot
  caisson build app.ts -o app.wasm               one sealed module, and app.wasm.map beside it
  caisson run app.wasm --publish 5353:53/udp     boot it on the user-mode network
  caisson dev app.ts --inspect                   the same program under Node, with its debugger
`;

/** Set by the command that ran. */
interface Outcome {
  exitCode: number;
}

function createProgram(context: Context, outcome: Outcome): Command {
  const program = new Command('caisson')
    .description(
      'Compiles a TypeScript program and its protocol stack into one sealed WebAssembly module, and runs it.',
    )
    .version(packageVersion(context))
    .showHelpAfterError('(see caisson --help)')
    .configureHelp({ sortSubcommands: false, helpWidth: 100 })
    .addHelpText('after', EXAMPLES + EXIT_CODES)
    .exitOverride();
  const end = async (work: number | Promise<number>): Promise<void> => {
    outcome.exitCode = await work;
  };
  addBuildingCommands(program, context, end);
  addModuleCommands(program, context, end);
  for (const command of program.commands) command.exitOverride().configureHelp({ helpWidth: 100 });
  return program;
}

type End = (work: number | Promise<number>) => Promise<void>;

function addBuildingCommands(program: Command, context: Context, end: End): void {
  addBuildOptions(program.command('build'))
    .description('compile a program to one sealed module')
    .argument('<source>', 'the .ts file that runs first')
    .addOption(
      new Option('--target <name>', 'a sealed module, or a WASI 0.2 component around it')
        .choices(TARGETS)
        .default('module'),
    )
    .option('-o, --output <file>', 'the module to write (default: the name of the source, in this directory)')
    .option('--json', 'print the result as JSON', false)
    .addOption(
      new Option('--emit <kinds>', 'also write ir and wat, beside the module').argParser(emitKinds).default([], 'none'),
    )
    .option('--explain-repr <name>', 'say which representation a variable, field or function got, and why')
    .action((source: string, flags: BuildFlags) => end(buildCommand(context, source, flags)));

  const run = addBuildOptions(program.command('run'))
    .description('boot a module, or build a program and boot it')
    .argument('<file>', 'a .wasm module or a .ts program')
    .argument('[args...]', 'after --: the program’s process.argv')
    .usage('[options] <file> [-- args...]');
  addHostOptions(run).action((file: string, args: string[], flags: BuildFlags) =>
    end(runCommand(context, file, buildFlags(flags), hostArguments(run), args)),
  );

  program
    .command('check')
    .description('report all diagnostics of a program without generating code')
    .argument('<source>', 'the .ts file that runs first')
    .option('--json', 'print diagnostics as JSON', false)
    .option('--no-cache', 'do not reuse the result of an unchanged program')
    .action((source: string, flags: CheckFlags) => end(checkCommand(context, source, flags)));

  program
    .command('dev')
    .description('run a program under Node, on the operating system’s sockets')
    .argument('<source>', 'the .ts file that runs first')
    .argument('[args...]', 'after --: the program’s process.argv')
    .usage('[options] <source> [-- args...]')
    .option('--inspect [address]', 'open Node’s debugger')
    .option('--inspect-brk [address]', 'open Node’s debugger and wait for it')
    .option('--port-offset <n>', 'bind ports below 1024, which need privileges, this much higher', wholeNumber)
    .action((source: string, args: string[], flags: DevFlags) => end(devCommand(context, source, flags, args)));
}

function addModuleCommands(program: Command, context: Context, end: End): void {
  program
    .command('inspect')
    .description('show imports, exports, manifest, devices, memory, sections, and what ran at build time')
    .argument('<module>', 'a .wasm file')
    .option('--json', 'print as JSON', false)
    .action((file: string, flags: { json: boolean }) => end(inspectCommand(context, file, flags)));

  program
    .command('size')
    .description('show bytes by section, source file and function, and why each function was linked')
    .argument('<module>', 'a .wasm file')
    .option('--json', 'print as JSON, with every function', false)
    .option('--top <n>', 'functions to list', wholeNumber, 25)
    .action((file: string, flags: SizeFlags) => end(sizeCommand(context, file, flags)));

  program
    .command('verify')
    .description('check that a module is sealed, trusting nothing but its bytes')
    .argument('<module>', 'a .wasm file')
    .option('--json', 'print as JSON', false)
    .action((file: string, flags: { json: boolean }) => end(verifyCommand(context, file, flags)));

  program
    .command('explain')
    .description('explain a diagnostic, or list them all')
    .argument('[code]', 'such as CSN1001')
    .action((code: string | undefined) => end(explainCommand(context, code)));
}

function addBuildOptions(command: Command): Command {
  return command
    .addOption(
      new Option(
        '-O, --optimize <level>',
        '0: nothing is proven, for debugging the build; 1: ours, without Binaryen’s passes',
      )
        .argParser(optimizeLevel)
        .default(3),
    )
    .option('--gc-stress', 'collect at every allocation and poison freed cells', false)
    .option('--no-snapshot', 'evaluate nothing at build time')
    .option('--ipv4-only', 'link no IPv6', false)
    .option(
      '--layout-seed <n>',
      'permute functions, table and data by this seed (default: from the sources)',
      wholeNumber,
    )
    .addOption(new Option('--engine <name>', 'the compiler behind the seal').choices(ENGINES).default('sealed'));
}

/** The build options of `run`, without the host's. */
function buildFlags(flags: BuildFlags): BuildFlags {
  const { gcStress, snapshot, ipv4Only, optimize, layoutSeed, engine } = flags;
  return {
    gcStress,
    snapshot,
    ipv4Only,
    optimize,
    engine,
    target: 'module',
    emit: [],
    json: false,
    ...(layoutSeed === undefined ? {} : { layoutSeed }),
  };
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value > 0xffff_ffff) throw new InvalidArgumentError('Give a whole number below 2^32.');
  return value;
}

function optimizeLevel(text: string): 0 | 1 | 3 {
  if (text !== '0' && text !== '1' && text !== '3') throw new InvalidArgumentError('The levels are 0, 1 and 3.');
  return text === '0' ? 0 : text === '1' ? 1 : 3;
}

function emitKinds(text: string): string[] {
  const kinds = text.split(',');
  if (!kinds.every((kind) => kind === 'ir' || kind === 'wat'))
    throw new InvalidArgumentError('The kinds are ir and wat.');
  return kinds;
}

function packageVersion(context: Context): string {
  const text = readTextIfPresent(context, `${packageDirectory()}/package.json`) ?? '{}';
  return (JSON.parse(text) as { version?: string }).version ?? 'unknown';
}

function processContext(): Context {
  return {
    directory: process.cwd(),
    environment: process.env,
    colour: process.stderr.isTTY === true && !process.env['NO_COLOR'],
    out: (text) => void process.stdout.write(text),
    error: (text) => void process.stderr.write(text),
  };
}

/** Runs the command line and returns its exit code. */
async function main(args: readonly string[]): Promise<number> {
  const context = processContext();
  // Half of a small program's compile time is loading TypeScript, Binaryen and the compiler itself. Node 20 keeps no code.
  nodeModule.enableCompileCache?.(join(cacheDirectory(context.environment), 'code'));
  const outcome: Outcome = { exitCode: EXIT.success };
  try {
    await createProgram(context, outcome).parseAsync([...args], { from: 'user' });
    return outcome.exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.success : EXIT.usage;
    if (error instanceof CommandFailure) {
      context.error(`${error.message}\n`);
      return error.exitCode;
    }
    const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
    context.error(`Cannot go on: caisson itself failed, which is a defect; please report it\n${trace}\n`);
    return EXIT.internal;
  }
}

process.exitCode = await main(process.argv.slice(2));
