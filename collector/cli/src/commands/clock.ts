import { flag, type Command } from '../command.ts'
import { loadExactTime } from '../own-time.ts'

export const confirmClock: Command = {
  words: 'clock confirm',
  positionals: {},
  options: { json: flag },
  async run ({ collector, flag: given, language, print, text }) {
    const answer = await collector.ask<{ readonly serverTime: string, readonly trusted: boolean }>('POST', '/api/clock/confirm')
    print(given('json') ? JSON.stringify({ serverTime: answer.serverTime, trusted: answer.trusted }) : text.clockConfirmed((await loadExactTime(language))(answer.serverTime)))
  }
}
