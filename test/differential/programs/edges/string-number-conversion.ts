// Implicit conversions between strings and numbers in every operator.
let s: any = '5';
const n: any = 2;
console.log(s + n, s - n, s * n, s / n, s % n, s ** n, -s, +s, s++, s, s > n, s == 6, s === 6, '10' > '9', ('10' as any) > 9);
console.log([1, 2] + '', [] + '', ({} as any) + 1, ([] as any) * 2, ([7] as any) * 2, (null as any) + 1, (undefined as any) + 1, (true as any) + 1, ('3' as any) * (' 4 ' as any), 'a' < ('b' as any));
console.log(Number(''), Number(' '), Number('1,000'), Number('0x'), Number('1e-7'), Number('.'), Number('--1'), Number([]), Number([[5]]), Number(new Date(5)), Number('\u00a07\ufeff'));
let t: any = '1';
t += 1;
t -= 1;
t += '2';
console.log(t, typeof t);
