import { readFileSync } from 'node:fs'
import { formatAddress } from '@mimamori/program/listen-address'
import { findListener } from './listener.ts'
import { isFree } from './port.ts'
import { startRestartingService } from './restarting-service.ts'
import type { Address, Exit, Service, ServiceOptions } from './service.ts'
import type { StartText } from './text.ts'

type ExitText = Pick<StartText, 'diedByCode' | 'diedBySignal' | 'restarted'>

const exitText = (
  { code, signal }: Exit, text: ExitText
): string => signal !== null ? text.diedBySignal(signal) : text.diedByCode(code ?? 0)

/** The message about a service that exited and is started again after this time. */
export const restartText = ({ name, logFile }: ServiceOptions, exit: Exit, backoffMs: number, text: ExitText): string =>
  text.restarted(name, exitText(exit, text), backoffMs / 1000, logFile)

const shownLines = 10

const lastLines = (
  file: string
): string => readFileSync(file, 'utf8').trimEnd().split('\n').slice(-shownLines).map((line) => `  ${line}`).join('\n')

/** Whatever else is wrong with an address is in the log of the service that was to listen there. */
const isTaken = async ({ host, port }: Address): Promise<boolean> => !await isFree(host, port).catch(() => true)

/** Watches the running services, reports when one exits by itself, restarts those that the others can be without, and stops them all. */
export interface Watch {
  /**
   * Watches one more, whose exit is the end; while all are being stopped it is stopped at once. Services are stopped in the reverse of
   * the order in which they were added.
   */
  add (service: Service): Service
  /**
   * Starts one and watches it as well; if it exits by itself, that is printed, and it is started again, unless `restarts` says no or
   * another program has its address by then: the others would ask that one.
   */
  keep (options: ServiceOptions, restarts?: (exit: Exit) => boolean): Service
  /** Resolves, with the message about it, when a service ends that nobody stopped and that is not started again. */
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
    void service.exited.then(async (exit) => {
      if (stopping) return
      const { name, address, logFile } = service
      if (address !== undefined && await isTaken(address)) resolve(text.portLost(name, formatAddress(address), findListener(address.port)))
      else resolve(`${text.died(name, exitText(exit, text), logFile)}\n${text.lastLines}\n${lastLines(logFile)}`)
    })
    return service
  }
  return {
    died,
    add,
    keep: (options, restarts = () => true) => add(startRestartingService(options, {
      onExit: (exit, backoffMs) => { print(restartText(options, exit, backoffMs, text)) },
      restarts: async (exit) => restarts(exit) && !(options.address !== undefined && await isTaken(options.address))
    })),
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
