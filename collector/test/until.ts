import { inspect } from 'node:util'
import { setTimeout as after } from 'node:timers/promises'

class NotYet {
  readonly found: unknown
  constructor (found: unknown) { this.found = found }
}

/** What is there instead of what is waited for: `until` says it when the time is over. */
export const notYet = (found: unknown): NotYet => new NotYet(found)

type Pending = undefined | false | NotYet

/** A look that gives true or else a text cannot fail: the text is to stand in `notYet`. */
type Unmistakable<Found> = [Extract<Found, true>, Extract<Found, string>] extends [never, unknown] | [unknown, never] ? unknown : never

export interface UntilOptions {
  readonly withinMs?: number
  /** Between two looks. */
  readonly everyMs?: number
}

/** Looks until there is something, and gives it. @throws with what was waited for when the time is over, and what `look` throws */
export const until = async <Found>(
  what: string,
  look: (() => Promise<Found | Pending> | Found | Pending) & Unmistakable<Found>,
  { withinMs = 60_000, everyMs = 20 }: UntilOptions = {}
): Promise<Found> => {
  const deadline = performance.now() + withinMs
  for (;;) {
    const found = await look()
    if (found !== undefined && found !== false && !(found instanceof NotYet)) return found
    if (performance.now() > deadline) {
      throw new Error(`not within ${withinMs / 1000} s: ${what}${found instanceof NotYet ? `; instead: ${inspect(found.found)}` : ''}`)
    }
    await after(everyMs)
  }
}
