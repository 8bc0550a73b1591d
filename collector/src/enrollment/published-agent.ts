import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

/** A name that cannot lead elsewhere. */
const file = z.strictObject({ file: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,200}$/), sha256: z.string().regex(/^[0-9a-f]{64}$/) })

/** As `npm run publish-agent` writes it (scripts/publish-agent/published-agent.ts). */
const publishedAgent = z.object({
  revision: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/),
  /** The agent's own version. */
  version: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._+-]{0,99}$/).exactOptional(),
  /** By the output of `uname -m`. */
  archives: z.record(z.string().regex(/^[a-z0-9_]{1,32}$/), file),
  installer: file
})
export type PublishedAgent = z.infer<typeof publishedAgent>

/** The agent that devices can install; undefined if there is none, or one of a version that published no installer. */
export const readPublishedAgent = async (directory: string): Promise<PublishedAgent | undefined> => {
  try {
    return publishedAgent.safeParse(JSON.parse(await readFile(join(directory, 'agent.json'), 'utf8'))).data
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
