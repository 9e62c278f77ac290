// Positions for readers of stacks: what was inlined from the language counts as the line of the program it stands in.
import { describe, expect, it } from 'vitest';
import { ownPositions } from '../../compiler/seal/own-positions.ts';

const SOURCES = ['/app/main.ts', '/caisson/runtime/lang/error.ts'];

describe('positions', () => {
  const map = {
    sources: SOURCES,
    functions: [
      [0, 'virtio-read', -1, 0, 0],
      [1, 'main', 0, 3, 1],
      [2, 'newError', 1, 20, 1],
      [3, 'boot', -1, 0, 0],
    ] as const,
    positions: [
      [10, 0, 4, 5],
      [12, 1, 22, 3],
      [15, 0, 5, 5],
      [20, 1, 21, 3],
      [34, 1, 30, 1],
      [36, 0, 9, 1],
    ] as const,
  };
  const { positions } = ownPositions(map, [-1, 8, 18, 32]);

  it('of the language hold in its own functions only', () => {
    expect(positions).toContainEqual([20, 1, 21, 3]);
    expect(positions.filter(([at, source]) => source === 1 && (at < 18 || at >= 32))).toEqual([]);
  });

  it('begin anew with each function', () => {
    expect(positions).toContainEqual([8, 0, 3, 1]);
    expect(positions).toContainEqual([18, 1, 20, 1]);
    expect(positions).toContainEqual([32, -1, 0, 0]);
  });

  it('stay in order, one for each offset', () => {
    const offsets = positions.map(([at]) => at);
    expect(offsets).toEqual([...new Set(offsets)].toSorted((a, b) => a - b));
    expect(ownPositions(map, [-1, 10, 18, 32]).positions[0]).toEqual([10, 0, 4, 5]);
  });
});
