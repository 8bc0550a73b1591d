import { z } from 'zod'
import { restic, type ResticContext } from './restic.ts'

/** Tells our backups from others in a repository. */
export const tag = 'mimamori'

const snapshot = z.object({
  id: z.string(),
  short_id: z.string(),
  time: z.string(),
  hostname: z.string(),
  summary: z.object({ total_bytes_processed: z.number() })
})
export type Snapshot = z.infer<typeof snapshot>

/** All backups of a repository, the newest first. */
export const listSnapshots = async (context: ResticContext): Promise<readonly Snapshot[]> =>
  z.array(snapshot).parse(await restic(context, 'snapshots', '--tag', tag))
    .sort((one, other) => Date.parse(other.time) - Date.parse(one.time))
