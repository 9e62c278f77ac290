// process, timers, immediates and ticks together; exit codes. (exit code 3)
process.stdout.write('abc');
process.stdout.write(new Uint8Array([0xc3, 0xa9, 10]));
process.nextTick((x: string) => console.log('tick', x), 'q');
Promise.resolve().then(() => console.log('micro'));
setTimeout(() => { console.log('t'); process.nextTick(() => console.log('tick2')); Promise.resolve().then(() => console.log('micro2')); }, 2);
setImmediate(() => console.log('imm'));
const h = process.hrtime(); console.log(h.length, typeof process.hrtime.bigint(), typeof process.uptime());
console.log(performance.now() > 0, crypto.randomUUID().length, crypto.getRandomValues(new Uint8Array(300)).length);
console.log(crypto.randomUUID()[14], crypto.randomUUID() !== crypto.randomUUID());
process.exitCode = 3;
setTimeout(() => { console.log('exiting'); try { process.exit(); } finally { console.log('no'); } }, 20);
export {};
