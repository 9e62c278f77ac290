// `npm run docs:language`: writes docs/language.md and docs/diagnostics/ from the table of diagnostics.
// A test fails when the files differ from the table, so this is run after every change of it.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { generatedPages } from '../diagnostics/pages.ts';
import { packageDirectory } from './context.ts';

const root = packageDirectory();
const pages = generatedPages();
mkdirSync(join(root, 'docs/diagnostics'), { recursive: true });
for (const name of readdirSync(join(root, 'docs/diagnostics'))) {
  if (!pages.has(`docs/diagnostics/${name}`)) rmSync(join(root, 'docs/diagnostics', name));
}
for (const [path, text] of pages) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}
process.stdout.write(`wrote ${pages.size} pages\n`);
