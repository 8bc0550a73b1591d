import { describe, expect, test } from 'vitest'
import type { Session } from '../../src/access/access.ts'
import { createPasswordLogin } from '../../src/http/authentication/password-login.ts'
import { clockInTest } from '../collector-in-test.ts'

const right = 'six cranes over the lake'
const browser = { address: '192.0.2.7', userAgent: undefined }

const arrange = () => {
  const clock = clockInTest(1e12)
  let compared = 0
  const login = createPasswordLogin({
    clock,
    access: {
      logInWithPassword: async (name, password) => {
        compared += 1
        return await Promise.resolve(password === right ? { secret: 's', operator: { name, role: 'viewer' }, expiresAtMs: 0 } satisfies Session : undefined)
      },
      changeOwnPassword: async () => await Promise.resolve(undefined)
    }
  })
  /** `in`, or the code of the refusal. */
  const logIn = async (name: string, password: string): Promise<string> => await login.logIn(name, password, browser).then(() => 'in', (error: unknown) => (error as { code: string }).code)
  return { clock, logIn, compared: () => compared }
}
const times = (count: number, code: string): readonly string[] => Array.from({ length: count }, () => code)

describe('logging in with a password', () => {
  test('waits after ten wrong ones for a name in a minute, also where all come at once, while other names are let in', async () => {
    const { clock, logIn, compared } = arrange()
    expect(await Promise.all(Array.from({ length: 15 }, () => logIn('sato', 'a guess of mine')))).toEqual([...times(10, 'PASSWORD_INVALID'), ...times(5, 'RATE_LIMITED')])
    expect(compared()).toBe(10)
    expect([await logIn('sato', right), await logIn('tanaka', right)]).toEqual(['RATE_LIMITED', 'in'])
    clock.advance(60_000)
    expect(await logIn('sato', right)).toBe('in')
  })

  test('waits for everybody after sixty wrong ones in a minute', async () => {
    const { logIn } = arrange()
    for (let index = 0; index < 60; index += 1) expect(await logIn(`name-${index}`, 'a guess of mine')).toBe('PASSWORD_INVALID')
    expect(await logIn('sato', right)).toBe('RATE_LIMITED')
  })

  test('lets twenty wait at once', async () => {
    const { logIn } = arrange()
    expect(await Promise.all(Array.from({ length: 25 }, (_, index) => logIn(`name-${index}`, right)))).toEqual([...times(20, 'in'), ...times(5, 'RATE_LIMITED')])
  })
})
