/**
 * Every code that an answer in trouble can carry, with its status and what it means to a program. The page at /api
 * lists them; `type` of the answer leads there. What exactly is wrong, and what to do, says `detail` of the answer.
 */
export const problemCodes = {
  'bad-request': [400, 'The body is no JSON, or the request is damaged. Send it again, whole.'],
  'doubled-field': [400, 'A field came twice. Send it once.'],
  'bad-form': [400, 'A form of the desk came in a shape that no page of ours sends.'],
  'sign-in': [401, 'Nobody is signed in. Send a bearer token.'],
  'bad-token': [401, 'The token is not known here, or was revoked, or its account is shut out.'],
  forbidden: [
    403,
    'The account, or the scope of the token, does not allow this; or somebody approves their own work.',
  ],
  'foreign-site': [
    403,
    'A page of another site made a browser send this. Programs that send tokens never see it.',
  ],
  'set-up-elsewhere': [403, 'The first account is made on the machine itself, without a proxy between.'],
  'set-up-code': [403, 'The address for the first visit lacks the right one-time code.'],
  'not-found': [404, 'There is no such article, finding, correction, decision, account or token.'],
  'no-page': [404, 'There is nothing at this address. See the addresses below.'],
  'wrong-method': [405, 'The address does not take this method. The header Allow lists those that it takes.'],
  'too-slow': [408, 'The request did not arrive in time. Send it again.'],
  conflict: [
    409,
    'It does not fit the present state: decided already, approved, archived, findings still open, or others build upon it. `because` lists the ids in the way.',
  ],
  'not-approved': [
    409,
    'Approved text was asked for and there is none. `missing` lists the corrections without approval; include=proposed gives a draft.',
  ],
  taken: [409, 'There is an account of this name.'],
  removed: [
    410,
    'An Idempotency-Key came again whose article has been removed since. Take a fresh key to make it again.',
  ],
  stale: [
    412,
    'Somebody changed it after you read it. `present` is the article as it is now: look at it and decide again.',
  ],
  'too-large': [413, 'The request is larger than 9 MB, or has more than 50,000 fields and items.'],
  'text-too-long': [413, 'A text has more than 1,000,000 UTF-16 code units. `field` says which.'],
  'text-too-many-segments': [413, 'A text has more than 5,000 segments. `field` says which.'],
  'not-json': [415, 'The body has to come as application/json, in UTF-8.'],
  invalid: [
    422,
    'Something in the request does not fit. `errors` names each field; of a span that cuts through a correction, `span` is the one to send.',
  ],
  'bad-key': [422, 'Idempotency-Key takes 1 to 200 visible ASCII characters.'],
  'key-reused': [
    422,
    'This Idempotency-Key came with another body before. Take a fresh one for a new request.',
  ],
  'text-empty': [422, 'A text holds no words. `field` says which.'],
  'text-nul': [422, 'A text holds a NUL character; `detail` says in which line and column.'],
  'text-lone-surrogate': [422, 'A text holds half a character; `detail` says in which line and column.'],
  'text-segments': [422, 'The segments given do not fit their text.'],
  'text-spanish': [422, 'The archive holds English texts, and this one is Spanish.'],
  'analysis-time': [422, 'The checks take too long on this text. Send a shorter one.'],
  'analysis-memory': [422, 'The checks take too much memory on this text. Send a shorter one.'],
  'missing-etag': [428, 'If-Match is missing: the etag of what is to be changed.'],
  'slow-down': [429, 'Too many wrong passphrases from one address. Wait five minutes.'],
  'long-head': [431, 'Address and headers are larger than 16 KB. Send fewer or shorter ones.'],
  fault: [500, 'Our fault. What was sent was not kept; try again.'],
  closing: [503, 'The desk is being stopped. Try again in a minute.'],
  'too-many-streams': [
    503,
    'Too many event streams are open: 20 of one account, or 1,000 in all. Close one, or try again later.',
  ],
  'disk-full': [507, 'The disk of the desk is full. Nothing was kept of this; reading goes on.'],
} as const satisfies Record<string, readonly [status: number, says: string]>;

export type ProblemCode = keyof typeof problemCodes;
