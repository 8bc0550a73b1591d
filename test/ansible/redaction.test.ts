import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { pythonRedaction } from '../../scripts/redaction-for-python.ts'

test.each([...pythonRedaction()])('%s is as npm run build makes it', (path, content) => {
  expect(readFileSync(join(import.meta.dirname, '../..', path), 'utf8')).toBe(content)
})
