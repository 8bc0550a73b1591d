/** The thread for queries, with a connection of its own: a slow one holds up no commit. */
import { parentPort, workerData } from 'node:worker_threads'
import { toFailure } from './failure.ts'
import type { ReadAnswer, ReadRequest, ThreadData } from './messages.ts'
import { openForReading } from './open-database.ts'
import { prepareByName } from './prepared-statements.ts'
import { queries } from './statements/index.ts'

const database = openForReading((workerData as ThreadData).file)
const statementOf = prepareByName(database, queries)

const answer = ({ id, name, parameters }: Exclude<ReadRequest, { close: true }>): ReadAnswer => {
  try {
    return [{ id, value: statementOf(name).all(parameters) }]
  } catch (error) {
    return [{ id, failure: toFailure(error) }]
  }
}

parentPort!.on('message', (request: ReadRequest) => {
  if ('close' in request) {
    database.close()
    parentPort!.close()
    return
  }
  parentPort!.postMessage(answer(request))
})
