// Reads everything that the shim's devices give: randomness, both clocks, arguments, environment, a timer; ends with 3.
const bytes = new Uint8Array(64);
crypto.getRandomValues(bytes);
console.log(`random ${bytes.some((byte) => byte !== 0)}`);
console.log(`arguments ${process.argv.slice(2).join('|')}`);
console.log(`environment ${process.env['NAME']} ${process.env['CAISSON_PARAMS']}`);
console.log(`year ${new Date().getUTCFullYear()}`);
const before = performance.now();
console.error('on stderr');
setTimeout(() => {
  console.log(`later ${performance.now() - before >= 20}`);
  process.exit(3);
}, 20);
