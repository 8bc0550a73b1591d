/**
 * Flags of Node that the collector runs with, before its program; its unit in collector/systemd has the same. Both are
 * about pauses for garbage (`node --trace-gc`).
 */
export const nodeFlags: readonly string[] = [
  // By its own measure V8 gives young objects 64 MB: then a thousand reports at once, whose bodies lie outside its heap,
  // fill what is allowed there before the young are looked through once, and each time all of the heap is.
  '--max-semi-space-size=8',
  // Bodies count as growth of the heap: by its own measure it looks through all of it after every hundred reports, and
  // that was half of what they cost. With this a fleet of a thousand takes 70 MB more at its fullest.
  '--heap-growing-percent=200'
]
