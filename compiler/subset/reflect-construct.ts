// `Reflect.construct`: the class to construct is fixed at build time.
import ts from 'typescript';
import { globalPath, refused, type Check } from './check.ts';

export const checkReflectConstruct: Check = (node, frontend) =>
  ts.isPropertyAccessExpression(node) && globalPath(node, frontend) === 'Reflect.construct'
    ? refused('CSN1007', node)
    : undefined;
