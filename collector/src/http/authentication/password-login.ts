import { inTurns } from '@mimamori/program/in-turns'
import type { Access, Browser, Session, User } from '../../access/access.ts'
import type { Clock } from '../../clock/clock.ts'
import { ApiError } from '../errors/error-codes.ts'
import { createPasswordGuesses } from './password-guesses.ts'

/** Each takes its third of a second: more that wait are told to come back. */
const mostWaiting = 20

interface Parts { readonly access: Pick<Access, 'logInWithPassword' | 'changeOwnPassword'>, readonly clock: Clock }

/** Where users give their passwords, one after the other, so that the budget of wrong ones holds also where many come at once. */
export const createPasswordLogin = ({ access, clock }: Parts) => {
  const guesses = createPasswordGuesses(clock)
  const inTurn = inTurns()
  let waiting = 0

  const attempt = async <Result>(name: string, wrong: string, check: () => Promise<Result | undefined>): Promise<Result> => {
    const waitSeconds = guesses.waitSeconds(name)
    if (waitSeconds !== undefined) throw new ApiError('RATE_LIMITED', 'too many wrong passwords in the last minute', { retryAfterSeconds: waitSeconds })
    const result = await check()
    if (result !== undefined) return result
    guesses.note(name)
    throw new ApiError('PASSWORD_INVALID', wrong)
  }
  const bounded = async <Result>(act: () => Promise<Result>): Promise<Result> => {
    if (waiting >= mostWaiting) throw new ApiError('RATE_LIMITED', 'too many log in at once', { retryAfterSeconds: 10 })
    waiting += 1
    try {
      return await inTurn(act)
    } finally {
      waiting -= 1
    }
  }

  return {
    /** @throws {ApiError} PASSWORD_INVALID, RATE_LIMITED */
    logIn: async (name: string, password: string, browser: Browser): Promise<Session> =>
      await bounded(async () => await attempt(name, 'the name or the password is wrong', async () => await access.logInWithPassword(name, password, browser))),
    /** `name`: of the user whose session `secret` is of. @throws {ApiError} PASSWORD_INVALID, RATE_LIMITED */
    changeOwn: async (name: string, ...change: Parameters<Access['changeOwnPassword']>): Promise<User> =>
      await bounded(async () => await attempt(name, 'the current password is wrong', async () => await access.changeOwnPassword(...change)))
  }
}
