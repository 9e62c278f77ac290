// console.table in its forms.
console.table([{a:1,b:'x'},{a:2,c:[1,2]}]); console.table([[1,2],[3,{z:1,y:2,w:3}]] as any); console.table(['x',2]); console.table(new Map([['k',{v:1}]])); console.table(new Set([1])); console.table({p:{q:1},r:5}); console.table(5); console.table([{a:1,b:2}],['b']); console.table([]); console.table([{日:'本'}]); console.table([[1,2],3]); console.table({}); console.table([{a:undefined},{a:null}]);console.table([{a:1.5},{a:-0}], ['a','zz']); console.table(new Map())
export {};
