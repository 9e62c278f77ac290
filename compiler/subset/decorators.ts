// Decorators: not supported yet.
import ts from 'typescript';
import { refused, type Check } from './check.ts';

export const checkDecorators: Check = (node) => (ts.isDecorator(node) ? refused('CSN1018', node) : undefined);
