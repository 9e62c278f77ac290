// A CSV reader and writer with quoting, type inference, grouping and joins.
type Cell = string | number | boolean | null;
type Row = Record<string, Cell>;

class CsvError extends Error {
  constructor(
    message: string,
    readonly line: number,
  ) {
    super(`line ${line}: ${message}`);
  }
}

function* records(text: string, separator = ','): Generator<{ fields: string[]; line: number }> {
  let fields: string[] = [];
  let field = '';
  let quoted = false;
  let wasQuoted = false;
  let line = 1;
  let start = 1;
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (quoted) {
      if (c === '"' && text[i + 1] === '"') {
        field += '"';
        i++;
      } else if (c === '"') quoted = false;
      else {
        if (c === '\n') line++;
        field += c;
      }
      continue;
    }
    switch (c) {
      case '"':
        if (field !== '') throw new CsvError('quote inside a field', line);
        quoted = wasQuoted = true;
        break;
      case separator:
        fields.push(field);
        field = '';
        wasQuoted = false;
        break;
      case '\r':
        break;
      case '\n':
        fields.push(field);
        if (fields.length > 1 || fields[0] !== '' || wasQuoted) yield { fields, line: start };
        fields = [];
        field = '';
        wasQuoted = false;
        start = ++line;
        break;
      default:
        field += c;
    }
  }
  if (quoted) throw new CsvError('unterminated quote', start);
  if (field !== '' || fields.length > 0) yield { fields: [...fields, field], line: start };
}

const infer = (s: string): Cell => {
  if (s === '') return null;
  if (/^-?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(s)) return Number(s);
  if (s === 'true' || s === 'false') return s === 'true';
  return s;
};

function parse(text: string, separator?: string): Row[] {
  const [head, ...rest] = records(text, separator);
  if (!head) return [];
  return rest.map(({ fields, line }) => {
    if (fields.length > head.fields.length) throw new CsvError(`${fields.length} fields, expected ${head.fields.length}`, line);
    return Object.fromEntries(head.fields.map((h, i) => [h.trim(), infer(fields[i] ?? '')]));
  });
}

function format(rows: Row[]): string {
  const columns = [...new Set(rows.flatMap((r) => Object.keys(r)))];
  const quote = (v: Cell | undefined): string => {
    const s = v === null || v === undefined ? '' : String(v);
    return /[",\n]/.test(s) ? `"${s.replaceAll('"', '""')}"` : s;
  };
  return [columns, ...rows.map((r) => columns.map((c) => r[c]))].map((line) => line.map(quote).join(',')).join('\n');
}

type Aggregate = 'sum' | 'count' | 'avg' | 'max';
function aggregate(rows: Row[], by: string, spec: Record<string, Aggregate>): Row[] {
  return [...Map.groupBy(rows, (r) => r[by])].map(([key, group]) => {
    const out: Row = { [by]: key };
    for (const [column, how] of Object.entries(spec)) {
      const values = group.map((r) => r[column]).filter((v) => typeof v === 'number');
      const sum = values.reduce((a, b) => a + b, 0);
      out[`${how}_${column}`] = how === 'sum' ? sum : how === 'count' ? values.length : how === 'avg' ? (values.length ? sum / values.length : null) : values.length ? Math.max(...values) : null;
    }
    return out;
  });
}

function join(left: Row[], right: Row[], key: string): Row[] {
  const index = Map.groupBy(right, (r) => r[key]);
  return left.flatMap((l) => (index.get(l[key]) ?? [{} as Row]).map((r) => ({ ...l, ...r })));
}

const sales = parse(`id,region,amount,note
1,north,10.5,"first, with comma"
2,south,20,
3,north,,"say ""hi"""
4,east,-5e1,"two
lines"

5,south,7,true`);
console.log(sales);
console.log(aggregate(sales, 'region', { amount: 'sum', id: 'count' }), aggregate(sales, 'region', { amount: 'avg' }).map((r) => r['avg_amount']));
const regions = parse('region;manager\nnorth;Ann\nsouth;Bob\nsouth;Bea', ';');
console.log(join(sales, regions, 'region').map((r) => `${r['id']}:${r['manager'] ?? '-'}`).join(' '));
console.log(format(sales.map(({ id, note }) => ({ id, note }))));
console.log(JSON.stringify(parse(format(sales))) === JSON.stringify(sales), parse(''), parse('a,b\n').length, parse('a,b\n1'));
for (const bad of ['a\n"open', 'a\nx"y', 'a\n1,2\n', 'h\nok\n"multi\nline"\n1,2']) {
  try {
    console.log(parse(bad));
  } catch (e) {
    console.log(e instanceof CsvError ? `${e.message} (${e.line})` : e);
  }
}
