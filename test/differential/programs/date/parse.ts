// Date parsing of ISO forms, offsets and what is not a date.
for (const s of ['2024-01-15', '2024-01', '2024', '2024-01-15T10:20Z', '2024-01-15T10:20:30.123Z', '2024-01-15T10:20:30+02:00', '2024-01-15T24:00:00Z', '+002024-01-01T00:00:00Z', '-000001-01-01T00:00:00Z', '2024-13-01', '2024-02-30T00:00:00Z', 'garbage', '', '2024-01-15T10:20:30.123456Z', '2024-1-5T00:00Z']) {
  console.log(JSON.stringify(s), Date.parse(s));
}
console.log(new Date('2000-02-29T00:00:00.000Z').getTime(), Date.parse(new Date(1e12).toISOString()) === 1e12, Date.parse('Thu, 01 Jan 1970 00:00:00 GMT'), Date.parse('Mon, 25 Dec 1995 13:30:00 +0430'));
