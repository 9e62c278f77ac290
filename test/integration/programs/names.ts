// Asks by name, over `fetch` and over `connect`; for names.test.ts.

import { connect } from 'caisson/net';

const port = Number(process.env['HTTP_PORT']);
const port6 = process.env['HTTP6_PORT'];

/** A moment after the start there is an address of IPv6. */
async function eventually(url: string): Promise<string> {
  for (let tries = 0; ; tries++) {
    try {
      return await (await fetch(url)).text();
    } catch (error) {
      if (tries === 40) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

try {
  console.log(await (await fetch(`http://site.test:${port}/greeting`)).text());
  console.log(await (await fetch(`http://short:${port}/greeting`)).text());
  const stream = await connect({ host: 'alias.test', port });
  await stream.write(new TextEncoder().encode('GET /greeting HTTP/1.0\r\n\r\n'));
  let text = '';
  for await (const bytes of stream) text += new TextDecoder().decode(bytes);
  console.log(text.split('\r\n\r\n')[1]);
  if (port6 !== undefined) {
    console.log(await eventually(`http://six.test:${port6}/greeting`));
    console.log(await (await fetch(`http://[fd00:a00:200::2]:${port6}/greeting`)).text());
    // Of both families, and the server is one of IPv4.
    console.log(await (await fetch(`http://site.test.:${port}/greeting`)).text());
  }
  await fetch(`http://nobody.test:${port}/`);
} catch (error) {
  const { message, cause } = error as Error;
  console.log(message, (cause as Error).message);
}

process.exit();
