// The symbol of custom inspection reached only through the registry: the runtime must not think that nothing answers to it.
const custom = Symbol.for(['nodejs', 'util', 'inspect', 'custom'].join('.'));
const shown = { hidden: 1, [custom]: (): string => 'SHOWN' };
console.log(shown);
console.log([shown, { inner: shown }]);
const plain: Record<symbol, unknown> = {};
plain[custom] = (depth: number): string => `depth ${depth}`;
console.log(plain, 'and', { a: plain });
