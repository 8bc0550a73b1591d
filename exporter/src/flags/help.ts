import type { Flag } from './flag.ts'

const width = 78

const wrap = (text: string, indent: string): string => {
  const lines: string[] = []
  let line = indent
  for (const word of text.split(' ')) {
    if (line.length + word.length + 1 > width && line !== indent) {
      lines.push(line)
      line = indent
    }
    line += line === indent ? word : ` ${word}`
  }
  return [...lines, line].join('\n')
}

const heading = (name: string, { kind, default: initial }: Flag): string => {
  if (kind === 'switch') return initial === true ? `--[no-]${name}` : `--${name}`
  return `--${name}=${kind === 'pattern' ? 'REGEXP' : 'TEXT'}`
}

const remarks = ({ kind, default: initial, excludes }: Flag): string => [
  ...kind === 'switch' && initial === true ? ['On by default.'] : [],
  ...kind === 'list' ? ['May be given several times.'] : [],
  ...excludes === undefined ? [] : [`Not together with --${excludes}.`],
  ...kind !== 'switch' && typeof initial === 'string' && initial !== '' ? [`Default: ${initial}`] : []
].map((remark) => ` ${remark}`).join('')

/** The text of `--help`: every flag with what it does. */
export const helpText = (usage: string, table: Readonly<Record<string, Flag>>): string => {
  const flags = Object.entries(table).map(([name, flag]) => `  ${heading(name, flag)}\n${wrap(flag.help + remarks(flag), '        ')}\n`)
  return `${usage}\n\n${flags.join('')}`
}
