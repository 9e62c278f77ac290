// The same, read under a name that is computed, from something of unknown type.
function read(from: unknown, name: string): unknown {
  return (from as Record<string, unknown>)[name];
}
const Made = read([/a/, {}][0], ['con', 'structor'].join('')) as RegExpConstructor | undefined;
const known = read(/a/, 'constructor') as RegExpConstructor;
console.log(typeof Made, new known(['\\p{Lu}', '+'].join(''), 'u').exec('abÄÖc')?.[0]);
