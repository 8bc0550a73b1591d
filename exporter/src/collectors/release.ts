import { collector, NoDataError } from '../collector.ts'
import { parseReleaseFile } from '../parse/release-file.ts'
import { listNames, readText } from '../read-file.ts'
import { readRevision } from '../read-revision.ts'
import { gauge } from '../text-format/index.ts'

/**
 * The running revision of each release, asked of the running service itself as `/etc/mimamori/releases.d/NAME.json` says
 * (exporter/docs/releases.md). The installed files prove nothing: the old code may still be running.
 */
export const release = collector('release', 'which revision of each release really runs', (roots) => async (report) => {
  const directory = `${roots.rootfs}/etc/mimamori/releases.d`
  const files = listNames(directory, /^[A-Za-z0-9][A-Za-z0-9._-]{0,62}\.json$/)
  if (files.length === 0) throw new NoDataError('no release is declared in /etc/mimamori/releases.d')
  const asked = await Promise.all(files.map(async (file) => {
    const name = file.slice(0, -'.json'.length)
    try {
      return { release: name, revision: await readRevision(parseReleaseFile(readText(`${directory}/${file}`)), roots.rootfs) }
    } catch (error) {
      report?.(new Error(`${file}: ${error instanceof Error ? error.message : String(error)}`, { cause: error }))
      return { release: name, revision: undefined }
    }
  }))
  return [
    gauge(
      'mimamori_release_info',
      'Revision of the release, as reported by the running service.',
      asked.flatMap(({ release, revision }) => (revision === undefined ? [] : [{ labels: { release, revision }, value: 1 }]))
    ),
    gauge(
      'mimamori_release_up',
      'Whether the release reported its revision: 0 if the service does not answer, or its file in /etc/mimamori/releases.d is invalid.',
      asked.map(({ release, revision }) => ({ labels: { release }, value: revision === undefined ? 0 : 1 }))
    )
  ]
})
