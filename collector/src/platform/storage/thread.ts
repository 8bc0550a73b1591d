import { Worker } from 'node:worker_threads'
import { StorageUnavailableError } from './errors.ts'
import { toError } from './failure.ts'
import type { RequestResult } from './messages.ts'

interface Waiting<Value> {
  readonly resolve: (value: Value) => void
  readonly reject: (error: Error) => void
}

/** A worker thread that takes questions and answers each in turn. */
export interface Thread<Value> {
  ask (question: object): Promise<Value>
  /** Lets it answer the pending questions, then ends it. Later questions reject. */
  close (): Promise<void>
}

/** @param onCrash called when the thread has ended by itself; questions still unanswered are rejected */
export const startThread = <Value>(script: URL, data: object, onCrash: (error: Error) => void): Thread<Value> => {
  const worker = new Worker(script, { workerData: data, name: script.pathname.split('/').at(-1)! })
  const waiting = new Map<number, Waiting<Value>>()
  let lastId = 0
  let closing: Promise<void> | undefined

  worker.on('message', (outcomes: readonly RequestResult<Value>[]) => {
    for (const { id, value, failure } of outcomes) {
      const asker = waiting.get(id)
      waiting.delete(id)
      if (failure) asker?.reject(toError(failure))
      else asker?.resolve(value as Value)
    }
  })
  worker.on('error', (error) => { onCrash(error as Error) })
  const ended = new Promise<void>((resolve) => {
    worker.once('exit', () => {
      closing ??= Promise.resolve()
      for (const { reject } of waiting.values()) reject(new StorageUnavailableError('the database thread has ended'))
      waiting.clear()
      resolve()
    })
  })
  return {
    ask: (question) => new Promise((resolve, reject) => {
      if (closing) {
        reject(new StorageUnavailableError('the database is closed'))
        return
      }
      const id = ++lastId
      waiting.set(id, { resolve, reject })
      worker.postMessage({ ...question, id })
    }),
    close: () => {
      if (!closing) worker.postMessage({ close: true })
      closing ??= ended
      return ended
    }
  }
}
