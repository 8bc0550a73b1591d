import { expect, test } from 'vitest'
import { textIn } from '../../src/text/index.ts'

test.each([
  ['en', /: does not fit: needs 12\.6 MB more$/],
  ['ja', /：空きが 12\.6 MB 足りません$/]
] as const)('says in the reader’s language how much space content lacks: %s', (language, reason) => {
  const problem = { message: 'does not fit: needs 13 MB more', lackingBytes: 12_582_912 }
  const { status, check } = textIn(language)
  expect(status.contentProblem('lobby', problem)).toMatch(reason)
  expect(check.content.problem('lobby', problem)[0]).toMatch(reason)
})
