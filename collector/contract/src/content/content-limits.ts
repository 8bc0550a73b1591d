/**
 * The most files of a version, and its most bytes: a device's card is seldom larger. The most sets of a device, and bytes of its manifest,
 * which has all their files: agents read no more.
 */
export const contentLimits = { files: 20_000, bytes: 64 * 1024 ** 3, setsOfDevice: 32, manifestBytes: 8 * 1024 ** 2 } as const
