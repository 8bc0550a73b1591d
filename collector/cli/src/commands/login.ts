import type { Command } from '../command.ts'

/** Printed only on the terminal and never through a logger: anyone with the link is the administrator. */
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
