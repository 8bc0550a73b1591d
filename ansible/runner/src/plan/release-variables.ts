export interface HostRevision {
  readonly host: string
  /** What its own variables say, which a variable of the whole run would hide. */
  readonly own: unknown
  /** Undefined where this run says nothing of it, such as of an archive. Whose source cannot be read here gets what was asked for. */
  readonly wanted: string | undefined
}

/** What gives the playbook each host's revision: one word only where it is every host's. A host of which this run says nothing keeps what its own variables say. */
export const variablesFor = (revisions: readonly HostRevision[]): Record<string, unknown> => {
  const [first, ...others] = new Set(revisions.map(({ wanted }) => wanted))
  if (others.length === 0) return first === undefined ? {} : { release_revision: first }
  const named = revisions.flatMap(({ host, own, wanted = own }) => wanted === undefined ? [] : [[host, wanted] as const])
  return { release_revisions: Object.fromEntries(named), release_revision: '{{ release_revisions[inventory_hostname] }}' }
}
