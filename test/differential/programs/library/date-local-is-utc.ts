// Local time is UTC in a sealed module and in this suite's Node.
const d = new Date(2024, 0, 31, 12, 30);
console.log(d.getTimezoneOffset() === 0 ? d.toISOString() : 'zone', new Date(Date.UTC(2024, 4, 5)).getUTCDay(), new Date('2024-02-03').toISOString(), new Date(2020, 5).getTime() - new Date(2020, 4).getTime());
console.log(new Date(0) < new Date(1), new Date(5).valueOf() === 5, isNaN(+new Date('x')), new Date(NaN).getTime(), new Date(1e9).toJSON(), new Date(99, 0).getFullYear(), new Date(100, 0).getFullYear());
