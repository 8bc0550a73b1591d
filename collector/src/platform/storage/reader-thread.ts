/** The thread for queries, with a connection of its own: a slow query delays no commit. */
import { workerData } from 'node:worker_threads'
import { answerQuestions } from './answer-questions.ts'
import type { ReadAnswer, ReadRequest, ThreadData } from './messages.ts'
import { openForReading } from './open-database.ts'
import { prepareByName } from './prepared-statements.ts'

const { file, sql } = workerData as ThreadData
const database = openForReading(file)
const statementOf = prepareByName(database, sql)

answerQuestions<ReadRequest, ReadAnswer>({
  answer: ({ name, parameters }) => statementOf(name).all(parameters),
  close: () => { database.close() }
})
