// Lowering alone: programs written back as JavaScript behave as tsc's emit does, and the IR of small sources is as recorded.
// Regenerate the recorded IR with UPDATE_GOLDEN=1.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { afterAll, describe, expect, it } from 'vitest';
import { printProgram } from '../../compiler/ir/printer.ts';
import { lowerFile, lowerFiles, lowerText } from './support.ts';
import { toJavaScript } from './to-javascript.ts';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), 'lower-'));
afterAll(() => rmSync(scratch, { recursive: true }));

function run(text: string): { stdout: string; status: number | null; stderr: string } {
  const path = join(scratch, 'program.mjs');
  writeFileSync(path, text);
  const { stdout, status, stderr } = spawnSync(process.execPath, [path], { encoding: 'utf8' });
  return { stdout, status, stderr: stderr.split('\n').find((line) => /Error/.test(line)) ?? '' };
}
function reference(text: string): string {
  return ts.transpileModule(text, { compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext } })
    .outputText;
}

describe('programs behave as under Node', () => {
  for (const name of readdirSync(join(HERE, 'programs'))) {
    it(name, () => {
      const path = join(HERE, 'programs', name);
      const ours = run(toJavaScript(lowerFile(path)));
      const node = run(reference(readFileSync(path, 'utf8')));
      expect(ours.stdout).toBe(node.stdout);
      expect(ours.status).toBe(node.status);
    });
  }
});

describe('recorded IR', () => {
  for (const name of readdirSync(join(HERE, 'golden')).filter((file) => file.endsWith('.ts'))) {
    it(name, () => {
      const path = join(HERE, 'golden', name);
      const recorded = path.replace(/\.ts$/, '.ir');
      const printed = printProgram(lowerFile(path));
      if (process.env['UPDATE_GOLDEN'] !== undefined) writeFileSync(recorded, printed);
      expect(printed).toBe(readFileSync(recorded, 'utf8'));
    });
  }
});

describe('what is not referred to is not lowered', () => {
  it('drops unused pure declarations and everything below them', () => {
    const program = lowerText(
      'function unused() { return helper(); }\nfunction helper() { return 1; }\nclass Unused { m() {} }\nconst table = new Map();\nconsole.log(1);\n',
    );
    expect(program.functions).toHaveLength(1);
    expect(program.globals).toHaveLength(0);
    expect(program.classes).toHaveLength(0);
  });

  it('keeps declarations with effects', () => {
    const program = lowerText('function effect() { console.log(1); return 1; }\nconst kept = effect();\n');
    expect(program.globals.map((global) => global.name)).toEqual(['kept']);
  });

  it('elides imports that are only types, and evaluates the others in order', () => {
    const files = {
      '/program/main.ts':
        "import { b } from './b.ts';\nimport type { T } from './t.ts';\nimport { U } from './t.ts';\nimport './a.ts';\nconst x: T & U = {};\nconsole.log(b, x);\n",
      '/program/a.ts': "console.log('a');\n",
      '/program/b.ts': "import './a.ts';\nconsole.log('b');\nexport const b = 'value';\n",
      '/program/t.ts': "console.log('never');\nexport interface T {}\nexport type U = object;\n",
    };
    expect(run(toJavaScript(lowerFiles(files, '/program/main.ts'))).stdout).toBe('a\nb\nvalue {}\n');
  });

  it('lets the siblings of an awaiting module go on', () => {
    const files = {
      '/program/main.ts': "import './a.ts';\nimport './b.ts';\nimport './c.ts';\nconsole.log('main');\n",
      '/program/a.ts': "console.log('a1');\nawait null;\nconsole.log('a2');\nexport {};\n",
      '/program/b.ts': "console.log('b');\n",
      '/program/c.ts': "import './a.ts';\nconsole.log('c');\n",
    };
    expect(run(toJavaScript(lowerFiles(files, '/program/main.ts'))).stdout).toBe('a1\nb\na2\nc\nmain\n');
  });

  it('embeds text, bytes and json', () => {
    const files = {
      '/program/main.ts':
        "import text from './a.txt' with { type: 'text' };\nimport bytes from './b.bin' with { type: 'bytes' };\nimport data from './d.json' with { type: 'json' };\nconsole.log(text, bytes.length, data.list[1]);\n",
      '/program/a.txt': 'hé',
      '/program/b.bin': 'hé',
      '/program/d.json': '{"list":[1,2]}',
    };
    expect(run(toJavaScript(lowerFiles(files, '/program/main.ts'))).stdout).toBe('hé 3 2\n');
  });
});
