import { z } from 'zod'
import { about, requestId } from '../about.ts'
import { contentLimits } from './content-limits.ts'
import { contentSetName, sha256Hex } from './content.ts'

/**
 * Reasons why a device does not have what it should: its disk is full, files do not come, files cannot be written, or the check after the
 * switch failed and it went back to the last good version.
 */
export const contentProblemKinds = ['disk_full', 'not_downloaded', 'not_written', 'check_failed'] as const
export type ContentProblemKind = typeof contentProblemKinds[number]

/** The longest reason in characters; an agent cuts a longer one. */
export const longestContentProblem = 500

/** `POST /api/clients/content`: the state of a device's content. Sent at the agent’s start, after each change, and during downloads. */
export const contentReport = z.strictObject({
  freeBytes: z.number().int().optional().meta(about(
    'The space for content; below zero if the disk has less free than content leaves to the rest of the system.', 2_147_483_648
  )),
  reclaimableBytes: z.number().int().min(0).optional().meta(about(
    'What the device would delete for space: sets that are not for it any more. Left out if it has none.', 104_857_600
  )),
  sets: z.array(z.strictObject({
    name: contentSetName,
    digest: sha256Hex.nullable().describe('The version that is shown or used; null before the first.'),
    number: z.number().int().min(1).nullable().meta(about('Its number, as in the manifest.', 3)),
    checking: z.literal(true).optional().meta(about('True from the switch to that version until its check has ended.', true)),
    bytesLeft: z.number().int().min(0).optional().meta(about('Bytes still to be downloaded of the version that it should have.', 0)),
    reclaimableBytes: z.number().int().min(0).optional().meta(about(
      'What it would delete for a version of the set that needs the space: the version before the one that is shown.', 52_428_800
    )),
    problem: z.strictObject({
      kind: z.enum(contentProblemKinds).meta(about('The kind of the problem.', 'check_failed')),
      message: z.string().max(longestContentProblem).meta(about('The reason.', 'the application did not start')),
      lackingBytes: z.number().int().min(1).optional().meta(about(
        'The space that the version needs and the device cannot make, if that is the reason.', 12_582_912
      ))
    }).optional()
  })).max(contentLimits.setsOfDevice).describe('Each set of the device.')
})
export type ContentReport = z.infer<typeof contentReport>

export const contentReportAnswer = z.object({ requestId })
