// Custom errors with extra fields across awaits and finally.
class HttpError extends Error {
  constructor(
    readonly status: number,
    message = `HTTP ${status}`,
  ) {
    super(message);
  }
}
const log: string[] = [];
async function request(status: number): Promise<string> {
  log.push(`open ${status}`);
  try {
    await null;
    if (status >= 400) throw new HttpError(status);
    return `body ${status}`;
  } finally {
    await null;
    log.push(`close ${status}`);
  }
}
async function retry(statuses: number[]): Promise<string> {
  for (const [i, s] of statuses.entries()) {
    try {
      return await request(s);
    } catch (e) {
      if (!(e instanceof HttpError) || e.status === 404) throw e;
      log.push(`retry ${i} after ${e.status}`);
    }
  }
  throw new AggregateError([], 'exhausted');
}
console.log(await retry([500, 503, 200]), await retry([404]).catch((e: HttpError) => e.message), await retry([500]).catch((e: Error) => e.name));
console.log(log.join('\n'));
