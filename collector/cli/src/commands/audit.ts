import type { AuditList } from '@mimamori/contract'
import { query, type Command } from '../command.ts'
import { givenPastTime } from '../given-time.ts'
import { loadExactTime, terminalTimeZone } from '../local-time.ts'
import { table } from '../table.ts'

/** The collector's answer has at most this many changes. */
const pageLimit = 200

/** The newest changes that somebody made, newest first. */
export const showAudit: Command = {
  words: 'audit',
  optionalPositionals: { DEVICE: 'deviceId' },
  options: { since: 'logTime', actor: 'actor' },
  async run (invocation) {
    const { ask, language, positionals: [device], text, value } = invocation
    const sinceMs = givenPastTime(invocation, 'since', { nowMs: Date.now() })
    const since = sinceMs === undefined ? undefined : new Date(sinceMs).toISOString()
    const { entries, nextCursor } = await ask<AuditList>('GET', `/api/audit?${query({
      limit: String(pageLimit), device, since, actor: value('actor')
    })}`)
    return {
      json: entries,
      async lines () {
        if (entries.length === 0) return [text.noAudit]
        const [time, { actorWords, auditText, changeWords, subjectWords }] = await Promise.all([
          loadExactTime(invocation), import('@mimamori/contract/audit-text')
        ])
        return table(entries, text, {
          when: ({ at }) => time(at), who: (entry) => actorWords(entry, language), client: ({ actor }) => actor.address,
          action: ({ action }) => auditText[language].actions[action], subject: (entry) => subjectWords(entry) || '–',
          changes: (entry) => entry.changes.map((change) => changeWords(change, entry, {
            language, timeZone: terminalTimeZone()
          })).join('; ') || '–'
        })
      },
      note: nextCursor !== undefined && text.moreAudit(pageLimit)
    }
  }
}
