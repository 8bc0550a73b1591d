import type { InventoryHost } from './inventory/inventory.ts'
import { capture } from '../platform/process/execute.ts'
import type { CommandText } from '../text/command-text.en.ts'
import { notTextIn, sourceOf, type ReleaseSource } from './release-source.ts'

type GitSource = Extract<ReleaseSource, { type: 'git' }>
type Found = { readonly revision?: string | undefined, readonly mistake?: string }

/** git exits with 1 if there is no such revision, and with another code if it could not look (git-rev-parse(1), --verify). */
const resolve = async (source: GitSource, text: CommandText['preflight']): Promise<Found> => {
  const { repository, reference } = source
  const { exitCode, stdout, stderr, trouble } = await capture({
    argv: ['git', `--git-dir=${repository}`, 'rev-parse', '--verify', '--quiet', '--end-of-options', `${reference}^{commit}`]
  }, { timeoutMs: 30_000 })
  if (exitCode === 0 && /^[0-9a-f]{40,64}$/.test(stdout)) return { revision: stdout }
  if (exitCode === 0 || exitCode === 1) return { mistake: text.unknownRevision(source) }
  return { mistake: text.unreadableRepository(repository, trouble ?? stderr.trim().split('\n').at(-1)!) }
}

export interface WantedReference {
  readonly reference?: string | undefined
  /** It was given as --revision; otherwise it is an earlier run's, and for an archive the inventory has it anyway. */
  readonly isTyped: boolean
}

/** The revision of one host, or why it cannot have it. */
export interface Resolved extends Found {
  readonly host: InventoryHost
  readonly source: ReleaseSource | undefined
}

/** Each host's revision, resolved once for each repository, so that all hosts get the same even if a branch moves in between. */
export const resolveAll = async (
  hosts: readonly InventoryHost[], { reference: asked, isTyped }: WantedReference, text: CommandText['preflight']
): Promise<Resolved[]> => {
  const commits = new Map<string, Promise<Found>>()
  return await Promise.all(hosts.map(async (host): Promise<Resolved> => {
    const notText = notTextIn(host, asked)
    if (notText) return { host, source: undefined, mistake: text.revisionIsNoText({ host: host.host, ...notText }) }
    const source = sourceOf(host, asked)
    if (source === undefined) return { host, source }
    if (source.type === 'archive') return {
      host, source, revision: source.revision, ...isTyped && asked !== source.revision && { mistake: text.archiveHasNoRevisions(host.host) }
    }
    const key = `${source.repository}\0${source.reference}`
    if (!commits.has(key)) commits.set(key, resolve(source, text))
    return { host, source, ...await commits.get(key)! }
  }))
}
