// Typed publish and subscribe with topics by template literal and wildcard matching.
type Topics = { 'user:created': { id: number }; 'user:deleted': { id: number; by?: string }; 'job:done': string };
type Group = keyof Topics extends `${infer G}:${string}` ? G : never;
type Pattern = keyof Topics | `${Group}:*` | '*';
class Hub {
  readonly #subs: { pattern: Pattern; f: (p: any, topic: keyof Topics) => void }[] = [];
  on<P extends Pattern>(pattern: P, f: (p: P extends keyof Topics ? Topics[P] : Topics[keyof Topics], topic: keyof Topics) => void): { off: () => void } {
    const sub = { pattern, f };
    this.#subs.push(sub);
    return { off: () => void this.#subs.splice(this.#subs.indexOf(sub), 1) };
  }
  emit<T extends keyof Topics>(topic: T, payload: Topics[T]): number {
    const [group] = topic.split(':');
    const hit = this.#subs.filter(({ pattern }) => pattern === '*' || pattern === topic || pattern === `${group}:*`);
    hit.forEach(({ f }) => f(payload, topic));
    return hit.length;
  }
}
const hub = new Hub();
const log: string[] = [];
hub.on('user:created', ({ id }) => void log.push(`created ${id + 1}`));
const { off } = hub.on('user:*', (p, t) => void log.push(`${t} ${JSON.stringify(p)}`));
hub.on('*', (_, t) => void log.push(`any ${t}`));
console.log(hub.emit('user:created', { id: 1 }), hub.emit('user:deleted', { id: 1, by: 'me' }), hub.emit('job:done', 'ok'));
off();
console.log(hub.emit('user:deleted', { id: 2 }), log);
