// process.stdout.write and console.log interleaved; stderr apart.
process.stdout.write('no newline');
process.stdout.write('\n');
console.log('line');
process.stdout.write(`${[1, 2, 3].map((n) => n * 2).join(',')}\n`);
process.stderr.write('problem\n');
for (let i = 0; i < 3; i++) process.stdout.write(i + (i < 2 ? ' ' : '\n'));
console.log('%s', 'done');
process.stdout.write(new TextEncoder().encode('bytes é\n'));
console.log('x'.repeat(10000).length, 'y'.repeat(5000));
