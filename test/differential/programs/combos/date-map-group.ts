// Grouping events by UTC day with maps and dates.
const events = ['2024-01-01T10:00:00Z', '2024-01-01T23:59:59Z', '2024-01-02T00:00:00Z', '2023-12-31T12:00:00Z'].map((t, i) => ({ id: i, at: new Date(t) }));
const byDay = Map.groupBy(events, (e) => e.at.toISOString().slice(0, 10));
console.log([...byDay].sort(([a], [b]) => (a < b ? -1 : 1)).map(([d, es]) => `${d}: ${es.map((e) => e.id)}`));
const latest = events.reduce((a, b) => (a.at > b.at ? a : b));
console.log(latest.id, latest.at, Math.min(...events.map((e) => +e.at)), events.map((e) => e.at.getUTCHours()));
const next = new Date(latest.at);
next.setUTCDate(next.getUTCDate() + 30);
console.log(next.toISOString(), latest.at.toISOString(), (+next - +latest.at) / 864e5);
