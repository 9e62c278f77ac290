// Nested template literals with maps and conditionals.
interface Node {
  tag: string;
  attrs?: Record<string, string | number | boolean>;
  children?: (Node | string)[];
}
const render = (n: Node | string, depth = 0): string => {
  const pad = '  '.repeat(depth);
  if (typeof n === 'string') return `${pad}${n}`;
  const attrs = Object.entries(n.attrs ?? {})
    .filter(([, v]) => v !== false)
    .map(([k, v]) => (v === true ? ` ${k}` : ` ${k}="${v}"`))
    .join('');
  return n.children?.length
    ? `${pad}<${n.tag}${attrs}>\n${n.children.map((c) => render(c, depth + 1)).join('\n')}\n${pad}</${n.tag}>`
    : `${pad}<${n.tag}${attrs}/>`;
};
console.log(render({ tag: 'ul', attrs: { id: 'x', n: 3, hidden: true, off: false }, children: ['text', { tag: 'li', children: [`${1 + 1}`] }, { tag: 'br' }] }));
