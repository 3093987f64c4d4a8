import { expect, test } from 'vitest'
import { parseEndpoint } from '../../sandbox/service-endpoint.ts'

test.for([
  ['127.0.0.1:8080', '127.0.0.1', 8080],
  ['127.1.2.3:1', '127.1.2.3', 1],
  ['localhost:65535', '127.0.0.1', 65_535],
  ['[::1]:80', '::1', 80],
] as const)('%s is on this machine', ([text, host, port]) => {
  expect(parseEndpoint(text)).toEqual({ host, port })
})

test.for([
  '',
  '127.0.0.1',
  '127.0.0.1:',
  '127.0.0.1:0',
  '127.0.0.1:65536',
  '127.0.0.256:80',
  '127.0.0.1.example.com:80',
  '127.0.0.1@example.com:80',
  'http://127.0.0.1:80',
  '10.0.0.1:80',
  '169.254.169.254:80',
  '0.0.0.0:80',
  'localhost.example.com:80',
  '[::]:80',
  ' 127.0.0.1:80',
  '127.0.0.1:80\n',
])('"%s" is refused', (text) => {
  expect(parseEndpoint(text)).toBeUndefined()
})
