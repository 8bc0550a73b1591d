import { describe, expect, test } from 'vitest'
import { stateMistake } from '../../src/state/state-mistake.ts'
import { commandText } from '../../src/text/runner-text.ts'

const error = Object.assign(new Error('ENOENT: no such file or directory'), { path: '/home/sato/mimamori/var/updates/runs' })

describe.each(['en', 'ja'] as const)('a directory in which nothing can be kept, in %s', (language) => {
  const mistake = (stateDirectory: string | undefined) => stateMistake({ stateDirectory }, error, commandText(language))

  test('is that of a checkout, where none is set: the computer may not be the server, which is then to be named', () => {
    expect(mistake(undefined)).toMatch(/^\/home\/sato\/mimamori\/var\/updates\/runs: .*--server .*SERVER=/)
  })

  test('is the server’s where it is set', () => {
    expect(mistake('/var/lib/mimamori/updates')).not.toContain('--server')
  })
})
