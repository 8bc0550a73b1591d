import { accessQueries, accessStatements } from './access.ts'
import { alertQueries, alertStatements } from './alerts.ts'
import { auditQueries, auditStatements } from './audit.ts'
import { clockQueries, clockStatements } from './clock.ts'
import { factsQueries, factsStatements } from './facts.ts'
import { limitQueries, limitStatements } from './limits.ts'
import { logQueries, logStatements } from './logs.ts'
import { connectionsQueries, connectionsStatements } from './connections.ts'
import { queueQueries, queueStatements } from './queues.ts'
import { receiverQueries, receiverStatements } from './receivers.ts'
import { registryQueries, registryStatements } from './registry.ts'
import { updateQueries, updateStatements } from './updates.ts'

type Sql = Readonly<Record<string, string>>

/** Every statement that changes something, by name; run by the writer thread alone. A folder's own are in its file. */
export const statements: Sql = {
  ...registryStatements,
  ...accessStatements,
  ...connectionsStatements,
  ...factsStatements,
  ...queueStatements,
  ...logStatements,
  ...clockStatements,
  ...updateStatements,
  ...receiverStatements,
  ...limitStatements,
  ...alertStatements,
  ...auditStatements
}

/** Every query, by name; run by the reader thread. */
export const queries: Sql = {
  ...registryQueries,
  ...accessQueries,
  ...connectionsQueries,
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
