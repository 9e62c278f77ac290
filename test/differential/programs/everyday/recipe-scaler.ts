// Parsing quantities with fractions, scaling and formatting them back.
const parse = (s: string): { n: number; unit: string; what: string } => {
  const m = /^(?:(\d+)\s+)?(?:(\d+)\/(\d+)|(\d+(?:\.\d+)?))\s*(g|ml|cups?|tbsp)?\s+(.+)$/.exec(s);
  if (!m) return { n: NaN, unit: '', what: s };
  const [, whole = '0', num, den, dec, unit = '', what] = m;
  return { n: Number(whole) + (dec !== undefined ? Number(dec) : Number(num) / Number(den)), unit, what };
};
const show = (n: number): string => {
  const whole = Math.floor(n);
  const f = ['', '1/8', '1/4', '3/8', '1/2', '5/8', '3/4', '7/8'][Math.round((n - whole) * 8) % 8];
  return [whole || '', f].filter(Boolean).join(' ') || '0';
};
for (const line of ['1/2 cup sugar', '1 1/4 cups flour', '250 g butter', '3 eggs', '2.5 tbsp oil', 'a pinch of salt']) {
  const { n, unit, what } = parse(line);
  console.log(Number.isNaN(n) ? what : [0.5, 1, 3].map((k) => `${show(n * k)} ${unit}`.trim()).join(' | ') + ` ${what}`);
}
