import type { Terminal } from './terminal.ts'

export const printLines = ({ write }: Pick<Terminal, 'write'>, lines: readonly string[]): void => {
  write(lines.map((line) => `${line}\n`).join(''))
}
export const printJson = ({ write }: Pick<Terminal, 'write'>, value: unknown): void => { write(`${JSON.stringify(value, undefined, 2)}\n`) }
