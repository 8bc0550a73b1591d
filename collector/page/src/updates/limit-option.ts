/** Ansible's `--limit` for just these hosts, for a shell. */
export const limitOption = (hosts: readonly string[]): string => {
  const names = hosts.join(',')
  return `--limit ${/^[\w.,:-]+$/.test(names) ? names : `'${names.replaceAll("'", "'\\''")}'`}`
}
