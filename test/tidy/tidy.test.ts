// Style as a test: file heads, sizes, words, links, and commands that exist. It exists so that reviews can be about content.
// A failure lists every place, so that one run is enough to put it right.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isProgram, read, ROOT, sourceFiles, textFiles } from './repository.ts';

const LINES_MAX = 600;
const HEAD_LINES_MAX = 6;

const files = textFiles();
const documents = files.filter((path) => path.endsWith('.md'));
const code = [...sourceFiles(), ...files.filter((path) => path.endsWith('.rs'))];

/** Lines of the comment that a file opens with. */
function headLines(text: string): number {
  const lines = text.split('\n').filter((line, index) => !(index === 0 && line.startsWith('#!')));
  if (lines[0]?.startsWith('/*') === true) return lines.findIndex((line) => line.includes('*/')) + 1;
  const end = lines.findIndex((line) => !line.startsWith('//'));
  return end === -1 ? lines.length : end;
}

describe('source files', () => {
  it(`open with a comment of at most ${HEAD_LINES_MAX} lines`, () => {
    const wrong = code
      .map((path) => `${path}: ${headLines(read(path))}`)
      .filter((entry) => {
        const lines = Number(entry.split(': ')[1]);
        return lines < 1 || lines > HEAD_LINES_MAX;
      });
    expect(wrong).toEqual([]);
  });

  it(`have at most ${LINES_MAX} lines`, () => {
    const long = code.filter((path) => read(path).split('\n').length > LINES_MAX + 1);
    expect(long).toEqual([]);
  });

  it('have kebab-case names', () => {
    const named = code.filter(
      (path) => path.endsWith('.ts') && !/^[a-z0-9]+([.-][a-z0-9]+)*\.ts$/.test(path.split('/').at(-1) ?? ''),
    );
    expect(named).toEqual([]);
  });

  it('import TypeScript with its extension', () => {
    // AssemblyScript, the peer of a benchmark, imports without extensions.
    const own = sourceFiles().filter((path) => !path.startsWith('test/bench/lang/assemblyscript/'));
    const bare = own.filter((path) => /from '\.{1,2}\/[^']*(?<!\.(ts|json|js|zone|txt|wasm|bin))';/.test(read(path)));
    expect(bare).toEqual([]);
  });

  it('keep no module-level `let` outside the language runtime and composition roots', () => {
    // The console driver is written in the lang dialect, so that printing links nothing else.
    const roots = /^(runtime\/(lang|stack|posix)\/|runtime\/device\/console\.ts|apps\/|test\/|tools\/)/;
    const stateful = sourceFiles().filter((path) => !roots.test(path) && /^(export )?let /m.test(read(path)));
    expect(stateful).toEqual([]);
  });
});

/** Words that do not belong into the repository. A letter of each stands in brackets, because this file is searched too. */
const BANNED: readonly (readonly [reason: string, pattern: RegExp])[] = [
  ['a path of one machine', /\/wo[r]k\/|\/ro[o]t\/|\/ho[m]e\/[a-z]/],
  ['unfinished work', /\b(TO[D]O|FIX[M]E|X[X]X)\b/],
  ['how the text came to be', /\b(chat[g]pt|clau[d]e|copi[l]ot|LL[M]s?)\b/i],
  ['a conflict marker', /^(<{7}|>{7}) /m],
];

/** The Apache licence with LLVM's exception names the project whose exception it is. */
const UNJUDGED = /(^|\/)(LICENSE|package-lock\.json|Cargo\.lock)$/;

/** Hosts that our texts may link to: specifications, tools, and names reserved for examples (RFC 2606, RFC 6761). */
const LINK_HOSTS =
  /(^|\.)(github\.com|rfc-editor\.org|ietf\.org|iana\.org|oasis-open\.org|tc39\.es|w3\.org|whatwg\.org|nodejs\.org|typescriptlang\.org|rust-lang\.org|wasmtime\.dev|webassembly\.org|webassembly\.github\.io|unicode\.org|apache\.org|llvm\.org|qemu\.org|passt\.top|nlnetlabs\.nl|knot-dns\.cz|speedscope\.app|keepachangelog\.com|semver\.org|conventionalcommits\.org|localhost|127\.0\.0\.1|10\.(0|77)\.[0-9.]+|192\.0\.2\.[0-9]+|example|test|invalid|example\.(com|net|org))$/;

describe('words', () => {
  it.each(BANNED)('no file holds %s', (_reason, pattern) => {
    const holding = files.filter((path) => !UNJUDGED.test(path) && pattern.test(read(path)));
    expect(holding).toEqual([]);
  });

  it('links lead to known hosts', () => {
    const foreign: string[] = [];
    for (const path of files.filter((candidate) => !UNJUDGED.test(candidate) && !isProgram(candidate))) {
      for (const [, host] of read(path).matchAll(/\bhttps?:\/\/([a-z0-9.-]+)/gi)) {
        if (host !== undefined && !LINK_HOSTS.test(host.replace(/\.$/, ''))) foreign.push(`${path}: ${host}`);
      }
    }
    expect(foreign).toEqual([]);
  });

  it('lines end without blanks, files with a line break', () => {
    const untidy = files.filter(
      (path) => !isProgram(path) && /[ \t]+$|\r/m.test(read(path).replace(/^\s*\/\/.*`[^`]*$/gm, '')),
    );
    const unended = files.filter((path) => !isProgram(path) && read(path) !== '' && !read(path).endsWith('\n'));
    expect([...untidy, ...unended]).toEqual([]);
  });
});

describe('documents', () => {
  it('link to files and headings that exist', () => {
    const broken: string[] = [];
    for (const path of documents) {
      for (const [, target] of withoutCode(read(path)).matchAll(/\]\(([^)\s]+)\)/g)) {
        if (target === undefined || /^[a-z]+:/.test(target)) continue;
        const [file = '', anchor] = target.split('#');
        const resolved = file === '' ? path : join(dirname(path), file);
        if (!existsSync(join(ROOT, resolved))) broken.push(`${path}: ${target}`);
        else if (anchor !== undefined && !anchors(resolved).includes(anchor)) broken.push(`${path}: ${target}`);
      }
    }
    expect(broken).toEqual([]);
  });

  it('name only recipes that the justfile has', () => {
    const recipes = new Set(
      [...read('justfile').matchAll(/^([a-z][a-z-]*)(?: [^:\n]*)?:(?!=)/gm)].map(([, name]) => name),
    );
    const unknown: string[] = [];
    for (const path of documents) {
      for (const [, recipe] of read(path).matchAll(/(?:^|[`\s])(?:rust-)?just ([a-z][a-z-]*)(?=[`\s])/gm)) {
        const inCode = new RegExp(`(\`|^ {4}|rust-)(npx --yes )?(rust-)?just ${recipe}\\b`, 'm').test(read(path));
        if (inCode && !recipes.has(recipe)) unknown.push(`${path}: just ${recipe}`);
      }
    }
    expect(unknown).toEqual([]);
  });

  it('say for each dependency why it is there', () => {
    const packages = JSON.parse(read('package.json')) as Record<string, Record<string, string> | undefined>;
    const names = Object.keys({ ...packages['dependencies'], ...packages['devDependencies'] });
    const text = read('docs/dependencies.md');
    expect(names.filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
  });
});

function withoutCode(text: string): string {
  return text.replace(/```[\s\S]*?```|`[^`\n]*`/g, '');
}

/** The anchors that GitHub gives the headings of a document. */
function anchors(path: string): string[] {
  return [...read(path).matchAll(/^#+ (.*)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}
