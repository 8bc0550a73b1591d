import { existsSync } from 'node:fs'

const setpriv = '/usr/bin/setpriv'

/**
 * The prefix of a command whose process the kernel should end (SIGTERM) when ours is gone, even if ours was
 * killed and could do nothing itself. Nothing if there is no setpriv(1), which every Debian has.
 */
export const endsWithUs: readonly string[] = existsSync(setpriv) ? [setpriv, '--pdeathsig', 'TERM'] : []
