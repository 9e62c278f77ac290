// apps/dns, sealed and under `caisson dev`, against NSD and Knot: the same zones, more than 2,000 questions, compared section by section;
// every difference must be one that a document decides (test/dns/decisions.ts). And against our own library: no difference.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Comparison } from '../dns/comparison.ts';
import { type Decision, DECISIONS, judge } from '../dns/decisions.ts';
import { allZones } from '../dns/zones.ts';
import { compile, type DnsApp, writeDnsApp } from '../peers/dns-app.ts';
import { startKnot, startNsd } from '../peers/name-servers.ts';
import { missing, Namespace, NODE } from '../peers/namespace.ts';
import { ADDRESS, onTap, type Place, underDev } from '../peers/places.ts';

const QUESTIONS_LEAST = 2000;
const LIMIT_MS = 180_000;
/** Differences that a failing test prints: a defect may make thousands, which take minutes to compare. */
const SHOWN_MOST = 20;
const OURS = `${ADDRESS}:53`;
const NSD = { address: '127.0.0.1', port: 5301 };
const KNOT = { address: '127.0.0.1', port: 5302 };

const reason = Namespace.reason();

const PLACES = [
  ['sealed', onTap(compiled)],
  ['under caisson dev', underDev],
] as const;

function compiled(source: string): string {
  const module = source.replace(/ts$/, 'wasm');
  compile(source, module);
  return module;
}

describe.skipIf(reason !== '').each(PLACES)(`the DNS server, %s ${reason}`.trim(), (_name, makePlace) => {
  let app: DnsApp;
  let place: Place;
  let net: Namespace;
  let folder = '';

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'caisson-differential-'));
    app = writeDnsApp('differential', allZones());
    place = makePlace();
    net = place.net;
    await place.boot(app.source, 'dns on');
  }, 600_000);
  afterAll(async () => {
    await place.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  async function compareWith(peer: string): Promise<Comparison> {
    const { code, text } = await net.finish([NODE, 'test/dns/differential.ts', OURS, peer, '--json']);
    expect(code, text).toBe(0);
    const comparison = JSON.parse(text) as Comparison;
    expect(comparison.questions).toBeGreaterThan(QUESTIONS_LEAST);
    return comparison;
  }

  function expectDecided({ differences, alike, questions }: Comparison, decisions: readonly Decision[]): void {
    const { applied, unexplained } = judge(differences, decisions);
    expect(unexplained.slice(0, SHOWN_MOST)).toEqual([]);
    // A line that explains nothing any more has to go.
    for (const [{ what }, times] of applied) expect(times, what).toBeGreaterThan(0);
    expect(alike / questions).toBeGreaterThan(0.9);
  }

  it('answers every question as the library does under Node', { timeout: LIMIT_MS }, async () => {
    expect((await compareWith('library')).differences.slice(0, SHOWN_MOST)).toEqual([]);
  });

  const nsd = missing('nsd');
  it.skipIf(nsd !== '')(`differs from NSD only where a document decides ${nsd}`, { timeout: LIMIT_MS }, async () => {
    await startNsd(net, join(folder, 'nsd'), NSD.address, NSD.port, app.zones);
    expectDecided(await compareWith(`${NSD.address}:${NSD.port}`), DECISIONS.nsd);
  });

  const knot = missing('knotd');
  it.skipIf(knot !== '')(`differs from Knot only where a document decides ${knot}`, { timeout: LIMIT_MS }, async () => {
    await startKnot(net, join(folder, 'knot'), KNOT.address, KNOT.port, app.zones);
    expectDecided(await compareWith(`${KNOT.address}:${KNOT.port}`), DECISIONS.knot);
  });
});
