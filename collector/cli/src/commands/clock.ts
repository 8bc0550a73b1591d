import type { Command } from '../command.ts'
import { loadExactTime } from '../local-time.ts'

export const confirmClock: Command = {
  words: 'clock confirm',
  async run (invocation) {
    const { serverTime, trusted } = await invocation.ask<{
      readonly serverTime: string
      readonly trusted: boolean
    }>('POST', '/api/clock/confirm')
    return {
      json: { serverTime, trusted }, lines: async () => [invocation.text.clockConfirmed((await loadExactTime(invocation))(serverTime))]
    }
  }
}
