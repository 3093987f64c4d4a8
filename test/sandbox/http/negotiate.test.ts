import { expect, test } from 'vitest'
import { negotiate } from '../../../sandbox/http/negotiate.ts'
import type { StatusError } from '../../../sandbox/objects/status-error.ts'

test.for([
  [undefined, 'object'],
  ['*/*', 'object'],
  ['application/*;q=0.5', 'object'],
  ['text/html, application/json', 'object'],
  ['application/vnd.kubernetes.protobuf,application/json', 'object'],
  ['application/json;as=Table;v=v1;g=meta.k8s.io', 'table'],
  ['application/json;as=Table;v=v1beta1;g=meta.k8s.io,application/json', 'object'],
  ['application/json; as=Table; v=v1; g=meta.k8s.io, */*', 'table'],
  ['application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1', 'metadata'],
  ['application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1', 'metadata'],
] as const)('%s: %s', ([accept, form]) => {
  expect(negotiate(accept)).toBe(form)
})

test.for(['', 'text/plain', 'application/vnd.kubernetes.protobuf', 'application/json;as=Table'])(
  '"%s" cannot be had',
  (accept) => {
    expect(() => negotiate(accept)).toThrow(expect.objectContaining({ code: 406 }) as StatusError)
  },
)
