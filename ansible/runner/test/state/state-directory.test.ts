import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { temporaryDirectory } from '../../../../collector/test/temporary-directory.ts'
import { openStateDirectory } from '../../src/state/state-directory.ts'

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
