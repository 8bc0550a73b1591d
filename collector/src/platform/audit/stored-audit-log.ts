import { fieldChange, type AuditAction, type AuditEntry, type AuditSubject } from '@mimamori/contract'
import { z } from 'zod'
import { readJson } from '../storage/read-json.ts'
import type { Storage } from '../storage/storage.ts'
import type { AuditLog } from './audit-log.ts'
import { recordChange } from './record-change.ts'

/** Some 50 MB; twenty fleets of five thousand devices can be imported before an older entry goes. */
export const mostEntries = 100_000

type Row = Readonly<{
  id: number
  at_ms: number
  actor: string
  role: string
  address: string
  on_behalf_of: string | null
  request_id: string
  action: string
  subject_type: string
  subject: string | null
  device: string | null
  changes: string
}>

const fieldChanges = z.array(fieldChange)

const toView = (row: Row): AuditEntry => ({
  id: String(row.id),
  at: new Date(row.at_ms).toISOString(),
  actor: { name: row.actor, role: row.role, address: row.address, onBehalfOf: row.on_behalf_of },
  action: row.action as AuditAction,
  subject: { type: row.subject_type as AuditSubject['type'], name: row.subject },
  device: row.device,
  changes: readJson(row.changes, fieldChanges) ?? [],
  requestId: row.request_id
})

interface Deps {
  readonly storage: Storage
  /** Called if an entry could not be put right after another program had answered; that answer counts all the same. */
  readonly onError: (error: unknown) => void
}

/** The audit log in the embedded database. */
export const createAuditLog = ({ storage, onError }: Deps): AuditLog => ({
  async record (by, change) {
    const statements = recordChange(by, change)
    if (statements.length > 0) await storage.commit(statements)
  },
  async recordElsewhere (by, { change, make, nameOf, wasRefused }) {
    if (by === undefined) return await make()
    const { requestId } = by
    await storage.commit(recordChange(by, change))
    const result = await make().catch(async (error: unknown) => {
      if (wasRefused(error)) await storage.commit([{ name: 'audit.withdraw', parameters: { requestId } }]).catch(onError)
      throw error
    })
    if (nameOf) await storage.commit([{ name: 'audit.nameSubject', parameters: { requestId, subject: nameOf(result) } }]).catch(onError)
    return result
  },
  async list ({ limit, before, device, actor, action, sinceMs, untilMs }) {
    const rows = await storage.query<Row>('audit.list', {
      limit,
      before: before ?? null,
      device: device ?? null,
      actor: actor ?? null,
      action: action ?? null,
      sinceMs: sinceMs ?? null,
      untilMs: untilMs ?? null
    })
    return rows.map((row) => ({ number: row.id, view: toView(row) }))
  },
  async removeOld (oldestMs) {
    await storage.commit([
      ...oldestMs === undefined ? [] : [{ name: 'audit.removeOld', parameters: { oldestMs } }],
      { name: 'audit.removeBeyond', parameters: { most: mostEntries } }
    ])
  },
  async clampTimes (now) {
    const [row] = await storage.query<{ ahead: number }>('audit.ahead', { now })
    if (row?.ahead === 1) await storage.commit([{ name: 'audit.clamp', parameters: { now } }])
  }
})
