import stringWidth from 'string-width'

/** How many columns of a terminal a text takes: most Chinese, Japanese and Korean characters take two (Unicode TR 11). */
export const displayWidth = (text: string): number => /^[ -~]*$/.test(text) ? text.length : stringWidth(text)

/** Rows as lines whose cells stand in columns, by what a terminal shows; the last cell of a row is as long as it likes. */
export const textTable = (rows: readonly (readonly string[])[]): string[] => {
  const count = Math.max(0, ...rows.map((row) => row.length))
  const widths = Array.from({ length: count }, (_, column) => Math.max(0, ...rows.map((row) => displayWidth(row[column] ?? ''))))
  return rows.map((row) => row.map((cell, column) =>
    column === row.length - 1 ? cell : cell + ' '.repeat(widths[column]! - displayWidth(cell))).join('  ').trimEnd())
}

/** The text as far as it fits into a line of this many columns. */
export const cutToWidth = (text: string, width: number): string => {
  let [kept, used] = ['', 0]
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    used += displayWidth(segment)
    if (used > width) return kept
    kept += segment
  }
  return kept
}
