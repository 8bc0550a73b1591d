import { execa } from 'execa'
import type { BackupFailureReason } from '@mimamori/contract/backup-state'
import { z } from 'zod'
import { CommandError } from '../errors.ts'
import type { CliText } from '../text/cli-text.ts'
import { at, cacheDirectory, type ServerFiles } from './server-paths.ts'

/** Where backups are, and what opens them: restic's environment, so that no secret is on a command line. */
export interface Repository {
  readonly location: string
  readonly secrets: Readonly<Record<string, string>>
}

interface Run {
  readonly exitCode: number
  /** The lines of its output, each an object. */
  readonly messages: readonly Readonly<Record<string, unknown>>[]
  /** In restic's words. */
  readonly problem: string
  /** Whether all that it could not read was gone by then, as files of a running server may be. */
  readonly isComplete: boolean
}

export interface ResticContext {
  readonly server: ServerFiles
  readonly repository: Repository
  readonly text: CliText
}

/** restic's exit codes: https://restic.readthedocs.io/en/stable/075_scripting.html */
const codes = { incomplete: 3, noRepository: 10, locked: 11, wrongPassword: 12 } as const

const parseLine = (line: string): Readonly<Record<string, unknown>>[] => {
  try {
    return [JSON.parse(line) as Readonly<Record<string, unknown>>].flat()
  } catch {
    return []
  }
}

const exitError = z.object({ message_type: z.literal('exit_error'), message: z.string() }).transform(({ message }) => message)
const itemError = z.object({ message_type: z.literal('error'), error: z.object({ message: z.string() }) }).transform(({ error }) => error.message)

const allOf = (schema: typeof exitError | typeof itemError, stderr: string): readonly string[] =>
  stderr.split('\n').flatMap(parseLine).flatMap((line) => schema.safeParse(line).data ?? [])

const isGone = (message: string): boolean => message.endsWith(': no such file or directory')

/** restic's own message in one line: of a file that it could not read, else its last, also where that is no JSON. */
const problemIn = (stderr: string): string => {
  const unread = allOf(itemError, stderr).filter((message) => !isGone(message))
  return (unread[0] ?? allOf(exitError, stderr).at(-1) ?? stderr).replace(/^Fatal: /, '').trim().replace(/\s*\n\s*/g, ' ')
}

const execute = async ({ repository: { location, secrets }, server, text }: ResticContext, args: readonly string[]): Promise<Run> => {
  const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('RESTIC_')))
  const result = await execa('restic', ['--json', '--quiet', ...args], {
    cwd: server.root, reject: false, stdin: 'ignore', extendEnv: false, maxBuffer: 200_000_000,
    env: { ...inherited, ...secrets, RESTIC_REPOSITORY: location, RESTIC_CACHE_DIR: at(server, cacheDirectory) }
  })
  if (result.code === 'ENOENT') throw new CommandError(text.noRestic)
  const unread = allOf(itemError, result.stderr)
  return {
    exitCode: result.exitCode ?? 1,
    isComplete: result.exitCode === 0 || (result.exitCode === codes.incomplete && unread.length > 0 && unread.every(isGone)),
    messages: result.stdout.split('\n').flatMap(parseLine),
    problem: problemIn(result.stderr) || (result.shortMessage ?? '')
  }
}

/** A refusal of restic, with what to do. */
export class ResticError extends CommandError {
  /** The reason that the collector shows on its page. */
  readonly reason: BackupFailureReason

  constructor (message: string, reason: BackupFailureReason) {
    super(message)
    this.reason = reason
  }
}

const toError = ({ exitCode, problem }: Run, { repository: { location }, text }: ResticContext): ResticError => {
  if (exitCode === codes.noRepository) return new ResticError(text.noRepository(location), 'missing')
  if (exitCode === codes.wrongPassword) return new ResticError(text.wrongBackupPassword(location), 'wrong_password')
  if (exitCode === codes.locked) return new ResticError(text.repositoryLocked(location, problem), 'other')
  if (/no space left on device|disk quota exceeded/i.test(problem)) return new ResticError(text.repositoryFull(location, problem), 'full')
  return new ResticError(text.resticFailed(location, problem), 'other')
}

/** Ten minutes in all: a backup of another server, into the same repository, is over by then on most nights. */
const lockedTries = 10
const waitForLock = ['--retry-lock', '1m'] as const

/**
 * Runs restic. A lock that a killed one has left is removed, as soon as its process has gone; the end of a living one is waited for.
 * @throws {ResticError}
 */
export const restic = async (context: ResticContext, ...args: readonly string[]): Promise<Run['messages']> => {
  let run = await execute(context, args)
  for (let tries = 0; run.exitCode === codes.locked && tries < lockedTries; tries++) {
    await execute(context, ['unlock'])
    run = await execute(context, [...waitForLock, ...args])
  }
  if (!run.isComplete) throw toError(run, context)
  return run.messages
}

/** Whether a repository is there that the password opens. @throws {ResticError} if it is there and cannot be opened */
export const hasRepository = async (context: ResticContext): Promise<boolean> => {
  const run = await execute(context, ['cat', 'config'])
  if (run.exitCode === codes.noRepository) return false
  if (run.exitCode !== 0) throw toError(run, context)
  return true
}
