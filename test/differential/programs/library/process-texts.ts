// Arguments and environment are texts until the program stores something else, directly or behind a name for `process`.
const given = process.argv.slice(2);
console.log(given.length, given.join(' '), given.map((arg) => arg.toUpperCase()));

function options(args: readonly string[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const arg of args) {
    const [key, value = 'true'] = arg.split('=', 2);
    if (key?.startsWith('--')) found.set(key.slice(2), value);
  }
  return found;
}
process.argv.push('--level=3', '--quiet', 'rest');
for (const [key, value] of options(process.argv.slice(2))) console.log(key, value, value.length);
console.log(process.argv[99], process.argv.at(-1), process.argv.indexOf('rest'), process.argv.length);

const { MISSING: missing = 'nothing' } = process.env;
console.log(missing, process.env['ALSO_MISSING'] === undefined, Number(process.env.NO_PORT ?? '80') + 1);
process.env.ADDED = 'yes';
console.log(process.env.ADDED, 'ADDED' in process.env, Object.keys(process.env).includes('ADDED'));
delete process.env.ADDED;
console.log(process.env.ADDED ?? 'gone', process.env.toString === Object.prototype.toString);

// Whoever has the object may put anything into what it holds.
function tamper(holder: { argv: unknown[] }): void {
  holder.argv.push({ not: 'a text' }, 7);
}
tamper(process as unknown as { argv: unknown[] });
console.log(process.argv.slice(-2), typeof process.argv.at(-1), JSON.stringify(process.argv.slice(-1)));
if (given.length > 0) process.exitCode = 3;
console.log(process.exitCode);
