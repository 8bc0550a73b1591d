/** A unit that comes with the release, and notes which one it starts. It ends late when it is stopped, and not well. */
const feed = (seconds: number): string => `[Service]
User=demo
ExecStart=/usr/local/lib/mimamori/run-release demo -- sleep ${seconds}
ExecStopPost=/bin/sh -c 'sleep 1; exit 1'
[Install]
WantedBy=multi-user.target
`

/** What the mirror has, by tag: releases of the demo service that are well, and others with a fault each. */
export const releases = {
  v1: { 'demo.env': 'PORT=3000\nGREETING=hello\n' },
  v2: { 'demo.env': 'PORT=8080\nGREETING=hello\nVOLUME=5\n' },
  v3: { 'feed.service': feed(3003) },
  v4: { 'feed.service': feed(3004) },
  forgetful: { 'demo.env': 'PORT=3000\n' },
  ill: { 'is-ill': '', 'demo.env': 'PORT=3000\nGREETING=hello\nVOLUME=5\nBRIGHTNESS=9\n' },
  crashing: { crashes: '' }
}
