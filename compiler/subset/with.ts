// `with`: names are resolved at build time.
import ts from 'typescript';
import { refused, type Check } from './check.ts';

export const checkWith: Check = (node) => (ts.isWithStatement(node) ? refused('CSN1003', node.expression) : undefined);
