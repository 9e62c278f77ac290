// Timers: order by time then creation, clearing, intervals, arguments.
const log: string[] = [];
setTimeout((a: string, b: number) => log.push(`args ${a}${b}`), 8, 'x', 1);
setTimeout(() => log.push('20'), 20);
setTimeout(() => log.push('1a'), 1);
setTimeout(() => log.push('0'), 0);
setTimeout(() => log.push('1b'), 1);
const cancelled = setTimeout(() => log.push('never'), 3);
clearTimeout(cancelled);
clearTimeout(undefined);
let n = 0;
const iv = setInterval(() => {
  log.push(`tick${++n}`);
  if (n === 3) clearInterval(iv);
}, 4);
setTimeout(() => {
  log.push('outer');
  setTimeout(() => log.push('inner'), 0);
  Promise.resolve().then(() => log.push('micro'));
}, 30);
await new Promise((r) => setTimeout(r, 60));
console.log(log.filter((l) => !l.startsWith('tick') && !l.startsWith('args')).join(' '), log.filter((l) => l.startsWith('tick')).length);
