import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { temporaryDirectory } from '../../../../collector/test/temporary-directory.ts'
import { openState } from '../../src/state/open-state.ts'
import { openStateDirectory } from '../../src/state/state-directory.ts'
import { commandText } from '../../src/text/runner-text.ts'

const place = (): { readonly checkout: string, readonly usual: string } => {
  const checkout = temporaryDirectory()
  return { checkout, usual: join(checkout, 'server') }
}

it('is the one that is set, else the server’s, else the checkout’s', () => {
  const { checkout, usual } = place()
  expect(openStateDirectory(undefined, checkout, usual).root).toBe(join(checkout, 'var', 'updates'))
  mkdirSync(usual)
  expect(openStateDirectory(undefined, checkout, usual).root).toBe(usual)
  expect(openStateDirectory(join(checkout, 'set'), checkout, usual).root).toBe(join(checkout, 'set'))
})

it('is no other where the server’s is there and cannot be used', () => {
  const { checkout, usual } = place()
  writeFileSync(usual, '')
  expect(() => openStateDirectory(undefined, checkout, usual)).toThrow(usual)
})

it.each(['en', 'ja'] as const)('is named if nothing can be stored in it, and unless it is set, that the server may have to be named: ' +
  '%s', (language) => {
  const { checkout, usual } = place()
  const file = join(checkout, 'var')
  writeFileSync(file, '')
  const open = (stateDirectory?: string) => () => openState({ stateDirectory }, commandText(language), checkout, usual)
  expect(open()).toThrow(new RegExp(`^${file}.*: .*--server .*SERVER=`))
  expect(open(file)).toThrow(new RegExp(`^${file}`))
  expect(open(file)).not.toThrow('--server')
})
