// apps/dhcp, compiled, against the clients that Linux hosts run: udhcpc and dhclient, on a TAP device in a namespace; the same tests as
// under `caisson dev` (dev.test.ts). What is missing skips its tests by name.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe } from 'vitest';
import { compile } from '../peers/dns-app.ts';
import { Namespace } from '../peers/namespace.ts';
import { onTap } from '../peers/places.ts';
import { dhcpSuite } from './app-suites.ts';

const BUILD_MS = 600_000;
const reason = Namespace.reason();

describe.skipIf(reason !== '')(`apps/dhcp ${reason}`.trim(), () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'caisson-dhcp-'));
    compile('apps/dhcp/main.ts', join(folder, 'dhcp.wasm'));
  }, BUILD_MS);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  dhcpSuite(onTap(() => join(folder, 'dhcp.wasm')));
});
