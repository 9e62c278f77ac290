// parseInt, parseFloat and Number on well- and ill-formed text.
for (const s of ['42', ' 42 ', '42px', 'px42', '', ' ', '0x1f', '-0x1f', '1e3', '.5', '5.', '-', '+7', '1_000', 'Infinity', '-Infinityx', '0b101', '0o17', '1e', '00012', '\n9\t']) {
  console.log(JSON.stringify(s), parseInt(s), parseFloat(s), Number(s));
}
console.log(parseInt('ff', 16), parseInt('zz', 36), parseInt('12', 2), parseInt('9', 8), parseInt('101', 2), parseInt('12', 1));
console.log(Number(null), Number(undefined), Number(true), Number([]), Number([5]), Number([1, 2]), Number({}));
