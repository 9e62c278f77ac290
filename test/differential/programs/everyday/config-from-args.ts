// Parsing process-like arguments: flags, values, repeats, positionals, and usage errors.
interface Options {
  verbose: boolean;
  level: number;
  include: string[];
  out?: string;
}
function parse(args: string[]): { options: Options; rest: string[] } | string {
  const options: Options = { verbose: false, level: 1, include: [] };
  const rest: string[] = [];
  const queue = [...args];
  for (let a = queue.shift(); a !== undefined; a = queue.shift()) {
    const [, key, inline] = /^--?(\w+)(?:=(.*))?$/.exec(a) ?? [];
    if (a === '--') return { options, rest: [...rest, ...queue] };
    if (key === undefined) {
      rest.push(a);
      continue;
    }
    const value = (): string => inline ?? queue.shift() ?? '';
    if (key === 'v' || key === 'verbose') options.verbose = inline !== 'false';
    else if (key === 'level') options.level = Number(value());
    else if (key === 'include' || key === 'I') options.include.push(value());
    else if (key === 'out') options.out = value();
    else return `unknown option ${a}`;
  }
  return Number.isNaN(options.level) ? 'level is not a number' : { options, rest };
}
for (const line of ['a b', '-v --level=3 x --out file', '--include a -I b --include=c', '--nope', '--level x', '-v=false -- --level 2', '']) console.log(JSON.stringify(line), parse(line.split(' ').filter(Boolean)));
