// What printing a nested value costs in bytes.
console.log({ name: 'nested', list: [1, 2, 3], inner: { deep: true } });
