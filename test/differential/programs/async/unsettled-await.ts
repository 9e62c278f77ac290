// A top-level await that never settles gives code 13. (exit code 13)
console.log('waiting');
setTimeout(() => console.log('timer'), 1);
await new Promise(() => {});
console.log('never');
