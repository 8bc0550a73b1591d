import { join } from 'node:path'
import { StartProblem } from '../start/problem.ts'
import type { Machine } from './machine.ts'
import type { Step } from './step.ts'
import type { InstallServerText } from './text.ts'

interface Parts {
  readonly checkout: string
  readonly machine: Machine
  readonly text: Pick<InstallServerText, 'pause' | 'pauseReason'>
}

/** Nobody reports for the device that `npm start` made of this machine, whose agent went with it: no alert may come of that. */
export const pauseOwnDevice = (id: string, { checkout, machine, text }: Parts): Step => ({
  what: text.pause(id),
  run () {
    const mimamori = (...words: readonly string[]): string => machine.run(join(checkout, 'collector/bin/mimamori'), 'devices', ...words)
    try {
      mimamori('pause', id, '--reason', text.pauseReason)
    } catch (error) {
      // It is gone, retired or revoked: then no alert comes of it either.
      if (!(error instanceof StartProblem)) throw error
    }
  }
})
