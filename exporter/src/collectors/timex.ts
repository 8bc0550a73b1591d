import { collector, NoDataError } from '../collector.ts'
import { parseTimex, type Timex } from '../parse/timex.ts'
import { runCommand, type Command } from '../run-command.ts'
import { counter, gauge } from '../text-format/index.ts'

export interface TimexOptions {
  /** Asks the kernel. */
  readonly command?: Command<Timex>
}

/**
 * The number of adjtimex(2) by Node's name of the architecture (arch/x86/entry/syscalls/syscall_64.tbl and
 * include/uapi/asm-generic/unistd.h of the kernel).
 */
const systemCalls: Readonly<Record<string, number>> = { x64: 159, arm64: 171 }

/**
 * Node cannot make a system call, but perl can, which every Debian has (perl-base is essential). `modes` is left 0, so
 * nothing is set and no privilege is needed. The template of unpack is struct timex with 64-bit longs.
 */
export const adjtimexCommand = (systemCall: number): Command<Timex> => ({
  name: 'adjtimex',
  argv: [
    'perl',
    '-e',
    `$b = "\\0" x 256; ($r = syscall(${systemCall}, $b)) < 0 and die "$!\\n"; print join " ", $r, unpack "x8 q4 l x4 q8 l x4 q5 l", $b`
  ],
  timeoutMs: 5000,
  parse: parseTimex
})

/** Asks the kernel for the state of its clock. @throws {NoDataError} on an architecture whose number of the call is unknown */
export const readTimex = async (command?: Command<Timex>): Promise<Timex> => {
  const systemCall = systemCalls[process.arch]
  if (command === undefined && systemCall === undefined) throw new NoDataError(`the number of adjtimex is not known for ${process.arch}`)
  return await runCommand(command ?? adjtimexCommand(systemCall!))
}

const timeError = 5
const staNano = 0x2000
const microseconds = 1e6
/** Frequencies are parts per million with 16 bits of fraction. */
const scaledPpm = 1e6 * 65536

/** The quality of the kernel's clock, from adjtimex(2). */
export const timex = collector('timex', 'how good the clock is, and whether it is synchronised', (
  _roots, { command }: TimexOptions = {}
) => async () => {
  const answer = await readTimex(command)
  const resolution = (answer.status & staNano) === 0 ? microseconds : 1e9
  return [
    gauge('node_timex_estimated_error_seconds', 'Estimated error in seconds.', answer.esterror / microseconds),
    gauge('node_timex_frequency_adjustment_ratio', 'Local clock frequency adjustment.', 1 + answer.freq / scaledPpm),
    gauge('node_timex_loop_time_constant', 'Phase-locked loop time constant.', answer.constant),
    gauge('node_timex_maxerror_seconds', 'Maximum error in seconds.', answer.maxerror / microseconds),
    gauge('node_timex_offset_seconds', 'Time offset in between local system and reference clock.', answer.offset / resolution),
    counter('node_timex_pps_calibration_total', 'Pulse per second count of calibration intervals.', answer.calcnt),
    counter('node_timex_pps_error_total', 'Pulse per second count of calibration errors.', answer.errcnt),
    gauge('node_timex_pps_frequency_hertz', 'Pulse per second frequency.', answer.ppsfreq / scaledPpm),
    gauge('node_timex_pps_jitter_seconds', 'Pulse per second jitter.', answer.jitter / resolution),
    counter('node_timex_pps_jitter_total', 'Pulse per second count of jitter limit exceeded events.', answer.jitcnt),
    gauge('node_timex_pps_shift_seconds', 'Pulse per second interval duration.', answer.shift),
    counter('node_timex_pps_stability_exceeded_total', 'Pulse per second count of stability limit exceeded events.', answer.stbcnt),
    gauge(
      'node_timex_pps_stability_hertz',
      'Pulse per second stability, average of recent frequency changes.',
      answer.stabil / scaledPpm
    ),
    gauge('node_timex_status', 'Value of the status array bits.', answer.status),
    gauge('node_timex_sync_status', 'Is clock synchronized to a reliable server (1 = yes, 0 = no).', answer.state === timeError ? 0 : 1),
    gauge('node_timex_tai_offset_seconds', 'International Atomic Time (TAI) offset.', answer.tai),
    gauge('node_timex_tick_seconds', 'Seconds between clock ticks.', answer.tick / microseconds)
  ]
})
