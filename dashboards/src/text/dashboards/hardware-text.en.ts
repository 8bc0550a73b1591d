/** The texts of the dashboard Hardware, in English. */
export const hardwareTextEn = {
  title: 'Hardware',
  description: 'What wears out and what is too weak: power, heat, SD cards and Wi-Fi.',
  sections: {
    counts: 'Devices in trouble now',
    power: 'Power and heat',
    cards: 'Cards and file systems',
    wifi: 'Wi-Fi',
    boards: 'Boards and cards'
  },
  columns: {
    model: 'Model',
    memory: 'Memory',
    card: 'Card',
    cardType: 'Type',
    manufactured: 'Manufactured',
    written: 'Written in all',
    sinceBoot: 'Throttling since boot'
  },
  undervoltage: {
    title: 'Undervoltage',
    description: 'Devices that get less than 4.63 V right now. Use the official power supply and a short cable.'
  },
  throttled: { title: 'Throttled', description: 'Devices that the firmware slows down right now, because of heat or low voltage.' },
  hot: { title: 'Too hot', description: 'Devices at 80 °C or more.' },
  full: { title: 'Disk full', description: 'Devices whose root file system is used to 90% or more.' },
  readOnly: {
    title: 'Read-only root',
    description: 'Devices whose root file system cannot be written. After an error the kernel makes it so: replace the card.'
  },
  fileSystemErrors: {
    title: 'File system errors',
    description: 'Devices whose file system has recorded errors since it was last repaired.'
  },
  unsynchronised: {
    title: 'Clock not set',
    description:
      'Devices that have not received the time from the network since they booted. Freshness is not affected; the times in their own log are.'
  },
  rebootRequired: { title: 'Reboot required', description: 'Devices where an updated package asks for a reboot.' },
  undervoltageOverTime: {
    title: 'Undervoltage over time',
    description: 'When each device got too little voltage. When many do at once, the supply of the building is the cause.'
  },
  throttlingOverTime: { title: 'Throttling over time', description: 'When the firmware slowed each device down.' },
  temperatures: {
    title: 'Temperatures',
    description: 'Of the processor of each device. Throttling starts at 80 °C. The ten worst devices of the time shown.'
  },
  transitions: {
    title: 'How often it began, in an hour',
    description:
      'Undervoltage and throttling are often too short to be seen in a report: this counts each time that they began. The ten worst devices of the time shown.'
  },
  writtenADay: {
    title: 'Written a day',
    description:
      'Bytes written, as they would be in a day at this rate. Above 20 GB a day a card of 32 GB lasts little more than a year, and WriteWear fires. An idle Raspberry Pi OS writes about 1 GB a day. The ten worst devices of the time shown.'
  },
  fileSystemErrorsOverTime: {
    title: 'File system errors over time',
    description:
      'Errors that ext4 has found in its own structures since the last repair. A rise means that the card is failing. The ten worst devices of the time shown.'
  },
  busy: {
    title: 'Busy disks',
    description: 'Share of the time in which the disk was busy. Near 100% everything waits for it. The ten worst devices of the time shown.'
  },
  signal: {
    title: 'Wi-Fi signal',
    description: 'Below −75 dBm packets are lost. Devices on a cable are not shown. The ten worst devices of the time shown.'
  },
  lostPackets: {
    title: 'Wi-Fi packets lost',
    description:
      'Packets discarded and beacons missed. A good signal with many of them is a crowded channel. The ten worst devices of the time shown.'
  },
  boards: {
    title: 'Boards and cards',
    description:
      'What each device is made of, and what it has been through. The last column counts kinds of throttling since the device booted.'
  }
}

export type HardwareText = typeof hardwareTextEn
