// Idioms that combine features the way real code does, with random parts: accumulators that overflow, arrays changed while they
// are walked, iterators that must be closed, objects that convert themselves, dictionaries, suspended operands.
import { type Context, type Option, functionFrame } from './context.ts';
import { randomPrimitive } from './random-type.ts';
import { type Tree, commas, list, statement, tree } from './tree.ts';
import { BOOLEAN, NUMBER, NUMBERS, STRING, type Type, text } from './types.ts';

const part = tree('fixed', null);

export function patternOptions(context: Context): Option[] {
  const { frame } = context;
  if (frame.weight > 12) return [];
  const options: Option[] = [
    [1, () => accumulator(context)],
    [1, () => changedWhileWalked(context)],
    [0.7, () => iterator(context)],
    [0.7, () => conversions(context)],
    [1, () => dictionary(context)],
    [0.7, () => finallyWins(context)],
    [0.7, () => counter(context)],
    [0.7, () => spreadCalls(context)],
    [0.5, () => customError(context)],
    [0.5, () => classExpression(context)],
    [0.5, () => builtinSubclass(context)],
    [0.7, () => order(context)],
    [0.5, () => dynamic(context)],
    [0.5, () => tagged(context)],
    [0.7, () => grid(context)],
    [0.5, () => memo(context)],
    [0.7, () => chain(context)],
    [0.5, () => linked(context)],
    [0.5, () => bytes(context)],
  ];
  if (frame.async) options.push([2, () => asyncOperands(context)], [1, () => asyncIteration(context)]);
  if (frame.yields === null && !frame.async) options.push([1, () => suspendedOperands(context)]);
  return options;
}

const number = (context: Context, depth = 1): Tree => context.expression(NUMBER, depth);
const inside = (context: Context, type: Type = NUMBER, depth = 1): Tree =>
  context.within(functionFrame(type, { leaf: true, hidesThis: true }), () => context.expression(type, depth));

/** Sums and products that leave int32 and 2^53. */
function accumulator(context: Context): Tree {
  const { random } = context;
  const [s, i] = [context.fresh('s'), context.fresh('i')];
  const start = random.pick(['0', '1', '2147483640', '4294967290', '-1', '0.5', '9007199254740980']);
  const steps = [
    `${s} += ${i}`,
    `${s} = ${s} * 31 + ${i}`,
    `${s} += ${i} * 1073741823`,
    `${s} = (${s} * 33) ^ ${i}`,
    `${s} -= ${i} << 28`,
    `${s} = (${s} << 5) - ${s} + ${i}`,
    `${s} = Math.imul(${s}, 31) + ${i}`,
    `${s} = (${s} + ${i}) >>> 0`,
    `${s} = -${s} - ${i}`,
    `${s} /= 2`,
    `${s} %= 1000`,
    `${s} = ${s} & ${i} || ${s}`,
    `${s}++`,
    `${s} *= -1`,
  ];
  const [a, b] = [random.pick(steps), random.pick(steps)];
  const test = random.pick([`${i} % 2`, `${s} > 2147483647`, `${s} < 0`, `${i} > 3`, `${s} & 1`]);
  const made = statement`let ${s} = ${start};\nfor (let ${i} = ${random.pick(['0', '1', '-3', '2147483640'])}, ${i}n = 0; ${i}n < ${random.between(4, 40)}; ${i}++, ${i}n++) {\nif (${test}) ${a};\nelse ${b};\n}\nconsole.log(${s}, ${s} | 0, ${s} >>> 0, 1 / ${s});`;
  return made;
}

function changedWhileWalked(context: Context): Tree {
  const { random } = context;
  const [a, n] = [context.fresh('v'), context.fresh('n')];
  const changes = [
    `${a}.push(x)`,
    `${a}.pop()`,
    `${a}.shift()`,
    `${a}.length = 2`,
    `${a}[i + 1] = x * 2`,
    `${a}.splice(i, 1)`,
    `${a}.unshift(0)`,
    `${a} = [7, 8, 9]`,
    `delete ${a}[i + 1]`,
    `${a}.reverse()`,
    `${a}.sort()`,
  ];
  const change = `if (${random.pick([`++${n} < 3`, `${n}++ === 1`, `x > 1 && ${n}++ < 2`])}) ${random.pick(changes)};`;
  const method = random.pick([
    `${a}.forEach((x, i) => { ${change} console.log(i, x); });`,
    `console.log(${a}.map((x, i) => { ${change} return x + i; }).join());`,
    `console.log(${a}.filter((x, i) => { ${change} return x % 2 === ${random.below(2)}; }).join());`,
    `console.log(${a}.reduce((s, x, i) => { ${change} return s * 2 + x; }, 0));`,
    `console.log(${a}.reduceRight((s, x, i) => { ${change} return s * 2 + x; }, 0));`,
    `console.log(${a}.some((x, i) => { ${change} return x > 4; }), ${a}.every((x, i) => { ${change} return x < 9; }));`,
    `console.log(${a}.find((x, i) => { ${change} return x > 3; }), ${a}.findIndex((x) => x > 3), ${a}.findLast((x, i) => { ${change} return x > 3; }));`,
    `console.log(${a}.flatMap((x, i) => { ${change} return i & 1 ? [x, x] : []; }).join());`,
    `for (const [i, x] of ${a}.entries()) { ${change} console.log(i, x); if (i > 5) break; }`,
    `for (let i = 0; i < ${a}.length && i < 8; i++) { const x = ${a}[i]!; ${change} console.log(x); }`,
    `for (let i = ${a}.length - 1; i >= 0; i--) { const x = ${a}[i]!; ${change} console.log(x); }`,
    `console.log(Array.from(${a}, (x, i) => { ${change} return x; }).join());`,
  ]);
  const made = statement`let ${a}: number[] = [${commas([number(context), number(context), part`${random.between(1, 5)}`, part`4`])}];\nlet ${n} = 0;\n${method}\nconsole.log(${a}, ${n});`;
  context.declare({ name: a, type: NUMBERS, writable: true });
  return made;
}

/** An iterator of one's own: whether and when it is closed is seen. */
function iterator(context: Context): Tree {
  const { random } = context;
  const it = context.fresh('it');
  const label = context.fresh('l');
  const uses = [
    part`${label}: for (const x of ${it}) {\nconsole.log(x);\nif (x > ${random.below(4)} && ${context.expression(BOOLEAN, 1)}) ${random.pick(['break', 'continue', `break ${label}`])};\n}`,
    part`const [a${it}, b${it} = ${number(context)}] = ${it};\nconsole.log(a${it}, b${it});`,
    part`console.log([...${it}].join(), Math.max(...${it}));`,
    part`${label}: for (let j = 0; j < 3; j++) {\nfor (const x of ${it}) {\nif (x === j) continue ${label};\nconsole.log(j, x);\n}\n}`,
    part`try {\nfor (const x of ${it}) {\nif (x > 1) throw new Error('x' + x);\n}\n} catch (e) {\nconsole.log(what(e));\n}`,
    part`console.log(Array.from(${it}, (x, i) => x * i).join());`,
    part`console.log(new Set(${it}).size, new Map([...${it}].map((x) => [x, -x])).get(1));`,
  ];
  const limit = random.between(0, 4);
  return statement`const ${it} = {\n[Symbol.iterator](): Iterator<number> {\nlet n = 0;\nreturn {\nnext(): IteratorResult<number> {\n${random.chance(0.2) ? `if (n === 2) throw new Error('next');\n` : ''}return n < ${limit} ? { done: false, value: n++ } : { done: true, value: undefined };\n},\nreturn(): IteratorResult<number> {\nconsole.log('closed', n);\n${random.chance(0.15) ? `throw new Error('return');` : ''}\nreturn { done: true, value: undefined };\n},\n};\n},\n};\ntry {\n${random.pick(uses)}\n} catch (e) {\nconsole.log('outer', what(e));\n}`;
}

function conversions(context: Context): Tree {
  const { random } = context;
  const [c, o] = [context.fresh('C'), context.fresh('o')];
  const operators = ['+', '-', '*', '<', '>=', '==', '|', '%', '>>>'];
  const method = random.pick([
    part`valueOf(): number { see('valueOf'); return ${inside(context)}; }`,
    part`toString(): string { see('toString'); return ${inside(context, STRING)}; }`,
    part`valueOf(): number { see('valueOf'); return ${inside(context)}; }\ntoString(): string { see('toString'); return 'text'; }`,
    part`[Symbol.toPrimitive](hint: string): string | number { see(hint); return hint === 'number' ? ${inside(context)} : ${inside(context, STRING)}; }`,
  ]);
  const expressions = Array.from(
    { length: 3 },
    () =>
      part`(${o} as any) ${random.pick(operators)} (${random.chance(0.5) ? part`${number(context)} as any` : part`${o} as any`})`,
  );
  return statement`class ${c} {\n${method}\n}\nconst ${o} = new ${c}();\nconsole.log(${commas(expressions)}, \`\${${o}}\`, [${o}, 1].join('/'));`;
}

function dictionary(context: Context): Tree {
  const { random } = context;
  const d = context.fresh('d');
  const key = (): Tree =>
    random.pick([
      () => part`'${random.pick(['a', 'b', '1', '10', '-1', 'constructor_', 'length', ''])}'`,
      () => part`String(${number(context)})`,
      () => context.expression(STRING, 1),
    ])();
  const changes = Array.from({ length: random.between(2, 5) }, () =>
    random.pick([
      () => statement`${d}[${key()}] = ${number(context)};`,
      () => statement`${d}[${key()}] = (${d}[${key()}] ?? 0) + 1;`,
      () => statement`delete ${d}[${key()}];`,
      () => statement`${d}[${key()}]! += 2;`,
      () => statement`console.log(${key()} in ${d}, Object.hasOwn(${d}, ${key()}), ${d}[${key()}]);`,
      () => statement`${d}[${key()}] ??= ${number(context)};`,
    ])(),
  );
  return list([
    {
      ...statement`const ${d}: Record<string, number> = { ${random.pick(['', 'b: 1', "2: 5, a: 1, '1': 3", '[String(1 + 1)]: 4, c: 0'])} };`,
      fallback: null,
    },
    ...changes,
    statement`console.log(Object.keys(${d}).join(), Object.entries(${d}).join(';'), JSON.stringify(${d}));\nfor (const k in ${d}) console.log(k, ${d}[k]);\nconsole.log({ ...${d}, z: 1 });`,
  ]);
}

function finallyWins(context: Context): Tree {
  const { random } = context;
  const [f, t] = [context.fresh('f'), context.fresh('t')];
  const leave = (): string =>
    random.pick([
      'return n;',
      'return ++n * 10;',
      "throw new Error('e' + n);",
      'break;',
      'continue;',
      'n += 3;',
      'n = n * 2 - 1;',
      `if (n > ${random.below(6)}) return -n;`,
    ]);
  const shape = random.pick([
    `for (let i = 0; i < 3; i++) {\ntry {\nn += i;\n${leave()}\n} catch (e) {\nn++;\n${leave()}\n} finally {\nconsole.log('f', i, n);\n${random.chance(0.5) ? leave() : ''}\n}\n}`,
    `for (const i of [1, 2, 3]) {\ntry {\ntry {\n${leave()}\n} finally {\nn += i;\n${random.chance(0.6) ? leave() : ''}\n}\n} catch (e) {\nconsole.log(what(e));\n${leave()}\n}\n}`,
    `while (n < 9) {\ntry {\nn++;\nif (n & 1) continue;\n${leave()}\n} finally {\nn += 2;\n}\n}`,
  ]);
  return statement`function ${f}(n: number): number {\nlet ${t} = 0;\n${shape}\nreturn n + ${t};\n}\ntry {\nconsole.log(${f}(${number(context, 0)} & 3), ${f}(5));\n} catch (e) {\nconsole.log(what(e));\n}`;
}

/** Closures that share captured variables. */
function counter(context: Context): Tree {
  const { random } = context;
  const [make, c, d] = [context.fresh('f'), context.fresh('v'), context.fresh('v')];
  const step = random.pick(['n++', 'n += by', 'n = n * 2 + by', 'n -= 0.5', 'n = (n + by) | 0', 'n = by']);
  return statement`function ${make}(n: number, by = ${inside(context)}): { up: () => number; set: (x: number) => void; get: () => number; twice?: () => number } {\nlet calls = 0;\nconst up = (): number => (calls++, ${step});\nreturn { up, set: (x) => { n = x; by = calls; }, get: () => n + calls, ${random.chance(0.5) ? 'twice: () => up() + up()' : ''} };\n}\nconst ${c} = ${make}(${number(context)});\nconst ${d} = ${make}(${number(context)}, ${number(context)});\n${c}.up();\n${d}.set(${number(context)});\nconsole.log(${c}.up(), ${d}.up(), ${c}.get(), ${d}.get(), ${c}.twice?.(), ${d}.twice?.() ?? 'none');`;
}

function spreadCalls(context: Context): Tree {
  const { random } = context;
  const f = context.fresh('f');
  const rest = random.pick(['...rest: number[]', 'c = a + b, ...rest: number[]', 'c?: number']);
  const extra = rest.startsWith('...')
    ? 'rest.length, rest.join()'
    : rest.endsWith('[]')
      ? 'c, rest.join()'
      : 'c, arguments.length';
  return statement`function ${f}(a: number, b: number = a * 2, ${rest}): string {\nb += 1;\nreturn [a, b, ${extra}].join('|');\n}\nconst ${f}x: [number, number] = [${number(context)}, ${number(context)}];\nconsole.log(${f}(...${f}x), ${f}(${number(context)}), ${f}(1, undefined, 3), ${f}.call(null, 1, 2), ${f}.apply(null, ${f}x), ${f}.bind(null, 7)(8), ${f}.length);`;
}

function customError(context: Context): Tree {
  const [e, f] = [context.fresh('E'), context.fresh('F')];
  return statement`class ${e} extends Error {\noverride name = '${context.random.pick(['Own', 'Mine'])}';\nconstructor(readonly code: number, message?: string) {\nsuper(message, { cause: code });\n}\n}\nclass ${f} extends ${e} {}\ntry {\nif (${context.expression(BOOLEAN, 1)}) throw new ${f}(${number(context)}, 'sub');\nthrow new ${e}(${number(context)});\n} catch (e) {\nif (e instanceof ${f}) console.log('F', e.code, e.message, e.cause);\nelse if (e instanceof ${e}) console.log(e.name, e.code, e.message === '', String(e));\n}`;
}

function classExpression(context: Context): Tree {
  const { random } = context;
  const [m, c] = [context.fresh('f'), context.fresh('C')];
  return statement`function ${m}(k: number) {\nreturn class {\n#own = k;\nstatic made = 0;\nfield = ${random.pick(['k * 2', 'this.#own + 1', '${k}'.replace('${k}', 'String(k).length')])};\nconstructor() {\n${m}.count++;\n}\nget own(): number {\nreturn this.#own++;\n}\nhas(o: object): boolean {\nreturn #own in o;\n}\n};\n}\n${m}.count = 0;\nconst ${c}a = ${m}(${number(context)});\nconst ${c}b = ${m}(${number(context)});\nclass ${c} extends ${c}a {\noverride get own(): number {\nreturn super.own + 100;\n}\n}\nconst ${c}x = new ${c}();\nconsole.log(${c}x.own, ${c}x.own, ${c}x.field, ${c}x.has(${c}x), new ${c}b().own, ${m}.count);`;
}

function builtinSubclass(context: Context): Tree {
  const { random } = context;
  const c = context.fresh('C');
  return random.pick([
    () =>
      statement`class ${c} extends Array<number> {\nsum(): number {\nlet s = 0;\nfor (const x of this) s += x;\nreturn s;\n}\n}\nconst ${c}x = ${c}.from([${number(context)}, 2]) as ${c};\n${c}x.push(${number(context)});\nconsole.log(${c}x.length, ${c}x.sum(), ${c}x.map((x) => x + 1) instanceof ${c}, ${c}x.filter((x) => x > 1).length);`,
    () =>
      statement`class ${c} extends Map<string, number> {\nhits = 0;\noverride get(key: string): number | undefined {\nthis.hits++;\nreturn super.get(key) ?? -1;\n}\n}\nconst ${c}x = new ${c}([['a', ${number(context)}]]);\n${c}x.set('b', ${number(context)});\nconsole.log(${c}x.get('a'), ${c}x.get('z'), ${c}x.size, ${c}x.hits, [...${c}x.keys()].join());`,
  ])();
}

/** Operands, arguments and targets are evaluated from left to right. */
function order(context: Context): Tree {
  const { random } = context;
  const [x, a] = [context.fresh('x'), context.fresh('a')];
  const change = (): string =>
    random.pick([
      `${x}++`,
      `++${x}`,
      `(${x} += 2)`,
      `(${x} = -${x})`,
      `(${x} |= 5)`,
      `${a}[0]++`,
      `(${a}[${x} & 1] = ${x})`,
      `${a}.push(${x})`,
      `(${a} = [${x}, 3, ${x}]).length`,
      `${x}`,
      `${a}[${x} & 3]`,
      `${a}.length`,
      `see(${x})`,
    ]);
  const op = (): string => random.pick(['+', '-', '*', '&', '<<', '>>>', '|', '^']);
  const expressions = Array.from({ length: 3 }, () => `(${change()} ${op()} ${change()} ${op()} ${change()})`);
  return statement`let ${x}: number = ${number(context)};\nlet ${a}: number[] = [1, ${number(context)}, 3];\nconsole.log(${expressions.join(', ')});\n${a}[${change()} & 7] = ${change()};\n${a}[${x} & 1]! += ${change()};\nconsole.log(${x}, ${a}.length, ${a}[0], [${change()}, ...${a}.slice(0, 2), ${change()}].join(), { p: ${change()}, q: ${change()} }.q, \`\${${change()}}\${${change()}}\`);`;
}

function dynamic(context: Context): Tree {
  const { random } = context;
  const [u, f] = [context.fresh('u'), context.fresh('f')];
  const values = [
    number(context),
    context.expression(STRING, 1),
    context.expression(BOOLEAN, 1),
    part`null`,
    part`undefined`,
    part`[${number(context)}]`,
    part`{ a: ${number(context)} }`,
    context.expression({ kind: 'bigint' }, 1),
  ];
  const picks = Array.from({ length: 4 }, () => random.pick(values));
  return statement`function ${f}(x: unknown): string {\nif (typeof x === 'number') return 'n' + x * 2;\nif (typeof x === 'string') return 's' + x.length;\nif (Array.isArray(x)) return 'a' + x.length;\nif (x === null || x === undefined) return String(x);\nif (typeof x === 'object' && 'a' in x) return 'o' + String(x.a);\nreturn typeof x;\n}\nconst ${u}: any[] = [${commas(picks)}];\nfor (const x of ${u}) console.log(${f}(x), typeof x, x?.length, x?.a);\ntry {\nlet t: any = ${u}[0];\nt += ${u}[1];\nconsole.log(t, ${u}[0] == ${u}[1], ${u}[2] > ${u}[3]);\n} catch (e) {\nconsole.log(what(e));\n}`;
}

function tagged(context: Context): Tree {
  const f = context.fresh('f');
  return statement`function ${f}(strings: TemplateStringsArray, ...values: (number | string)[]): string {\nreturn strings.raw.map((s, i) => s + (i < values.length ? '<' + values[i] + '>' : '')).join('');\n}\nconsole.log(${f}\`a\${${number(context)}}\\n\${${context.expression(STRING, 1)}}z\`, ${f}\`\`);`;
}

/** Reads beside the edges of nested arrays. */
function grid(context: Context): Tree {
  const { random } = context;
  const g = context.fresh('g');
  const [w, h] = [random.between(1, 4), random.between(1, 4)];
  const cell = random.pick(['x * y', 'x - y', '(x ^ y) & 3', 'x / (y + 1)', 'x === y ? 1 : 0']);
  return statement`const ${g}: number[][] = Array.from({ length: ${h} }, (_, y) => Array.from({ length: ${w} }, (_, x) => ${cell}));\nlet ${g}n = 0;\nfor (let y = -1; y <= ${h}; y++) {\nfor (let x = -1; x <= ${w}; x++) {\nconst around = (${g}[y]?.[x - 1] ?? 0) + (${g}[y - 1]?.[x] ?? ${number(context)}) + (${g}[y]?.[x + 1] || 0);\nif (around > ${random.below(4)}) ${g}n += around;\nif (${g}[y] !== undefined && ${g}[y]![x] !== undefined) ${g}[y]![x]! += ${random.pick(['1', 'around', 'x'])};\n}\n}\nconsole.log(${g}n, ${g}.map((row) => row.join(' ')).join('/'), ${g}[9]?.length, ${g}[0]![9]);`;
}

function memo(context: Context): Tree {
  const { random } = context;
  const [m, f] = [context.fresh('m'), context.fresh('f')];
  const combine = random.pick(['+', '*', '^', '-']);
  const kind = random.below(3);
  const [store, read] =
    kind === 0
      ? [`const ${m}: number[] = [];`, `${m}[n] ??= ${f}(n - 1) ${combine} ${f}(n - 2)`]
      : kind === 1
        ? [`const ${m}: Record<number, number> = {};`, `${m}[n] ??= ${f}(n - 1) ${combine} ${f}(n - 2)`]
        : [
            `const ${m} = new Map<number, number>();`,
            `${m}.get(n) ?? (${m}.set(n, ${f}(n - 1) ${combine} ${f}(n - 2)), ${m}.get(n)!)`,
          ];
  return statement`${store}\nfunction ${f}(n: number): number {\nif (n < 2) return ${random.pick(['n', '1', '0.5', 'n + 1'])};\nreturn ${read};\n}\nconsole.log(${f}(${random.pick(['10', '30', '60', '90'])}), ${f}(1));`;
}

function chain(context: Context): Tree {
  const { random } = context;
  const links = Array.from({ length: random.between(2, 4) }, () =>
    random.pick([
      () => part`.map((x) => x * ${inside(context, NUMBER, 0)})`,
      () => part`.filter((x) => ${random.pick(['x > 0', 'x % 2 === 0', 'x', 'x !== 1'])})`,
      () => part`.map((x, i) => x + i)`,
      () => part`.slice(${random.between(-3, 2)})`,
      () => part`.concat([${number(context, 0)}])`,
      () => part`.flatMap((x) => [x, -x])`,
      () => part`.toSorted((a, b) => (b | 0) - (a | 0))`,
      () => part`.map((x, _, all) => x + all.length)`,
      () => part`.toReversed()`,
    ])(),
  );
  const end = random.pick([
    ".join(' ')",
    '.reduce((a, b) => a + b, 0)',
    '.length',
    '.indexOf(0)',
    '.at(-1)',
    '.some((x) => x < 0)',
    '.findIndex((x) => x > 2)',
  ]);
  return statement`console.log(${context.expression(NUMBERS, 2)}${links[0]!}${links[1]!}${links[2] ?? ''}${links[3] ?? ''}${end});`;
}

function linked(context: Context): Tree {
  const { random } = context;
  const n = context.fresh('N');
  return statement`interface ${n} {\nvalue: number;\nnext?: ${n};\nprev: ${n} | null;\n}\nlet ${n}h = undefined as ${n} | undefined;\nfor (let i = 0; i < ${random.between(2, 6)}; i++) {\nconst node: ${n} = ${random.chance(0.5) ? '{ value: i * i, prev: null }' : '{ prev: null, value: i }'};\nif (${n}h !== undefined) {\nnode.next = ${n}h;\n${n}h.prev = node;\n}\n${n}h = node;\n}\nlet ${n}s = ${number(context)};\nfor (let at: ${n} | undefined = ${n}h; at; at = at.next) ${n}s += at.value + (at.prev?.value ?? ${random.pick(['0', '0.5', '-1'])});\nconsole.log(${n}s, ${n}h?.next?.next?.value, Object.keys(${n}h ?? {}).join());`;
}

function bytes(context: Context): Tree {
  const { random } = context;
  const b = context.fresh('b');
  return statement`const ${b} = new Uint8Array(${random.pick(['8', '9', '16'])});\nconst ${b}v = new DataView(${b}.buffer, ${random.pick(['0', '1', '3'])});\ntry {\n${b}v.set${random.pick(['Int16', 'Uint16', 'Int32', 'Uint32'])}(${random.pick(['0', '1', '2', '5'])}, ${number(context)}${random.pick(['', ', true'])});\n${b}v.setFloat${random.pick(['32', '64'])}(0, same(${number(context)}) || 0);\nfor (let i = 0; i < ${b}.length + 1; i++) ${b}[i]! ${random.pick(['+=', '^=', '-='])} i * ${random.pick(['1', '37', '0.5'])};\nconsole.log(${b}.join(), ${b}v.getUint32(1), ${b}v.getInt8(2), ${b}v.getFloat64(0, true) > 0, ${b}[20], ${b}.subarray(2, 5).indexOf(${number(context)}));\n${b}v.getUint16(${number(context)});\n} catch (e) {\nconsole.log(what(e));\n}`;
}

/** Operands that wait across a suspension. */
function suspendedOperands(context: Context): Tree {
  const { random } = context;
  const [g, it] = [context.fresh('y'), context.fresh('it')];
  const y = (): string => `(yield ${random.pick(['x', 'x++', 'a.length', 'a[0]', 'x * 2', 'x & 1'])})`;
  const bodies = [
    `x = x + ${y()} * 2 - (x++, ${y()});`,
    `a[x & 1] = ${y()} + a[0]!;`,
    `a.push(${y()}, x, ${y()});`,
    `console.log(\`\${x}:\${${y()}}:\${x}\`, [a[0], ${y()}, ...a].length);`,
    `for (let i = ${y()} & 1; i < 3; i += ${random.pick(['1', '(yield i) ? 1 : 2'])}) { if (i === 1) continue; x += i; }`,
    `switch (${y()} & 3) { case 0: x += 1; case x & 1: x += ${y()}; break; default: x--; }`,
    `try { if (${y()} > 1) throw new Error('g' + x); x++; } catch (e) { console.log(what(e)); x += ${y()}; } finally { console.log('fin', x); ${random.chance(0.4) ? `yield 99;` : ''} }`,
    `for (const z of [1, 2]) { try { x += z; ${random.pick(['if (x > 3) continue;', 'if (x > 3) break;', 'yield z;'])} } finally { yield -z; } }`,
    `{ const { p = ${y()}, q } = { q: ${y()} } as { p?: number; q: number }; x += p - q; }`,
    `x = ${y()} > 0 && x > 0 ? ${y()} : x ?? ${y()};`,
    `({ m: (k: number) => console.log('m', k, x) }).m(${y()});`,
    `yield* [x, 7];`,
  ];
  const body = Array.from({ length: random.between(1, 3) }, () => `${random.pick(bodies)}\n`).join('');
  const steps = Array.from({ length: random.between(2, 6) }, () =>
    random.weighted([
      [8, `next(${random.between(-1, 4)})`],
      [1, 'return(5)'],
      [1, "throw(new Error('t'))"],
    ]),
  );
  return statement`function* ${g}(x: number): Generator<number | undefined, string | number, any> {\nconst a = [x, 2];\n${body}return 'end' + x + a.join();\n}\nconst ${it} = ${g}(${number(context)});\ntry {\n${steps.map((step) => `{ const r = ${it}.${step}; console.log(r.done, r.value); }`).join('\n')}\n} catch (e) {\nconsole.log(what(e));\n}`;
}

function asyncOperands(context: Context): Tree {
  const { random } = context;
  const f = context.fresh('f');
  const w = (): string =>
    random.pick(['await x', 'await Promise.resolve(x + 1)', 'await later(x)', 'await later(x++)', 'await null']);
  const bodies = [
    `x = x + ((${w()}) ?? 1) * 2 - x;`,
    `a.push((${w()}) ?? 0, x);`,
    `for (const z of a) { if (z > 3) continue; x += ((${w()}) ?? 0) + z; }`,
    `try { if (x > 1) throw new Error('a' + (${w()})); } catch (e) { console.log(what(e), ${w()}); } finally { x += (${w()}) ?? 3; }`,
    `{ const all = await Promise.all(a.map(async (z, i) => (i & 1 ? z : ((${w()}) ?? 0) + z))); x += all.length + all[0]!; }`,
    `label: for (let i = 0; i < 3; i++) { for (let j = 0; j < 3; j++) { if (j === i) continue label; if (((${w()}) ?? 0) > 40) break label; x += j; } }`,
    `for await (const z of [later(1), 2]) x += z;`,
    `console.log(\`\${x}\${${w()}}\`);`,
  ];
  const body = Array.from({ length: random.between(1, 3) }, () => `${random.pick(bodies)}\n`).join('');
  return statement`const later${f} = (v: number): Promise<number> => new Promise((done) => queueMicrotask(() => done(v)));\nasync function ${f}(x: number): Promise<number> {\nconst a = [x, 2, 3];\n${body.replaceAll('later(', `later${f}(`)}return x + a.length;\n}\nconsole.log((await Promise.allSettled([${f}(${number(context, 0)}), ${f}(2)])).map((r) => (r.status === 'fulfilled' ? r.value : what(r.reason))).join());`;
}

function asyncIteration(context: Context): Tree {
  const { random } = context;
  const g = context.fresh('y');
  const primitive = randomPrimitive(context);
  return statement`async function* ${g}(n: number): AsyncGenerator<${text(primitive)}, void, unknown> {\ntry {\nfor (let i = 0; i < n; i++) {\n${random.chance(0.5) ? 'await null;\n' : ''}yield ${inside(context, primitive)};\n${random.chance(0.2) ? `if (i === 1) throw new Error('ag');\n` : ''}}\n} finally {\nconsole.log('closed');\n}\n}\ntry {\nlet n = 0;\nfor await (const x of ${g}(${random.between(0, 4)})) {\nconsole.log(typeof x, n);\nif (n++ === ${random.between(0, 4)}) ${random.pick(['break', 'continue', "throw new Error('out')"])};\n}\n} catch (e) {\nconsole.log(what(e));\n}`;
}
