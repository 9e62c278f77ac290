// The methods of String.prototype that wrap a text in a tag (ECMA-262 §B.2.2): web browsers have them, so Node has them.
import { type Str, type Val } from './intrinsics.ts';
import { toStringValue } from './primitive.ts';
import { concatStrings } from './string.ts';
import { String_prototype_replaceAll } from './string-patterns.ts';
import { textOf } from './string-builtins.ts';

/** CreateHTML (§B.2.2.2.1); an empty `attribute` means none. */
function wrapped(self: Val, method: Str, tag: Str, attribute: Str, value: Val): Str {
  const s: Str = textOf(self, method);
  let open: Str = concatStrings('<', tag);
  if (attribute !== '') {
    const quoted: Val = String_prototype_replaceAll(toStringValue(value), '"', '&quot;');
    open = concatStrings(concatStrings(concatStrings(concatStrings(open, ' '), attribute), '="'), quoted as Str);
    open = concatStrings(open, '"');
  }
  return concatStrings(concatStrings(concatStrings(open, '>'), s), concatStrings(concatStrings('</', tag), '>'));
}

export function String_prototype_anchor(self: Val, name: Val): Str {
  return wrapped(self, 'anchor', 'a', 'name', name);
}
export function String_prototype_big(self: Val): Str {
  return wrapped(self, 'big', 'big', '', undefined);
}
export function String_prototype_blink(self: Val): Str {
  return wrapped(self, 'blink', 'blink', '', undefined);
}
export function String_prototype_bold(self: Val): Str {
  return wrapped(self, 'bold', 'b', '', undefined);
}
export function String_prototype_fixed(self: Val): Str {
  return wrapped(self, 'fixed', 'tt', '', undefined);
}
export function String_prototype_fontcolor(self: Val, color: Val): Str {
  return wrapped(self, 'fontcolor', 'font', 'color', color);
}
export function String_prototype_fontsize(self: Val, size: Val): Str {
  return wrapped(self, 'fontsize', 'font', 'size', size);
}
export function String_prototype_italics(self: Val): Str {
  return wrapped(self, 'italics', 'i', '', undefined);
}
export function String_prototype_link(self: Val, url: Val): Str {
  return wrapped(self, 'link', 'a', 'href', url);
}
export function String_prototype_small(self: Val): Str {
  return wrapped(self, 'small', 'small', '', undefined);
}
export function String_prototype_strike(self: Val): Str {
  return wrapped(self, 'strike', 'strike', '', undefined);
}
export function String_prototype_sub(self: Val): Str {
  return wrapped(self, 'sub', 'sub', '', undefined);
}
export function String_prototype_sup(self: Val): Str {
  return wrapped(self, 'sup', 'sup', '', undefined);
}
