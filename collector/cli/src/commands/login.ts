import { flag, option, type Command } from '../command.ts'

/** Only on the terminal and never through a logger: who has the link is the administrator. */
export const login: Command = {
  words: 'login',
  positionals: {},
  options: { role: option('loginRole'), json: flag },
  async run ({ collector, flag: given, option: value, print, text }) {
    const role = value('role')
    const { link, expiresAt } = await collector.ask<{ readonly link: string, readonly expiresAt: string }>('POST', '/api/login-codes', role === undefined ? {} : { role })
    if (given('json')) print(JSON.stringify({ link, expiresAt }))
    else for (const line of [text.loginLink, '', `  ${link}`, '']) print(line)
  }
}
