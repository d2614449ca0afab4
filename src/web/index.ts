export { refusePassphrase, refuseSignInName } from './actions/set-up.ts';
export { createApp } from './app.ts';
export { hasOwner, type Log, type Parts } from './context.ts';
export { Desk, type InputRefusal, type TextInput } from './desk.ts';
export { messageOfInput } from './problem.ts';
export { hashPassphrase, hashSecret, newSecret } from './secrets.ts';
