import type { Command } from '../command.ts'
import { deletion, list } from './plain-commands.ts'

interface Session {
  readonly id: string
  readonly name: string
  readonly role: string
  readonly createdAt: string
  readonly lastUsedAt: string | null
  readonly address: string | null
  readonly userAgent: string | null
}

export const sessionCommands: readonly Command[] = [
  list<Session>({
    words: 'sessions list', collection: 'sessions', none: ({ noSessions }) => noSessions,
    async cells ({ text, time }) {
      const { browserName } = await import('../browser-name.ts')
      return {
        session: 'id', name: 'name', role: 'role', since: ({ createdAt }) => time(createdAt),
        lastUsed: ({ lastUsedAt }) => lastUsedAt && time(lastUsedAt),
        client: 'address', browser: ({ userAgent }) => userAgent && browserName(userAgent, text)
      }
    }
  }),
  { ...deletion('sessions end', ['id', 'sessionId'], '/api/sessions', 'sessionEnded'), isDestructive: true }
]
