// An error of the top level is reported behind the jobs that were queued before it. (exit code 1)
Promise.resolve().then(() => console.log('micro'));
process.nextTick(() => console.log('tick'));
setTimeout(() => console.log('never'), 0);
console.log('main');
throw new Error('top');
export {};
