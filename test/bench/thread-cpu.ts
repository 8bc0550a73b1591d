import { WASI } from 'node:wasi'

/** CLOCK_THREAD_CPUTIME_ID of WASI (https://github.com/WebAssembly/WASI/blob/main/legacy/preview1/docs.md#clockid). */
const threadCpuClock = 3

/** Known to Node, not to its types. */
const { WebAssembly } = globalThis as unknown as {
  readonly WebAssembly: { readonly Memory: new (size: { readonly initial: number }) => { readonly buffer: ArrayBuffer } }
}

/**
 * Gives a clock of the CPU time that the calling thread has used, in seconds. `process.threadCpuUsage()` will not do: it
 * gives what the kernel has counted at its ticks, up to 4 ms late, and the length of a turn is what is to be measured.
 */
export const createThreadCpuClock = (): (() => number) => {
  const wasi = new WASI({ version: 'preview1' })
  const memory = new WebAssembly.Memory({ initial: 1 })
  // No program is run: the clock is asked for directly, and answers into this memory.
  wasi.initialize({ exports: { memory } })
  const answer = new DataView(memory.buffer)
  const ask = wasi.wasiImport['clock_time_get'] as (clock: number, precisionNanoseconds: bigint, address: number) => number
  return () => {
    const error = ask(threadCpuClock, 1n, 0)
    if (error !== 0) throw new Error(`the CPU clock of this thread cannot be read (WASI error ${error})`)
    return Number(answer.getBigUint64(0, true)) / 1e9
  }
}
