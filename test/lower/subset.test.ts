// Every refused construct of the table draws its own code, from the table's own example.
import { describe, expect, it } from 'vitest';
import { DIAGNOSTICS } from '../../compiler/diagnostics/codes.ts';
import { CompileError } from '../../compiler/diagnostics/report.ts';
import { lowerFiles } from './support.ts';

/** What examples refer to without declaring it. */
const CONTEXT =
  'class Point { x = 0; y = 0; }\nconst handler = (): void => {};\nconst point = new Point(), text = "", name = "";\nconst plain = {}, open = (): any => ({}), logged = (f: any, c?: any): any => f;\n' +
  'const use = (...values: unknown[]): void => void values;\nuse(handler, point, text, name, plain, open, logged);\n';

function codesOf(text: string, files: Readonly<Record<string, string>> = {}): string[] {
  const path = text.includes('<p>') ? '/program/main.tsx' : '/program/main.ts';
  try {
    lowerFiles({ [path]: text, '/program/file.txt': '', '/program/example.zone': '', ...files }, path);
    return [];
  } catch (error) {
    if (!(error instanceof CompileError)) throw error;
    return error.diagnostics.map((diagnostic) => diagnostic.code);
  }
}

/** The context without what the example declares itself. */
function contextFor(text: string): string {
  return text.includes('class Point') || text.includes('import ') || text.includes('declare ') ? '' : CONTEXT;
}

describe('refused constructs', () => {
  for (const [code, info] of Object.entries(DIAGNOSTICS)) {
    const { example } = info;
    if (example === undefined || (info.kind !== 'refused' && info.kind !== 'deferred')) continue;
    it(`${code} ${info.title}`, () => {
      expect(codesOf(contextFor(example.refused) + example.refused)).toContain(code);
    });
  }

  it('refuses packages without sources, but not their types', () => {
    const files = {
      '/program/node_modules/p/package.json': '{"name":"p","types":"p.d.ts"}',
      '/program/node_modules/p/p.d.ts': 'export declare const one: number;\nexport interface T { x: number }\n',
    };
    expect(codesOf("import { one } from 'p';\nconsole.log(one);\n", files)).toEqual(['CSN2003']);
    expect(codesOf("import { T } from 'p';\nconst t: T = { x: 1 };\nconsole.log(t);\n", files)).toEqual([]);
  });

  it('refuses a write to a built-in through defineProperty and delete', () => {
    expect(codesOf('Object.defineProperty(Array.prototype, "last", { value: 1 });')).toEqual(['CSN1010']);
    expect(codesOf('delete (globalThis as any).parseInt;')).toEqual(['CSN1011']);
    expect(codesOf("(globalThis as any)['fetch'] = null;")).toEqual(['CSN1011']);
    expect(codesOf("Object.defineProperty(globalThis, 'Map', { value: 1 });")).toEqual(['CSN1011']);
    expect(codesOf('(globalThis as any).x = 1; delete (globalThis as any).x;')).toEqual([]);
  });

  it('accepts what only looks alike', () => {
    expect(
      codesOf(
        'const o = { eval: 1, Proxy: 2 };\nconsole.log(o.eval, o.Proxy);\nprocess.exitCode = 0;\nconsole.log([1].toString(), "a".localeCompare("b"));\n',
      ),
    ).toEqual([]);
    expect(codesOf('class Intl { static now = 1; }\nconsole.log(Intl.now);\n')).toEqual([]);
  });
});
