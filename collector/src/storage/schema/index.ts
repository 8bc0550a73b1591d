import { accessSchema, sessionIssuer } from './access.ts'
import { alertsSchema } from './alerts.ts'
import { clockLeap, clockSchema } from './clock.ts'
import { factsSchema } from './facts.ts'
import { logAgeIndex, logRunColumn, logSchema } from './logs.ts'
import { connectionsSchema } from './connections.ts'
import { receiversSchema } from './receivers.ts'
import { registrySchema } from './registry.ts'
import { updateKind, updatePresumed, updateQueueTable, updateReceipts, updateRunsByStart, updateSchema } from './updates.ts'

/**
 * The migrations, in order; the database's user_version says how many it has had. The first is the whole schema, a file
 * for each folder. Once released a migration never changes: what comes later is a new entry.
 */
export const migrations: readonly string[] = [
  [registrySchema, accessSchema, connectionsSchema, logSchema, clockSchema].join('\n'),
  logAgeIndex,
  [updateSchema, logRunColumn].join('\n'),
  updateReceipts,
  sessionIssuer,
  factsSchema,
  updatePresumed,
  clockLeap,
  updateQueueTable,
  updateKind,
  updateRunsByStart,
  receiversSchema,
  alertsSchema
]
