import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { openStateDirectory } from '../../src/state/state-directory.ts'

const place = (): { readonly checkout: string, readonly usual: string } => {
  const checkout = mkdtempSync(join(tmpdir(), 'mimamori-state-'))
  onTestFinished(() => { rmSync(checkout, { recursive: true }) })
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
