import { alertingPorts } from '@mimamori/dashboards'
import { alertmanagerCommand } from '../start/alertmanager.ts'
import { prometheusCommand } from '../start/prometheus.ts'
import { stateDirectory, type ServiceName } from './layout.ts'

interface UnitOptions {
  readonly service: ServiceName
  readonly description: string
  readonly command: readonly string[]
  readonly memoryMax: string
  /** How long it may take to put on disk what it has in memory. */
  readonly stopSeconds: number
}

/** It needs a network, its own directory and nothing else of the machine. */
const unit = (
  { service, description, command, memoryMax, stopSeconds }: UnitOptions
): string => `[Unit]
Description=${description}
Wants=network-online.target
# The collector writes tokens and configuration at its start.
After=network-online.target time-set.target mimamori-collector.service
# It tries again for ever: a unit that has given up needs a visit.
StartLimitIntervalSec=0

[Service]
Type=exec
User=${service}
ExecStart=${command.join(' ')}
ExecReload=/bin/kill -HUP $MAINPID
StateDirectory=${service}
StateDirectoryMode=0700
UMask=0077
Restart=always
RestartSec=5
TimeoutStopSec=${stopSeconds}
LimitCORE=0

# Limits: a fault ends this service and not the server.
MemoryMax=${memoryMax}

# Rights.
CapabilityBoundingSet=
AmbientCapabilities=
NoNewPrivileges=yes
LockPersonality=yes
MemoryDenyWriteExecute=yes
PrivateDevices=yes
PrivateTmp=yes
PrivateUsers=yes
ProtectClock=yes
ProtectControlGroups=yes
ProtectHome=yes
ProtectHostname=yes
ProtectKernelLogs=yes
ProtectKernelModules=yes
ProtectKernelTunables=yes
ProtectProc=invisible
ProtectSystem=strict
RemoveIPC=yes
# AF_NETLINK: Go asks for the machine's addresses by it.
RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6 AF_NETLINK
RestrictNamespaces=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
SystemCallArchitectures=native
SystemCallFilter=@system-service
SystemCallFilter=~@privileged @resources
SystemCallErrorNumber=EPERM

[Install]
WantedBy=multi-user.target
`

/** With 10 GB, half of a card of 32 GB stays free; 50 devices fill it in about 90 days. */
const retention = ['--storage.tsdb.retention.time=90d', '--storage.tsdb.retention.size=10GB']

/** One query may use 20 million samples of 16 bytes; 1,000 points of each of 1,000 devices are one million. */
const mostSamples = '--query.max-samples=20000000'

/** Beside the collector's 40 %. */
const prometheusMemoryRatio = 0.35
/** From here on it collects its garbage sooner, instead of growing to its limit. */
const garbageRatio = 0.8

/** For https://pkg.go.dev/runtime; in steps, so that another kernel's reckoning of the same memory changes nothing. */
export const memoryLimit = (serverBytes: number): string => {
  const hundredMiB = 100 * 2 ** 20
  return `GOMEMLIMIT=${100 * Math.max(1, Math.floor(serverBytes * prometheusMemoryRatio * garbageRatio / hundredMiB))}MiB`
}

export const prometheusUnit = (
  { program, configFile }: { readonly program: string, readonly configFile: string }
): string => {
  const service = 'mimamori-prometheus'
  return unit({
    service,
    description: 'Mimamori: Prometheus, which finds what is wrong',
    command: [
      ...prometheusCommand({ program, configFile, dataDirectory: `${stateDirectory(service)}/data`, port: alertingPorts.prometheus }),
      ...retention, mostSamples
    ],
    memoryMax: `${100 * prometheusMemoryRatio}%`,
    stopSeconds: 120
  })
}

export const alertmanagerUnit = ({ program, configFile }: { readonly program: string, readonly configFile: string }): string => {
  const service = 'mimamori-alertmanager'
  return unit({
    service,
    description: 'Mimamori: Alertmanager, which notifies people of it',
    command: alertmanagerCommand(
      { program, configFile, dataDirectory: `${stateDirectory(service)}/data`, port: alertingPorts.alertmanager }
    ),
    memoryMax: '256M',
    stopSeconds: 20
  })
}
