/**
 * The redaction's rules as Python has them: in the collection, and in the program of the devices, which has nothing of the
 * collection's beside it and so has a copy of the code, too. A test compares what is committed with what this makes.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { defaultMask, plainValue, rules, secretName, suspicion } from '../collector/contract/src/redaction/index.ts'

const root = join(import.meta.dirname, '..')
const collection = 'ansible/plugins/plugin_utils/report'
const device = 'ansible/roles/release/files/device/mimamori_release'

/** A string of Python's: JSON's escapes are Python's, too. */
const string = (text: string): string => JSON.stringify(text)

const rulesModule = (): string => [
  '"""What looks like a secret. Made by `npm run build` from collector/contract/src/redaction: change that."""',
  '',
  'SECRET_NAME = ' + string(secretName),
  'PLAIN_VALUE = ' + string(plainValue),
  'SUSPICION = ' + string(suspicion),
  '# Where it is looked for, if not in all of the text; what is looked for; what takes the place of all but the first group; without regard to case.',
  'RULES = (',
  ...rules.map(({ within, pattern, mask = defaultMask, ignoreCase = false }) =>
    `    (${within === undefined ? 'None' : string(within)}, ${string(pattern)}, ${string(mask)}, ${ignoreCase ? 'True' : 'False'}),`),
  ')',
  ''
].join('\n')

/** Path below the repository's root, and content. */
export const pythonRedaction = (): ReadonlyMap<string, string> => new Map([
  [`${collection}/redaction_rules.py`, rulesModule()],
  [`${device}/redaction_rules.py`, rulesModule()],
  [`${device}/redaction.py`, readFileSync(join(root, collection, 'redaction.py'), 'utf8')]
])

export const writePythonRedaction = (): void => {
  for (const [path, content] of pythonRedaction()) writeFileSync(join(root, path), content)
}
