import type { FlagName } from './flags.ts'

/** Flags that are a command of their own, and the flags that may be combined with them. */
const alone: readonly FlagName[] = ['attach', 'status', 'cancel', 'queue', 'drop', 'pin', 'unpin', 'listen']
const withAnything: readonly FlagName[] = ['json', 'lang', 'help', 'yes']
/** A catch-up takes its hosts, and what they get, from the queue. */
const notWithCatchUp: readonly FlagName[] = ['limit', 'what', 'revision', 'only-failed']

/** A check changes nothing, so it needs neither a start time nor a canary to watch. */
const notWithCheck: readonly FlagName[] = ['at', 'window', 'soak']

/** A run that is continued has its own devices and options. */
const withResume: readonly FlagName[] = ['resume', 'plan', 'force']

/** The first two flags that exclude each other; undefined if all can be combined. */
export const contradiction = (given: readonly FlagName[]): readonly [FlagName, FlagName] | undefined => {
  const own = given.filter((name) => !withAnything.includes(name))
  const command = own.find((name) => alone.includes(name))
  const other = command && own.find((name) => name !== command)
  if (command && other) return [command, other]
  const notResumed = own.includes('resume') ? own.find((name) => !withResume.includes(name)) : undefined
  if (notResumed) return ['resume', notResumed]
  const waiting = own.includes('check') ? own.find((name) => notWithCheck.includes(name)) : undefined
  if (waiting) return ['check', waiting]
  // It repeats what that run did.
  if (own.includes('only-failed') && own.includes('what')) return ['only-failed', 'what']
  const beside = own.includes('catch-up') ? own.find((name) => notWithCatchUp.includes(name)) : undefined
  return beside && ['catch-up', beside]
}
