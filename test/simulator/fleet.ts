import { randomBytes } from 'node:crypto'
import { boards, type Board } from './board.ts'
import { healthyStory, stories, type Story } from './story.ts'

/** A device of the simulated fleet, before it is enrolled. */
export interface FleetMember {
  readonly id: string
  readonly name: string
  readonly site: string
  readonly role: string
  /** Where it reports from. */
  readonly localAddress: string
  /** Where it is registered to be. */
  readonly address?: string
  readonly key: string
  readonly board: Board
  readonly story: Story
}

interface Role { readonly role: string, readonly name: string }

/** Places as a Japanese factory and its people from abroad write them. */
export const sites = ['本社工場', '第二工場 Plant 2', 'Nagoya warehouse'] as const

const roles: readonly Role[] = [
  { role: 'kiosk', name: '受付キオスク' },
  { role: 'signage', name: '掲示板 Signage' },
  { role: 'sensor', name: '温度センサー' }
]

const cycle = <Item>(items: readonly Item[], index: number): Item => items[index % items.length]!

/** Each address of 127.1.0.0/16 stands for a device: all of them are this machine. */
const addressOf = (index: number): string => `127.1.${Math.floor(index / 250)}.${index % 250 + 1}`

/** The broadcast address of loopback: a connection to it fails at once, as to a device that is off, and nothing leaves this machine. */
const unreachableAddress = '127.255.255.255'

const registeredAddress = ({ address }: Story, own: string): { address?: string } =>
  address === 'not known' ? {} : { address: address === 'nothing' ? unreachableAddress : own }

/**
 * The first device is healthy. The stories are spread over the others, so that every site has some; a fleet smaller than them shows the
 * first ones.
 */
const storyAt = (index: number, size: number): Story => {
  const place = index - 1
  const step = Math.max(1, (size - 1) / stories.length)
  const story = Math.ceil(place / step)
  return place >= 0 && Math.floor(story * step) === place ? stories[story] ?? healthyStory : healthyStory
}

/** A fleet of this size over three sites, with keys of its own. */
export const createFleet = (size: number): FleetMember[] => Array.from({ length: size }, (_, index) => {
  const { role, name } = cycle(roles, Math.floor(index / sites.length))
  const number = String(index + 1).padStart(String(size).length < 2 ? 2 : String(size).length, '0')
  const story = storyAt(index, size)
  return {
    id: `pi-${role}-${number}`,
    name: `${name} ${number}`,
    site: cycle(sites, index),
    role,
    localAddress: addressOf(index),
    ...registeredAddress(story, addressOf(index)),
    key: randomBytes(32).toString('base64url'),
    board: story.board ?? cycle(boards, index),
    story
  }
})
