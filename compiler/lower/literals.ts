// Literals that make objects: object and array literals, templates, regular expressions.
import { isWellKnown } from '../ir/keys.ts';
import ts from 'typescript';
import { absent, constant, expr, readLocal, run, sequence, setLocal } from '../ir/builder.ts';
import type { Expr, PropertyInit, Stmt } from '../ir/nodes.ts';
import type { FunctionContext } from './context.ts';
import { lowerExpression } from './expressions.ts';
import { isAnonymous } from './function-names.ts';
import { lowerFunctionExpression } from './functions.ts';
import { lowerKey, staticKey } from './keys.ts';
import { placeOf } from './names.ts';
import { coerce } from './lang.ts';
import { notIterableText } from './source-text.ts';

export function lowerArray(cx: FunctionContext, node: ts.ArrayLiteralExpression): Expr {
  const elements = node.elements.map((element) => {
    if (ts.isOmittedExpression(element)) return null;
    if (ts.isSpreadElement(element))
      return {
        value: lowerExpression(cx, element.expression),
        spread: true,
        text: notIterableText(element.expression),
      };
    return { value: boxed(cx, lowerExpression(cx, element)), spread: false };
  });
  return expr({ kind: 'array', elements }, cx.position(node), cx.hint(node));
}
/** What goes into an object is a value, in lang files too. */
function boxed(cx: FunctionContext, value: Expr): Expr {
  return cx.lang && value.kind !== 'const' ? coerce(value, 'val', cx.lowering.resultOf) : value;
}

export function lowerObject(cx: FunctionContext, node: ts.ObjectLiteralExpression): Expr {
  const home = cx.file.homes.get(node);
  const setup: Stmt[] = [];
  if (home?.captured === true) {
    const value = home.boxed ? expr({ kind: 'box-new', value: absent() }) : absent();
    setup.push(run(setLocal(placeOf(cx, home), value)));
  }
  const properties = node.properties.map((property) => lowerPropertyInit(cx, property));
  const shape = cx.lowering.program.literalShape(shapeKeys(cx, node));
  const object = expr({ kind: 'object', shape, properties }, cx.position(node), cx.hint(node));
  if (home?.captured !== true) return object;
  const local = readLocal(placeOf(cx, home));
  const saved = cx.save('object', object);
  const store = home.boxed
    ? expr({ kind: 'box-set', box: local, value: saved.read() })
    : setLocal(placeOf(cx, home), saved.read());
  return sequence([...setup, saved.store, run(store)], saved.read());
}

/** The keys known before any computed key or spread. */
function shapeKeys(cx: FunctionContext, node: ts.ObjectLiteralExpression): string[] {
  const keys: string[] = [];
  for (const property of node.properties) {
    if (ts.isSpreadAssignment(property)) break;
    if (ts.isPropertyAssignment(property) && isProtoKey(property)) continue;
    const key = staticKey(cx, property.name);
    if (key === undefined || isWellKnown(key)) break;
    if (!keys.includes(key)) keys.push(key);
  }
  return keys;
}

function isProtoKey(property: ts.PropertyAssignment): boolean {
  return (ts.isIdentifier(property.name) || ts.isStringLiteral(property.name)) && property.name.text === '__proto__';
}

function lowerPropertyInit(cx: FunctionContext, property: ts.ObjectLiteralElementLike): PropertyInit {
  if (ts.isSpreadAssignment(property)) return { kind: 'spread', value: lowerExpression(cx, property.expression) };
  if (ts.isShorthandPropertyAssignment(property))
    return { kind: 'value', key: constant(property.name.text), value: boxed(cx, lowerExpression(cx, property.name)) };
  if (ts.isPropertyAssignment(property)) {
    if (isProtoKey(property)) return { kind: 'proto', value: lowerExpression(cx, property.initializer) };
    const value = boxed(cx, lowerExpression(cx, property.initializer));
    return namedByKey(cx, property, 'value', isAnonymous(property.initializer), value);
  }
  const kind = ts.isGetAccessor(property) ? 'get' : ts.isSetAccessor(property) ? 'set' : 'value';
  return namedByKey(cx, property, kind, true, lowerFunctionExpression(cx, property));
}

/** A property whose value is named after its key: by the source where the key stands in it, else when it is evaluated. */
function namedByKey(
  cx: FunctionContext,
  property: ts.PropertyAssignment | ts.MethodDeclaration | ts.AccessorDeclaration,
  kind: 'value' | 'get' | 'set',
  anonymous: boolean,
  value: Expr,
): PropertyInit {
  const key = lowerKey(cx, property.name);
  if (!anonymous || cx.lang || staticKey(cx, property.name) !== undefined) return { kind, key, value };
  const saved = cx.save('key', expr({ kind: 'unary', op: 'topropertykey', value: key }, cx.position(property.name)));
  const args = [value, saved.read(), constant(kind === 'value' ? '' : kind)];
  return { kind, key: saved.set, value: expr({ kind: 'runtime', name: 'nameFunction', args }) };
}

export function lowerTemplate(cx: FunctionContext, node: ts.TemplateExpression): Expr {
  const parts = [node.head.text, ...node.templateSpans.map((span) => span.literal.text)];
  const values = node.templateSpans.map((span) => lowerExpression(cx, span.expression));
  return expr({ kind: 'template', parts, values }, cx.position(node));
}

/** The strings array of a tagged template: cooked texts (undefined where an escape is invalid) and raw texts. */
export function lowerTemplateObject(cx: FunctionContext, node: ts.TemplateLiteral): Expr {
  const literals = ts.isTemplateExpression(node)
    ? [node.head, ...node.templateSpans.map((span) => span.literal)]
    : [node];
  const cooked = literals.map((literal) => (hasInvalidEscape(literal) ? undefined : literal.text));
  const raw = literals.map((literal) => rawText(cx, literal));
  return expr({ kind: 'template-object', site: cx.lowering.program.templateSite(), cooked, raw }, cx.position(node));
}

/** Raw text normalises line breaks to LF (ECMA-262 §12.9.6). */
function rawText(cx: FunctionContext, literal: ts.TemplateLiteralLikeNode): string {
  const text = literal.getText(cx.file.file);
  const closing = text.endsWith('${') ? 2 : 1;
  return text.slice(1, -closing).replaceAll(/\r\n?/g, '\n');
}

function hasInvalidEscape(literal: ts.TemplateLiteralLikeNode): boolean {
  const raw = literal.getText().slice(1, -1);
  return /(?<!\\)(?:\\\\)*\\(?:[1-9]|0\d|x(?![\da-f]{2})|u(?!\{0*(?:10|[\da-f])?[\da-f]{0,4}\}|[\da-f]{4}))/i.test(raw);
}

export function lowerRegExp(cx: FunctionContext, node: ts.RegularExpressionLiteral): Expr {
  const end = node.text.lastIndexOf('/');
  return expr({ kind: 'regexp', pattern: node.text.slice(1, end), flags: node.text.slice(end + 1) }, cx.position(node));
}
