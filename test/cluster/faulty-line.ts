import { createServer, connect } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'

/** A line of TCP to another port of this machine that can be disturbed. */
export interface FaultyLine {
  readonly port: number
  /** Connections made so far. */
  readonly made: number
  /** Cuts all connections; new ones are taken. */
  cut(): void
  /** Takes new connections and closes them at once, as a restarting server would. */
  refuse(): void
  /** Keeps all connections open and lets nothing through. */
  silence(): void
  /** Lets everything through again. */
  mend(): void
  close(): Promise<void>
}

/** Lays one. */
export async function layFaultyLine(targetPort: number): Promise<FaultyLine> {
  const pairs = new Set<[near: Socket, far: Socket]>()
  let made = 0
  let state: 'fine' | 'refusing' | 'silent' = 'fine'
  const cut = (): void => {
    for (const sockets of pairs) for (const socket of sockets) socket.destroy()
  }
  const server = createServer((near) => {
    made++
    near.on('error', () => undefined)
    if (state === 'refusing') {
      near.destroy()
      return
    }
    const far = connect(targetPort, '127.0.0.1')
    far.on('error', () => undefined)
    const pair: [Socket, Socket] = [near, far]
    pairs.add(pair)
    near.on('data', (chunk) => state === 'silent' || far.write(chunk))
    far.on('data', (chunk) => state === 'silent' || near.write(chunk))
    for (const socket of pair) {
      socket.on('close', () => {
        pairs.delete(pair)
        for (const other of pair) other.destroy()
      })
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    get made() {
      return made
    },
    cut,
    refuse: () => {
      state = 'refusing'
      cut()
    },
    silence: () => (state = 'silent'),
    mend: () => {
      state = 'fine'
    },
    close: async () => {
      cut()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
