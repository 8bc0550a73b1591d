import { closeSync, constants, openSync, readSync } from 'node:fs'
import { httpGet } from './http-get.ts'
import type { ReleaseFile } from './parse/release-file.ts'
import { runCommand } from './run-command.ts'

/** A revision is a label: a commit, a version, `4f1c7e2 2025-11-20`, never a page. */
const maxCharacters = 128
const maxBytes = 64 * 1024

/** The first line that is not empty, without control characters, as the value of a label. @throws if there is none or it is too long. */
const toLabel = (text: string): string => {
  const line = text.split(/\r?\n/).map((line) => line.replace(/\p{Cc}/gu, '').trim()).find((line) => line !== '')
  if (line === undefined) throw new Error('the revision is empty')
  if (line.length > maxCharacters) {
    throw new Error(`the revision has ${line.length} characters; ${maxCharacters} are the most that a label takes`)
  }
  return line
}

/** The value at a JSON pointer (RFC 6901). */
const resolvePointer = (document: unknown, pointer: string): unknown =>
  pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>(
      (value, key) =>
        typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? (value as Record<string, unknown>)[key] : undefined,
      document
    )

const readPointed = (body: string, pointer: string): string => {
  let document: unknown
  try {
    document = JSON.parse(body)
  } catch {
    throw new Error(`the answer is not JSON, so ${pointer} cannot be found in it`)
  }
  const value = resolvePointer(document, pointer)
  if (typeof value !== 'string' && typeof value !== 'number') throw new Error(`the answer has no text at ${pointer}`)
  return String(value)
}

const readStart = (path: string): string => {
  // Opening a pipe would block until somebody writes into it.
  const file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)
  try {
    const buffer = Buffer.alloc(4096)
    return buffer.subarray(0, readSync(file, buffer)).toString('utf8')
  } finally {
    closeSync(file)
  }
}

/** Asks a release for its running revision. `rootfs` is the prefix of the host's files. @throws if it does not answer. */
export const readRevision = async ({ revision, timeoutMs }: ReleaseFile, rootfs: string): Promise<string> => {
  switch (revision.kind) {
    case 'http': {
      const { statusCode, body } = await httpGet({ url: revision.url, timeoutMs, maxBytes })
      if (statusCode !== 200) throw new Error(`${revision.url} answered ${statusCode}, not 200`)
      return toLabel(revision.pointer === undefined ? body : readPointed(body, revision.pointer))
    }
    case 'command': return runCommand({ name: 'revision', argv: revision.argv, timeoutMs, parse: toLabel })
    case 'file': return toLabel(readStart(`${rootfs}${revision.path}`))
  }
}
