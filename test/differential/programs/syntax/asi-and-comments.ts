// Code without semicolons, odd spacing and comments in the middle.
const a = 1
const b = 2 /* between */ + /* more */ 3
let c = a
c++
;[1, 2].forEach((n) => { c += n })
;(() => { c *= 2 })()
const f = () => {
  return (
    // a comment before the value
    a + b
  )
}
function g() {
  return
}
console.log(a, b, c, f(), g())
const long = a
  + b
  - c
const s = 'x'
  .repeat(3)
  // chained after a comment
  .toUpperCase()
console.log(long, s)
if (a) console.log('yes'); else console.log('no')
{ }
;;
var 变量 = 'unicode', $_ = 1, \u0061bc = 2
console.log(变量, $_, abc, 1_000_000, 0xFF, 0b1010, 0o17, .5, 5., 1e3, 0.0)
