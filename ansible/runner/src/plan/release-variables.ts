/** Variables of a run that repeats another: a device that has something newer by now refuses it, unless its own name was typed. */
export const refuseOlder = (named: readonly string[]): Record<string, unknown> => named.length === 0
  ? { release_refuse_older: true }
  : { release_named_hosts: named, release_refuse_older: '{{ inventory_hostname not in release_named_hosts }}' }

export interface HostRevision {
  readonly host: string
  /** The revision of its own variables, which a variable for the whole run would override. */
  readonly own: unknown
  /**
   * Undefined if this run does not set it, as for an archive. A host whose source cannot be read here gets the revision as it was
   * asked for.
   */
  readonly wanted: string | undefined
}

/**
 * The variable that gives the playbook each host's revision: a plain value if it is the same for all. Hosts that this run does not
 * set keep their own variables' revision.
 */
export const variablesFor = (revisions: readonly HostRevision[]): Record<string, unknown> => {
  const [first, ...others] = new Set(revisions.map(({ wanted }) => wanted))
  if (others.length === 0) return first === undefined ? {} : { release_revision: first }
  const named = revisions.flatMap(({ host, own, wanted = own }) => wanted === undefined ? [] : [[host, wanted] as const])
  return { release_revisions: Object.fromEntries(named), release_revision: '{{ release_revisions[inventory_hostname] }}' }
}
