import type { Answer, Command, Invocation } from '../command.ts'
import { repeatable } from '../command.ts'

/** Loads what a command does when it does it: nobody else waits for that. */
const lazily = (load: () => Promise<(invocation: Invocation) => Promise<Answer>>): Command['run'] => async (invocation) => {
  const [{ explainErrors }, work] = await Promise.all([import('../backup/explain-errors.ts'), load()])
  return explainErrors(invocation, work)
}

export const httpsCommands: readonly Command[] = [
  {
    words: 'https enable',
    options: { name: repeatable('hostName') },
    run: lazily(async () => (await import('../https/enable.ts')).enableHttps)
  },
  { words: 'https renew', options: { now: 'flag' }, run: lazily(async () => (await import('../https/renew.ts')).renewHttps) }
]
