// XML 1.0 has no place for these characters, whatever the escape.
// oxlint-disable-next-line no-control-regex
const unwritable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g

/** Text that any XML part can carry: no control characters, no lone surrogates, `\n` as the only line break. */
export function writableText(text: string): string {
  return text.replaceAll(/\r\n?/g, '\n').replaceAll(unwritable, '').toWellFormed()
}
