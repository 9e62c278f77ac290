// A generator with labelled loops and a switch that yields.
function* lex(src: string): Generator<string> {
  let i = 0;
  next: while (i < src.length) {
    const c = src[i];
    switch (true) {
      case c === ' ':
        i++;
        continue next;
      case c >= '0' && c <= '9': {
        let n = '';
        while (src[i] >= '0' && src[i] <= '9') n += src[i++];
        yield `num:${n}`;
        break;
      }
      case c === ';':
        break next;
      default:
        yield `sym:${c}`;
        i++;
    }
  }
  yield 'eof';
}
console.log([...lex('12 + 3*(4)')], [...lex('1;2')], [...lex('')]);
