/**
 * Flags of Node that the collector runs with, before its program; its unit in collector/systemd has the same. Both are
 * about pauses for garbage (`node --trace-gc`).
 */
export const nodeFlags: readonly string[] = [
  // By its own measure V8 gives young objects 64 MB: then a thousand reports at once, whose bodies lie outside its heap,
  // fill what is allowed there before the young are looked through once, and each time all of the heap is.
  '--max-semi-space-size=8',
  // Four threads that look through the heap beside us, on a server of two to four cores, take the time that we should
  // have: what we do at a collection then lasts 20 ms by the clock, with one thread 10.
  '--v8-pool-size=1',
  // Bodies count as growth of the heap: by its own measure it looks through all of it after every hundred reports, and
  // that was half of what they cost. With this a fleet of a thousand takes 50 MB more at its fullest.
  '--heap-growing-percent=200'
]
