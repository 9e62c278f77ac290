// Mandelbrot, Sierpinski, a bar chart and a diamond as text.
const rows: string[] = [];
for (let y = -1.2; y <= 1.2; y += 0.3) {
  let row = '';
  for (let x = -2; x <= 0.6; x += 0.1) {
    let [zr, zi, n] = [0, 0, 0];
    while (n < 50 && zr * zr + zi * zi < 4) [zr, zi, n] = [zr * zr - zi * zi + x, 2 * zr * zi + y, n + 1];
    row += ' .:-=+*#%@'[Math.min(9, Math.floor(n / 5))];
  }
  rows.push(row);
}
console.log(rows.join('\n'));
const sierpinski = (n: number): string[] => (n === 0 ? ['*'] : ((s: string[]) => [...s.map((l) => ' '.repeat(2 ** (n - 1)) + l + ' '.repeat(2 ** (n - 1))), ...s.map((l) => `${l} ${l}`)])(sierpinski(n - 1)));
console.log(sierpinski(3).join('\n'));
const diamond = (n: number): string => Array.from({ length: 2 * n - 1 }, (_, i) => n - Math.abs(n - 1 - i)).map((w) => ' '.repeat(n - w) + '*'.repeat(2 * w - 1)).join('\n');
console.log(diamond(3));
const chart = { apples: 5, kiwis: 12, figs: 0 };
for (const [k, v] of Object.entries(chart)) console.log(`${k.padStart(7)} |${'█'.repeat(v)} ${v}`);
