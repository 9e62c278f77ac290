// `just fuzz rings [--cases N]`: hostile rings, descriptors and registers into the device models, by the properties of
// host/devices/tests/hostile.rs, which every test run tries a few thousand times. Ends with 1 and the smallest failing input.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const { values } = parseArgs({ options: { cases: { type: 'string', default: '2000000' } } });
if (!/^[1-9]\d{0,8}$/.test(values.cases)) throw new Error(`Cannot fuzz: ${values.cases} is no number of cases`);

const manifest = join(import.meta.dirname, '../../host/Cargo.toml');
const args = ['test', '--release', '--manifest-path', manifest, '--package', 'caisson-devices', '--test', 'hostile'];
const started = performance.now();
const { status } = spawnSync('cargo', args, {
  stdio: 'inherit',
  env: { ...process.env, PROPTEST_CASES: values.cases },
});
const seconds = Math.round((performance.now() - started) / 1000);
console.log(`${values.cases} cases of each property in ${seconds} s: ${status === 0 ? 'clean' : 'see above'}`);
process.exitCode = status === 0 ? 0 : 1;
