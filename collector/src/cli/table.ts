/** How many columns of a terminal a text takes: a character of East Asian scripts takes two (Unicode TR 11). */
export const columnsOf = (text: string): number =>
  [...text].reduce((sum, letter) => sum + (/[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/.test(letter) ? 2 : 1), 0)

/** Rows as a table whose columns line up, the last as long as it likes. */
export const table = (rows: readonly (readonly string[])[]): string[] => {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => columnsOf(row[column] ?? '')))) ?? []
  return rows.map((row) => row.map((cell, column) => column === row.length - 1 ? cell : cell + ' '.repeat(widths[column]! - columnsOf(cell))).join('  ').trimEnd())
}
