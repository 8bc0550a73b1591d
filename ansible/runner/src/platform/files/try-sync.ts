import { syncPath } from '@mimamori/program/durable-file'

/** Waits until a file is on the disk. A failing disk does not end the run. */
export const trySync = (file: string): void => {
  try {
    syncPath(file)
  } catch {
    // The run continues without it.
  }
}
