import { argon2, createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify(argon2);

/** OWASP's lower setting for argon2id: 19 MiB, two passes, one lane. Kept with each hash, so it can be raised. */
const cost = { memory: 19_456, passes: 2, parallelism: 1 };
const tagLength = 32;

type Cost = typeof cost;
const argon = (passphrase: string, nonce: Buffer, { memory, passes, parallelism }: Cost): Promise<Buffer> =>
  derive('argon2id', {
    message: Buffer.from(passphrase.normalize('NFC')),
    nonce,
    memory,
    passes,
    parallelism,
    tagLength,
  });

/** Hashes a passphrase with argon2id under a fresh salt: `argon2id$m$t$p$salt$tag`. */
export async function hashPassphrase(passphrase: string): Promise<string> {
  const salt = randomBytes(16);
  const tag = await argon(passphrase, salt, cost);
  const { memory, passes, parallelism } = cost;
  return ['argon2id', memory, passes, parallelism, salt.toString('base64'), tag.toString('base64')].join('$');
}

/** True when the passphrase is the one that was hashed. A hash that cannot be read fits nothing. */
export async function fitsPassphrase(passphrase: string, hash: string): Promise<boolean> {
  const [kind, memory, passes, parallelism, salt, tag] = hash.split('$');
  if (kind !== 'argon2id' || !salt || !tag) return false;
  const costThen = { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) };
  const found = await argon(passphrase, Buffer.from(salt, 'base64'), costThen);
  const kept = Buffer.from(tag, 'base64');
  return kept.length === found.length && timingSafeEqual(kept, found);
}

/** What a sign-in with an unknown name is checked against, so that it takes as long as one with a known name. */
export const nobodysHash = `argon2id$${cost.memory}$${cost.passes}$${cost.parallelism}$${Buffer.alloc(16).toString('base64')}$${Buffer.alloc(tagLength).toString('base64')}`;

/** 256 random bits for a cookie, a token or a one-time code. */
export const newSecret = (): string => randomBytes(32).toString('base64url');
/** What the store keeps of a secret. */
export const hashSecret = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** Compares two short secrets without telling by time how much of them agrees. */
export const sameSecret = (a: string, b: string): boolean =>
  timingSafeEqual(Buffer.from(hashSecret(a)), Buffer.from(hashSecret(b)));

export const passphraseLeast = 12;
export const passphraseMost = 512;
/** How long a passphrase is for a person: characters as they are seen. */
export const passphraseLength = (passphrase: string): number =>
  [...new Intl.Segmenter().segment(passphrase)].length;
