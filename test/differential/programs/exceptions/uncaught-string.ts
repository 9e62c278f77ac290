// A thrown primitive is uncaught too. (exit code 1)
console.log('start');
setTimeout(() => console.log('never'), 0);
throw 'just text';
