/** A full commit is longer than a column should be. */
export const shortRevision = (revision: string | undefined): string =>
  revision === undefined ? '-' : /^[0-9a-f]{40,64}$/.test(revision) ? revision.slice(0, 12) : revision
