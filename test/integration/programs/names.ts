// Asks by name, over `fetch` and over `connect`; for names.test.ts.

import { connect } from 'caisson/net';

const port = Number(process.env['HTTP_PORT']);

try {
  console.log(await (await fetch(`http://site.test:${port}/greeting`)).text());
  console.log(await (await fetch(`http://short:${port}/greeting`)).text());
  const stream = await connect({ host: 'alias.test', port });
  await stream.write(new TextEncoder().encode('GET /greeting HTTP/1.0\r\n\r\n'));
  let text = '';
  for await (const bytes of stream) text += new TextDecoder().decode(bytes);
  console.log(text.split('\r\n\r\n')[1]);
  await fetch(`http://nobody.test:${port}/`);
} catch (error) {
  const { message, cause } = error as Error;
  console.log(message, (cause as Error).message);
}

process.exit();
