import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The published agent, as the role and the collector read it: its revision, and its archives by architecture. */
export interface PublishedAgent {
  readonly revision: string
  readonly version: string
  /** Node.js in it. */
  readonly node: string
  readonly archives: Readonly<Record<string, PublishedArchive>>
  /** With it a device that the server cannot reach installs the agent by itself. */
  readonly installer: PublishedArchive
}

export interface PublishedArchive {
  readonly file: string
  readonly sha256: string
}

export const publishedFile = 'agent.json'

/** undefined if there is none yet. */
export const readPublished = (directory: string): PublishedAgent | undefined => {
  try {
    return JSON.parse(readFileSync(join(directory, publishedFile), 'utf8')) as PublishedAgent
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
