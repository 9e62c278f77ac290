// The registry.
export const plugins = new Map<string, (s: string) => string>();
export const register = (name: string, f: (s: string) => string): number => plugins.set(name, f).size;
export const runAll = (s: string): string => [...plugins.values()].reduce((t, f) => f(t), s);
