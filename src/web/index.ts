export { createApp } from './app.ts';
export { hasOwner, type Log, type Parts } from './context.ts';
export { Desk, type InputRefusal, type TextInput } from './desk.ts';
export { addToken, addUser, changeUser, revokeToken } from './people.ts';
export { messageOfInput, Problem, problemJson } from './problem.ts';
export { hashSecret, newSecret } from './secrets.ts';
