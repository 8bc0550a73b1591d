import { required, type Command } from '../command.ts'
import { deletion, list } from './plain-commands.ts'

interface CreatedToken { readonly name: string, readonly role: string, readonly token: string, readonly wallLink?: string }

const createToken: Command = {
  words: 'tokens create',
  positionals: { NAME: 'tokenName' },
  options: { role: required('tokenRole') },
  async run ({ ask, language, subject, text, value }) {
    const { name, role, token, ...answer } = await ask<CreatedToken>('POST', '/api/tokens', { name: subject, role: value('role') })
    const wallLink = answer.wallLink?.replace('#', `?lang=${language}#`)
    return {
      json: { name, role, token, wallLink },
      lines: [
        text.tokenCreated(name, role), '', `  ${token}`, '', ...wallLink === undefined ? [] : [text.wallLink, '', `  ${wallLink}`, '']
      ]
    }
  }
}

export const tokenCommands: readonly Command[] = [
  createToken,
  list<{ readonly name: string, readonly role: string, readonly createdAt: string }>({
    words: 'tokens list', collection: 'tokens',
    cells: ({ time }) => ({ name: 'name', role: 'role', created: ({ createdAt }) => time(createdAt) })
  }),
  { ...deletion('tokens revoke', ['name', 'tokenName'], '/api/tokens', 'tokenRevoked'), isDestructive: true }
]
