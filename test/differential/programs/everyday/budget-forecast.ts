// Recurring entries, running balance, first negative month and grouping with formatted output.
type Entry = { label: string; amount: number; every?: number; from?: number };
const entries: Entry[] = [{ label: 'salary', amount: 2000 }, { label: 'rent', amount: -900 }, { label: 'insurance', amount: -600, every: 3 }, { label: 'holiday', amount: -3500, from: 5, every: 12 }, { label: 'food', amount: -450.55 }];
const months = 8;
let balance = 100;
const rows: { month: number; delta: number; balance: number; notes: string }[] = [];
for (let month = 1; month <= months; month++) {
  const due = entries.filter(({ every = 1, from = 1 }) => month >= from && (month - from) % every === 0);
  const delta = due.reduce((s, e) => s + e.amount, 0);
  balance = Math.round((balance + delta) * 100) / 100;
  rows.push({ month, delta, balance, notes: due.filter((e) => (e.every ?? 1) > 1).map((e) => e.label).join('+') });
}
for (const { month, delta, balance, notes } of rows) console.log(`${month} ${delta.toFixed(2).padStart(9)} ${balance.toFixed(2).padStart(9)} ${notes}`.trimEnd());
console.log(rows.find((r) => r.balance < 0)?.month ?? 'never', rows.findLast((r) => r.notes !== '')?.month, Math.min(...rows.map((r) => r.balance)));
