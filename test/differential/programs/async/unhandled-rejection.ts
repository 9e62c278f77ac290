// An unhandled rejection ends the program with code 1. (exit code 1)
console.log('start');
Promise.resolve().then(() => console.log('micro'));
setTimeout(() => console.log('never'), 5);
void Promise.reject(new Error('nobody cares'));
console.log('end of main');
