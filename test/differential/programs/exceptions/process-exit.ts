// process.exit ends at once, finally or not. (exit code 7)
console.log('one');
setTimeout(() => console.log('never'), 0);
try {
  process.exit(7);
} finally {
  console.log('never either');
}
