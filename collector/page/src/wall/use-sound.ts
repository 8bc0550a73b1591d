import { useEffect, useRef, useState } from 'preact/hooks'

const storageKey = 'mimamori-wall-sound'

/** Two falling tones, three times. */
const play = (audio: AudioContext): void => {
  for (let beat = 0; beat < 6; beat += 1) {
    const [tone, volume] = [audio.createOscillator(), audio.createGain()]
    const start = audio.currentTime + beat * 0.3
    tone.frequency.value = beat % 2 === 0 ? 880 : 660
    volume.gain.setValueAtTime(0.3, start)
    volume.gain.exponentialRampToValueAtTime(0.001, start + 0.28)
    tone.connect(volume).connect(audio.destination)
    tone.start(start)
    tone.stop(start + 0.3)
  }
}

export interface Sound {
  /** `blocked`: wanted, but the browser waits for a click. */
  readonly state: 'off' | 'on' | 'blocked'
  /** Call it on a click: browsers allow sound only after one. */
  readonly toggle: () => void
}

/** A sound whenever `newest` grows; the choice is remembered. Undefined while loading: the first state is not new. */
export const useSound = (newest: string | undefined): Sound => {
  const audio = useRef<AudioContext | undefined>(undefined)
  const known = useRef<string | undefined>(undefined)
  const [state, setState] = useState<Sound['state']>('off')

  const show = () => setState(audio.current === undefined ? 'off' : audio.current.state === 'running' ? 'on' : 'blocked')
  const start = () => {
    audio.current ??= new AudioContext()
    audio.current.onstatechange = show
    void audio.current.resume().catch(() => undefined)
    show()
  }
  const stop = () => {
    void audio.current?.close()
    audio.current = undefined
    show()
  }
  useEffect(() => {
    if (localStorage.getItem(storageKey) === 'on') start()
    return stop
  }, [])
  useEffect(() => {
    if (newest === undefined) return
    if (known.current !== undefined && newest > known.current && audio.current?.state === 'running') play(audio.current)
    if (known.current === undefined || newest > known.current) known.current = newest
  }, [newest])

  const toggle = () => {
    if (state === 'blocked') {
      start()
      return
    }
    const isWanted = state === 'off'
    localStorage.setItem(storageKey, isWanted ? 'on' : 'off')
    if (!isWanted) stop()
    else {
      start()
      play(audio.current!)
    }
  }
  return { state, toggle }
}
