export const placeholder = 'controller'
