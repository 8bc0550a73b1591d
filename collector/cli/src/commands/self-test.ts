import type { Command } from '../command.ts'

/** Shows whether this server does its work: a report, a log line, an alert, an update. */
export const selfTest: Command = {
  words: 'self-test',
  run: async (invocation) => (await import('../self-test/run-self-test.ts')).runSelfTest(invocation)
}
