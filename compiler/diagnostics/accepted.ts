// What the language accepts, in the words of docs/language.md. It exists beside the table of refusals so that both halves
// of the page come from one place. Each group is proven by programs of test/differential, compared with Node.

export interface AcceptedGroup {
  readonly title: string;
  readonly features: readonly string[];
}

export const ACCEPTED: readonly AcceptedGroup[] = [
  {
    title: 'Modules',
    features: [
      'named, default and namespace imports and exports, re-exports, `import type`, and cycles with Node’s order of evaluation',
      'import attributes: `with { type: "text" }`, `"json"` and `"bytes"` embed a file at build time',
      'relative and package imports as tsc resolves them, packages that ship TypeScript sources, and `caisson/…`',
    ],
  },
  {
    title: 'Statements and expressions',
    features: [
      '`let`, `const` and `var` with scoping, temporal dead zone and per-iteration bindings',
      'destructuring with defaults, computed keys and rest; spread; optional chaining; nullish and logical assignment',
      'labels, `switch` with fallthrough, every loop, template and tagged templates, `try`, `catch` and `finally`',
    ],
  },
  {
    title: 'Functions and classes',
    features: [
      'closures with shared mutable captures, default and rest parameters, overloads, generators, async functions',
      'fields, statics, accessors, `#private` names, abstract classes, inheritance, `super`',
    ],
  },
  {
    title: 'Types',
    features: [
      'structural typing, unions and intersections, generics, enums, namespaces, type guards, `satisfies`',
      '`any` and `unknown`, at the cost of a boxed representation',
    ],
  },
];
