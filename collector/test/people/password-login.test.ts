import { describe, expect, test } from 'vitest'
import type { Session } from '../../src/people/access.ts'
import { createPasswordLogin } from '../../src/people/password-login.ts'
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
        return await Promise.resolve(
          password === right ? ({ secret: 's', operator: { name, role: 'viewer' }, expiresAtMs: 0 } satisfies Session) : undefined
        )
      },
      changeOwnPassword: async () => await Promise.resolve(undefined)
    }
  })
  /** `in`, or the code of the refusal. */
  const logIn = async (name: string, password: string, address = browser.address): Promise<string> =>
    await login.logIn(name, password, { ...browser, address }).then(() => 'in', (error: unknown) => (error as { code: string }).code)
  return { clock, logIn, compared: () => compared }
}
const times = (count: number, code: string): readonly string[] => Array.from({ length: count }, () => code)

describe('logging in with a password', () => {
  test('waits after ten wrong ones for a name in a minute, ' +
    'also where all come at once, while other names, and others elsewhere, are let in', async () => {
    const { clock, logIn, compared } = arrange()
    expect((await Promise.all(Array.from({ length: 15 }, () => logIn('sato', 'a guess of mine')))).sort()).toEqual([
      ...times(10, 'PASSWORD_INVALID'), ...times(5, 'RATE_LIMITED')
    ])
    expect(compared()).toBe(10)
    expect([
      await logIn('sato', right), await logIn('tanaka', right), await logIn('sato', right, '192.0.2.8')
    ]).toEqual(['RATE_LIMITED', 'in', 'in'])
    clock.advance(60_000)
    expect(await logIn('sato', right)).toBe('in')
  })

  test('waits after thirty wrong ones for any names from one address, by its network, and for nobody elsewhere', async () => {
    const { logIn } = arrange()
    for (let index = 0; index < 30; index += 1) expect(await logIn(`name-${index}`, 'a guess of mine', `2001:db8::${index}`))
      .toBe('PASSWORD_INVALID')
    expect([await logIn('sato', right, '2001:db8::ffff'), await logIn('sato', right, '2001:db8:0:1::1')]).toEqual(['RATE_LIMITED', 'in'])
  })

  test('is refused to nobody who has given no wrong one, however many guess from however many addresses: they wait', async () => {
    const { logIn } = arrange()
    const ended: string[] = []
    const guesses = Array.from({ length: 200 }, async (_, index) => {
      await logIn('sato', 'a guess of mine', `198.51.100.${index % 100}`)
      ended.push('guess')
    })
    // Each address has given a wrong one by now; its second waits.
    while (ended.length < 100) await Promise.resolve()
    await logIn('sato', right).then((outcome) => ended.push(outcome))
    expect(ended.indexOf('in')).toBeLessThan(105)
    await Promise.all(guesses)
  })

  test('lets ten of an address wait at once', async () => {
    const { logIn } = arrange()
    expect(await Promise.all(Array.from({ length: 15 }, (_, index) => logIn(`name-${index}`, right)))).toEqual([
      ...times(11, 'in'), ...times(4, 'RATE_LIMITED')
    ])
    expect(await Promise.all(Array.from({ length: 15 }, (_, index) => logIn('sato', right, `192.0.2.${index}`)))).toEqual(times(15, 'in'))
  })
})
