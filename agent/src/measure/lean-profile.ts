/**
 * The profile `lean` of a push: some 200 to 300 series on a Raspberry Pi, of the 600 that the default has. It has what the
 * admin page, the dashboards and the alerts of this repository read, and what someone checks when a device is in
 * trouble. README.md says so to people, and a test counts it on the host trees.
 */
const groups: Readonly<Record<string, readonly string[]>> = {
  node_: [
    'boot_time_seconds', 'context_switches_total', 'forks_total', 'intr_total', 'load1', 'load5', 'load15', 'os_info', 'procs_blocked',
    'procs_running', 'time_seconds', 'uname_info'
  ],
  node_cooling_device_: ['cur_state', 'max_state'],
  node_cpu_: ['seconds_total', 'scaling_frequency_hertz', 'scaling_frequency_max_hertz'],
  node_disk_: [
    'info', 'io_now', 'io_time_seconds_total', 'io_time_weighted_seconds_total', 'read_bytes_total', 'read_time_seconds_total',
    'reads_completed_total', 'write_time_seconds_total', 'writes_completed_total', 'written_bytes_total'
  ],
  node_filefd_: ['allocated', 'maximum'],
  node_filesystem_: ['avail_bytes', 'device_error', 'files', 'files_free', 'free_bytes', 'readonly', 'size_bytes'],
  node_hwmon_: ['chip_names', 'fan_rpm', 'in_lcrit_alarm_volts', 'temp_celsius', 'temp_crit_celsius'],
  node_memory_: [
    'Active_bytes', 'AnonPages_bytes', 'Buffers_bytes', 'Cached_bytes', 'CmaFree_bytes', 'CmaTotal_bytes', 'Committed_AS_bytes',
    'CommitLimit_bytes', 'Dirty_bytes', 'Inactive_bytes', 'KernelStack_bytes', 'Mapped_bytes', 'MemAvailable_bytes', 'MemFree_bytes',
    'MemTotal_bytes', 'PageTables_bytes', 'Shmem_bytes', 'Slab_bytes', 'SReclaimable_bytes', 'SUnreclaim_bytes', 'SwapCached_bytes',
    'SwapFree_bytes', 'SwapTotal_bytes', 'Writeback_bytes'
  ],
  node_netstat_: [
    'Icmp_InErrors', 'Icmp_InMsgs', 'Icmp_OutMsgs', 'IpExt_InOctets', 'IpExt_OutOctets', 'TcpExt_ListenDrops', 'TcpExt_ListenOverflows',
    'TcpExt_TCPSynRetrans', 'TcpExt_TCPTimeouts', 'Tcp_ActiveOpens', 'Tcp_CurrEstab', 'Tcp_InErrs', 'Tcp_InSegs', 'Tcp_OutRsts',
    'Tcp_OutSegs', 'Tcp_PassiveOpens', 'Tcp_RetransSegs', 'Udp_InDatagrams', 'Udp_InErrors', 'Udp_NoPorts', 'Udp_OutDatagrams',
    'Udp_RcvbufErrors', 'Udp_SndbufErrors'
  ],
  node_network_: [
    'carrier', 'carrier_changes_total', 'info', 'mtu_bytes', 'receive_bytes_total', 'receive_drop_total', 'receive_errs_total',
    'receive_multicast_total', 'receive_packets_total', 'speed_bytes', 'transmit_bytes_total', 'transmit_drop_total',
    'transmit_errs_total', 'transmit_packets_total', 'up'
  ],
  node_pressure_: [
    'cpu_waiting_seconds_total', 'io_stalled_seconds_total', 'io_waiting_seconds_total', 'memory_stalled_seconds_total',
    'memory_waiting_seconds_total'
  ],
  node_scrape_: ['collector_success'],
  node_sockstat_: ['sockets_used', 'TCP_alloc', 'TCP_inuse', 'TCP_tw', 'UDP_inuse'],
  node_textfile_: ['mtime_seconds', 'scrape_error'],
  node_thermal_: ['zone_temp'],
  node_timex_: ['estimated_error_seconds', 'maxerror_seconds', 'offset_seconds', 'sync_status'],
  node_vmstat_: ['oom_kill', 'pgfault', 'pgmajfault', 'pgpgin', 'pgpgout', 'pswpin', 'pswpout']
}

/** node_exporter's families that it carries. */
export const leanFamilies: ReadonlySet<string> = new Set(
  Object.entries(groups).flatMap(([prefix, names]) => names.map((name) => prefix + name))
)

/** Partitions: their reads and writes are also counted for the whole device. */
export const partitions = /^(?:[hsv]d[a-z]+|xvd[a-z]+|(?:mmcblk|nvme\d+n|nbd)\d+p)\d+$/

/** Interfaces that only pass on the traffic of a real one: the loopback, and those of containers and virtual machines. */
export const passingInterfaces = /^(?:lo|veth|docker|br-|virbr|vnet|tap|cni|flannel|cali)/

/** Volatile file systems of systemd itself and of sessions. */
export const volatileMounts = /^\/run(?:\/|$)/

/** Collectors of which it carries nothing, so that they need not run; /metrics shows them. */
export const uncarriedCollectors: readonly string[] = [
  'arp', 'bonding', 'conntrack', 'dmi', 'entropy', 'nvme', 'powersupplyclass', 'schedstat', 'selinux', 'softnet', 'udp_queues', 'watchdog'
]

/** The names of a collector's families after `node_`, if these differ from its name and some are left out. */
export const subsystems: Readonly<Record<string, readonly string[]>> = {
  conntrack: ['nf_conntrack'],
  cpufreq: ['cpu_frequency', 'cpu_scaling'],
  diskstats: ['disk'],
  meminfo: ['memory'],
  netclass: ['network'],
  netdev: ['network'],
  powersupplyclass: ['power_supply']
}
