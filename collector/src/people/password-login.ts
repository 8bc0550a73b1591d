import { failureBudgets } from '../platform/rate-limits/failure-budgets.ts'
import type { Access, Browser, Session, User } from './access.ts'
import type { Clock } from '../platform/clock/clock.ts'
import { networkOf } from '../platform/http/connections/peer-address.ts'
import { ApiError } from '../platform/errors/error-codes.ts'
import { createPasswordTurns } from './password-turns.ts'

/** Wrong passwords of one client in a minute for one name; a person locked out by a neighbour's guesses still logs in with a link. */
const byName = 10
/** The same for all names: a whole site may share an address. */
const byClient = 30

/** The wrong passwords of the last minute, by the network that they came from: nobody is locked out by guesses from elsewhere. */
const createPasswordGuesses = (clock: Clock) => {
  const names = failureBudgets(clock, { perMinute: byName, mostSources: 1000 })
  const clients = failureBudgets(clock, { perMinute: byClient, mostSources: 1000 })
  return {
    note (client: string, name: string): void {
      names.record(`${client} ${name}`)
      clients.record(client)
    },
    /** Whether this client has any. */
    hasFailed: (client: string): boolean => clients.hasAny(client),
    /** Seconds until a password of this client for this name is checked again; undefined if it is now. */
    waitSeconds: (client: string, name: string): number | undefined =>
      names.exhaustedForSeconds(`${client} ${name}`) ?? clients.exhaustedForSeconds(client)
  }
}

/** Log-ins of one client that may wait; more are told to come back. */
const mostWaiting = 10

interface Deps { readonly access: Pick<Access, 'logInWithPassword' | 'changeOwnPassword'>, readonly clock: Clock }

/** Checks users' passwords, one after the other, so that the budget of wrong ones is exact even if many come at once. */
export const createPasswordLogin = ({ access, clock }: Deps) => {
  const guesses = createPasswordGuesses(clock)
  const turns = createPasswordTurns({ hasFailed: guesses.hasFailed, mostWaiting })

  const attempt = async <Result>(
    client: string, name: string, wrong: string, check: () => Promise<Result | undefined>
  ): Promise<Result> => {
    if (turns.isFull(client)) throw new ApiError('RATE_LIMITED', 'too many log in at once', { retryAfterSeconds: 10 })
    return await turns.take(client, async () => {
      const waitSeconds = guesses.waitSeconds(client, name)
      if (waitSeconds !== undefined) throw new ApiError(
        'RATE_LIMITED', 'too many wrong passwords in the last minute', { retryAfterSeconds: waitSeconds }
      )
      const result = await check()
      if (result !== undefined) return result
      guesses.note(client, name)
      throw new ApiError('PASSWORD_INVALID', wrong)
    })
  }

  return {
    /** @throws {ApiError} PASSWORD_INVALID, RATE_LIMITED */
    logIn: async (name: string, password: string, browser: Browser): Promise<Session> =>
      await attempt(networkOf(browser.address), name, 'the name or the password is wrong', async () =>
        await access.logInWithPassword(name, password, browser)),
    /** `name`: of the user who owns the session `secret`. @throws {ApiError} PASSWORD_INVALID, RATE_LIMITED */
    changeOwn: async (name: string, ...change: Parameters<Access['changeOwnPassword']>): Promise<User> =>
      await attempt(`user ${name}`, name, 'the current password is wrong', async () => await access.changeOwnPassword(...change))
  }
}
