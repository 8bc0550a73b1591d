import { deviceLabels } from '../device-labels.ts'
import { jobs } from '../jobs.ts'

/** Selects the inventory series of the selected devices. */
export const chosen = 'site=~"$site", role=~"$role", device=~"$device"'

/** Selects their live series. There the device is in `instance`: node_exporter's own label `device` is a disk or an interface. */
export const chosenLive = `job="${jobs.devices}", site=~"$site", role=~"$role", instance=~"$device"`

/**
 * Selects their live series and their late samples, which fill the gaps. The two never overlap, so that aggregating `job` away joins them.
 */
export const chosenAlsoLate = `job=~"${jobs.devices}|${jobs.backfill}", site=~"$site", role=~"$role", instance=~"$device"`

/**
 * The selected log lines: streams by their labels in Loki (job, site, device, level), then the text, the unit and the request
 * of the line. An empty box selects everything.
 */
export const chosenLines =
  '{job=~".+", site=~"$site", device=~"$device", level=~"$level"} |~ `(?i)${search:regex}` | unit=~".*${unit:regex}.*" | request_id=~"${request:regex}.*"'

/** Disks as a whole, without their partitions. */
export const wholeDisks = 'device=~"mmcblk[0-9]+|nvme[0-9]+n[0-9]+|sd[a-z]+|vd[a-z]+"'

/** Interfaces that lead out of the device. */
export const realInterfaces = 'device!~"lo|docker.*|br-.*|veth.*"'

/** An inventory metric of the chosen devices, one series a device; `where` selects further, `by` keeps further labels. */
export const ofDevices = (metric: string, { where, by }: { readonly where?: string, readonly by?: string } = {}): string =>
  `max by (${deviceLabels}${by === undefined ? '' : `, ${by}`}) (${metric}{${chosen}${where === undefined ? '' : `, ${where}`}})`

/** Retired and revoked devices keep some of their series, but are left out. */
export const inUse = (expr: string): string => `(${expr}) and on (device) ${ofDevices('mimamori_device_silent_after_seconds')}`

/**
 * Selects, of an expression with one series a device, the ten devices that were worst at any time shown: the same ten at each point, so
 * that no line has gaps. `worst`: whether high values are bad, or low ones.
 */
export const worstTen = (
  expr: string,
  { by = 'instance', worst = 'highest' }: { readonly by?: string, readonly worst?: 'highest' | 'lowest' } = {}
): string => {
  const [top, most] = worst === 'highest' ? ['topk', 'max_over_time'] : ['bottomk', 'min_over_time']
  return `(${expr}) and on (${by}) ${top}(10, ${most}((${expr})[$__range:$__interval] @ end()))`
}
