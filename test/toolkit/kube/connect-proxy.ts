import { createServer } from 'node:http'
import { connect } from 'node:net'
import type { AddressInfo } from 'node:net'

/** An HTTP proxy that leads every CONNECT to one port of this machine. */
export interface ConnectProxy {
  readonly url: string
  /** What was asked for, as `host:port`. */
  readonly asked: string[]
  close(): Promise<void>
}

/** Starts one on a free port. */
export async function startConnectProxy(targetPort: number): Promise<ConnectProxy> {
  const asked: string[] = []
  const server = createServer()
  server.on('connect', (request, socket) => {
    asked.push(request.url ?? '')
    const target = connect(targetPort, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n')
      target.pipe(socket).pipe(target)
    })
    target.on('error', () => undefined)
    target.on('close', () => socket.destroy())
    socket.on('error', () => target.destroy())
    socket.on('close', () => target.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    close: () => new Promise((resolve) => void server.close(() => resolve())),
  }
}
