import { flag, type Command } from '../command.ts'

export const confirmClock: Command = {
  words: 'clock confirm',
  positionals: {},
  options: { json: flag },
  async run ({ collector, flag: given, print, text }) {
    const answer = await collector.ask<{ readonly serverTime: string, readonly trusted: boolean }>('POST', '/api/clock/confirm')
    print(given('json') ? JSON.stringify({ serverTime: answer.serverTime, trusted: answer.trusted }) : text.clockConfirmed(answer.serverTime))
  }
}
