// Request and Response: construction, defaults, content read in every way, once; clones; what is refused.
async function attempt(what: string, body: () => unknown): Promise<void> {
  try {
    console.log(what, await body());
  } catch (error) {
    console.log(what, (error as Error).name, (error as Error).message);
  }
}
const fields = (message: { headers: Headers }): string => JSON.stringify([...message.headers]);

async function responses(): Promise<void> {
  const plain = new Response('héllo');
  console.log(plain.status, plain.ok, plain.statusText, plain.type, plain.url, plain.redirected, plain.bodyUsed, fields(plain));
  console.log(await plain.text(), plain.bodyUsed);
  await attempt('again', () => plain.text());
  await attempt('clone used', () => plain.clone());
  console.log(fields(new Response(new URLSearchParams('a=b c'))), fields(new Response(new Blob(['x'], { type: 'a/B' }))), fields(new Response(new Uint8Array([1]))));
  console.log(fields(Response.json({ a: [1] })), await Response.json({ a: [1] }).json(), fields(Response.json(1, { status: 201, headers: { 'content-type': 'x/y' } })));
  const redirect = Response.redirect('http://a/b c', 301);
  console.log(redirect.status, redirect.headers.get('location'), Response.error().type, Response.error().status);
  console.log(new Response(null).body, new Response('').body !== null, new Response(undefined, { status: 204, statusText: 'Nothing' }).statusText);
  console.log(await new Response(new Uint8Array([104, 105])).text(), new Uint8Array(await new Response('abc').arrayBuffer()), await new Response('xyz').bytes());
  const clone = new Response('twice', { headers: { a: 'b' } });
  const other = clone.clone();
  console.log(await clone.text(), await other.text(), other.headers.get('a'));
  console.log((await new Response('x', { headers: { 'Content-Type': 'Text/HTML' } }).blob()).type, await (await new Response('blob').blob()).text());
  await attempt('status 199', () => new Response(null, { status: 199 }));
  await attempt('status 600', () => new Response(null, { status: 600 }));
  await attempt('204 with content', () => new Response('x', { status: 204 }));
  await attempt('phrase', () => new Response('x', { statusText: 'a\nb' }));
  await attempt('json', () => Response.json(undefined));
  await attempt('bad json', () => new Response('{"a":').json());
  await attempt('redirect 200', () => Response.redirect('http://a/', 200));
  await attempt('redirect relative', () => Response.redirect('/a'));
  await attempt('no form', () => new Response('{').formData());
  for (const status of [200, 201, 299, 300, 404, 500]) console.log(status, new Response(null, { status }).ok);
}

async function requests(): Promise<void> {
  const get = new Request('http://example.com/a/../b?q#f');
  console.log(get.method, get.url, get.body, get.redirect, get.mode, get.credentials, get.cache, get.destination, get.referrer, get.signal.aborted, fields(get));
  const post = new Request(new URL('http://h/'), { method: 'post', body: JSON.stringify({ x: 1 }), headers: { 'content-type': 'application/json' } });
  console.log(post.method, fields(post), await post.clone().json(), await post.text(), post.bodyUsed);
  const copied = new Request(new Request('http://h/x', { method: 'PUT', body: 'data', headers: { a: 'b' } }), { headers: { c: 'd' } });
  console.log(copied.method, copied.url, fields(copied), await copied.text());
  console.log(new Request('http://h', { method: 'query' }).method, new Request('http://h', { method: 'Delete' }).method);
  await attempt('relative', () => new Request('/x'));
  await attempt('credentials', () => new Request('http://u:p@h/'));
  await attempt('get with content', () => new Request('http://h', { body: 'x' }));
  await attempt('trace', () => new Request('http://h', { method: 'Trace' }));
  await attempt('method', () => new Request('http://h', { method: 'a b' }));
  await attempt('stream', () => new Request('http://h', { method: 'POST', body: new ReadableStream() }));
  const controller = new AbortController();
  const aborted = new Request('http://h', { signal: controller.signal });
  controller.abort();
  console.log(aborted.signal.aborted);
}

async function forms(): Promise<void> {
  const encoded = new Response('a=1&b=x%20y&a=2', { headers: { 'content-type': 'application/x-www-form-urlencoded' } });
  console.log(await encoded.formData());
  const form = new FormData();
  form.append('text', 'b\nc "q"');
  form.append('file', new File(['contents'], 'n"ame.txt', { type: 'text/css' }));
  form.append('text', 'second');
  form.set('one', '1');
  const message = new Response(form);
  const type = message.headers.get('content-type') ?? '';
  const boundary = type.slice(type.indexOf('=') + 1);
  console.log(type.replace(boundary, ''), JSON.stringify((await message.clone().text()).replaceAll(boundary, 'B')));
  const back = await message.formData();
  console.log([...back.keys()], back.getAll('text'), back.get('one'), back.has('none'), back.get('none'));
  const file = back.get('file') as File;
  console.log(file.name, file.type, file.size, await file.text(), file instanceof File, file instanceof Blob);
  form.delete('text');
  for (const [name, value] of form) console.log(name, typeof value === 'string' ? value : value.name);
  await attempt('broken', () => new Response('--x\r\n', { headers: { 'content-type': 'multipart/form-data; boundary=x' } }).formData());
}

async function blobs(): Promise<void> {
  const blob = new Blob(['ab', new Uint8Array([99]), new Blob(['d']), new Uint16Array([0x6665]).buffer], { type: 'Text/Plain' });
  console.log(blob, blob.size, blob.type, await blob.text(), await blob.slice(1, 3, 'x/y').text(), blob.slice(-2).size, await blob.bytes());
  console.log(await new Response(blob.stream()).text(), new Blob(['\u00e9']).size, new Blob([], { type: 'a\u00e9' }).type, String(blob));
  const file = new File(['x'], 'name', { lastModified: 5 });
  console.log(file, file.lastModified, String(file));
}

await responses();
await requests();
await forms();
await blobs();
