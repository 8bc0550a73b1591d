import type { AuditEntry, AuditList } from '@mimamori/contract'
import { flag, option, type Command, type Invocation } from '../command.ts'
import { UsageError } from '../errors.ts'
import { readLogTime } from '../log-time.ts'
import { loadExactTime, ownTimeZone } from '../own-time.ts'

/** What the collector gives at once. */
const pageLimit = 200

const sinceOf = ({ option: value, text }: Invocation): string | undefined => {
  const given = value('since')
  if (given === undefined) return undefined
  const ms = readLogTime(given, { nowMs: Date.now() })
  if (ms === undefined) throw new UsageError(text.wrong('--since', text.expected.logTime, given))
  return new Date(ms).toISOString()
}

const printTable = async (entries: readonly AuditEntry[], { language, print, text }: Invocation): Promise<void> => {
  const [{ textTable }, exactTime, { actorWords, auditText, changeWords, subjectWords }] = await Promise.all([import('@mimamori/program/text-table'), loadExactTime(language), import('@mimamori/contract/audit-text')])
  const columns = ['at', 'actor', 'address', 'action', 'subject', 'changes'] as const
  const rows = entries.map((entry) => [
    exactTime(entry.at), actorWords(entry, language), entry.actor.address, auditText[language].actions[entry.action], subjectWords(entry) || '–',
    entry.changes.map((change) => changeWords(change, entry, { language, timeZone: ownTimeZone() })).join('; ') || '–'
  ])
  for (const line of textTable([columns.map((column) => text.auditColumns[column]), ...rows])) print(line)
}

/** The newest changes that somebody made, newest first. */
export const showAudit: Command = {
  words: 'audit',
  positionals: {},
  optionalPositionals: { DEVICE: 'deviceId' },
  options: { since: option('logTime'), actor: option('actor'), json: flag },
  async run (invocation) {
    const { collector, flag: given, option: value, positionals: [device], print, printError, text } = invocation
    const query = new URLSearchParams({ limit: String(pageLimit) })
    for (const [name, wanted] of Object.entries({ device, since: sinceOf(invocation), actor: value('actor') })) if (wanted !== undefined) query.set(name, wanted)
    const { entries, nextCursor } = await collector.ask<AuditList>('GET', `/api/audit?${query}`)
    if (given('json')) print(JSON.stringify(entries))
    else if (entries.length === 0) print(text.noAudit)
    else await printTable(entries, invocation)
    if (nextCursor !== undefined) printError(text.moreAudit(pageLimit))
  }
}
