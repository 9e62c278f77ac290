// Text put together from pieces, split again, trimmed, compared and replaced: a report in comma separated values.
import { measure } from '../measure.ts';

const ROWS = 20_000;

function report(rows: number): string {
  let text = 'id,name,city,amount\n';
  for (let i = 0; i < rows; i++) text += `${i}, name-${i % 1000} ,${i % 2 === 0 ? 'Wien' : 'Zürich'},${i * 3}\n`;
  return text;
}

measure(() => {
  const lines = report(ROWS).split('\n');
  const names: string[] = [];
  let sum = 0;
  for (const line of lines.slice(1)) {
    if (line.length === 0) continue;
    const [id, name, city, amount] = line.split(',');
    if (city === 'Zürich') sum += Number(amount);
    if (name!.trim().endsWith('7')) names.push(`${name!.trim().toUpperCase()}/${id!.padStart(6, '0')}`);
  }
  const joined = names.join(';').replaceAll('NAME-', '#');
  let semicolons = 0;
  for (let i = joined.indexOf(';'); i >= 0; i = joined.indexOf(';', i + 1)) semicolons++;
  let code = 0;
  for (let i = 0; i < joined.length; i++) code = (code * 31 + joined.charCodeAt(i)) | 0;
  return sum + semicolons + code;
}, 1233724518);
