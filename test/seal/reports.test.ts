// `inspect` and `size` count every byte of a module and say why each function is there; `.map` files round-trip.
import { describe, expect, it } from 'vitest';
import { formatInspection, inspectModule, type Inspection } from '../../compiler/seal/inspect.ts';
import { formatSize, measureModule, UNKNOWN_SOURCE, type SizeReport } from '../../compiler/seal/size.ts';
import { decodeSourceMap, encodeSourceMap, positionAt, type SourceMapJson } from '../../compiler/seal/source-map.ts';
import { sealedModule } from './assemble.ts';

const MAP: SourceMapJson = {
  version: 1,
  sources: ['app.ts', 'lib.ts'],
  functions: [
    [3, 'boot', 0, 1, 1],
    [4, 'turn', 0, 9, 1],
    [5, 'helper', 1, 2, 3],
  ],
  positions: [
    [100, 0, 1, 5],
    [120, 1, 2, 7],
  ],
  build: { statements: 3, evaluated: 2, stopped: 'app.ts:9 writes to the console' },
};

function measured(map?: SourceMapJson): SizeReport {
  const result = measureModule(sealedModule(), map);
  if (!result.ok) throw new Error(result.reason);
  return result.report;
}

function inspected(map?: SourceMapJson): Inspection {
  const result = inspectModule(sealedModule(), map);
  if (!result.ok) throw new Error(result.reason);
  return result.inspection;
}

describe('size', () => {
  it('accounts for the whole file: header and sections', () => {
    const report = measured();
    expect(8 + report.sections.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(report.bytes);
    expect(report.files).toEqual([{ file: UNKNOWN_SOURCE, functions: 4, bytes: expect.any(Number) as number }]);
    const code = report.sections.find(({ name }) => name === 'code')?.bytes ?? 0;
    const bodies = report.functions.reduce((sum, { bytes }) => sum + bytes, 0);
    expect(code - bodies).toBeLessThan(8);
  });

  it('names functions by the map and says what links each', () => {
    const byName = new Map(measured(MAP).functions.map((row) => [row.name, row]));
    expect(byName.get('boot')?.linkedBy).toEqual(['export boot']);
    expect(byName.get('helper')).toMatchObject({ file: 'lib.ts', line: 2, linkedBy: ['export boot', 'boot'] });
    expect(byName.get('function 6')).toMatchObject({ file: UNKNOWN_SOURCE, linkedBy: ['dispatch table'] });
  });

  it('prints the largest functions only', () => {
    const text = formatSize('app.wasm', measured(MAP), 1);
    expect(text).toContain('largest 1 functions');
    expect(text).toContain('linked by');
  });

  it('gives a reason for what is no module', () => {
    expect(measureModule(Uint8Array.from([1, 2, 3]))).toMatchObject({ ok: false });
  });
});

describe('inspect', () => {
  it('lists what the module can reach', () => {
    const inspection = inspected(MAP);
    expect(inspection).toMatchObject({ sealed: true, functions: 4, memory: { minPages: 1, maxPages: 16 } });
    expect(inspection.imports).toEqual([
      { name: 'virtio.read', type: '(i32) -> i32' },
      { name: 'virtio.write', type: '(i32, i32) -> ()' },
      { name: 'virtio.now', type: '() -> i64' },
    ]);
    expect(inspection.devices).toEqual([
      { slot: 0, name: 'console', virtioId: 3 },
      { slot: 1, name: 'net', virtioId: 1 },
    ]);
  });

  it('prints a page with what ran at build time', () => {
    const text = formatInspection('app.wasm', inspected(MAP));
    for (const part of [
      'sealed',
      'slot 1  net',
      'at most 1024 KiB',
      '2 of 3 top-level statements',
      'writes to the console',
    ]) {
      expect(text).toContain(part);
    }
  });
});

describe('the .map file', () => {
  it('round-trips', () => {
    expect(decodeSourceMap(encodeSourceMap(MAP))).toEqual({ ok: true, map: MAP });
  });

  it.each([
    ['no JSON', '{'],
    ['null', 'null'],
    ['version 2', '{"version":2}'],
    ['lists missing', '{"version":1,"sources":[]}'],
    ['a name that is a number', '{"version":1,"sources":[],"functions":[[1,2,0,1,1]],"positions":[]}'],
    ['a short row', '{"version":1,"sources":[],"functions":[],"positions":[[1,2]]}'],
  ])('refuses %s', (_name, text) => {
    expect(decodeSourceMap(text)).toMatchObject({ ok: false });
  });

  it('finds the position that covers an offset', () => {
    expect(positionAt(MAP, 99)).toBeUndefined();
    expect(positionAt(MAP, 100)).toEqual([100, 0, 1, 5]);
    expect(positionAt(MAP, 119)).toEqual([100, 0, 1, 5]);
    expect(positionAt(MAP, 5000)).toEqual([120, 1, 2, 7]);
  });
});
