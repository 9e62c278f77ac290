// Import attributes other than `type: "text" | "json" | "bytes" | "files"`.
import ts from 'typescript';
import { refused, type Check } from './check.ts';

const KNOWN = new Set(['text', 'json', 'bytes', 'files']);

export const checkImportAttributes: Check = (node) => {
  if (!ts.isImportAttribute(node)) return undefined;
  const value = ts.isStringLiteralLike(node.value) ? node.value.text : '…';
  return node.name.text === 'type' && KNOWN.has(value)
    ? undefined
    : refused('CSN2004', node, `${node.name.text}: ${value}`);
};
