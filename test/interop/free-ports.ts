import { createServer } from 'node:net'

/** The first of so many TCP ports in a row that nobody uses. */
export async function freePorts(count: number): Promise<number[]> {
  for (;;) {
    const first = await probe(0)
    const rest = Array.from({ length: count - 1 }, (_, i) => first + 1 + i)
    const others = await Promise.all(rest.map((port) => probe(port).catch(() => undefined)))
    if (!others.includes(undefined)) return [first, ...rest]
  }
}

async function probe(port: number): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return typeof address === 'object' && address !== null ? address.port : 0
}
