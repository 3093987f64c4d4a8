export const placeholder = 'test'
