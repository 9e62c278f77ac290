// Grouping, pivoting, cross-tabulating and sorting groups of records.
const sales = [['n', 'q1', 5], ['s', 'q1', 7], ['n', 'q2', 1], ['n', 'q1', 2], ['e', 'q3', 4]] as const;
const table: Record<string, Record<string, number>> = {};
for (const [region, quarter, n] of sales) ((table[region] ??= {})[quarter] ??= 0), (table[region][quarter] += n);
console.log(table);
const columns = [...new Set(sales.map(([, q]) => q))].sort();
for (const [r, row] of Object.entries(table)) console.log(r, columns.map((q) => String(row[q] ?? '-').padStart(3)).join(''));
const totals = Object.entries(table).map(([r, row]) => ({ r, total: Object.values(row).reduce((a, b) => a + b, 0) }));
console.log(totals.sort((a, b) => b.total - a.total || (a.r < b.r ? -1 : 1)), Object.fromEntries(totals.map(({ r, total }) => [r, total])));
const nested = Map.groupBy(sales, ([r]) => r);
console.log([...nested].map(([r, rows]) => [r, rows.length, rows.map(([, q]) => q)]), nested.get('e')?.[0]?.[2], nested.get('x' as 'e')?.length);
const transposed = columns.map((q) => [q, ...Object.keys(table).map((r) => table[r][q])]);
console.log(transposed);
