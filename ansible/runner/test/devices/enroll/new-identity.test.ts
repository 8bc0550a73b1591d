import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { newIdentity } from '../../../src/devices/enroll/new-identity.ts'

test.each(['docs/runbook', 'docs/ja/runbook'])('the copy of a card is told what %s says', (runbook) => {
  expect(readFileSync(join(import.meta.dirname, '../../../../..', runbook, 'IdentityConflict.md'), 'utf8')).toContain(`\`${newIdentity}\``)
})
