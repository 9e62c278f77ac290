// ReadableStream: sources that push and pull, readers, queues and their sizes, errors, cancelling, iteration, tee, from; order of events.
const log = (...parts: unknown[]): void => console.log(...parts);

async function collect<T>(stream: ReadableStream<T>): Promise<T[]> {
  const chunks: T[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return chunks;
}

async function basics(): Promise<void> {
  let pulls = 0;
  const pulled = new ReadableStream<number>({
    start: (controller) => log('start', controller.desiredSize),
    pull: (controller) => {
      pulls++;
      log('pull', pulls, controller.desiredSize);
      if (pulls > 3) controller.close();
      else controller.enqueue(pulls);
    },
    cancel: (reason) => log('cancel', reason),
  });
  const reader = pulled.getReader();
  log(pulled.locked, await reader.read(), await reader.read(), await reader.read(), await reader.read());
  await reader.closed;
  reader.releaseLock();
  log(pulled.locked, pulls);

  const pushed = new ReadableStream<string>(
    {
      start(controller) {
        for (const chunk of ['a', 'b', 'c']) {
          controller.enqueue(chunk);
          log(controller.desiredSize);
        }
        controller.close();
        try {
          controller.enqueue('late');
        } catch (error) {
          log((error as Error).name);
        }
      },
    },
    { highWaterMark: 2 },
  );
  log(await collect(pushed));
  const sized = new ReadableStream<string>({ start: (controller) => (controller.enqueue('four'), log(controller.desiredSize)) }, { highWaterMark: 10, size: (chunk) => chunk.length });
  log(sized);
}

async function failures(): Promise<void> {
  const broken = new ReadableStream({ start: (controller) => controller.error(new Error('broken')) });
  const reader = broken.getReader();
  for (const promise of [reader.read(), reader.closed]) await promise.catch((error: Error) => log(error.message));
  const throwing = new ReadableStream({ pull: () => Promise.reject(new Error('pull failed')) });
  await collect(throwing).catch((error: Error) => log(error.message));
  const starting = new ReadableStream({ start: async () => { throw new Error('start failed'); } });
  await collect(starting).catch((error: Error) => log(error.message));
  const locked = new ReadableStream();
  locked.getReader();
  try {
    locked.getReader();
  } catch (error) {
    log((error as Error).name, (error as { code?: string }).code);
  }
  await locked.cancel().catch((error: Error) => log(error.name));
}

async function cancelling(): Promise<void> {
  const stream = new ReadableStream<number>({ pull: (controller) => controller.enqueue(1), cancel: (reason) => log('cancelled', reason) });
  for await (const chunk of stream) {
    log(chunk);
    break;
  }
  log(stream.locked);
  const other = new ReadableStream<number>({ cancel: (reason) => log('cancelled', reason) });
  const reader = other.getReader();
  const waiting = reader.read();
  await reader.cancel('enough');
  log(await waiting, await reader.closed);
  const kept = new ReadableStream<number>({ start: (controller) => { controller.enqueue(1); controller.enqueue(2); controller.close(); } });
  for await (const chunk of kept.values({ preventCancel: true })) {
    log(chunk);
    break;
  }
  log(await collect(kept));
}

async function branches(): Promise<void> {
  const [a, b] = ReadableStream.from([1, 2, 3]).tee();
  log(await collect(a), await collect(b));
  async function* letters(): AsyncGenerator<string> {
    yield 'x';
    yield 'y';
  }
  log(await collect(ReadableStream.from(letters())), await collect(ReadableStream.from(new Set([Promise.resolve(1), 2]))));
  const bytes = new ReadableStream<Uint8Array>({ type: 'bytes', start: (controller) => { controller.enqueue(new Uint8Array([65, 66])); controller.close(); } });
  log(bytes, await new Response(bytes).text());
  const text = new Response('abc').body!;
  const decoder = new TextDecoder();
  let decoded = '';
  for await (const chunk of text) decoded += decoder.decode(chunk as Uint8Array, { stream: true });
  log(decoded);
}

async function order(): Promise<void> {
  const events: string[] = [];
  const stream = new ReadableStream<number>({
    start: () => { events.push('start'); },
    pull: async (controller) => {
      events.push('pull');
      await Promise.resolve();
      controller.enqueue(events.length);
      if (events.length > 6) controller.close();
    },
  });
  const reader = stream.getReader();
  queueMicrotask(() => events.push('microtask'));
  for (;;) {
    const result = await reader.read();
    events.push(`read ${result.done}`);
    if (result.done) break;
  }
  log(events.filter((event) => event !== 'pull').length, events.at(-1));
}

await basics();
await failures();
await cancelling();
await branches();
await order();
