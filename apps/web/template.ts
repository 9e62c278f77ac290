// Text into HTML without surprises: what stands between the pieces of a template is escaped, unless it came out of a template.

export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/**
 * @example
 * html`<p>${name}</p>`
 */
export function html(pieces: TemplateStringsArray, ...values: (string | number | Html | readonly Html[])[]): Html {
  let text = pieces[0]!;
  values.forEach((value, index) => {
    if (value instanceof Html) text += value.text;
    else if (typeof value === 'object') for (const part of value) text += part.text;
    else text += escapeHtml(`${value}`);
    text += pieces[index + 1]!;
  });
  return new Html(text);
}

export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
