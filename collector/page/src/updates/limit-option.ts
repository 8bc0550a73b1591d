import { shellWord } from '../parts/shell-word.ts'

/** Ansible's `--limit` for just these hosts, for a shell. */
export const limitOption = (hosts: readonly string[]): string => `--limit ${shellWord(hosts.join(','))}`
