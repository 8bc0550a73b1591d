import { collector, NoDataError } from '../collector.ts'
import { parseOsRelease } from '../parse/os-release.ts'
import { readOptional } from '../read-file.ts'
import { gauge, type Family } from '../text-format/index.ts'

const infoLabels = [
  'build_id',
  'id',
  'id_like',
  'image_id',
  'image_version',
  'name',
  'pretty_name',
  'variant',
  'variant_id',
  'version',
  'version_codename',
  'version_id'
]

/** Which operating system this is, from /etc/os-release or /usr/lib/os-release (os-release(5)). */
export const os = collector('os', 'which operating system this is', (roots) => () => {
  const text = readOptional(`${roots.rootfs}/etc/os-release`) ?? readOptional(`${roots.rootfs}/usr/lib/os-release`)
  if (text === undefined) throw new NoDataError('there is no os-release file')
  const release = parseOsRelease(text)
  const valueOf = (label: string): string => release.get(label.toUpperCase()) ?? ''
  const labelsOf = (labels: readonly string[]): Record<string, string> =>
    Object.fromEntries(labels.map((label) => [label, valueOf(label)]))
  const families: Family[] = [
    gauge('node_os_info', `A metric with a constant '1' value labeled by ${infoLabels.join(', ')}.`, [
      { labels: labelsOf(infoLabels), value: 1 }
    ])
  ]
  const supportEnd = valueOf('support_end')
  if (supportEnd !== '') {
    const endMs = /^\d{4}-\d\d-\d\d$/.test(supportEnd) ? Date.parse(supportEnd) : NaN
    if (Number.isNaN(endMs)) {
      throw new Error(`expected a date such as 2028-06-30 as SUPPORT_END in os-release, found ${JSON.stringify(supportEnd)}`)
    }
    families.push(
      gauge('node_os_support_end_timestamp_seconds', 'Metric containing the end-of-life date timestamp of the OS.', endMs / 1000)
    )
  }
  const version = Number(/^\d+\.?\d*/.exec(valueOf('version_id'))?.[0] ?? 0)
  if (version > 0) {
    families.push(
      gauge('node_os_version', 'Metric containing the major.minor part of the OS version.', [
        { labels: labelsOf(['id', 'id_like', 'name']), value: version }
      ])
    )
  }
  return families
})
