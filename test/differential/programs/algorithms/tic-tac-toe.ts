// Minimax with memoisation over tic-tac-toe boards.
type Cell = 'X' | 'O' | '.';
const LINES = [[0, 1, 2], [3, 4, 5], [6, 7, 8], [0, 3, 6], [1, 4, 7], [2, 5, 8], [0, 4, 8], [2, 4, 6]];
const winner = (b: string): Cell | undefined => LINES.map(([x, y, z]) => (b[x] !== '.' && b[x] === b[y] && b[y] === b[z] ? (b[x] as Cell) : undefined)).find(Boolean);
const memo = new Map<string, { score: number; move: number }>();
function best(b: string, player: 'X' | 'O'): { score: number; move: number } {
  const w = winner(b);
  if (w) return { score: w === player ? 1 : -1, move: -1 };
  if (!b.includes('.')) return { score: 0, move: -1 };
  const key = b + player;
  const hit = memo.get(key);
  if (hit) return hit;
  let result = { score: -2, move: -1 };
  for (let i = 0; i < 9; i++) {
    if (b[i] !== '.') continue;
    const score = -best(b.slice(0, i) + player + b.slice(i + 1), player === 'X' ? 'O' : 'X').score;
    if (score > result.score) result = { score, move: i };
  }
  memo.set(key, result);
  return result;
}
let board = '.........';
const moves: number[] = [];
for (let p: 'X' | 'O' = 'X'; !winner(board) && board.includes('.'); p = p === 'X' ? 'O' : 'X') {
  const { move } = best(board, p);
  moves.push(move);
  board = board.slice(0, move) + p + board.slice(move + 1);
}
console.log(moves, board.match(/.{3}/g)?.join('\n'), memo.size, best('XX.OO....', 'X'), best('X...O...X', 'O'), winner('XX' + 'X......'));
