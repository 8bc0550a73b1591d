import { createHash } from 'node:crypto'
import fs from 'node:fs'
import { openContentSet } from '../../src/content/content-set.ts'

const filesOf = (content: string) => ['a', 'b/c'].map((path) => {
  const body = `${content} ${path}`
  return { path, size: body.length, sha256: createHash('sha256').update(body).digest('hex'), body }
})

/** Starts as the agent does, and installs a version of the set `welcome` whose files have this text. The check of `bad` fails. */
export const installSet = async (directory: string, text: string): Promise<void> => {
  const files = filesOf(text)
  let monotonicMs = 0
  const set = openContentSet({
    directory,
    name: 'welcome',
    client: {
      manifest: () => Promise.reject(new Error('not asked for')),
      async download ({ sha256 }, path) { fs.writeFileSync(path, files.find((file) => file.sha256 === sha256)!.body) },
      close: () => {}
    },
    checks: { directory, limitMs: new Map(text === 'bad' ? [['welcome', 0]] : []) },
    clock: {
      wallMs: () => 0,
      monotonicMs: () => monotonicMs,
      sleep (ms) {
        monotonicMs += ms
        return Promise.resolve()
      }
    },
    signal: new AbortController().signal,
    freeBytes: () => 1_000_000,
    onBytesLeft: () => {},
    onSwitch: () => {},
    unassigned: { bytes: () => 0, delete: () => {} }
  })
  await set.settle()
  await set.install({ name: 'welcome', number: 1, digest: createHash('sha256').update(text).digest('hex'), files })
  await set.settle()
}
