// `caisson explain`: the page of a diagnostic on the terminal.
import { isDiagnosticCode } from '../diagnostics/codes.ts';
import { explainIndex, explainText } from '../diagnostics/pages.ts';
import { CommandFailure, EXIT, type Context } from './context.ts';

export function explainCommand(context: Context, code: string | undefined): number {
  if (code === undefined) {
    context.out(explainIndex());
    return EXIT.success;
  }
  const wanted = /^\d{4}$/.test(code) ? `CSN${code}` : code.toUpperCase();
  if (/^TS\d+$/.test(wanted)) {
    throw new CommandFailure(
      `Cannot explain ${wanted}: it is a diagnostic of tsc, see TypeScript’s documentation`,
      EXIT.usage,
    );
  }
  if (!isDiagnosticCode(wanted)) {
    throw new CommandFailure(`Cannot explain ${code}: no such code (\`caisson explain\` lists them all)`, EXIT.usage);
  }
  context.out(explainText(wanted));
  return EXIT.success;
}
