// How the web's classes look in `console.log`: as Node prints them. They answer to `Symbol.for('nodejs.util.inspect.custom')`.

/** A string in quotes, with the kind of quotes that needs no escape. */
export function quoted(text: string): string {
  const plain = text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r').replaceAll('\t', '\\t');
  if (!plain.includes("'")) return `'${plain}'`;
  if (!plain.includes('"')) return `"${plain}"`;
  return plain.includes('`') || plain.includes('${') ? `'${plain.replaceAll("'", "\\'")}'` : `\`${plain}\``;
}

/** Lines longer than this are broken. */
const LINE_LENGTH = 72;

/** `Name { a, b }` on one line or on several. */
export function braced(name: string, parts: readonly string[], closing: string): string {
  if (parts.length === 0) return `${name} {}`;
  const line = parts.join(', ');
  return line.length + parts.length > LINE_LENGTH || line.includes('\n')
    ? `${name} {\n  ${parts.join(',\n  ')}${closing}`
    : `${name} { ${line} }`;
}
