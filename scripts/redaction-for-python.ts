/** The redaction's rules as Python has them, in the collection and from there in a device's program. A test compares what is committed. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { defaultMask } from '../collector/contract/src/redaction/index.ts'
import { pieces, plainValue, rules, secretName, suspicion, type Rule } from '../collector/contract/src/redaction/rules.ts'

export const pythonRedactionPath = join(import.meta.dirname, '../ansible/plugins/plugin_utils/redaction/rules.py')

/** The shortest first, since no piece is part of a shorter one. */
const constants: readonly (readonly [string, string])[] = Object.entries(pieces)
  .sort(([, one], [, other]) => one.length - other.length)
  .map(([name, text]) => [`_${name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`, text])

/** A text as literals, which end before an alternative if they can, and names of constants. JSON's escapes are Python's, too. */
const terms = (text: string): string[] => {
  const [name, piece] = constants.findLast(([, one]) => one.length < text.length && text.includes(one)) ?? []
  if (name === undefined || piece === undefined) {
    return (text.match(/[^]{1,100}(?=\||$)|[^]{1,100}/g) ?? []).map((part) => JSON.stringify(part))
  }
  return text.split(piece).flatMap((part, index) => index === 0 ? terms(part) : [name, ...terms(part)])
}

const lineLength = 120

/** Their sum, on as many lines as it takes. */
const sum = (text: string, indentation = ''): string => {
  const lines: string[] = []
  for (const term of terms(text)) {
    const line = lines.at(-1)
    if (line !== undefined && line.length + term.length <= lineLength) lines[lines.length - 1] = `${line} + ${term}`
    else lines.push(line === undefined ? term : `+ ${term}`)
  }
  return lines.length === 1 ? lines[0]! : `(\n${lines.map((line) => `${indentation}    ${line}\n`).join('')}${indentation})`
}

const rule = ({ within, pattern, mask = defaultMask, ignoreCase = false }: Rule): string => {
  const parts = [
    within === undefined ? 'None' : sum(within, '        '),
    sum(pattern, '        '),
    `${JSON.stringify(mask)}, ${ignoreCase ? 'True' : 'False'}`
  ]
  const line = `    (${parts.join(', ')}),`
  return line.length <= lineLength && !line.includes('\n') ? line : `    (\n${parts.map((part) => `        ${part},\n`).join('')}    ),`
}

export const pythonRedaction = (): string => [
  '"""Patterns of secrets. Made by `npm run build` from collector/contract/src/redaction: change that."""',
  '',
  ...constants.map(([name, text]) => `${name} = ${sum(text)}`),
  '',
  `SECRET_NAME = ${sum(secretName)}`,
  `PLAIN_VALUE = ${sum(plainValue)}`,
  `SUSPICION = ${sum(suspicion)}`,
  '# Where it is looked for, if not in all of the text; what is looked for; what takes the place of all but the first group;',
  '# without regard to case.',
  'RULES = (',
  ...rules.map(rule),
  ')',
  ''
].join('\n')

export const writePythonRedaction = (): void => { writeFileSync(pythonRedactionPath, pythonRedaction()) }
