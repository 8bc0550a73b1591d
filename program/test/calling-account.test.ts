import { userInfo } from 'node:os'
import { expect, test } from 'vitest'
import { callingAccount } from '../src/calling-account.ts'

test('who typed a command is the caller of sudo, and without sudo the account itself', () => {
  expect(callingAccount({ SUDO_USER: 'tanaka' })).toBe('tanaka')
  expect(callingAccount({ SUDO_USER: '' })).toBe(userInfo().username)
  expect(callingAccount({})).toBe(userInfo().username)
})
