import { readFileSync } from 'node:fs'
import type { Service } from './service.ts'
import type { StartText } from './text.ts'

const shownLines = 10

const lastLines = (file: string): string => readFileSync(file, 'utf8').trimEnd().split('\n').slice(-shownLines).map((line) => `  ${line}`).join('\n')

/** Watches the running services, reports when one exits by itself, and stops them all. */
export interface Watch {
  /** Watches one more; while all are being stopped it is stopped at once. Services are stopped in the reverse of the order in which they were added. */
  add (service: Service): Service
  /** Resolves, with what to say of it, when a service ends that nobody stopped. */
  readonly died: Promise<string>
  /** Stops them, with a message if any run. */
  stopAll (): Promise<void>
}

export const watchServices = (text: StartText, print: (line: string) => void): Watch => {
  const services: Service[] = []
  let stopping = false
  const { promise: died, resolve } = Promise.withResolvers<string>()
  return {
    died,
    add (service) {
      if (stopping) void service.stop()
      services.push(service)
      void service.exited.then(({ code, signal }) => {
        if (stopping) return
        const how = signal !== null ? text.diedBySignal(signal) : text.diedByCode(code ?? 0)
        resolve(`${text.died(service.name, how, service.logFile)}\n${text.lastLines}\n${lastLines(service.logFile)}`)
      })
      return service
    },
    async stopAll () {
      stopping = true
      if (services.length === 0) return
      print(text.stopping)
      for (const service of services.reverse()) {
        if (!await service.stop()) print(text.killed(service.name))
      }
      print(text.stopped)
    }
  }
}
