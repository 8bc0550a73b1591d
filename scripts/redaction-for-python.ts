/** Writes the rules of the redaction as data, for the collection's Python and each device's program. A test compares the committed file. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { defaultMask } from '../collector/contract/src/redaction/index.ts'
import { plainValue, rules, secretName, suspicion } from '../collector/contract/src/redaction/rules.ts'

export const pythonRedactionPath = join(import.meta.dirname, '../ansible/plugins/plugin_utils/redaction/rules.json')

export const pythonRedaction = (): string => `${JSON.stringify({
  secretName,
  plainValue,
  suspicion,
  rules: rules.map(({ within = null, pattern, mask = defaultMask, ignoreCase = false }) => ({ within, pattern, mask, ignoreCase }))
}, undefined, 2)}\n`

export const writePythonRedaction = (): void => { writeFileSync(pythonRedactionPath, pythonRedaction()) }
