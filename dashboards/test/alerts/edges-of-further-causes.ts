import { disk, inventory, live, type Edges } from './edges.ts'
import { edgesOfBoards } from './edges-of-boards.ts'
import { edgesOfDisks } from './edges-of-disks.ts'
import { edgesOfServices } from './edges-of-services.ts'
import { climb, stay, type Values } from './values.ts'

const of = (alert: string): Edges => [...edgesOfDisks, ...edgesOfBoards, ...edgesOfServices].find((edges) => edges.alert === alert)!

const mount = `${disk('/dev/sda1')},mountpoint="/data",fstype="ext4",device_error=""`
const wrong: Values = [...stay(10, 1), ...stay(40, 0), ...stay(60, 1)]

/** Other causes of alerts that have several. */
export const edgesOfFurtherCauses: readonly Edges[] = [
  {
    ...of('DiskFull'),
    seenIn: 'live',
    labels: { mountpoint: '/data' },
    // 100 GB, of which 5 are kept for root.
    series: {
      [`node_filesystem_size_bytes{${mount}}`]: stay(110, 100e9),
      [`node_filesystem_free_bytes{${mount}}`]: [...stay(10, 20e9), ...stay(40, 14.5e9), ...stay(60, 50e9)],
      [`node_filesystem_avail_bytes{${mount}}`]: [...stay(10, 15e9), ...stay(40, 9.5e9), ...stay(60, 45e9)],
      [`node_filesystem_readonly{${mount}}`]: stay(110, 0)
    }
  },
  {
    // A device that only exposes.
    ...of('FilesystemReadOnly'),
    series: {
      [`node_filesystem_readonly{${disk('/dev/mmcblk0p2')},mountpoint="/",fstype="ext4"}`]: [...stay(10, 0), ...stay(40, 1), ...stay(60, 0)],
      [`node_filesystem_readonly{${disk('/dev/sr0')},mountpoint="/media/cd",fstype="iso9660"}`]: stay(110, 1)
    }
  },
  {
    // The agent's own metric counts where both are: a writable overlay covers a read-only root.
    ...of('FilesystemReadOnly'),
    series: {
      ...of('FilesystemReadOnly').series,
      [`node_filesystem_readonly{${disk('/dev/mmcblk0p2')},mountpoint="/",fstype="ext4"}`]: stay(110, 1)
    }
  },
  { ...of('FilesystemErrors'), series: { [`node_filesystem_device_error{${mount}}`]: [...stay(10, 0), ...stay(40, 1), ...stay(60, 0)] } },
  {
    ...of('MemoryShort'),
    series: {
      [`mimamori_device_memory_usage_ratio{${inventory}}`]: stay(200, 0.5),
      [`node_vmstat_oom_kill{${live}}`]: [...stay(10, 2), ...stay(190, 3)]
    },
    endsAt: 75
  },
  {
    ...of('WatchedServiceDown'),
    labels: { name: 'browser' },
    series: { [`mimamori_watched_processes{${live},name="browser"}`]: [...stay(10, 2), ...stay(40, 0), ...stay(60, 1)] }
  },
  {
    ...of('WatchedServiceDown'),
    series: {
      [`mimamori_watched_unit_active{${live},name="kiosk.service"}`]: stay(240, 1),
      [`mimamori_watched_unit_restarts_total{${live},name="kiosk.service"}`]: [...stay(10, 0), ...climb(90, 0, 0.125), ...stay(140, 11.25)]
    },
    silentAt: 65,
    firesAt: 72,
    endsAt: 140
  },
  { ...of('WatchedCheckFailing'), series: { [`mimamori_release_up{${live},release="signage"}`]: wrong } }
]
