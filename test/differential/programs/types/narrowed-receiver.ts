// A method of the string in a union with an array: the declared type of the variable names both.
function words(input: string | string[]): string[] {
  const list = typeof input === 'string' ? input.split(' ') : input;
  return list.map((word) => word.toUpperCase());
}
function shown(value: number | Date | string): string {
  if (typeof value === 'number') return value.toFixed(1);
  return typeof value === 'string' ? value.padEnd(4, '.') : value.toISOString();
}
console.log(words('a b'), words(['c']), shown(1), shown('x'), shown(new Date(0)));
