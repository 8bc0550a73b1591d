import stringWidth from 'string-width'

/** Rows whose cells line up, by the columns that a terminal gives each character (Unicode TR 11); the last cell is as long as it likes. */
export const columns = (rows: readonly (readonly string[])[]): string[] => {
  const count = Math.max(0, ...rows.map((row) => row.length))
  const widths = Array.from({ length: count }, (_, column) => Math.max(0, ...rows.map((row) => stringWidth(row[column] ?? ''))))
  return rows.map((row) => row.map((cell, column) => column === row.length - 1 ? cell : cell + ' '.repeat(widths[column]! - stringWidth(cell))).join('  ').trimEnd())
}

const graphemes = new Intl.Segmenter()

/** The text as far as it fits into a line of that many columns. */
export const cut = (text: string, width: number): string => {
  let [kept, used] = ['', 0]
  for (const { segment } of graphemes.segment(text)) {
    used += stringWidth(segment)
    if (used > width) return kept
    kept += segment
  }
  return kept
}
