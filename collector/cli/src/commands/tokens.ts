import { flag, requiredOption, type Command } from '../command.ts'
import { loadExactTime } from '../own-time.ts'

interface TokenAnswer { readonly name: string, readonly role: string, readonly token: string, readonly wallLink?: string }

export const createToken: Command = {
  words: 'tokens create',
  positionals: { NAME: 'tokenName' },
  options: { role: requiredOption('tokenRole'), json: flag },
  async run ({ collector, flag: given, language, option, positionals: [name], print, text }) {
    const answer = await collector.ask<TokenAnswer>('POST', '/api/tokens', { name, role: option('role') })
    const wallLink = answer.wallLink?.replace('#', `?lang=${language}#`)
    if (given('json')) {
      print(JSON.stringify({ name: answer.name, role: answer.role, token: answer.token, ...wallLink !== undefined && { wallLink } }))
      return
    }
    for (const line of [text.tokenCreated(answer.name, answer.role), '', `  ${answer.token}`, '']) print(line)
    if (wallLink !== undefined) for (const line of [text.wallLink, '', `  ${wallLink}`, '']) print(line)
  }
}

export const listTokens: Command = {
  words: 'tokens list',
  positionals: {},
  options: { json: flag },
  async run ({ collector, flag: given, language, print, text }) {
    const { tokens } = await collector.ask<{ readonly tokens: readonly { readonly name: string, readonly role: string, readonly createdAt: string }[] }>('GET', '/api/tokens')
    if (given('json')) {
      print(JSON.stringify(tokens))
      return
    }
    const [{ textTable }, exactTime] = await Promise.all([import('@mimamori/program/text-table'), loadExactTime(language)])
    const { name: nameColumn, role: roleColumn, created } = text.tokenColumns
    const rows = tokens.map(({ name, role, createdAt }) => [name, role, exactTime(createdAt)])
    for (const line of textTable([[nameColumn, roleColumn, created], ...rows])) print(line)
  }
}

export const revokeToken: Command = {
  words: 'tokens revoke',
  isDestructive: true,
  positionals: { NAME: 'tokenName' },
  options: { json: flag },
  async run ({ collector, flag: given, positionals: [name], print, text }) {
    await collector.ask('DELETE', `/api/tokens/${encodeURIComponent(name!)}`)
    print(given('json') ? JSON.stringify({ name }) : text.tokenRevoked(name!))
  }
}
