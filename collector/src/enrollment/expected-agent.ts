import { readPublishedAgent } from './published-agent.ts'

interface Options {
  /** The directory that publish-agent fills. */
  readonly directory: string
  /** The collector's own. */
  readonly version: string
  /** Called once for each reason. */
  readonly onError: (error: unknown) => void
}

/**
 * The version that agents are expected to have: the one published on this server, from where devices get it; or, if none is published, the
 * collector's, with which it is released. While the published files cannot be read, the last answer stays.
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
