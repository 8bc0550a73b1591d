import { flag, type Command } from '../command.ts'
import { loadExactTime } from '../own-time.ts'

interface Session {
  readonly id: string
  readonly name: string
  readonly role: string
  readonly createdAt: string
  readonly lastUsedAt: string | null
  readonly address: string | null
  readonly userAgent: string | null
}

export const listSessions: Command = {
  words: 'sessions list',
  positionals: {},
  options: { json: flag },
  async run ({ collector, flag: given, language, print, text }) {
    const { sessions } = await collector.ask<{ readonly sessions: readonly Session[] }>('GET', '/api/sessions')
    if (given('json')) {
      print(JSON.stringify(sessions))
      return
    }
    if (sessions.length === 0) {
      print(text.noSessions)
      return
    }
    const [{ textTable }, { browserName }, exactTime] = await Promise.all([import('@mimamori/program/text-table'), import('../browser-name.ts'), loadExactTime(language)])
    const columns = ['id', 'name', 'role', 'since', 'used', 'address', 'browser'] as const
    const rows = sessions.map(({ id, name, role, createdAt, lastUsedAt, address, userAgent }) =>
      [id, name, role, exactTime(createdAt), lastUsedAt === null ? '–' : exactTime(lastUsedAt), address ?? '–', userAgent === null ? '–' : browserName(userAgent, text)])
    for (const line of textTable([columns.map((column) => text.sessionColumns[column]), ...rows])) print(line)
  }
}

export const endSession: Command = {
  words: 'sessions end',
  isDestructive: true,
  positionals: { ID: 'sessionId' },
  options: { json: flag },
  async run ({ collector, flag: given, positionals: [id], print, text }) {
    await collector.ask('DELETE', `/api/sessions/${encodeURIComponent(id!)}`)
    print(given('json') ? JSON.stringify({ id }) : text.sessionEnded(id!))
  }
}
