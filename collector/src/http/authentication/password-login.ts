import { inTurns } from '@mimamori/program/in-turns'
import type { Access, Browser, Session } from '../../access/access.ts'
import type { Clock } from '../../clock/clock.ts'
import { ApiError } from '../errors/error-codes.ts'
import { createPasswordGuesses } from './password-guesses.ts'

export const longestPassword = 256

/** Each takes its third of a second: more that wait are told to come back. */
const mostWaiting = 20

interface Parts { readonly access: Pick<Access, 'logInWithPassword'>, readonly clock: Clock }

/** Logs users in by password, one after the other, so that the budget of wrong ones holds also where many come at once. */
export const createPasswordLogin = ({ access, clock }: Parts) => {
  const guesses = createPasswordGuesses(clock)
  const inTurn = inTurns()
  let waiting = 0

  const attempt = async (name: string, password: string, browser: Browser): Promise<Session> => {
    const waitSeconds = guesses.waitSeconds(name)
    if (waitSeconds !== undefined) throw new ApiError('RATE_LIMITED', 'too many wrong passwords in the last minute', { retryAfterSeconds: waitSeconds })
    const session = await access.logInWithPassword(name, password, browser)
    if (session) return session
    guesses.note(name)
    throw new ApiError('PASSWORD_INVALID', 'the name or the password is wrong')
  }

  return {
    /** @throws {ApiError} PASSWORD_INVALID, RATE_LIMITED */
    async logIn (name: string, password: string, browser: Browser): Promise<Session> {
      if (waiting >= mostWaiting) throw new ApiError('RATE_LIMITED', 'too many log in at once', { retryAfterSeconds: 10 })
      waiting += 1
      try {
        return await inTurn(async () => await attempt(name, password, browser))
      } finally {
        waiting -= 1
      }
    }
  }
}
