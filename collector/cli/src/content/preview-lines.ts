import type { ContentPreview } from '@mimamori/contract'
import { formatBytes } from '@mimamori/contract/quantity'
import type { Invocation } from '../command.ts'
import { table } from '../table.ts'
import type { CliText } from '../text/cli-text.ts'
import { formatTargets } from './format-set.ts'

/** Paths of each kind that are shown by name. */
const mostPaths = 10
/** Devices that a warning names. */
const mostNamed = 20

const pathLines = (paths: readonly string[], mark: string, text: CliText): string[] => [
  ...paths.slice(0, mostPaths).map((path) => `  ${mark} ${path}`),
  ...paths.length > mostPaths ? [`  ${mark} ${text.andOthers(paths.length - mostPaths)}`] : []
]

const nameSome = (devices: readonly string[], text: CliText): string => {
  const others = devices.length > mostNamed ? [text.andOthers(devices.length - mostNamed)] : []
  return [...devices.slice(0, mostNamed), ...others].join(text.comma)
}

/** Names what is wrong: targets without a device, devices that lack space, with how much, or a value, and files that are refused. */
export const previewWarnings = ({ devices, unmatched, problems }: ContentPreview, text: CliText): string[] => {
  const lacking = devices.flatMap(({ id, lackingBytes }) =>
    lackingBytes === undefined ? [] : [text.deviceWith(id, text.lackingSpace(formatBytes(lackingBytes)))])
  const unable = devices.flatMap(({ id, problems }) => problems.length === 0 ? [] : [text.deviceWith(id, problems.join(text.comma))])
  return [
    ...Object.keys(unmatched).length > 0 ? [text.unmatchedTargets(formatTargets(unmatched, text))] : [],
    ...lacking.length > 0 ? [text.tooFullDevices(nameSome(lacking, text))] : [],
    ...unable.length > 0 ? [text.unusableOnDevices(nameSome(unable, text))] : [],
    ...problems.map(({ path, message }) => `${path}: ${message}`)
  ].map((warning) => text.warning(warning))
}

/** Describes what a change would do: the files that change, who gets them, and whether they fit. */
export const previewLines = async (
  { added, changed, removed, unchangedCount, devices, noLongerFor }: ContentPreview, { text }: Pick<Invocation, 'text'>
): Promise<string[]> => [
  text.fileChanges({ added: added.length, changed: changed.length, removed: removed.length, unchanged: unchangedCount }),
  ...pathLines(added, '+', text), ...pathLines(changed, '~', text), ...pathLines(removed, '-', text),
  ...devices.length === 0
    ? [text.contentForNobody]
    : [text.contentDevices(devices.length), ...await table(devices, text, {
        device: 'id', site: 'site', download: ({ downloadBytes }) => formatBytes(downloadBytes),
        free: ({ availableBytes }) => availableBytes === null ? text.unknownSpace : formatBytes(availableBytes)
      })],
  ...noLongerFor.length > 0 ? [text.noLongerFor(noLongerFor.join(text.comma))] : []
]
