import { alertQueries, alertStatements, alertsSchema } from './alerts/lifecycle/tables.ts'
import { receiverQueries, receiverStatements, receiversSchema } from './alerts/receivers/tables.ts'
import { contentNumbersSchema, contentQueries, contentReportsSchema, contentSchema, contentStatements } from './content/tables.ts'
import { connectionsQueries, connectionsSchema, connectionsStatements } from './devices/connection/tables.ts'
import { factsQueries, factsSchema, factsStatements } from './devices/facts/tables.ts'
import { limitQueries, limitStatements, limitsSchema } from './devices/limits/tables.ts'
import { keyUseSchema, registryQueries, registrySchema, registryStatements, scrapeCredentialsSchema } from './devices/registry/tables.ts'
import { enrollmentSchema } from './enrollment/tables.ts'
import { logQueries, logSchema, logStatements } from './logs/tables.ts'
import { accessQueries, accessSchema, accessStatements, peopleSchema, sessionUseSchema } from './people/tables.ts'
import { auditOnBehalfOfSchema, auditQueries, auditSchema, auditStatements } from './platform/audit/tables.ts'
import { clockQueries, clockSchema, clockStatements } from './platform/clock/tables.ts'
import { queueQueries, queueRowsSchema, queueSchema, queueStatements } from './platform/queue/tables.ts'
import type { DatabaseDefinition } from './platform/storage/storage.ts'
import {
  declaredReleasesSchema,
  updateActionSchema,
  updateQueries,
  updateReleasesSchema,
  updateSchema,
  updateStatements
} from './updates/tables.ts'

/** The tables of mimamori.db: each folder has the SQL of its own (tables.ts). */
export const mainDatabase: DatabaseDefinition = {
  // The first is the whole schema. Once released a migration never changes: a later change is a new entry.
  migrations: [
    [
      registrySchema,
      accessSchema,
      connectionsSchema,
      factsSchema,
      queueSchema,
      logSchema,
      clockSchema,
      updateSchema,
      receiversSchema,
      alertsSchema
    ].join('\n'),
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
    queueRowsSchema,
    contentSchema,
    contentReportsSchema,
    contentNumbersSchema
  ],
  statements: {
    ...registryStatements,
    ...accessStatements,
    ...connectionsStatements,
    ...contentStatements,
    ...factsStatements,
    ...queueStatements,
    ...logStatements,
    ...clockStatements,
    ...updateStatements,
    ...receiverStatements,
    ...limitStatements,
    ...alertStatements,
    ...auditStatements
  },
  queries: {
    ...registryQueries,
    ...accessQueries,
    ...connectionsQueries,
    ...contentQueries,
    ...factsQueries,
    ...queueQueries,
    ...logQueries,
    ...clockQueries,
    ...updateQueries,
    ...receiverQueries,
    ...limitQueries,
    ...alertQueries,
    ...auditQueries
  }
}
