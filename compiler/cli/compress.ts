// Compressed forms of embedded files, the same on every machine: no times, no names, the strongest setting.
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

export function compress(bytes: Uint8Array, coding: 'gzip' | 'brotli'): Uint8Array {
  if (coding === 'gzip') return gzipSync(bytes, { level: constants.Z_BEST_COMPRESSION });
  return brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } });
}
