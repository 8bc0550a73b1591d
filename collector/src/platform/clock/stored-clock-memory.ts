import type { Storage } from '../storage/storage.ts'
import type { ClockMemoryStore } from './clock-memory.ts'

/** Stores the memory of the clock in the database. */
export const createClockMemoryStore = (storage: Storage): ClockMemoryStore => ({
  async load () {
    const [row] = await storage.query<{ highest_ms: number | null, confirmed_boot: string | null, leapt_ms: number | null }>(
      'clock.load',
      {}
    )
    return {
      ...(typeof row?.highest_ms === 'number' && { highestMs: row.highest_ms }),
      ...(typeof row?.confirmed_boot === 'string' && { confirmedBoot: row.confirmed_boot }),
      ...(typeof row?.leapt_ms === 'number' && { leaptMs: row.leapt_ms })
    }
  },
  async save ({ highestMs, confirmedBoot, leaptMs }, further = []) {
    await storage.commit([
      {
        name: 'clock.save',
        parameters: { highest_ms: highestMs ?? null, confirmed_boot: confirmedBoot ?? null, leapt_ms: leaptMs ?? null }
      },
      ...further
    ])
  }
})
