import type { Statement } from '../storage/storage.ts'

/** The state of the clock across restarts. */
export interface ClockMemory {
  /** The highest time seen while the clock was trusted. */
  readonly highestMs?: number
  /** The boot (/proc/sys/kernel/random/boot_id) within which the administrator last confirmed the time. */
  readonly confirmedBoot?: string
  /** When it last leapt ahead by more than a day, by its own new time; forgotten a day later. */
  readonly leaptMs?: number
}

/** The store of the clock's memory; the implementation is in stored-clock-memory.ts. */
export interface ClockMemoryStore {
  load (): Promise<ClockMemory>
  /** Resolves when it is on the disk. `further`: statements for the same transaction. */
  save (memory: ClockMemory, further?: readonly Statement[]): Promise<void>
}
