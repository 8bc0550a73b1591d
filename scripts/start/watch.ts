import { readFileSync } from 'node:fs'
import { exitText, restartText } from './exit-text.ts'
import { startRestartingService } from './restarting-service.ts'
import type { Service, ServiceOptions } from './service.ts'
import type { StartText } from './text.ts'

const shownLines = 10

const lastLines = (file: string): string => readFileSync(file, 'utf8').trimEnd().split('\n').slice(-shownLines).map((line) => `  ${line}`).join('\n')

/** Watches the running services, reports when one exits by itself, restarts those that the others can be without, and stops them all. */
export interface Watch {
  /** Watches one more, whose exit is the end; while all are being stopped it is stopped at once. Services are stopped in the reverse of the order in which they were added. */
  add (service: Service): Service
  /** Starts one and watches it as well; where it exits by itself, that is printed, and it is started again. */
  keep (options: ServiceOptions): Service
  /** Resolves, with what to say of it, when a service ends that nobody stopped and that is not started again. */
  readonly died: Promise<string>
  /** Stops them, with a message if any run. */
  stopAll (): Promise<void>
}

export const watchServices = (text: StartText, print: (line: string) => void): Watch => {
  const services: Service[] = []
  let stopping = false
  const { promise: died, resolve } = Promise.withResolvers<string>()
  const add = (service: Service): Service => {
    if (stopping) void service.stop()
    services.push(service)
    void service.exited.then((exit) => {
      if (!stopping) resolve(`${text.died(service.name, exitText(exit, text), service.logFile)}\n${text.lastLines}\n${lastLines(service.logFile)}`)
    })
    return service
  }
  return {
    died,
    add,
    keep: (options) => add(startRestartingService(options, { onExit: (exit, backoffMs) => { print(restartText(options, exit, backoffMs, text)) } })),
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
