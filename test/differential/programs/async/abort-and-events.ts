// AbortController and EventTarget.
const c = new AbortController();
const log: string[] = [];
c.signal.addEventListener('abort', () => log.push(`abort ${String(c.signal.reason)}`));
const work = (signal: AbortSignal): Promise<string> =>
  new Promise((resolve, reject) => {
    const t = setTimeout(resolve, 50, 'done');
    signal.addEventListener('abort', () => {
      clearTimeout(t);
      reject(signal.reason);
    }, { once: true });
  });
setTimeout(() => c.abort('stop'), 2);
console.log(await work(c.signal).catch((r) => `rejected ${r}`), c.signal.aborted, log);
try {
  c.signal.throwIfAborted();
} catch (e) {
  console.log(e);
}
const t = new EventTarget();
const h = (e: Event): void => void log.push(`${e.type} ${e instanceof CustomEvent ? e.detail : ''}`);
t.addEventListener('ping', h);
t.addEventListener('ping', h);
t.addEventListener('once', h, { once: true });
t.dispatchEvent(new CustomEvent('ping', { detail: 5 }));
t.dispatchEvent(new Event('once'));
t.dispatchEvent(new Event('once'));
t.removeEventListener('ping', h);
console.log(t.dispatchEvent(new Event('ping')), log);
console.log(new AbortController().signal.reason, (AbortSignal.abort().reason as Error).name, AbortSignal.any([AbortSignal.abort('x')]).reason);
