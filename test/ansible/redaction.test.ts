import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { pythonRedaction, pythonRedactionPath } from '../../scripts/redaction-for-python.ts'

test('Python has the rules of the redaction as npm run build makes them', () => {
  expect(readFileSync(pythonRedactionPath, 'utf8')).toBe(pythonRedaction())
})
