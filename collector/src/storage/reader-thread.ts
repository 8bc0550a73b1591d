/** The thread for queries, with a connection of its own: a slow one holds up no commit. */
import { workerData } from 'node:worker_threads'
import { answerQuestions } from './answer-questions.ts'
import type { ReadAnswer, ReadRequest, ThreadData } from './messages.ts'
import { openForReading } from './open-database.ts'
import { prepareByName } from './prepared-statements.ts'
import { queries } from './statements/index.ts'

const database = openForReading((workerData as ThreadData).file)
const statementOf = prepareByName(database, queries)

answerQuestions<ReadRequest, ReadAnswer>({
  answer: ({ name, parameters }) => statementOf(name).all(parameters),
  close: () => { database.close() }
})
