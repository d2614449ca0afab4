import { crc32 } from 'node:zlib';
import { fromBufferPromise } from 'yauzl';

/** A Word document of a long article with pictures stays far below both. */
export const mostUnpackedMb = 32;
export const mostEntries = 2_000;

export type ZipTrouble = 'damaged' | 'password' | 'too-large' | 'too-many';
export type Unpacked = {
  readonly names: ReadonlySet<string>;
  /** The entries that were asked for. */
  readonly parts: ReadonlyMap<string, Buffer>;
};

/**
 * Unpacks an archive in memory and keeps the entries that `keep` names. Every entry is unpacked and its bytes are
 * counted as they come, whatever the archive says of their number; the work ends at the limit. Entries with a
 * password, twice the same name, a path that leads elsewhere, or other bytes than their checksum says are refused.
 */
export async function unpack(bytes: Buffer, keep: (name: string) => boolean): Promise<Unpacked | ZipTrouble> {
  const most = mostUnpackedMb * 1024 * 1024;
  const names = new Set<string>();
  const parts = new Map<string, Buffer>();
  let total = 0;
  try {
    const archive = await fromBufferPromise(bytes);
    if (archive.entryCount > mostEntries) return 'too-many';
    for await (const entry of archive.eachEntry()) {
      const name = entry.fileName;
      if (names.size >= mostEntries) return 'too-many';
      if (entry.isEncrypted()) return 'password';
      if (names.has(name)) return 'damaged';
      names.add(name);
      if (name.endsWith('/')) continue;
      if (total + entry.uncompressedSize > most) return 'too-large';
      const chunks: Buffer[] = [];
      let checksum = 0;
      for await (const chunk of (await archive.openReadStreamPromise(entry)) as AsyncIterable<Buffer>) {
        total += chunk.length;
        if (total > most) return 'too-large';
        checksum = crc32(chunk, checksum);
        if (keep(name)) chunks.push(chunk);
      }
      if (checksum !== entry.crc32) return 'damaged';
      if (keep(name)) parts.set(name, Buffer.concat(chunks));
    }
    return { names, parts };
  } catch {
    // Whatever the reader of archives or the inflater stumbles over is in these bytes.
    return 'damaged';
  }
}
