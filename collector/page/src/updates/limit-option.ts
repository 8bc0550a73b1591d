import { shellWord } from '../text/index.ts'

/** Ansible's `--limit` for just these hosts, for a shell. */
export const limitOption = (hosts: readonly string[]): string => `--limit ${shellWord(hosts.join(','))}`
