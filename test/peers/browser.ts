// Chromium, headless, driven over its DevTools protocol on two pipes, so that it may live in a namespace of its own. Every distribution
// has it under another name; where there is none `browserName` is empty, and tests skip by name.

import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { has } from './namespace.ts';

const NAMES = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome-stable'];
const COMMAND_LIMIT_MS = 30_000;
const CLOSE_MS = 5000;

export const browserName = NAMES.find(has) ?? '';
export const noBrowser = browserName === '' ? 'not installed: chromium (just setup-browser)' : '';

interface Reply {
  readonly id?: number;
  readonly method?: string;
  readonly error?: { readonly message: string };
  readonly result?: Record<string, unknown>;
}

export class Browser {
  private readonly child: ChildProcess;
  private readonly profile: string;
  private readonly waiting = new Map<number, (reply: Reply) => void>();
  private readonly events: ((method: string) => void)[] = [];
  private session: string | undefined;
  private lastId = 0;
  private pending = '';

  /** `command` runs a command line elsewhere, such as `Namespace.command`. */
  constructor(command: (args: readonly string[]) => string[] = (args) => [...args]) {
    this.profile = mkdtempSync(join(tmpdir(), 'caisson-browser-'));
    const [file, ...args] = command([
      browserName,
      // As root there is no sandbox; what is loaded is ours.
      ...['--headless', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--no-first-run'],
      ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
      `--user-data-dir=${this.profile}`,
      '--remote-debugging-pipe',
    ]);
    this.child = spawn(file!, args, { detached: true, stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] });
    this.child.on('error', () => {});
    (this.child.stdio[3] as Writable).on('error', () => {});
    (this.child.stdio[4] as Readable).on('data', (part: Buffer) => this.take(part.toString()));
  }

  /** Loads a page, and waits until all that it names is there. */
  async open(url: string): Promise<void> {
    if (this.session === undefined) {
      const { targetId } = await this.send('Target.createTarget', { url: 'about:blank' });
      const { sessionId } = await this.send('Target.attachToTarget', { targetId, flatten: true });
      this.session = sessionId as string;
      await this.send('Page.enable', {});
    }
    await this.loading(() => this.send('Page.navigate', { url }));
  }

  /** The value of an expression in the page; promises are awaited. */
  async evaluate(expression: string): Promise<unknown> {
    const { result, exceptionDetails } = await this.send('Runtime.evaluate', {
      expression,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails !== undefined)
      throw new Error(`Cannot evaluate ${expression}: ${JSON.stringify(exceptionDetails)}`);
    return (result as { value?: unknown }).value;
  }

  /** Does something that leads to another page, and waits for that. */
  async follow(expression: string): Promise<void> {
    await this.loading(() => this.evaluate(expression));
  }

  async close(): Promise<void> {
    const ended = new Promise((resolve) => this.child.once('close', resolve));
    this.send('Browser.close', {}).catch(() => {});
    // Its name may be a script's: then the browser is a child, of the same group.
    const timer = setTimeout(() => process.kill(-this.child.pid!, 'SIGKILL'), CLOSE_MS);
    await ended;
    clearTimeout(timer);
    rmSync(this.profile, { recursive: true, force: true, maxRetries: 5 });
  }

  private async loading(action: () => Promise<unknown>): Promise<void> {
    const loaded = new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('Cannot load a page: it took too long')), COMMAND_LIMIT_MS);
      const hear = (method: string): void => {
        if (method !== 'Page.loadEventFired') return;
        clearTimeout(timer);
        this.events.splice(this.events.indexOf(hear), 1);
        resolve();
      };
      this.events.push(hear);
    });
    await Promise.all([loaded, action()]);
  }

  private send(method: string, params: Record<string, unknown>): Promise<Record<string, unknown>> {
    const id = ++this.lastId;
    // What concerns the whole browser has no session.
    const session = method.startsWith('Browser.') ? undefined : this.session;
    const message = JSON.stringify({ id, method, params, ...(session === undefined ? {} : { sessionId: session }) });
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error(`Cannot ask the browser: no answer to ${method}`)),
        COMMAND_LIMIT_MS,
      );
      this.waiting.set(id, ({ error, result }) => {
        clearTimeout(timer);
        if (error === undefined) resolve(result ?? {});
        else reject(new Error(`Cannot ask the browser: ${method}: ${error.message}`));
      });
      (this.child.stdio[3] as Writable).write(`${message}\0`);
    });
  }

  /** Messages end with a zero. */
  private take(text: string): void {
    const parts = (this.pending + text).split('\0');
    this.pending = parts.pop()!;
    for (const part of parts) {
      const reply = JSON.parse(part) as Reply;
      if (reply.method !== undefined) for (const hear of [...this.events]) hear(reply.method);
      if (reply.id === undefined) continue;
      this.waiting.get(reply.id)?.(reply);
      this.waiting.delete(reply.id);
    }
  }
}

/** What a visitor does with apps/web, at `base`: looks at pages, signs in, says something, signs out. */
export async function visit(browser: Browser, base: string): Promise<void> {
  const check = async (what: string, expression: string, expected: unknown): Promise<void> => {
    const found = JSON.stringify(await browser.evaluate(expression));
    if (found !== JSON.stringify(expected)) throw new Error(`${what}: ${found} instead of ${JSON.stringify(expected)}`);
  };
  await browser.open(`${base}/`);
  await check('heading', `document.querySelector('h1').textContent`, 'This page came out of a sealed module');
  await check(
    'pictures',
    `[...document.images].map((i) => i.complete && i.naturalWidth > 0).filter(Boolean).length`,
    12,
  );
  await check(
    'style',
    `[...document.styleSheets].every((s) => s.cssRules.length > 0) && document.styleSheets.length`,
    1,
  );
  // Filled in by a script that asks for JSON; it may still be about it.
  await check(
    'script',
    `new Promise((resolve) => {
      const look = () => /^\\d+$/.test(document.querySelector('#served').textContent) ? resolve('number') : setTimeout(look, 20);
      look();
    })`,
    'number',
  );
  await browser.follow(`document.querySelector('a[href="docs/sealing.html"]').click()`);
  await check('a link', `document.querySelector('h1').textContent`, 'What a seal is');
  await browser.open(`${base}/board`);
  const fill = (name: string, text: string): string =>
    `document.querySelector('input[name=${name}]').value = ${JSON.stringify(text)}; document.querySelector('input[name=${name}]').form.submit()`;
  await browser.follow(fill('name', 'Ann <i>'));
  await check('signed in', `document.querySelector('main p').textContent.startsWith('Ann <i>, visit ')`, true);
  await browser.follow(fill('text', 'grüße & <b>'));
  await check(
    'what was said',
    `[...document.querySelectorAll('.message')].some((m) => m.textContent === 'Ann <i> grüße & <b>')`,
    true,
  );
  await browser.follow(`document.querySelector('form[action="/logout"]').submit()`);
  await check('signed out', `document.querySelector('input[name=name]') !== null`, true);
  await browser.open(`${base}/none/such`);
  await check('a page that is not there', `document.body.textContent.includes('There is no such page')`, true);
}
