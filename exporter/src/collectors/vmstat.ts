import { collector } from '../collector.ts'
import { parseVmstat } from '../parse/vmstat.ts'
import { readText } from '../read-file.ts'
import { untyped } from '../text-format/index.ts'

export interface VmstatOptions {
  /** Which fields to show, by their names. */
  readonly fields?: RegExp | undefined
}

/** node_exporter's choice. */
export const defaultVmstatFields = /^(oom_kill|pgpg|pswp|pg.*fault).*/

/** Counters of the virtual memory, from /proc/vmstat (proc_vmstat(5)). */
export const vmstat = collector('vmstat', 'counters of the virtual memory', (
  roots, { fields = defaultVmstatFields }: VmstatOptions = {}
) => {
  // The kernel's names do not change while it runs, and there are nearly two hundred: each is matched once.
  const shown = new Map<string, boolean>()
  const isShown = (name: string): boolean => {
    let match = shown.get(name)
    if (match === undefined) shown.set(name, match = fields.test(name))
    return match
  }
  return () => parseVmstat(readText(`${roots.proc}/vmstat`), isShown)
    .map(({ name, value }) => untyped(`node_vmstat_${name}`, `/proc/vmstat information field ${name}.`, value))
})
