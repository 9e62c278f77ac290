// process.exitCode is used when the program ends by itself. (exit code 3)
process.exitCode = 3;
console.log('code set');
setTimeout(() => console.log('still runs'), 1);
