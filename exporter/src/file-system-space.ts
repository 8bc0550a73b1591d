import { statfsSync } from 'node:fs'
import { runCommand } from './run-command.ts'

/** The answer of statfs(2) about a file system. */
export interface FileSystemSpace {
  readonly sizeBytes: number
  readonly freeBytes: number
  readonly availableBytes: number
  readonly files: number
  readonly filesFree: number
}

/** Space of the file system at a path, or in `error` the system's reason for no answer. */
export type SpaceAnswer = FileSystemSpace | { readonly error: string }

/**
 * File systems behind which another machine or a user's program stands: those may never answer. All others have their
 * numbers in memory, and is asked directly.
 */
const mayHang = /^(nfs\d?|cifs|smb\d|smbfs|9p|afs|ceph|lustre|gfs2?|ocfs2|orangefs|beegfs|coda|davfs|virtiofs|glusterfs|autofs|fuse.*)$/

const space = (
  blockBytes: number,
  [blocks, free, available, files, filesFree]: readonly [number, number, number, number, number]
): FileSystemSpace => ({
  sizeBytes: blocks * blockBytes,
  freeBytes: free * blockBytes,
  availableBytes: available * blockBytes,
  files,
  filesFree
})

/** `ENOENT: no such file or directory, statfs '/x'` or `…: Stale file handle`: the message alone, as strerror has it. */
const wordsOf = (error: unknown): string => {
  const message = error instanceof Error ? error.message : String(error)
  return (/^[A-Z0-9]+: (.*), statfs/.exec(message)?.[1] ?? message.slice(message.lastIndexOf(': ') + 1)).trim().toLowerCase()
}

const local = (path: string): SpaceAnswer => {
  try {
    const { bsize, blocks, bfree, bavail, files, ffree } = statfsSync(path)
    return space(bsize, [blocks, bfree, bavail, files, ffree])
  } catch (error) {
    return { error: wordsOf(error) }
  }
}

/** A process of its own asks, so that none of our threads waits in the kernel for a server that is gone. */
const remote = (path: string, timeoutMs: number): Promise<FileSystemSpace> => runCommand({
  name: 'statfs',
  argv: ['stat', '--file-system', '--format=%s %b %f %a %c %d', '--', path],
  timeoutMs,
  parse: (stdout) => {
    const [blockBytes, blocks, free, available, files, filesFree] = stdout.trim().split(' ').map(Number)
    if (filesFree === undefined || Number.isNaN(blockBytes)) {
      throw new Error(`expected six numbers from stat, found ${JSON.stringify(stdout)}`)
    }
    return space(blockBytes!, [blocks!, free!, available!, files!, filesFree])
  }
})

/** As node_exporter calls it. */
const stuck = { error: 'mountpoint timeout' } as const

/**
 * Gives a function that asks for the space at a path and answers within `timeoutMs`, even if the file
 * system does not. One that did not answer is called stuck, without waiting again, until the question under way has ended.
 */
export const fileSystemSpace = ({
  timeoutMs
}: {
  readonly timeoutMs: number
}): ((path: string, fsType: string) => SpaceAnswer | Promise<SpaceAnswer>) => {
  const waiting = new Set<string>()

  const askRemote = (path: string): Promise<SpaceAnswer> => {
    waiting.add(path)
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(stuck), timeoutMs)
      remote(path, timeoutMs * 12)
        .catch((error: unknown) => ({ error: wordsOf(error) }))
        .then(
          (answer) => {
            clearTimeout(timer)
            waiting.delete(path)
            resolve(answer)
          },
          () => {
            /* the chain above does not reject */
          }
        )
    })
  }

  return (path, fsType) => {
    if (!mayHang.test(fsType)) return local(path)
    return waiting.has(path) ? stuck : askRemote(path)
  }
}
