// What trim removes and what it keeps.
const ws = ['\t', '\n', '\v', '\f', '\r', ' ', '\u00a0', '\u1680', '\u2000', '\u200a', '\u2028', '\u2029', '\u202f', '\u205f', '\u3000', '\ufeff', '\u200b', '\u180e', '\u0085'];
console.log(ws.map((w) => `${w}x${w}`.trim().length).join(','), ws.map((w) => /\s/.test(w)).join(','), ws.map((w) => Number(`${w}5${w}`)).join(','));
console.log(JSON.stringify(' \u00a0 mid dle \n'.trim()), JSON.stringify('\n a '.trimStart()), JSON.stringify(' a \n'.trimEnd()), ''.trim() === '', '   '.trim().length, 'a b'.trim());
console.log(JSON.stringify('a\u2028b'), 'x\ty'.split(/\s/), ' a  b '.split(' '));
