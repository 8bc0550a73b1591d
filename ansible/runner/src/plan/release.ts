import { capture } from '../process/execute.ts'
import type { InventoryHost } from '../inventory/inventory.ts'
import type { CommandText } from '../text/command-text.en.ts'
import type { WantedByHost } from './plan.ts'

/** Where a host's release comes from: the role's `release_source`. */
export type ReleaseSource =
  | { readonly type: 'git', readonly repository: string, readonly reference: string }
  | { readonly type: 'archive', readonly revision: string }

const stringAt = (record: Readonly<Record<string, unknown>>, name: string): string | undefined =>
  typeof record[name] === 'string' && record[name] !== '' ? record[name] : undefined

/** A host's source with the revision that is wanted of it; undefined where its variables say none that can be read without Ansible. */
const sourceOf = ({ variables }: InventoryHost, reference: string | undefined): ReleaseSource | undefined => {
  const source = variables.release_source
  if (typeof source !== 'object' || source === null) return undefined
  const record = source as Readonly<Record<string, unknown>>
  const revision = reference ?? stringAt(variables, 'release_revision') ?? stringAt(record, 'revision')
  if (record.type === 'git') {
    const repository = stringAt(record, 'repository')
    if (repository === undefined || revision === undefined || `${repository}${revision}`.includes('{{')) return undefined
    return { type: 'git', repository, reference: revision }
  }
  const archived = stringAt(record, 'revision') ?? stringAt(record, 'sha256')?.slice(0, 12)
  return record.type === 'archive' && archived !== undefined ? { type: 'archive', revision: archived } : undefined
}

/** The name of the variable in which YAML has read a revision as something else than text, such as 1.10 as the number 1.1; undefined where `reference` takes its place. */
const notTextIn = ({ variables }: InventoryHost, reference: string | undefined): { readonly name: string, readonly value: unknown } | undefined => {
  const { type, revision } = (variables.release_source ?? {}) as Readonly<Record<string, unknown>>
  const written = [
    ...type === 'git' && reference !== undefined ? [] : [{ name: 'release_source.revision', value: revision }],
    ...reference === undefined ? [{ name: 'release_revision', value: variables.release_revision }] : []
  ]
  return written.find(({ value }) => typeof value === 'number' || typeof value === 'boolean')
}

export interface WantedRelease {
  readonly release?: string
  readonly reference?: string
  /** Of all hosts, where it is the same. */
  readonly revision?: string
  /** Of each host, where it can be known without Ansible. */
  readonly revisions: ReadonlyMap<string, string>
  /** For the playbook. */
  readonly variables: Readonly<Record<string, unknown>>
  readonly mistakes: readonly string[]
}

type GitSource = Extract<ReleaseSource, { type: 'git' }>
type Found = { readonly revision?: string | undefined, readonly mistake?: string }

/** git ends with 1 where it has no such revision, and with something else where it could not even look (git-rev-parse(1), --verify). */
const resolve = async (source: GitSource, text: CommandText['preflight']): Promise<Found> => {
  const { repository, reference } = source
  const { exitCode, stdout, stderr, trouble } = await capture({ argv: ['git', `--git-dir=${repository}`, 'rev-parse', '--verify', '--quiet', '--end-of-options', `${reference}^{commit}`] }, { timeoutMs: 30_000 })
  if (exitCode === 0 && /^[0-9a-f]{40,64}$/.test(stdout)) return { revision: stdout }
  return { mistake: exitCode === 0 || exitCode === 1 ? text.unknownRevision(source) : text.unreadableRepository(repository, trouble ?? stderr.trim().split('\n').at(-1)!) }
}

const only = <Value>(values: readonly (Value | undefined)[]): Value | undefined => new Set(values).size === 1 ? values[0] : undefined

export interface WantedReference {
  readonly reference?: string | undefined
  /** It was typed as --revision; otherwise it is what an earlier run wanted, which for an archive the inventory says anyway. */
  readonly isTyped: boolean
}

/** What one host is to get, or why it cannot. */
interface Resolved extends Found {
  readonly host: InventoryHost
  readonly source: ReleaseSource | undefined
}

/** Each host's revision, resolved once for each repository, so that a branch that moves meanwhile makes no difference. */
const resolveAll = async (hosts: readonly InventoryHost[], { reference: asked, isTyped }: WantedReference, text: CommandText['preflight']): Promise<Resolved[]> => {
  const commits = new Map<string, Promise<Found>>()
  return await Promise.all(hosts.map(async (host): Promise<Resolved> => {
    const notText = notTextIn(host, asked)
    if (notText) return { host, source: undefined, mistake: text.revisionIsNoText({ host: host.host, ...notText }) }
    const source = sourceOf(host, asked)
    if (source === undefined) return { host, source }
    if (source.type === 'archive') return { host, source, revision: source.revision, ...isTyped && asked !== source.revision && { mistake: text.archiveHasNoRevisions(host.host) } }
    const key = `${source.repository}\0${source.reference}`
    if (!commits.has(key)) commits.set(key, resolve(source, text))
    return { host, source, ...await commits.get(key)! }
  }))
}

const releaseOf = ({ variables }: InventoryHost): string | undefined => stringAt(variables, 'release_name')

/** What a run is about. */
export const wantedRelease = async (hosts: readonly InventoryHost[], asked: WantedReference, text: CommandText['preflight']): Promise<WantedRelease> => {
  const found = await resolveAll(hosts, asked, text)
  const reference = found.length > 0 && found.every(({ source }) => source?.type === 'archive') ? undefined : asked.reference
  const revision = only(found.map(({ revision: one }) => one))
  const release = only(hosts.map(releaseOf))
  return {
    ...release !== undefined && { release },
    ...reference !== undefined && { reference },
    ...revision !== undefined && { revision },
    revisions: new Map(found.flatMap(({ host, revision: one }) => one === undefined ? [] : [[host.host, one]])),
    variables: variablesFor(found.map(({ host: { host, variables }, source, revision: one }) =>
      ({ host, own: variables.release_revision, wanted: source === undefined ? reference : source.type === 'git' ? one : undefined }))),
    mistakes: [...new Set(found.flatMap(({ mistake }) => mistake ?? []))]
  }
}

/** What the same reference is for other devices of the releases that a run is about; of those that cannot get it, nothing. */
export const wantedByOthers = async (others: readonly InventoryHost[], hosts: readonly InventoryHost[], asked: WantedReference, text: CommandText['preflight']): Promise<WantedByHost[]> => {
  const releases = new Set(hosts.map(releaseOf))
  const found = await resolveAll(others.filter((host) => releases.has(releaseOf(host))), asked, text)
  return found.flatMap(({ host, source, revision, mistake }) => {
    if (mistake !== undefined) return []
    const release = releaseOf(host)
    return [{
      host: host.host,
      ...release !== undefined && { release },
      ...asked.reference !== undefined && source?.type !== 'archive' && { reference: asked.reference },
      ...revision !== undefined && { revision }
    }]
  })
}

interface HostRevision {
  readonly host: string
  /** What its own variables say, which a variable of the whole run would hide. */
  readonly own: unknown
  /** Undefined where this run says nothing of it, such as of an archive. Whose source cannot be read here gets what was asked for. */
  readonly wanted: string | undefined
}

/** What gives the playbook each host's revision: one word only where it is every host's. A host of which this run says nothing keeps what its own variables say. */
const variablesFor = (revisions: readonly HostRevision[]): Record<string, unknown> => {
  const [first, ...others] = new Set(revisions.map(({ wanted }) => wanted))
  if (others.length === 0) return first === undefined ? {} : { release_revision: first }
  const named = revisions.flatMap(({ host, own, wanted = own }) => wanted === undefined ? [] : [[host, wanted] as const])
  return { release_revisions: Object.fromEntries(named), release_revision: '{{ release_revisions[inventory_hostname] }}' }
}
