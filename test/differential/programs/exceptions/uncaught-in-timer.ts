// An uncaught error in a timer stops the later ones. (exit code 1)
setTimeout(() => console.log('first'), 0);
setTimeout(() => {
  console.log('second');
  throw new Error('in timer');
}, 1);
setTimeout(() => console.log('never'), 5);
console.log('main');
