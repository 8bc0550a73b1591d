import type { Command } from '../command.ts'

/** Only on the terminal and never through a logger: who has the link is the administrator. */
export const login: Command = {
  words: 'login',
  options: { role: 'loginRole' },
  async run ({ ask, text, value }) {
    const { link, expiresAt } = await ask<{ readonly link: string, readonly expiresAt: string }>('POST', '/api/login-codes', {
      role: value('role')
    })
    return { json: { link, expiresAt }, lines: [text.loginLink, '', `  ${link}`, ''] }
  }
}
