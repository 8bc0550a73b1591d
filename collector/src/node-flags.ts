/**
 * Flags of Node that the collector runs with, before its program; its unit in collector/systemd has the same. All are
 * about pauses for garbage (`node --trace-gc`).
 */
export const nodeFlags: readonly string[] = [
  // By default V8 gives young objects 64 MB: then a thousand reports at once, whose bodies lie outside its heap,
  // fill the limit before the young objects are scanned once, and each time all of the heap is. With 8 MB, a report's
  // leavings are scanned twice as often, for a fifth of its CPU.
  '--max-semi-space-size=16',
  // Four threads that scan the heap in parallel, on a server of two to four cores, take the time that we should
  // have: our share of a collection then lasts 20 ms by the clock, with one thread 10.
  '--v8-pool-size=1',
  // Bodies count as growth of the heap: by default V8 scans all of it after every hundred reports, and
  // that was half of their cost. With this a fleet of a thousand takes 50 MB more at its fullest.
  '--heap-growing-percent=200',
  // Bodies lie outside the heap. Without this 64 MB of them, two reports of a fleet of a thousand, are the limit for themselves;
  // and between that limit and the end of a collection each further body waits for 5 to 10 ms of marking.
  '--external-memory-accounted-in-global-limit',
  // V8 takes an evenly loaded fleet for an idle program, and makes its heap as small as can be: 20 ms in one go, for memory
  // that is needed again within the minute.
  '--no-memory-reducer'
]

/**
 * The environment that the collector's process gets in addition, in the unit too. glibc takes large pieces of memory from the system and
 * gives each back, until the first one is freed: from then on it keeps pieces of up to 32 MB for later, and a client with bodies of
 * megabytes made that 100 MB. With this its limit stays at the initial 128 kB, above the pieces for sockets and reports
 * (mallopt(3), M_MMAP_THRESHOLD). Other systems' libraries do not know it.
 */
export const nodeEnvironment: Readonly<Record<string, string>> = { MALLOC_MMAP_THRESHOLD_: '131072' }
