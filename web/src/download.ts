// Files made of what the page shows.

/** A cell as it is written: numbers in full, not as rounded for the eye. */
export type Cell = string | number | null | undefined;

/** CSV by RFC 4180, with the mark by which spreadsheets know UTF-8. */
export function csv(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const cell = (value: Cell) => {
    const text = value === null || value === undefined ? '' : String(value);
    // Spreadsheets would run a text that begins like a formula; a number below zero is none.
    const safe = typeof value === 'string' && /^(?:[=+@\t\r]|-(?!\d+(?:\.\d+)?$))/.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  return '\ufeff' + [head, ...rows].map((row) => row.map(cell).join(',')).join('\r\n') + '\r\n';
}

/** Hands a file to the browser. */
export function save(name: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** A name of words, safe on every file system: `aaron-judge-batting-2024.csv`. */
export function fileName(words: readonly (string | number)[], extension: string): string {
  const plain = words.join('-').normalize('NFKD').replace(/[\u0300-\u036f]/g, '');
  return `${plain.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '')}.${extension}`;
}
