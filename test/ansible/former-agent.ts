import type { Device } from '../lab/device.ts'
import { writeOn } from '../lab/install-agent.ts'

/**
 * Sends what the first fleet's status-agent.py sends, in the way it does. It leaves out measuring: all values stand still.
 * Configuration, unit names and the timer's form are those of that fleet (KEY="value"; oneshot, Nice=5; a timer), whose 60 s are 3 s here.
 */
const program = `import json, re, socket, urllib.request
conf = dict(re.findall(r'^(\\w+)="?([^"\\n]*)"?$', open('/etc/raspi-status-agent.conf').read(), re.M))
body = {'clientId': conf['CLIENT_ID'], 'hostname': socket.gethostname(), 'ipAddress': '192.0.2.7',
        'cpuUsage': 12.5, 'memoryUsage': 40, 'diskUsage': 61}
headers = {'content-type': 'application/json', 'x-client-key': conf['CLIENT_KEY']}
request = urllib.request.Request(conf['API_BASE_URL'] + '/clients/status', json.dumps(body).encode(), headers)
urllib.request.urlopen(request, timeout=10).read()
`
const service = '[Unit]\nDescription=Raspi status agent\n[Service]\nType=oneshot\nNice=5\n' +
  'ExecStart=/usr/bin/python3 /opt/status-agent/status-agent.py\n'
const timer = '[Timer]\nOnActiveSec=1s\nOnUnitActiveSec=3s\nAccuracySec=100ms\n[Install]\nWantedBy=timers.target\n'

export interface FormerIdentity {
  /** Ends in `/api`. */
  readonly apiBaseUrl: string
  readonly id: string
  readonly key: string
}

/** Puts a stand-in of the Python agent onto a device, running. */
export const installFormerAgent = async (device: Device, { apiBaseUrl, id, key }: FormerIdentity): Promise<void> => {
  await writeOn(device, '/opt/status-agent/status-agent.py', program)
  await writeOn(device, '/etc/systemd/system/status-agent.service', service)
  await writeOn(device, '/etc/systemd/system/status-agent.timer', timer)
  await writeOn(
    device, '/etc/raspi-status-agent.conf',
    `# Raspi status agent\nAPI_BASE_URL="${apiBaseUrl}"\nCLIENT_ID="${id}"\nCLIENT_KEY="${key}"\nLOCATION="工場 1F"\nREQUEST_TIMEOUT="10"\n`
  )
  await device.exec(['chmod', '600', '/etc/raspi-status-agent.conf'])
  await device.exec(['systemctl', 'daemon-reload'])
  await device.exec(['systemctl', 'enable', '--now', 'status-agent.timer'])
}
