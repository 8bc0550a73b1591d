import { disk, inventory, live, type Edges } from './edges.ts'
import { climb, stay } from './values.ts'

const root = `${disk('/dev/mmcblk0p2')},mountpoint="/",fstype="ext4",device_error=""`

/** What a device's disks can suffer from. */
export const edgesOfDisks: readonly Edges[] = [
  {
    alert: 'DiskOutOfSpace',
    severity: 'critical',
    seenIn: 'keyMetrics',
    series: { [`mimamori_device_disk_usage_ratio{${inventory}}`]: [...stay(10, 0.969), ...stay(40, 0.97), ...stay(60, 0.5)] },
    silentAt: 24,
    firesAt: 25,
    endsAt: 50,
    labels: { mountpoint: '/' },
    value: '97%'
  },
  {
    alert: 'DiskFull',
    severity: 'warning',
    seenIn: 'keyMetrics',
    series: { [`mimamori_device_disk_usage_ratio{${inventory}}`]: [...stay(10, 0.899), ...stay(40, 0.9), ...stay(60, 0.5)] },
    silentAt: 24,
    firesAt: 25,
    endsAt: 50,
    labels: { mountpoint: '/' },
    value: '90%'
  },
  {
    alert: 'DiskFillingUp',
    severity: 'warning',
    seenIn: 'live',
    everyMinutes: 5,
    // 12 GB of 32 are left, then 1% less every hour; freed at last.
    series: {
      [`node_filesystem_size_bytes{${root}}`]: stay(200, 32e9),
      [`node_filesystem_readonly{${root}}`]: stay(200, 0),
      [`node_filesystem_avail_bytes{${root}}`]: [...stay(20, 12e9), ...climb(100, 12e9, -6e7), ...stay(80, 20e9)]
    },
    silentAt: 25,
    firesAt: 110,
    // With the first report after it was freed.
    endsAt: 120,
    labels: { mountpoint: '/' },
    value: '9h 10m'
  },
  {
    alert: 'DiskOutOfInodes',
    severity: 'warning',
    seenIn: 'live',
    series: {
      [`node_filesystem_files{${root}}`]: stay(110, 1_000_000),
      [`node_filesystem_readonly{${root}}`]: stay(110, 0),
      [`node_filesystem_files_free{${root}}`]: [...stay(10, 60_000), ...stay(40, 50_000), ...stay(60, 500_000)]
    },
    silentAt: 24,
    firesAt: 25,
    endsAt: 50,
    labels: { mountpoint: '/' },
    value: '95%'
  },
  {
    alert: 'FilesystemReadOnly',
    severity: 'critical',
    seenIn: 'live',
    series: {
      [`mimamori_root_filesystem_readonly{${live},exported_device="/dev/mmcblk0p2",fstype="ext4"}`]: [
        ...stay(10, 0),
        ...stay(40, 1),
        ...stay(60, 0)
      ]
    },
    silentAt: 19,
    firesAt: 20,
    endsAt: 50
  },
  {
    alert: 'FilesystemErrors',
    severity: 'warning',
    seenIn: 'live',
    series: { [`mimamori_ext4_errors_total{${live},exported_device="mmcblk0p2"}`]: [...stay(10, 0), ...stay(40, 3), ...stay(60, 0)] },
    silentAt: 19,
    firesAt: 20,
    endsAt: 50
  },
  {
    alert: 'WriteWear',
    severity: 'warning',
    seenIn: 'live',
    everyMinutes: 5,
    // 500 MB an hour, then 1.2 GB an hour, then nothing.
    series: {
      [`node_disk_written_bytes_total{${disk('mmcblk0')}}`]: [...climb(40, 0, 5e8 / 12), ...climb(100, 5e9, 1e8), ...stay(80, 15e9)]
    },
    silentAt: 50,
    firesAt: 125,
    endsAt: 200,
    value: '28.8G'
  }
]
