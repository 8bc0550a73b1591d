import type { ContentReport } from '@mimamori/contract'
import { ContentError } from './content-client.ts'
import { NoSpaceError } from './content-set.ts'

/** Why a set is not what it should be, as the device reports it. */
export type ContentProblem = NonNullable<ContentReport['sets'][number]['problem']>

/** As long as a report may say it. */
const longestMessage = 500

/** The problem behind an error of a step. */
export const problemOf = (error: unknown): ContentProblem => {
  const { code, syscall } = error as NodeJS.ErrnoException
  const message = (error as Error).message.slice(0, longestMessage)
  if (error instanceof NoSpaceError) return { kind: 'disk_full', message, lackingBytes: error.lackingBytes }
  if (code === 'ENOSPC') return { kind: 'disk_full', message }
  if (code === 'EPERM' && (syscall === 'link' || syscall === 'symlink')) {
    return { kind: 'not_written', message: 'the content directory needs a file system with links, such as ext4; FAT and exFAT have none' }
  }
  return { kind: error instanceof ContentError ? 'not_downloaded' : 'not_written', message }
}

/** The problem of a version that its check refused. */
export const checkFailed = (message: string): ContentProblem => ({ kind: 'check_failed', message: message.slice(0, longestMessage) })
