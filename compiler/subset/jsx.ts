// JSX has no meaning of its own.
import ts from 'typescript';
import { refused, type Check } from './check.ts';

export const checkJsx: Check = (node) =>
  ts.isJsxElement(node) || ts.isJsxSelfClosingElement(node) || ts.isJsxFragment(node)
    ? refused('CSN1023', node)
    : undefined;
