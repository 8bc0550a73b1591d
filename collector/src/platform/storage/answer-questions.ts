import { parentPort } from 'node:worker_threads'
import { toFailure } from './failure.ts'
import type { RequestResult } from './messages.ts'

interface Deps<Question extends object, Value> {
  /** Its errors are answered as failures. */
  readonly answer: (question: Question) => Value
  /** Closes the database; no question comes afterwards. */
  readonly close: () => void
}

/** Within a thread (thread.ts) that answers each question before the next: takes them until it is closed. */
export const answerQuestions = <Question extends object, Value>({ answer, close }: Deps<Question, Value>): void => {
  const resultOf = (question: Question & { readonly id: number }): RequestResult<Value> => {
    try {
      return { id: question.id, value: answer(question) }
    } catch (error) {
      return { id: question.id, failure: toFailure(error) }
    }
  }
  parentPort!.on('message', (message: (Question & { readonly id: number }) | { readonly close: true }) => {
    if ('close' in message) {
      close()
      parentPort!.close()
      return
    }
    parentPort!.postMessage([resultOf(message)])
  })
}
