import type { Logger } from '../log/logger.ts'

interface CurrentKeyOptions {
  /** The key as the configuration has it now; undefined if it cannot be read. */
  readonly readAgain: () => string | undefined
  /** Whether the collector refuses the device: only then is the key read again. */
  readonly isRefused: () => boolean
  readonly log: Logger
}

/**
 * Gives the device's key: a device that is refused takes up the one that has since been written into its
 * configuration, without a restart.
 */
export const createCurrentKey = (first: string, { readAgain, isRefused, log }: CurrentKeyOptions): (() => string) => {
  let current = first
  return () => {
    const key = isRefused() ? readAgain() : undefined
    if (key !== undefined && key !== current) {
      current = key
      log.info({}, 'key changed in the configuration, trying it')
    }
    return current
  }
}
