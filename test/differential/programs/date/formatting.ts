// toString and relatives on UTC.
const d = new Date(Date.UTC(2024, 6, 4, 9, 5, 3));
console.log(d.toUTCString(), d.toJSON(), new Date(NaN).toJSON(), String(new Date(NaN)), new Date(-1e14).toUTCString());
const pad = (n: number, w = 2): string => String(n).padStart(w, '0');
console.log(`${d.getUTCFullYear()}/${pad(d.getUTCMonth() + 1)}/${pad(d.getUTCDate())} ${pad(d.getUTCHours())}:${pad(d.getUTCMinutes())}`);
console.log(typeof Date.now(), Date.now() > 1.6e12, typeof Date(), new Date().getTime() - Date.now() < 1000);
console.log(`${d[Symbol.toPrimitive]('number')}`, (d as unknown as number) * 1, Date.length, Date.UTC.length);
