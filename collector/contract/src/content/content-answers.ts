import { z } from 'zod'
import { about, requestId } from '../about.ts'
import { contentLimits } from './content-limits.ts'
import { contentProblemKinds } from './content-report.ts'
import { contentFile, contentSetName, contentTargets, publishedFile, sha256Hex } from './content.ts'
import { openingHoursOfSite } from './opening-hours.ts'

/** A version of a set. */
const contentVersionView = z.object({
  number: z.number().int().meta(about('The number of the version, from 1 within its set.', 3)),
  publishedAt: z.iso.datetime().meta(about('When the version was published.', '2026-12-01T09:30:00Z')),
  publisher: z.string().meta(about('Who published the version.', 'sato')),
  fileCount: z.number().int().meta(about('The number of its files.', 12)),
  bytes: z.number().int().meta(about('The size of all its files together.', 48_231_004))
})

/** The progress of devices with the current version of a set; each device counts once. */
const contentCounts = z.object({
  current: z.number().int().meta(about('Devices that have the current version.', 48)),
  downloading: z.number().int().meta(about('Devices that download it at the moment, or check it.', 3)),
  waiting: z.number().int().meta(about('Devices that have not begun, such as one that is off.', 1)),
  failed: z.number().int().meta(about('Devices that could not take it, and say why.', 0))
})

/** A set of content, and the devices that it is for. */
export const contentSetView = z.object({
  name: contentSetName,
  targets: contentTargets.describe('The devices that the set is for: each that one of the lists names.'),
  current: z.number().int().meta(about('The number of the version that devices should have.', 3)),
  versions: z.array(contentVersionView).describe('All stored versions, the newest first.'),
  counts: contentCounts
})
export type ContentSetView = z.infer<typeof contentSetView>
export type ContentCounts = z.infer<typeof contentCounts>

/**
 * The reason why a device does not have what it should: by its own report, because the server cannot make its own settings file, because it
 * is assigned more than it can read the list of, or because its agent keeps no content.
 */
export const contentDeviceProblemKinds = [...contentProblemKinds, 'template_failed', 'too_much', 'not_set_up'] as const
export type ContentDeviceProblemKind = typeof contentDeviceProblemKinds[number]

export const contentDeviceStates = ['current', 'downloading', 'waiting', 'failed'] as const
export type ContentDeviceState = typeof contentDeviceStates[number]

/** The progress of a device with a set that is for it. */
const contentProgress = z.object({
  state: z.enum(contentDeviceStates).meta(about('How far the device is with the current version.', 'current')),
  number: z.number().int().nullable().meta(about('The version that the device has; null if it has none, or one that is not stored.', 3)),
  since: z.iso.datetime().nullable().meta(about('Since when it has that version.', '2026-12-01T09:31:12Z')),
  bytesLeft: z.number().int().nullable().meta(about('Bytes that it has still to download; null if that is not known.', 0)),
  problem: z.object({
    kind: z.enum(contentDeviceProblemKinds).meta(about('The kind of the problem.', 'check_failed')),
    message: z.string().meta(about('The reason, in the words of the device or the server.', 'settings.json: expected a number at /brightness'))
  }).nullable().describe('Why the device could not take the version; null if nothing failed.')
})
export type ContentProgress = z.infer<typeof contentProgress>

/** A device that a set is for, and its progress. */
export const contentDeviceView = z.object({
  id: z.string().meta(about('The ID of the device.', 'pi-kiosk-03')),
  name: z.string().nullable().meta(about('The display name of the device; null if it has none.', 'Entrance kiosk')),
  site: z.string().meta(about('The site of the device.', 'osaka')),
  ...contentProgress.shape
})
export type ContentDeviceView = z.infer<typeof contentDeviceView>

/** `GET /api/content` */
export const contentList = z.object({ requestId, content: z.array(contentSetView).describe('The sets, by name.') })
/** `GET /api/content/:name`, and the answer to each change of a set. */
export const oneContent = z.object({
  requestId,
  content: contentSetView.describe('The set.'),
  devices: z.array(contentDeviceView).describe('The devices that the set is for, by ID.')
})
/** `GET /api/clients/:id/content` */
export const contentOfDevice = z.object({
  requestId,
  content: z.array(z.object({
    name: contentSetName,
    current: z.number().int().meta(about('The number of the version that the device should have.', 3)),
    ...contentProgress.shape
  })).describe('The sets that are for the device, by name.')
})
export type ContentOfDevice = z.infer<typeof contentOfDevice>
/** `GET /api/content/:name/versions/:number` */
export const contentFileList = z.object({
  requestId,
  number: z.number().int().meta(about('The number of the version.', 3)),
  files: z.array(publishedFile).describe('The files, by path.')
})

/** How much of a file has been uploaded. */
export const uploadProgress = z.object({
  sha256: sha256Hex,
  size: z.number().int().meta(about('The size of the whole file in bytes.', 5_242_880)),
  storedBytes: z.number().int().meta(about('The bytes that the server has: the upload goes on from there.', 1_048_576))
})
/** `POST /api/content-files/missing` */
export const missingFiles = z.object({
  requestId,
  missing: z.array(uploadProgress).describe('The files of the request that are not complete on the server.'),
  freeBytes: z.number().int().meta(about('The space for uploads on the server, without what is still to come of others.', 20_000_000_000))
})

/** `POST /api/content/:name/preview`: the effect of publishing these files, or of assigning the set so. Nothing is changed. */
export const contentPreviewRequest = z.strictObject({
  files: z.array(contentFile).max(contentLimits.files).optional().describe('The files of the new version; those of the current version by default.'),
  targets: contentTargets.optional().describe('The devices that it is for; as stored by default.')
})
export const contentPreview = z.object({
  requestId,
  added: z.array(z.string()).describe('Paths that the current version does not have.'),
  changed: z.array(z.string()).describe('Paths with another content than in the current version.'),
  removed: z.array(z.string()).describe('Paths of the current version that the new one does not have.'),
  unchangedCount: z.number().int().meta(about('The number of files that stay as they are.', 40)),
  devices: z.array(z.object({
    id: z.string().meta(about('The ID of the device.', 'pi-kiosk-03')),
    name: z.string().nullable().meta(about('The display name of the device; null if it has none.', 'Entrance kiosk')),
    site: z.string().meta(about('The site of the device.', 'osaka')),
    downloadBytes: z.number().int().meta(about('What the device has to download.', 5_242_880)),
    availableBytes: z.number().int().nullable().meta(about(
      'The space on the device for the download: what is free, and what it would delete for it. Null if it has not said.', 2_147_483_648
    )),
    lackingBytes: z.number().int().optional().meta(about(
      'The space that the device lacks for the download; left out if it fits, or if its space is not known.', 52_428_800
    )),
    problems: z.array(z.string()).describe('What this device could not use, such as a label that a template names and it lacks.')
  })).describe('The devices that get the version, by ID.'),
  noLongerFor: z.array(z.string()).describe('The IDs of devices that the set was for and is not any more; they keep what they have.'),
  unmatched: contentTargets.describe('Those of the targets that name no device, such as a mistyped site.'),
  bounds: z.array(z.string()).describe(
    'Bounds of the server or of a device that this would exceed, each with what to do; it is refused as long as there is one. Known before any upload.'
  ),
  problems: z.array(z.object({
    path: z.string().meta(about('The path of the file.', 'settings.json')),
    message: z.string().meta(about('What is wrong, and what was expected.', '/brightness: expected a number'))
  })).describe('What a schema or a template refuses for every device; publishing is refused as long as there is one.')
})
export type ContentPreview = z.infer<typeof contentPreview>
export type ContentPreviewRequest = z.infer<typeof contentPreviewRequest>

/** `GET /api/clients/content`: the content that a device should have. `version` changes if and only if a file or the hours do. */
export const deviceContent = z.object({
  requestId,
  version: z.string().nullable().meta(about('The version of the whole; null if no set is for the device, which keeps what it has.', '9f2c')),
  sets: z.array(z.object({
    name: contentSetName,
    number: z.number().int().meta(about('The number of the version of the set, for reports.', 3)),
    digest: sha256Hex,
    files: z.array(publishedFile).describe('The files, by path.')
  })).describe('The sets for the device, each with the files of its current version.'),
  refused: z.array(contentSetName).optional().describe(
    'Sets for the device that it cannot have as they are, such as for want of a label: it keeps what it has of them. Left out without any.'
  ),
  openingHours: openingHoursOfSite.optional().describe('The opening hours of the site of the device; left out if it is always open.')
})
export type DeviceContent = z.infer<typeof deviceContent>
