import { accessSchema } from './access.ts'
import { alertsSchema } from './alerts.ts'
import { auditOnBehalfOfSchema, auditSchema } from './audit.ts'
import { clockSchema } from './clock.ts'
import { connectionsSchema } from './connections.ts'
import { enrollmentSchema } from './enrollment.ts'
import { factsSchema } from './facts.ts'
import { keyUseSchema } from './key-use.ts'
import { limitsSchema } from './limits.ts'
import { logSchema } from './logs.ts'
import { peopleSchema } from './people.ts'
import { queueRowsSchema, queueSchema } from './queues.ts'
import { receiversSchema } from './receivers.ts'
import { registrySchema, scrapeCredentialsSchema } from './registry.ts'
import { sessionUseSchema } from './session-use.ts'
import { declaredReleasesSchema, updateActionSchema, updateReleasesSchema, updateSchema } from './updates.ts'

/**
 * The migrations, in order; the database's user_version says how many it has had. The first is the whole schema, a file
 * for each folder. Once released a migration never changes: what comes later is a new entry.
 */
export const migrations: readonly string[] = [
  [registrySchema, accessSchema, connectionsSchema, factsSchema, queueSchema, logSchema, clockSchema, updateSchema, receiversSchema, alertsSchema].join('\n'),
  auditSchema,
  peopleSchema,
  updateReleasesSchema,
  enrollmentSchema,
  keyUseSchema,
  declaredReleasesSchema,
  updateActionSchema,
  auditOnBehalfOfSchema,
  sessionUseSchema,
  limitsSchema,
  scrapeCredentialsSchema,
  queueRowsSchema
]
