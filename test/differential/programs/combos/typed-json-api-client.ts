// A typed client over a fake transport with retries, decoding, errors as values and pagination.
interface Page<T> {
  items: T[];
  next?: string;
}
type Decoder<T> = (v: unknown) => T;
const str: Decoder<string> = (v) => { if (typeof v !== 'string') throw new TypeError(`expected text, got ${JSON.stringify(v)}`); return v; };
const num: Decoder<number> = (v) => { if (typeof v !== 'number') throw new TypeError(`expected number, got ${JSON.stringify(v)}`); return v; };
const obj = <T extends object>(shape: { [K in keyof T]: Decoder<T[K]> }): Decoder<T> => (v) => Object.fromEntries(Object.entries<Decoder<unknown>>(shape).map(([k, d]) => { try { return [k, d((v as Record<string, unknown>)[k])]; } catch (e) { throw new TypeError(`${k}: ${(e as Error).message}`); } })) as T;
const list = <T>(d: Decoder<T>): Decoder<T[]> => (v) => (v as unknown[]).map((x, i) => { try { return d(x); } catch (e) { throw new TypeError(`[${i}] ${(e as Error).message}`); } });
const opt = <T>(d: Decoder<T>): Decoder<T | undefined> => (v) => (v == null ? undefined : d(v));
const user = obj<{ id: number; name: string; email: string | undefined }>({ id: num, name: str, email: opt(str) });
const responses: Record<string, string[]> = { '/u': ['!', '{"items":[{"id":1,"name":"a"}],"next":"/u2"}'], '/u2': ['{"items":[{"id":2,"name":"b","email":"x@y"}]}'], '/bad': ['{"items":[{"id":1,"name":"ok"},{"id":"2","name":"c"}]}'], '/gone': ['!', '!', '!'] };
const fetchText = async (path: string): Promise<string> => { await null; const r = responses[path]?.shift(); if (r === undefined) throw new Error(`404 ${path}`); if (r === '!') throw new Error('network'); return r; };
const retry = async <T>(f: () => Promise<T>, n: number): Promise<T> => { for (;;) try { return await f(); } catch (e) { if (--n <= 0 || !(e as Error).message.includes('network')) throw e; } };
async function* all<T>(path: string, d: Decoder<T>): AsyncGenerator<T> {
  for (let at: string | undefined = path; at; ) {
    const page: Page<T> = obj<Page<T>>({ items: list(d), next: opt(str) } as { [K in keyof Page<T>]-?: Decoder<Page<T>[K]> })(JSON.parse(await retry(() => fetchText(at!), 2)));
    yield* page.items;
    at = page.next;
  }
}
for (const p of ['/u', '/bad', '/gone', '/none']) {
  try {
    for await (const u of all(p, user)) console.log(p, u);
  } catch (e) {
    console.log(p, String(e));
  }
}
