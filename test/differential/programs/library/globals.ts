// Global functions and values.
console.log(isNaN('x' as unknown as number), isFinite('5' as unknown as number), parseFloat('3.7abc'), parseInt('12.9'), NaN, Infinity, undefined);
console.log(encodeURIComponent("a-b_c.d!e~f*g'h(i)j k&l=m+n/o?p:q@r"), encodeURI('http://a/b c?d=é#f[g]'), decodeURI('%20%2F%C3%A9'), decodeURIComponent('%2F%3A'));
for (const bad of ['%', '%zz', '%C3', '\ud800']) {
  try {
    bad === '\ud800' ? encodeURIComponent(bad) : decodeURIComponent(bad);
    console.log('ok');
  } catch (e) {
    console.log((e as Error).name, (e as Error).message);
  }
}
const t0 = performance.now();
console.log(performance.now() >= t0, t0 >= 0, typeof performance.timeOrigin, globalThis.Math === Math, Boolean(''), Boolean('0'), Boolean([]), String(null), Number(true));
console.log(typeof process.argv, process.argv.length >= 1, typeof process.env, process.env['SURELY_NOT_SET']);
