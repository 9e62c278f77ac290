// Locales and options of locale methods: only the root locale exists.
import ts from 'typescript';
import { refused, type Check } from './check.ts';

/** Arguments that each method takes without naming a locale. */
const OPERANDS: Readonly<Record<string, number>> = {
  localeCompare: 1,
  toLocaleString: 0,
  toLocaleDateString: 0,
  toLocaleTimeString: 0,
  toLocaleUpperCase: 0,
  toLocaleLowerCase: 0,
};

export const checkLocales: Check = (node, frontend) => {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return undefined;
  const { name } = node.expression;
  const allowed = Object.hasOwn(OPERANDS, name.text) ? OPERANDS[name.text]! : Infinity;
  const extra = node.arguments[allowed];
  if (extra === undefined || (ts.isIdentifier(extra) && extra.text === 'undefined')) return undefined;
  const declaration = frontend.checker.getSymbolAtLocation(name)?.declarations?.[0];
  return declaration !== undefined && frontend.isAmbient(declaration.getSourceFile())
    ? refused('CSN1015', node, name.text)
    : undefined;
};
