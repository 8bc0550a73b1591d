import { readPublishedAgent } from './published-agent.ts'

interface Options {
  /** Where publish-agent puts it. */
  readonly directory: string
  /** The collector's own. */
  readonly version: string
  /** Called once for each reason. */
  readonly onError: (error: unknown) => void
}

/**
 * Which version agents are expected to have: that which is published on this server, from where devices get it, or that of the collector,
 * with which it is released, where none is published. While what is there cannot be read, the last answer holds.
 */
export const expectedAgent = ({ directory, version, onError }: Options): () => Promise<string> => {
  let last = version
  let reason: string | undefined
  return async () => {
    try {
      last = (await readPublishedAgent(directory))?.version ?? version
      reason = undefined
    } catch (error) {
      const { message } = error as Error
      if (message !== reason) onError(error)
      reason = message
    }
    return last
  }
}
