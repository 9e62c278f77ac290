// Which tests say something about a closed world of strict TypeScript, and why the others do not. What the compiler itself
// refuses by design (docs/language.md) is found by compiling; this table names what is known from a test's description.
import type { Test } from './metadata.ts';

/** Folders that test other documents, or pieces of the library that are refused as a whole. */
const FOLDERS: readonly (readonly [pattern: RegExp, reason: string])[] = [
  [/^intl402\//, 'Intl'],
  [/^annexB\//, 'annex B (sloppy mode and legacy)'],
  [/^staging\//, 'staging'],
  [/^harness\//, "test262's own harness"],
  [/^built-ins\/Temporal\//, 'Temporal'],
  [/^built-ins\/(Atomics|SharedArrayBuffer)\//, 'shared memory'],
  [/^built-ins\/Proxy\//, 'Proxy'],
  [/^built-ins\/(ShadowRealm|AbstractModuleSource)\//, 'realms and module sources'],
  [/^built-ins\/Function\//, 'the Function constructor and functions of sloppy mode'],
  [/^built-ins\/(AsyncFunction|GeneratorFunction|AsyncGeneratorFunction)\//, 'the Function constructor'],
  [/^built-ins\/(eval|ThrowTypeError)\//, 'eval and functions of sloppy mode'],
  [/^built-ins\/global\//, 'the global object as a variable scope'],
  [/^language\/(eval-code|global-code|source-text)\//, 'eval and script scope'],
  [/^language\/(import|module-code|export)\//, 'module graphs (tested by test/differential)'],
  [/\/dynamic-import\//, 'dynamic import'],
  [/^language\/expressions\/import\.meta\//, 'import.meta'],
];

const FLAGS: readonly (readonly [flag: string, reason: string])[] = [
  ['noStrict', 'sloppy mode'],
  ['raw', 'raw scripts'],
  ['module', 'module graphs (tested by test/differential)'],
  ['CanBlockIsFalse', 'shared memory'],
  ['CanBlockIsTrue', 'shared memory'],
  ['non-deterministic', 'results that may differ'],
];

const FEATURES: readonly (readonly [feature: RegExp, reason: string])[] = [
  [/^Proxy/, 'Proxy'],
  [/^Reflect\.construct$/, 'Reflect.construct'],
  [/setPrototypeOf$|^__proto__$|^__[gs]etter__$/, 'changes of prototypes and __proto__'],
  [/^cross-realm$|^ShadowRealm$/, 'realms and module sources'],
  [/^(SharedArrayBuffer|Atomics)/, 'shared memory'],
  [/^Temporal$/, 'Temporal'],
  [/^Intl/, 'Intl'],
  [/^decorators$/, 'decorators'],
  [/^Float16Array$/, 'Float16Array'],
  [/^dynamic-import$|^import-|^source-phase/, 'dynamic import'],
  [
    /^json-parse-with-source$|^iterator-sequencing$|^immutable-arraybuffer$|^error-stack-accessor$/,
    'not declared by TypeScript 6.0',
  ],
  [
    /^caller$|^tail-call-optimization$|^IsHTMLDDA$|^host-gc-required$/,
    'what V8 does not do either, or hosts alone can',
  ],
];

const INCLUDES: Readonly<Record<string, string>> = {
  'isConstructor.js': 'Reflect.construct',
  'fnGlobalObject.js': 'the global object as a variable scope',
  'nativeFunctionMatcher.js': 'the source text of functions',
  'wellKnownIntrinsicObjects.js': 'the Function constructor',
  'proxyTrapsHelper.js': 'Proxy',
  'atomicsHelper.js': 'shared memory',
  'testAtomics.js': 'shared memory',
  'tcoHelper.js': 'what V8 does not do either, or hosts alone can',
  'temporalHelpers.js': 'Temporal',
  'hidden-constructors.js': 'the Function constructor',
};

const SOURCE: readonly (readonly [pattern: RegExp, reason: string])[] = [
  [/\$262\s*\.\s*(?!detachArrayBuffer)\w+/, 'realms and module sources'],
  [/(?<![\w.'"])eval\b(?!['"])/, 'eval and script scope'],
];

/** Why a test does not apply; undefined when it may. */
export function skipReason(test: Test): string | undefined {
  for (const [pattern, reason] of FOLDERS) if (pattern.test(test.name)) return reason;
  if (test.negative !== undefined) return 'programs that must not compile';
  for (const [flag, reason] of FLAGS) if (test.flags.includes(flag)) return reason;
  for (const [pattern, reason] of FEATURES) if (test.features.some((feature) => pattern.test(feature))) return reason;
  for (const name of test.includes) if (Object.hasOwn(INCLUDES, name)) return INCLUDES[name];
  const code = test.source.replace(/\/\*[^]*?\*\/|\/\/.*$/gm, '');
  for (const [pattern, reason] of SOURCE) if (pattern.test(code)) return reason;
  return undefined;
}
