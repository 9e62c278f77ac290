// Normalising, formatting, grouping and validating phone numbers.
const normalise = (s: string): string | null => {
  const d = s.replace(/[\s().-]/g, '').replace(/^00/, '+');
  return /^\+?\d{7,15}$/.test(d) ? (d.startsWith('+') ? d : d.replace(/^0/, '+44')) : null;
};
const inputs = ['020 7946 0018', '+44 20 7946 0018', '0044-20-7946-0018', '(555) 123', 'abc', '+1 555.123.4567', ''];
const book = new Map<string, string[]>();
for (const i of inputs) {
  const n = normalise(i);
  if (n) book.set(n, [...(book.get(n) ?? []), i]);
}
console.log(book, inputs.map(normalise));
const pretty = (n: string): string => n.replace(/^\+(\d{1,2}?)(\d{2,3})(\d{4})(\d{4})$/, '+$1 $2 $3 $4').replace(/(\d)(?=(\d{3})+$)/, '$1');
console.log([...book.keys()].map(pretty), [...book.values()].map((v) => v.length), Math.max(...inputs.map((i) => i.length)));
