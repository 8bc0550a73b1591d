import { z } from 'zod'
import { about } from '../about.ts'
import { contentLimits } from './content-limits.ts'
import { pathConflict, pathMistake } from './content-path.ts'

/** The name of a set of content. */
export const contentSetName = z
  .string()
  .regex(/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/, 'expected 1 to 63 lower-case letters, digits and -, such as lobby-signage')
  .meta(about('The name of a set of content; also a directory on devices.', 'lobby-signage'))

export const sha256Hex = z
  .string()
  .regex(/^[0-9a-f]{64}$/, 'expected a SHA-256 in 64 hexadecimal digits')
  .meta(about('The SHA-256 in hexadecimal digits.', '2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae'))

export const contentFile = z.strictObject({
  /** In Unicode's form NFC: macOS sends が as two characters, and Linux would take that for another name. */
  path: z.string().normalize('NFC').superRefine((path, context) => {
    const message = pathMistake(path)?.en
    if (message !== undefined) context.addIssue({ code: 'custom', message })
  }).meta(about('The path within the set, with / between names.', 'slides/01.png')),
  size: z.number().int().min(0).max(contentLimits.bytes).meta(about('The size in bytes.', 5_242_880)),
  sha256: sha256Hex
})
export type ContentFile = z.infer<typeof contentFile>

/** A published file: once accepted, it stays readable even after the rules for names have become stricter. */
export const publishedFile = z.object({
  path: z.string().meta(about('The path within the set, with / between names.', 'slides/01.png')),
  size: contentFile.shape.size,
  sha256: sha256Hex
})

/** The bytes of all files. */
export const totalBytes = (files: readonly ContentFile[]): number => files.reduce((sum, { size }) => sum + size, 0)

/** The manifest of a version: its files. `versionMistake` says in each language what they may be together. */
export const contentFiles = z.array(contentFile).min(1).max(contentLimits.files).superRefine((files, context) => {
  const conflict = pathConflict(files.map(({ path }) => path))
  if (conflict !== undefined) {
    const { place, other } = conflict
    context.addIssue({ code: 'custom', path: [place, 'path'], message: `expected names that differ in more than case, got ${other} as well` })
  }
  const sizes = new Map<string, number>()
  for (const [index, { sha256, size }] of files.entries()) {
    if ((sizes.get(sha256) ?? size) !== size) {
      context.addIssue({ code: 'custom', path: [index, 'size'], message: 'expected one size for one SHA-256' })
    }
    sizes.set(sha256, size)
  }
})

const names = z.array(z.string().trim().min(1).max(64)).max(1000)

/** The devices that a set is for: each that any of these names. */
export const contentTargets = z.strictObject({
  all: z.boolean().optional().meta(about('Whether it is for all devices.', false)),
  devices: names.optional().describe('IDs of devices.'),
  sites: names.optional().describe('Names of sites.'),
  roles: names.optional().describe('Names of roles.'),
  labels: z.array(z.string().regex(/^[^=]{1,64}=.{0,128}$/, 'expected name=value')).max(100).optional().describe('Labels, as name=value.')
})
export type ContentTargets = z.infer<typeof contentTargets>
